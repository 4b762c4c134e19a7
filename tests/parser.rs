//! The parser: against expectations in the format of the html5lib tests, and against another tree built by
//! html5ever's own tokenizer, on those inputs, on random markup, on the pages of the page tests, and on a folder of
//! pages that `ARTICLE_READER_PAGES` may name.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use article_reader::Limits;
use article_reader::parse::parse;
use article_reader::tree::{Kind, Node};
use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, ns, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// A line of a dump: how deep, and an element, an attribute or a text.
#[derive(Debug, PartialEq)]
struct Line {
    depth: usize,
    what: String,
}

/// A tree as lines. Text that stands side by side is one text.
#[derive(Debug, Default, PartialEq)]
struct Dump(Vec<Line>);

impl Dump {
    fn push(&mut self, depth: usize, what: String) {
        self.0.push(Line { depth, what });
    }

    fn push_text(&mut self, depth: usize, text: &str) {
        match self.0.last_mut() {
            Some(line) if line.depth == depth && line.what.starts_with('"') => {
                line.what.pop();
                line.what += text;
                line.what.push('"');
            }
            _ => self.push(depth, format!("\"{text}\"")),
        }
    }

    fn push_attributes(&mut self, depth: usize, mut attributes: Vec<(String, &str)>) {
        for (name, _) in &mut attributes {
            *name = kept(name).to_owned();
        }
        attributes.sort();
        for (name, value) in attributes {
            self.push(depth, format!("{name}=\"{value}\""));
        }
    }

    fn show(&self) -> String {
        self.0.iter().fold(String::new(), |mut all, line| {
            let _ = writeln!(all, "| {}{}", "  ".repeat(line.depth), line.what);
            all
        })
    }
}

fn assert_same(ours: &Dump, expected: &Dump, of: &str) {
    if ours != expected {
        let at = ours.0.iter().zip(&expected.0).take_while(|(a, b)| a == b).count();
        let near = |dump: &Dump| {
            Dump(
                dump.0
                    .iter()
                    .skip(at.saturating_sub(8))
                    .take(16)
                    .map(|l| Line { depth: l.depth, what: l.what.clone() })
                    .collect(),
            )
            .show()
        };
        panic!("{of}\nours, from line {at}:\n{}\nexpected:\n{}", near(ours), near(expected));
    }
}

/// Our tree does not keep names as long as sentences.
fn kept(name: &str) -> &str {
    if name.len() > 64 { "x-unknown" } else { name }
}

/// Our tree of `html`.
fn ours(html: &str) -> Dump {
    let limits = Limits { max_nodes: usize::MAX, max_millis: f64::INFINITY, ..Limits::default() };
    let (tree, reached) = parse(html, &limits);
    assert_eq!(reached, None);
    let mut dump = Dump::default();
    let mut open: Vec<(Node<'_>, usize)> = tree.root().children().map(|node| (node, 0)).collect();
    open.reverse();
    while let Some((node, depth)) = open.pop() {
        if node.is_text() {
            dump.push_text(depth, node.text());
            continue;
        }
        let language = match node.kind() {
            Kind::Svg => "svg ",
            Kind::MathMl => "math ",
            _ => "",
        };
        dump.push(depth, format!("<{language}{}>", node.spelling()));
        let attributes = node.attrs().map(|(name, value)| (tree.spelling(name).to_owned(), value));
        dump.push_attributes(depth + 1, attributes.collect());
        let is_template = node.spelling() == "template" && language.is_empty();
        if is_template {
            dump.push(depth + 1, "content".into());
        }
        let below = depth + 1 + usize::from(is_template);
        let mut children: Vec<_> = node.children().map(|child| (child, below)).collect();
        children.reverse();
        open.append(&mut children);
    }
    dump
}

/// The same by the tree that html5ever's makers test with.
fn theirs(html: &str) -> Dump {
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    // It would drop a byte order mark after each script too.
    let tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let options = ParseOpts { tokenizer, tree_builder };
    let dom = parse_document(RcDom::default(), options).one(html.strip_prefix('\u{feff}').unwrap_or(html));
    let mut dump = Dump::default();
    let mut open: Vec<(Handle, usize)> =
        dom.document.children.borrow().iter().map(|node| (node.clone(), 0)).collect();
    open.reverse();
    while let Some((node, depth)) = open.pop() {
        let mut below = depth + 1;
        let mut children = node.children.borrow().clone();
        match &node.data {
            NodeData::Text { contents } => dump.push_text(depth, &contents.borrow()),
            NodeData::Element { name, attrs, template_contents, .. } => {
                let language = match name.ns {
                    ns!(svg) => "svg ",
                    ns!(mathml) => "math ",
                    _ => "",
                };
                dump.push(depth, format!("<{language}{}>", kept(&name.local)));
                let attributes = attrs.borrow();
                let attributes = attributes.iter().map(|attribute| {
                    let name = &attribute.name;
                    let prefix = name.prefix.as_ref().filter(|prefix| !prefix.is_empty());
                    (
                        prefix.map_or(name.local.to_string(), |prefix| format!("{prefix}:{}", name.local)),
                        &*attribute.value,
                    )
                });
                dump.push_attributes(below, attributes.collect());
                if let Some(contents) = &*template_contents.borrow() {
                    dump.push(below, "content".into());
                    below += 1;
                    children = contents.children.borrow().clone();
                }
            }
            _ => {}
        }
        open.extend(children.into_iter().rev().map(|child| (child, below)));
    }
    dump
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// The files below `folder` with this extension, sorted.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|own| own == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Inputs and expectations of all files.
fn cases() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for path in files(&folder("tree-construction"), "dat") {
        let text = fs::read_to_string(path).unwrap();
        for case in text.split("#data\n").skip(1) {
            let (input, rest) = case.split_once("\n#errors\n").unwrap();
            let (_, expected) = rest.split_once("#document\n").unwrap();
            cases.push((input.to_owned(), expected.trim_end_matches('\n').to_owned()));
        }
    }
    cases
}

/// Reads an expectation, without the comments and doctypes that our tree does not keep.
fn read(expected: &str) -> Dump {
    let mut dump = Dump::default();
    // A line that does not begin with a bar continues a text that holds a line end.
    for item in format!("\n{expected}").split("\n| ").skip(1) {
        let what = item.trim_start_matches(' ');
        let depth = (item.len() - what.len()) / 2;
        if what.starts_with("<!") {
            continue;
        }
        match what.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
            Some(text) => dump.push_text(depth, text),
            // The format sets prefixes apart with a space.
            None if ["xlink ", "xml ", "xmlns "].iter().any(|prefix| what.starts_with(prefix)) => {
                dump.push(depth, what.replacen(' ', ":", 1));
            }
            None => dump.push(depth, what.to_owned()),
        }
    }
    dump
}

#[test]
fn trees_are_as_the_standard_says() {
    let cases = cases();
    assert!(cases.len() >= 120, "{}", cases.len());
    for (input, expected) in cases {
        assert_same(&ours(&input), &read(&expected), &input);
    }
}

#[test]
fn trees_are_as_another_builds_them() {
    for (input, _) in cases() {
        assert_same(&ours(&input), &theirs(&input), &input);
    }
    let mut pages = files(&folder("pages"), "html");
    pages.retain(|path| path.file_name().is_some_and(|name| name == "page.html"));
    if let Some(more) = std::env::var_os("ARTICLE_READER_PAGES") {
        pages.append(&mut files(Path::new(&more), "html"));
    }
    for path in pages {
        let page = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        assert_same(&ours(&page), &theirs(&page), &path.display().to_string());
    }
}

/// What a tokenizer can stumble over. A digit or a letter alone makes and breaks names.
const PIECES: &[&str] = &[
    "<",
    "</",
    "<!",
    "<?",
    "<a",
    "<b",
    "</a",
    "</b>",
    "<p>",
    "<br/>",
    "<A\0B",
    "<i x=1 X=2 y>",
    ">",
    "/",
    "/>",
    "=",
    "\"",
    "'",
    "`",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\u{c}",
    "\0",
    "-",
    "--",
    "-->",
    "--!>",
    "<!--",
    "<!-->",
    "<!--->",
    "<!--->x",
    "<![CDATA[",
    "]",
    "]]",
    "]]>",
    "<!doctype html>",
    "<!DOCTYPE",
    "<!doctype html public \"",
    " PUBLIC '",
    " system \"",
    "-//w3c//dtd html 3.2//en",
    "&",
    "&#",
    "&#x",
    "&#X",
    "#",
    ";",
    "&amp",
    "&amp;",
    "&AMP",
    "&notit;",
    "&notin;",
    "&not",
    "&copy=",
    "&copy",
    "&lt;",
    "&nbsp",
    "&NewLine;",
    "&fjlig;",
    "&acE;",
    "&nope;",
    "&#x80;",
    "&#150",
    "&#0;",
    "&#xD800;",
    "&#99999999999;",
    "&#x10FFFF;",
    "&#13;",
    "&#10;",
    "a",
    "b",
    "x",
    "1",
    "é",
    "日",
    "\u{feff}",
    "\u{1f30a}",
    " id=",
    " href='",
    " class=\"",
    " a",
    "=b",
    "script",
    "style",
    "textarea",
    "title",
    "<script>",
    "<script ",
    "</script",
    "</script>",
    "</SCRIPT >",
    "<style>",
    "</style",
    "</style>",
    "<textarea>",
    "</textarea",
    "</textarea/>",
    "<title>",
    "</title>",
    "<xmp>",
    "</xmp>",
    "<iframe>",
    "</iframe>",
    "<noscript>",
    "<noembed>",
    "<plaintext>",
    "<pre>",
    "</pre>",
    "<listing>",
    "<svg>",
    "<svg/>",
    "</svg>",
    "<svg><title>",
    "<math>",
    "<mi>",
    "<annotation-xml encoding=text/html>",
    "<desc>",
    "<foreignObject>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<caption>",
    "<select>",
    "<option>",
    "<template>",
    "</template>",
    "<html a=b>",
    "<head>",
    "<body c>",
    "</body>",
    "</html>",
    "<frameset>",
    "<image>",
    "</p>",
    "</br>",
    "<a>",
];

/// An error between `<pre>` and a line end, here a reference without its semicolon, makes html5ever keep the line end.
const MISREAD: [&str; 3] = ["<pre>&#", "<listing>&#", "<textarea>&#"];

#[test]
fn random_markup_is_read_as_another_reads_it() {
    let mut random = Random(11);
    for _ in 0..20_000 {
        let page: String = (0..1 + random.below(24)).map(|_| PIECES[random.below(PIECES.len())]).collect();
        if !MISREAD.iter().any(|start| page.contains(start)) {
            assert_same(&ours(&page), &theirs(&page), &format!("{page:?}"));
        }
    }
}

/// xorshift64* (Vigna 2016), so that what fails fails again.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound
    }
}
