//! Each step by itself: a draft in, the draft after the step out. `¶` stands for a paragraph of the article.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use super::*;
use crate::article::Author;
use crate::options::Limits;
use crate::output;
use crate::trace::Trace;

mod repairs;
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
            ("<h2>a<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2>¶", "<h2>a</h2>¶"),
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
            ("¶<div class=adv_foot><a href=x><img src=y></a></div>", "¶"),
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
                "¶<figure><div>Image</div><img src=a><p>1 of 9</p><figcaption>Image</figcaption></figure>",
                "¶<figure><img src=\"a\"><figcaption>Image</figcaption></figure>",
            ),
            (
                "¶<figure><div><span>Image</span><img src=a></div></figure>",
                "¶<figure><div><span></span><img src=\"a\"></div></figure>",
            ),
            (
                "¶<figure><table><tbody><tr><td>1</td></tr></tbody></table></figure>",
                "¶<figure><table><tbody><tr><td>1</td></tr></tbody></table></figure>",
            ),
            ("¶<p>102</p>¶", "¶<p>102</p>¶"),
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
                "¶<p>Sign up to the <a href=x>Harbor brief</a> for what moves on the water, and more of it, in your inbox each morning.</p>¶",
                "¶¶",
            ),
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
            (
                "¶<p>Copyright 2020 by the paper. It is all theirs.</p><ul><li>a<li>b<li>c<li>d</ul>",
                "¶<ul><li>a</li><li>b</li><li>c</li><li>d</li></ul>",
            ),
            ("<div><p>We use cookies to see who you are.</p></div>¶", "<div></div>¶"),
            ("¶<div class=paywall>Two articles left</div><p>Already a subscriber? Log in</p>", "¶"),
            (
                "¶<p class='post-disclosure'>We may earn a little, and often do, when you buy a net by one of our links.</p>¶",
                "¶¶",
            ),
            (
                "<p class=paywall>Nobody came.</p><p class=paywall>The boats, the nets and the men who had mended them all winter were gone by the time we came down to the harbor.</p>",
                "<p class=\"paywall\">Nobody came.</p><p class=\"paywall\">The boats, the nets and the men who had mended them all winter were gone by the time we came down to the harbor.</p>",
            ),
            ("¶<p>This post contains affiliate links, which pay for the bait.</p>¶", "¶¶"),
            ("¶<p>As a friend of the mill I earn from qualifying purchases.</p>¶", "¶¶"),
            (
                "¶<p>The miller sells by affiliate links and by mail.</p>¶",
                "¶<p>The miller sells by affiliate links and by mail.</p>¶",
            ),
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
fn linked_pictures_behind_the_last_text_go() {
    let banner = "<p><a href=https://shop.example/net><img src=net.jpg></a></p>";
    assert_eq!(after(STEPS, &format!("¶¶{banner}")).0, "¶¶<p></p>");
    for stays in [
        "¶<p><a href=https://shop.example/net><img src=net.jpg></a></p>¶",
        "¶¶<p><a href=https://paper.example/large/net.jpg?full><img src=net.jpg></a></p>",
        "¶¶<p><a href=#net><img src=net.jpg></a></p>",
        "¶¶<p><a href=https://shop.example/net><img src=net.jpg></a> A net, mended by hand.</p>",
    ] {
        assert!(after(STEPS, stays).0.contains("net.jpg"), "{stays}");
    }
    let gallery = (0..4).map(|at| banner.replace("net", &format!("net-{at}"))).collect::<String>();
    assert_eq!(after(STEPS, &format!("¶¶{gallery}")).0.matches("net-3.jpg").count(), 1);
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
            ("<p>Published May 6, 2024 at 4:56 p.m. | Updated May 7, 2024 at 6:00 p.m.</p>¶", "¶"),
        ],
    );
}

#[test]
fn a_caption_as_long_as_a_paragraph_is_above_the_byline() {
    let caption = format!("<figure><img src=\"x\"><figcaption>{}</figcaption></figure>", paragraph(7));
    removed(byline::find, &[(&format!("{caption}<p>May 6, 2024, 10:12</p>¶"), &format!("{caption}¶"))]);
}

#[test]
fn pictures_of_the_authors_go() {
    removed(
        byline::find,
        &[
            (
                "¶<figure><img src=a alt='Ada Byron'><figcaption>Ada Byron, at sea</figcaption></figure>¶",
                "¶¶",
            ),
            ("<div><img src=a alt='ADA BYRON'></div>¶", "<div></div>¶"),
            ("¶<img src=a alt='Ada Byron at sea'>", "¶<img src=\"a\" alt=\"Ada Byron at sea\">"),
            ("¶<img src=a alt='' title=b>", "¶<img src=\"a\" alt=\"\" title=\"b\">"),
        ],
    );
}

#[test]
fn headings_and_labels_that_announce_nothing_go() {
    removed(
        dangling::find,
        &[
            ("<h2>a</h2>¶<h2>See what comes of it</h2><h3>b</h3><p>More of this: </p>", "<h2>a</h2>¶"),
            ("¶<p>The boats of all that year：</p>", "¶"),
            ("¶<h2>b</h2><img src=c>", "¶<h2>b</h2><img src=\"c\">"),
            ("¶<p>It was late.</p>", "¶<p>It was late.</p>"),
            ("¶<h2>b</h2><p>c</p>", "¶<h2>b</h2><p>c</p>"),
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
fn an_article_passes_whole() {
    let html = "¶<h2>A heading</h2>¶<ul><li>one thing</li><li>another</li></ul><blockquote><p>A quote that is new.</p></blockquote>\
                ¶<figure><img src=\"https://paper.example/a.jpg\"><figcaption class=\"ar-beside\">A caption</figcaption></figure>¶";
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
