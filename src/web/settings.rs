//! What a reader can set, for the view and for the print preview: one table, which the panels, the storage, export and
//! import, and the styles all go through.
//!
//! Values are text, as controls and storage have them. They are the same for all readers of a page, and kept in the
//! browser's storage; where that is not to be had (private windows, blocked cookies) as long as the page.

use std::cell::RefCell;

use js_sys::{JSON, Object};
use wasm_bindgen::JsValue;

use super::dom::{call, decimal, is_in, window};
use super::object::{property, set_property, text_property};

/// One thing to set.
pub struct Setting {
    /// Its key in storage and exports, and the name of its control. As CSS has it, a choice or switch is
    /// `data-<name>` of the view, anything else the custom property `--set-<name>`, which is absent at the default.
    /// Those of the preview begin with `print-`, and are `data-<rest>` of what is printed.
    pub name: &'static str,
    /// What it is called, in English.
    pub label: &'static str,
    /// The values it can have.
    pub kind: Kind,
    /// The value as long as nothing is set.
    pub default: &'static str,
}

/// The values that a setting can have.
#[derive(Clone, Copy)]
pub enum Kind {
    /// From `min` to `max` in steps, all in hundredths of `unit`.
    Number { min: u32, max: u32, step: u32, unit: &'static str },
    /// One of these, all in sight: `value=English name`, apart by `|`; where there is no name, the value is it.
    Choice(&'static str),
    /// The same in a list that opens.
    List(&'static str),
    /// `on` or `off`.
    Switch,
    /// `#rrggbb`.
    Color,
    /// The name of a font.
    Font,
}

const fn setting(name: &'static str, label: &'static str, kind: Kind, default: &'static str) -> Setting {
    Setting { name, label, kind, default }
}

const fn number(min: u32, max: u32, step: u32, unit: &'static str) -> Kind {
    Kind::Number { min, max, step, unit }
}

const THEMES: &str = "system=As the system|light=Light|sepia=Sepia|gray=Gray|dark=Dark|black=Black\
    |contrast=High contrast|custom=Own colors";
const FAMILIES: &str = "serif=Serif|sans=Sans-serif|mono=Monospace|dyslexia=Dyslexia-friendly|own=Own font";
const ZOOMS: &str = "auto=Fit|width=Page width|whole=Whole page|50=50%|75=75%|100=100%|150=150%|200=200%";

/// How many settings of [`TABLE`] are the view's; the others are the preview's.
const OF_VIEW: usize = 17;
/// Those of the preview that stand in its bar, and change no sheet.
const OF_BAR: usize = 2;

/// All settings, in the order of the panels.
static TABLE: [Setting; 34] = [
    setting("theme", "Theme", Kind::Choice(THEMES), "system"),
    setting("text", "Text color", Kind::Color, "#1d1c1a"),
    setting("background", "Background color", Kind::Color, "#fdfdfb"),
    setting("link", "Link color", Kind::Color, "#0a58a8"),
    setting("family", "Font", Kind::Choice(FAMILIES), "serif"),
    setting("font", "Name of the font", Kind::Font, ""),
    setting("size", "Text size", number(1200, 12800, 200, "px"), "20"),
    setting("weight", "Weight", number(30000, 80000, 10000, ""), "400"),
    setting("line", "Line height", number(100, 260, 10, ""), "1.6"),
    setting("measure", "Line width", number(2000, 6000, 100, "em"), "31"),
    setting("letter", "Letter spacing", number(0, 24, 1, "em"), "0"),
    setting("word", "Word spacing", number(0, 40, 2, "em"), "0"),
    setting("align", "Alignment", Kind::Choice("start=Ragged|justify=Justified"), "start"),
    setting("columns", "Columns", Kind::Choice("1|2|3"), "1"),
    setting(
        "writing",
        "Writing direction",
        Kind::Choice("horizontal=Horizontal|vertical=Vertical"),
        "horizontal",
    ),
    setting("hyphens", "Hyphenation", Kind::Switch, "off"),
    setting("keys", "Single-key shortcuts", Kind::Switch, "on"),
    setting("print-zoom", "Zoom", Kind::List(ZOOMS), "auto"),
    setting("print-spread", "Two pages side by side", Kind::Switch, "off"),
    setting("print-paper", "Paper", Kind::List("a4=A4|letter=Letter|a5=A5|legal=Legal"), "a4"),
    setting(
        "print-orientation",
        "Orientation",
        Kind::List("portrait=Portrait|landscape=Landscape"),
        "portrait",
    ),
    setting("print-size", "Text size in points", Kind::List("9|10|11|12|13|14|15|16"), "11"),
    setting("print-margins", "Margins", Kind::List("narrow=Narrow|normal=Normal|wide=Wide"), "normal"),
    setting("print-columns", "Columns", Kind::List("1|2"), "1"),
    setting("print-images", "Images", Kind::List("full=Full size|small=Small|none=None"), "full"),
    setting("print-links", "Link addresses", Kind::List("none=Left out|notes=As notes"), "none"),
    setting("print-standfirst", "Standfirst", Kind::Switch, "on"),
    setting("print-captions", "Captions", Kind::Switch, "on"),
    setting("print-author-note", "Note on the author", Kind::Switch, "on"),
    setting("print-title", "Title", Kind::Switch, "on"),
    setting("print-source", "Source", Kind::Switch, "on"),
    setting("print-address", "Address", Kind::Switch, "on"),
    setting("print-date", "Date of printing", Kind::Switch, "off"),
    setting("print-number", "Page numbers", Kind::Switch, "on"),
];

/// Those of the view.
pub fn of_view() -> &'static [Setting] {
    &TABLE[..OF_VIEW]
}

/// Those of the preview.
pub fn of_print() -> &'static [Setting] {
    &TABLE[OF_VIEW..]
}

/// Those in the preview's bar, which change no sheet.
pub fn of_bar() -> &'static [Setting] {
    &TABLE[OF_VIEW..OF_VIEW + OF_BAR]
}

/// Those of the sheets.
pub fn of_sheets() -> &'static [Setting] {
    &TABLE[OF_VIEW + OF_BAR..]
}

/// The text sizes that the buttons go through, in CSS pixels: small steps where reading happens, then larger ones
/// up to a hall's projector.
const SIZES: [u8; 19] = [12, 14, 16, 18, 20, 22, 24, 26, 28, 32, 36, 40, 48, 56, 64, 80, 96, 112, 128];
/// Longest name of a font, in bytes.
const MAX_FONT: usize = 100;
/// In storage: what [`export`] gives. `www/element/states.js` reads the theme there, for what it shows before the
/// engine is there.
pub const KEY: &str = "article-reader.settings";

thread_local! {
    /// What was changed: an object of text, as [`export`] writes it. None before the first [`load`].
    static VALUES: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

/// Takes over what is stored; without storage what was last set on this page stays.
#[inline(never)]
pub fn load() {
    let stored = stored(KEY);
    if stored.is_some() || VALUES.with_borrow(JsValue::is_undefined) {
        let _ = fill(&stored.unwrap_or_default()) || fill("{}");
    }
}

/// The setting of this name.
pub fn find(name: &str) -> Option<&'static Setting> {
    TABLE.iter().find(|setting| setting.name == name)
}

/// The value of the setting `name`; empty for a name that is none.
#[inline(never)]
pub fn get(name: &str) -> String {
    let value = VALUES.with_borrow(|values| property(values, name)).as_string();
    value.unwrap_or_else(|| find(name).map_or("", usual).to_owned())
}

/// Whether the setting `name` has this value.
#[inline(never)]
pub fn is(name: &str, value: &str) -> bool {
    get(name) == value
}

/// Sets and keeps; false if there is no such setting, or it cannot have that value.
#[inline(never)]
pub fn set(name: &str, value: &str) -> bool {
    let Some(setting) = find(name) else { return false };
    let done = VALUES.with_borrow(|values| put(values, setting, value));
    if done {
        save();
    }
    done
}

/// What is set in the view as at first.
pub fn reset() {
    for setting in of_view() {
        VALUES.with_borrow(|values| put(values, setting, usual(setting)));
    }
    save();
}

/// What was changed, as a JSON object of text.
pub fn export() -> String {
    VALUES.with_borrow(|values| JSON::stringify(values).map(String::from).unwrap_or_default())
}

/// Takes over an export, keeping nothing else; false if `text` is none. What is unknown or impossible is left out.
pub fn import(text: &str) -> bool {
    let done = fill(text);
    if done {
        save();
    }
    done
}

/// The next text size up or down, in CSS pixels; `None` at the end.
pub fn next_size(up: bool) -> Option<u8> {
    let now = get("size").parse::<u8>().unwrap_or_default();
    if up {
        SIZES.iter().copied().find(|&size| size > now)
    } else {
        SIZES.iter().copied().rfind(|&size| size < now)
    }
}

/// Replaces the values by those that the JSON `text` has; false if it is no object.
fn fill(text: &str) -> bool {
    let Ok(object) = JSON::parse(text) else { return false };
    if !object.is_object() {
        return false;
    }
    let values = Object::new();
    for setting in &TABLE {
        if let Some(value) = property(&object, setting.name).as_string() {
            put(&values, setting, &value);
        }
    }
    VALUES.set(values.into());
    true
}

/// Puts a value among others, if the setting can have it; what is usual is left out.
#[inline(never)]
fn put(values: &JsValue, setting: &Setting, value: &str) -> bool {
    let Some(value) = valid(setting, value) else { return false };
    let kept = if value == usual(setting) { JsValue::UNDEFINED } else { value.into() };
    set_property(values, setting.name, &kept);
    true
}

fn save() {
    store(KEY, &export());
}

/// The value as long as nothing is set.
pub fn usual(setting: &Setting) -> &'static str {
    // Canada, the Americas that follow the United States, and the Philippines; the rest of the world has A4.
    const LETTER_REGIONS: &str = "US|CA|MX|PH|CL|CO|VE|PR";
    if setting.name == "print-paper" {
        let language = text_property(&property(&window(), "navigator"), "language");
        if language.split('-').any(|part| is_in(LETTER_REGIONS, part)) {
            return "letter";
        }
    }
    setting.default
}

/// The value as it is kept, if the setting can have it.
#[inline(never)]
fn valid(setting: &Setting, value: &str) -> Option<String> {
    let is_valid = match setting.kind {
        Kind::Number { min, max, .. } => return Some(decimal(hundredths(value)?.clamp(min, max))),
        Kind::Choice(list) | Kind::List(list) => options(list).any(|option| option.0 == value),
        Kind::Switch => value == "on" || value == "off",
        Kind::Color => {
            let bytes = value.as_bytes();
            bytes.len() == 7 && bytes[0] == b'#' && bytes[1..].iter().all(u8::is_ascii_hexdigit)
        }
        Kind::Font => value.len() <= MAX_FONT && !value.bytes().any(|byte| byte.is_ascii_control()),
    };
    is_valid.then(|| value.to_owned())
}

/// The options of a choice or list: each value with its English name.
pub fn options(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    list.split('|').map(|option| option.split_once('=').unwrap_or((option, option)))
}

/// A number that is not negative, to the hundredth; the largest where it is larger.
fn hundredths(text: &str) -> Option<u32> {
    let number = JSON::parse(text).ok()?.as_f64()?;
    Some((number * 100.0).round() as u32)
}

/// What the browser's storage has under a key, empty where it has nothing; none where there is no storage to be had.
#[inline(never)]
pub fn stored(key: &str) -> Option<String> {
    let storage = property(&window(), "localStorage");
    let text = call(&storage, "getItem", &[&key.into()]);
    storage.is_object().then(|| text.as_string().unwrap_or_default())
}

/// Keeps a text in the browser's storage. A full one is no reason to disturb anyone.
#[inline(never)]
pub fn store(key: &str, text: &str) {
    call(&property(&window(), "localStorage"), "setItem", &[&key.into(), &text.into()]);
}
