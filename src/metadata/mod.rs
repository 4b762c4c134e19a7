//! What the page says about its article: each field from the best of its sources.
//!
//! One walk over the tree collects everything ([`page`]), JSON-LD is read beside it ([`json_ld`]), and each field
//! has a file that knows its sources and who wins. The order below is that of need: a byline and a date are looked
//! for around the headline.

mod authors;
mod bylines;
mod dates;
mod facts;
mod image;
mod json;
mod json_ld;
mod language;
mod marks;
mod names;
mod page;
mod place;
mod plain;
mod site;
mod subtitle;
mod texts;
mod title;
pub(crate) mod words;

use crate::article::{Author, Image, add_source};
use crate::options::Options;
use crate::trace::Trace;
use crate::tree::{NodeId, Tree};
use crate::url::Base;
use facts::{ADDRESS, DESCRIPTION, LANGUAGE, PUBLISHED, SECTION, SITE, Said, Source, TITLE};
pub use image::is_picture;
use page::Page;
use place::Place;
use plain::{LONG, SHORT};
use texts::{Room, Texts};

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

/// What every field is read from.
struct Sources<'a> {
    tree: &'a Tree,
    page: &'a Page<'a>,
    base: Option<&'a Base>,
    options: &'a Options,
    /// What the site calls itself, loosely.
    sites: Vec<&'a str>,
}

impl<'a> Sources<'a> {
    /// `url` as an absolute address, where the page's is known; nothing of one that is endless. An ampersand that was
    /// written twice as a reference is one: no address means `&amp;`.
    #[inline(never)]
    fn absolute(&self, url: &str) -> &'a str {
        /// Bytes.
        const LONGEST_ADDRESS: usize = 4_000;
        if url.len() > LONGEST_ADDRESS {
            return "";
        }
        let (mut plain, mut rest) = (String::new(), url);
        while let Some(at) = words::find(rest, "&amp;") {
            plain.push_str(&rest[..=at]);
            rest = &rest[at + "&amp;".len()..];
        }
        plain.push_str(rest);
        let url = plain.as_str();
        self.page
            .texts
            .keep(self.base.map_or_else(|| words::trim(url, "").to_owned(), |base| base.resolve(url)))
    }
}

/// Reads the metadata of the page `tree`.
#[inline(never)]
pub fn read(tree: &Tree, base: Option<&Base>, options: &Options, trace: &mut Trace) -> Metadata {
    let room = Room::default();
    let texts = Texts::new(&room);
    let page = read_page(tree, &texts, options);
    let page = &page;
    let sources = &Sources { tree, page, base, options, sites: site::names(page, tree, base) };
    let mut out = Metadata::default();

    let (title, headline) = title::read(sources);
    let place = &Place::new(sources, headline);
    out.headline_node = headline.map(|at| page.lines[at].node);
    out.title = out.set(page, trace, "metadata/title", TITLE, title);
    out.subtitle = out.set(page, trace, "metadata/subtitle", "", subtitle::read(sources, place, title.0));
    let (authors, source) = authors::read(sources, place, trace);
    if !authors.is_empty() {
        out.authors = authors;
        out.note("authors", source);
    }
    let dates = dates::read(sources, place, trace);
    if let Some(claim) = dates.published {
        out.published = Some(claim.date.iso());
        add_source(&mut out.sources, "published", claim.source());
    }
    if let Some(claim) = dates.modified {
        out.modified = Some(claim.date.iso());
        add_source(&mut out.sources, "modified", claim.source());
    }
    out.url = out.set(page, trace, "metadata/url", ADDRESS, site::address(sources));
    out.site_name = out.set(page, trace, "metadata/siteName", SITE, site::name(sources, title.0));
    out.section = out.set(page, trace, "metadata/section", SECTION, site::section(sources, title.0));
    let (tags, source) = site::tags(page);
    if !tags.is_empty() {
        out.tags = tags;
        out.note("tags", source);
    }
    out.language = out.set(page, trace, "metadata/language", LANGUAGE, language::read(page));
    out.excerpt = out.set(page, trace, "metadata/excerpt", DESCRIPTION, page.first(DESCRIPTION, LONG));
    if let Some((image, source)) = image::lead(sources) {
        out.lead_image = Some(image);
        out.note("leadImage", source);
    }
    if let Some((free, source)) = site::is_free(page) {
        out.is_free = Some(free);
        out.note("isFree", source);
    }
    out.article_body = owned(page.raw("json-ld articleBody"));
    out
}

/// Only what content is told by: title, description and body, and whether the page's head has a date at all.
pub fn glance(tree: &Tree, base: Option<&Base>, options: &Options) -> Metadata {
    let room = Room::default();
    let texts = Texts::new(&room);
    let page = read_page(tree, &texts, options);
    let page = &page;
    let sources = &Sources { tree, page, base, options, sites: site::names(page, tree, base) };
    let (title, _) = title::read(sources);
    Metadata {
        title: owned(title.0),
        excerpt: owned(page.first(DESCRIPTION, LONG).0),
        published: owned(page.first(PUBLISHED, SHORT).0),
        article_body: owned(page.raw("json-ld articleBody")),
        ..Metadata::default()
    }
}

/// What the walk over the page finds, and JSON-LD.
#[inline(never)]
fn read_page<'a>(tree: &'a Tree, texts: &'a Texts<'a>, options: &Options) -> Page<'a> {
    let mut page = Page::read(tree, texts);
    json_ld::read(&mut page, options.url.as_deref().unwrap_or_default());
    page
}

/// `text`, if there is one.
#[inline(never)]
fn owned(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl Metadata {
    /// What is said, if anything is; notes where it is from, and which of `names` said something else.
    #[inline(never)]
    fn set(
        &mut self,
        page: &Page<'_>,
        trace: &mut Trace,
        step: &'static str,
        names: &'static str,
        (text, source): Said<'_>,
    ) -> Option<String> {
        if !text.is_empty() {
            self.note(&step[STEP..], source);
        }
        for (other, lost) in page.said(if trace.is_on() { names } else { "" }, SHORT) {
            if other != text {
                note_lost(trace, step, lost, source, other);
            }
        }
        owned(text)
    }

    #[inline(never)]
    fn note(&mut self, field: &'static str, source: Source) {
        add_source(&mut self.sources, field, source.concat());
    }
}

/// What stands before the field's name in that of a step.
const STEP: usize = "metadata/".len();

/// Notes a value of a field that another source gave a better one for.
#[inline(never)]
fn note_lost(trace: &mut Trace, step: &'static str, lost: Source, won: Source, text: &str) {
    trace.note(step, || ([&lost.concat(), " lost to ", &won.concat()].concat(), text.to_owned()));
}
