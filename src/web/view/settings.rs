//! What a reader can set, kept in the browser's storage. Where that is not to be had (private windows, blocked
//! cookies) it lasts as long as the page.

use std::cell::Cell;

use web_sys::{Storage, window};

/// Text sizes in CSS pixels: small steps where reading happens, then larger ones up to a hall's projector.
pub const SIZES: [u32; 19] = [12, 14, 16, 18, 20, 22, 24, 26, 28, 32, 36, 40, 48, 56, 64, 80, 96, 112, 128];
const DEFAULT_SIZE: usize = 4;

/// How light and colored the paper is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the system is set, light or dark.
    System,
    /// Dark on white.
    Light,
    /// Brown on cream.
    Sepia,
    /// Light on near-black.
    Dark,
}

impl Theme {
    /// All of them, in the order they are offered.
    pub const ALL: [Theme; 4] = [Theme::System, Theme::Light, Theme::Sepia, Theme::Dark];

    /// The value in storage and in `data-theme`.
    pub fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Sepia => "sepia",
            Theme::Dark => "dark",
        }
    }

    fn of_name(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }
}

/// The settings as they are now.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Index into [`SIZES`].
    size: usize,
    /// See [`Theme`].
    pub theme: Theme,
}

/// `www/element/states.js` reads the theme too, for what it shows before the engine is there.
const SIZE_KEY: &str = "article-reader.size";
const THEME_KEY: &str = "article-reader.theme";

thread_local! {
    static CURRENT: Cell<Settings> = const { Cell::new(Settings { size: DEFAULT_SIZE, theme: Theme::System }) };
}

impl Settings {
    /// What is stored, else what was last set on this page.
    pub fn load() -> Settings {
        let mut settings = CURRENT.get();
        let stored = |key| storage()?.get_item(key).ok()?;
        if let Some(pixels) = stored(SIZE_KEY).and_then(|text| text.parse().ok()) {
            settings.size = SIZES.iter().position(|&size| size >= pixels).unwrap_or(SIZES.len() - 1);
        }
        if let Some(theme) = stored(THEME_KEY).and_then(|name| Theme::of_name(&name)) {
            settings.theme = theme;
        }
        settings
    }

    /// Keeps them.
    pub fn save(self) {
        CURRENT.set(self);
        if let Some(storage) = storage() {
            // A full storage is no reason to disturb anyone.
            let _ = storage.set_item(SIZE_KEY, &self.pixels().to_string());
            let _ = storage.set_item(THEME_KEY, self.theme.name());
        }
    }

    /// The text size in CSS pixels.
    pub fn pixels(self) -> u32 {
        SIZES[self.size]
    }

    /// Changes the text size by steps.
    pub fn step(&mut self, steps: isize) {
        self.size = self.size.saturating_add_signed(steps).min(SIZES.len() - 1);
    }

    /// The usual text size again.
    pub fn reset_size(&mut self) {
        self.size = DEFAULT_SIZE;
    }

    /// Whether there is a smaller and a larger size.
    pub fn can_step(self) -> (bool, bool) {
        (self.size > 0, self.size + 1 < SIZES.len())
    }
}

fn storage() -> Option<Storage> {
    window()?.local_storage().ok()?
}
