//! Which of the page's blocks are the article: blocks, then features, then probabilities, then a choice.

mod characters;
pub(crate) mod families;
mod blocks;
mod overlap;
mod containers;
mod signals;
mod features;
mod kind;
mod bits;
mod trees;
mod model;
mod whole;
mod opening;
mod long;
mod closing;
mod times;
mod notes;
mod selection;
mod confidence;
mod beside;
mod draft;
#[cfg(feature = "training")]
pub mod training;

pub(crate) use draft::{BESIDE, is_tex};

use blocks::Page;
use containers::{Candidate, Sums};
use families::Family;
use features::Row;
use model::Models;
use opening::Known;
use selection::Choice;

use crate::error::Error;
use crate::metadata::Metadata;
use crate::options::Options;
use crate::text;
use crate::trace::Trace;
use crate::tree::Tree;
use crate::url::Base;
use std::borrow::Cow;

/// What was found.
pub struct Selection {
    /// A copy of the parts of the page that are the article, under its root: the kept blocks, the media between
    /// them, and the elements around both.
    pub draft: Tree,
    /// Whether the page is an article, rather than a forum, a list or a shop.
    pub is_article: bool,
    /// How likely `draft` is the article, but for a tenth: how likely its F1 is 0.9 or more, 0 to 1.
    pub confidence: f32,
}

/// Finds the article of the page `tree`.
///
/// # Errors
/// [`Error::NoArticle`], [`Error::BadModel`].
#[inline(never)]
pub fn select(
    tree: &Tree,
    base: Option<&Base>,
    metadata: &Metadata,
    options: &Options,
    trace: &mut Trace,
) -> Result<Selection, Error> {
    let page = blocks::read(tree);
    let models = read_models(options)?;
    let found = choose(&models, &page, base, metadata, trace).ok_or(Error::NoArticle)?;
    Ok(Selection {
        is_article: found.article >= ARTICLE,
        draft: draft::copy(&page, &found.choice),
        confidence: models.sure.probabilities(&[found.measures])[0],
    })
}

/// How much the page promises an article, 0 to 1: what F1 [`select`] would expect, and on pages that are hardly articles
/// as little as half of it.
///
/// # Errors
/// As there.
pub fn promise(
    tree: &Tree,
    base: Option<&Base>,
    metadata: &Metadata,
    options: &Options,
) -> Result<f32, Error> {
    const LEAST: f32 = 0.5;
    let page = blocks::read(tree);
    let models = read_models(options)?;
    let found = choose(&models, &page, base, metadata, &mut Trace::default()).ok_or(Error::NoArticle)?;
    Ok(found.choice.expected_f1 * (LEAST + found.article).min(1.0))
}

fn read_models(options: &Options) -> Result<Cow<'static, Models>, Error> {
    match &options.model {
        Some(bytes) => Models::read(bytes).map(Cow::Owned),
        None => Models::built_in().map(Cow::Borrowed),
    }
    .ok_or(Error::BadModel)
}

/// A page this likely to be an article is treated as one. What is clutter in an article is so on most pages in doubt.
const ARTICLE: f32 = 0.3;

/// The blocks that are chosen, before anything is made of them.
struct Found {
    choice: Choice,
    /// How likely the page is an article.
    article: f32,
    /// Of the choice.
    measures: [u8; confidence::MEASURES],
}

/// The blocks that are the article; `None` where there are none.
fn choose(
    models: &Models,
    page: &Page<'_>,
    base: Option<&Base>,
    metadata: &Metadata,
    trace: &mut Trace,
) -> Option<Found> {
    let sums = Sums::new(page);
    let candidate = Candidate::find(page, &sums);
    let signals = signals::read(page.tree, base);
    let (rows, headline) = features::rows(page, &sums, &candidate, &signals, metadata);
    let measures = kind::measure(page, &sums, &candidate, &rows);
    let article = models.kind.probabilities(&[measures])[0];
    let mut likely = likelihoods(models, &rows, article);
    drop_dialogs(page, &mut likely);
    let subtitle = metadata.subtitle.as_deref().map(characters::words).unwrap_or_default();
    let authors: Vec<Vec<u64>> =
        metadata.authors.iter().map(|author| characters::words(&author.name)).collect();
    let known = Known { headline, subtitle: &subtitle, authors: &authors };
    let choice = selection::choose(page, &sums, &rows, known, article >= ARTICLE, &likely, trace)?;
    trace.note("content/kind", || {
        let (article, f1) = (text::percent(article), text::percent(choice.expected_f1));
        (format!("article {article}, expected F1 {f1}"), String::new())
    });
    let measures = confidence::measure(page, &sums, &choice, &likely, article);
    Some(Found { choice, article, measures })
}

/// How likely each of the blocks with the features `rows` is kept, on a page that is an article with probability
/// `article`.
#[inline(never)]
fn likelihoods(models: &Models, rows: &[Row], article: f32) -> Vec<f32> {
    /// A page this likely to be an article is asked only the one model.
    const CERTAIN: f32 = 0.7;
    let article = article / CERTAIN;
    let mut likely = models.article.probabilities(rows);
    if article < 1.0 {
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
