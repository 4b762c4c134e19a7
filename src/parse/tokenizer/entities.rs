//! The named character references of the HTML standard, 13.5.

use std::sync::OnceLock;

/// The names in the order of what they stand for, which packs much smaller than by name. A line for each character:
/// its names with a space between, `,` behind those known without `;` too; then `=` and the character, unless it is
/// the one after that of the line before, the first after U+0008. Some have a second character.
const TABLE: &str = include_str!("entities.txt");

/// A name, and what it stands for.
pub struct Entity {
    name: &'static str,
    /// It is known without `;` too.
    is_bare: bool,
    pub character: char,
    pub second: Option<char>,
    /// The next of the same bucket, counted from one; zero at the last.
    next: u16,
}

/// All names, in buckets by their first two letters.
struct Entities {
    all: Vec<Entity>,
    /// The last of each bucket, counted from one.
    buckets: [u16; BUCKETS],
}

const BUCKETS: usize = 1 << 10;

/// The longest name that `text` begins with, and how long it is, with its `;`.
pub fn longest(text: &[u8]) -> Option<(&'static Entity, usize)> {
    static ENTITIES: OnceLock<Entities> = OnceLock::new();
    let entities = ENTITIES.get_or_init(read);
    let mut longest: Option<(&Entity, usize)> = None;
    let mut next = entities.buckets[bucket(text)?];
    while next != 0 {
        let entity = &entities.all[usize::from(next) - 1];
        next = entity.next;
        let name = entity.name.as_bytes();
        // Most differ in the next letter: a look at it is cheaper than a comparison.
        if name.len() > 2 && name.get(2) != text.get(2) {
            continue;
        }
        let Some(after) = text.strip_prefix(name) else { continue };
        let has_semicolon = after.first() == Some(&b';');
        let length = name.len() + usize::from(has_semicolon);
        if (has_semicolon || entity.is_bare) && longest.is_none_or(|(_, longest)| length > longest) {
            longest = Some((entity, length));
        }
    }
    longest
}

fn bucket(name: &[u8]) -> Option<usize> {
    match name {
        [first, second, ..] => Some((usize::from(*first) * 32 + usize::from(*second)) % BUCKETS),
        _ => None,
    }
}

fn read() -> Entities {
    let mut entities = Entities { all: Vec::new(), buckets: [0; BUCKETS] };
    let mut character = '\u{8}';
    for line in TABLE.split_terminator('\n') {
        let (names, characters) = line.split_once('=').unwrap_or((line, ""));
        let mut characters = characters.chars();
        character = characters.next().or_else(|| char::from_u32(character as u32 + 1)).unwrap_or_default();
        let second = characters.next();
        for written in names.split(' ') {
            let (name, is_bare) = written.strip_suffix(',').map_or((written, false), |name| (name, true));
            let Some(bucket) = bucket(name.as_bytes()) else { continue };
            entities.all.push(Entity { name, is_bare, character, second, next: entities.buckets[bucket] });
            entities.buckets[bucket] = entities.all.len() as u16;
        }
    }
    entities
}
