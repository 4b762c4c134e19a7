//! The date of publication in scripts, where the page says it nowhere else.

use super::super::words::{before, listed};
use super::calendar::Date;
use super::parse::{self, Reading};
use crate::tree::{Tree, tag};

/// Members that hold when an article came out, in lower case.
const KEYS: &str = "\
    datepublished,publisheddate,publishdate,publish_date,publishedat,published_at,publicationdate,publication_date,pubdate";

/// The day that all such members of the page's scripts agree on: a page that lists other articles disagrees. Else
/// the first date that a short script writes.
pub(super) fn published(tree: &Tree, reading: Reading) -> Option<Date> {
    /// A call and its argument, in bytes.
    const CALL: usize = 200;
    let mut told: Option<Date> = None;
    let mut agree = true;
    let mut written = None;
    for node in tree.root().descendants().filter(|node| node.is(tag::SCRIPT)) {
        for text in node.children().filter(|child| child.is_text()) {
            let text = text.text();
            for at in text.bytes().enumerate().filter(|(_, byte)| *byte == b':').map(|(at, _)| at) {
                let Some(date) = member(text, at).and_then(|value| whole(value, reading)) else { continue };
                agree &= told.is_none_or(|told| told.day() == date.day());
                told = told.or(Some(date));
            }
            if written.is_none() && text.len() < CALL {
                written = argument(text).and_then(|value| whole(value, reading));
            }
        }
    }
    told.filter(|_| agree).or(written)
}

fn whole(value: &str, reading: Reading) -> Option<Date> {
    parse::value(value, reading).filter(|date| date.day > 0)
}

/// The value of the member whose colon stands at `at`, if it is a wanted one.
fn member(text: &str, at: usize) -> Option<&str> {
    /// A date with a time and a zone in words is shorter, in bytes.
    const LONGEST: usize = 60;
    // Data within a string has its quotes escaped.
    let name = text[..at].trim_end().strip_suffix('"')?.trim_end_matches('\\');
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let begin = name.bytes().rposition(|byte| !is_name(byte))?;
    if !matches!(name.as_bytes()[begin], b'"' | b'\\')
        || !listed(KEYS, &name[begin + 1..].to_ascii_lowercase())
    {
        return None;
    }
    let value = text[at + 1..].trim_start().trim_start_matches(['"', '\\']);
    Some(before(&value[..value.floor_char_boundary(LONGEST)], "\"\\}]"))
}

/// The text that a script consisting of one call gives to it: `showDate("2019-03-05")`.
fn argument(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('(')?;
    let rest = rest.trim_start().strip_prefix(['"', '\''])?;
    Some(before(rest, "\"'"))
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
            (r#"showDate("2019/03/05 17:43:21")"#, Some("2019-03-05T17:43:21")),
            (r#"x = {"unpublishDate":"2019-03-05"}"#, None),
        ] {
            assert_eq!(date(script).as_deref(), expected, "{script}");
        }
    }
}
