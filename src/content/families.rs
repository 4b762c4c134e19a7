//! What an element's class, id and roles say about it: families of words that authors of pages use.

use crate::keys::{self, Table};
use crate::metadata::words::{before, parts};
use crate::text;
use crate::tree::{Node, attr};

/// A set of families, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Families(u32);

impl Families {
    pub(super) fn has(self, family: Family) -> bool {
        self.0 & (1 << family as u32) != 0
    }

    /// The numbers of its members.
    pub(super) fn each(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let first = rest.trailing_zeros();
            rest &= rest.checked_sub(1)?;
            Some(first as usize)
        })
    }

    fn add(&mut self, family: Family) {
        self.0 |= 1 << family as u32;
    }
}

/// What a word in a class name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
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

/// Words and the family that they speak for. What is compiled is the table made of them.
#[rustfmt::skip]
const WORDS: &[(u16, &str)] = &[
    (Family::Body as u16, "articlebody articlecontent articletext body bodytext postcontent prose rich richtext rte \
        storybody storytext text wysiwyg"),
    (Family::Content as u16, "article content contents detail entry main maincontent post story"),
    (Family::Footer as u16, "bottom contentinfo copyright disclaimer footer legal policy privacy"),
    (Family::Header as u16, "head header hero masthead top"),
    (Family::Navigation as u16, "breadcrumb breadcrumbs dropdown links megamenu menu nav navbar navigation next \
        pager pagination prev search submenu subnav utility"),
    (Family::Sidebar as u16, "aside complementary rail sidebar textwidget widget widgets widgettitle"),
    (Family::Caption as u16, "caption captions credit credits figcaption thumbcaption"),
    (Family::Comment as u16, "cmt comment commentlist comments discussion disqus replies reply respond"),
    (Family::Related as u16, "featured hot latest more mostread outbrain popular read readmore recirc recommend \
        recommendation recommendations recommended related relatedarticles relatedpost relatedposts suggested \
        taboola trending"),
    (Family::Standfirst as u16, "abstract deck dek description excerpt intro kicker lead lede standfirst subheadline subtitle \
        summary"),
    (Family::Newsletter as u16, "cta donate donation login newsletter offer paywall piano register signup subscribe subscription"),
    (Family::Author as u16, "author authors autor bio byline bylines profile user vcard writer"),
    (Family::Share as u16, "facebook follow linkedin pinterest reddit share sharing social socials toolbar tools \
        twitter vote whatsapp"),
    (Family::Advertisement as u16, "ad ads adv advert advertisement advertising affiliate banner partner promo promotion shop \
        sponsor sponsored"),
    (Family::Tag as u16, "categories category keyword keywords tag tags topic topics"),
    (Family::Meta as u16, "date dateline datetime footnote meta metadata published time timestamp"),
    (Family::Card as u16, "articles blurb card cards carousel feed gallery grid item items list listing posts row slider \
        slideshow snippet swiper teaser teasers thumb thumbnail tile"),
    (Family::Overlay as u16, "modal notice overlay popup"),
    (Family::Dialog as u16, "alertdialog consent cookie cookies dialog gdpr"),
    (Family::Box as u16, "box callout fact factbox facts highlight infobox note tip toc"),
    (Family::Hidden as u16, "hidden"),
];

static TABLE: Table<{ keys::count(WORDS) }> = Table::new(WORDS);

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
            let name = &value[..value.len().min(MAX_BYTES)];
            keys::each_word(name, u8::is_ascii_alphabetic, |word, _| {
                if let Some(family) = TABLE.get(word) {
                    families.0 |= 1 << family;
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
#[inline(never)]
pub fn hides(style: &str) -> bool {
    declares(style, "display:none") || declares(style, "visibility:hidden")
}

/// Whether one of the declarations of `style` begins so.
#[inline(never)]
pub fn declares(style: &str, beginning: &str) -> bool {
    parts(style, [b';'; 2]).take(64).any(|rule| {
        let mut plain = String::new();
        for byte in before(rule, "!").bytes().filter(|byte| !byte.is_ascii_whitespace()) {
            text::push(&mut plain, char::from(byte.to_ascii_lowercase()));
        }
        plain.starts_with(beginning)
    })
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
    fn styles_hide() {
        assert!(hides("color:red; display : none !important"));
        assert!(!hides("display:block;visibility:visible"));
    }
}
