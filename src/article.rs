//! The result.

use serde::{Serialize, Serializer};

use crate::text::one_line;
use crate::tree::Tree;

/// An article and what the page says about it. All fields but [`html`](Article::html) are plain text, never
/// HTML, and already decoded. In JSON and JavaScript the names are camelCase and absent values are left out.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// The article's own address: the canonical one where it is on the same site, else the one given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The headline, without the site's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The standfirst: the sentence or two under the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// Who wrote it, in the page's order.
    pub authors: Vec<Author>,
    /// ISO 8601, as precise as the page is, with an offset only where the page gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Like `published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    /// The section or category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// Keywords, as the page lists them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// BCP 47.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Of the body's text.
    pub direction: Direction,
    /// A short description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// The image that stands for the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_image: Option<Image>,
    /// Whether it can be read without paying, where the page says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_free: Option<bool>,
    /// The body as sanitized HTML with absolute addresses, without the title.
    pub html: String,
    /// The body as text, one block a line, without the title.
    pub text: String,
    /// Words in `text`; in scripts without spaces two characters count as one.
    pub word_count: usize,
    /// Minutes, rounded up, at the usual speed for the script.
    pub reading_time: usize,
    /// How likely this is the whole article and nothing else, 0 to 1.
    pub confidence: f32,
    /// For each metadata field, in alphabetical order, where its value came from; in JSON and JavaScript an object.
    #[serde(serialize_with = "as_object")]
    pub sources: Vec<(&'static str, String)>,
    /// The limit at which reading stopped, if one did: the article may be incomplete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub truncated: Option<Limit>,
    /// With [`Options::trace`](crate::Options::trace): what was left out, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<Removal>,
    /// The sanitized body that `html` and `text` are written from.
    #[serde(skip)]
    pub body: Tree,
}

impl Article {
    /// Where the value of `field` came from, such as `title`.
    pub fn source(&self, field: &str) -> Option<&str> {
        self.sources.iter().find(|(own, _)| *own == field).map(|(_, source)| source.as_str())
    }
}

/// Adds where the value of `field` came from to [`Article::sources`].
pub fn add_source(sources: &mut Vec<(&'static str, String)>, field: &'static str, source: String) {
    let at = sources.iter().take_while(|(own, _)| *own < field).count();
    sources.insert(at, (field, source));
}

fn as_object<S: Serializer>(pairs: &[(&'static str, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(field, source)| (field, source)))
}

/// A person or organization that signs the article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Author {
    /// As printed, without "By", title or role.
    pub name: String,
    /// Their page, absolute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// An image.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Image {
    /// Absolute.
    pub url: String,
    /// What it shows, for those who do not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// What stands under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// CSS pixels, where the page says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// CSS pixels, where the page says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
}

/// Which way lines run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

/// A bound of [`Limits`](crate::Limits) that was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Limit {
    /// `max_depth`: deeper elements were unwrapped; nothing is lost but structure.
    Depth,
    /// `max_nodes`: what came after is missing.
    Nodes,
    /// `max_millis`, or nesting so tangled that it would take long: what came after is missing.
    Time,
}

/// A piece that was left out, or a candidate that lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Removal {
    /// The step that did it, such as `clean/share-bar` or `metadata/title`.
    pub step: &'static str,
    /// Why.
    pub reason: String,
    /// Its first words.
    pub text: String,
}

impl Removal {
    /// A removal that shows the first words of `text`.
    pub fn new(step: &'static str, reason: impl Into<String>, text: &str) -> Removal {
        const SHOWN_CHARS: usize = 80;
        Removal { step, reason: reason.into(), text: one_line(text, SHOWN_CHARS, |_| false) }
    }
}
