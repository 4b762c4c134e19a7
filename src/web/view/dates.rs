//! Dates and durations as people of the article's language write them.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::prelude::*;

/// An ISO 8601 date, as precise as it is, in words. A time with an offset is shown in the reader's own zone; one
/// without, as the page prints it.
pub fn in_words(iso: &str, language: Option<&str>) -> String {
    let parts: Vec<u16> =
        iso.split(|c: char| !c.is_ascii_digit()).take(5).filter_map(|part| part.parse().ok()).collect();
    let has_time = iso.contains('T') && parts.len() == 5;
    let has_offset =
        has_time && (iso.ends_with('Z') || iso.get(10..).is_some_and(|time| time.contains(['+', '-'])));
    let mut options = vec![("year", "numeric"), ("month", "long"), ("day", "numeric")];
    options.truncate(parts.len().clamp(1, 3));
    if has_time {
        options.extend([("hour", "numeric"), ("minute", "2-digit")]);
    }
    let date = if has_offset {
        Date::new(&iso.into())
    } else {
        options.push(("timeZone", "UTC"));
        let part =
            |at: usize, default: u16| parts.get(at).map_or(f64::from(default), |&part| f64::from(part));
        Date::new(&utc(part(0, 1970), part(1, 1) - 1.0, part(2, 1), part(3, 0), part(4, 0)).into())
    };
    if date.get_time().is_nan() {
        return iso.to_owned();
    }
    let options = object(&options);
    let format = Intl::DateTimeFormat::new(&locales(language), &options);
    format
        .format()
        .call1(&JsValue::UNDEFINED, &date)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// Minutes in words, such as "4 minutes".
pub fn minutes_in_words(minutes: usize, language: Option<&str>) -> String {
    let options = object(&[("style", "unit"), ("unit", "minute"), ("unitDisplay", "long")]);
    let format = Intl::NumberFormat::new(&locales(language), &options);
    let number = JsValue::from(minutes as f64);
    format
        .format()
        .call1(&JsValue::UNDEFINED, &number)
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// "Updated", before a date in the article's language.
pub fn updated(language: Option<&str>) -> &'static str {
    match language.and_then(|language| language.split('-').next()).unwrap_or_default() {
        "ar" => "آخر تحديث",
        "de" => "Aktualisiert:",
        "es" => "Actualizado:",
        "fr" => "Mis à jour :",
        "he" => "עודכן",
        "it" => "Aggiornato:",
        "ja" => "更新",
        "ko" => "수정",
        "nl" => "Bijgewerkt:",
        "pt" => "Atualizado:",
        "ru" => "Обновлено:",
        "zh" => "更新于",
        _ => "Updated",
    }
}

/// The language as a list that no formatter refuses: one that is none would make it throw.
fn locales(language: Option<&str>) -> Array {
    let list = Array::new();
    if let Some(language) = language
        && canonical(language).is_ok()
    {
        list.push(&language.into());
    }
    list
}

fn object(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (key, value) in pairs {
        let _ = Reflect::set(&object, &(*key).into(), &(*value).into());
    }
    object
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = getCanonicalLocales)]
    fn canonical(language: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = Date, js_name = UTC)]
    fn utc(year: f64, month: f64, day: f64, hour: f64, minute: f64) -> f64;
}
