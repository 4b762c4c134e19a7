//! What JSON-LD says: finds the article among the things that the page's scripts describe, and reads its fields.

use super::json::{self, Json};
use super::plain::{LONG, SHORT, from_html, loose, plain};

/// Something that signs or publishes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agent {
    /// As written.
    pub name: String,
    /// Their page, as written.
    pub url: Option<String>,
    /// Whether it is declared an organization.
    pub is_organization: bool,
}

/// The article as JSON-LD describes it, and what stands in for it where no article is described.
#[derive(Clone, Debug, Default)]
pub struct Linked {
    /// `headline` and `name`, best first.
    pub headlines: Vec<String>,
    /// `alternativeHeadline`.
    pub subtitle: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `author`, or `creator`.
    pub authors: Vec<Agent>,
    /// `publisher`, or the site's name.
    pub publisher: Option<String>,
    /// `datePublished`, or `uploadDate`, `dateCreated`.
    pub published: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
    /// The same of the web page around the article.
    pub page_published: Option<String>,
    /// The same of the web page around the article.
    pub page_modified: Option<String>,
    /// `articleSection`.
    pub section: Option<String>,
    /// `keywords`.
    pub tags: Vec<String>,
    /// `image`: address, caption, width, height.
    pub image: Option<Picture>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `isAccessibleForFree`.
    pub is_free: Option<bool>,
    /// `articleBody`.
    pub body: Option<String>,
    /// Titles of the breadcrumb list, outermost first.
    pub breadcrumbs: Vec<String>,
}

/// An image as described.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// As written.
    pub url: String,
    /// `caption`.
    pub caption: Option<String>,
    /// CSS pixels.
    pub width: Option<u32>,
    /// CSS pixels.
    pub height: Option<u32>,
}

/// More JSON-LD than this, in bytes, is not read.
const MAX_BYTES: usize = 2 << 20;
const MAX_THINGS: usize = 2_000;
const MAX_BODY: usize = 400_000;

/// Reads `scripts`. `hints`: what the page calls its article elsewhere (loosely), its addresses, to tell which of
/// several it is.
pub fn read(scripts: &[&str], titles: &[String], addresses: &[&str]) -> Linked {
    let mut room = MAX_BYTES;
    let mut values = Vec::new();
    for script in scripts {
        if script.len() <= room {
            room -= script.len();
            values.extend(json::parse(script));
        }
    }
    let things = things(&values);
    let mut linked = Linked::default();
    let article = things
        .iter()
        .enumerate()
        .map(|(at, thing)| (score(thing, titles, addresses), std::cmp::Reverse(at), thing))
        .filter(|(score, ..)| *score > 0)
        .max_by_key(|(score, at, _)| (*score, *at));
    if let Some((_, _, thing)) = article {
        linked.read_article(thing, &things);
    }
    linked.read_surroundings(&things);
    linked
}

/// All objects that may be of interest, from the top: graphs and lists opened, and what pages say they are about.
fn things(values: &[Json]) -> Vec<&Json> {
    let mut open: Vec<&Json> = values.iter().rev().collect();
    let mut out = Vec::new();
    while let Some(value) = open.pop() {
        match value {
            Json::Array(items) => open.extend(items.iter().rev()),
            Json::Object(members) if out.len() < MAX_THINGS => {
                out.push(value);
                const INSIDE: [&str; 8] = [
                    "@graph",
                    "mainEntity",
                    "mainEntityOfPage",
                    "article",
                    "subjectOf",
                    "about",
                    "author",
                    "publisher",
                ];
                open.extend(
                    members
                        .iter()
                        .rev()
                        .filter(|(key, _)| INSIDE.contains(&key.as_str()))
                        .map(|(_, value)| value),
                );
            }
            _ => {}
        }
    }
    out
}

/// The last part of each `@type`, without namespace.
fn types(thing: &Json) -> impl Iterator<Item = &str> {
    let types = thing.get("@type").or_else(|| thing.get("type")).map(Json::items).unwrap_or_default();
    types.iter().filter_map(Json::text).map(|text| text.rsplit(['/', ':', '#']).next().unwrap_or(text).trim())
}

/// How well a thing of this type stands for the page's article; 0: not at all.
fn kind(thing: &Json) -> u32 {
    let one = |name: &str| match name {
        "Article" | "NewsArticle" | "BlogPosting" | "ReportageNewsArticle" | "LiveBlogPosting" => 10,
        name if name.ends_with("Article") || name.ends_with("Posting") && name != "JobPosting" => 9,
        "Report" | "Review" | "CriticReview" | "Recipe" | "HowTo" | "Question" | "QAPage"
        | "PodcastEpisode" | "Chapter" => 7,
        "CreativeWork" | "VideoObject" | "Event" | "Book" | "Course" | "Product" | "MediaObject" => 4,
        _ => 0,
    };
    types(thing).map(one).max().unwrap_or(0)
}

fn score(thing: &Json, titles: &[String], addresses: &[&str]) -> u32 {
    let kind = kind(thing);
    if kind == 0 {
        return 0;
    }
    let named = ["headline", "name"].iter().filter_map(|key| Some(loose(&text_of(thing.get(key)?, SHORT)?)));
    let mut matches = 0;
    for name in named.filter(|name| !name.is_empty()) {
        if titles.contains(&name) {
            matches = matches.max(12);
        } else if name.len() > 12 && titles.iter().any(|title| title.contains(&name)) {
            matches = matches.max(8);
        }
    }
    let own = ["url", "@id", "mainEntityOfPage"].iter().filter_map(|key| thing.get(key));
    let here = own.filter_map(|value| value.text().or_else(|| value.get("@id")?.text())).any(|url| {
        let url = tail(url);
        url.len() > 1 && addresses.iter().any(|address| tail(address) == url)
    });
    let dated = thing.get("datePublished").is_some() || thing.get("author").is_some();
    kind + matches + if here { 6 } else { 0 } + if dated { 2 } else { 0 }
}

/// An address without scheme, host, query and fragment.
fn tail(url: &str) -> &str {
    let url = url.split(['#', '?']).next().unwrap_or_default();
    let path = url.split_once("//").map_or(url, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
    path.trim_end_matches('/')
}

/// The text of a string, or of what an object is named.
fn text_of(value: &Json, limit: usize) -> Option<String> {
    let value = match value {
        Json::Array(items) => items.first()?,
        other => other,
    };
    let text = value
        .text()
        .or_else(|| ["name", "@value", "headline"].iter().find_map(|key| value.get(key)?.text()))?;
    // Whatever markup there is, the limit on characters of text is met within this many bytes.
    let part = &text[..text.floor_char_boundary(limit * 20)];
    let text = plain(&from_html(part), limit);
    (!text.is_empty() && text != "null" && text != "undefined").then_some(text)
}

/// What `value` refers to by `@id`, if it says nothing itself.
fn resolve<'a>(value: &'a Json, things: &[&'a Json]) -> &'a Json {
    let Some(id) = value.get("@id").and_then(Json::text) else { return value };
    if value.get("name").is_some() {
        return value;
    }
    let named =
        |thing: &&&Json| thing.get("@id").and_then(Json::text) == Some(id) && thing.get("name").is_some();
    things.iter().find(named).copied().unwrap_or(value)
}

fn agent(value: &Json, things: &[&Json]) -> Option<Agent> {
    let value = resolve(value, things);
    let name = text_of(value, SHORT).filter(|name| !name.starts_with("http")).or_else(|| {
        let part = |key: &str| text_of(value.get(key)?, SHORT);
        Some(format!("{} {}", part("givenName")?, part("familyName")?))
    })?;
    let url = value.get("url").or_else(|| value.get("sameAs")).and_then(|url| url.items().first()?.text());
    let is_organization = types(value).any(|name| name.ends_with("Organization") || name == "Corporation");
    Some(Agent { name, url: url.map(str::to_owned), is_organization })
}

/// `true`, `"true"`, `"http://schema.org/True"`.
fn boolean(value: &Json) -> Option<bool> {
    match value {
        Json::Bool(value) => Some(*value),
        other => match other.text()?.rsplit('/').next()?.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" => Some(true),
            "false" | "no" | "0" => Some(false),
            _ => None,
        },
    }
}

fn picture(value: &Json, things: &[&Json]) -> Option<Picture> {
    value.items().iter().find_map(|item| {
        let item = resolve_image(item, things);
        let url = item
            .text()
            .or_else(|| ["url", "contentUrl", "@id"].iter().find_map(|key| item.get(key)?.text()))?;
        let size = |key: &str| {
            let value = item.get(key)?;
            let text = value.text().or_else(|| value.get("value")?.text())?;
            text.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()
        };
        let caption = item.get("caption").and_then(|caption| text_of(caption, SHORT));
        let url = plain(url, LONG);
        (!url.is_empty()).then(|| Picture { url, caption, width: size("width"), height: size("height") })
    })
}

fn resolve_image<'a>(value: &'a Json, things: &[&'a Json]) -> &'a Json {
    let Some(id) = value.get("@id").and_then(Json::text).filter(|_| value.get("url").is_none()) else {
        return value;
    };
    let found = things
        .iter()
        .find(|thing| thing.get("@id").and_then(Json::text) == Some(id) && thing.get("url").is_some());
    found.copied().unwrap_or(value)
}

impl Linked {
    fn read_article(&mut self, thing: &Json, things: &[&Json]) {
        let text = |key: &str, limit: usize| thing.get(key).and_then(|value| text_of(value, limit));
        self.headlines = ["headline", "name"].iter().filter_map(|key| text(key, SHORT)).collect();
        self.subtitle = text("alternativeHeadline", LONG);
        self.description = text("description", LONG);
        let authors =
            thing.get("author").or_else(|| thing.get("creator")).map(Json::items).unwrap_or_default();
        self.authors = authors.iter().take(100).filter_map(|value| agent(value, things)).collect();
        self.publisher =
            thing.get("publisher").and_then(|value| agent(value.items().first()?, things)).map(|a| a.name);
        self.published =
            ["datePublished", "uploadDate", "dateCreated"].iter().find_map(|key| text(key, SHORT));
        self.modified = text("dateModified", SHORT);
        self.section = text("articleSection", SHORT);
        self.tags = thing.get("keywords").map(keywords).unwrap_or_default();
        self.image = thing.get("image").and_then(|value| picture(value, things));
        self.language = text("inLanguage", 40);
        self.is_free = thing.get("isAccessibleForFree").and_then(boolean);
        self.body = thing.get("articleBody").and_then(|value| {
            let text = value.text()?;
            Some(plain(&from_html(&text[..text.floor_char_boundary(MAX_BODY)]), MAX_BODY))
        });
    }

    /// The web page and the site around the article.
    fn read_surroundings(&mut self, things: &[&Json]) {
        for thing in things {
            let text = |key: &str| thing.get(key).and_then(|value| text_of(value, SHORT));
            for name in types(thing) {
                if name.ends_with("WebPage") || name == "ItemPage" {
                    self.page_published = self.page_published.take().or_else(|| text("datePublished"));
                    self.page_modified = self.page_modified.take().or_else(|| text("dateModified"));
                    self.language = self.language.take().or_else(|| text("inLanguage"));
                    self.is_free =
                        self.is_free.or_else(|| thing.get("isAccessibleForFree").and_then(boolean));
                } else if name == "WebSite" {
                    self.publisher = self.publisher.take().or_else(|| text("name"));
                } else if name == "BreadcrumbList" && self.breadcrumbs.is_empty() {
                    let items = thing.get("itemListElement").map(Json::items).unwrap_or_default();
                    let name =
                        |item: &Json| text_of(item, SHORT).or_else(|| text_of(item.get("item")?, SHORT));
                    self.breadcrumbs = items.iter().take(10).filter_map(name).collect();
                }
            }
        }
    }
}

/// A list, or one string with commas.
fn keywords(value: &Json) -> Vec<String> {
    const MAX_TAGS: usize = 50;
    let texts = value.items().iter().take(MAX_TAGS).filter_map(|item| text_of(item, LONG));
    texts
        .flat_map(|text| text.split([',', ';', '、']).map(|t| t.trim().to_owned()).collect::<Vec<_>>())
        .filter(|t| !t.is_empty())
        .take(MAX_TAGS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> Linked {
        read(&[text], &["lowtide".to_owned()], &["https://x.example/tide"])
    }

    #[test]
    fn references_in_a_graph() {
        let linked = linked(
            r##"{"@graph":[{"@type":"WebPage","@id":"#p","datePublished":"2019-03-05"},
            {"@type":"Article","headline":"Low &amp; tide","author":{"@id":"#a"},"publisher":{"@id":"#o"},
             "isAccessibleForFree":"False","keywords":"a, b"},
            {"@type":["Person"],"@id":"#a","name":"Ann Lee","url":"/ann"},
            {"@type":"NewsMediaOrganization","@id":"#o","name":"The Ledger"}]}"##,
        );
        assert_eq!(linked.headlines, ["Low & tide"]);
        assert_eq!(
            linked.authors,
            [Agent { name: "Ann Lee".into(), url: Some("/ann".into()), is_organization: false }]
        );
        assert_eq!(linked.publisher.as_deref(), Some("The Ledger"));
        assert_eq!((linked.is_free, linked.page_published.as_deref()), (Some(false), Some("2019-03-05")));
        assert_eq!(linked.tags, ["a", "b"]);
    }

    #[test]
    fn the_article_that_the_page_is_about() {
        let linked = linked(
            r#"[{"@type":"NewsArticle","headline":"Other","datePublished":"2001-01-01","author":"X"},
            {"@type":"https://schema.org/BlogPosting","headline":"Low Tide","author":["Ann Lee",{"name":"Bo Day"}]}]"#,
        );
        let names: Vec<_> = linked.authors.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(names, ["Ann Lee", "Bo Day"]);
    }

    #[test]
    fn nothing_in_nothing() {
        for text in
            ["", "{}", "[]", "{\"@type\":\"Organization\",\"name\":\"X\"}", "{\"@type\":\"Article\"}", "{{{{"]
        {
            assert!(linked(text).headlines.is_empty(), "{text}");
        }
    }
}
