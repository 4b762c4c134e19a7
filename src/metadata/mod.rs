//! What the page says about its article: each field from the best of its sources.

use std::collections::BTreeMap;

use crate::article::{Author, Image};
use crate::options::Options;
use crate::trace::Trace;
use crate::tree::{Tree, tag};
use crate::url::Base;

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
    pub sources: BTreeMap<&'static str, String>,
    /// The text of the body as JSON-LD gives it, to compare blocks with; never output.
    pub article_body: Option<String>,
}

/// Reads the metadata of the page `tree`.
pub fn read(tree: &Tree, base: Option<&Base>, options: &Options, trace: &mut Trace) -> Metadata {
    let _ = (base, options, trace);
    let title = tree.find(tag::TITLE).map(|node| crate::text::collapse(&node.text_content()));
    Metadata { title, ..Default::default() }
}
