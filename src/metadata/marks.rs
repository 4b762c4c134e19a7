//! What elements are for, by their names, classes, ids and properties.

use super::words::{before, behind, contains, find, has_word, listed, trim, trim_start};
use crate::keys::{self, Table};
use crate::tree::{Node, attr, tag};

/// What an element's surroundings and names say it holds; bits of the marks of lines and places of the page.
pub mod mark {
    /// A byline or an author's name.
    pub const AUTHOR: u16 = 1;
    /// A date.
    pub const DATE: u16 = 1 << 1;
    /// A headline.
    pub const TITLE: u16 = 1 << 2;
    /// A standfirst.
    pub const SUBTITLE: u16 = 1 << 3;
    /// Navigation, page header, page footer, sidebar.
    pub const FRAME: u16 = 1 << 4;
    /// Teasers of other articles.
    pub const RELATED: u16 = 1 << 5;
    /// What readers wrote.
    pub const COMMENT: u16 = 1 << 6;
    /// Inside an `article` element, or what is classed like one.
    pub const ARTICLE: u16 = 1 << 7;
    /// The running text.
    pub const BODY: u16 = 1 << 8;
    /// Inside a link.
    pub const LINK: u16 = 1 << 9;
    /// The caption of an image or the like.
    pub const CAPTION: u16 = 1 << 10;
    /// Not shown.
    pub const HIDDEN: u16 = 1 << 11;
    /// The way from the front page to the article's.
    pub const TRAIL: u16 = 1 << 12;
    /// Where a line of this kind can be about the article: not these.
    pub const ELSEWHERE: u16 = FRAME | RELATED | COMMENT;
}

/// Marks of an element inside another's.
pub fn combine(outer: u16, own: u16, node: Node<'_>) -> u16 {
    // A byline in a page header is a byline; an article in a page's aside is not. What is around the main part is no
    // frame, though it may be named after the sidebar it holds as well.
    let mut marks = own | if node.is(tag::MAIN) { outer & !mark::FRAME } else { outer };
    if own & mark::BODY != 0 {
        marks &= !(mark::TITLE | mark::AUTHOR | mark::DATE | mark::SUBTITLE);
    }
    marks
}

/// What the element's own name, role, class, id and properties say.
#[inline(never)]
pub fn own_marks(node: Node<'_>) -> u16 {
    let mut marks = match node.name() {
        tag::NAV | tag::ASIDE | tag::FOOTER => mark::FRAME,
        tag::ARTICLE => mark::ARTICLE,
        tag::A => mark::LINK,
        tag::FIGCAPTION => mark::CAPTION,
        tag::BODY | tag::HTML => return 0,
        _ => 0,
    };
    for (name, value) in node.attrs() {
        match name {
            attr::CLASS | attr::ID | attr::DATA_TESTID => marks |= class_marks(value),
            attr::ITEMPROP => marks |= property_marks(value),
            attr::PROPERTY => marks |= property_marks(behind(value, ":")),
            attr::REL if has_word(value, "author") => marks |= mark::AUTHOR,
            attr::HREF if node.is(tag::A) && is_profile(value) => marks |= mark::AUTHOR,
            attr::HIDDEN => marks |= mark::HIDDEN,
            attr::STYLE => {
                let display = find(value, "display").map(|at| trim_start(&value[at + 7..], ""));
                let display = display.and_then(|rest| rest.strip_prefix(':'));
                if display.is_some_and(|rest| trim_start(rest, "").starts_with("none")) {
                    marks |= mark::HIDDEN;
                }
            }
            attr::ROLE if listed("navigation,complementary,contentinfo", value) => marks |= mark::FRAME,
            _ => {}
        }
    }
    // A part of the page that is named after many things is none of them.
    if node.is_any(&[tag::MAIN, tag::ARTICLE]) {
        marks &= mark::ARTICLE | mark::RELATED | mark::COMMENT | mark::HIDDEN;
    }
    marks
}

/// Whether an address is that of a person's page on a site.
fn is_profile(url: &str) -> bool {
    const FOLDERS: &[u32] = keys::words!(
        "author authors autor autoren autores autore auteur auteurs contributor contributors writers staff reporters \
        journalist columnists by people redakteure profile",
    );
    let segments = before(url, "?#").rsplit('/').filter(|segment| !segment.is_empty());
    // The folder holds a page: "/author/ann-lee", not "/authors".
    // "/licenses/by/3.0" is nobody's.
    segments.skip(1).take(2).any(|segment| FOLDERS.contains(&keys::word(segment)))
        && !contains(url, "/licenses/")
}

fn property_marks(value: &str) -> u16 {
    const PROPERTIES: &[(&str, u16)] = &[
        ("author,creator", mark::AUTHOR),
        ("datePublished,dateCreated,dateModified", mark::DATE),
        ("headline", mark::TITLE),
        ("alternativeHeadline", mark::SUBTITLE),
        ("articleBody", mark::BODY),
        ("comment", mark::COMMENT),
    ];
    let first = before(trim(value, ""), " \n\t");
    PROPERTIES.iter().find(|(names, _)| listed(names, first)).map_or(0, |&(_, marks)| marks)
}

/// What words in a class or id say. What is compiled is the table made of them.
#[rustfmt::skip]
const WORDS: &[(u16, &str)] = &[
    (mark::AUTHOR, "auteur author authorname authors autor autore autoren byline bylineauthor bylines contributor \
        contributors creator dateline firma fn forfatter journalist kirjoittaja redacteur redaktor reporter \
        skribent verfasser writer yazar"),
    (mark::DATE, "data date dates datetime dato datum fecha modified posted pubdate publication publish publishdate \
        published tarih time timestamp updated zeit"),
    (mark::TITLE, "headline titel title titolo titre titulo"),
    (mark::SUBTITLE, "bajada chapo deck dek entradilla hed sottotitolo standfirst subhead subheading subheadline subline \
        subtitle subtitulo untertitel"),
    (mark::FRAME | mark::TRAIL, "breadcrumb breadcrumbs"),
    (mark::FRAME, "cookie copyright footer masthead menu nav navbar navigation newsletter \
        sidebar ticker weather"),
    (mark::RELATED, "carousel latest more outbrain popular promo ranking recent recirc recommendation recommendations \
        recommended related taboola teaser teasers trending"),
    (mark::COMMENT, "comment commentlist comments disqus respond"),
    (mark::CAPTION, "caption credit credits"),
];

static TABLE: Table<{ keys::count(WORDS) }> = Table::new(WORDS);

/// Reads the words of a class or id: `post-author__name`, `articleDate`, `c-byline`.
#[inline(never)]
fn class_marks(value: &str) -> u16 {
    /// "category-popular" says where the article is filed, "has-sidebar" what stands beside it: not what the element
    /// holds.
    const ASIDE: &[u32] = keys::words!("category tag has with no layout");
    /// Longer lists of classes are machine-made.
    const MAX_BYTES: usize = 400;
    let (mut marks, mut is_aside) = (0, false);
    let name = &value.as_bytes()[..value.len().min(MAX_BYTES)];
    keys::each_word(name, u8::is_ascii_alphanumeric, |word, behind| {
        is_aside |= behind == b'-' && ASIDE.contains(&word);
        // Before a colon stands when the class applies: "contrast-more:bold".
        if !is_aside && behind != b':' {
            marks |= TABLE.get(word).unwrap_or(0);
        }
        is_aside &= !behind.is_ascii_whitespace();
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_word_by_word() {
        assert_eq!(class_marks("post-author__name big"), mark::AUTHOR);
        assert_eq!(class_marks("articleDate"), mark::DATE);
        assert_eq!(class_marks("authority dated"), 0);
        assert_eq!(class_marks("category-popular tag-comment-section byline"), mark::AUTHOR);
        assert_eq!(class_marks("related-posts Comments"), mark::RELATED | mark::COMMENT);
        assert_eq!(
            class_marks("has-sidebar page-with-comments-below layout-sidebar-left byline"),
            mark::AUTHOR
        );
        assert_eq!(class_marks("contrast-more:bold more:date"), mark::DATE);
    }
}
