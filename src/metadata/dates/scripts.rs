//! The date of publication in the data of a script, where the page says it nowhere else.

use super::calendar::{Date, Order};
use super::parse;
use crate::tree::{Tree, tag};

/// Members that hold when an article came out, in lower case.
const KEYS: [&str; 8] = [
    "datepublished",
    "publishdate",
    "publish_date",
    "publishedat",
    "published_at",
    "publicationdate",
    "publication_date",
    "pubdate",
];

/// The day that all such members of the page's scripts agree on: a page that lists other articles disagrees.
pub(super) fn published(tree: &Tree, order: Order) -> Option<Date> {
    let mut found: Option<Date> = None;
    for node in tree.root().descendants().filter(|node| node.is(tag::SCRIPT)) {
        for text in node.children().filter(|child| child.is_text()) {
            for date in members(text.text()).filter_map(|value| parse::value(value, order)) {
                if date.day == 0 {
                    continue;
                }
                if found.is_some_and(|found| found.day() != date.day()) {
                    return None;
                }
                found = found.or(Some(date));
            }
        }
    }
    found
}

/// The values of the wanted members in the text of a script.
fn members(text: &str) -> impl Iterator<Item = &str> {
    /// A date with a time and a zone in words is shorter, in bytes.
    const LONGEST: usize = 60;
    text.match_indices(':').filter_map(|(at, _)| {
        // Data within a string has its quotes escaped.
        let name = text[..at].trim_end().strip_suffix('"')?.trim_end_matches('\\');
        let quote = |c: char| c == '"' || c == '\\';
        let fits = |key: &str| {
            let from = name.len().checked_sub(key.len());
            let own = from.and_then(|from| name.get(from..));
            own.is_some_and(|own| own.eq_ignore_ascii_case(key))
                && from.is_some_and(|from| name[..from].ends_with(quote))
        };
        if !KEYS.iter().any(|key| fits(key)) {
            return None;
        }
        let rest = text[at + 1..].trim_start().trim_start_matches(quote);
        let value = &rest[..rest.floor_char_boundary(LONGEST)];
        Some(value.split(|c: char| quote(c) || matches!(c, '}' | ']')).next().unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use crate::{Options, extract};

    fn date(script: &str) -> Option<String> {
        let text = "<p>The tide was low, and the boats lay on the sand until the evening came.</p>".repeat(8);
        let page = format!("<h1>Low tide</h1><article>{text}</article><script>{script}</script>");
        extract(&page, &Options::default()).ok()?.published
    }

    #[test]
    fn members_of_scripts_speak_where_they_agree() {
        for (script, expected) in [
            (r#"x = {"a": 1, "publishDate": "2019-03-05", "b": 2}"#, Some("2019-03-05")),
            (
                r#"x = "{\\"datePublished\\":\\"2019-03-05\\"}""#.replace("\\\\", "\\").as_str(),
                Some("2019-03-05"),
            ),
            (r#"x = [{"publishDate":"2019-03-05"},{"publishDate":"2018-01-02"}]"#, None),
            (r#"x = {"unpublishDate":"2019-03-05"}"#, None),
        ] {
            assert_eq!(date(script).as_deref(), expected, "{script}");
        }
    }
}
