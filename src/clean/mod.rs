//! What goes although it is inside, and what is repaired: one file a reason, run in the order of [`STEPS`].
//!
//! A step that removes only says what should go and why. Whether it goes is decided in one place, here: a step that
//! would take too much of the article is a step that has misread it, and is not followed.

mod facts;
mod find;
mod hints;
mod phrases;
#[rustfmt::skip]
mod words;

mod ads;
mod author_note;
mod banners;
mod beside;
mod byline;
mod code;
mod comments;
mod controls;
mod dangling;
mod embeds;
mod figures;
mod footnotes;
mod headings;
mod hidden;
mod images;
mod lines;
mod math;
mod next_article;
mod notices;
mod profiles;
mod pull_quotes;
mod related;
mod rules;
mod share;
mod sign_up;
mod standfirst;
mod tables;
mod tags;
mod teasers;
mod title;

use crate::metadata::Metadata;
use crate::trace::Trace;
use crate::tree::{NodeId, Tree};
use crate::url::Base;
use facts::Facts;

/// What the steps know besides the draft.
pub struct Context<'a> {
    /// The page's metadata, to know its title, authors and lead image again where the body repeats them.
    pub metadata: &'a Metadata,
    /// What relative addresses are resolved against.
    pub base: Option<&'a Base>,
    /// Whether the page is an article. Forums, lists and shops are made of what is clutter in an article.
    pub is_article: bool,
    /// Where removals are explained.
    pub trace: &'a mut Trace,
}

impl Context<'_> {
    fn title(&self) -> String {
        facts::key(self.metadata.title.as_deref().unwrap_or_default())
    }

    fn subtitle(&self) -> String {
        facts::key(self.metadata.subtitle.as_deref().unwrap_or_default())
    }

    /// The names of the authors, to compare lines with.
    fn authors(&self) -> Vec<String> {
        let keys = self.metadata.authors.iter().map(|author| facts::key(&author.name));
        keys.filter(|key| !key.is_empty()).collect()
    }
}

/// A node that should go, and why.
struct Cut {
    id: NodeId,
    reason: &'static str,
}

enum Step {
    /// Changes the draft in place.
    Repair(fn(&mut Tree, &mut Context<'_>)),
    /// The same, without any change to what has been measured.
    Mark(fn(&mut Tree, &Facts, &Context<'_>)),
    /// Names what should go.
    Remove {
        /// As the trace shows it.
        name: &'static str,
        find: fn(&Tree, &Facts, &Context<'_>) -> Vec<Cut>,
        /// The largest share of the remaining words that it may take.
        limit: f32,
        /// Whether it makes sense on other pages than articles.
        anywhere: bool,
    },
}

/// More than this is no longer what stands in an article by the way.
const USUAL: f32 = 0.35;

/// Readers may write more than they read, and an endless page appends more than it began with.
const MUCH: f32 = 0.9;

/// What a paywall offers may say more than what it leaves to read.
const OFFERS: f32 = 0.6;

/// No more than this, even of links.
const LINKED: f32 = 0.7;

const fn remove(name: &'static str, find: fn(&Tree, &Facts, &Context<'_>) -> Vec<Cut>) -> Step {
    Step::Remove { name, find, limit: USUAL, anywhere: true }
}

/// A step for pages that are articles.
const fn remove_from_article(
    name: &'static str,
    find: fn(&Tree, &Facts, &Context<'_>) -> Vec<Cut>,
    limit: f32,
) -> Step {
    Step::Remove { name, find, limit, anywhere: false }
}

/// Every step, in order. What later steps would misread comes first: formulas, whose parts are hidden or scripts, and
/// images, which `noscript` may hold. Then what can be told by itself, from the sure to the less sure; then what is
/// told by its place before, between and after the prose that is left. Repairs of structure come last, for what stays.
const STEPS: &[Step] = &[
    Step::Repair(math::repair),
    Step::Repair(images::repair),
    Step::Repair(embeds::repair),
    Step::Repair(controls::repair),
    Step::Repair(lines::repair),
    remove("clean/hidden", hidden::find),
    remove("clean/control", controls::find),
    remove("clean/ad", ads::find),
    remove("clean/share", share::find),
    remove("clean/sign-up", sign_up::find),
    remove("clean/profile", profiles::find),
    Step::Remove { name: "clean/notice", find: notices::find, limit: OFFERS, anywhere: true },
    remove_from_article("clean/comments", comments::find, MUCH),
    remove_from_article("clean/next-article", next_article::find, MUCH),
    remove_from_article("clean/related", related::find, USUAL),
    remove_from_article("clean/teasers", teasers::find, USUAL),
    remove_from_article("clean/tags", tags::find, USUAL),
    remove("clean/title", title::find),
    remove("clean/byline", byline::find),
    remove_from_article("clean/pull-quote", pull_quotes::find, USUAL),
    remove_from_article("clean/banner", banners::find, USUAL),
    remove_from_article("clean/label", dangling::find, USUAL),
    Step::Mark(standfirst::mark),
    Step::Mark(author_note::mark),
    Step::Mark(rules::repair),
    Step::Mark(tables::repair),
    Step::Mark(figures::repair),
    Step::Mark(beside::mark),
    Step::Repair(code::repair),
    Step::Repair(footnotes::repair),
    Step::Repair(headings::repair),
];

/// Takes from the draft what is not the article's, and repairs what is.
pub fn clean(draft: &mut Tree, context: &mut Context<'_>) {
    run(STEPS, draft, context);
}

#[inline(never)]
fn run(steps: &[Step], draft: &mut Tree, context: &mut Context<'_>) {
    let mut facts = None;
    for step in steps {
        match step {
            Step::Repair(repair) => {
                repair(draft, context);
                facts = None;
            }
            Step::Mark(mark) => mark(draft, facts.get_or_insert_with(|| Facts::new(draft)), context),
            Step::Remove { anywhere, .. } if !anywhere && !context.is_article => {}
            Step::Remove { name, find, limit, .. } => {
                let facts = facts.get_or_insert_with(|| Facts::new(draft));
                let cuts = outermost(draft, find(draft, facts, context));
                apply(draft, facts, context, (name, *limit), &cuts);
            }
        }
    }
}

/// `cuts` without those that are inside another, so that no word counts twice.
fn outermost(draft: &Tree, cuts: Vec<Cut>) -> Vec<Cut> {
    if cuts.len() < 2 {
        return cuts;
    }
    let mut cut = vec![false; draft.len()];
    for Cut { id, .. } in &cuts {
        cut[id.index()] = true;
    }
    let mut seen = vec![false; draft.len()];
    cuts.into_iter()
        .filter(|Cut { id, .. }| {
            let again = std::mem::replace(&mut seen[id.index()], true);
            !again && draft.node(*id).ancestors().all(|node| !cut[node.id().index()])
        })
        .collect()
}

fn apply(
    draft: &mut Tree,
    facts: &mut Facts,
    context: &mut Context<'_>,
    (name, limit): (&'static str, f32),
    cuts: &[Cut],
) {
    if cuts.is_empty() {
        return;
    }
    // Links weigh less: whole lists of them go, and it is sentences that make an article.
    let (mut words, mut own) = (0, 0);
    for cut in cuts {
        let counts = facts.of(cut.id);
        words += counts.halves;
        own += counts.halves - counts.linked.min(counts.halves);
    }
    let total = facts.total();
    let most = limit.max(LINKED);
    if own as f32 > limit * (total.halves - total.linked.min(total.halves)) as f32
        || words as f32 > most * total.halves as f32
    {
        let words = words / 2;
        context.trace.note(name, || (format!("taken back: {words} words would have gone"), String::new()));
        return;
    }
    for Cut { id, reason } in cuts {
        context.trace.note(name, || ((*reason).to_owned(), draft.node(*id).text_content()));
        facts.cut(draft, *id);
        draft.detach(*id);
    }
    facts.forget(draft);
}

#[cfg(test)]
#[cfg(feature = "parser")]
mod tests;
