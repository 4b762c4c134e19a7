//! Which date of a page wins.

use super::*;
use crate::{Article, Options, extract};

fn claim(text: &str, source: &'static str) -> Claim {
    let date = parse::value(text, Reading::ALONE).unwrap_or_default();
    Claim { date, label: Label::Published, from: [source, ""] }
}

#[test]
fn a_long_number_that_begins_like_a_date_is_none() {
    for number in ["20190305999999", "201903051544208228099", "2019030599999999999999999999999999"] {
        assert!(parse::find(number, Reading::ALONE).is_empty(), "{number}");
    }
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
fn a_late_evening_somewhere_is_the_next_day_where_the_page_shows_it() {
    let late = claim("2019-03-05T23:15", "json-ld ");
    let again = claim("2019-03-05T23:15", "meta ");
    let shown = claim("2019-03-06", ELEMENT);
    let day = |claims: &[Claim]| choose(claims).map(|claim| claim.date.day);
    assert_eq!(day(&[late, again, shown]), Some(6));
    assert_eq!(day(&[late, shown, claim("2019-03-05", "address")]), Some(5));
    assert_eq!(day(&[claim("2019-03-05T20:15", "json-ld "), shown]), Some(5));
    assert_eq!(day(&[claim("2019-03-05T23:15+01:00", "json-ld "), shown]), Some(5));
}

#[test]
fn an_earlier_day_that_is_shown_wins_where_the_data_was_renewed() {
    let data = claim("2019-03-05", "json-ld ");
    let seen = Claim { label: Label::None, ..claim("2018-01-02", VISIBLE) };
    let day = |published: &[Claim], modified: &[Claim]| {
        let claims = Claims {
            published: published.to_vec(),
            modified: modified.to_vec(),
            seen: Vec::new(),
            reading: Reading::ALONE,
            latest: i64::MAX,
        };
        shown(&claims).map(|claim| claim.date.iso()).unwrap_or_default()
    };
    let before = |text| Claim { label: Label::None, ..claim(text, BARE) };
    assert_eq!(day(&[data, seen], &[data]), "2018-01-02");
    assert_eq!(day(&[data, before("2019-02-20")], &[data]), "2019-02-20");
    assert_eq!(day(&[data, before("2019-02-20")], &[]), "");
    assert_eq!(day(&[data, Claim { label: Label::Published, ..seen }], &[]), "2018-01-02");
    assert_eq!(day(&[data, seen, claim("5.3.2019", VISIBLE)], &[data]), "");
    assert_eq!(day(&[data, claim("2019-04-06", VISIBLE)], &[data]), "");
    let stamped = Claim { label: Label::Modified, ..claim("2019-03-01", VISIBLE) };
    assert_eq!(day(&[data, seen], &[stamped]), "2018-01-02");
    let other = claim("2019-04-06", "meta ");
    assert_eq!(day(&[data, other, claim("2019-04-06", VISIBLE)], &[]), "2019-04-06");
    let vague = Claim { from: ["meta ", "date"], ..data };
    let element = Claim { label: Label::None, ..claim("2019-04-06", ELEMENT) };
    assert_eq!(day(&[vague, element], &[]), "2019-04-06");
    assert_eq!(day(&[data, element], &[]), "");
    // Nothing was changed, and the only day shown was long before.
    assert_eq!(day(&[data, before("2018-01-02")], &[]), "2018-01-02");
    assert_eq!(day(&[data, before("2019-03-01")], &[]), "");
    assert_eq!(day(&[data, before("2018-01-02"), before("2017-01-02")], &[]), "");
    assert_eq!(day(&[data, Claim { label: Label::None, ..claim("2018-01-02", VISIBLE) }], &[]), "");
}

const BODY: &str =
    "<p>The harbor emptied before noon, and for an hour the boats lay on their sides in the mud.</p>
    <p>By two the water was back, and nobody spoke of it again, though the old pilot kept his watch.</p>";

fn page(head: &str, body: &str) -> Article {
    titled("Low tide", head, body)
}

fn titled(title: &str, head: &str, body: &str) -> Article {
    let page = format!("<html lang=en><head><title>{title}</title>{head}</head><body>{body}</body></html>");
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
    let far = "<div>High tide <time datetime=2020-01-02>2 Jan</time></div><p>a</p><p>b</p><p>c</p><p>d</p>";
    let right_above =
        "<div class=recent><a href=/x>High tide</a><time datetime=2020-01-02>2 Jan 2020</time></div>";
    for list in [far, right_above] {
        let time = "<time datetime=2019-03-05>5 Mar</time>";
        let body = format!("{list}<article><h1>Low tide</h1>{time}{BODY}</article>");
        assert_eq!(published("", &body), "2019-03-05", "{list}");
    }
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

#[test]
fn labels_are_read_in_many_languages() {
    let published = "For release 5 March 2019|Online gestellt am 05.03.2019|Mis en ligne le 5 mars 2019|\
        Paru le 5 mars 2019|Publicado el 5 de marzo de 2019|Criado em 5 de março de 2019|Pubblicato il 5 marzo 2019|\
        Gepubliceerd op 5 maart 2019|Geplaatst: 5 maart 2019|Udgivet 5. marts 2019|Lagt ut 5. mars 2019|\
        Skapad 5 mars 2019|Julkaistu 5.3.2019|Avaldatud 5. märts 2019|Paskelbta 2019-03-05|Publicēts 05.03.2019|\
        Opublikowano 5 marca 2019|Vydáno 5. března 2019|Vložené 5. marca 2019|Közzétéve: 2019. március 5.|\
        Objavljeno 5. 3. 2019|Опубликовано 5 марта 2019|Размещено: 05.03.2019|Створено 5 березня 2019|\
        Публикувано на 5 март 2019|Δημοσιεύτηκε 5 Μαρτίου 2019|Eklenme Tarihi: 05.03.2019|نشر في 5 مارس 2019|\
        Ngày đăng: 05/03/2019|Diterbitkan 5 Maret 2019|Tayang 5 Maret 2019|掲載日：2019年3月5日|发布时间：2019-03-05|\
        입력 2019.03.05|เผยแพร่ 5 มีนาคม 2562|Argitaratua: 2019-03-05|Dieser Beitrag wurde am 5. März 2019 von Ann veröffentlicht";
    let modified = "Last edited 5 March 2019|Mis à jour le 5 mars 2019|MAJ le 5 mars 2019|Actualitzat 5 març 2019|\
        Cập nhật lúc 05/03/2019|최종수정 2019.03.05|最終更新日：2019年3月5日|Актуализирано 5 март 2019|Ažurirano 5. 3. 2019|\
        Dieser Beitrag wurde am 5. März 2019 von Ann überarbeitet";
    let other = "Registriert: 05.03.2019|Mitglied seit 05.03.2019|Copyright © 05.03.2019";
    let mut wrong = Vec::new();
    for (texts, label) in [(published, Label::Published), (modified, Label::Modified), (other, Label::Other)]
    {
        for text in texts.split('|').filter(|text| text.contains(char::is_numeric)) {
            let found = parse::find(text, Reading::ALONE);
            let found: Vec<_> = found.iter().map(|one| (one.label, one.date.iso())).collect();
            if found != [(label, "2019-03-05".to_owned())] {
                wrong.push((text, found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_video_on_the_page_is_not_the_article() {
    let video = r#"<script type="application/ld+json">{"@type":"VideoObject","name":"Low tide",
        "uploadDate":"2018-01-02"}</script>"#;
    let body = format!("<article><h1>Low tide</h1>{BODY}</article>");
    assert_eq!(published(video, &body), "2018-01-02");
    let meta = "<meta property=article:published_time content=2019-03-05>";
    assert_eq!(published(&[video, meta].concat(), &body), "2019-03-05");
}

#[test]
fn numbers_of_two_elements_are_two() {
    let spans = "<span class=when>2019-01-02T10:10:52+01:00</span><span>5. März 2019</span>";
    let meta = "<meta property=article:published_time content=2019-03-05>\
        <meta property=article:modified_time content=2019-01-02>";
    let body = format!("<article><h1>Low tide</h1><p>{spans}</p>{BODY}</article>");
    assert_eq!(published(meta, &body), "2019-03-05");
}

#[test]
fn what_says_the_last_change_counts_at_the_end_too() {
    let far = "<p>and so on.</p>".repeat(40);
    let body = |last: &str| format!("<article><h1>Low tide</h1>{BODY}{far}</article><p>{last}</p>");
    let article = page("", &body("Last updated: March 5, 2019"));
    assert_eq!((article.published.as_deref(), article.modified.as_deref()), (None, Some("2019-03-05")));
}

#[test]
fn where_a_change_is_told_a_bare_date_far_below_is_of_something_else() {
    let far = "<p>and so on.</p>".repeat(40);
    let body = |first: &str| {
        format!(
            "<article><h1>Low tide</h1><p>{first}</p>{BODY}{far}<ul><li>March 5, 2019</li></ul></article>"
        )
    };
    assert_eq!(published("", &body("")), "2019-03-05");
    assert_eq!(published("", &body("Updated: March 9, 2019")), "");
}

#[test]
fn an_abbreviation_may_hold_the_date() {
    let line = "<abbr class=published title=2019-03-05T17:43:00>a while ago</abbr>";
    let body = format!("<article><h1>Low tide</h1><p>{line}</p>{BODY}</article>");
    assert_eq!(published("", &body), "2019-03-05T17:43:00");
}

#[test]
fn what_is_published_and_updated_at_once_is_published() {
    let time = "<time class='entry-date published updated' datetime=2019-03-05>March 5, 2019</time>";
    let article = page("", &format!("<article><h1>Low tide</h1>{time}{BODY}</article>"));
    assert_eq!((article.published.as_deref(), article.modified.as_deref()), (Some("2019-03-05"), None));
}

#[test]
fn a_date_deep_in_a_sentence_is_not_that_of_the_page() {
    let more = "Among the many books on the coast there is one that nobody here would do without, ";
    let news = format!("<p class=updated>{more}released on October 7, 2018, by the old pilot.</p>");
    let body = format!("<article><h1>Low tide</h1>{news}<p class=date>March 5, 2019</p>{BODY}</article>");
    assert_eq!(published("", &body), "2019-03-05");
}

#[test]
fn the_clock_of_the_page_is_not_the_date_of_the_article() {
    let clock = "<div><span class=date>Tue, 14 Jan 2020</span></div><p>a</p><p>b</p><p>c</p><p>d</p>";
    let body =
        format!("{clock}<article><h1>Low tide</h1><p>Ledger<br>13 Jan 2020, 22:11</p>{BODY}</article>");
    assert_eq!(published("", &body), "2020-01-13T22:11");
}

#[test]
fn the_title_may_end_with_the_date() {
    let date = |title: &str, head: &str, body: &str| titled(title, head, body).published.unwrap_or_default();
    let later = "<p>The pilot came on 3 March 2019 for his boat.</p>";
    let body = format!("<article><h1>Low tide</h1>{later}{BODY}</article>");
    assert_eq!(date("Low tide | Coast | 05.03.2019", "", &body), "2019-03-05");
    assert_eq!(date("Low tide | 05.03.2019 | Ledger of the Coast", "", &body), "2019-03-03");
    let meta = "<meta property=article:published_time content=2019-03-04>";
    assert_eq!(date("Low tide | Coast | 05.03.2019", meta, &body), "2019-03-04");
}

#[test]
fn the_description_may_end_with_the_date() {
    let meta = "<meta name=description content='Low tide (News of 5 March 2019)'>";
    let body = format!("<article><h1>Low tide</h1>{BODY}</article>");
    assert_eq!(published(meta, &body), "2019-03-05");
    let meta = "<meta name=description content='Until 5 March 2019 the tide was low.'>";
    assert_eq!(published(meta, &body), "");
}

#[test]
fn a_date_alone_below_the_headline_comes_before_those_of_a_list() {
    let list =
        "<ul><li><span class=date>1 March 2019</span> High<li><span class=date>3 March 2019</span> Low</ul>";
    let body = format!("<article><h1>Low tide</h1><p><em>5 March 2019</em></p>{list}{BODY}</article>");
    assert_eq!(published("", &body), "2019-03-05");
}

#[test]
fn the_first_publication_counts_where_the_data_says_nothing() {
    let note = "<p>This article was originally published on 5 March 2019 at 4:12pm and has been looked after since.</p>";
    let far = "<p>and so on.</p>".repeat(40);
    let date = "<div class=date>9 June 2021</div>";
    let body = format!("<article><h1>Low tide</h1>{date}{BODY}{far}{note}</article>");
    assert_eq!(published("", &body), "2019-03-05T16:12");
    let meta = "<meta property=article:published_time content=2021-06-09>";
    assert_eq!(published(meta, &body), "2021-06-09");
    let labelled = body.replace("9 June", "Posted on 9 June");
    assert_eq!(published("", &labelled), "2021-06-09");
}

#[test]
fn what_is_around_the_longest_line_is_no_sidebar() {
    let body = format!("<div class=sidebar-left><div>5 March 2019</div>{}</div>", BODY.repeat(3));
    assert_eq!(titled("", "", &body).published.as_deref(), Some("2019-03-05"));
}

#[test]
fn a_meta_element_may_have_a_prefix_of_the_site() {
    let body = format!("<article><h1>Low tide</h1>{BODY}</article>");
    assert_eq!(published("<meta property=ledger_photos:uploaded content=2019-03-05>", &body), "2019-03-05");
    assert_eq!(published("<meta property=ledger_photos:taken content=2019-03-05>", &body), "");
}

#[test]
fn words_label_a_time_element_that_says_how_long_ago() {
    let times = "<p>Published <time datetime=2019-03-05>two days ago</time>, last updated \
        <time datetime=2019-03-06>3 hours ago</time></p>";
    let far = "<p>and so on.</p>".repeat(40);
    for body in [
        format!("<article><h1>Low tide</h1>{times}{BODY}</article>"),
        format!("<article><h1>Low tide</h1>{BODY}{far}{times}</article>"),
    ] {
        let article = page("", &body);
        assert_eq!(article.published.as_deref(), Some("2019-03-05"));
        assert_eq!(article.modified.as_deref(), Some("2019-03-06"));
    }
}

#[test]
fn a_container_named_after_the_sidebar_it_holds_is_none() {
    let far = "<p>and so on.</p>".repeat(40);
    for class in ["has-sidebar", "page-with-sidebar-left", "layout-sidebar"] {
        let body = format!("<h1>Low tide</h1>{far}<div class={class}><p>5 March 2019</p>{BODY}</div>");
        assert_eq!(published("", &body), "2019-03-05", "{class}");
    }
}

#[test]
fn a_change_comes_after_the_publication() {
    let meta = "<meta property=article:published_time content=2019-03-05>\
        <meta property=article:modified_time content=2019-01-02>";
    let body = |line: &str| format!("<article><h1>Low tide</h1><p>{line}</p>{BODY}</article>");
    assert_eq!(page(meta, &body("By the pilot")).modified, None);
    let article = page(meta, &body("Updated 5 March 2019, 17:43"));
    assert_eq!(article.modified.as_deref(), Some("2019-03-05T17:43"));
}

#[test]
fn a_date_in_a_column_beside_the_text_counts_where_there_is_but_one() {
    let far = "<p>and so on.</p>".repeat(40);
    let date = |more: &str| {
        let column = format!("<aside><span class=meta__date>5 March 2019</span> {more}</aside>");
        published("", &format!("<article><h1>Low tide</h1>{BODY}{far}{column}</article>"))
    };
    assert_eq!(date("8 minutes"), "2019-03-05");
    assert_eq!(date("<span class=date>4 March 2019</span>"), "");
}
