//! The interface's texts, the view's and the print preview's. They stand in the code in English, which is also the
//! key of their translation (`www/element/messages`), so that English needs no table and a text without translation is
//! still one.

use wasm_bindgen::JsValue;

use super::dom::whole;
use super::object::property;

/// Translations as JavaScript has them: an object from English texts to those of another language.
#[derive(Clone)]
pub struct Messages(JsValue);

impl Messages {
    /// Those of `translations`; `undefined` is English.
    pub fn new(translations: JsValue) -> Messages {
        Messages(translations)
    }

    /// The text in the reader's language.
    #[inline(never)]
    pub fn text(&self, english: &str) -> String {
        property(&self.0, english).as_string().unwrap_or_else(|| english.to_owned())
    }

    /// The text with one number after the other for each `{}`.
    #[inline(never)]
    pub fn count(&self, english: &str, numbers: &[usize]) -> String {
        let numbers: Vec<String> = numbers.iter().copied().map(whole).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        self.with(english, &numbers)
    }

    /// The text with one value after the other for each `{}`.
    #[inline(never)]
    pub fn with(&self, english: &str, values: &[&str]) -> String {
        let text = self.text(english);
        let mut values = values.iter();
        let mut filled = String::new();
        for part in text.split('{') {
            let rest = part.strip_prefix('}');
            if rest.is_some() {
                filled += values.next().unwrap_or(&"");
            }
            filled += rest.unwrap_or(part);
        }
        filled
    }
}
