//! Hints in class names and ids: the words that they consist of.

use crate::keys;
use crate::tree::{Node, attr};

/// Whether a word of `node`'s class names or id is among `hints`.
pub fn has(node: Node<'_>, hints: &[u32]) -> bool {
    node.attrs().any(|(name, value)| matches!(name, attr::CLASS | attr::ID) && any(value, hints))
}

/// Whether `node` is marked as beside the text, as captions are.
pub fn is_beside(node: Node<'_>) -> bool {
    has(node, keys::words!("beside"))
}

#[inline(never)]
fn any(name: &str, hints: &[u32]) -> bool {
    let mut is_any = false;
    keys::each_word(name.as_bytes(), u8::is_ascii_alphanumeric, |word, _| is_any |= hints.contains(&word));
    is_any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_fall_into_words() {
        const NAME: &str = " c-shareBar__item ad2  é url last";
        assert!(
            any(NAME, keys::words!("x c"))
                && any(NAME, keys::words!("bar y"))
                && any(NAME, keys::words!("ad2"))
        );
        assert!(!any(NAME, keys::words!("sharebar ad é as")));
    }
}
