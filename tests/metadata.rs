//! Metadata of whole pages: which source wins, and that hostile values come out clean and cost little.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

mod support;

use article_reader::{Article, Options, extract};
use support::{BODY, read};

fn names(article: &Article) -> Vec<&str> {
    article.authors.iter().map(|author| author.name.as_str()).collect()
}

#[test]
fn the_visible_page_alone_is_enough() {
    let article = read(
        "<title>Low tide - The Ledger</title>",
        &format!(
            "<header><a href=/>The Ledger</a> <span class=clock>Monday, January 1, 2024</span></header>
            <main><article><h1>Low tide</h1><p class=standfirst>An hour without water in the old harbor.</p>
            <div>By <a href=/author/ann-lee>Ann Lee</a> and Bo Day, Staff Writers</div>
            <div>Posted : 2019-03-05 17:43 Updated : 2019-03-06 09:10</div>{BODY}</article></main>
            <aside><h2>More</h2><p>By Cy Fox</p><p>Published 2018-01-01</p></aside>
            <footer>© 2024 The Ledger</footer>"
        ),
    );
    assert_eq!(article.title.as_deref(), Some("Low tide"));
    assert_eq!(article.subtitle.as_deref(), Some("An hour without water in the old harbor."));
    assert_eq!(names(&article), ["Ann Lee", "Bo Day"]);
    assert_eq!(article.authors[0].url.as_deref(), Some("https://www.ledger.example/author/ann-lee"));
    assert_eq!(article.published.as_deref(), Some("2019-03-05T17:43"));
    assert_eq!(article.modified.as_deref(), Some("2019-03-06T09:10"));
    assert_eq!(article.source("title"), Some("visible h1"));
    assert_eq!(article.source("published"), Some("labelled text"));
}

#[test]
fn json_ld_in_all_its_brokenness() {
    let article = read(
        r##"<title>Low tide | The Ledger</title><meta property="og:site_name" content="The Ledger">
        <script type="application/ld+json"><!-- {"@context":"https://schema.org","@graph":[
          {"@type":"NewsArticle","headline":"Low tide","isAccessibleForFree":"False", // paywall
           "datePublished":"2019-03-05T17:43:00+09:00","dateModified":"2019-03-06T01:00:00+09:00",
           "author":[{"@id":"#ann"},{"@type":"Person","name":"Bo Day"}],
           "description":"First line
second line",
           "image":{"url":"/tide.jpg","width":1200,"height":800},"articleSection":"Coast",},
          {"@type":"Person","@id":"#ann","name":"Ann Lee","url":"/ann"}]} --></script>"##,
        &format!("<h1>Low tide</h1>{BODY}"),
    );
    assert_eq!(names(&article), ["Ann Lee", "Bo Day"]);
    assert_eq!(article.authors[0].url.as_deref(), Some("https://www.ledger.example/ann"));
    assert_eq!(article.published.as_deref(), Some("2019-03-05T17:43:00+09:00"));
    assert_eq!(article.modified.as_deref(), Some("2019-03-06T01:00:00+09:00"));
    assert_eq!(article.is_free, Some(false));
    assert_eq!(article.section.as_deref(), Some("Coast"));
    assert_eq!(article.excerpt.as_deref(), Some("First line second line"));
    let image = article.lead_image.as_ref().unwrap();
    assert_eq!((image.url.as_str(), image.width), ("https://www.ledger.example/tide.jpg", Some(1200)));
    assert_eq!(article.source("authors"), Some("json-ld author"));
}

#[test]
fn json_ld_is_read_wherever_it_stands_and_of_the_right_article() {
    let named = |head: &str| names(&read(head, &format!("<h1>Low tide</h1>{BODY}"))).join("; ");
    // Some generators have no way to write a script.
    let carrier = "<title>Low tide</title><meta name=script:ld+json content='{\"@type\":\"Article\",\"author\":\"Ann Lee\"}'>";
    assert_eq!(named(carrier), "Ann Lee");
    // By its address where the headline is another one, and by its headline.
    for own in [r#""url":"https:\/\/www.ledger.example\/2019\/03\/05\/tide""#, r#""headline":"Low Tide""#] {
        let head = format!(
            r#"<title>Low tide</title><script type=application/ld+json>[
            {{"@type":"NewsArticle","headline":"Storm","author":"Cy Fox","datePublished":"2011-01-01"}},
            {{"@type":"NewsArticle","headline":"Ebb",{own},"author":"Ann Lee","uploadDate":"2019-03-04"}}]</script>"#
        )
        .replace(r#""headline":"Ebb","headline""#, r#""headline""#);
        assert_eq!(named(&head), "Ann Lee");
        assert_eq!(read(&head, BODY).published.as_deref(), Some("2019-03-04"));
    }
}

#[test]
fn tags_section_site_and_what_lost() {
    let article = read(
        "<title>Low tide | Coast</title><meta property=og:site_name content='The Ledger'>
        <meta name=application-name content=LedgerApp><meta property=article:section content='Low tide'>
        <meta name=section content=Coast><meta name=keywords content='harbor, tide; Harbor,,'>
        <meta property=article:content_tier content=metered><meta name=description content='An hour.'>
        <link rel=canonical href=https://evil.example/tide>",
        &format!("<h1>Low tide</h1>{BODY}"),
    );
    assert_eq!(article.site_name.as_deref(), Some("The Ledger"));
    assert_eq!(article.section.as_deref(), Some("Coast"), "and not the title again");
    assert_eq!(article.tags, ["harbor", "tide"]);
    assert_eq!((article.is_free, article.excerpt.as_deref()), (Some(false), Some("An hour.")));
    for (step, reason, text) in [
        ("metadata/siteName", "meta application-name lost to meta og:site_name", "LedgerApp"),
        ("metadata/title", "title element lost to visible h1", "Low tide | Coast"),
        ("metadata/url", "canonical link lost to given address", "https://evil.example/tide"),
        ("metadata/section", "meta article:section lost to meta section", "Low tide"),
    ] {
        let noted =
            |lost: &article_reader::Removal| (lost.step, &*lost.reason, &*lost.text) == (step, reason, text);
        assert!(article.trace.iter().any(noted), "{step}: {:?}", article.trace);
    }
}

#[test]
fn titles_lose_the_site_and_nothing_else() {
    for (head, headline, expected) in [
        ("<title>Tide - a study - The Ledger</title>", "", "Tide - a study"),
        ("<title>The Ledger | Tide: what | now?</title>", "", "Tide: what | now?"),
        ("<title>Rise &amp;amp; fall - Ledger</title>", "<h1>Rise &amp; fall</h1>", "Rise & fall"),
        ("<meta property=og:title content='Low tide | Coast | The Ledger'>", "<h1>LOW TIDE</h1>", "LOW TIDE"),
        (
            "<meta property=og:title content='Low tide at dusk'>",
            "<h1>LOW TIDE AT DUSK</h1>",
            "Low tide at dusk",
        ),
        (
            "<meta name=twitter:title content='Low tide at dusk'>",
            "<h1><span>Coast</span> Low tide at dusk</h1>",
            "Low tide at dusk",
        ),
        // A kicker that looks tell from the headline, and a headline that brings its own.
        ("<title>Coast: Low tide</title>", "<h1><b>Coast</b> <b>Low tide</b></h1>", "Coast: Low tide"),
        ("<title>Coast: Low tide</title>", "<h1><b>Coast</b> : <b>Low tide</b></h1>", "Coast: Low tide"),
        // The same where the site's name stands behind it, in capitals, and in several blocks.
        (
            "<title>Coast: Low tide | The Ledger</title>",
            "<h1><b>Coast</b> <b>Low tide</b></h1>",
            "Coast: Low tide",
        ),
        ("<title>Low tide at dusk | The Ledger</title>", "<h1>LOW TIDE AT DUSK</h1>", "Low tide at dusk"),
        ("<title>Low tide at dusk |</title>", "<h1>Low tide at dusk</h1>", "Low tide at dusk"),
        (
            "<title>Coast: Low tide at dusk</title>",
            "<h1><div>Coast</div><span>:</span> <span>Low tide at dusk</span></h1>",
            "Coast: Low tide at dusk",
        ),
        // A kicker before a dash goes where the page sets it apart, in an element or a line.
        ("<title>Coast – Low tide</title>", "<h1><span>Coast</span> <span>Low tide</span></h1>", "Low tide"),
        ("<title>Low tide</title>", "<h1><b>Coast</b> — Low tide</h1>", "Low tide"),
        ("<title>Coast - Low tide</title>", "<p>COAST</p><h1>Coast - Low tide</h1>", "Low tide"),
        ("<title>Coast – Low tide</title>", "<h1>Coast – Low tide</h1>", "Coast – Low tide"),
        ("<title>Coast – Low tide</title>", "<h1><code>coast</code> – Low tide</h1>", "coast – Low tide"),
        ("<title>Coast: Low tide</title>", "<h1>Coast: <b>Low</b> tide</h1>", "Coast: Low tide"),
        ("<title>Low tide</title>", "<h1>Low tide | Ledger News</h1>", "Low tide"),
        // The kind of article.
        ("<title>Low tide | Opinion</title>", "<h1>Low tide | Opinion</h1>", "Low tide"),
        ("<title>Meinung | Low tide</title>", "", "Low tide"),
        ("<title>Home</title>", "<header><h1>Low tide</h1></header>", "Low tide"),
        // Of the title what the page shows.
        (
            "<title>Harbor Friends - Low tide at dusk - News</title>",
            "<p>Low tide at dusk</p>",
            "Low tide at dusk",
        ),
    ] {
        let site = "<meta property=og:site_name content='The Ledger'>";
        let article = read(&format!("{site}{head}"), &format!("{headline}{BODY}"));
        assert_eq!(article.title.as_deref(), Some(expected), "{head}");
    }
}

#[test]
fn the_headline_is_found_whatever_is_around_it() {
    for (title, before, headline, expected) in [
        ("Weekend boats", "<main>", "<h1>Weekend<br>boats</h1>", "Weekend boats"),
        // Named after the sidebar that it holds as well, and filed where readers go most.
        (
            "The tide: all times",
            "<div class=content-sidebar-wrap><main><article class='entry category-popular'>",
            "<h1 class=entry-title>Low tide in the old harbor today</h1>",
            "Low tide in the old harbor today",
        ),
        ("Low tide", "<main>", "<h1>Low tide – The Ledger</h1>", "Low tide"),
        // The name of the site as the first heading, and an old blog's title.
        (
            "Harbor notes » Blog Archive » Low tide",
            "<h1><a href=/>Harbor notes</a></h1>",
            "<h2>Low tide</h2>",
            "Low tide",
        ),
        (
            "Harbor notes: Low tide",
            "<p><b><a href=/>Harbor notes</a></b></p><h1><a href=/>Harbor notes</a></h1>",
            "<h3 class=entry-title><a href=/tide>Low tide</a></h3>",
            "Low tide",
        ),
        // The last part of the title is most of it; the address; and a heading of something else.
        (
            "Reports - News - An end of all the low tides",
            "<h1>Reports</h1><h1>News</h1>",
            "<h1>An end of all the low tides</h1>",
            "An end of all the low tides",
        ),
        ("All about harbors", "<main>", "<h1>Tide</h1>", "Tide"),
        ("Low tide", "<main>", "<h1 class=title>Original text</h1>", "Low tide"),
        (
            "The harbor as the pilot saw it",
            "<main>",
            "<h1><span class=kicker>Coast</span> <span class=headline>Low tide in the old harbor</span></h1>",
            "Low tide in the old harbor",
        ),
    ] {
        let head = format!("<title>{title}</title><meta property=og:site_name content='The Ledger'>");
        let article = read(&head, &format!("{before}{headline}{BODY}"));
        assert_eq!(article.title.as_deref(), Some(expected));
    }
    // The title stands where the name of the site belongs.
    let head = "<title>Tides: all of them</title><meta property=og:site_name content='Tides: all of them'>";
    let article = read(head, &format!("<h2>More</h2><h1>Tides: all of them</h1>{BODY}"));
    assert_eq!(article.source("title"), Some("visible h1"));
}

#[test]
fn a_standfirst_is_what_the_description_begins_with_and_no_first_paragraph() {
    const LEAD: &str = "For an hour the old harbor had no water at all, and nobody knew why.";
    const CUT: &str = "For an hour the old harbor had no water at all, and nobody …";
    const TEXT: &str = "<p>The harbor emptied before noon, and for an hour the boats lay on their sides in the \
        mud.</p><p>By two the water was back, and nobody spoke of it again, though the old pilot kept his watch.</p>";
    for (description, body, expected) in [
        // Cut off, or going on, in bold or by its class, and named after what it is not.
        (CUT, format!("<p><b>{LEAD}</b></p>{TEXT}"), true),
        (&format!("{LEAD} The pilot had seen it before."), format!("<p class=first>{LEAD}</p>{TEXT}"), true),
        (LEAD, format!("<div class=article-teaser><span>{LEAD}</span></div><p>Ad</p>{TEXT}"), true),
        (LEAD, format!("<div class=time><p><strong>{LEAD}</strong></p>{TEXT}</div>"), true),
        // The beginning of the text.
        (LEAD, format!("<p>{LEAD}</p>{TEXT}"), false),
        (CUT, format!("<p>{LEAD}</p>{TEXT}"), false),
        (
            CUT,
            format!("<p class='line id-1'>{LEAD}</p>{}", TEXT.replace("<p>", "<p class='line id-2'>")),
            false,
        ),
        (CUT, format!("<p><a href=/x>For an hour</a> {}</p>{TEXT}", &LEAD[12..]), false),
        ("For an hour", format!("<p><b>For an hour the boats lay dry.</b></p>{TEXT}"), false),
    ] {
        let head = format!("<title>Low tide</title><meta name=description content='{description}'>");
        let article = read(&head, &format!("<article><h1>Low tide</h1>{body}</article>"));
        assert_eq!(article.subtitle.as_deref(), expected.then_some(LEAD), "{description} {body}");
        assert_eq!(article.text.matches("For an hour").count(), 1, "{}", article.text);
    }
}

#[test]
fn bylines_as_pages_have_them() {
    const CARD: &str =
        "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Ann Lee'>";
    const META: &str = "<meta name=author content='Ann Lee'>";
    const FILED: &str =
        "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":\"Cy Fox\"}</script>";
    const SITE: &str =
        "<meta property=og:site_name content='Lock &amp; Key'><meta name=author content='Lock &amp; Key'>";
    for (head, byline, expected) in [
        (CARD, "", "Ann Lee"),
        ("", "<div>By</div><div>Ann Lee</div>", "Ann Lee"),
        // Run together, and an agency that begins with an article.
        ("", "<p>ByThe Associated Press</p>", "The Associated Press"),
        (
            "",
            "<p>The boats will stay, they said.</p><p><i>Reporting by The Associated Press.</i></p>",
            "The Associated Press",
        ),
        // What somebody is stands below the name, and is nobody.
        ("", "<div class=byline><p>Ann Lee</p><p>Senior Politics Editor</p></div>", "Ann Lee"),
        ("", "<div class=author>Ann Lee</div><div class=author-title>Gardener</div>", "Ann Lee"),
        ("", "<div class=byline>Ann Lee<br>RN, BSN</div>", "Ann Lee"),
        ("", "<div class=byline><a>Bluesky</a></div><p>By Ann Lee</p>", "Ann Lee"),
        ("", "<div class=byline><p>Économie</p><p>Ann Lee</p></div>", "Ann Lee"),
        ("", "<p>By Ann Lee, Representative to the Harbor Committee</p>", "Ann Lee"),
        ("", "<p>By Ann Lee, 5 March 2019 | Checked by Bo Day</p>", "Ann Lee"),
        // The head names one of two.
        (META, "<p class=byline>By Ann Lee and Bo Day</p>", "Ann Lee; Bo Day"),
        (META, "<p class=byline>By Ann Lee and The Ledger</p>", "Ann Lee"),
        ("<meta name=author content=Ann>", "<p>By Ann Lee</p>", "Ann Lee"),
        ("<meta name=author content='Lee, Ann'>", "<p>By Ann Lee</p>", "Ann Lee"),
        ("<meta name=author content='Cy Fox'>", "<p class=byline>By Ann Lee</p>", "Ann Lee"),
        ("<meta name=author content='Ann Lee'><meta name=author content='Tide Media Inc.'>", "", "Ann Lee"),
        // Who filed it, and who wrote it.
        (&[FILED, META].concat(), "<p class=byline>By Ann Lee</p>", "Ann Lee"),
        (FILED, "<p class=byline>By Ann Lee</p>", "Ann Lee"),
        (FILED, "<p class=byline>By Ann Lee</p><p>Filed to the archive by Cy Fox</p>", "Cy Fox"),
        (SITE, "<p>By Ann Lee</p>", "Ann Lee"),
        ("<meta name=citation_author content='Lee, Ann B.'>", "", "Lee, Ann B."),
        ("", "<p class=byline>[Ann Lee, Bo Day]</p>", "Ann Lee; Bo Day"),
        (
            "",
            "<p>By two the water was back, and nobody spoke of it again, though the old pilot kept his watch all \
             night long over the boats.</p><p style='text-align: right'><b>Ann Lee</b></p><p>More</p>",
            "Ann Lee",
        ),
        // An editor of text, a photographer, and what is no name.
        ("", "<div class=text-editor><p>Opening Hours</p></div><p>By Ann Lee</p>", "Ann Lee"),
        ("", "<figure><figcaption>By Bo Day</figcaption></figure><p>By Ann Lee</p>", "Ann Lee"),
        ("", "<div class=author-box><p>Saturday: Closed</p></div>", ""),
        ("", "<p><a href=/licenses/by/3.0/de>Creative Commons</a></p>", ""),
        // What they did, in several languages, and behind a dash.
        ("", "<p>Collected by Ann Lee, 5 March 2019</p>", "Ann Lee"),
        ("", "<p>Zusammengestellt von Ann Lee</p>", "Ann Lee"),
        ("", "<p>Recopilado por Ann Lee</p>", "Ann Lee"),
        ("", "<p>Raccolto da Ann Lee</p>", "Ann Lee"),
        ("", "<p>Verzameld door Ann Lee</p>", "Ann Lee"),
        ("", "<p>Sponsored by Ann Lee</p>", ""),
        ("", "<p>---- by Ann Lee</p>", "Ann Lee"),
        ("", "<p>by ann</p>", "ann"),
        // Elements without a space between them, and the place of a date line.
        (
            "",
            "<p><span>Von Ann Lee und Bo Day</span><span>5. März 2019</span><span>Lesezeit</span></p>",
            "Ann Lee; Bo Day",
        ),
        ("", "<p><span>Mar 5, 2019</span><span>Ann Lee</span></p>", "Ann Lee"),
        ("", "<div class=firma><div>Ann Lee</div><div>Llano Alto / 05.03.2019</div></div>", "Ann Lee"),
        // Several people in one, as one list below their label, and in the address of a paper.
        (
            "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":{\"name\":[\"Ann Lee\",\"Bo Day\"]}}</script>",
            "",
            "Ann Lee; Bo Day",
        ),
        (
            "<meta name=citation_authors content='Ann Lee'><meta name=citation_authors content='Bo Day'>",
            "",
            "Ann Lee; Bo Day",
        ),
        // The name of the site, and what is short for it, where somebody signs.
        ("<meta name=author content=ledger.example>", "<p>Ann Lee - 5 March 2019</p>", "Ann Lee"),
        ("<meta name=author content=LED>", "<p>By</p><p>Ann Lee</p>", "Ann Lee"),
        // Half a role behind the name.
        (META, "<p class=byline>By Ann Lee City Columnist</p>", "Ann Lee"),
        // A colleague that the head does not know, with a title.
        (
            "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":\"Ann Lee\"}</script>",
            "<p class=byline>By Dr. Ann Lee and Bo Day</p>",
            "Dr. Ann Lee; Bo Day",
        ),
        // The headline in an element that is marked as its author's, and a word of it.
        ("", "<p class=byline><a>Low tide</a></p><p class=byline><a>Tide</a></p>", ""),
        // Above the text, and below it.
        (
            "",
            "<p><strong>Ann Lee</strong></p><p>By two the water was back, and nobody spoke of it again, though the old \
             pilot kept his watch all night long over the boats.</p>",
            "Ann Lee",
        ),
        (
            "",
            "<div><p>By two the water was back, and nobody spoke of it again, though the old pilot kept his watch all \
             night long over the boats.</p> <p><b><i>Ann Lee</i></b></p></div>",
            "Ann Lee",
        ),
    ] {
        let article =
            read(&format!("<title>Low tide</title>{head}"), &format!("<h1>Low tide</h1>{byline}{BODY}"));
        assert_eq!(names(&article).join("; "), expected, "{head}{byline}");
    }
}

#[test]
fn an_instant_is_told_in_the_time_of_the_place() {
    let meta = "<title>Low tide</title><meta property=article:published_time content=2019-03-06T02:43:11Z>";
    let article = read(meta, &format!("<h1>Low tide</h1><p>March 5, 2019, 9:43 p.m.</p>{BODY}"));
    assert_eq!(article.published.as_deref(), Some("2019-03-05T21:43:11-05:00"));
    let article = read(meta, &format!("<h1>Low tide</h1>{BODY}"));
    assert_eq!(article.published.as_deref(), Some("2019-03-05"), "the address knows the day");
}

#[test]
fn no_date_of_the_future_and_none_of_another_story() {
    let article = read(
        "<title>Low tide</title><meta name=date content=2031-01-01>",
        &format!(
            "<h1>Low tide</h1>{BODY}<div class=related-posts><h3>High tide</h3><time datetime=2011-01-01>2011</time></div>"
        ),
    );
    assert_eq!(article.published.as_deref(), Some("2019-03-05"));
    assert_eq!(article.source("published"), Some("address"));
}

#[test]
fn the_publisher_signs_only_when_nobody_else_does() {
    let head = "<title>Low tide</title><meta property=og:site_name content='The Ledger'>
        <meta name=author content='The Ledger'>";
    assert_eq!(names(&read(head, &format!("<h1>Low tide</h1>{BODY}"))), ["The Ledger"]);
    let signed = read(head, &format!("<h1>Low tide</h1><p class=byline>By Ann Lee</p>{BODY}"));
    assert_eq!(names(&signed), ["Ann Lee"]);
    assert!(signed.trace.iter().any(|lost| lost.step == "metadata/authors" && lost.text == "The Ledger"));
}

#[test]
fn a_page_without_address_and_image_has_none() {
    let article =
        extract(&format!("<title>Low tide</title><h1>Low tide</h1>{BODY}"), &Options::default()).unwrap();
    assert_eq!((article.url, article.lead_image), (None, None));
}

#[test]
fn hostile_values_come_out_clean() {
    const DIRTY: &str = "\u{202e}Low\0 tide\u{200b}\u{2066}";
    let metas = [
        "og:site_name",
        "article:section",
        "article:tag",
        "og:description",
        "og:image:alt",
        "og:locale",
        "author",
    ];
    let metas = metas.map(|name| format!("<meta property={name} content='{DIRTY}{name}'>")).concat();
    let long = "x".repeat(1 << 20);
    let head = format!(
        "<title>{DIRTY}</title><link rel=canonical href='/{DIRTY}'><link rel=canonical href='/{long}'>{metas}
        <meta property=og:image content='/{DIRTY}.jpg'>
        <script type=application/ld+json>{{\"@type\":\"Article\",\"headline\":\"&lt;img src=x onerror=alert(1)&gt;\",
        \"author\":[{{\"name\":\"&amp;lt;script&amp;gt;\"}},{{\"name\":\"Ann {DIRTY}\",\"url\":\"/{DIRTY}\"}},
        {{\"name\":\"Bo Day\",\"url\":\"/{long}\"}}],\"description\":\"<script>alert(1)<\\/script>{DIRTY}{long}\"}}</script>"
    );
    let article = read(&head, BODY);
    let fields = serde_json::to_value(&article).unwrap();
    for (field, value) in fields.as_object().unwrap().iter().filter(|(field, _)| *field != "trace") {
        let text = value.to_string();
        let is_dirty = ["\u{202e}", "\\u0000", "\u{200b}", "\u{2066}"].iter().any(|dirt| text.contains(dirt));
        assert!(!is_dirty && text.len() < 10_000, "{field}: {text:.200}");
    }
    assert!(article.authors.iter().all(|author| !author.name.contains('<')), "{:?}", article.authors);
    assert!(article.section.is_some() && !article.tags.is_empty() && article.lead_image.is_some());
}

#[test]
fn hostile_sizes_are_cut() {
    let spaces = " ".repeat(60_000);
    let long = "word ".repeat(200_000);
    let deep = format!("{}{}", "{\"author\":[".repeat(50_000), "]}".repeat(50_000));
    let bylines = "<p class=byline>By Ann Lee, Bo Day and <b>".repeat(2_000);
    for (head, body) in [
        (format!("<title>{spaces}x{spaces}</title>"), String::new()),
        (
            format!("<meta property=og:title content='{long}'><title>{long}</title>"),
            format!("<h1>{long}</h1>"),
        ),
        (format!("<script type=application/ld+json>{deep}</script>"), String::new()),
        (format!("<meta name=author content='{}'>", "a, ".repeat(300_000)), String::new()),
        (format!("<meta name=date content='{}'>", "5/".repeat(300_000)), String::new()),
        (String::new(), format!("<h1>Low tide</h1>{bylines}")),
        (String::new(), format!("<h1>Low tide</h1>{}", "<time>5 March 2019</time>".repeat(20_000))),
    ] {
        let article = read(&head, &format!("{body}{BODY}"));
        assert!(article.title.is_none_or(|title| title.chars().count() <= 500));
        assert!(article.authors.len() <= 100);
    }
}
