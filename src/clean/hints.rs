//! Hints in class names and ids: the words that they consist of.

use crate::tree::{Node, attr};

/// Whether a word of `node`'s class names or id is among `list`, words in lower case between spaces. Their words are
/// runs of letters and digits, and `camelCase` apart.
pub fn has(node: Node<'_>, list: &str) -> bool {
    let values = [attr::CLASS, attr::ID].map(|name| node.attr(name).unwrap_or_default());
    if values == ["", ""] {
        return false;
    }
    let beginnings = beginnings(list);
    values.into_iter().any(|value| any(value, list, beginnings))
}

/// Whether `node` is marked as beside the text, as captions are.
pub fn is_beside(node: Node<'_>) -> bool {
    has(node, "beside")
}

/// `beginnings`: those of `list`.
#[inline(never)]
fn any(value: &str, list: &str, beginnings: u32) -> bool {
    let bytes = value.as_bytes();
    let is_listed = |word: &[u8]| {
        word.first().is_some_and(|&byte| beginnings & letter(byte) != 0) && is_listed(list, word)
    };
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let camel = byte.is_ascii_uppercase() && at > start && bytes[at - 1].is_ascii_lowercase();
        if camel || !byte.is_ascii_alphanumeric() {
            if is_listed(&bytes[start..at]) {
                return true;
            }
            start = if camel { at } else { at + 1 };
        }
    }
    is_listed(&bytes[start..])
}

/// The letters that the words of `list` begin with, a bit each: most words need no search then.
fn beginnings(list: &str) -> u32 {
    let mut letters = 0;
    let mut before = b' ';
    for &byte in list.as_bytes() {
        if before == b' ' {
            letters |= letter(byte);
        }
        before = byte;
    }
    letters
}

/// The bit of a letter, whatever its case; digits share those of letters.
fn letter(byte: u8) -> u32 {
    1 << (byte & 31)
}

#[inline(never)]
fn is_listed(list: &str, word: &[u8]) -> bool {
    let list = list.as_bytes();
    let mut at = 0;
    while at < list.len() {
        let start = at;
        while at < list.len() && at - start < word.len() && list[at] == word[at - start].to_ascii_lowercase()
        {
            at += 1;
        }
        if at > start && at - start == word.len() && (at == list.len() || list[at] == b' ') {
            return true;
        }
        while at < list.len() && list[at] != b' ' {
            at += 1;
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_fall_into_words() {
        let any = |value, list: &str| any(value, list, beginnings(list));
        for word in ["c", "share", "bar", "item", "ad2", "url", "last"] {
            assert!(any(" c-shareBar__item ad2  é url last", &format!("x {word} y")), "{word}");
        }
        for other in ["sharebar", "ad", "", "é", "as"] {
            assert!(!any(" c-shareBar__item ad2  é url last", other), "{other}");
        }
    }
}
