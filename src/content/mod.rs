//! Which of the page's blocks are the article: blocks, then features, then probabilities, then a choice.

mod families;
mod blocks;
mod overlap;
mod containers;
mod features;
mod model;
mod selection;
mod draft;
#[cfg(feature = "training")]
pub mod training;

use containers::{Candidate, Sums};
use model::Model;

use crate::error::Error;
use crate::metadata::Metadata;
use crate::options::Options;
use crate::trace::Trace;
use crate::tree::Tree;

/// What was found.
pub struct Selection {
    /// A copy of the parts of the page that are the article, under its root: the kept blocks, the media between
    /// them, and the elements around both.
    pub draft: Tree,
    /// How likely `draft` is the whole article and nothing else, 0 to 1.
    pub confidence: f32,
}

/// Finds the article of the page `tree`.
///
/// # Errors
/// [`Error::NoArticle`], [`Error::BadModel`].
pub fn select(
    tree: &Tree,
    metadata: &Metadata,
    options: &Options,
    trace: &mut Trace,
) -> Result<Selection, Error> {
    let page = blocks::read(tree);
    let sums = Sums::new(&page);
    let rows = features::rows(&page, &sums, &Candidate::find(&page, &sums), metadata);
    let model = Model::read(options.model.as_deref().unwrap_or(model::BUILT_IN)).ok_or(Error::BadModel)?;
    let likely: Vec<f32> = rows.iter().map(|row| model.probability(row)).collect();
    let choice = selection::choose(&page, &sums, &rows, &likely, trace).ok_or(Error::NoArticle)?;
    Ok(Selection { draft: draft::copy(&page, &choice), confidence: choice.expected_f1 })
}
