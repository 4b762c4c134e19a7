//! Each step by itself: a draft in, the draft after the step out. `¶` stands for a paragraph of the article.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use super::*;
use crate::article::Author;
use crate::options::Limits;
use crate::output;
use crate::trace::Trace;

mod sentences;

const NOUNS: [&str; 8] = ["harbor", "council", "ferry", "market", "orchard", "library", "tannery", "viaduct"];

fn paragraph(at: usize) -> String {
    let noun = NOUNS[at % NOUNS.len()];
    format!(
        "<p>Nobody in the village had expected that the {noun} would open again so soon, and yet on the first day of \
         spring number {at} the doors stood wide, the lamps were lit, and people came.</p>"
    )
}

fn draft(html: &str) -> Tree {
    let (page, _) = crate::parse::parse(html, &Limits::default());
    let mut draft = Tree::new();
    let mut open = vec![Tree::ROOT];
    for edge in page.body().walk().skip(1) {
        match edge {
            crate::tree::Edge::Enter(node) => {
                let id = draft.import(node);
                draft.append(*open.last().unwrap(), id);
                open.push(id);
            }
            crate::tree::Edge::Leave(_) => {
                open.pop();
            }
        }
    }
    draft
}

fn metadata() -> Metadata {
    Metadata {
        title: Some("The Long Way Home".into()),
        subtitle: Some("A standfirst of seven words, no more".into()),
        authors: vec![Author { name: "Ada Byron".into(), url: None }],
        published: Some("2024-05-06".into()),
        tags: vec!["Ferries".into()],
        ..Metadata::default()
    }
}

fn after(steps: &[Step], html: &str) -> (String, Vec<crate::Removal>) {
    let mut paragraphs = 0;
    let mut page = String::new();
    for (at, piece) in html.split('¶').enumerate() {
        if at > 0 {
            page.push_str(&paragraph(at));
        }
        page.push_str(piece);
        paragraphs = at;
    }
    let mut draft = draft(&page);
    let base = Base::parse("https://paper.example/news/long-way").unwrap();
    let mut trace = Trace::new(true);
    run(
        steps,
        &mut draft,
        &mut Context { metadata: &metadata(), base: Some(&base), is_article: true, trace: &mut trace },
    );
    let mut out = output::html(&draft).replace('\n', "");
    for at in 1..=paragraphs {
        out = out.replace(&paragraph(at), "¶");
    }
    (out, trace.into_removals())
}

fn removed(find: fn(&Tree, &Facts, &Context<'_>) -> Vec<Cut>, cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(after(&[remove("clean/x", find)], html).0, *expected, "from {html}");
    }
}

fn repaired(step: &[Step], cases: &[(&str, &str)]) {
    for (html, expected) in cases {
        assert_eq!(after(step, html).0, *expected, "from {html}");
    }
}

#[test]
fn a_step_that_takes_too_much_is_taken_back() {
    let html = "<div hidden>¶¶</div>¶";
    let (out, trace) = after(&[remove("clean/hidden", hidden::find)], html);
    assert_eq!(out, "<div hidden=\"\">¶¶</div>¶");
    assert!(trace[0].reason.starts_with("taken back"), "{trace:?}");
}

#[test]
fn hidden_parts_go() {
    removed(
        hidden::find,
        &[
            ("¶<p hidden>a</p><p style='color:red; DISPLAY : none!important'>b</p>¶", "¶¶"),
            ("¶<p aria-hidden=true>a</p><dialog>b</dialog><div aria-modal=true>c</div>¶", "¶¶"),
            (
                "¶<img hidden src=a><p hidden=until-found>b</p>",
                "¶<img hidden=\"\" src=\"a\"><p hidden=\"until-found\">b</p>",
            ),
            ("¶<p style='displayed:none'>a</p>", "¶<p style=\"displayed:none\">a</p>"),
            ("<p>a<span class='x sr-only'>b</span></p><div class=print-only>c</div>¶", "<p>a</p>¶"),
            ("<p class='sr only'>a</p>¶", "<p class=\"sr only\">a</p>¶"),
            (
                "<figure><img src=a><figcaption aria-hidden=true>b</figcaption></figure>",
                "<figure><img src=\"a\"><figcaption aria-hidden=\"true\">b</figcaption></figure>",
            ),
        ],
    );
}

#[test]
fn controls_go_and_the_form_around_a_page_stays() {
    removed(
        controls::find,
        &[
            ("¶<button>a</button><script>b()</script><form><label>c</label><input></form><nav>d</nav>", "¶"),
            ("<form>¶<select><option>a</select></form>", "<form>¶</form>"),
            (
                "¶<div role=toolbar>a</div><a class=btn href=#>b</a><a class=btn href=/c>c</a>",
                "¶<a class=\"btn\" href=\"/c\">c</a>",
            ),
        ],
    );
}

#[test]
fn labels_and_boxes_of_advertisements_go() {
    removed(
        ads::find,
        &[
            ("¶<div>Advertisement</div>¶<p>— Werbung —</p><div class='ad-slot x'>Buy a boat</div>", "¶¶"),
            (
                "¶<div>广告</div><p>Advertisement is an old trade.</p>",
                "¶<p>Advertisement is an old trade.</p>",
            ),
            ("¶<div class=ad>¶</div>", "¶<div class=\"ad\">¶</div>"),
            ("¶<p class=adventure>A walk</p>", "¶<p class=\"adventure\">A walk</p>"),
            ("¶<h2>Advertising</h2>¶<h2>Advertising</h2>¶", "¶¶¶"),
            ("¶<h2>Advertising</h2>¶", "¶<h2>Advertising</h2>¶"),
        ],
    );
}

#[test]
fn share_bars_go() {
    removed(
        share::find,
        &[
            ("<div class=c-shareBar><a href=x>Facebook</a> <a href=y>Mail</a></div>¶", "¶"),
            (
                "¶<ul><li>Share</li><li>Tweet</li><li>Email</li></ul><p><a href=x>Share on Somewhere</a></p>",
                "¶<ul></ul>",
            ),
            (
                "¶<p>Share.</p><p class=shared>They had shares in it.</p>",
                "¶<p>Share.</p><p class=\"shared\">They had shares in it.</p>",
            ),
            ("¶<div>分享到</div>", "¶"),
            (
                "<div>4.9 from 341 votes</div>¶<p>341 votes were counted.</p>",
                "¶<p>341 votes were counted.</p>",
            ),
        ],
    );
}

#[test]
fn sign_ups_go() {
    removed(
        sign_up::find,
        &[
            (
                "¶<div class=newsletter-box><h3>Morning post</h3><p>All the news before breakfast.</p></div>¶",
                "¶¶",
            ),
            ("¶<p><a href=x>Sign up for our newsletter</a> and never miss a boat.</p>¶", "¶¶"),
            ("¶<aside><h3>Subscribe today</h3><p>One month free.</p></aside>¶", "¶¶"),
            (
                "¶<p>Sign up for the choir, they told him, and he did.</p>",
                "¶<p>Sign up for the choir, they told him, and he did.</p>",
            ),
        ],
    );
}

#[test]
fn profiles_and_signatures_of_a_forum_go() {
    removed(
        profiles::find,
        &[
            (
                "<dl class=postprofile><dt>Ed</dt><dd>Posts: 3</dd></dl>¶<div class=signature>One opinion.</div>¶",
                "¶¶",
            ),
            ("<div class=signature>¶¶</div>¶", "<div class=\"signature\">¶¶</div>¶"),
        ],
    );
}

#[test]
fn notices_go() {
    removed(
        notices::find,
        &[
            ("¶<div><h3>About the author</h3><p>Ada walks.</p></div>", "¶"),
            ("¶<p>About the author nothing is known.</p>¶", "¶<p>About the author nothing is known.</p>¶"),
            ("<div><p>We use cookies to see who you are.</p></div>¶", "<div></div>¶"),
            ("¶<div class=paywall>Two articles left</div><p>Already a subscriber? Log in</p>", "¶"),
            ("¶<p>We used cookies for bait.</p>", "¶<p>We used cookies for bait.</p>"),
            (
                "¶¶<div><h2>Subscribe to unlock this article</h2><p>Only £1 a week.</p><p>Or a year of it.</p></div>",
                "¶¶",
            ),
        ],
    );
}

#[test]
fn comments_go() {
    removed(
        comments::find,
        &[
            ("¶¶<section id=comments><p>First!</p></section>", "¶¶"),
            ("¶¶<h3>3 Comments</h3><p><a href=x>Leave a reply</a></p>", "¶¶"),
            ("¶<p><a href=x>Join the conversation</a></p>¶", "¶¶"),
            ("¶<h3>Comments</h3>¶¶", "¶<h3>Comments</h3>¶¶"),
            ("¶¶¶<div><h3>2 responses</h3>¶</div>", "¶¶¶"),
            ("¶¶<h3>2 responses</h3>¶", "¶¶<h3>2 responses</h3>¶"),
        ],
    );
}

#[test]
fn related_articles_go() {
    removed(
        related::find,
        &[
            ("¶<h3>Related articles</h3><ul><li><a href=x>Another boat</a></li></ul>¶", "¶¶"),
            ("¶<p>Read more: <a href=x>The boat that came back</a></p>¶", "¶¶"),
            ("¶<p><a href=x>Lesen Sie auch: Das Boot</a></p><p><a href=y>相关阅读：船</a></p>", "¶"),
            ("¶<div class='related-links'><a href=x>The boat that came back</a></div>", "¶"),
            ("¶<div><strong>関連記事</strong></div><p><a href=x>船の話</a></p>¶", "¶¶"),
            ("¶<p>Related is not the same as equal.</p>", "¶<p>Related is not the same as equal.</p>"),
            (
                "¶<p><a href=x>The boat that came back</a></p>",
                "¶<p><a href=\"x\">The boat that came back</a></p>",
            ),
            ("¶<h2>More from the sea</h2>¶", "¶<h2>More from the sea</h2>¶"),
        ],
    );
}

#[test]
fn teasers_go() {
    let card = "<li><a href=x><img src=y>A boat came back today</a></li>";
    let cards = format!("¶<ul>{card}{card}{card}</ul>¶");
    removed(teasers::find, &[(&cards, "¶¶")]);
    removed(
        teasers::find,
        &[
            ("¶¶<ul><li><a href=x>A boat</a></li><li><a href=y>No boat</a></li></ul>", "¶¶"),
            (
                "¶<ul><li><a href=x>A boat</a></li><li><a href=y>No boat</a></li></ul>¶",
                "¶<ul><li><a href=\"x\">A boat</a></li><li><a href=\"y\">No boat</a></li></ul>¶",
            ),
        ],
    );
}

#[test]
fn tags_go() {
    removed(
        tags::find,
        &[
            ("¶<p>Tags: <a href=x>boats</a>, <a href=y>sea</a></p>", "¶"),
            ("¶<ul class=topics><li><a href=x>boats</a></ul><div><a href=z>Ferries</a></div>", "¶"),
            ("¶<p>Tags were sewn to the sails.</p>", "¶<p>Tags were sewn to the sails.</p>"),
        ],
    );
}

#[test]
fn the_headline_goes() {
    removed(
        title::find,
        &[
            ("<h1>The long way home</h1>¶", "¶"),
            (
                "<h1>The Long Way Home, Again</h1><p>A standfirst of seven words, no more.</p>¶<p>A standfirst of seven words, no more</p>",
                "<p>A standfirst of seven words, no more.</p>¶",
            ),
            ("¶<h2>The long way back</h2>¶", "¶<h2>The long way back</h2>¶"),
        ],
    );
}

#[test]
fn bylines_dates_and_reading_times_go() {
    removed(
        byline::find,
        &[
            (
                "<p>By <a href=x>Ada Byron</a>, our correspondent at sea</p><p>Published May 6, 2024, 10:12</p><p>4 min read</p>¶",
                "¶",
            ),
            ("<div class=byline>By Someone Else</div><div>2024년 5월 6일</div><div>3 hours ago</div>¶", "¶"),
            (
                "<p>By the sea it was cold.</p>¶<p>By Ada Byron</p>",
                "<p>By the sea it was cold.</p>¶<p>By Ada Byron</p>",
            ),
            (
                "<div><img src=x>The boat that Ada Byron built at home</div>¶",
                "<div><img src=\"x\">The boat that Ada Byron built at home</div>¶",
            ),
            (
                "<figure><img src=x><figcaption>Ada Byron in 2024</figcaption></figure>¶",
                "<figure><img src=\"x\"><figcaption>Ada Byron in 2024</figcaption></figure>¶",
            ),
        ],
    );
}

#[test]
fn pull_quotes_go_where_they_repeat() {
    removed(
        pull_quotes::find,
        &[
            ("¶<aside>“The doors stood wide, the lamps were lit”<cite>A. Byron</cite></aside>¶", "¶¶"),
            (
                "¶<blockquote>Nothing of this was ever said before.</blockquote>",
                "¶<blockquote>Nothing of this was ever said before.</blockquote>",
            ),
        ],
    );
}

#[test]
fn the_next_article_goes() {
    removed(
        next_article::find,
        &[
            (
                "<article><h1>a</h1>¶¶¶</article><article><h1><a href=/news/other>b</a></h1>¶</article><p>c</p>",
                "<article><h1>a</h1>¶¶¶</article>",
            ),
            (
                "<div><article>¶¶¶</article><p>Scroll on</p><article><h1>b</h1>¶</article></div>",
                "<div><article>¶¶¶</article></div>",
            ),
            (
                "<article>¶<h1><a href=/news/long-way>b</a></h1>¶</article>",
                "<article>¶<h1><a href=\"/news/long-way\">b</a></h1>¶</article>",
            ),
        ],
    );
}

#[test]
fn images_get_their_addresses() {
    repaired(
        &[Step::Repair(images::repair)],
        &[
            (
                "<img src=data:image/gif;base64,R0 data-src=/a.jpg>",
                "<img src=\"/a.jpg\" data-src=\"/a.jpg\">",
            ),
            (
                "<img class=lazy src=/x/placeholder.png><noscript><img src=b.jpg></noscript>",
                "<img src=\"b.jpg\">",
            ),
            ("<img src=c.jpg><noscript><img src=c.jpg></noscript>¶", "<img src=\"c.jpg\">¶"),
            (
                "<picture><source srcset='d.webp 400w, e.webp 1700w, f.webp 3000w'><img></picture>",
                "<img srcset=\"d.webp 400w, e.webp 1700w, f.webp 3000w\" src=\"e.webp\">",
            ),
            (
                "<figure itemscope itemtype=http://schema.org/ImageObject itemid=p.jpg>q</figure>",
                "<figure itemscope=\"\" itemtype=\"http://schema.org/ImageObject\" itemid=\"p.jpg\"><img src=\"p.jpg\">q</figure>",
            ),
            ("<amp-img src=g.jpg></amp-img>", "<img src=\"g.jpg\">"),
            (
                "<img data-srcset='h.jpg 1x, i.jpg 2x'>",
                "<img data-srcset=\"h.jpg 1x, i.jpg 2x\" srcset=\"h.jpg 1x, i.jpg 2x\" src=\"i.jpg\">",
            ),
            (
                "<img src=k.gif width=1 height=1><img src=l.jpg><img src=l.jpg><img class=avatar src=m>",
                "<img src=\"l.jpg\">",
            ),
            ("<p>n<img class=emoji alt=🙂 src=o.png></p>", "<p>n🙂</p>"),
            (
                "<img src=q.jpg width=600 height=0><img src=r.gif width=0 height=0>",
                "<img src=\"q.jpg\" width=\"600\" height=\"0\">",
            ),
            (
                "<div>¶<img data-src=/s.jpg src=s></div><noscript><img src=t width=1 height=1></noscript>",
                "<div>¶<img data-src=\"/s.jpg\" src=\"/s.jpg\"></div>",
            ),
            (
                "<button><img src=u.jpg></button><img src=u.jpg>",
                "<button><img src=\"u.jpg\"></button><img src=\"u.jpg\">",
            ),
        ],
    );
}

#[test]
fn frames_become_links() {
    repaired(
        &[Step::Repair(embeds::repair)],
        &[
            (
                "<iframe src=//v.example/1 title='A film' allowfullscreen></iframe>",
                "<figure class=\"ar-embed\"><a href=\"https://v.example/1\">A film</a></figure>",
            ),
            (
                "<figure><div><iframe data-src=https://v.example/1></iframe></div><figcaption>b</figcaption></figure>",
                "<figure class=\"ar-embed\"><div><a href=\"https://v.example/1\">v.example</a></div><figcaption>b</figcaption></figure>",
            ),
            (
                "<div class=ad><iframe src=https://x.example title=x></iframe></div><iframe src=https://y.example></iframe><iframe title=z src=javascript:x>",
                "<div class=\"ad\"></div>",
            ),
        ],
    );
}

#[test]
fn one_form_of_a_formula_stays() {
    repaired(
        &[Step::Repair(math::repair)],
        &[
            (
                "<span class=katex><span class=katex-mathml><math><mi>x</mi></math></span><span class=katex-html aria-hidden=true>x</span></span>",
                "<span class=\"katex\"><math><mi>x</mi></math></span>",
            ),
            (
                "<span class=mwe-math-element><span style='display: none'><math><mi>x</mi></math></span><img src=x.svg></span>",
                "<span class=\"mwe-math-element\"><math><mi>x</mi></math></span>",
            ),
            (
                "a <span class=MathJax_Preview></span><span class=MathJax>x²</span><script type='math/tex'>x^2</script> b",
                "a <code class=\"language-tex\">x^2</code> b",
            ),
        ],
    );
}

#[test]
fn layout_tables_are_unwrapped() {
    let table = [Step::Mark(tables::repair)];
    repaired(
        &table,
        &[
            ("<table><tr><td>¶</td></tr></table>", "<div><div><div><div>¶</div></div></div></div>"),
            (
                "<table role=presentation><tr><td>a<td>b</table>",
                "<div role=\"presentation\"><div><div><div>a</div><div>b</div></div></div></div>",
            ),
            (
                "<table><tr><td><table><tr><th>a<th>b<tr><td>c<td>d</table></table>",
                "<div><div><div><div><table><tbody><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></tbody></table></div></div></div></div>",
            ),
            (
                "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
                "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>",
            ),
        ],
    );
}

#[test]
fn captions_join_their_images() {
    let figure = [Step::Mark(figures::repair)];
    repaired(
        &figure,
        &[
            (
                "<div class=photo><img src=a><p class=wp-caption-text>b</p></div>¶",
                "<figure class=\"photo\"><img src=\"a\"><figcaption class=\"wp-caption-text\">b</figcaption></figure>¶",
            ),
            (
                "<figure><img src=a> b <i>c</i></figure>",
                "<figure><img src=\"a\"><figcaption> b <i>c</i></figcaption></figure>",
            ),
            (
                "<div><img src=a><span>b c</span></div>¶",
                "<figure><img src=\"a\"><figcaption><span>b c</span></figcaption></figure>¶",
            ),
            (
                "¶<p><img src=a></p> <p class=caption>b</p>¶<img src=c><p class='photo-credit'>d</p>",
                "¶<figure><p><img src=\"a\"></p><figcaption class=\"caption\">b</figcaption></figure> ¶<figure><img src=\"c\"><figcaption class=\"photo-credit\">d</figcaption></figure>",
            ),
            ("<div><img src=a>¶</div>", "<div><img src=\"a\">¶</div>"),
            (
                "<div><img src=a><p class=ar-standfirst>b</p></div>",
                "<div><img src=\"a\"><p class=\"ar-standfirst\">b</p></div>",
            ),
            (
                "<div><img src=a>¶<p class=caption>b</p></div>",
                "<div><img src=\"a\">¶<p class=\"caption\">b</p></div>",
            ),
            (
                "<figure><img src=a><figcaption><span>Credit</span>Ada <span>Mc</span>donald</figcaption></figure>",
                "<figure><img src=\"a\"><figcaption><span>Credit</span> Ada <span>Mc</span>donald</figcaption></figure>",
            ),
        ],
    );
}

#[test]
fn code_keeps_its_language_and_loses_its_line_numbers() {
    repaired(
        &[Step::Repair(code::repair)],
        &[
            (
                "<div class='highlight lang-rust'><pre><code>a</code></pre></div>",
                "<div class=\"highlight lang-rust\"><pre><code class=\"language-rust\">a</code></pre></div>",
            ),
            (
                "<pre data-lang=js>a</pre><pre class='brush: py'>b</pre>",
                "<pre data-lang=\"js\" class=\"language-js\">a</pre><pre class=\"language-py\">b</pre>",
            ),
            ("<pre><span class=lineno>1</span>a</pre>", "<pre>a</pre>"),
            (
                "<table><tr><td class=gutter><pre>1\n2</pre><td class=code><pre>a\nb</pre></table>",
                "<div><div><div><div class=\"code\"><pre>ab</pre></div></div></div></div>",
            ),
        ],
    );
}

#[test]
fn footnotes_have_one_form() {
    repaired(
        &[Step::Repair(footnotes::repair)],
        &[
            (
                "<p>a<a class=footnote href=#n1>[1]</a></p><ol><li id=n1><p>b</p></li></ol>",
                "<p>a<sup class=\"ar-footnote-ref\" id=\"ar-back-0\"><a class=\"footnote\" href=\"#n1\">[1]</a></sup></p><section class=\"ar-footnotes\"><ol><li id=\"n1\"><p>b <a href=\"#ar-back-0\" class=\"ar-footnote-back\">↩</a></p></li></ol></section>",
            ),
            (
                "<p>a<sup id=r1><a href=#n1>1</a></sup><div class=footnotes><ol><li id=n1>b <a href=#r1>^</a></ol></div>",
                "<p>a<sup id=\"r1\" class=\"ar-footnote-ref\"><a href=\"#n1\">1</a></sup></p><section class=\"ar-footnotes\"><ol><li id=\"n1\">b <a href=\"#r1\" class=\"ar-footnote-back\">^</a></li></ol></section>",
            ),
            ("<p><a href=#top>Top</a>", "<p><a href=\"#top\">Top</a></p>"),
        ],
    );
}

#[test]
fn heading_levels_have_no_gaps() {
    repaired(
        &[Step::Repair(headings::repair)],
        &[
            ("<h1>a</h1><h3>b</h3><h6>c</h6><h3>d</h3>", "<h2>a</h2><h3>b</h3><h4>c</h4><h3>d</h3>"),
            ("<h2>a<a id=b href=#b>#</a></h2>", "<h2>a<a id=\"b\"></a></h2>"),
        ],
    );
}

#[test]
fn notes_on_authors_are_marked() {
    repaired(
        &[Step::Mark(author_note::mark)],
        &[
            (
                "¶¶<p><i>Ada Byron writes about ferries and engines.</i></p>",
                "¶¶<p class=\"ar-author-note\"><i>Ada Byron writes about ferries and engines.</i></p>",
            ),
            ("¶¶<p>Charles writes about Ada Byron now.</p>", "¶¶<p>Charles writes about Ada Byron now.</p>"),
        ],
    );
}

#[test]
fn an_article_passes_whole() {
    let html = "¶<h2>A heading</h2>¶<ul><li>one thing</li><li>another</li></ul><blockquote><p>A quote that is new.</p></blockquote>\
                ¶<figure><img src=\"https://paper.example/a.jpg\"><figcaption>A caption</figcaption></figure>¶";
    let (out, trace) = after(STEPS, html);
    assert_eq!(out, html, "{trace:?}");
}

#[test]
fn lines_come_in_the_order_of_the_document() {
    let draft =
        draft("<article><p>one</p>two <b>three</b><p>four</p><div>five<p>six</p></div>seven</article>");
    let keys: Vec<String> = Facts::new(&draft).lines.into_iter().map(|line| line.key).collect();
    assert_eq!(keys, ["one", "two three", "four", "five", "six", "seven"]);
}
