//! Why each thing was left out, kept only when asked for.

use crate::article::Removal;

/// Collects [`Removal`]s; switched off it costs a branch.
#[derive(Debug, Default)]
pub struct Trace {
    removals: Option<Vec<Removal>>,
}

impl Trace {
    /// A trace that keeps what it is told if `on`.
    pub fn new(on: bool) -> Trace {
        Trace { removals: on.then(Vec::new) }
    }

    /// Whether it keeps anything.
    pub fn is_on(&self) -> bool {
        self.removals.is_some()
    }

    /// Notes that `step` left something out; `explain` gives the reason and the text, and runs only when asked for.
    pub fn note(&mut self, step: &'static str, explain: impl FnOnce() -> (String, String)) {
        if let Some(removals) = &mut self.removals {
            let (reason, text) = explain();
            removals.push(Removal::new(step, reason, &text));
        }
    }

    /// All that was noted, in order.
    pub fn into_removals(self) -> Vec<Removal> {
        self.removals.unwrap_or_default()
    }
}
