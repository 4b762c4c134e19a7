//! The article as elements: the head from metadata, the body from the sanitized tree, node by node.

use web_sys::Element;

use super::{dates, embed, picture};
use crate::article::{Article, Direction, Image};
use crate::tree::{Kind, Name, Node, NodeId, Tree, attr, tag};
use crate::web::dom::{
    MATHML, SVG, add, add_text, append, append_text, document_of, element, set, set_all, whole,
};
use crate::web::messages::Messages;

/// What a piece of the body is worth at most, which takes a few milliseconds to build and lay out: a byte of text is
/// worth one.
const PIECE: usize = 64 << 10;
/// What an element is worth.
const ELEMENT: usize = 32;

/// An article in elements. Of a long one the first screens are there at once, and the rest comes piece by piece.
pub struct Rendering {
    /// All of it.
    pub root: Element,
    /// The next node of the body, and the elements that it goes into, from the body's own inwards.
    next: Option<NodeId>,
    open: Vec<Element>,
}

impl Rendering {
    /// Builds the article at the end of `parent`, up to the first piece of its body.
    pub fn new(parent: &Element, article: &Article, messages: &Messages) -> Rendering {
        let root = add(parent, "article", "article");
        if let Some(language) = &article.language {
            set(&root, "lang", language);
        }
        set(&root, "dir", if article.direction == Direction::Rtl { "rtl" } else { "ltr" });
        add_head(&root, article);
        if let Some(image) = &article.lead_image
            && !holds_image(&article.body, &image.url)
        {
            add_lead_image(&root, image, messages);
        }
        let body = add(&root, "div", "body");
        let next = article.body.root().first_child().map(Node::id);
        let mut rendering = Rendering { root, next, open: vec![body] };
        rendering.add_piece(&article.body, messages);
        rendering
    }

    /// Whether all of the body is there.
    pub fn is_whole(&self) -> bool {
        self.next.is_none()
    }

    /// Adds a piece of the body, if there is still one to come.
    pub fn add_piece(&mut self, body: &Tree, messages: &Messages) {
        let mut worth = 0;
        while let Some(id) = self.next
            && let Some(here) = self.open.last()
            && worth < PIECE
        {
            let node = body.node(id);
            worth += ELEMENT + node.text().len();
            let mut below = None;
            if is_standfirst(node) {
                // The head shows it.
            } else if node.is_text() {
                append_text(here, node.text());
            } else if node.is_element() {
                let child = copy(here, node, messages);
                below = node.first_child();
                if below.is_some() {
                    self.open.push(child);
                }
            }
            self.next = below.or_else(|| self.after(node, messages)).map(Node::id);
        }
    }

    /// The node after `node` and all that is in it; the elements that end there are closed.
    fn after<'a>(&mut self, node: Node<'a>, messages: &Messages) -> Option<Node<'a>> {
        let mut node = node;
        loop {
            if let Some(next) = node.next() {
                return Some(next);
            }
            node = node.parent()?;
            let closed = self.open.pop()?;
            if node.attr(attr::CLASS) == Some("ar-embed") {
                embed::add_button(&closed, messages);
            }
        }
    }
}

/// The headings that the contents list, in order: level and text. Those among the elements match [`HEADINGS`].
pub fn headings(body: &Tree) -> Vec<(u8, String)> {
    const LEVELS: [Name; 4] = [tag::H1, tag::H2, tag::H3, tag::H4];
    let mut found = Vec::new();
    for node in body.root().descendants() {
        if let Some(level) = LEVELS.iter().position(|&name| node.is(name))
            && !is_standfirst(node)
        {
            found.push((level as u8 + 1, crate::text::collapse(&node.text_content())));
        }
    }
    found
}

/// What [`headings`] are among the elements.
pub const HEADINGS: &str = ".body :is(h1, h2, h3, h4)";

fn add_head(root: &Element, article: &Article) {
    let head = add(root, "header", "head");
    let mut place = article.site_name.clone().unwrap_or_default();
    if let Some(section) = &article.section {
        if !place.is_empty() {
            place += " · ";
        }
        place += section;
    }
    for (name, class, text) in [
        ("p", "site", Some(&place).filter(|place| !place.is_empty())),
        ("h1", "title", article.title.as_ref()),
        ("p", "standfirst", article.subtitle.as_ref()),
    ] {
        if let Some(text) = text {
            let line = add_text(&head, name, class, text);
            if class == "title" {
                set(&line, "id", TITLE_ID);
                set(root, "aria-labelledby", TITLE_ID);
            }
        }
    }
    if !article.authors.is_empty() {
        let byline = add(&head, "p", "byline");
        for (at, author) in article.authors.iter().enumerate() {
            if at > 0 {
                append_text(&byline, ", ");
            }
            let name = if author.url.is_some() { "a" } else { "span" };
            let name = add_text(&byline, name, "author", &author.name);
            if let Some(url) = &author.url {
                set_all(&name, &[("rel", "author noopener noreferrer"), ("target", "_blank"), ("href", url)]);
            }
        }
    }
    add_facts(&head, article);
}

/// Dates and reading time, in one line.
fn add_facts(head: &Element, article: &Article) {
    let line = add(head, "p", "facts");
    let language = article.language.as_deref();
    let modified = article.modified.as_deref().filter(|&iso| Some(iso) != article.published.as_deref());
    for (class, iso) in [("published", article.published.as_deref()), ("modified", modified)] {
        let Some(iso) = iso else { continue };
        let fact = add(&line, "span", "fact");
        if class == "modified" {
            add_text(&fact, "span", "label", dates::updated(language));
            append_text(&fact, " ");
        }
        set(&add_text(&fact, "time", class, &dates::in_words(iso, language)), "datetime", iso);
    }
    add_text(&line, "span", "fact", &dates::minutes_in_words(article.reading_time, language));
}

/// Within the shadow root, where it meets no other.
pub const TITLE_ID: &str = "article-reader-title";

fn add_lead_image(root: &Element, image: &Image, messages: &Messages) {
    let figure = add(root, "figure", "lead");
    let picture = add(&figure, "img", "");
    set(&picture, "alt", image.alt.as_deref().unwrap_or_default());
    for (name, value) in [("width", image.width), ("height", image.height)] {
        if let Some(pixels) = value {
            set(&picture, name, &whole(pixels as usize));
        }
    }
    set_all(&picture, &[("decoding", "async"), ("referrerpolicy", "no-referrer"), ("src", &image.url)]);
    picture::make_button(&picture, messages);
    if let Some(caption) = &image.caption {
        add_text(&figure, "figcaption", "", caption);
    }
}

/// Whether the body shows the image, be it in another size; or begins with another one, which then leads.
fn holds_image(body: &Tree, url: &str) -> bool {
    let name = file_name(url);
    let mut text_before = false;
    let in_head = |node: Node<'_>| node.ancestors().take(3).any(is_standfirst);
    for node in body.root().descendants() {
        if node.is(tag::IMG) {
            let same = node.attr(attr::SRC).is_some_and(|src| file_name(src) == name);
            if same || !text_before {
                return true;
            }
        }
        text_before |= !node.text().trim().is_empty() && !in_head(node);
    }
    false
}

fn file_name(url: &str) -> &str {
    let end = url.bytes().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(url.len());
    let path = url.get(..end).unwrap_or_default();
    let start = path.bytes().rposition(|byte| byte == b'/').map_or(0, |at| at + 1);
    path.get(start..).unwrap_or_default()
}

/// Whether `node` is the standfirst where it stands in the body; only an article that has a `subtitle` has it marked.
fn is_standfirst(node: Node<'_>) -> bool {
    node.attr(attr::CLASS) == Some("ar-standfirst")
}

/// Adds a copy of the element `node`, without what is in it, at the end of `parent`; and returns it.
fn copy(parent: &Element, node: Node<'_>, messages: &Messages) -> Element {
    let document = document_of(parent);
    let namespace = match node.kind() {
        Kind::Svg => Some(SVG),
        Kind::MathMl => Some(MATHML),
        _ => None,
    };
    let made = namespace.and_then(|_| document.create_element_ns(namespace, node.spelling()).ok());
    let child = made.unwrap_or_else(|| element(&document, node.spelling()));
    let is_image = node.is(tag::IMG);
    if is_image {
        // Before `src`, which starts the loading.
        set_all(&child, &[("loading", "lazy"), ("decoding", "async"), ("referrerpolicy", "no-referrer")]);
    }
    for (name, value) in node.attrs() {
        set(&child, node.tree().spelling(name), value);
    }
    if node.is(tag::A) && node.attr(attr::HREF).is_some_and(|href| !href.starts_with('#')) {
        set_all(&child, &[("target", "_blank"), ("rel", "noopener noreferrer")]);
    }
    // What leads elsewhere does not open large.
    if is_image && !node.ancestors().any(|around| around.is_any(&[tag::A, tag::SUMMARY])) {
        picture::make_button(&child, messages);
    }
    if node.is(tag::PRE) {
        make_region(&child, &messages.text("Code"));
    }
    if node.is(tag::TABLE) {
        let scroller = add(parent, "div", "scroller");
        make_region(&scroller, &table_name(node, messages));
        append(&scroller, &child);
    } else {
        append(parent, &child);
    }
    child
}

/// What may scroll sideways has a name, and the keyboard reaches it.
#[inline(never)]
fn make_region(element: &Element, name: &str) {
    set_all(element, &[("role", "region"), ("aria-label", name), ("tabindex", "0")]);
}

fn table_name(table: Node<'_>, messages: &Messages) -> String {
    for node in table.descendants() {
        if node.is(tag::CAPTION) {
            return crate::text::collapse(&node.text_content());
        }
    }
    messages.text("Table")
}
