//! Texts that are made while a page is read, kept until all of it is: so each is a `&str` like those of the page
//! itself, to be copied and forgotten.

use super::plain;
use std::cell::{Cell, OnceCell};

/// Room for a text, and behind it for the next.
#[derive(Default)]
pub struct Room(OnceCell<Box<(String, Room)>>);

impl Drop for Room {
    /// One after the other: a page can have so many that one inside the other is too deep.
    fn drop(&mut self) {
        let mut next = self.0.take();
        while let Some(mut kept) = next {
            next = kept.1.0.take();
        }
    }
}

/// Keeps texts.
pub struct Texts<'a>(Cell<&'a Room>);

impl<'a> Texts<'a> {
    /// Keeps them in `room`.
    pub fn new(room: &'a Room) -> Texts<'a> {
        Texts(Cell::new(room))
    }

    /// `text`, as long as the room is there.
    #[inline(never)]
    pub fn keep(&self, text: String) -> &'a str {
        if text.is_empty() {
            return "";
        }
        let (text, rest) = &**self.0.get().0.get_or_init(|| Box::new((text, Room::default())));
        self.0.set(rest);
        text
    }

    /// `text` on one clean line, see [`plain::plain`].
    #[inline(never)]
    pub fn plain(&self, text: &str, limit: usize) -> &'a str {
        self.keep(plain::plain(text, limit))
    }

    /// `text` by its letters and digits, see [`plain::loose`].
    #[inline(never)]
    pub fn loose(&self, text: &str) -> &'a str {
        self.keep(plain::loose(text))
    }
}
