//! A sanitized tree as text, a block a line.

use crate::metadata::words::is_blank;
use crate::text::collapse;
use crate::tree::{Edge, Name, Node, Tree, attr, tag};

/// `body` as text: a paragraph, heading, item or row a line, line breaks and preformatted text as they are. Images
/// say nothing, nor do captions that are no part of the running text and the note on the author, and a formula says what
/// can be seen of it.
#[inline(never)]
pub fn text(body: &Tree) -> String {
    let mut lines = Lines::default();
    let mut walk = body.root().walk();
    while let Some(edge) = walk.next() {
        match edge {
            Edge::Enter(node) if is_silent(node) => walk.skip_below(node),
            Edge::Enter(node) if node.is_text() => lines.push(node.text()),
            Edge::Enter(node) | Edge::Leave(node) if node.is(tag::BR) => lines.end(),
            Edge::Enter(node) if node.is_any(&CELLS) => lines.cell(),
            Edge::Enter(node) if node.is(tag::PRE) => {
                lines.end();
                lines.preformatted = true;
            }
            Edge::Leave(node) if node.is(tag::PRE) => {
                lines.end();
                lines.preformatted = false;
            }
            Edge::Enter(node) | Edge::Leave(node) if node.is_any(&BLOCKS) => lines.end_block(),
            Edge::Enter(node) if node.is(tag::TR) => {
                lines.end();
                lines.rows += 1;
            }
            Edge::Leave(node) if node.is(tag::TR) => {
                lines.rows = lines.rows.saturating_sub(1);
                lines.end();
            }
            _ => {}
        }
    }
    lines.end();
    lines.out
}

const CELLS: [Name; 2] = [tag::TD, tag::TH];

/// Elements that begin and end a line.
const BLOCKS: [Name; 22] = [
    tag::P,
    tag::H2,
    tag::H3,
    tag::H4,
    tag::H5,
    tag::H6,
    tag::LI,
    tag::UL,
    tag::OL,
    tag::DL,
    tag::DT,
    tag::DD,
    tag::BLOCKQUOTE,
    tag::FIGURE,
    tag::FIGCAPTION,
    tag::TABLE,
    tag::CAPTION,
    tag::DETAILS,
    tag::SUMMARY,
    tag::ASIDE,
    tag::SECTION,
    tag::DIV,
];

/// What has text that is not the article's: the source of a formula, how the word before it is read, the way back from
/// a footnote, the name of a video or post that is not shown.
fn is_silent(node: Node<'_>) -> bool {
    let class = node.attr(attr::CLASS).unwrap_or_default();
    node.name() == tag::ANNOTATION && node.is_element()
        || node.is_any(&[tag::RT, tag::RP])
        || node.is_element() && matches!(class, "ar-beside" | "ar-author-note")
        || node.is(tag::A) && class == "ar-footnote-back"
        || node.is(tag::A) && node.ancestors().take(2).any(|node| node.attr(attr::CLASS) == Some("ar-embed"))
}

#[derive(Default)]
struct Lines {
    out: String,
    line: String,
    preformatted: bool,
    /// Rows that the text is in: blocks inside a cell do not end the row's line.
    rows: u32,
}

impl Lines {
    fn push(&mut self, text: &str) {
        if !self.preformatted {
            return self.line.push_str(text);
        }
        let mut pieces = text.split('\n');
        self.line.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            self.end();
            self.line.push_str(piece);
        }
    }

    fn cell(&mut self) {
        if !self.line.is_empty() {
            self.line.push(' ');
        }
    }

    fn end_block(&mut self) {
        match self.rows {
            0 => self.end(),
            _ => self.cell(),
        }
    }

    fn end(&mut self) {
        let line = if self.preformatted { self.line.trim_end().to_owned() } else { collapse(&self.line) };
        self.line.clear();
        if !is_blank(&line) {
            if !self.out.is_empty() {
                self.out.push('\n');
            }
            self.out.push_str(&line);
        }
    }
}

#[cfg(test)]
#[cfg(feature = "parser")]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_a_line() {
        let page = "<h2>a</h2><p>b <b>c</b><br>d</p><ul><li>e<ul><li>f</ul></ul><blockquote>g</blockquote>
            <table><caption>h<tr><th>i<th>j<tr><td><p>k</p><p>l</p><td>m</table><pre>n {\n\n  o\n}</pre>
            <figure><img src=https://p.example alt=no><figcaption>q</figcaption></figure><dl><dt>r<dd>s</dl>
            <p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby></p><p>t <math><semantics><mi>u</mi><annotation encoding=application/x-tex>\\no</annotation></semantics></math>";
        let (tree, _) = crate::parse::parse(page, &crate::options::Limits::default());
        let safe = crate::sanitize::sanitize(&tree, None);
        assert_eq!(
            text(&safe).lines().collect::<Vec<_>>(),
            [
                "a", "b c", "d", "e", "f", "g", "h", "i j", "k l m", "n {", "  o", "}", "q", "r", "s",
                "漢字", "t u"
            ]
        );
    }
}
