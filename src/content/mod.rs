//! Which of the page's blocks are the article: blocks, then features, then probabilities, then a choice.

mod characters;
pub(crate) mod families;
mod blocks;
mod overlap;
mod containers;
mod signals;
mod features;
mod kind;
mod model;
mod whole;
mod selection;
mod beside;
mod draft;
#[cfg(feature = "training")]
pub mod training;

use blocks::Page;
use containers::{Candidate, Sums};
use families::Family;
use features::Row;
use model::Models;
use selection::Choice;

use crate::error::Error;
use crate::metadata::Metadata;
use crate::options::Options;
use crate::text;
use crate::trace::Trace;
use crate::tree::Tree;
use crate::url::Base;

/// What was found.
pub struct Selection {
    /// A copy of the parts of the page that are the article, under its root: the kept blocks, the media between
    /// them, and the elements around both.
    pub draft: Tree,
    /// Whether the page is an article, rather than a forum, a list or a shop.
    pub is_article: bool,
    /// How likely `draft` is the whole article and nothing else, 0 to 1.
    pub confidence: f32,
}

/// Finds the article of the page `tree`.
///
/// # Errors
/// [`Error::NoArticle`], [`Error::BadModel`].
pub fn select(
    tree: &Tree,
    base: Option<&Base>,
    metadata: &Metadata,
    options: &Options,
    trace: &mut Trace,
) -> Result<Selection, Error> {
    let page = blocks::read(tree);
    let (choice, article) = choose(&page, base, metadata, options, trace)?;
    Ok(Selection {
        is_article: article >= ARTICLE,
        draft: draft::copy(&page, &choice),
        confidence: confidence_of(choice.expected_f1, article),
    })
}

/// The confidence that [`select`] would have.
///
/// # Errors
/// As there.
pub fn confidence(
    tree: &Tree,
    base: Option<&Base>,
    metadata: &Metadata,
    options: &Options,
) -> Result<f32, Error> {
    let page = blocks::read(tree);
    let (choice, article) = choose(&page, base, metadata, options, &mut Trace::default())?;
    Ok(confidence_of(choice.expected_f1, article))
}

/// At this probability a page counts as an article.
const ARTICLE: f32 = 0.5;

/// The blocks that are the article, and how likely the page is one.
fn choose(
    page: &Page<'_>,
    base: Option<&Base>,
    metadata: &Metadata,
    options: &Options,
    trace: &mut Trace,
) -> Result<(Choice, f32), Error> {
    let models = Models::read(options.model.as_deref().unwrap_or(model::BUILT_IN)).ok_or(Error::BadModel)?;
    let sums = Sums::new(page);
    let candidate = Candidate::find(page, &sums);
    let signals = signals::read(page.tree, base);
    let (rows, headline) = features::rows(page, &sums, &candidate, &signals, metadata);
    let measures = kind::measure(page, &sums, &candidate, &signals, &rows);
    let article = models.kind.probabilities(&[measures])[0];
    let mut likely = likelihoods(&models, &rows, article);
    drop_dialogs(page, &mut likely);
    let choice = selection::choose(page, &sums, &rows, headline, article >= ARTICLE, &likely, trace)
        .ok_or(Error::NoArticle)?;
    trace.note("content/kind", || {
        let (article, f1) = (text::percent(article), text::percent(choice.expected_f1));
        (format!("article {article}, expected F1 {f1}"), String::new())
    });
    Ok((choice, article))
}

/// What to say of a selection with `expected_f1` on a page that is an article with probability `article`: pages that
/// are hardly articles count for as little as half.
fn confidence_of(expected_f1: f32, article: f32) -> f32 {
    const LEAST: f32 = 0.5;
    expected_f1 * (LEAST + article).min(1.0)
}

/// How likely each of the blocks with the features `rows` is kept, on a page that is an article with probability
/// `article`.
fn likelihoods(models: &Models, rows: &[Row], article: f32) -> Vec<f32> {
    /// A page this certain is asked only one model.
    const CERTAIN: f32 = 0.97;
    let mut likely = models.article.probabilities(rows);
    if article < CERTAIN {
        for (likely, other) in likely.iter_mut().zip(models.other.probabilities(rows)) {
            *likely = article * *likely + (1.0 - article) * other;
        }
    }
    likely
}

/// What asks for consent can be longer than the article that it covers. It goes where there is prose besides.
fn drop_dialogs(page: &Page<'_>, likely: &mut [f32]) {
    const MIN_PROSE_WORDS: f32 = 60.0;
    let mut in_dialog = vec![false; page.blocks.len()];
    let mut done = 0;
    // The body is none, whatever it says is pending.
    for element in page.elements.iter().skip(1).filter(|element| element.families.has(Family::Dialog)) {
        let blocks = element.blocks();
        if blocks.end > done {
            done = blocks.end;
            in_dialog[blocks].fill(true);
        }
    }
    let besides = page.blocks.iter().zip(&in_dialog).filter(|(block, inside)| !**inside && block.is_prose());
    if besides.map(|(block, _)| block.words()).sum::<f32>() >= MIN_PROSE_WORDS {
        likely.iter_mut().zip(in_dialog).filter(|(_, inside)| *inside).for_each(|(likely, _)| *likely = 0.0);
    }
}
