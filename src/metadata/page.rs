//! One walk over the page that collects all that metadata is read from.

use super::facts::Fact;
use super::plain::{LONG, SHORT};
use super::texts::Texts;
use super::words::{before, behind, contains, find, first_chars, is_blank, listed, trim, trim_start, words};
use crate::keys::{self, Table};
use crate::text::{is_space, lower_case, next, push};
use crate::tree::{Edge, Name, NameSet, Node, NodeId, Tree, attr, tag};

/// What an element's surroundings and names say it holds; bits of [`Line::marks`] and [`Spot::marks`].
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
    /// Where a line of this kind can be about the article: not these.
    pub const ELSEWHERE: u16 = FRAME | RELATED | COMMENT;
}

/// A line of visible text: what stands between two block boundaries.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// The block it began in.
    pub node: NodeId,
    start: u32,
    end: u32,
    /// 1 to 6 in a heading, else 0.
    pub level: u8,
    /// Bits of [`mark`], of the place where it began.
    pub marks: u16,
}

/// An element that its name, class or property singles out.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// The element.
    pub node: NodeId,
    /// The index of the line it stands in, or of the next.
    pub line: usize,
    /// Bits of [`mark`], its own and its surroundings'.
    pub marks: u16,
    /// The bits that it brought itself.
    pub own: u16,
}

/// What the walk found.
pub struct Page<'a> {
    /// What the page says about itself, in order: of `meta` elements all that have name and content.
    pub facts: Vec<Fact<'a>>,
    /// The texts of JSON-LD scripts.
    pub json_ld: Vec<&'a str>,
    /// The visible text in order.
    pub lines: Vec<Line>,
    /// Elements marked author, date, title or subtitle, `time` elements, and those with `itemprop` or `rel=author`.
    pub spots: Vec<Spot>,
    /// By node: the marks that it brought itself.
    pub own: Vec<u16>,
    /// Keeps what is made of all that.
    pub texts: &'a Texts<'a>,
    text: String,
}

const MAX_METAS: usize = 1_000;
const MAX_SCRIPTS: usize = 100;
const LONGEST_TYPE: usize = 100;
const MAX_LINES: usize = 20_000;
const MAX_SPOTS: usize = 3_000;
/// A longer line is kept to its first bytes: no headline, byline or date line is as long.
const MAX_LINE_BYTES: usize = 1_200;

/// Elements that do not end a line.
#[rustfmt::skip]
static INLINE: NameSet = NameSet::new(&[
    tag::A, tag::ABBR, tag::B, tag::BDI, tag::BDO, tag::BIG, tag::BUTTON, tag::CITE, tag::CODE, tag::DATA, tag::DEL, tag::DFN, tag::EM,
    tag::FONT, tag::I, tag::IMG, tag::INS, tag::KBD, tag::LABEL, tag::MARK, tag::NOBR, tag::Q, tag::RB, tag::RP,
    tag::RT, tag::RUBY, tag::S, tag::SAMP, tag::SMALL, tag::SPAN, tag::STRIKE, tag::STRONG, tag::SUB, tag::SUP,
    tag::TIME, tag::TT, tag::U, tag::VAR, tag::WBR, tag::SVG,
]);

/// Elements whose text nobody reads, or which is a choice and no statement.
#[rustfmt::skip]
static SILENT: NameSet = NameSet::new(&[
    tag::SCRIPT, tag::STYLE, tag::TEMPLATE, tag::NOSCRIPT, tag::TEXTAREA, tag::SELECT, tag::DATALIST, tag::IFRAME,
    tag::TITLE, tag::OBJECT, tag::CANVAS, tag::RT, tag::RP, tag::AUDIO, tag::VIDEO,
]);

impl<'a> Page<'a> {
    /// Walks over `tree`.
    #[inline(never)]
    pub fn read(tree: &'a Tree, texts: &'a Texts<'a>) -> Page<'a> {
        let mut page = Page {
            facts: Vec::new(),
            json_ld: Vec::new(),
            lines: Vec::new(),
            spots: Vec::new(),
            own: vec![0; tree.len()],
            texts,
            text: String::new(),
        };
        let mut marks: Vec<(u16, u8)> = vec![(0, 0)];
        let mut break_before = true;
        let mut walk = tree.root().walk();
        while let Some(edge) = walk.next() {
            let node = match edge {
                Edge::Leave(node) => {
                    if node.is_element() {
                        let (_, level) = marks.pop().unwrap_or_default();
                        break_before |= !(node.is_in(&INLINE) || node.is(tag::BR) && level > 0);
                    }
                    continue;
                }
                Edge::Enter(node) => node,
            };
            let (outer, level) = marks.last().copied().unwrap_or_default();
            if node.is_text() {
                page.push_text(node, outer, level, &mut break_before);
                continue;
            }
            if !node.is_element() {
                continue;
            }
            page.read_head(node);
            let own = own_marks(node);
            page.own[node.id().index()] = own;
            let inner = combine(outer, own, node);
            let level = heading_level(node).unwrap_or(level);
            marks.push((inner, level));
            if node.is(tag::BR) && level > 0 && !break_before {
                // A headline in two lines is one.
                push(&mut page.text, ' ');
            } else {
                break_before |= !node.is_in(&INLINE);
            }
            const TELLING: u16 = mark::AUTHOR | mark::DATE | mark::TITLE | mark::SUBTITLE;
            let telling = own & TELLING != 0 || node.is(tag::TIME) || node.attr(attr::ITEMPROP).is_some();
            if telling && page.spots.len() < MAX_SPOTS {
                let line = page.lines.len().saturating_sub(usize::from(!break_before));
                page.spots.push(Spot { node: node.id(), line, marks: inner, own });
            }
            if node.is_in(&SILENT) || !node.is_any(&[node.name()]) {
                walk.skip_below(node);
            }
        }
        page
    }

    /// What `line` says.
    #[inline(never)]
    pub fn text(&self, line: &Line) -> &str {
        self.text[line.start as usize..line.end as usize].trim_end()
    }

    /// Adds a fact, if it says something.
    #[inline(never)]
    pub fn add(&mut self, name: &'a str, text: &'a str, link: &'a str) {
        if !name.is_empty() && !is_blank(text) {
            self.facts.push(Fact { name, text, link });
        }
    }

    /// Adds to the line that is open, or opens one.
    fn push_text(&mut self, node: Node<'a>, marks: u16, level: u8, break_before: &mut bool) {
        let text = node.text();
        if *break_before {
            if self.lines.len() >= MAX_LINES || is_blank(text) {
                return;
            }
            *break_before = false;
            let start = self.text.len() as u32;
            let block = node.parent().unwrap_or(node);
            self.lines.push(Line { node: block.id(), start, end: start, level, marks });
        }
        let Some(line) = self.lines.last_mut() else { return };
        let room = MAX_LINE_BYTES.saturating_sub(self.text.len() - line.start as usize);
        // Two elements are two words: "<span>Ann Lee</span><span>17:43</span><span>5. März</span>".
        let ends = |c: char| c.is_ascii_digit() || c.is_lowercase();
        let begins = |c: char| c.is_ascii_digit() || c.is_uppercase();
        if level == 0
            && line.start < self.text.len() as u32
            && self.text.ends_with(ends)
            && text.starts_with(begins)
            && node.parent().is_some_and(|node| node.is_any(&[tag::SPAN, tag::TIME]))
        {
            push(&mut self.text, ' ');
        }
        let begin = self.text.len();
        let text = &text[..text.floor_char_boundary(room)];
        let (mut copied, mut at) = (0, 0);
        loop {
            let before = at;
            let c = next(text, &mut at);
            if c.is_some_and(|c| !is_space(c)) {
                continue;
            }
            self.text.push_str(&text[copied..before]);
            copied = at;
            if c.is_none() {
                break;
            }
            if self.text.len() > line.start as usize && !self.text.ends_with(' ') {
                push(&mut self.text, ' ');
            }
        }
        // A line is in a link, an author's or a date's if all of it is.
        if is_blank(&self.text[begin..]) {
            line.end = self.text.len() as u32;
            return;
        }
        line.marks &= marks;
        line.level = line.level.max(level);
        line.end = self.text.len() as u32;
    }

    /// What the element says about the page, if it is one of those that do.
    fn read_head(&mut self, node: Node<'a>) {
        const LONGEST_NAME: usize = 100;
        let said = |name| node.attr(name).unwrap_or_default();
        if !node.is(node.name()) {
            return;
        }
        let is_publisher =
            has_word(said(attr::ITEMPROP), "publisher") || has_word(said(attr::PROPERTY), "schema:publisher");
        if is_publisher && self.raw("microdata publisher").is_empty() {
            self.add("microdata publisher", self.texts.plain(&named(node), SHORT), "");
        }
        match node.name() {
            tag::META => {
                // Some write `value`, as in a form.
                let content = node.attr(attr::CONTENT).or(node.attr(attr::VALUE)).unwrap_or_default();
                // A page may name one value twice: `<meta name="author" property="article:author">`.
                for key in [attr::PROPERTY, attr::NAME, attr::ITEMPROP, attr::HTTP_EQUIV] {
                    let key = said(key);
                    if is_json_ld(key) {
                        self.json_ld.push(content);
                    } else if !key.is_empty() && key.len() < LONGEST_NAME && self.facts.len() < MAX_METAS {
                        self.add(self.texts.keep(lower_case(trim(key, ""))), content, "");
                    }
                }
            }
            tag::LINK if has_word(said(attr::REL), "canonical") => {
                self.add("canonical link", said(attr::HREF), "");
            }
            tag::TITLE if self.raw("title element").is_empty() => {
                let text = short_text(node, 4 * SHORT);
                self.add("title element", self.texts.plain(&text, LONG), "");
            }
            tag::SCRIPT if is_json_ld(said(attr::TYPE)) => {
                self.json_ld.extend(node.children().map(Node::text));
            }
            tag::HTML => self.add("html lang", node.attr(attr::LANG).unwrap_or(said(attr::XML_LANG)), ""),
            _ => {}
        }
        self.json_ld.truncate(MAX_SCRIPTS);
    }
}

/// Whether the type of a script, or the name of a `meta` element that carries one, is that of JSON-LD.
fn is_json_ld(name: &str) -> bool {
    contains(&lower_case(first_chars(name, LONGEST_TYPE)), "ld+json")
}

/// Whether `list`, words between spaces, has `word`.
#[inline(never)]
pub fn has_word(list: &str, word: &str) -> bool {
    words(list).iter().any(|own| own.eq_ignore_ascii_case(word))
}

/// What microdata calls the thing `node`: the property `name` in it, or all that it says.
#[inline(never)]
fn named(node: Node<'_>) -> String {
    const LOOKED_AT: usize = 40;
    let is_name = |node: &Node<'_>| {
        [attr::ITEMPROP, attr::PROPERTY]
            .iter()
            .any(|&name| behind(node.attr(name).unwrap_or_default(), ":") == "name")
    };
    let node = node.descendants().take(LOOKED_AT).find(is_name).unwrap_or(node);
    match node.attr(attr::CONTENT) {
        Some(content) => content.to_owned(),
        None => short_text(node, SHORT),
    }
}

fn heading_level(node: Node<'_>) -> Option<u8> {
    const HEADINGS: [Name; 6] = [tag::H1, tag::H2, tag::H3, tag::H4, tag::H5, tag::H6];
    HEADINGS.iter().position(|&name| node.is(name)).map(|at| at as u8 + 1)
}

/// The text below `node` up to about `limit` bytes, blocks apart by line ends and inline elements at least by
/// spaces. Looks at no more nodes than a short text can have.
pub fn short_text(node: Node<'_>, limit: usize) -> String {
    const MAX_STEPS: usize = 500;
    let mut out = String::new();
    let mut walk = node.walk();
    let mut steps = 0;
    while let Some(edge) = walk.next() {
        steps += 1;
        if steps > MAX_STEPS || out.len() >= limit {
            break;
        }
        match edge {
            Edge::Enter(inner) if inner.is_in(&SILENT) && inner != node => walk.skip_below(inner),
            Edge::Enter(inner) if inner.is_text() => {
                let room = limit - out.len();
                let text = inner.text();
                out.push_str(&text[..text.floor_char_boundary(room)]);
            }
            Edge::Enter(inner) | Edge::Leave(inner) if inner.is_element() => {
                if !inner.is_in(&INLINE) {
                    out.push('\n');
                } else if inner.is_any(&[tag::A, tag::SPAN, tag::TIME]) {
                    out.push(' ');
                }
            }
            _ => {}
        }
    }
    out
}

/// Marks of an element inside another's.
fn combine(outer: u16, own: u16, node: Node<'_>) -> u16 {
    // A byline in a page header is a byline; an article in a page's aside is not. What is around the main part is no
    // frame, though it may be named after the sidebar it holds as well.
    let mut marks = own | if node.is(tag::MAIN) { outer & !mark::FRAME } else { outer };
    if own & mark::BODY != 0 {
        marks &= !(mark::TITLE | mark::AUTHOR | mark::DATE | mark::SUBTITLE);
    }
    marks
}

/// What the element's own name, role, class, id and properties say.
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
    const FOLDERS: &str = "\
        author,authors,autor,autoren,autores,autore,auteur,auteurs,contributor,contributors,writers,staff,reporters,\
        journalist,columnists,by,people,redakteure,profile";
    // "/licenses/by/3.0" is nobody's.
    if contains(url, "/licenses/") {
        return false;
    }
    let segments = before(url, "?#").rsplit('/').filter(|segment| !segment.is_empty());
    // The folder holds a page: "/author/ann-lee", not "/authors".
    segments.skip(1).take(2).any(|segment| listed(FOLDERS, segment))
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
    (mark::FRAME, "breadcrumb breadcrumbs cookie copyright footer masthead menu nav navbar navigation newsletter \
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
    const CATEGORY: u32 = keys::word("category");
    const TAG: u32 = keys::word("tag");
    let mut marks = 0;
    let mut word = keys::NO_LETTERS;
    let mut before_is_small = false;
    // "category-popular": where the article is filed, not what the element holds.
    let mut is_filed = false;
    let bytes = &value.as_bytes()[..value.len().min(400)];
    for at in 0..=bytes.len() {
        let byte = bytes.get(at).copied().unwrap_or(b' ');
        let is_large = byte.is_ascii_uppercase();
        let is_inside = is_large || byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if !is_inside || is_large && before_is_small {
            is_filed |= byte == b'-' && (word == CATEGORY || word == TAG);
            if !is_filed && word != keys::NO_LETTERS {
                marks |= TABLE.get(word).unwrap_or(0);
            }
            is_filed &= !byte.is_ascii_whitespace();
            word = keys::NO_LETTERS;
        }
        if is_inside {
            word = keys::add_letter(word, byte.to_ascii_lowercase());
        }
        before_is_small = byte.is_ascii_lowercase();
    }
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
    }
}
