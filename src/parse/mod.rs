//! An HTML string into a [`Tree`], by html5ever, which nothing else touches.
//!
//! Comments, doctypes and processing instructions are dropped. A `template`'s contents are kept as its children;
//! readers of the tree skip templates unless they declare a shadow root. Scripting counts as off, so that
//! `noscript` has elements, not text.
//!
//! html5ever does what the standard says, and some of that takes time that grows with the square of the input.
//! Before its tree builder stands a gate, before its tokenizer a watch for long tags; both only act on what
//! no honest page does.

mod gate;
mod long_tag;
mod sink;
#[cfg(test)]
mod tests;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use crate::article::Limit;
use crate::options::Limits;
use crate::tree::Tree;

use gate::Gate;
use long_tag::LongTag;

/// How much is read between two looks at the clock and at the length of the open tag.
const CHUNK_BYTES: usize = 16 << 10;

/// Reads a document. Never fails; tells which of `limits`, if any, cut it short.
pub fn parse(html: &str, limits: &Limits) -> (Tree, Option<Limit>) {
    let (tree, reached, _) = read(html, limits);
    (tree, reached)
}

/// The same, and the steps that it took.
fn read(html: &str, limits: &Limits) -> (Tree, Option<Limit>, u64) {
    let queue = BufferQueue::default();
    // The tokenizer would drop a byte order mark from each chunk.
    let html = html.strip_prefix('\u{feff}').unwrap_or(html);
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(Gate::new(&queue, limits), options);
    let gate = &tokenizer.sink;
    let feed = |chunk: &str| {
        queue.push_back(StrTendril::from_slice(chunk));
        gate.feeds(chunk.len());
        // It stops where a browser would run a script or change the encoding; we go on.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    };
    let deadline = (limits.clock)() + limits.max_millis;
    let mut long_tag = LongTag::default();
    let mut at = 0;
    while at < html.len() {
        let end = html.floor_char_boundary(at + CHUNK_BYTES);
        feed(&html[at..end]);
        at = end;
        if long_tag.has_too_many_attributes(html, end.saturating_sub(gate.unread()), end) {
            feed(long_tag::CLOSE);
            at = long_tag.end(html, end);
        }
        if (limits.clock)() > deadline {
            gate.stop(Limit::Time);
        }
        if gate.has_stopped() {
            break;
        }
    }
    tokenizer.end();
    let (reached, steps) = (tokenizer.sink.reached(), tokenizer.sink.steps());
    (tokenizer.sink.into_tree(), reached, steps)
}
