//! Finds the article in a cluttered news page.
