//! An HTML string into a [`Tree`], by a tokenizer of our own and html5ever's tree builder, which nothing else touches.
//!
//! Comments, doctypes and processing instructions are dropped. A `template`'s contents are kept as its children;
//! readers of the tree skip templates unless they declare a shadow root. Scripting counts as off, so that
//! `noscript` has elements, not text.
//!
//! The tree builder does what the standard says, and some of that takes time that grows with the square of the
//! input. Before it stands a gate, which only acts on what no honest page does.

mod gate;
mod sink;
#[cfg(test)]
mod tests;
mod tokenizer;

use crate::article::Limit;
use crate::options::Limits;
use crate::tree::Tree;

use gate::Gate;
use tokenizer::Tokenizer;

/// How much is read between two looks at the clock.
const LOOK_BYTES: usize = 16 << 10;

/// Reads a document. Never fails; tells which of `limits`, if any, cut it short.
pub fn parse(html: &str, limits: &Limits) -> (Tree, Option<Limit>) {
    let (tree, reached, _) = read(html, limits);
    (tree, reached)
}

/// The same, and the steps that it took.
#[inline(never)]
fn read(html: &str, limits: &Limits) -> (Tree, Option<Limit>, u64) {
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let mut tokenizer = Tokenizer::new(html, Gate::new(html.len(), limits));
    let deadline = (limits.clock)() + limits.max_millis;
    let mut next_look = LOOK_BYTES;
    while !tokenizer.sink.has_stopped() && tokenizer.step() {
        let position = tokenizer.position();
        tokenizer.sink.check_size(position);
        if position >= next_look {
            next_look = position + LOOK_BYTES;
            if (limits.clock)() > deadline {
                tokenizer.sink.stop(Limit::Time);
            }
        }
    }
    let gate = tokenizer.end();
    let (reached, steps) = (gate.reached(), gate.steps());
    (gate.into_tree(), reached, steps)
}
