//! The date of publication in scripts, where the page says it nowhere else.

use super::super::words::{before, each, starts, trim_start};
use super::calendar::Date;
use super::parse::{self, Reading};
use crate::tree::{Tree, tag};

/// Members that hold when an article came out, in lower case.
const KEYS: &str = "\
    datepublished,publisheddate,publishdate,publish_date,publishedat,published_at,publicationdate,publication_date,pubdate";

/// The day that all such members of the page's scripts agree on: a page that lists other articles disagrees. Else
/// the first date that a short script writes.
#[inline(never)]
pub(super) fn published(tree: &Tree, reading: Reading) -> Option<Date> {
    /// A call and its argument, in bytes.
    const CALL: usize = 200;
    let mut told: Option<Date> = None;
    let mut agree = true;
    let mut written = None;
    for node in tree.root().descendants() {
        let text = node.text();
        if text.is_empty() || !node.parent().is_some_and(|node| node.is(tag::SCRIPT)) {
            continue;
        }
        for (at, byte) in text.bytes().enumerate() {
            if byte == b':'
                && let Some(date) = whole(member(text, at), reading)
            {
                agree &= told.get_or_insert(date).day() == date.day();
            }
        }
        if written.is_none() && text.len() < CALL {
            written = whole(argument(text), reading);
        }
    }
    told.filter(|_| agree).or(written)
}

fn whole(value: &str, reading: Reading) -> Option<Date> {
    parse::value(value, reading).filter(|date| date.day > 0)
}

/// The value of the member whose colon stands at `at`, if it is a wanted one.
#[inline(never)]
fn member(text: &str, at: usize) -> &str {
    /// A date with a time and a zone in words is shorter, in bytes.
    const LONGEST: usize = 60;
    const LONGEST_NAME: usize = 40;
    let bytes = text.as_bytes();
    let mut end = at;
    // Data within a string has its quotes escaped.
    while end > 0 && matches!(bytes[end - 1], b' ' | b'"' | b'\\' | b'\'') {
        end -= 1;
    }
    let mut begin = end;
    while begin > 0
        && end - begin < LONGEST_NAME
        && (bytes[begin - 1].is_ascii_alphanumeric() || bytes[begin - 1] == b'_')
    {
        begin -= 1;
    }
    if !each(KEYS).any(|key| key.as_bytes().eq_ignore_ascii_case(&bytes[begin..end])) {
        return "";
    }
    let value = trim_start(&text[at + 1..], "\"\\'");
    before(&value[..value.floor_char_boundary(LONGEST)], "\"\\}]'")
}

/// The text that a script consisting of one call gives to it: `showDate("2019-03-05")`.
fn argument(text: &str) -> &str {
    let call = before(text, "(").len();
    let rest = trim_start(text.get(call + 1..).unwrap_or_default(), "");
    if starts(rest, |c| matches!(c, '"' | '\'')) { before(&rest[1..], "\"'") } else { "" }
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
            ("x = {a: 1, publishDate : '2019-03-05'}", Some("2019-03-05")),
        ] {
            assert_eq!(date(script).as_deref(), expected, "{script}");
        }
    }
}
