//! Finds the article in a cluttered news page.

mod error;
mod options;
mod keys;
pub mod text;
pub mod tree;
mod article;
pub mod url;
mod trace;
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
