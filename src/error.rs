//! What can go wrong, each with a code for programs and an advice for people.

use std::fmt;

/// Why there is no article. Malformed HTML is never among the reasons: it is data.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The input is empty, or nothing but white space.
    Empty,
    /// The input holds no markup at all.
    NotHtml,
    /// The page was read, but nothing in it is an article.
    NoArticle,
    /// The input is longer than [`Limits::max_bytes`](crate::Limits::max_bytes).
    TooLarge {
        /// Length of the input, in bytes.
        bytes: usize,
        /// The limit, in bytes.
        limit: usize,
    },
    /// [`Options::url`](crate::Options::url) is not an absolute http, https or file address.
    BadUrl(String),
    /// [`Options::model`](crate::Options::model) is no packed model over this version's features.
    BadModel,
    /// A snapshot of a live document does not have the form that this version reads.
    BadSnapshot,
}

impl Error {
    /// A stable name for programs, such as `no-article`.
    pub fn code(&self) -> &'static str {
        match self {
            Error::Empty => "empty-input",
            Error::NotHtml => "not-html",
            Error::NoArticle => "no-article",
            Error::TooLarge { .. } => "too-large",
            Error::BadUrl(_) => "bad-url",
            Error::BadModel => "bad-model",
            Error::BadSnapshot => "bad-snapshot",
        }
    }

    /// What to do about it, a sentence.
    pub fn advice(&self) -> &'static str {
        match self {
            Error::Empty => "Pass the HTML of a page.",
            Error::NotHtml => "Pass the page's HTML source, not its text.",
            Error::NoArticle => "Open a page that holds a single article rather than a list of links.",
            Error::TooLarge { .. } => "Raise `limits.maxBytes`, or pass a smaller page.",
            Error::BadUrl(_) => "Pass the address the page was loaded from, beginning with https://.",
            Error::BadModel => "Train it anew with this version's features.",
            Error::BadSnapshot => "Use the snapshot script and the module of one and the same version.",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Empty => write!(f, "The input is empty."),
            Error::NotHtml => write!(f, "The input is not HTML."),
            Error::NoArticle => write!(f, "No article was found on this page."),
            Error::TooLarge { bytes, limit } => {
                write!(f, "The page is too large: {bytes} bytes, where the limit is {limit}.")
            }
            Error::BadUrl(url) => {
                let shown: String = url.chars().take(100).collect();
                write!(f, "Not an absolute web address: {shown}.")
            }
            Error::BadModel => write!(f, "The model of blocks cannot be read."),
            Error::BadSnapshot => write!(f, "The snapshot of the page cannot be read."),
        }
    }
}

impl std::error::Error for Error {}
