#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]
use super::*;
use crate::options::Limits;
use crate::output;

fn tree(html: &str) -> Tree {
    let (page, _) = crate::parse::parse(html, &Limits::default());
    let base = Base::parse("https://a.example/b/").unwrap();
    sanitize(&page, Some(&base))
}

fn check(cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        let safe = output::html(&tree(html));
        assert_eq!(safe, *expected, "from {html}");
        assert_eq!(output::html(&tree(&safe)), *expected, "again, from {html}");
    }
}

#[test]
fn loose_text_becomes_paragraphs() {
    check(&[
        ("one<div>two <b>b</b></div> three", "<p>one</p>\n<p>two <b>b</b></p>\n<p>three</p>"),
        ("<div>a<br>b<br> <br>c<br></div>", "<p>a<br>b</p>\n<p>c</p>"),
        ("<p>a<br><br>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<p> a <b> b </b>c</p><p>&nbsp;</p><p></p>", "<p>a <b>b</b> c</p>"),
        ("<b><p>a<p>b</b>", "<p><b>a</b></p>\n<p><b>b</b></p>"),
        ("<x-p>a</x-p><x-p>b</x-p><p>c <x-q>d</x-q> e", "<p>a</p>\n<p>b</p>\n<p>c d e</p>"),
        ("<blockquote>a</blockquote><hr><hr>", "<blockquote><p>a</p></blockquote>"),
        ("<p>a</p><hr><p>b", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("<h1>a<br>b</h1><h3><div>c</div><p>d</p></h3>", "<h2>a<br>b</h2>\n<h3>c d</h3>"),
    ]);
}

#[test]
fn lists_and_tables_hold_what_they_may() {
    check(&[
        (
            "<ul>a<li>b<ul><li>c</ul><li><p>d</p></ul>",
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>",
        ),
        ("<li>a</li><li>b</li>c", "<ul><li>a</li><li>b</li></ul>\n<p>c</p>"),
        (
            "<ol start=3 type=a><li value=9>a<p>b</ol>",
            "<ol start=\"3\" type=\"a\"><li value=\"9\"><p>a</p><p>b</p></li></ol>",
        ),
        ("<dl><div><dt>a<dd>b</div></dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
        (
            "<table><tr><th colspan=2 scope=col>a<td rowspan=9999>b<tr><td><td>c<tr><td></table>",
            "<table><tbody><tr><th colspan=\"2\" scope=\"col\">a</th><td>b</td></tr><tr><td></td><td>c</td></tr></tbody></table>",
        ),
        ("<table><caption>a</caption><tr><td>&nbsp;</table>", "<table><caption>a</caption></table>"),
        ("<ul><li></li></ul><table><tr><td></table>", ""),
    ]);
}

#[test]
fn links_stay_in_lines() {
    check(&[
        (
            "<a href=c onclick=x() target=_top><h3>a</h3><div>b</div></a>",
            "<h3><a href=\"https://a.example/b/c\" rel=\"noopener noreferrer\">a</a></h3>\n<p><a href=\"https://a.example/b/c\" rel=\"noopener noreferrer\">b</a></p>",
        ),
        (
            "<a href='java&#10;script:x'>a</a> <a>b</a> <a href=mailto:c@d.example>c</a>",
            "<p>a b <a href=\"mailto:c@d.example\">c</a></p>",
        ),
    ]);
}

#[test]
fn links_into_the_article_work() {
    check(&[
        (
            "<p>a<sup id=cookie><a href=#n%201>1</a></sup> <a href=#gone>b</a><p id=x>c<ol><li id='n 1'>d <a href=/b/#cookie>up</a></ol>",
            "<p>a<sup id=\"ar-2\"><a href=\"#ar-1\">1</a></sup> <a href=\"https://a.example/b/#gone\" rel=\"noopener noreferrer\">b</a></p>\n<p>c</p>\n<ol><li id=\"ar-1\">d <a href=\"#ar-2\">up</a></li></ol>",
        ),
        (
            "<a href=#e>a</a><a name=e></a><div></div><p>b",
            "<p><a href=\"#ar-1\">a</a></p>\n<p id=\"ar-1\">b</p>",
        ),
    ]);
}

#[test]
fn media_are_copied_whole() {
    check(&[
        (
            "<p><img src=c.png srcset='d.png 2x, javascript:e 3x' alt='x\"y' width=9 height=0 onerror=x() loading=lazy></p>",
            "<figure><img src=\"https://a.example/b/c.png\" srcset=\"https://a.example/b/d.png 2x\" alt=\"x&quot;y\" width=\"9\" referrerpolicy=\"no-referrer\"></figure>",
        ),
        (
            "<figure><a href=c><img src=d></a><figcaption><p>e</p></figcaption></figure>",
            "<figure><a href=\"https://a.example/b/c\" rel=\"noopener noreferrer\"><img src=\"https://a.example/b/d\" referrerpolicy=\"no-referrer\"></a><figcaption>e</figcaption></figure>",
        ),
        (
            "<video autoplay src=c><source src=javascript:d><track src=e>f</video>",
            "<figure><video src=\"https://a.example/b/c\" controls=\"\" preload=\"none\"><track src=\"https://a.example/b/e\"></video></figure>",
        ),
        ("<p>a <img src=data:image/svg+xml,x> <svg><text>b</text></svg> <iframe src=c></iframe>", "<p>a</p>"),
    ]);
}

#[test]
fn code_ruby_and_formulas_are_kept() {
    check(&[
        (
            "<pre>\n\n <code class='x language-rust'>a\n  <span>b</span><br>c</code>\n</pre>",
            "<pre> <code class=\"language-rust\">a\n  b\nc</code></pre>",
        ),
        ("<ruby>漢<rp>(</rp><rt>かん</rt></ruby>", "<p><ruby>漢<rp>(</rp><rt>かん</rt></ruby></p>"),
        (
            "<p>a <math display=block href=x><maction><mi mathvariant=bold>b</mi></maction><annotation-xml><p>c</annotation-xml></math>",
            "<p>a <math display=\"block\"><mi mathvariant=\"bold\">b</mi></math></p>\n<p>c</p>",
        ),
    ]);
}

#[test]
fn depth_is_bounded() {
    let mut deep = Tree::new();
    let mut at = Tree::ROOT;
    for name in [tag::BLOCKQUOTE, tag::B, tag::I, tag::UL].iter().cycle().take(40_000) {
        let id = deep.new_element(*name);
        deep.append(at, id);
        at = id;
    }
    deep.append_text(at, "a");
    let safe = sanitize(&deep, None);
    let depth = safe.root().descendants().map(|node| node.ancestors().count()).max();
    assert!(depth.is_some_and(|depth| (50..110).contains(&depth)), "{depth:?}");
    assert_eq!(output::text(&safe), "a");
}

#[test]
fn a_link_over_everything_does_not_swell() {
    let mut page = format!("<a href=https://c.example/{}>", "x".repeat(3_000));
    page.push_str(&"<div>a</div>".repeat(5_000));
    let html = output::html(&tree(&page));
    assert!(html.len() < 10 * page.len(), "{}", html.len());
}

/// What was safe once is as it was after a second time, or a later parser could make something else of it.
#[test]
fn a_second_time_changes_nothing() {
    let payloads = include_str!("../../tests/payloads/body.html");
    for payload in payloads.split("=== ").skip(1) {
        let (name, markup) = payload.split_once('\n').unwrap_or_default();
        for page in [
            format!("<p>before {markup} after</p>"),
            format!("<div>{markup}</div><ul>{markup}</ul><table>{markup}"),
        ] {
            let once = output::html(&tree(&page));
            assert_eq!(output::html(&tree(&once)), once, "{name}");
        }
    }
}
