//! Hints in class names and ids: the words that they consist of.

use crate::tree::{Node, attr};

/// The words of `node`'s class names and id: runs of letters and digits, and `camelCase` apart.
pub fn words(node: Node<'_>) -> impl Iterator<Item = &str> {
    [attr::CLASS, attr::ID].into_iter().filter_map(move |name| node.attr(name)).flat_map(split)
}

fn split(value: &str) -> impl Iterator<Item = &str> {
    let mut rest = value;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let bytes = rest.as_bytes();
        let mut end = usize::from(!bytes.is_empty());
        while end < bytes.len()
            && bytes[end].is_ascii_alphanumeric()
            && !(bytes[end].is_ascii_uppercase() && bytes[end - 1].is_ascii_lowercase())
        {
            end += 1;
        }
        let (word, tail) = rest.split_at(end);
        rest = tail;
        (!word.is_empty()).then_some(word)
    })
}

/// Whether one of `node`'s class words is among `list`.
pub fn has(node: Node<'_>, list: &[&str]) -> bool {
    words(node).any(|word| list.iter().any(|hint| word.eq_ignore_ascii_case(hint)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_fall_into_words() {
        assert_eq!(
            split(" c-shareBar__item ad2  é URLBox").collect::<Vec<_>>(),
            ["c", "share", "Bar", "item", "ad2", "URLBox"]
        );
    }
}
