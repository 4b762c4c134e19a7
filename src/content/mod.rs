//! Which of the page's blocks are the article: blocks, then features, then probabilities, then a choice.

mod characters;
mod families;
mod blocks;
mod overlap;
mod containers;
mod signals;
mod features;
mod kind;
mod model;
mod whole;
mod selection;
mod confidence;
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
    /// How likely `draft` is the article, but for a tenth: how likely its F1 is 0.9 or more, 0 to 1.
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
    let models = Models::read(options.model.as_deref().unwrap_or(model::BUILT_IN)).ok_or(Error::BadModel)?;
    let Found { page, choice, is_article, measures } =
        find(&models, tree, base, metadata, trace).ok_or(Error::NoArticle)?;
    Ok(Selection {
        is_article,
        draft: draft::copy(&page, &choice),
        confidence: models.sure.probability(&measures),
    })
}

/// The blocks that are chosen, before anything is made of them.
struct Found<'a> {
    page: Page<'a>,
    choice: Choice,
    is_article: bool,
    /// Of the choice.
    measures: [u8; confidence::MEASURES],
}

fn find<'a>(
    models: &Models<'_>,
    tree: &'a Tree,
    base: Option<&Base>,
    metadata: &Metadata,
    trace: &mut Trace,
) -> Option<Found<'a>> {
    let page = blocks::read(tree);
    let sums = Sums::new(&page);
    let candidate = Candidate::find(&page, &sums);
    let signals = signals::read(tree, base);
    let (rows, headline) = features::rows(&page, &sums, &candidate, &signals, metadata);
    let article = models.kind.probability(&kind::measure(&page, &sums, &candidate, &signals, &rows));
    let mut likely: Vec<f32> = rows.iter().map(|row| likelihood(models, row, article)).collect();
    drop_dialogs(&page, &mut likely);
    let is_article = article >= ARTICLE;
    let choice = selection::choose(&page, &sums, &rows, headline, is_article, &likely, trace)?;
    trace.note("content/kind", || {
        let (article, f1) = (text::percent(article), text::percent(choice.expected_f1));
        (format!("article {article}, expected F1 {f1}"), String::new())
    });
    let measures = confidence::measure(&page, &sums, &choice, &likely, article);
    Some(Found { page, choice, is_article, measures })
}

/// A page this likely to be an article is treated as one. What is clutter in an article is so on most pages in doubt.
const ARTICLE: f32 = 0.3;

/// How likely the block with the features `row` is kept, on a page that is an article with probability `article`.
fn likelihood(models: &Models<'_>, row: &Row, article: f32) -> f32 {
    /// A page this certain is asked only one model.
    const CERTAIN: f32 = 0.97;
    if article >= CERTAIN {
        return models.article.probability(row);
    }
    article * models.article.probability(row) + (1.0 - article) * models.other.probability(row)
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

/// Whether the page `tree` looks as if it held an article: enough prose in one place, and few links in it. Takes a
/// fraction of the time of [`select`].
pub fn is_probable(tree: &Tree) -> bool {
    /// Two short paragraphs.
    const MIN_PROSE_WORDS: f32 = 80.0;
    const MAX_LINK_DENSITY: f32 = 0.4;
    let page = blocks::read(tree);
    let sums = Sums::new(&page);
    let Some(element) = page.elements.get(Candidate::find(&page, &sums).best) else { return false };
    sums.prose(element.blocks()) >= MIN_PROSE_WORDS && sums.link_density(element.blocks()) <= MAX_LINK_DENSITY
}
