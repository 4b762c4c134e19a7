//! Tokens, state by state, and that html5ever's tokenizer makes the same.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use std::cell::{Cell, RefCell};

use html5ever::data::NAMED_ENTITIES;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, TokenizerOpts};

use super::*;

/// Writes tokens down, and tells the tokenizer what the tree builder would in a simple document.
#[derive(Default)]
struct Recorder {
    tokens: RefCell<Vec<String>>,
    ends_with_text: Cell<bool>,
    is_foreign: Cell<bool>,
}

impl Recorder {
    fn push(&self, token: String, is_text: bool) {
        let mut tokens = self.tokens.borrow_mut();
        match tokens.last_mut() {
            Some(last) if is_text && self.ends_with_text.get() => *last += &token,
            _ => tokens.push(token),
        }
        self.ends_with_text.set(is_text);
    }
}

fn show(tag: &Tag) -> String {
    let mut shown = if tag.kind == TagKind::EndTag { "</" } else { "<" }.to_owned() + &tag.name;
    if tag.kind == TagKind::StartTag {
        for attribute in &tag.attrs {
            shown += &format!(" {}={}", attribute.name.local, &*attribute.value);
        }
    }
    shown + if tag.self_closing { "/>" } else { ">" }
}

impl TokenSink for Recorder {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => {
                self.push(show(&tag), false);
                let is_start = tag.kind == TagKind::StartTag;
                if *tag.name == *"svg" {
                    self.is_foreign.set(is_start);
                }
                match &*tag.name {
                    "title" if is_start => return TokenSinkResult::RawData(RawKind::Rcdata),
                    "style" if is_start => return TokenSinkResult::RawData(RawKind::Rawtext),
                    "script" if is_start => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "plaintext" if is_start => return TokenSinkResult::Plaintext,
                    _ => {}
                }
            }
            Token::CharacterTokens(text) => self.push(text.to_string(), true),
            Token::NullCharacterToken => self.push("NUL".into(), false),
            Token::CommentToken(_) => self.push("<!---->".into(), false),
            Token::DoctypeToken(doctype) => {
                let part = |part: Option<StrTendril>| part.map_or("-".into(), |part| format!("'{part}'"));
                let (name, public, system) =
                    (part(doctype.name), part(doctype.public_id), part(doctype.system_id));
                let quirks = if doctype.force_quirks { " quirks" } else { "" };
                self.push(format!("<!doctype {name} {public} {system}{quirks}>"), false);
            }
            Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.is_foreign.get()
    }
}

fn ours(html: &str) -> Vec<String> {
    let mut tokenizer = Tokenizer::new(html, Recorder::default());
    while tokenizer.step() {}
    assert_eq!(tokenizer.position(), html.len(), "{html:?}");
    tokenizer.end().tokens.take()
}

fn theirs(html: &str) -> Vec<String> {
    let tokenizer = html5ever::tokenizer::Tokenizer::new(Recorder::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.tokens.take()
}

/// Inputs and their tokens, by ours and by theirs.
fn check(cases: &[(&str, &[&str])]) {
    for (html, expected) in cases {
        assert_eq!(ours(html), *expected, "{html:?}");
        assert_eq!(theirs(html), *expected, "{html:?}, html5ever");
    }
}

#[test]
fn text() {
    check(&[
        ("", &[]),
        ("one, two", &["one, two"]),
        ("a\r\nb\rc\n\r\n", &["a\nb\nc\n\n"]),
        ("a\0b\0", &["a", "NUL", "b", "NUL"]),
        ("1 < 2 <3 <", &["1 < 2 <3 <"]),
        ("a</", &["a</"]),
        ("a<p>é<日", &["a", "<p>", "é<日"]),
    ]);
}

#[test]
fn tags() {
    check(&[
        ("<p>a</p>", &["<p>", "a", "</p>"]),
        ("<BR/><Br / ><x-Y\0Z>", &["<br/>", "<br>", "<x-y\u{fffd}z>"]),
        ("</></ p></3></P a=b>", &["<!---->", "<!---->", "</p>"]),
        ("<p", &[]),
        ("<p a", &[]),
        ("x</p ", &["x"]),
        ("<p a=", &[]),
        ("<p a=b", &[]),
        ("<p a='b>", &[]),
        ("<p a=\"b\"", &[]),
    ]);
}

#[test]
fn attributes() {
    check(&[
        ("<p a b=c d='e' f=\"g\">", &["<p a= b=c d=e f=g>"]),
        ("<p\na\t=\r\nb\u{c}c\r=\rd>", &["<p a=b c=d>"]),
        ("<p a=1 A=2 a b=3>", &["<p a=1 b=3>"]),
        ("<p =a==b />", &["<p =a==b/>"]),
        ("<p a/b/=c>", &["<p a= b= =c=>"]),
        ("<p a=/>", &["<p a=/>"]),
        ("<p a=b/ c=d/>", &["<p a=b/ c=d/>"]),
        ("<p a='b'c=\"d\"/>", &["<p a=b c=d/>"]),
        ("<p a=>b", &["<p a=>", "b"]),
        ("<p a\"b'<=c\"'<=`>", &["<p a\"b'<=c\"'<=`>"]),
        ("<p \0A='\0\r\n>\r'>", &["<p \u{fffd}a=\u{fffd}\n>\n>"]),
        ("<p é=日>", &["<p é=日>"]),
    ]);
}

#[test]
fn comments() {
    for comment in [
        "<!---->",
        "<!-->",
        "<!--->",
        "<!-- a -->",
        "<!----->",
        "<!-- > -> - -- -->",
        "<!--a--!>",
        "<!----!>",
        "<!--!>-->",
        "<!---!>-->",
        "<!--a--!-->",
        "<!--<!-->",
        "<!--<!--a-->",
        "<!--a--\0>-->",
        "<!>",
        "<!a>",
        "<!->",
        "<!-a->",
        "<?a?>",
        "</ a>",
        "</\0>",
        "<![CDATA[a]]>",
        "<!doctyp>",
    ] {
        check(&[(&format!("a{comment}b"), &["a", "<!---->", "b"])]);
    }
    for open in ["<!", "<?", "<!--", "<!--a", "<!--a-", "<!--a--", "<!--a--!", "<!-", "</ ", "<!a"] {
        check(&[(open, &["<!---->"])]);
    }
}

#[test]
fn sections() {
    check(&[
        ("<svg><![CDATA[<a>&amp;\r\n]]>&amp;", &["<svg>", "<a>&amp;\n&"]),
        ("<svg><![CDATA[a\0b]]]>", &["<svg>", "a", "NUL", "b]"]),
        ("<svg><![CDATA[]]>a<![CDATA[]>]]", &["<svg>", "a]>]]"]),
        ("<svg></svg><![CDATA[a]]>", &["<svg>", "</svg>", "<!---->"]),
        ("<svg><![cdata[a]]>", &["<svg>", "<!---->"]),
    ]);
}

#[test]
fn doctypes() {
    check(&[
        ("<!DOCTYPE html>", &["<!doctype 'html' - ->"]),
        ("<!doctype\nHTml\0 >", &["<!doctype 'html\u{fffd}' - ->"]),
        ("<!doctypehtml>", &["<!doctype 'html' - ->"]),
        ("<!doctype>a", &["<!doctype - - - quirks>", "a"]),
        ("<!doctype", &["<!doctype - - - quirks>"]),
        ("<!doctype html", &["<!doctype 'html' - - quirks>"]),
        ("<!doctype html x>a", &["<!doctype 'html' - - quirks>", "a"]),
        ("<!doctype html publi>a", &["<!doctype 'html' - - quirks>", "a"]),
        ("<!doctype html public>", &["<!doctype 'html' - - quirks>"]),
        ("<!doctype html public 'A' \"b\">", &["<!doctype 'html' 'A' 'b'>"]),
        ("<!doctype html PUBLIC\"A\"'b'>", &["<!doctype 'html' 'A' 'b'>"]),
        ("<!doctype html public 'a' >", &["<!doctype 'html' 'a' ->"]),
        ("<!doctype html public 'a>b", &["<!doctype 'html' 'a' - quirks>", "b"]),
        ("<!doctype html public 'a' b>c", &["<!doctype 'html' 'a' - quirks>", "c"]),
        ("<!doctype html public 'a' 'b", &["<!doctype 'html' 'a' 'b' quirks>"]),
        ("<!doctype html System '\0\r\n'>", &["<!doctype 'html' - '\u{fffd}\n'>"]),
        ("<!doctype html system 'a' b>", &["<!doctype 'html' - 'a'>"]),
        ("<!doctype html system 'a' b", &["<!doctype 'html' - 'a'>"]),
    ]);
}

#[test]
fn raw_text() {
    check(&[
        ("<title>a<b>&amp;\0</b></titles></title>", &["<title>", "a<b>&\u{fffd}</b></titles>", "</title>"]),
        ("<title></TITLE a=b>c", &["<title>", "</title>", "c"]),
        ("<title>a</title/>b", &["<title>", "a", "</title/>", "b"]),
        ("<title>a</title", &["<title>", "a</title"]),
        ("<title>a</title ", &["<title>", "a"]),
        ("<title></style></title>", &["<title>", "</style>", "</title>"]),
        ("<style><!--&amp;\0\r</style>-->", &["<style>", "<!--&amp;\u{fffd}\n", "</style>", "-->"]),
        ("<plaintext><p>&amp;\0\r\n</plaintext>", &["<plaintext>", "<p>&amp;\u{fffd}\n</plaintext>"]),
    ]);
}

#[test]
fn scripts() {
    // Up to the end tag that closes them.
    for script in [
        "a<b && c</d>&amp;",
        "<!--a",
        "<!--</scripts>",
        "<!--<script>a</script>b",
        "<!--<SCRIPT a</Script\n",
        "<!--<scripts>",
        "<!--<script",
        "<!--<script>-->",
        "<!--<script>--->",
        "<!-->",
        "<!-->--<script>",
        "<!--->",
        "<!--<script></script><script>a</script>",
        "<!--<!--<script>--><script>",
        "<!-<script>",
        "<!-- -script>",
    ] {
        check(&[(&format!("<script>{script}</script>b"), &["<script>", script, "</script>", "b"])]);
    }
    check(&[
        ("<script>\0\r\n</SCRIPT a>", &["<script>", "\u{fffd}\n", "</script>"]),
        ("<script><!--<script></script>-->", &["<script>", "<!--<script></script>-->"]),
        ("<script><!--<script>a</script", &["<script>", "<!--<script>a</script"]),
    ]);
}

#[test]
fn references() {
    check(&[
        ("&amp;&AMP&lt;&notin;&notit;&not", &["&&<∉¬it;¬"]),
        ("&&;&a;&nope; &amp", &["&&;&a;&nope; &"]),
        ("&fjlig;&NewLine;&Tab;&acE;&semi;&comma;", &["fj\n\t∾\u{333};,"]),
        ("&#65;&#x42;&#X43&#100", &["ABCd"]),
        ("&#&#x&#;&#xg;&#x;", &["&#&#x&#;&#xg;&#x;"]),
        ("&#0;&#xD800;&#x110000;&#99999999999999999999;", &["\u{fffd}\u{fffd}\u{fffd}\u{fffd}"]),
        ("&#128;&#x81;&#x9f;&#160;", &["€\u{81}Ÿ\u{a0}"]),
        ("&#13;\r&#10;", &["\r\n\n"]),
        ("<p a='&amp;b&ampc&amp=&amp '>", &["<p a=&b&ampc&amp=& >"]),
        ("<p a=?b&copy=1&copy2&copy;3&copy>", &["<p a=?b&copy=1&copy2©3©>"]),
        ("<p a='&notin;&notit;&#65&'>", &["<p a=∉&notit;A&>"]),
    ]);
}

#[test]
fn entities_are_those_of_another() {
    let names = NAMED_ENTITIES.entries().filter(|(_, value)| value.0 != 0).count();
    assert_eq!(names, 2_231);
    // The map has the beginnings of names too.
    for name in NAMED_ENTITIES.keys() {
        for html in [format!("&{name}"), format!("&{name}z"), format!("<p a='&{name}'b='&{name}z&{name}='>")]
        {
            assert_eq!(ours(&html), theirs(&html), "{html}");
        }
    }
}
