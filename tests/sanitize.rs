//! Markup that tries to run, to leak or to stand in for something else, inside plausible articles: whatever comes
//! out of `extract` holds nothing but what is listed here, and another sanitizer finds nothing left to do.
//!
//! The same payloads are put into a real page by `tests/browser/payloads.test.mjs`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]
#![cfg(feature = "parser")]

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use article_reader::tree::{Edge, Kind, Node, Tree};
use article_reader::{Article, Limits, Options, extract};

/// Elements and their attributes, besides [`GLOBAL`]. Written again on purpose: a change of the sanitizer has to be
/// made here too.
const HTML: &[(&str, &[&str])] = &[
    ("a", &["href", "rel", "title"]),
    ("abbr", &["title"]),
    ("aside", &[]),
    ("audio", &["src", "controls", "preload"]),
    ("b", &[]),
    ("bdi", &[]),
    ("bdo", &[]),
    ("blockquote", &["cite"]),
    ("br", &[]),
    ("caption", &[]),
    ("cite", &[]),
    ("code", &[]),
    ("dd", &[]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("dfn", &["title"]),
    ("div", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &[]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("h5", &[]),
    ("h6", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "srcset", "alt", "title", "width", "height", "referrerpolicy"]),
    ("ins", &["datetime"]),
    ("kbd", &[]),
    ("li", &["value"]),
    ("mark", &[]),
    ("ol", &["start", "type", "reversed"]),
    ("p", &[]),
    ("picture", &[]),
    ("pre", &[]),
    ("q", &["cite"]),
    ("rb", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("s", &[]),
    ("samp", &[]),
    ("section", &[]),
    ("small", &[]),
    ("source", &["src", "srcset", "type", "media"]),
    ("strong", &[]),
    ("sub", &[]),
    ("summary", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("thead", &[]),
    ("time", &["datetime"]),
    ("tr", &[]),
    ("track", &["src", "kind", "label"]),
    ("u", &[]),
    ("ul", &[]),
    ("var", &[]),
    ("video", &["src", "poster", "controls", "preload", "width", "height"]),
];

const MATH: &[&str] = &[
    "math",
    "mi",
    "mo",
    "mn",
    "ms",
    "mtext",
    "mspace",
    "mrow",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "merror",
    "mpadded",
    "mphantom",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "none",
    "mtable",
    "mtr",
    "mtd",
    "semantics",
    "annotation",
    "menclose",
    "mfenced",
];

const GLOBAL: &[&str] = &["class", "dir", "id", "lang"];

const ROLE_CLASSES: &[&str] = &[
    "ar-author-note",
    "ar-beside",
    "ar-embed",
    "ar-footnote-back",
    "ar-footnote-ref",
    "ar-footnotes",
    "ar-standfirst",
];

/// The payloads of a file: names and markup.
fn payloads(file: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in file.lines() {
        match line.strip_prefix("=== ") {
            Some(name) => found.push((name.to_owned(), String::new())),
            None => {
                if let Some((_, markup)) = found.last_mut() {
                    markup.push_str(line);
                    markup.push('\n');
                }
            }
        }
    }
    found
}

fn body_payloads() -> Vec<(String, String)> {
    payloads(include_str!("payloads/body.html"))
}

fn head_payloads() -> Vec<(String, String)> {
    payloads(include_str!("payloads/head.html"))
}

/// An article with `head` in its head, `inside` within a paragraph and `between` its paragraphs.
fn page(head: &str, inside: &str, between: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8>{head}<title>The ferry that stayed | The Ledger</title></head>
        <body><nav><a href=/>Home</a> <a href=/news>News</a></nav><main><article><h1>The ferry that stayed</h1>
        <p>Nobody on the island had expected the ferry to spend the winter at the old pier, and yet it did, with its
        lamps lit and its engine running, from the first storm of November to the last one in March.</p>
        <p>The captain said that he had been waiting for a letter, {inside} and that he would have gone on waiting, had
        the baker not told him, on a Sunday, that the post office had been closed since the summer.</p>
        {between}
        <p>When he left at last, the whole village stood on the quay, and the children counted aloud until the light
        at the stern was no larger than a star, and then they went home, because it was late and cold.</p>
        </article></main><footer><p>© The Ledger</p></footer></body></html>"
    )
}

fn article(html: &str) -> Option<Article> {
    let options = Options { url: Some("https://ledger.example/ferry".into()), ..Options::default() };
    extract(html, &options).ok()
}

/// Every payload in its page, and what was made of it.
fn articles() -> &'static [(String, Article)] {
    static ARTICLES: OnceLock<Vec<(String, Article)>> = OnceLock::new();
    ARTICLES.get_or_init(|| {
        let mut found = Vec::new();
        for (name, payload) in body_payloads() {
            let wrapped = format!("<div><p>Then: {payload}</p></div>");
            let pages = [page("", &payload, ""), page("", "", &payload), page("", "", &wrapped)];
            found.extend(pages.iter().filter_map(|page| Some((name.clone(), article(page)?))));
        }
        for (name, payload) in head_payloads() {
            found.extend(article(&page(&payload, "", "")).map(|article| (name.clone(), article)));
        }
        found
    })
}

fn parse(html: &str) -> Tree {
    article_reader::parse::parse(html, &Limits::default()).0
}

fn check_address(value: &str, schemes: &[&str]) -> Result<(), String> {
    let tidy: String = value.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let scheme = tidy.split([':', '/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let sound = tidy == value && value[scheme.len()..].starts_with(':') && schemes.contains(&scheme.as_str());
    if sound { Ok(()) } else { Err(format!("address {value}")) }
}

fn check(node: Node<'_>) -> Result<(), String> {
    let name = node.spelling();
    let attributes = match node.kind() {
        Kind::Html => HTML.iter().find(|(own, _)| *own == name).map(|(_, attributes)| *attributes),
        Kind::MathMl => MATH.contains(&name).then_some(&[] as &[&str]),
        _ => None,
    };
    let attributes = attributes.ok_or_else(|| format!("element {name}"))?;
    for (own, value) in node.attrs() {
        let own = node.tree().spelling(own);
        if node.kind() == Kind::MathMl {
            let plain = |c: char| c.is_ascii_alphanumeric() || " .%+-/()[]{}|,".contains(c);
            let harmless =
                !own.starts_with("on") && !own.contains("href") && own != "src" && value.chars().all(plain);
            if !harmless {
                return Err(format!("{name} {own}={value}"));
            }
            continue;
        }
        if !attributes.contains(&own) && !GLOBAL.contains(&own) {
            return Err(format!("attribute {own} on {name}"));
        }
        match (own, name) {
            ("href", _) if value.starts_with("#ar-") => Ok(()),
            ("href", _) => check_address(value, &["http", "https", "mailto", "tel"]),
            ("src" | "poster", "img" | "video") if value.starts_with("data:") => {
                let pixels =
                    value.starts_with("data:image/") && !value.contains("svg") && !value.contains(['<', '"']);
                if pixels { Ok(()) } else { Err(format!("data {value}")) }
            }
            ("src" | "poster" | "cite", _) => check_address(value, &["http", "https"]),
            ("srcset", _) => value.split(", ").try_for_each(|one| {
                check_address(one.split(' ').next().unwrap_or_default(), &["http", "https"])
            }),
            ("id", _) => match value.strip_prefix("ar-").is_some_and(|n| n.parse::<u32>().is_ok()) {
                true => Ok(()),
                false => Err(format!("id {value}")),
            },
            ("class", _) => match ROLE_CLASSES.contains(&value)
                || value.starts_with("language-") && !value.contains(' ')
            {
                true => Ok(()),
                false => Err(format!("class {value}")),
            },
            _ => Ok(()),
        }?;
    }
    Ok(())
}

#[test]
fn there_are_enough_payloads() {
    let (body, head) = (body_payloads(), head_payloads());
    let names: HashSet<&String> = body.iter().chain(&head).map(|(name, _)| name).collect();
    assert_eq!(names.len(), body.len() + head.len(), "each has its own name");
    assert!(names.len() >= 170, "{}", names.len());
}

#[test]
fn nothing_that_is_not_listed_comes_out() {
    let mut faults = Vec::new();
    for (name, article) in articles() {
        let tree = parse(&article.html);
        for edge in tree.body().walk() {
            if let Edge::Enter(node) = edge
                && node.is_element()
                && node != tree.body()
                && let Err(fault) = check(node)
            {
                faults.push(format!("{name}: {fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The payloads have to get as far as the sanitizer, or the tests would show nothing.
#[test]
fn payloads_are_not_just_cut_away() {
    let plain = article(&page("", "", "")).expect("an article").html;
    let told: HashSet<&str> = articles()
        .iter()
        .filter(|(_, article)| article.html != plain)
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(told.len() >= 80, "{} of the payloads leave a trace: {told:?}", told.len());
    let missing: Vec<String> = body_payloads()
        .into_iter()
        .filter(|(_, payload)| payload.contains("a link in the text"))
        .filter(|(name, payload)| {
            let found = article(&page("", payload, ""));
            assert!(found.is_some(), "{name}");
            found.is_some_and(|article| !article.text.contains("a link in the text"))
        })
        .map(|(name, _)| name)
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_article_around_a_payload_stays() {
    let lost: Vec<String> = articles()
        .iter()
        .filter(|(_, article)| !article.text.starts_with("Nobody on the island"))
        .map(|(name, article)| format!("{name}: {}", article.text.chars().take(60).collect::<String>()))
        .collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn another_sanitizer_changes_nothing() {
    let mut faults = Vec::new();
    let ours = oracle();
    for (name, article) in articles() {
        let theirs = ours.clean(&article.html).to_string();
        if theirs != article.html {
            faults.push(format!("{name}:\n  ours   {}\n  theirs {theirs}", article.html));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// `ammonia` with our allow-list.
fn oracle() -> ammonia::Builder<'static> {
    let mut attributes: HashMap<&str, HashSet<&str>> =
        HTML.iter().map(|(name, own)| (*name, own.iter().copied().collect())).collect();
    for name in MATH {
        let own = ["display", "mathvariant", "encoding", "displaystyle", "stretchy", "linethickness"];
        attributes.insert(name, own.into_iter().collect());
    }
    // `rel` is named here and not set by the oracle, since ours is already set.
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(HTML.iter().map(|(name, _)| *name).chain(MATH.iter().copied()).collect())
        .tag_attributes(attributes)
        .generic_attributes(GLOBAL.iter().copied().collect())
        .clean_content_tags(["script", "style"].into_iter().collect())
        .url_schemes(["http", "https", "mailto", "tel", "data"].into_iter().collect())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    builder
}

#[test]
fn metadata_is_text_and_decoded_once() {
    let payloads: HashMap<String, String> = head_payloads().into_iter().collect();
    let with = |name: &str| article(&page(&payloads[name], "", "")).expect("an article");
    for name in payloads.keys() {
        let article = with(name);
        let addresses = [article.url.clone(), article.lead_image.as_ref().map(|image| image.url.clone())];
        for url in addresses
            .into_iter()
            .flatten()
            .chain(article.authors.iter().filter_map(|author| author.url.clone()))
        {
            assert!(url.starts_with("https://") || url.starts_with("http://"), "{name}: {url}");
        }
        for date in [&article.published, &article.modified].into_iter().flatten() {
            assert!(date.bytes().all(|b| b.is_ascii_digit() || b"-T:+.Z".contains(&b)), "{name}: {date}");
        }
        let language = article.language.unwrap_or_default();
        assert!(language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'), "{name}: {language}");
    }
    let twice = with("title encoded twice").title.unwrap_or_default();
    assert!(!twice.contains('<'), "{twice}");
}
