//! What JSON-LD says: finds the article among the things that the page's scripts describe, and reads its fields.

use super::json::{self, Json};
use super::plain::{LONG, SHORT, from_html, loose, plain};
use super::words::{before, behind, contains, each, find, listed, number, runs, trim};
use crate::article::Image;
use crate::text::lower_case;

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
    pub image: Option<Image>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `isAccessibleForFree`.
    pub is_free: Option<bool>,
    /// `articleBody`.
    pub body: Option<String>,
    /// Titles of the breadcrumb list, outermost first.
    pub breadcrumbs: Vec<String>,
}

/// More JSON-LD than this, in bytes, is not read.
const MAX_BYTES: usize = 2 << 20;
const MAX_THINGS: usize = 2_000;
const MAX_BODY: usize = 400_000;

/// Reads `scripts`. `hints`: what the page calls its article elsewhere (loosely), its addresses, to tell which of
/// several it is.
#[inline(never)]
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
    let mut article = None;
    let mut best = 0;
    for thing in &things {
        let score = score(thing, titles, addresses);
        if score > best {
            best = score;
            article = Some(*thing);
        }
    }
    let mut linked = article.map(|thing| Linked::of_article(thing, &things)).unwrap_or_default();
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
                const INSIDE: &str =
                    "@graph,mainEntity,mainEntityOfPage,article,subjectOf,about,author,publisher";
                for (key, value) in members.iter().rev() {
                    if listed(INSIDE, key) {
                        open.push(value);
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// The last part of each `@type`, without namespace.
#[inline(never)]
fn types(thing: &Json) -> Vec<&str> {
    let mut out = Vec::new();
    for name in items(thing, "@type,type") {
        out.push(trim(behind(name.text().unwrap_or_default(), "/:#"), ""));
    }
    out
}

/// What a thing has by [`kind`] that an article may have on its page.
const BESIDE: u32 = 4;

/// How well a thing of this type stands for the page's article; 0: not at all.
fn kind(thing: &Json) -> u32 {
    const KINDS: [(u32, &str); 3] = [
        (10, "Article,NewsArticle,BlogPosting,ReportageNewsArticle,LiveBlogPosting"),
        (7, "Report,Review,CriticReview,Recipe,HowTo,Question,QAPage,PodcastEpisode,Chapter"),
        (BESIDE, "CreativeWork,VideoObject,Event,Book,Course,Product,MediaObject"),
    ];
    let mut most = 0;
    for name in types(thing) {
        let named = KINDS.iter().find(|(_, names)| listed(names, name));
        let other = name.ends_with("Article") || name.ends_with("Posting") && name != "JobPosting";
        most = most.max(named.map_or(if other { 9 } else { 0 }, |(kind, _)| *kind));
    }
    most
}

fn score(thing: &Json, titles: &[String], addresses: &[&str]) -> u32 {
    let kind = kind(thing);
    if kind == 0 {
        return 0;
    }
    let mut matches = 0;
    for key in each("headline,name") {
        let name = loose(&text_at(thing, key, SHORT).unwrap_or_default());
        if name.is_empty() {
            continue;
        }
        if titles.contains(&name) {
            matches = matches.max(12);
        } else if name.len() > 12 && titles.iter().any(|title| contains(title, &name)) {
            matches = matches.max(8);
        }
    }
    let mut here = false;
    for value in each("url,@id,mainEntityOfPage").filter_map(|key| thing.get(key)) {
        let url = tail(value.text().or(text_in(value, "@id")).unwrap_or_default());
        here |= url.len() > 1 && addresses.iter().any(|address| tail(address) == url);
    }
    let dated = thing.get("datePublished").is_some() || thing.get("author").is_some();
    kind + matches + if here { 6 } else { 0 } + if dated { 2 } else { 0 }
}

/// An address without scheme, host, query and fragment.
#[inline(never)]
fn tail(url: &str) -> &str {
    let mut url = before(url, "#?");
    if let Some(host) = find(url, "//") {
        let host = &url[host + 2..];
        url = &host[before(host, "/").len()..];
    }
    trim(url, "/")
}

/// The string that one of `keys` holds in `value`, the first of them that holds one.
#[inline(never)]
fn text_in<'a>(value: &'a Json, keys: &str) -> Option<&'a str> {
    each(keys).find_map(|key| value.get(key)?.text())
}

/// The text of a string, or of what an object is named.
#[inline(never)]
fn text_of(value: &Json, limit: usize) -> Option<String> {
    let value = match value {
        Json::Array(items) => items.first()?,
        other => other,
    };
    let text = value.text().or_else(|| text_in(value, "name,@value,headline"))?;
    // Whatever markup there is, the limit on characters of text is met within this many bytes.
    let part = &text[..text.floor_char_boundary(limit * 20)];
    let text = plain(&from_html(part), limit);
    (!text.is_empty() && text != "null" && text != "undefined").then_some(text)
}

/// The text that one of `keys` holds in `thing`, the first of them that holds one.
#[inline(never)]
fn text_at(thing: &Json, keys: &str, limit: usize) -> Option<String> {
    each(keys).find_map(|key| text_of(thing.get(key)?, limit))
}

/// What `value` refers to by `@id`, if it does not say `key` itself.
#[inline(never)]
fn resolve<'a>(value: &'a Json, key: &str, things: &[&'a Json]) -> &'a Json {
    let Some(id) = text_in(value, "@id") else { return value };
    if value.get(key).is_some() {
        return value;
    }
    let found = things.iter().find(|thing| text_in(thing, "@id") == Some(id) && thing.get(key).is_some());
    found.copied().unwrap_or(value)
}

#[inline(never)]
fn agent(value: &Json, things: &[&Json]) -> Option<Agent> {
    let value = resolve(value, "name", things);
    let name = text_of(value, SHORT).filter(|name| !name.starts_with("http")).or_else(|| {
        let given = text_at(value, "givenName", SHORT)?;
        Some([&given, " ", &text_at(value, "familyName", SHORT)?].concat())
    })?;
    let url = items(value, "url,sameAs").first().and_then(Json::text);
    let types = types(value);
    let is_organization = types.iter().any(|name| name.ends_with("Organization") || *name == "Corporation");
    Some(Agent { name, url: url.map(str::to_owned), is_organization })
}

/// `isAccessibleForFree`: `true`, `"true"`, `"http://schema.org/True"`.
#[inline(never)]
fn is_free(thing: &Json) -> Option<bool> {
    let value = thing.get("isAccessibleForFree")?;
    if let Json::Bool(value) = value {
        return Some(*value);
    }
    let word = lower_case(trim(behind(value.text()?, "/"), ""));
    let free = listed("true,yes,1", &word);
    (free || listed("false,no,0", &word)).then_some(free)
}

fn picture(items: &[Json], things: &[&Json]) -> Option<Image> {
    for item in items {
        let item = resolve(item, "url", things);
        let url = item.text().or_else(|| text_in(item, "url,contentUrl,@id")).unwrap_or_default();
        let url = plain(url, LONG);
        if !url.is_empty() {
            let (width, height) = (size(item, "width"), size(item, "height"));
            return Some(Image { url, alt: None, caption: text_at(item, "caption", SHORT), width, height });
        }
    }
    None
}

/// A width or height: `640`, `"640px"`, `{"value": 640}`.
#[inline(never)]
fn size(item: &Json, key: &str) -> Option<u32> {
    let value = item.get(key)?;
    let text = value.text().or_else(|| text_in(value, "value"))?;
    let digits = text.bytes().rposition(|b| b.is_ascii_digit())? + 1;
    number(&text[..digits], 10)
}

impl Linked {
    fn of_article(thing: &Json, things: &[&Json]) -> Linked {
        const MOST_AUTHORS: usize = 100;
        let mut linked = Linked::default();
        for key in each("headline,name") {
            linked.headlines.extend(text_at(thing, key, SHORT));
        }
        for value in items(thing, "author,creator").iter().take(MOST_AUTHORS) {
            linked.authors.extend(agent(value, things));
        }
        if let Some(publisher) = items(thing, "publisher").first() {
            linked.publisher = agent(publisher, things).map(|agent| agent.name);
        }
        fill(&mut linked.description, thing, "description", LONG);
        // A video or an event on the page may be older or newer than what is told about it.
        let published = if kind(thing) > BESIDE { &mut linked.published } else { &mut linked.page_published };
        fill(published, thing, "datePublished,uploadDate,dateCreated", SHORT);
        fill(&mut linked.modified, thing, "dateModified", SHORT);
        fill(&mut linked.section, thing, "articleSection", SHORT);
        fill(&mut linked.language, thing, "inLanguage", 40);
        linked.tags = keywords(items(thing, "keywords"));
        linked.image = picture(items(thing, "image"), things);
        linked.is_free = is_free(thing);
        if let Some(text) = text_in(thing, "articleBody") {
            linked.body = Some(plain(&from_html(&text[..text.floor_char_boundary(MAX_BODY)]), MAX_BODY));
        }
        linked
    }

    /// The web page and the site around the article.
    fn read_surroundings(&mut self, things: &[&Json]) {
        const MOST_BREADCRUMBS: usize = 10;
        for thing in things {
            for name in types(thing) {
                if name.ends_with("WebPage") || name == "ItemPage" {
                    fill(&mut self.page_published, thing, "datePublished", SHORT);
                    fill(&mut self.page_modified, thing, "dateModified", SHORT);
                    fill(&mut self.language, thing, "inLanguage", SHORT);
                    self.is_free = self.is_free.or_else(|| is_free(thing));
                } else if name == "WebSite" {
                    fill(&mut self.publisher, thing, "name", SHORT);
                } else if name == "BreadcrumbList" && self.breadcrumbs.is_empty() {
                    for item in items(thing, "itemListElement").iter().take(MOST_BREADCRUMBS) {
                        let name = text_of(item, SHORT).or_else(|| text_at(item, "item", SHORT));
                        self.breadcrumbs.extend(name);
                    }
                }
            }
        }
    }
}

/// The values in the list that the first of `keys` there is holds in `thing`.
#[inline(never)]
fn items<'a>(thing: &'a Json, keys: &str) -> &'a [Json] {
    each(keys).find_map(|key| thing.get(key)).map(Json::items).unwrap_or_default()
}

/// Reads a field that nothing said yet.
#[inline(never)]
fn fill(field: &mut Option<String>, thing: &Json, keys: &str, limit: usize) {
    if field.is_none() {
        *field = text_at(thing, keys, limit);
    }
}

/// A list, or one string with commas.
fn keywords(items: &[Json]) -> Vec<String> {
    const MAX_TAGS: usize = 50;
    let mut out = Vec::new();
    for item in items.iter().take(MAX_TAGS) {
        let text = text_of(item, LONG).unwrap_or_default();
        for tag in runs(&text, |c| !matches!(c, ',' | ';' | '、')) {
            let tag = trim(tag, "");
            if !tag.is_empty() && out.len() < MAX_TAGS {
                out.push(tag.to_owned());
            }
        }
    }
    out
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
