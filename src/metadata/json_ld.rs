//! What JSON-LD says: finds the article among the things that the page's scripts describe, and adds what is said of
//! it to the facts of the page.

use super::facts::COMMON_TITLE;
use super::json::{Json, Kind};
use super::page::Page;
use super::plain::{LONG, SHORT, from_html};
use super::words::{before, behind, contains, each, find, listed, runs, trim};

/// More JSON-LD than this, in bytes, is not read.
const MAX_BYTES: usize = 2 << 20;
const MAX_THINGS: usize = 2_000;
const MAX_BODY: usize = 400_000;

/// What begins the name of every fact from here.
const PREFIX: &str = "json-ld ";

/// Facts of the article that are one text.
const TEXTS: &str = "\
    json-ld headline,json-ld name,json-ld description,json-ld dateModified,\
    json-ld articleSection,json-ld inLanguage,json-ld isAccessibleForFree";

/// What stands for the date of publication.
const PUBLISHED: &str = "datePublished,uploadDate,dateCreated";

/// What a thing that an article may have on its page has by [`Things::kind`].
const BESIDE: u32 = 4;

/// Facts of the web page around it, which count where the article does not say them, but for the dates.
const AROUND: &str =
    "json-ld page datePublished,json-ld page dateModified,json-ld inLanguage,json-ld isAccessibleForFree";

/// The names of facts about who signs: what is declared an organization apart.
pub const AUTHOR: &str = "json-ld author";
/// See [`AUTHOR`].
pub const ORGANIZATION: &str = "json-ld organization";

/// Adds what JSON-LD says to the facts of `page`. `address`: the page's, where it is known.
#[inline(never)]
pub fn read(page: &mut Page<'_>, address: &str) {
    let mut json = Json::new(page.texts);
    let mut room = MAX_BYTES;
    for script in &page.json_ld {
        if script.len() <= room {
            room -= script.len();
            json.read(script);
        }
    }
    if json.len() == 0 {
        return;
    }
    let mut things = Things { page, json, all: Vec::new() };
    things.find();
    things.read(address);
}

/// What is described.
struct Things<'p, 'a> {
    page: &'p mut Page<'a>,
    json: Json<'a>,
    /// The objects that may be of interest: what is in graphs and lists, and what pages say they are about.
    all: Vec<usize>,
}

impl<'a> Things<'_, 'a> {
    fn find(&mut self) {
        const INSIDE: &str = ",@graph,mainEntity,mainEntityOfPage,article,subjectOf,about,author,publisher";
        let mut at = 0;
        while at < self.json.len() && self.all.len() < MAX_THINGS {
            let (key, kind, end) = self.json.at(at);
            let is_inside = listed(INSIDE, key);
            if is_inside && kind == Kind::Object {
                self.all.push(at);
            }
            at = if is_inside { at + 1 } else { end };
        }
    }

    fn read(&mut self, address: &str) {
        const MOST_AUTHORS: usize = 100;
        let mut best = (0, None);
        let titles = self.titles();
        let addresses = [address, self.page.raw("canonical link")];
        for &thing in &self.all {
            let score = self.score(thing, &titles, addresses);
            if score > best.0 {
                best = (score, Some(thing));
            }
        }
        if let Some(article) = best.1 {
            for name in each(TEXTS) {
                self.add(name, article, &name[PREFIX.len()..]);
            }
            // A video or an event on the page may be older or newer than what is told about it.
            let is_beside = self.kind(article) == BESIDE;
            let name = if is_beside { "json-ld page datePublished" } else { "json-ld datePublished" };
            for key in each(PUBLISHED) {
                self.add(name, article, key);
            }
            for one in self.items(article, "author,creator").into_iter().take(MOST_AUTHORS) {
                self.add_agent("json-ld author", one);
            }
            if let Some(one) = self.items(article, "publisher").first() {
                self.add_agent("json-ld publisher", *one);
            }
            self.add_keywords(article);
            self.add_image(article);
            if let Some(body) = self.json.get(article, "articleBody") {
                self.page.add("json-ld articleBody", self.clean(self.json.text(body), MAX_BODY), "");
            }
        }
        for at in 0..self.all.len() {
            self.read_around(self.all[at]);
        }
    }

    /// What the page calls its article elsewhere, loosely.
    fn titles(&self) -> Vec<&'a str> {
        const HEADLINES: usize = 5;
        let page = &*self.page;
        let mut titles = Vec::new();
        for (title, _) in page.said(COMMON_TITLE, SHORT) {
            titles.push(page.texts.loose(title));
        }
        for line in page.lines.iter().filter(|line| line.level == 1).take(HEADLINES) {
            titles.push(page.texts.loose(page.text(line)));
        }
        titles
    }

    /// How well a thing stands for the page's article; 0: not at all.
    fn score(&self, thing: usize, titles: &[&str], addresses: [&str; 2]) -> u32 {
        const SAME_TITLE: u32 = 12;
        const PART_OF_TITLE: u32 = 8;
        const SAME_ADDRESS: u32 = 6;
        const SIGNED: u32 = 2;
        const LONG_NAME: usize = 12;
        let kind = self.kind(thing);
        if kind == 0 {
            return 0;
        }
        let mut matches = 0;
        for key in each("headline,name") {
            let name = self.page.texts.loose(self.text_at(thing, key));
            for title in titles.iter().filter(|_| !name.is_empty()) {
                if *title == name {
                    matches = SAME_TITLE;
                } else if name.len() > LONG_NAME && contains(title, name) {
                    matches = matches.max(PART_OF_TITLE);
                }
            }
        }
        let mut here = 0;
        for key in each("url,@id,mainEntityOfPage") {
            let Some(value) = self.json.get(thing, key) else { continue };
            let url = tail(self.text_or(value, "@id"));
            if url.len() > 1 && addresses.iter().any(|address| tail(address) == url) {
                here = SAME_ADDRESS;
            }
        }
        let dated = each("datePublished,author").any(|key| self.json.get(thing, key).is_some());
        kind + matches + here + if dated { SIGNED } else { 0 }
    }

    /// How well a thing of this type stands for the page's article; 0: not at all.
    fn kind(&self, thing: usize) -> u32 {
        const KINDS: [(u32, &str); 3] = [
            (10, "Article,NewsArticle,BlogPosting,ReportageNewsArticle,LiveBlogPosting"),
            (7, "Report,Review,CriticReview,Recipe,HowTo,Question,QAPage,PodcastEpisode,Chapter"),
            (BESIDE, "CreativeWork,VideoObject,Event,Book,Course,Product,MediaObject"),
        ];
        const OTHER: u32 = 9;
        let mut most = 0;
        for name in self.types(thing) {
            let named = KINDS.iter().find(|(_, names)| listed(names, name));
            let other = name.ends_with("Article") || name.ends_with("Posting") && name != "JobPosting";
            most = most.max(named.map_or(if other { OTHER } else { 0 }, |(kind, _)| *kind));
        }
        most
    }

    /// The last part of each `@type`, without namespace.
    #[inline(never)]
    fn types(&self, thing: usize) -> Vec<&'a str> {
        let mut out = Vec::new();
        for name in self.items(thing, "@type,type") {
            out.push(trim(behind(self.json.text(name), "/:#"), ""));
        }
        out
    }

    /// The values in the list that the first of `keys` there is holds in `thing`.
    #[inline(never)]
    fn items(&self, thing: usize, keys: &str) -> Vec<usize> {
        each(keys)
            .find_map(|key| self.json.get(thing, key))
            .map(|list| self.json.items(list))
            .unwrap_or_default()
    }

    /// The string `value`, or the one that the first of `keys` that holds one holds in it.
    #[inline(never)]
    fn text_or(&self, value: usize, keys: &str) -> &'a str {
        let mut text = self.json.text(value);
        for key in each(keys).filter(|_| self.json.at(value).1 == Kind::Object) {
            if let Some(inner) = self.json.get(value, key).filter(|_| text.is_empty()) {
                text = self.json.text(inner);
            }
        }
        text
    }

    /// The text of a string, of the first in a list, or of what an object is named.
    #[inline(never)]
    fn text_of(&self, value: usize) -> &'a str {
        let Some(&value) = self.json.items(value).first() else { return "" };
        let text = self.clean(self.text_or(value, "name,@value,headline"), LONG);
        if listed("null,undefined", text) { "" } else { text }
    }

    /// The text that `key` holds in `thing`.
    #[inline(never)]
    fn text_at(&self, thing: usize, key: &str) -> &'a str {
        self.json.get(thing, key).map_or("", |value| self.text_of(value))
    }

    /// `text`, which publishers fill from HTML, on one line.
    #[inline(never)]
    fn clean(&self, text: &str, limit: usize) -> &'a str {
        // Whatever markup there is, the limit on characters of text is met within this many bytes.
        let part = &text[..text.floor_char_boundary(limit.saturating_mul(20))];
        self.page.texts.plain(&from_html(part), limit)
    }

    /// Adds what `key` holds in `thing` as `name`, if nothing else is.
    #[inline(never)]
    fn add(&mut self, name: &'a str, thing: usize, key: &str) {
        if !self.page.raw(name).is_empty() {
            return;
        }
        let text = match self.json.get(thing, key) {
            Some(value) if key == "isAccessibleForFree" => self.json.word(value),
            _ => self.text_at(thing, key),
        };
        self.page.add(name, text, "");
    }

    /// What `value` refers to by `@id`, if it does not say `key` itself.
    #[inline(never)]
    fn resolve(&self, value: usize, key: &str) -> usize {
        let id = |thing| self.json.get(thing, "@id").map_or("", |id| self.json.text(id));
        let says = |thing: usize| self.json.get(thing, key).is_some();
        let own = if self.json.at(value).1 == Kind::Object && !says(value) { id(value) } else { "" };
        let found = self.all.iter().find(|&&thing| !own.is_empty() && id(thing) == own && says(thing));
        found.copied().unwrap_or(value)
    }

    /// Adds who signs or publishes.
    #[inline(never)]
    fn add_agent(&mut self, name: &'a str, value: usize) {
        let value = self.resolve(value, "name");
        // Some name several people in one person.
        let several = self.json.get(value, "name").filter(|&names| self.json.at(names).1 == Kind::List);
        for one in several.map(|names| self.json.items(names)).unwrap_or_default() {
            let text = self.text_of(one);
            self.page.add(name, text, "");
        }
        let mut text = self.text_of(value);
        if text.starts_with("http") {
            text = "";
        }
        let (given, family) = (self.text_at(value, "givenName"), self.text_at(value, "familyName"));
        if text.is_empty() && !given.is_empty() && !family.is_empty() {
            text = self.page.texts.keep([given, " ", family].concat());
        }
        let link = self.items(value, "url,sameAs").first().map_or("", |&url| self.json.text(url));
        let is_organization =
            self.types(value).iter().any(|name| name.ends_with("Organization") || *name == "Corporation");
        let name = if is_organization && name == AUTHOR { ORGANIZATION } else { name };
        self.page.add(name, text, link);
    }

    fn add_image(&mut self, article: usize) {
        for item in self.items(article, "image") {
            let item = self.resolve(item, "url");
            let url = self.text_or(item, "url,contentUrl,@id");
            if url.is_empty() {
                continue;
            }
            self.page.add("json-ld image", url, "");
            self.add("json-ld image caption", item, "caption");
            for name in each("json-ld image width,json-ld image height") {
                let side =
                    self.json.get(item, behind(name, " ")).map_or("", |side| self.text_or(side, "value"));
                self.page.add(name, side, "");
            }
            return;
        }
    }

    /// A list, or one string with commas.
    fn add_keywords(&mut self, article: usize) {
        const MAX_TAGS: usize = 50;
        for item in self.items(article, "keywords").into_iter().take(MAX_TAGS) {
            for tag in runs(self.text_of(item), |c| !matches!(c, ',' | ';' | '、')) {
                self.page.add("json-ld keywords", tag, "");
            }
        }
    }

    /// The web page and the site around the article.
    fn read_around(&mut self, thing: usize) {
        const MOST_BREADCRUMBS: usize = 10;
        for name in self.types(thing) {
            if name.ends_with("WebPage") || name == "ItemPage" {
                for name in each(AROUND) {
                    self.add(name, thing, behind(name, " "));
                }
            } else if name == "WebSite" {
                self.add("json-ld publisher", thing, "name");
            } else if name == "BreadcrumbList" && self.page.raw("json-ld breadcrumb").is_empty() {
                // The first is the front page.
                for item in self.items(thing, "itemListElement").into_iter().take(MOST_BREADCRUMBS).skip(1) {
                    let own = self.text_of(item);
                    let text = if own.is_empty() { self.text_at(item, "item") } else { own };
                    self.page.add("json-ld breadcrumb", text, "");
                }
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::super::texts::{Room, Texts};
    use super::*;
    use crate::tree::Tree;

    /// The facts of a page at `x.example/tide` whose title is "Low tide", each as its name, its text and its link.
    fn facts(text: &str) -> Vec<String> {
        let (tree, room) = (Tree::new(), Room::default());
        let texts = Texts::new(&room);
        let mut page = Page::read(&tree, &texts);
        page.add("title element", "Low tide", "");
        page.json_ld.push(text);
        read(&mut page, "https://x.example/tide");
        let facts = page.facts.iter().skip(1).filter(|fact| fact.name.starts_with(PREFIX));
        facts.map(|fact| [&fact.name[PREFIX.len()..], ": ", fact.text, " ", fact.link].concat()).collect()
    }

    #[test]
    fn references_in_a_graph() {
        let facts = facts(
            r##"{"@graph":[{"@type":"WebPage","@id":"#p","datePublished":"2019-03-05"},
            {"@type":"Article","headline":"Low &amp; tide","author":{"@id":"#a"},"publisher":{"@id":"#o"},
             "isAccessibleForFree":"False","keywords":"a, b","image":[{"@id":"#i"}]},
            {"@type":["Person"],"@id":"#a","name":"Ann Lee","url":"\/ann"},
            {"@type":"ImageObject","@id":"#i","url":"/i.jpg","width":{"value":640}},
            {"@type":"NewsMediaOrganization","@id":"#o","name":"The Ledger"}]}"##,
        );
        let expected = [
            "headline: Low & tide ",
            "isAccessibleForFree: False ",
            "author: Ann Lee /ann",
            "publisher: The Ledger ",
            "keywords: a ",
            "keywords:  b ",
            "image: /i.jpg ",
            "image width: 640 ",
            "page datePublished: 2019-03-05 ",
        ];
        assert_eq!(facts, expected);
    }

    #[test]
    fn the_article_that_the_page_is_about() {
        // By its headline, and by its address.
        for own in [r#""headline":"Low Tide""#, r#""headline":"Ebb","url":"http://x.example/tide?from=list""#]
        {
            let facts = facts(&format!(
                r#"[{{"@type":"NewsArticle","headline":"Other","datePublished":"2001-01-01","author":"X"}},
                {{"@type":"https://schema.org/BlogPosting",{own},"author":["Ann Lee",{{"name":"Bo Day"}}]}}]"#
            ));
            assert!(facts.contains(&"author: Ann Lee ".to_owned()), "{facts:?}");
            assert!(facts.contains(&"author: Bo Day ".to_owned()), "{facts:?}");
            assert!(!facts.iter().any(|fact| fact.contains("Other")), "{facts:?}");
        }
    }

    #[test]
    fn nothing_in_nothing() {
        for text in
            ["", "{}", "[]", "{\"@type\":\"Organization\",\"name\":\"X\"}", "{\"@type\":\"Article\"}", "{{{{"]
        {
            assert!(facts(text).is_empty(), "{text}");
        }
    }
}
