//! The interface's texts. They stand in the code in English, which is also the key of their translation
//! (`www/element/messages`), so that English needs no table and a text without translation is still one.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// Translations as JavaScript has them: an object from English texts to those of another language.
#[derive(Clone)]
pub struct Messages(JsValue);

impl Messages {
    /// Those of `translations`; `undefined` is English.
    pub fn new(translations: JsValue) -> Messages {
        Messages(translations)
    }

    /// The text in the reader's language.
    pub fn text(&self, english: &str) -> String {
        let found = Reflect::get(&self.0, &english.into()).ok().and_then(|text| text.as_string());
        found.unwrap_or_else(|| english.to_owned())
    }

    /// The text with `value` for its `{}`.
    pub fn with(&self, english: &str, value: &str) -> String {
        self.text(english).replacen("{}", value, 1)
    }
}
