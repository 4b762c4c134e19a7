//! A page with an article, whose head and body a test fills.

use article_reader::{Article, Options, extract};

/// Text that is an article.
pub const BODY: &str =
    "<p>The harbor emptied before noon, and for an hour the boats lay on their sides in the mud.</p>
    <p>By two the water was back, and nobody spoke of it again, though the old pilot kept his watch.</p>";

/// The article of a page with `head` and `body`, at an address with a day, read on the first of 2024.
pub fn read(head: &str, body: &str) -> Article {
    let page = format!("<html lang=en><head>{head}</head><body>{body}</body></html>");
    let url = Some("https://www.ledger.example/2019/03/05/tide".to_owned());
    let today = Some("2024-01-01".to_owned());
    extract(&page, &Options { url, today, trace: true, ..Options::default() }).unwrap()
}
