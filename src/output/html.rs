//! A sanitized tree as HTML that a parser reads back as the same tree.

use crate::tree::{Edge, Node, Tree, tag};

/// `body` as HTML, its outermost blocks a line each.
#[inline(never)]
pub fn html(body: &Tree) -> String {
    let mut out = String::new();
    for edge in body.root().walk() {
        match edge {
            Edge::Enter(node) if node.is_text() => push_escaped(&mut out, node.text(), false),
            Edge::Enter(node) if node.is_element() => {
                if is_outermost(node) && !out.is_empty() {
                    out.push('\n');
                }
                push_start_tag(&mut out, node);
            }
            Edge::Leave(node) if node.is_element() && !is_void(node) => {
                out.push_str("</");
                out.push_str(node.spelling());
                out.push('>');
            }
            _ => {}
        }
    }
    out
}

fn is_outermost(node: Node<'_>) -> bool {
    node.parent().is_some_and(|parent| parent.id() == Tree::ROOT)
}

/// Elements without end tag.
fn is_void(node: Node<'_>) -> bool {
    node.is_any(&[tag::BR, tag::HR, tag::IMG, tag::SOURCE, tag::TRACK])
}

fn push_start_tag(out: &mut String, node: Node<'_>) {
    out.push('<');
    out.push_str(node.spelling());
    for (name, value) in node.attrs() {
        out.push(' ');
        out.push_str(node.tree().spelling(name));
        out.push_str("=\"");
        push_escaped(out, value, true);
        out.push('"');
    }
    out.push('>');
}

/// `text` with everything escaped that a parser could take for markup, angle brackets in attributes too: they are
/// harmless there, but not to whoever reads the result with less than a parser.
fn push_escaped(out: &mut String, text: &str, attribute: bool) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let (reference, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' if attribute => ("&quot;", 1),
            0xc2 if bytes.get(at + 1) == Some(&0xa0) => ("&nbsp;", 2),
            _ => continue,
        };
        out.push_str(&text[copied..at]);
        out.push_str(reference);
        copied = at + length;
    }
    out.push_str(&text[copied..]);
}

#[cfg(test)]
#[cfg(feature = "parser")]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::tree::Kind;

    /// Elements, attributes and text, with the line ends between the outermost blocks left out.
    fn outline(top: Node<'_>) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for edge in top.walk() {
            match edge {
                Edge::Enter(node) if node.is_text() && node.parent() == Some(top) => {
                    assert_eq!(node.text(), "\n");
                }
                Edge::Enter(node) if node.is_text() => match lines.last_mut() {
                    Some(last) if last.starts_with('"') => last.push_str(node.text()),
                    _ => lines.push(format!("\"{}", node.text())),
                },
                Edge::Enter(node) if node != top => {
                    let attrs: Vec<_> =
                        node.attrs().map(|(name, value)| (node.tree().spelling(name), value)).collect();
                    lines.push(format!("{} {} {attrs:?}", node.spelling(), node.kind() == Kind::MathMl));
                }
                Edge::Leave(node) if node != top && !node.is_text() => lines.push("/".into()),
                _ => {}
            }
        }
        lines
    }

    #[test]
    fn a_parser_reads_back_what_is_written() {
        let page = "<h2>a &amp; <i>b</i></h2>c<p>d<br>e &lt;script> <q cite=https://f.example/?g=1&h=2>\"f\"</q>
            <a href=https://g.example title='\"<&>'>g<ul><li>h<table><tr><td>i<ul><li>j</table></ul></a>
            <pre>\n\n  k\n<code>l</code></pre><ruby>m<rt>n</rt></ruby><math><mfrac><mi>o</mi><mo>&lt;</mo></mfrac></math>
            <figure><img src=https://p.example/?q=r&amp;s alt='t&nbsp;u'><figcaption>v</figcaption></figure>
            <dl><dt>w<dd>x</dl><details><summary>y</summary>z</details>&amp;lt;img>";
        let (tree, _) = crate::parse::parse(page, &Limits::default());
        let safe = crate::sanitize::sanitize(&tree, None);
        let written = html(&safe);
        let (back, _) = crate::parse::parse(&written, &Limits::default());
        assert_eq!(outline(safe.root()), outline(back.body()), "{written}");
        assert!(written.contains("&amp;lt;img&gt;"), "{written}");
    }
}
