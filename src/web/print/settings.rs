//! What can be chosen for the preview, kept in the browser's storage. Where that is not to be had it lasts as long as
//! the page.

use std::cell::Cell;

use web_sys::{Storage, window};

/// Something to choose.
pub struct Choice {
    /// In storage; its label is the message of this key.
    pub name: &'static str,
    /// The group it is shown in, a key as well.
    pub group: &'static str,
    /// The first of [`SWITCH`], or any list; labels are the messages `name.option`, or what stands here.
    pub options: &'static [&'static str],
    /// The option that is usual.
    pub default: u8,
}

/// The options of what is only on or off.
pub const SWITCH: &[&str] = &["off", "on"];

const fn choice(
    name: &'static str,
    group: &'static str,
    options: &'static [&'static str],
    default: u8,
) -> Choice {
    Choice { name, group, options, default }
}

/// All choices, in the order they are offered.
pub const CHOICES: [Choice; 17] = [
    choice("zoom", "", &["auto", "width", "whole", "50", "75", "100", "150", "200"], 0),
    choice("spread", "", SWITCH, 0),
    choice("paper", "sheet", &["a4", "letter", "a5", "legal"], 0),
    choice("orientation", "sheet", &["portrait", "landscape"], 0),
    choice("size", "sheet", &["9", "10", "11", "12", "13", "14", "15", "16"], 2),
    choice("margins", "sheet", &["narrow", "normal", "wide"], 1),
    choice("columns", "sheet", &["1", "2"], 0),
    choice("images", "content", &["full", "small", "none"], 0),
    choice("links", "content", &["none", "notes"], 0),
    choice("standfirst", "content", SWITCH, 1),
    choice("captions", "content", SWITCH, 1),
    choice("author-note", "content", SWITCH, 1),
    choice("title", "strips", SWITCH, 1),
    choice("source", "strips", SWITCH, 1),
    choice("address", "strips", SWITCH, 1),
    choice("date", "strips", SWITCH, 0),
    choice("number", "strips", SWITCH, 1),
];

/// `name=option` pairs, parted by `&`.
const KEY: &str = "article-reader.print";

/// For each of [`CHOICES`] the index of the option.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Settings([u8; CHOICES.len()]);

thread_local! {
    static CURRENT: Cell<Option<Settings>> = const { Cell::new(None) };
}

impl Settings {
    /// What is stored, else what was last chosen on this page, else what is usual.
    pub fn load() -> Settings {
        let mut settings = CURRENT.get().unwrap_or_else(Settings::usual);
        let stored = storage().and_then(|storage| storage.get_item(KEY).ok()?).unwrap_or_default();
        for (name, option) in stored.split('&').filter_map(|pair| pair.split_once('=')) {
            settings.set(name, option);
        }
        settings
    }

    fn usual() -> Settings {
        // Canada, the Americas that follow the United States, and the Philippines; the rest of the world has A4.
        const LETTER_REGIONS: [&str; 8] = ["-US", "-CA", "-MX", "-PH", "-CL", "-CO", "-VE", "-PR"];
        let language = window().and_then(|window| window.navigator().language()).unwrap_or_default();
        let mut settings = Settings(CHOICES.each_ref().map(|choice| choice.default));
        if LETTER_REGIONS.iter().any(|region| language.ends_with(region)) {
            settings.set("paper", "letter");
        }
        settings
    }

    /// Keeps them.
    pub fn save(self) {
        CURRENT.set(Some(self));
        let pairs: Vec<_> =
            CHOICES.iter().map(|choice| [choice.name, self.get(choice.name)].join("=")).collect();
        if let Some(storage) = storage() {
            // A full storage is no reason to disturb anyone.
            let _ = storage.set_item(KEY, &pairs.join("&"));
        }
    }

    /// The option chosen for `name`; nothing for a name that is none.
    #[inline(never)]
    pub fn get(self, name: &str) -> &'static str {
        let at = CHOICES.iter().position(|choice| choice.name == name);
        at.map_or("", |at| CHOICES[at].options[usize::from(self.0[at])])
    }

    /// Whether `name` is switched on.
    pub fn is_on(self, name: &str) -> bool {
        self.get(name) == "on"
    }

    /// Chooses; an option or a name that is none changes nothing.
    #[inline(never)]
    pub fn set(&mut self, name: &str, option: &str) {
        let Some(at) = CHOICES.iter().position(|choice| choice.name == name) else { return };
        if let Some(index) = CHOICES[at].options.iter().position(|other| *other == option) {
            self.0[at] = index as u8;
        }
    }
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}
