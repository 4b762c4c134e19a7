//! Which date of a page wins.

use super::*;
use crate::{Article, Options, extract};

const READING: Reading = Reading { order: Order::DayFirst, today: None };

fn claim(text: &str, source: &'static str) -> Claim {
    let date = parse::value(text, READING).unwrap_or_default();
    Claim { date, label: Label::Published, from: [source, ""] }
}

#[test]
fn a_neighboring_day_wins_only_where_no_other_source_confirms_the_first() {
    let instant = claim("2019-03-05T20:43:21Z", "meta ");
    let shown = claim("2019-03-06", ELEMENT);
    let address = claim("2019-03-05", "address");
    let day = |claims: &[Claim]| choose(claims).map(|claim| claim.date.day);
    assert_eq!(day(&[instant, shown]), Some(6));
    assert_eq!(day(&[instant, shown, address]), Some(5));
}

#[test]
fn an_earlier_day_that_is_shown_wins_where_the_data_was_renewed() {
    let data = claim("2019-03-05", "json-ld ");
    let shown = Claim { label: Label::None, ..claim("2018-01-02", VISIBLE) };
    let day = |published: &[Claim], modified: &[Claim]| {
        shown_before(published, modified).map(|claim| claim.date.iso()).unwrap_or_default()
    };
    assert_eq!(day(&[data, shown], &[data]), "2018-01-02");
    assert_eq!(day(&[data, shown], &[]), "");
    assert_eq!(day(&[data, Claim { label: Label::Published, ..shown }], &[]), "2018-01-02");
    assert_eq!(day(&[data, shown, claim("5.3.2019", VISIBLE)], &[data]), "");
    assert_eq!(day(&[data, claim("2019-04-06", VISIBLE)], &[data]), "");
    let stamped = Claim { label: Label::Modified, ..claim("2019-03-01", VISIBLE) };
    assert_eq!(day(&[data, shown], &[stamped]), "2018-01-02");
    let vague = Claim { from: ["meta ", "date"], ..data };
    let element = Claim { label: Label::None, ..claim("2019-04-06", ELEMENT) };
    assert_eq!(day(&[vague, element], &[]), "2019-04-06");
    assert_eq!(day(&[data, element], &[]), "");
}

const BODY: &str =
    "<p>The harbor emptied before noon, and for an hour the boats lay on their sides in the mud.</p>
    <p>By two the water was back, and nobody spoke of it again, though the old pilot kept his watch.</p>";

fn page(head: &str, body: &str) -> Article {
    let page = format!("<html lang=en><head><title>Low tide</title>{head}</head><body>{body}</body></html>");
    let url = Some("https://www.ledger.example/tide".to_owned());
    extract(&page, &Options { url, ..Options::default() }).unwrap_or_default()
}

fn published(head: &str, body: &str) -> String {
    page(head, body).published.unwrap_or_default()
}

#[test]
fn a_page_for_browsers_without_scripts_is_read_where_there_is_no_other() {
    let body = format!(
        "<div id=app></div><noscript><h1>Low tide</h1><time datetime=2019-03-05>Mar 5</time>{}</noscript>",
        BODY.repeat(4)
    );
    let article = page("", &body);
    assert!(article.text.starts_with("The harbor emptied"), "{}", article.text);
    assert_eq!(article.published.as_deref(), Some("2019-03-05"));
}

#[test]
fn the_line_above_labels_a_date() {
    for (label, published, modified) in [
        ("Published", Some("2019-03-05"), None),
        ("Last updated on:", None, Some("2019-03-05")),
        ("Corona-Update", Some("2019-03-05"), None),
        ("Events", Some("2019-03-05"), None),
    ] {
        for date in
            ["<div>March 5, 2019</div>", "<time>March 5, 2019</time>", "<div class=date>March 5, 2019</div>"]
        {
            let article =
                page("", &format!("<article><h1>Low tide</h1><div>{label}</div>{date}{BODY}</article>"));
            assert_eq!(article.published.as_deref(), published, "{label} {date}");
            assert_eq!(article.modified.as_deref(), modified, "{label} {date}");
        }
    }
}

#[test]
fn a_quoted_post_has_a_date_of_its_own() {
    let quote = "<blockquote>The tide is out. <time datetime=2018-01-02>2 Jan 2018</time></blockquote>";
    let body = format!("<article><h1>Low tide</h1>{quote}<p class=when>March 5, 2019</p>{BODY}</article>");
    assert_eq!(published("", &body), "2019-03-05");
}

#[test]
fn a_list_above_the_headline_is_not_the_article() {
    let list = "<div>High tide <time datetime=2020-01-02>2 Jan</time></div><p>a</p><p>b</p><p>c</p><p>d</p>";
    let body =
        format!("{list}<article><h1>Low tide</h1><time datetime=2019-03-05>5 Mar</time>{BODY}</article>");
    assert_eq!(published("", &body), "2019-03-05");
}

#[test]
fn day_and_month_are_told_apart_by_what_else_the_page_says() {
    let body = |more: &str| format!("<article><h1>Low tide</h1><p>{more}</p>{BODY}</article>");
    let meta = "<meta name=date content=03-05-2019>";
    assert_eq!(published(meta, &body("")), "2019-05-03");
    assert_eq!(published(meta, &body("Published March 5, 2019")), "2019-03-05");
    assert_eq!(
        published(meta, &body("The next tide is on 03-25-2019, they say, and it will be as low as ever.")),
        "2019-03-05"
    );
    assert_eq!(
        published(meta, &body("The next tide is on 25-05-2019, they say, and it will be as low as ever.")),
        "2019-05-03"
    );
}

#[test]
fn an_inline_element_may_end_without_a_space() {
    let line = "<p><a href=/coast>Coast</a><span>March 5, 2019</span><span>Updated: March 6, 2019</span></p>";
    let article = page("", &format!("<article><h1>Low tide</h1>{line}{BODY}</article>"));
    assert_eq!(article.published.as_deref(), Some("2019-03-05"));
    assert_eq!(article.modified.as_deref(), Some("2019-03-06"));
}

#[test]
fn a_meta_element_may_write_value() {
    let meta = "<meta name=article:published_time value=2019-03-05>";
    assert_eq!(published(meta, &format!("<article><h1>Low tide</h1>{BODY}</article>")), "2019-03-05");
}

#[test]
fn a_labelled_date_beside_the_article_counts_where_no_other_does() {
    let aside = "<aside><h4>Published</h4><div>March 5, 2019</div></aside>";
    let far = "<p>and so on.</p>".repeat(40);
    let body = format!("<article><h1>Low tide</h1>{BODY}{far}</article>{aside}");
    assert_eq!(published("", &body), "2019-03-05");
}

#[test]
fn a_time_element_may_say_that_it_is_the_publication() {
    let far = "<p>and so on.</p>".repeat(40);
    let body = format!(
        "<article><h1>Low tide</h1>{BODY}{far}<time pubdate datetime=2019-03-05>5/3</time></article>"
    );
    assert_eq!(published("", &body), "2019-03-05");
}
