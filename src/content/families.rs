//! What an element's class, id and roles say about it: families of words that authors of pages use.

use crate::tree::{Node, attr};

/// A set of families, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Families(u32);

impl Families {
    pub(super) fn has(self, family: Family) -> bool {
        self.0 & (1 << family as u32) != 0
    }

    fn add(&mut self, family: Family) {
        self.0 |= 1 << family as u32;
    }
}

/// What a word in a class name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Family {
    /// The article's body.
    Body,
    /// The article, or main content in general.
    Content,
    /// Footers, copyright.
    Footer,
    /// Headers, mastheads.
    Header,
    /// Navigation, menus, breadcrumbs.
    Navigation,
    /// Sidebars, rails, widgets.
    Sidebar,
    /// Captions and credits.
    Caption,
    /// Comments, discussion.
    Comment,
    /// Related, recommended, most read.
    Related,
    /// Standfirst, summary, lead.
    Standfirst,
    /// Newsletter, subscription, sign-up, paywall.
    Newsletter,
    /// Author, byline, biography.
    Author,
    /// Share and social bars.
    Share,
    /// Advertising, promotion, sponsoring.
    Advertisement,
    /// Tags, categories, topics.
    Tag,
    /// Dates and other article metadata.
    Meta,
    /// Cards, teasers, tiles, carousels.
    Card,
    /// Overlays, pop-ups, notices.
    Overlay,
    /// Dialogs, and what asks for consent to cookies.
    Dialog,
    /// Boxes inside: info boxes, fact boxes, call-outs, tables of contents.
    Box,
    /// Not shown: hidden attributes and styles.
    Hidden,
}

/// How many families there are.
pub(super) const FAMILIES: usize = Family::Hidden as usize + 1;

/// Words and the family they speak for, sorted by word.
static WORDS: &[(&str, Family)] = {
    use Family::*;
    &[
        ("abstract", Standfirst),
        ("ad", Advertisement),
        ("ads", Advertisement),
        ("adv", Advertisement),
        ("advert", Advertisement),
        ("advertisement", Advertisement),
        ("advertising", Advertisement),
        ("affiliate", Advertisement),
        ("alertdialog", Dialog),
        ("article", Content),
        ("articlebody", Body),
        ("articlecontent", Body),
        ("articles", Card),
        ("articletext", Body),
        ("aside", Sidebar),
        ("author", Author),
        ("authors", Author),
        ("autor", Author),
        ("banner", Advertisement),
        ("bio", Author),
        ("blurb", Card),
        ("body", Body),
        ("bodytext", Body),
        ("bottom", Footer),
        ("box", Box),
        ("breadcrumb", Navigation),
        ("breadcrumbs", Navigation),
        ("byline", Author),
        ("callout", Box),
        ("caption", Caption),
        ("captions", Caption),
        ("card", Card),
        ("cards", Card),
        ("carousel", Card),
        ("categories", Tag),
        ("category", Tag),
        ("cmt", Comment),
        ("comment", Comment),
        ("commentlist", Comment),
        ("comments", Comment),
        ("complementary", Sidebar),
        ("consent", Dialog),
        ("content", Content),
        ("contentinfo", Footer),
        ("contents", Content),
        ("cookie", Dialog),
        ("cookies", Dialog),
        ("copyright", Footer),
        ("credit", Caption),
        ("credits", Caption),
        ("cta", Newsletter),
        ("date", Meta),
        ("dateline", Meta),
        ("datetime", Meta),
        ("deck", Standfirst),
        ("dek", Standfirst),
        ("description", Standfirst),
        ("detail", Content),
        ("dialog", Dialog),
        ("discussion", Comment),
        ("disqus", Comment),
        ("donate", Newsletter),
        ("donation", Newsletter),
        ("entry", Content),
        ("excerpt", Standfirst),
        ("facebook", Share),
        ("fact", Box),
        ("factbox", Box),
        ("facts", Box),
        ("featured", Related),
        ("feed", Card),
        ("figcaption", Caption),
        ("follow", Share),
        ("footer", Footer),
        ("footnote", Meta),
        ("gallery", Card),
        ("gdpr", Dialog),
        ("grid", Card),
        ("head", Header),
        ("header", Header),
        ("hero", Header),
        ("hidden", Hidden),
        ("highlight", Box),
        ("hot", Related),
        ("infobox", Box),
        ("intro", Standfirst),
        ("item", Card),
        ("items", Card),
        ("keyword", Tag),
        ("keywords", Tag),
        ("kicker", Standfirst),
        ("latest", Related),
        ("lead", Standfirst),
        ("lede", Standfirst),
        ("links", Navigation),
        ("list", Card),
        ("listing", Card),
        ("login", Newsletter),
        ("main", Content),
        ("maincontent", Content),
        ("masthead", Header),
        ("menu", Navigation),
        ("meta", Meta),
        ("metadata", Meta),
        ("modal", Overlay),
        ("more", Related),
        ("mostread", Related),
        ("nav", Navigation),
        ("navbar", Navigation),
        ("navigation", Navigation),
        ("newsletter", Newsletter),
        ("next", Navigation),
        ("note", Box),
        ("notice", Overlay),
        ("offer", Newsletter),
        ("outbrain", Related),
        ("overlay", Overlay),
        ("pager", Navigation),
        ("pagination", Navigation),
        ("partner", Advertisement),
        ("paywall", Newsletter),
        ("piano", Newsletter),
        ("popular", Related),
        ("popup", Overlay),
        ("post", Content),
        ("postcontent", Body),
        ("posts", Card),
        ("prev", Navigation),
        ("profile", Author),
        ("promo", Advertisement),
        ("promotion", Advertisement),
        ("prose", Body),
        ("published", Meta),
        ("rail", Sidebar),
        ("read", Related),
        ("readmore", Related),
        ("recirc", Related),
        ("recommend", Related),
        ("recommendation", Related),
        ("recommendations", Related),
        ("recommended", Related),
        ("register", Newsletter),
        ("related", Related),
        ("replies", Comment),
        ("reply", Comment),
        ("respond", Comment),
        ("rich", Body),
        ("richtext", Body),
        ("row", Card),
        ("rte", Body),
        ("search", Navigation),
        ("share", Share),
        ("sharing", Share),
        ("shop", Advertisement),
        ("sidebar", Sidebar),
        ("signup", Newsletter),
        ("slider", Card),
        ("slideshow", Card),
        ("snippet", Card),
        ("social", Share),
        ("sponsor", Advertisement),
        ("sponsored", Advertisement),
        ("standfirst", Standfirst),
        ("story", Content),
        ("storybody", Body),
        ("storytext", Body),
        ("subheadline", Standfirst),
        ("subscribe", Newsletter),
        ("subscription", Newsletter),
        ("subtitle", Standfirst),
        ("summary", Standfirst),
        ("swiper", Card),
        ("taboola", Related),
        ("tag", Tag),
        ("tags", Tag),
        ("teaser", Card),
        ("teasers", Card),
        ("text", Body),
        ("thumb", Card),
        ("thumbnail", Card),
        ("tile", Card),
        ("time", Meta),
        ("timestamp", Meta),
        ("tip", Box),
        ("toc", Box),
        ("toolbar", Share),
        ("tools", Share),
        ("top", Header),
        ("topic", Tag),
        ("topics", Tag),
        ("trending", Related),
        ("twitter", Share),
        ("user", Author),
        ("utility", Navigation),
        ("vote", Share),
        ("widget", Sidebar),
        ("widgets", Sidebar),
        ("writer", Author),
        ("wysiwyg", Body),
    ]
};

/// Attributes whose words count.
const NAMED: [crate::tree::Name; 5] = [attr::CLASS, attr::ID, attr::ITEMPROP, attr::ROLE, attr::DATA_TESTID];

/// Longer class lists are machine-made; what they say at the beginning is enough.
const MAX_BYTES: usize = 256;

/// Classes that make up a signature.
const SIGNATURE_CLASSES: usize = 2;

/// The families of `node`, and the signature of its name and first classes.
pub(super) fn read(node: Node<'_>) -> (Families, u64) {
    let mut families = Families::default();
    let mut signature = Fnv::new(node.name().index() as u64);
    for (name, value) in node.attrs() {
        if name == attr::CLASS {
            for class in value.split_ascii_whitespace().take(SIGNATURE_CLASSES) {
                class
                    .bytes()
                    .take(MAX_BYTES)
                    .for_each(|b| signature.add(if b.is_ascii_digit() { b'#' } else { b }));
                signature.add(b' ');
            }
        }
        if NAMED.contains(&name) {
            let value = value.as_bytes();
            words(&value[..value.len().min(MAX_BYTES)], |word| {
                if let Ok(at) = WORDS.binary_search_by(|(own, _)| own.as_bytes().cmp(word)) {
                    families.add(WORDS[at].1);
                }
            });
        }
        let hides = match name {
            attr::HIDDEN => true,
            attr::ARIA_HIDDEN => value.eq_ignore_ascii_case("true"),
            attr::STYLE => hides(value),
            _ => false,
        };
        if hides {
            families.add(Family::Hidden);
        }
    }
    (families, signature.value)
}

/// Whether an inline style takes its element away.
pub(super) fn hides(style: &str) -> bool {
    style.split(';').take(64).any(|rule| {
        let Some((property, value)) = rule.split_once(':') else { return false };
        let value = value.trim().trim_end_matches("!important").trim_end();
        match property.trim() {
            "display" => value == "none",
            "visibility" => value == "hidden",
            _ => false,
        }
    })
}

/// Splits at everything but letters, and at each lower-to-upper change; words come in lower case.
fn words(value: &[u8], mut each: impl FnMut(&[u8])) {
    let mut word = [0_u8; 24];
    let mut len = 0;
    let mut lower = false;
    for &byte in value.iter().chain(b" ") {
        if !byte.is_ascii_alphabetic() || byte.is_ascii_uppercase() && lower {
            if len > 1 && len <= word.len() {
                each(&word[..len]);
            }
            len = 0;
        }
        if byte.is_ascii_alphabetic() {
            if let Some(slot) = word.get_mut(len) {
                *slot = byte.to_ascii_lowercase();
            }
            len += 1;
        }
        lower = byte.is_ascii_lowercase();
    }
}

/// FNV-1a.
pub(super) struct Fnv {
    pub(super) value: u64,
}

impl Fnv {
    pub(super) fn new(seed: u64) -> Fnv {
        Fnv { value: 0xcbf2_9ce4_8422_2325 ^ seed }
    }

    pub(super) fn add(&mut self, byte: u8) {
        self.value = (self.value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(WORDS.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn words_split_at_case_and_signs() {
        let mut seen = Vec::new();
        words(b"articleBody post-content_3 RelatedBox x", |word| {
            seen.push(String::from_utf8_lossy(word).into_owned());
        });
        assert_eq!(seen, ["article", "body", "post", "content", "related", "box"]);
    }

    #[test]
    fn styles_hide() {
        assert!(hides("color:red; display : none !important"));
        assert!(!hides("display:block;visibility:visible"));
    }
}
