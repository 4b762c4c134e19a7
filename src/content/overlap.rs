//! How much of a block stands in another text: the title, the description, the body in JSON-LD.

use super::blocks::{Block, Page};
use super::characters::words;
use crate::keys::Keys;

/// Words in a run that must match for the run to count as the same text.
const RUN: usize = 4;

/// A text to look for, as the runs of words it holds.
pub(super) struct Reference {
    words: Keys,
    runs: Keys,
    /// How many words it has.
    pub(super) len: usize,
}

impl Reference {
    pub(super) fn new(text: &str) -> Reference {
        let words = words(text);
        Reference {
            len: words.len(),
            runs: Keys::new(words.windows(RUN).map(run).collect()),
            words: Keys::new(words),
        }
    }

    /// The share of the words of `block` that lie in runs which this text has too, 0 to 1. Blocks shorter than a
    /// run never match.
    pub(super) fn cover(&self, page: &Page<'_>, block: &Block) -> f32 {
        if self.runs.is_empty() || block.half_words < 2 * RUN as u32 / 2 {
            return 0.0;
        }
        let words = page.words_of(block);
        let mut covered = 0;
        let mut until = 0;
        for (at, window) in words.windows(RUN).enumerate() {
            if self.runs.has(run(window)) {
                covered += at + RUN - until.max(at);
                until = at + RUN;
            }
        }
        covered as f32 / words.len().max(1) as f32
    }

    /// The share of this text's different words that `block` has, 0 to 1.
    pub(super) fn share_in(&self, page: &Page<'_>, block: &Block) -> f32 {
        if self.words.is_empty() {
            return 0.0;
        }
        let mut found = page.words_of(block).to_vec();
        found.retain(|&word| self.words.has(word));
        let found = Keys::new(found);
        found.len() as f32 / self.words.len() as f32
    }
}

fn run(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash, word| (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23))
}
