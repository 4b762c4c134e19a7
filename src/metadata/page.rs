//! One walk over the page that collects all that metadata is read from.

use super::marks::{combine, mark, own_marks};
use super::plain::{LONG, SHORT};
use super::texts::Texts;
use super::words::{behind, contains, first_chars, has_word, is_blank, trim};
use crate::text::{is_space, lower_case, next, push};
use crate::tree::{Edge, NameSet, Node, NodeId, Tree, attr, tag};

/// Something that the page says about itself by name.
#[derive(Clone, Copy, Debug)]
pub struct Fact<'a> {
    /// The key of a `meta` element in lower case, or what says it in two words.
    pub name: &'a str,
    /// As written, not empty.
    pub text: &'a str,
    /// The address that goes with it, or nothing.
    pub link: &'a str,
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
    /// Walks over `tree`. What it calls at each element is a function of its own: a browser counts a loop's length as
    /// work, and one of 10 KB made it compile all of this anew by its slow compiler, for a loop that is over by then.
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
            let level = node.heading_level().unwrap_or(level);
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

    /// The first that is said by the name `name`, as written.
    #[inline(never)]
    pub fn raw(&self, name: &str) -> &'a str {
        self.facts.iter().find(|fact| fact.name == name).map_or("", |fact| fact.text)
    }

    /// Adds a fact, if it says something.
    #[inline(never)]
    pub fn add(&mut self, name: &'a str, text: &'a str, link: &'a str) {
        if !name.is_empty() && !is_blank(text) {
            self.facts.push(Fact { name, text, link });
        }
    }

    /// Adds to the line that is open, or opens one.
    #[inline(never)]
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
            // A space inside of a run is copied with it.
            let inside = c == Some(' ')
                && copied < before
                && text.as_bytes().get(at).is_some_and(u8::is_ascii_graphic);
            if inside || c.is_some_and(|c| !is_space(c)) {
                continue;
            }
            self.text.push_str(&text[copied..before]);
            copied = at;
            if c.is_none() {
                break;
            }
            if self.text.len() > line.start as usize && self.text.as_bytes().last() != Some(&b' ') {
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
    #[inline(never)]
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
            tag::LINK if contains(said(attr::TYPE), "rss+xml") || contains(said(attr::TYPE), "atom+xml") => {
                self.add("feed title", self.texts.plain(said(attr::TITLE), SHORT), "");
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
