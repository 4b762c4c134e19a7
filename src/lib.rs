//! Finds the article in a cluttered news page, and gives it as clean, safe HTML and as text, with its title, authors,
//! dates and the rest of what the page says about it.
//!
//! [`extract()`] takes a page as a string; [`extract_tree`] takes a [`tree::Tree`], which [`snapshot`] makes of a
//! document that a browser has parsed already. Both give an [`Article`] or an [`Error`] that says what to do next.
//! [`Options`] hold the page's address and the limits on its size, depth and time, and with `trace` the article tells
//! what was left out, and why. [`is_probably_article`] answers sooner whether there is an article at all.
//!
//! The same options make a command line: `cargo run --release --example extract -- --help`.
//!
//! # How the code is laid out
//!
//! The modules below stand in the order in which they use each other, and a test holds them to it: a module knows
//! only what is above it. A page becomes a `tree`, by way of `parse` or of `snapshot`. `metadata` reads what the page
//! says about itself; `content` chooses the blocks that are the article and copies them out; `clean` takes away what
//! does not belong and repairs what does; `sanitize` copies what an allow-list names, and is the only way to `output`.
//! `extract` is that list, step by step. `web` is all of the browser's side: the exports and the reader view, compiled
//! for wasm alone. ARCHITECTURE.md in the repository has the invariants and the odd choices.
//!
//! # Features
//!
//! - `parser` (default): HTML strings, through html5ever's tree builder.
//! - `view` (default): in browsers, the reader view and its print preview.
//! - `training`: the table that the models are trained from.

mod error;
mod options;
mod keys;
mod search;
pub mod text;
pub mod tree;
mod article;
pub mod url;
mod trace;
mod noscript;
#[cfg(feature = "parser")]
pub mod parse;
pub mod snapshot;
mod metadata;
mod content;
mod clean;
mod sanitize;
mod output;
mod extract;
#[cfg(target_arch = "wasm32")]
pub mod web;
#[cfg(all(test, not(target_arch = "wasm32")))]
#[path = "web/print/paginate.rs"]
mod paginate; // The arithmetic of page breaks, which needs no browser to be tested.

pub use article::{Article, Author, Direction, Image, Limit, Removal};
#[cfg(feature = "training")]
pub use content::training;
pub use error::Error;
#[cfg(feature = "parser")]
pub use extract::{extract, is_probably_article};
pub use extract::{extract_tree, is_probably_article_tree};
pub use options::{Limits, Options};
