//! The article as elements: the head from metadata, the body from the sanitized tree, node by node.

use web_sys::Element;

use super::dates;
use crate::article::{Article, Direction, Image};
use crate::tree::{Edge, Kind, Node, Tree, attr, tag};
use crate::web::dom::{MATHML, SVG, add, add_text, append, append_text, document_of, element, set, set_all};
use crate::web::messages::Messages;

/// Builds the article at the end of `parent`.
pub fn build(parent: &Element, article: &Article, messages: &Messages) -> Element {
    let root = add(parent, "article", "article");
    if let Some(language) = &article.language {
        set(&root, "lang", language);
    }
    set(&root, "dir", if article.direction == Direction::Rtl { "rtl" } else { "ltr" });
    add_head(&root, article);
    if let Some(image) = &article.lead_image
        && !holds_image(&article.body, &image.url)
    {
        add_lead_image(&root, image);
    }
    fill(&add(&root, "div", "body"), &article.body, messages);
    root
}

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

fn add_lead_image(root: &Element, image: &Image) {
    let figure = add(root, "figure", "lead");
    let picture = add(&figure, "img", "");
    set(&picture, "alt", image.alt.as_deref().unwrap_or_default());
    for (name, value) in [("width", image.width), ("height", image.height)] {
        if let Some(pixels) = value {
            set(&picture, name, &pixels.to_string());
        }
    }
    set_all(&picture, &[("decoding", "async"), ("referrerpolicy", "no-referrer"), ("src", &image.url)]);
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
        text_before |= node.text().chars().any(|c| !c.is_whitespace()) && !in_head(node);
    }
    false
}

fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

/// Builds the tree below `parent`, element by element.
fn fill(parent: &Element, tree: &Tree, messages: &Messages) {
    let document = document_of(parent);
    let mut open = vec![parent.clone()];
    let mut walk = tree.root().walk();
    while let Some(edge) = walk.next() {
        let Some(here) = open.last() else { return };
        match edge {
            // The head shows it.
            Edge::Enter(node) if is_standfirst(node) => walk.skip_below(node),
            Edge::Leave(node) if is_standfirst(node) => {}
            Edge::Enter(node) if node.is_text() => append_text(here, node.text()),
            Edge::Enter(node) if node.is_element() => {
                let child = copy(&document, node, messages);
                if node.is(tag::TABLE) {
                    let scroller = add(here, "div", "scroller");
                    make_region(&scroller, &table_name(node, messages));
                    append(&scroller, &child);
                } else {
                    append(here, &child);
                }
                open.push(child);
            }
            Edge::Leave(node) if node.is_element() => {
                open.pop();
            }
            _ => {}
        }
    }
}

/// Whether `node` is the standfirst where it stands in the body; only an article that has a `subtitle` has it marked.
fn is_standfirst(node: Node<'_>) -> bool {
    node.attr(attr::CLASS) == Some("ar-standfirst")
}

fn copy(document: &web_sys::Document, node: Node<'_>, messages: &Messages) -> Element {
    let namespace = match node.kind() {
        Kind::Svg => Some(SVG),
        Kind::MathMl => Some(MATHML),
        _ => None,
    };
    let made = namespace.and_then(|_| document.create_element_ns(namespace, node.spelling()).ok());
    let child = made.unwrap_or_else(|| element(document, node.spelling()));
    if node.is(tag::IMG) {
        // Before `src`, which starts the loading.
        set_all(&child, &[("loading", "lazy"), ("decoding", "async"), ("referrerpolicy", "no-referrer")]);
    }
    for (name, value) in node.attrs() {
        set(&child, node.tree().spelling(name), value);
    }
    if node.is(tag::A) && node.attr(attr::HREF).is_some_and(|href| !href.starts_with('#')) {
        set_all(&child, &[("target", "_blank"), ("rel", "noopener noreferrer")]);
    }
    if node.is(tag::PRE) {
        make_region(&child, &messages.text("Code"));
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
