//! The table that a model is trained on: the features that the shipping code computes, and the texts to label.

use super::blocks;
use super::containers::{Candidate, Sums};
use super::features::{self, NAMES};
use super::kind;
use super::model::Models;
use super::signals;
use crate::metadata;
use crate::options::Options;
use crate::trace::Trace;
use crate::url::Base;

/// The names of the features, in the order of [`Block::features`].
pub const FEATURES: &[&str] = NAMES;

/// The names of the measures of a page, in the order of [`Page::measures`].
pub const MEASURES: &[&str] = kind::NAMES;

/// A page.
pub struct Page {
    /// A byte a measure.
    pub measures: Vec<u8>,
    /// Its blocks, in document order.
    pub blocks: Vec<Block>,
}

/// A block of a page.
pub struct Block {
    /// Its text, white space collapsed.
    pub text: String,
    /// A byte a feature.
    pub features: Vec<u8>,
    /// Name and classes of its element.
    pub element: String,
}

/// What is measured of the page `html`.
pub fn page(html: &str, url: Option<&str>) -> Page {
    let options = Options { url: url.map(str::to_owned), ..Options::default() };
    let (mut tree, _) = crate::parse::parse(html, &options.limits);
    crate::noscript::show(&mut tree);
    let base = options.url.as_deref().and_then(|url| Base::parse(url).ok());
    let metadata = metadata::read(&tree, base.as_ref(), &options, &mut Trace::default());
    let page = blocks::read(&tree);
    let sums = Sums::new(&page);
    let candidate = Candidate::find(&page, &sums);
    let signals = signals::read(&tree, base.as_ref());
    let (rows, _) = features::rows(&page, &sums, &candidate, &signals, &metadata);
    let measures = kind::measure(&page, &sums, &candidate, &rows).to_vec();
    let describe = |block| features::describe(&tree, &page, block);
    let text = |block| page.text_of(block);
    let blocks = page
        .blocks
        .iter()
        .zip(rows)
        .map(|(block, row)| Block { text: text(block), features: row.to_vec(), element: describe(block) })
        .collect();
    Page { measures, blocks }
}

/// The measures of the choice that the packed `model` makes on the page `html`, a byte each; `None` where it finds no
/// article, or is no model.
pub fn choice(html: &str, url: Option<&str>, model: &[u8]) -> Option<Vec<u8>> {
    let options = Options { url: url.map(str::to_owned), ..Options::default() };
    let (mut tree, _) = crate::parse::parse(html, &options.limits);
    crate::noscript::show(&mut tree);
    let base = options.url.as_deref().and_then(|url| Base::parse(url).ok());
    let metadata = metadata::read(&tree, base.as_ref(), &options, &mut Trace::default());
    let models = Models::read(model)?;
    let page = blocks::read(&tree);
    let found = super::choose(&models, &page, base.as_ref(), &metadata, &mut Trace::default())?;
    Some(found.measures.to_vec())
}
