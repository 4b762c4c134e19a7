//! What goes although it is inside, and what is repaired: one file a reason, run in the order of [`STEPS`].

use crate::metadata::Metadata;
use crate::trace::Trace;
use crate::tree::Tree;
use crate::url::Base;

/// What the steps know besides the draft.
pub struct Context<'a> {
    /// The page's metadata, to know its title, authors and lead image again where the body repeats them.
    pub metadata: &'a Metadata,
    /// What relative addresses are resolved against.
    pub base: Option<&'a Base>,
    /// Where removals are explained.
    pub trace: &'a mut Trace,
}

/// A step changes the draft in place.
type Step = fn(&mut Tree, &mut Context<'_>);

/// Every step, in order.
const STEPS: &[Step] = &[];

/// Takes from the draft what is not the article's, and repairs what is.
pub fn clean(draft: &mut Tree, context: &mut Context<'_>) {
    for step in STEPS {
        step(draft, context);
    }
}
