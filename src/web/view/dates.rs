//! Dates and durations as people of the article's language write them.

use js_sys::{Date, JSON};
use wasm_bindgen::prelude::*;

use crate::web::dom::call;
use crate::web::settings;

/// An ISO 8601 date, as precise as it is, in words. A time with an offset is shown in the reader's own zone; one
/// without, as the page prints it.
pub fn in_words(iso: &str, language: Option<&str>) -> String {
    // As many characters as `2024-05-06` has stand before a time.
    const DATE: usize = 10;
    const YEAR: usize = 4;
    let time = iso.get(DATE..).unwrap_or_default();
    let has_offset = time.bytes().any(|byte| matches!(byte, b'Z' | b'+' | b'-'));
    let date =
        Date::new(&if time.is_empty() || has_offset { iso.into() } else { [iso, "Z"].concat().into() });
    if call(&date, "getTime", &[]).as_f64().is_none_or(f64::is_nan) {
        return iso.to_owned();
    }
    let options = [
        r#"{"year":"numeric""#,
        if iso.len() > YEAR { r#","month":"long""# } else { "" },
        if iso.len() >= DATE { r#","day":"numeric""# } else { "" },
        if time.is_empty() { "" } else { r#","hour":"numeric","minute":"2-digit""# },
        if has_offset { "}" } else { r#","timeZone":"UTC"}"# },
    ];
    to_words(&date, language, &options.concat())
}

/// Minutes in words, such as "4 minutes".
pub fn minutes_in_words(minutes: usize, language: Option<&str>) -> String {
    let minutes = JsValue::from(minutes as f64);
    to_words(&minutes, language, r#"{"style":"unit","unit":"minute","unitDisplay":"long"}"#)
}

/// A date or number in the language; in the browser's where there is none of that name.
#[inline(never)]
fn to_words(value: &JsValue, language: Option<&str>, options: &str) -> String {
    let options = JSON::parse(options).unwrap_or_default();
    let language = language.map_or(JsValue::UNDEFINED, JsValue::from);
    // Not called by its name: a number is no object that `Reflect` could look into.
    let value: &Wordy = value.unchecked_ref();
    let words = |language: &JsValue| value.to_locale_string(language, &options);
    words(&language).or_else(|_| words(&JsValue::UNDEFINED)).unwrap_or_default()
}

/// "Updated", before a date in the article's language.
pub fn updated(language: Option<&str>) -> &'static str {
    const WORDS: &str = "ar=آخر تحديث|de=Aktualisiert:|es=Actualizado:|fr=Mis à jour :|he=עודכן|it=Aggiornato:|ja=更新\
        |ko=수정|nl=Bijgewerkt:|pt=Atualizado:|ru=Обновлено:|zh=更新于";
    let language = language.unwrap_or_default().split('-').next().unwrap_or_default();
    settings::options(WORDS).find(|word| word.0 == language).map_or("Updated", |word| word.1)
}

#[wasm_bindgen]
extern "C" {
    /// What has words in each language: a date, a number.
    type Wordy;
    #[wasm_bindgen(method, catch, js_name = toLocaleString)]
    fn to_locale_string(this: &Wordy, language: &JsValue, options: &JsValue) -> Result<String, JsValue>;
}
