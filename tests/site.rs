//! Metadata of whole pages that is not about the text: the site and its section, the address, the image, the language.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

mod support;

use article_reader::{Options, extract};
use support::{BODY, read};

#[test]
fn a_section_has_a_name() {
    const TRAIL: &str = "<div class=breadcrumbs><a href=/>Start</a> <a href=/coast>Coast &amp; sea</a>
        <a href=/coast/tides>Tides</a></div>";
    let said = |section: &str| format!("<meta property=article:section content='{section}'>");
    let linked = |section: &str, kind: &str| {
        format!("<script type=application/ld+json>{{\"@type\":\"{kind}\",{section}}}</script>")
    };
    for (head, before, expected) in [
        // A path, and what is left of one: as the page spells it, or in words.
        (said("/news/coast-sea"), "<li>Coast &amp; Sea ›</li>", Some("Coast & Sea")),
        (said("harbor_life"), "", Some("Harbor life")),
        (said("Coast / Sea"), "", Some("Coast / Sea")),
        // The first of a list, and one that is none.
        (said("Coast, Tides, Sea"), "", Some("Coast")),
        (said("Family, Health and Sea"), "", Some("Family, Health and Sea")),
        // What is none, and the trail.
        (said("Uncategorized"), "", None),
        (said("The Ledger"), TRAIL, Some("Coast & sea")),
        (String::new(), TRAIL, Some("Coast & sea")),
        (String::new(), "<div class=breadcrumb><a href=/>Start</a><a href=/x>Low tide</a></div>", None),
        (
            linked(
                r#""itemListElement":[{"name":"Home"},{"item":{"name":"Boats, nets"}},{"name":"Low tide"}]"#,
                "BreadcrumbList",
            ),
            "",
            Some("Boats, nets"),
        ),
    ] {
        let site = "<title>Low tide</title><meta property=og:site_name content='The Ledger'>";
        let article = read(&format!("{site}{head}"), &format!("{before}<h1>Low tide</h1>{BODY}"));
        assert_eq!(article.section.as_deref(), expected, "{head} {before}");
    }
    let tags = "<meta name=keywords content='Low tide, low-tide, Ebb, EBB, https://x.example/ebb, –'>";
    assert_eq!(read(&format!("<title>x</title>{tags}"), BODY).tags, ["Low tide", "Ebb"]);
}

#[test]
fn a_site_that_nothing_names_is_named_as_readers_see_it() {
    const HOME: &str = "<a href='/'>Home</a>";
    for (title, head, before, after, expected) in [
        // Beside the headline, the part that is like the host; twice, where the host is called otherwise.
        ("Low tide - News - The Ledger - Coast", "", "", "", Some(("The Ledger", "title element"))),
        ("Low tide | Harbor Gazette", "", "", "", None),
        (
            "Low tide | Harbor Gazette",
            "",
            "",
            "<p>Copyright &copy; 2019-2024 Harbor Gazette Ltd. All rights reserved</p>",
            Some(("Harbor Gazette", "title element")),
        ),
        (
            "Low tide",
            "<link rel=alternate type='application/rss+xml' title='The Ledger » RSS Feed'>",
            HOME,
            "",
            Some(("The Ledger", "feed title")),
        ),
        (
            "Low tide",
            "",
            "<a href=/><img alt='Ledger logo'></a><a href=/coast>The Ledger's coast</a>",
            "",
            Some(("Ledger", "link to the front page")),
        ),
        (
            "Low tide",
            "",
            HOME,
            "<p>© 2024 Ledger, Inc. All rights reserved.</p>",
            Some(("Ledger", "line about rights")),
        ),
        ("Low tide", "", HOME, "<p>© 2024 Ann Lee</p>", None),
        // The headline of a page where the name belongs, and a name with a motto.
        (
            "Low tide in the old harbor | The Ledger",
            "<meta name=application-name content='Low tide in the old harbor | The Ledger'>",
            "",
            "",
            Some(("The Ledger", "title element")),
        ),
        (
            "Low tide",
            "<meta property=og:site_name content='The Ledger - all the news of the harbor since 1963'>",
            "",
            "",
            Some(("The Ledger", "meta og:site_name")),
        ),
    ] {
        let headline = title.split(['|', '-']).next().unwrap();
        let page = format!("<header>{before}</header><h1>{headline}</h1>{BODY}<footer>{after}</footer>");
        let article = read(&format!("<title>{title}</title>{head}"), &page);
        let found = article.site_name.as_deref().zip(article.source("siteName"));
        assert_eq!(found, expected, "{title} {head} {before} {after}");
    }
}

#[test]
fn a_logo_is_no_lead_image() {
    let image = |head: &str, body: &str| read(head, &format!("{BODY}{body}{BODY}")).lead_image;
    const BOATS: &str = "<figure><img src=/boats.jpg alt='Boats in the mud, with the logo of the old harbor'>
        <figcaption>Low tide</figcaption></figure>";
    let logo =
        "<meta property=og:image content=/share.png><meta property=og:image:alt content='The Ledger logo'>";
    for (head, body) in [(logo, BOATS), ("", &format!("<img src=/site-logo.png>{BOATS}"))] {
        let image = image(&format!("<title>Low tide</title>{head}"), body).unwrap();
        assert_eq!(image.url, "https://www.ledger.example/boats.jpg");
        assert_eq!(image.caption.as_deref(), Some("Low tide"));
    }
    assert_eq!(image(logo, ""), None);
}

#[test]
fn a_language_that_nothing_declares_is_told_by_its_words() {
    let told = |html: &str, body: &str| {
        let page = format!("<html{html}><title>x</title><h1>Low tide</h1>{body}");
        extract(&page, &Options::default()).unwrap().language
    };
    const GERMAN: &str = "<p>Der Hafen war leer, und das Wasser ist nicht mit der Flut gekommen, die auf eine Stunde \
        warten ließ, und das nicht zum ersten Mal in diesem Jahr.</p>";
    assert_eq!(told("", &[BODY, BODY].concat()).as_deref(), Some("en"));
    let german = &[GERMAN, GERMAN].concat();
    assert_eq!(told("", german).as_deref(), Some("de"));
    assert_eq!(told(" lang=da", german).as_deref(), Some("da"), "what is declared stands, if it can be");
    assert_eq!(told(" lang=ja", german).as_deref(), Some("de"), "but no other script's");
}

#[test]
fn microdata_names_the_publisher() {
    for publisher in [
        "<div itemprop=publisher itemscope><meta itemprop=name content='The Ledger'><img itemprop=logo></div>",
        "<div itemprop=publisher><span itemprop=name>The Ledger</span> of the harbor</div>",
        "<span itemprop=publisher>The Ledger</span>",
        "<div property=schema:publisher><a property=schema:name>The Ledger</a></div>",
    ] {
        let article = read("<title>Low tide</title>", &format!("<h1>Low tide</h1>{BODY}{publisher}"));
        assert_eq!(article.site_name.as_deref(), Some("The Ledger"), "{publisher}");
        assert_eq!(article.source("siteName"), Some("microdata publisher"));
    }
}

#[test]
fn a_canonical_address_counts_on_its_own_site_only() {
    let link = |url: &str| read(&format!("<title>x</title><link rel=canonical href='{url}'>"), BODY).url;
    assert_eq!(link("/tide?x=1").as_deref(), Some("https://www.ledger.example/tide?x=1"));
    assert_eq!(link("https://m.ledger.example/tide").as_deref(), Some("https://m.ledger.example/tide"));
    for other in ["https://evil.example/tide", "javascript:alert(1)", "https://www.ledger.example/"] {
        assert_eq!(link(other).as_deref(), Some("https://www.ledger.example/2019/03/05/tide"), "{other}");
    }
}
