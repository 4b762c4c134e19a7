//! The allow-list: what becomes of each element, and which attributes it may keep.

use super::address;
use crate::metadata::words::{is_blank, listed};
use crate::tree::{Kind, Name, Node, NodeId, Tree, attr, tag};
use crate::url::Base;

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// It goes with all that is in it.
    Drop,
    /// It goes, its content stays.
    Transparent,
    /// It goes, its content stays and is no line with what is around it.
    Wrapper,
    /// A part of a line, under this name.
    Phrase(Name),
    /// A block, under this name.
    Block(Name),
    /// A line break.
    Break,
    /// A thematic break.
    Rule,
    /// An `img`.
    Image,
    /// A `picture`.
    Picture,
    /// An `audio` or `video`.
    Player,
    /// A formula, with its own allow-list.
    Math,
}

/// The role of the element `node`. What is not named here is unwrapped.
pub(super) fn role(node: Node<'_>) -> Role {
    match node.kind() {
        Kind::Svg => return Role::Drop,
        Kind::MathMl if node.name() == tag::MATH => return Role::Math,
        Kind::MathMl => return Role::Transparent,
        _ => {}
    }
    match node.name() {
        tag::SCRIPT | tag::STYLE | tag::HEAD | tag::TITLE | tag::META | tag::LINK | tag::BASE => Role::Drop,
        tag::TEMPLATE if node.attr(attr::SHADOWROOTMODE).is_some() => Role::Wrapper,
        tag::TEMPLATE | tag::NOSCRIPT | tag::NOFRAMES | tag::IFRAME | tag::FRAME | tag::FRAMESET => {
            Role::Drop
        }
        tag::OBJECT | tag::EMBED | tag::PARAM | tag::CANVAS | tag::SVG | tag::MATH | tag::MAP => Role::Drop,
        tag::INPUT | tag::SELECT | tag::TEXTAREA | tag::BUTTON | tag::OPTION | tag::OPTGROUP => Role::Drop,
        tag::DATALIST | tag::METER | tag::PROGRESS | tag::COLGROUP | tag::COL | tag::RTC => Role::Drop,
        tag::AMP_IFRAME | tag::AMP_VIDEO | tag::SOURCE | tag::TRACK | tag::AREA => Role::Drop,

        tag::A if address::link(node).is_some() => Role::Phrase(tag::A),
        tag::ABBR
        | tag::B
        | tag::BDI
        | tag::BDO
        | tag::CITE
        | tag::CODE
        | tag::DEL
        | tag::DFN
        | tag::EM
        | tag::I
        | tag::INS
        | tag::KBD
        | tag::MARK
        | tag::Q
        | tag::S
        | tag::SAMP
        | tag::SMALL
        | tag::STRONG
        | tag::SUB
        | tag::SUP
        | tag::TIME
        | tag::U
        | tag::VAR
        | tag::RUBY
        | tag::RB
        | tag::RT
        | tag::RP => Role::Phrase(node.name()),
        tag::STRIKE => Role::Phrase(tag::S),
        tag::TT => Role::Phrase(tag::CODE),

        tag::P
        | tag::H2
        | tag::H3
        | tag::H4
        | tag::H5
        | tag::H6
        | tag::PRE
        | tag::BLOCKQUOTE
        | tag::UL
        | tag::OL
        | tag::LI
        | tag::DL
        | tag::DT
        | tag::DD
        | tag::FIGURE
        | tag::FIGCAPTION
        | tag::TABLE
        | tag::CAPTION
        | tag::THEAD
        | tag::TBODY
        | tag::TFOOT
        | tag::TR
        | tag::TH
        | tag::TD
        | tag::DETAILS
        | tag::SUMMARY
        | tag::ASIDE => Role::Block(node.name()),
        tag::H1 => Role::Block(tag::H2),
        tag::MENU | tag::DIR => Role::Block(tag::UL),
        tag::DIV | tag::SECTION if role_class(node).is_some() => Role::Block(node.name()),
        tag::DIV
        | tag::SECTION
        | tag::ARTICLE
        | tag::MAIN
        | tag::BODY
        | tag::HTML
        | tag::HEADER
        | tag::FOOTER
        | tag::NAV
        | tag::HGROUP
        | tag::ADDRESS
        | tag::CENTER
        | tag::FORM
        | tag::FIELDSET
        | tag::LEGEND
        | tag::DIALOG
        | tag::SEARCH => Role::Wrapper,

        tag::BR => Role::Break,
        tag::HR => Role::Rule,
        tag::IMG => Role::Image,
        tag::PICTURE => Role::Picture,
        tag::VIDEO | tag::AUDIO => Role::Player,
        _ if node.spelling().contains('-') && stands_alone(node) => Role::Wrapper,
        _ => Role::Transparent,
    }
}

/// Whether a custom element is a block of its own rather than a word in a line, as far as its neighbors tell.
fn stands_alone(node: Node<'_>) -> bool {
    let in_line = |node: Option<Node<'_>>| {
        node.is_some_and(|node| match node.is_text() {
            true => !is_blank(node.text()),
            false => matches!(node.name(), tag::A | tag::B | tag::EM | tag::I | tag::SPAN | tag::STRONG),
        })
    };
    let in_phrase = node.parent().is_some_and(|parent| {
        matches!(role(parent), Role::Phrase(_))
            || parent.is_any(&[tag::P, tag::SPAN, tag::H2, tag::H3, tag::H4])
    });
    !in_phrase && !in_line(node.previous()) && !in_line(node.next())
}

/// Classes that the clean-up gives to what a reader view may want to style. Every other class but a code's
/// language goes.
const ROLE_CLASSES: &str =
    "ar-author-note ar-beside ar-embed ar-footnote-back ar-footnote-ref ar-footnotes ar-standfirst";

/// The role class of `node`, if it has one.
#[inline(never)]
pub(super) fn role_class(node: Node<'_>) -> Option<&'static str> {
    let class = node.attr(attr::CLASS)?;
    ROLE_CLASSES.split(' ').find(|role| class.split_ascii_whitespace().any(|own| own == *role))
}

/// Gives the new element `id` of `out` those attributes of `node` that it may keep, but for addresses of media,
/// ids, and links within the article.
pub(super) fn attributes(out: &mut Tree, id: NodeId, node: Node<'_>, base: Option<&Base>) {
    let name = out.node(id).name();
    if let Some(class) = role_class(node).or_else(|| language_class(name, node)) {
        out.add_attr(id, attr::CLASS, class);
    }
    for (own, value) in node.attrs() {
        let value = address::tidy(value);
        let fits = match (own, name) {
            (attr::LANG, _) => is_language(&value),
            (attr::DIR, _) => listed("ltr,rtl,auto", &value),
            (attr::TITLE, tag::A | tag::ABBR | tag::DFN | tag::IMG) | (attr::ALT, tag::IMG) => true,
            (attr::WIDTH | attr::HEIGHT, tag::IMG | tag::VIDEO) => is_number(&value, 1, i32::from(u16::MAX)),
            (attr::DATETIME, tag::TIME | tag::INS | tag::DEL) => is_date(&value),
            (attr::COLSPAN | attr::ROWSPAN, tag::TD | tag::TH) => is_number(&value, 1, MAX_SPAN),
            (attr::SCOPE, tag::TH) => listed("col,row,colgroup,rowgroup", &value),
            (attr::START, tag::OL) | (attr::VALUE, tag::LI) => is_number(&value, i32::MIN, i32::MAX),
            (attr::TYPE, tag::OL) => listed("1,a,A,i,I", &value),
            (attr::REVERSED, tag::OL) | (attr::OPEN, tag::DETAILS) => {
                out.add_attr(id, own, "");
                false
            }
            (attr::CITE, tag::BLOCKQUOTE | tag::Q) => {
                if let Some(url) = address::web(&value, base) {
                    out.add_attr(id, own, &url);
                }
                false
            }
            _ => false,
        };
        if fits {
            out.add_attr(id, own, &value);
        }
    }
}

#[inline(never)]
fn is_number(value: &str, least: i32, most: i32) -> bool {
    value.parse().is_ok_and(|n: i32| least <= n && n <= most)
}

/// More columns or rows than a cell in an article spans; browsers lay them all out.
const MAX_SPAN: i32 = 100;

/// `language-…`, if code says so.
fn language_class(name: Name, node: Node<'_>) -> Option<&str> {
    let known = |class: &&str| {
        class.strip_prefix("language-").is_some_and(|language| {
            (1..=30).contains(&language.len())
                && language
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'#' | b'-' | b'.' | b'_'))
        })
    };
    let code = matches!(name, tag::CODE | tag::PRE);
    node.attr(attr::CLASS).filter(|_| code)?.split_ascii_whitespace().find(known)
}

/// BCP 47, roughly.
fn is_language(value: &str) -> bool {
    (2..=35).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

/// Digits and what stands between them in dates, times and durations.
fn is_date(value: &str) -> bool {
    (1..=40).contains(&value.len())
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'+' | b'.' | b' '))
}
