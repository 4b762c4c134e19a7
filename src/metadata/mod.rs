//! What the page says about its article: each field from the best of its sources.
//!
//! One walk over the tree collects everything ([`page`]), JSON-LD is read beside it ([`json_ld`]), and each field
//! has a file that knows its sources and who wins. The order below is that of need: a byline and a date are looked
//! for around the headline.

mod authors;
mod bylines;
mod dates;
mod image;
mod json;
mod json_ld;
mod language;
mod meta_tags;
mod names;
mod page;
mod plain;
mod site;
mod subtitle;
mod title;
pub(crate) mod words;

use crate::article::{Author, Image, add_source};
use crate::keys::Keys;
use crate::options::Options;
use crate::trace::Trace;
use crate::tree::{Node, NodeId, Tree};
use crate::url::Base;
use json_ld::Linked;
use page::Page;

/// The metadata of a page, all plain text; the fields are those of [`Article`](crate::Article).
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "documented where they end up, in Article")]
pub struct Metadata {
    pub url: Option<String>,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<Author>,
    pub published: Option<String>,
    pub modified: Option<String>,
    pub site_name: Option<String>,
    pub section: Option<String>,
    pub tags: Vec<String>,
    pub language: Option<String>,
    pub excerpt: Option<String>,
    pub lead_image: Option<Image>,
    pub is_free: Option<bool>,
    pub sources: Vec<(&'static str, String)>,
    /// The text of the body as JSON-LD gives it, to compare blocks with; never output.
    pub article_body: Option<String>,
    /// The block of the page that shows the headline.
    pub headline_node: Option<NodeId>,
}

/// Where a field is from, in words of two parts: `meta ` and `og:title`.
type Source = [&'static str; 2];

/// What every field is read from.
struct Sources<'a> {
    tree: &'a Tree,
    page: &'a Page<'a>,
    linked: &'a Linked,
    base: Option<&'a Base>,
    options: &'a Options,
}

impl Sources<'_> {
    /// The address `url` against the page's, where that is known.
    #[inline(never)]
    fn absolute(&self, url: &str) -> String {
        self.base.map_or_else(|| words::trim(url, "").to_owned(), |base| base.resolve(url))
    }
}

/// Where the headline stands: what is near it, and what is of another article.
struct Place<'a> {
    page: &'a Page<'a>,
    /// Index into the page's lines.
    headline: Option<usize>,
    /// The headline's block and what is around it, by index.
    above: Keys,
}

impl<'a> Place<'a> {
    fn new(sources: &Sources<'a>, headline: Option<usize>) -> Place<'a> {
        let mut above = Vec::new();
        if let Some(line) = headline.and_then(|at| sources.page.lines.get(at)) {
            let mut around = Some(sources.tree.node(line.node));
            while let Some(node) = around {
                above.push(node.id().index() as u64);
                around = node.parent();
            }
        }
        Place { page: sources.page, headline, above: Keys::new(above) }
    }

    /// The lines that are close enough to the headline to be about the article.
    fn reach(&self) -> std::ops::Range<usize> {
        const BEFORE: usize = 10;
        const AFTER: usize = 30;
        self.headline.map_or(0..0, |at| at.saturating_sub(BEFORE)..at + AFTER)
    }

    /// Whether a line is close enough to be about the article; all are where there is no headline.
    fn near(&self, line: usize) -> bool {
        self.headline.is_none() || self.reach().contains(&line)
    }

    /// The marks of what is around `node`, which stands in the line `line`, but not around the headline; `marks`:
    /// all of them.
    #[inline(never)]
    fn elsewhere(&self, node: Node<'_>, line: usize, marks: u16) -> u16 {
        /// So close below the headline stands no sidebar, whatever it is called.
        const CLOSE: usize = 8;
        const VERY_CLOSE: usize = 3;
        if marks & (page::mark::ELSEWHERE | page::mark::HIDDEN) == 0 || self.above.is_empty() {
            return marks;
        }
        let mut marks = 0;
        let mut apart = Some(node);
        while let Some(node) = apart.filter(|node| !self.above.has(node.id().index() as u64)) {
            marks |= self.page.own[node.id().index()];
            apart = node.parent();
        }
        let below = |reach: usize| self.headline.is_some_and(|at| (at..=at + reach).contains(&line));
        let above = self.headline.is_some_and(|at| line.checked_add(1) == Some(at));
        if below(VERY_CLOSE) || above {
            marks & !page::mark::ELSEWHERE
        } else if below(CLOSE) {
            marks & !page::mark::FRAME
        } else {
            marks
        }
    }

    /// Whether the line `at` is about the article.
    #[inline(never)]
    fn is_about(&self, sources: &Sources<'_>, at: usize) -> bool {
        let line = &sources.page.lines[at];
        let marks = self.elsewhere(sources.tree.node(line.node), at, line.marks);
        marks & (page::mark::ELSEWHERE | page::mark::HIDDEN) == 0
    }

    /// The lines near the headline that are about its article, with their index. None where there is no headline.
    fn lines<'s>(&'s self, sources: &'s Sources<'s>) -> impl Iterator<Item = (&'s str, usize)> {
        let lines = self.reach().take_while(|&at| at < sources.page.lines.len());
        let about = lines.filter(|&at| self.is_about(sources, at));
        about.map(|at| (sources.page.text(&sources.page.lines[at]), at))
    }

    /// All lines of the page that are `wanted` and about its article, with their index.
    fn all_lines<'s>(
        &'s self,
        sources: &'s Sources<'s>,
        wanted: impl Fn(&str, usize) -> bool,
    ) -> impl Iterator<Item = (&'s str, usize)> {
        let lines = &sources.page.lines;
        let texts = lines.iter().enumerate().map(|(at, line)| (sources.page.text(line), at));
        texts.filter(move |&(text, at)| wanted(text, at) && self.is_about(sources, at))
    }
}

/// Reads the metadata of the page `tree`.
pub fn read(tree: &Tree, base: Option<&Base>, options: &Options, trace: &mut Trace) -> Metadata {
    let page = Page::read(tree);
    let linked = read_json_ld(&page, options);
    let sources = Sources { tree, page: &page, linked: &linked, base, options };
    let mut out = Metadata::default();

    let title = title::read(&sources, trace);
    let headline = title.line;
    let place = Place::new(&sources, headline);
    out.headline_node = headline.map(|at| page.lines[at].node);
    out.set("title", title.text.map(|text| (text, title.source)), |out| &mut out.title);
    let standfirst = subtitle::read(&sources, &place, out.title.as_deref());
    out.set("subtitle", standfirst, |out| &mut out.subtitle);

    let (authors, source) = authors::read(&sources, &place, trace);
    if !authors.is_empty() {
        out.authors = authors;
        out.note("authors", source);
    }
    let dates = dates::read(&sources, &place, trace);
    if let Some(claim) = dates.published {
        out.published = Some(claim.date.iso());
        add_source(&mut out.sources, "published", claim.source());
    }
    if let Some(claim) = dates.modified {
        out.modified = Some(claim.date.iso());
        add_source(&mut out.sources, "modified", claim.source());
    }

    out.set("url", site::address(&sources), |out| &mut out.url);
    out.set("siteName", site::name(&sources), |out| &mut out.site_name);
    let section = site::section(&sources, out.title.as_deref());
    out.set("section", section, |out| &mut out.section);
    let (tags, source) = site::tags(&sources);
    if !tags.is_empty() {
        out.tags = tags;
        out.note("tags", source);
    }
    out.set("language", language::read(&sources), |out| &mut out.language);
    let description = meta_tags::first(&page, meta_tags::DESCRIPTION, plain::LONG);
    let described = linked.description.clone().map(|text| (text, ["json-ld description", ""]));
    out.set("excerpt", description.or(described), |out| &mut out.excerpt);
    if let Some((image, source)) = image::lead(&sources) {
        out.lead_image = Some(image);
        out.note("leadImage", source);
    }
    if let Some(free) = linked.is_free {
        out.is_free = Some(free);
        out.note("isFree", ["json-ld isAccessibleForFree", ""]);
    } else if let Some((tier, source)) = meta_tags::first(&page, "article:content_tier", plain::SHORT) {
        out.is_free = Some(tier.eq_ignore_ascii_case("free"));
        out.note("isFree", source);
    }
    out.article_body = linked.body;
    out
}

/// Only what content is told by: title, description and body, and whether the page's head has a date at all.
pub fn glance(tree: &Tree, base: Option<&Base>, options: &Options) -> Metadata {
    let page = Page::read(tree);
    let linked = read_json_ld(&page, options);
    let sources = Sources { tree, page: &page, linked: &linked, base, options };
    let title = title::read(&sources, &mut Trace::default());
    Metadata {
        title: title.text,
        excerpt: meta_tags::value(&page, meta_tags::DESCRIPTION, plain::LONG)
            .or_else(|| linked.description.clone()),
        published: linked
            .published
            .clone()
            .or_else(|| meta_tags::value(&page, meta_tags::PUBLISHED, plain::SHORT)),
        article_body: linked.body,
        ..Metadata::default()
    }
}

impl Metadata {
    /// Sets a field and notes where it is from.
    #[inline(never)]
    fn set(
        &mut self,
        name: &'static str,
        value: Option<(String, Source)>,
        field: fn(&mut Metadata) -> &mut Option<String>,
    ) {
        let Some((value, source)) = value else { return };
        *field(self) = Some(value);
        self.note(name, source);
    }

    #[inline(never)]
    fn note(&mut self, name: &'static str, source: Source) {
        add_source(&mut self.sources, name, source.concat());
    }
}

/// Notes a value of a field that another source gave a better one for.
fn note_lost(trace: &mut Trace, step: &'static str, lost: Source, won: Source, text: &str) {
    trace.note(step, || (format!("{} lost to {}", lost.concat(), won.concat()), text.to_owned()));
}

/// JSON-LD, with what tells its article among several: titles and addresses of the page.
#[inline(never)]
fn read_json_ld(page: &Page<'_>, options: &Options) -> Linked {
    let mut titles = Vec::new();
    for (_, title) in meta_tags::values(page, meta_tags::COMMON_TITLE, plain::SHORT) {
        titles.push(plain::loose(&title));
    }
    titles.extend(page.title.as_deref().map(plain::loose));
    for line in page.lines.iter().filter(|line| line.level == 1).take(5) {
        titles.push(plain::loose(page.text(line)));
    }
    let addresses = [options.url.as_deref().unwrap_or_default(), page.canonical.unwrap_or_default()];
    json_ld::read(&page.json_ld, &titles, &addresses)
}
