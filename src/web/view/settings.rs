//! What a reader can set: one table, which the panel, the storage, export and import, and the styles all go through.
//!
//! Values are text, as controls and storage have them. They are the same for all readers of a page, and kept in the
//! browser's storage; where that is not to be had (private windows, blocked cookies) as long as the page.

use std::cell::RefCell;

use js_sys::{JSON, Object, Reflect};
use web_sys::{Storage, window};

/// One thing to set.
pub struct Setting {
    /// Its key in storage and exports, and the name of its control. As CSS has it, a choice or switch is
    /// `data-<name>` of the view, anything else the custom property `--set-<name>`, which is absent at the default.
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
    /// One of these: the value, and its English name.
    Choice(&'static [(&'static str, &'static str)]),
    /// `on` or `off`.
    Switch,
    /// `#rrggbb`.
    Color,
    /// The name of a font.
    Font,
}

const fn number(
    name: &'static str,
    label: &'static str,
    (min, max, step): (u32, u32, u32),
    unit: &'static str,
    default: &'static str,
) -> Setting {
    Setting { name, label, kind: Kind::Number { min, max, step, unit }, default }
}

const fn choice(
    name: &'static str,
    label: &'static str,
    choices: &'static [(&'static str, &'static str)],
    default: &'static str,
) -> Setting {
    Setting { name, label, kind: Kind::Choice(choices), default }
}

/// All settings, in the panel's order.
pub static TABLE: [Setting; 16] = [
    choice(
        "theme",
        "Theme",
        &[
            ("system", "As the system"),
            ("light", "Light"),
            ("sepia", "Sepia"),
            ("gray", "Gray"),
            ("dark", "Dark"),
            ("black", "Black"),
            ("contrast", "High contrast"),
            ("custom", "Own colors"),
        ],
        "system",
    ),
    Setting { name: "text", label: "Text color", kind: Kind::Color, default: "#1d1c1a" },
    Setting { name: "background", label: "Background color", kind: Kind::Color, default: "#fdfdfb" },
    Setting { name: "link", label: "Link color", kind: Kind::Color, default: "#0a58a8" },
    choice(
        "family",
        "Font",
        &[
            ("serif", "Serif"),
            ("sans", "Sans-serif"),
            ("mono", "Monospace"),
            ("dyslexia", "Dyslexia-friendly"),
            ("own", "Own font"),
        ],
        "serif",
    ),
    Setting { name: "font", label: "Name of the font", kind: Kind::Font, default: "" },
    number("size", "Text size", (1200, 12800, 200), "px", "20"),
    number("weight", "Weight", (30000, 80000, 10000), "", "400"),
    number("line", "Line height", (100, 260, 10), "", "1.6"),
    number("measure", "Line width", (2000, 6000, 100), "em", "31"),
    number("letter", "Letter spacing", (0, 24, 1), "em", "0"),
    number("word", "Word spacing", (0, 40, 2), "em", "0"),
    choice("align", "Alignment", &[("start", "Ragged"), ("justify", "Justified")], "start"),
    choice("columns", "Columns", &[("1", "1"), ("2", "2"), ("3", "3")], "1"),
    Setting { name: "hyphens", label: "Hyphenation", kind: Kind::Switch, default: "off" },
    Setting { name: "keys", label: "Single-key shortcuts", kind: Kind::Switch, default: "on" },
];

/// The text sizes that the buttons go through, in CSS pixels: small steps where reading happens, then larger ones
/// up to a hall's projector.
const SIZES: [u32; 19] = [12, 14, 16, 18, 20, 22, 24, 26, 28, 32, 36, 40, 48, 56, 64, 80, 96, 112, 128];
/// Longest name of a font, in bytes.
const MAX_FONT: usize = 100;

thread_local! {
    /// The values of [`TABLE`], in its order.
    static VALUES: RefCell<Vec<String>> =
        RefCell::new(TABLE.iter().map(|setting| setting.default.to_owned()).collect());
}

/// Takes over what is stored; without storage what was last set on this page stays.
pub fn load() {
    let Some(storage) = storage() else { return };
    fill(|setting| storage.get_item(&key(setting)).ok().flatten());
}

/// The value of the setting `name`, which is one of the table.
pub fn get(name: &str) -> String {
    let at = TABLE.iter().position(|setting| setting.name == name).unwrap_or_default();
    VALUES.with_borrow(|values| values[at].clone())
}

/// Sets and keeps; false if there is no such setting, or it cannot have that value.
pub fn set(name: &str, value: &str) -> bool {
    let Some(at) = TABLE.iter().position(|setting| setting.name == name) else { return false };
    let Some(value) = valid(&TABLE[at], value) else { return false };
    VALUES.with_borrow_mut(|values| values[at] = value);
    save();
    true
}

/// All as at first.
pub fn reset() {
    fill(|_| None);
    save();
}

/// What was changed, as a JSON object of text.
pub fn export() -> String {
    let object = Object::new();
    VALUES.with_borrow(|values| {
        for (setting, value) in TABLE.iter().zip(values).filter(|(setting, value)| *value != setting.default)
        {
            let _ = Reflect::set(&object, &setting.name.into(), &value.into());
        }
    });
    JSON::stringify(&object).map(String::from).unwrap_or_default()
}

/// Takes over an export, keeping nothing else; false if `text` is none. What is unknown or impossible is left out.
pub fn import(text: &str) -> bool {
    let Ok(object) = JSON::parse(text) else { return false };
    if !object.is_object() {
        return false;
    }
    fill(|setting| Reflect::get(&object, &setting.name.into()).ok()?.as_string());
    save();
    true
}

/// The next text size up or down, in CSS pixels; `None` at the end.
pub fn next_size(up: bool) -> Option<u32> {
    let now = get("size").parse::<u32>().unwrap_or_default();
    let mut sizes = SIZES.into_iter();
    if up { sizes.find(|&size| size > now) } else { sizes.rfind(|&size| size < now) }
}

/// The text size as long as nothing is set, in CSS pixels.
pub fn usual_size() -> Option<u32> {
    TABLE.iter().find(|setting| setting.name == "size")?.default.parse().ok()
}

/// Replaces each value by what `source` has for it, else by the default.
fn fill(source: impl Fn(&Setting) -> Option<String>) {
    let value = |setting| source(setting).and_then(|value| valid(setting, &value));
    let values = TABLE.iter().map(|setting| value(setting).unwrap_or_else(|| setting.default.to_owned()));
    let values = values.collect();
    VALUES.set(values);
}

fn save() {
    let Some(storage) = storage() else { return };
    VALUES.with_borrow(|values| {
        for (setting, value) in TABLE.iter().zip(values) {
            // A full storage is no reason to disturb anyone.
            let _ = if value == setting.default {
                storage.remove_item(&key(setting))
            } else {
                storage.set_item(&key(setting), value)
            };
        }
    });
}

/// `www/element/states.js` reads the theme too, for what it shows before the engine is there.
fn key(setting: &Setting) -> String {
    ["article-reader.", setting.name].concat()
}

/// The value as it is kept, if the setting can have it.
fn valid(setting: &Setting, value: &str) -> Option<String> {
    match setting.kind {
        Kind::Number { min, max, .. } => Some(decimal(hundredths(value)?.clamp(min, max))),
        Kind::Choice(choices) => choices.iter().any(|(one, _)| *one == value).then(|| value.to_owned()),
        Kind::Switch => matches!(value, "on" | "off").then(|| value.to_owned()),
        Kind::Color => {
            let hex = value.strip_prefix('#')?;
            (hex.len() == 6 && hex.bytes().all(|b| b.is_ascii_hexdigit())).then(|| value.to_owned())
        }
        Kind::Font => {
            (value.len() <= MAX_FONT && !value.contains(char::is_control)).then(|| value.to_owned())
        }
    }
}

fn hundredths(text: &str) -> Option<u32> {
    /// Far above every setting.
    const LARGEST: u32 = 10_000;
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let mut value = whole.parse::<u32>().ok()?.min(LARGEST);
    for digit in part.chars().chain(['0', '0']).take(2) {
        value = value * 10 + digit.to_digit(10)?;
    }
    Some(value)
}

/// A number of hundredths as decimal text, without zeros at its end.
pub fn decimal(hundredths: u32) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The browser's storage, where it may be used.
pub fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}
