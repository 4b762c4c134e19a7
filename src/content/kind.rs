//! Measures of a page as a whole, by which a small model tells articles from forums, lists, shops and manuals.

use super::blocks::Page;
use super::containers::{Candidate, Sums};
use super::features::{F, FAR, Row, count, share};

macro_rules! measures {
    ($($name:ident)*) => {
        #[allow(non_camel_case_types, dead_code, reason = "the names are the columns of the training table")]
        #[derive(Clone, Copy)]
        enum P { $($name),* }
        /// The names, in order: the columns of the training table.
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

measures! {
    og_type declares_article declares_product declares_list declares_discussion slug_words path_depth path_digits
    dated words prose prose_blocks link_density blocks
    lists cards repeated headings comments in_most in_best density_most title_words
}

/// How many measures there are.
pub(super) const MEASURES: usize = NAMES.len();

/// What the features of each block say of the whole page.
const OF_PAGE: [(P, F); 13] = [
    (P::og_type, F::og_type),
    (P::declares_article, F::declares_article),
    (P::declares_product, F::declares_product),
    (P::declares_list, F::declares_list),
    (P::declares_discussion, F::declares_discussion),
    (P::slug_words, F::slug_words),
    (P::path_depth, F::path_depth),
    (P::path_digits, F::path_digits),
    (P::dated, F::dated),
    (P::words, F::page_words),
    (P::prose, F::page_prose),
    (P::prose_blocks, F::prose_blocks),
    (P::link_density, F::page_link_density),
];

/// The measures of the page whose blocks have the features `rows`.
#[inline(never)]
pub(super) fn measure(page: &Page<'_>, sums: &Sums, candidate: &Candidate, rows: &[Row]) -> [u8; MEASURES] {
    /// A class this many steps up still says what a block is.
    const NEAR: u8 = 5;
    let mut out = [0; MEASURES];
    let mut set = |measure: P, value: u8| out[measure as usize] = value;
    for (measure, feature) in OF_PAGE {
        set(measure, rows.first().map_or(0, |row| row[feature as usize]));
    }
    set(P::blocks, count(rows.len() as f32));
    let of_rows = |holds: &dyn Fn(&Row) -> bool| {
        share(rows.iter().filter(|row| holds(row)).count() as f32 / rows.len().max(1) as f32)
    };
    set(P::lists, of_rows(&|row| row[F::to_list as usize] < FAR));
    set(P::cards, of_rows(&|row| row[F::card as usize] < NEAR));
    set(P::repeated, of_rows(&|row| row[F::repeated_count as usize] > 0));
    set(P::headings, of_rows(&|row| row[F::is_heading as usize] > 0));
    set(P::comments, of_rows(&|row| row[F::comment as usize] <= NEAR));
    set(P::in_most, of_rows(&|row| row[F::in60 as usize] > 0));
    set(P::in_best, of_rows(&|row| row[F::in_candidate as usize] > 0));
    set(P::density_most, share(sums.link_density(page.elements[candidate.most].blocks())));
    set(P::title_words, rows.iter().map(|row| row[F::title_words as usize]).max().unwrap_or(0));
    out
}
