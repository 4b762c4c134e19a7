//! A sanitized tree as HTML and as text.

mod html;
mod text;

pub use html::html;
pub use text::text;
