//! How sure a choice is: measures of it, by which a small model tells how likely the choice is right.

use super::blocks::Page;
use super::containers::Sums;
use super::features::{count, share};
use super::selection::Choice;

macro_rules! measures {
    ($($name:ident)*) => {
        #[allow(non_camel_case_types, dead_code, reason = "the names are the columns of the training table")]
        #[derive(Clone, Copy)]
        enum C { $($name),* }
        /// The names, in order: the columns of the training table.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

measures! { expected_f1 article words blocks kept_share unsure missed inside runs link_density first_likely last_likely }

/// How many measures there are.
pub(super) const MEASURES: usize = NAMES.len();

/// The measures of `choice`, made from how `likely` each block is kept, on a page that is an article with probability
/// `article`.
#[inline(never)]
pub(super) fn measure(
    page: &Page<'_>,
    sums: &Sums,
    choice: &Choice,
    likely: &[f32],
    article: f32,
) -> [u8; MEASURES] {
    let container = page.elements[choice.container].blocks();
    // Words: kept, expected, expected of those that are kept, and of those in the container; and how unsure they are.
    let (mut kept, mut expected, mut kept_expected, mut inside, mut unsure) = (0.0, 0.0, 0.0, 0.0, 0.0);
    let (mut blocks, mut runs, mut chars, mut link_chars) = (0.0, 0.0, 0.0, 0.0);
    let mut before = false;
    for (at, block) in page.blocks.iter().enumerate() {
        let weight = block.words() * likely[at];
        expected += weight;
        unsure += weight * (1.0 - likely[at]);
        inside += if container.contains(&at) { weight } else { 0.0 };
        let keep = choice.keep[at];
        if keep {
            kept += block.words();
            kept_expected += weight;
            blocks += 1.0;
            runs += if before { 0.0 } else { 1.0 };
            chars += block.chars as f32;
            link_chars += block.link_chars as f32;
        }
        before = keep;
    }
    let ends = |at: Option<usize>| share(at.map_or(0.0, |at| likely[at]));
    let mut out = [0; MEASURES];
    let mut set = |measure: C, value: u8| out[measure as usize] = value;
    set(C::expected_f1, share(choice.expected_f1));
    set(C::article, share(article));
    set(C::words, count(kept));
    set(C::blocks, count(blocks));
    set(C::kept_share, share(kept / sums.words(0..page.blocks.len()).max(1.0)));
    set(C::unsure, share(unsure / expected.max(1.0)));
    set(C::missed, share(1.0 - kept_expected / expected.max(1.0)));
    set(C::inside, share(inside / expected.max(1.0)));
    set(C::runs, count(runs));
    set(C::link_density, share(link_chars / f32::max(chars, 1.0)));
    set(C::first_likely, ends(choice.keep.iter().position(|&keep| keep)));
    set(C::last_likely, ends(choice.keep.iter().rposition(|&keep| keep)));
    out
}
