//! The JavaScript that wasm-bindgen writes, where pages are longer than what it was made for.

/// How it begins to hand a string over: letter by letter as long as they are ASCII, for which a short string has not to
/// be encoded. A page has thousands before another comes, and what follows them is copied once more then.
const LETTERS: &str = "for (; offset < len; offset++) {";
/// A string as long as this is encoded by the browser as it is.
const LETTERS_OF_SHORT: &str = "for (; offset < len && len < 256; offset++) {";

/// The glue, with which pages come in faster; none if it does not look like what is known.
pub fn for_long_strings(glue: &str) -> Option<String> {
    let (before, after) = glue.split_once(LETTERS)?;
    (!after.contains(LETTERS)).then(|| [before, LETTERS_OF_SHORT, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_copied_one_by_one_only_from_short_strings() {
        let glue = format!("let offset = 0; {LETTERS} copy(); }} encode();");
        let changed = for_long_strings(&glue).unwrap();
        assert_eq!(
            changed,
            "let offset = 0; for (; offset < len && len < 256; offset++) { copy(); } encode();"
        );
    }

    #[test]
    fn another_glue_is_not_changed() {
        assert_eq!(for_long_strings("encode();"), None);
        assert_eq!(for_long_strings(&LETTERS.repeat(2)), None);
    }
}
