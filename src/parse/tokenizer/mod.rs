//! The tokenizer of the HTML standard, section 13.2.5, over a whole document.
//!
//! Because all of the input is there, most states are a search for the byte that ends them: of text the next
//! markup, of a comment its close, of raw text its end tag. Comments come without their data, which nothing reads.
//! The preprocessing of line ends (13.2.3.5) is done where characters are passed on.

mod cursor;
mod doctype;
mod entities;
mod raw;
mod references;
mod tags;
#[cfg(test)]
mod tests;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};

use crate::search;
use cursor::Cursor;
use references::{References, decode};
#[cfg(test)]
pub use tags::MAX_ATTRIBUTES;

/// Nothing here reads the line of a token, which the tree builder would pass on.
const LINE: u64 = 1;

/// Gives tokens to a sink, step by step.
pub struct Tokenizer<'a, S> {
    pub sink: S,
    input: Cursor<'a>,
    content: Content,
    /// The name of the last start tag, which alone an end tag in raw text can match.
    last_start: LocalName,
}

/// What the characters up to the next tag are.
#[derive(Clone, Copy)]
enum Content {
    /// 13.2.5.1.
    Data,
    /// 13.2.5.2 to 13.2.5.4.
    Raw(RawKind),
    /// 13.2.5.5.
    Plaintext,
}

impl<'a, S: TokenSink> Tokenizer<'a, S> {
    /// At the beginning of `html`, which is without a byte order mark.
    pub fn new(html: &'a str, sink: S) -> Tokenizer<'a, S> {
        Tokenizer { sink, input: Cursor::new(html), content: Content::Data, last_start: LocalName::from("") }
    }

    /// How many bytes of the input were read.
    pub fn position(&self) -> usize {
        self.input.position()
    }

    /// Reads one piece of the input: a text, a tag, a comment or another declaration. False if none is left.
    #[inline(never)]
    pub fn step(&mut self) -> bool {
        if self.input.peek().is_none() {
            return false;
        }
        match self.content {
            Content::Data => {
                let text = self.input.take(text_length(self.input.rest()));
                if text.is_empty() {
                    self.markup();
                } else {
                    self.emit_split(text, References::InText);
                }
            }
            Content::Raw(kind) => {
                let text = self.input.take(raw::length(self.input.rest(), kind, &self.last_start));
                let references =
                    if kind == RawKind::Rcdata { References::InText } else { References::Nowhere };
                self.emit_characters(decode(text, references));
                self.content = Content::Data;
            }
            Content::Plaintext => {
                let text = self.input.take(self.input.rest().len());
                self.emit_characters(decode(text, References::Nowhere));
            }
        }
        true
    }

    /// Tells the sink that the document ends here.
    pub fn end(self) -> S {
        let _ = self.sink.process_token(Token::EOFToken, LINE);
        self.sink.end();
        self.sink
    }

    /// What a `<` begins: 13.2.5.6 and 13.2.5.7, the tag open and end tag open states.
    fn markup(&mut self) {
        match self.input.bytes() {
            [_, b'!', ..] => self.declaration(),
            [_, b'/', b'>', ..] => {
                self.input.take("</>".len());
            }
            [_, b'/', letter, ..] | [_, letter, ..] if letter.is_ascii_alphabetic() => self.tag(),
            _ => self.comment(|_| true),
        }
    }

    /// 13.2.5.42, the markup declaration open state.
    #[inline(never)]
    fn declaration(&mut self) {
        let rest = self.input.bytes();
        let is_doctype = rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case(b"<!doctype"));
        if rest.starts_with(b"<!--") {
            self.input.take("<!--".len());
            self.comment(closes_comment);
        } else if is_doctype {
            self.input.take("<!doctype".len());
            let doctype = doctype::read(&mut self.input);
            self.emit(Token::DoctypeToken(doctype));
        } else if rest.starts_with(b"<![CDATA[")
            && self.sink.adjusted_current_node_present_but_not_in_html_namespace()
        {
            // 13.2.5.69 to 13.2.5.71, the CDATA section states.
            self.input.take("<![CDATA[".len());
            let (text, is_closed) = self.input.take_closed(|text| text.ends_with("]]"));
            let text = if is_closed { text.strip_suffix("]]").unwrap_or(text) } else { text };
            self.emit_split(text, References::Nowhere);
        } else {
            self.comment(|_| true);
        }
    }

    /// A comment up to the first `>` before which `closes` accepts it.
    fn comment(&mut self, closes: fn(&str) -> bool) {
        self.input.take_closed(closes);
        self.emit(Token::CommentToken(StrTendril::new()));
    }

    fn tag(&mut self) {
        // A tag that the document's end cuts off is none.
        let Some(tag) = tags::read(&mut self.input) else { return };
        if tag.kind == html5ever::tokenizer::StartTag {
            self.last_start = tag.name.clone();
        }
        self.content = match self.sink.process_token(Token::TagToken(tag), LINE) {
            TokenSinkResult::RawData(kind) => Content::Raw(kind),
            TokenSinkResult::Plaintext => Content::Plaintext,
            // Where a browser would run a script or change the encoding.
            TokenSinkResult::Script(_)
            | TokenSinkResult::EncodingIndicator(_)
            | TokenSinkResult::Continue => Content::Data,
        };
    }

    /// Characters whose NULs the tree builder has to see, since what they become depends on where they are.
    fn emit_split(&mut self, text: &str, references: References) {
        let mut rest = text;
        while let Some(at) = search::first(rest.as_bytes(), b'\0') {
            self.emit_characters(decode(&rest[..at], references));
            self.emit(Token::NullCharacterToken);
            rest = &rest[at + 1..];
        }
        self.emit_characters(decode(rest, references));
    }

    fn emit_characters(&mut self, text: StrTendril) {
        if !text.is_empty() {
            self.emit(Token::CharacterTokens(text));
        }
    }

    /// Only tags change what follows.
    fn emit(&mut self, token: Token) {
        let _ = self.sink.process_token(token, LINE);
    }
}

/// How many bytes are before the first `<` that is no text.
fn text_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(length) = search::first(&bytes[from..], b'<') {
        let at = from + length;
        match bytes.get(at + 1) {
            Some(b'!' | b'?') => return at,
            Some(b'/') if at + 2 < bytes.len() => return at,
            Some(letter) if letter.is_ascii_alphabetic() => return at,
            _ => from = at + 1,
        }
    }
    bytes.len()
}

/// Whether a comment with this data ends at the `>` that follows: 13.2.5.43 to 13.2.5.52.
fn closes_comment(data: &str) -> bool {
    matches!(data, "" | "-") || data.ends_with("--") || data.ends_with("--!")
}
