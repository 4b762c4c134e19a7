//! The table that a model is trained on: the features that the shipping code computes, and the texts to label.

use super::blocks;
use super::containers::{Candidate, Sums};
use super::features::{self, NAMES};
use crate::metadata;
use crate::options::Options;
use crate::trace::Trace;
use crate::url::Base;

/// The names of the features, in the order of [`Block::features`].
pub const FEATURES: &[&str] = NAMES;

/// A block of a page.
pub struct Block {
    /// Its text, white space collapsed.
    pub text: String,
    /// A byte a feature.
    pub features: Vec<u8>,
    /// Name and classes of its element.
    pub element: String,
}

/// The blocks of the page `html`.
#[cfg(feature = "parser")]
pub fn blocks(html: &str, url: Option<&str>) -> Vec<Block> {
    let options = Options { url: url.map(str::to_owned), ..Options::default() };
    let (tree, _) = crate::parse::parse(html, &options.limits);
    let base = options.url.as_deref().and_then(|url| Base::parse(url).ok());
    let metadata = metadata::read(&tree, base.as_ref(), &options, &mut Trace::default());
    let page = blocks::read(&tree);
    let sums = Sums::new(&page);
    let rows = features::rows(&page, &sums, &Candidate::find(&page, &sums), &metadata);
    let describe = |block| features::describe(&tree, &page, block);
    let text = |block| page.text_of(block);
    page.blocks
        .iter()
        .zip(rows)
        .map(|(block, row)| Block { text: text(block), features: row.to_vec(), element: describe(block) })
        .collect()
}
