//! The article as elements: the head from metadata, the body from the sanitized tree, node by node.

use web_sys::Element;

use super::dates;
use crate::article::{Article, Direction, Image};
use crate::tree::{Edge, Kind, Node, Tree, attr, tag};
use crate::web::dom::{MATHML, SVG, add, add_text, append, document_of, element, set};
use crate::web::messages::Messages;

/// Builds the article at the end of `parent`.
pub fn build(parent: &Element, article: &Article, messages: &Messages) -> Element {
    let root = add(parent, "article", "article");
    if let Some(language) = &article.language {
        set(&root, "lang", language);
    }
    set(&root, "dir", if article.direction == Direction::Rtl { "rtl" } else { "ltr" });
    add_head(&root, article);
    let body = element(&document_of(&root), "div");
    set(&body, "class", "body");
    set(&body, "part", "body");
    fill(&body, &article.body, messages);
    if let Some(image) = &article.lead_image
        && !holds_image(&article.body, &image.url)
    {
        add_lead_image(&root, image);
    }
    append(&root, &body);
    root
}

fn add_head(root: &Element, article: &Article) {
    let head = add(root, "header", "head");
    let place: Vec<&str> =
        [&article.site_name, &article.section].into_iter().flatten().map(String::as_str).collect();
    if !place.is_empty() {
        add_text(&head, "p", "site", &place.join(" · "));
    }
    if let Some(title) = &article.title {
        let heading = add_text(&head, "h1", "title", title);
        set(&heading, "id", TITLE_ID);
        set(root, "aria-labelledby", TITLE_ID);
    }
    if let Some(subtitle) = &article.subtitle {
        add_text(&head, "p", "standfirst", subtitle);
    }
    if !article.authors.is_empty() {
        let byline = add(&head, "p", "byline");
        for (at, author) in article.authors.iter().enumerate() {
            if at > 0 {
                append(&byline, &document_of(&byline).create_text_node(", "));
            }
            match &author.url {
                Some(url) => {
                    let link = add_text(&byline, "a", "author", &author.name);
                    set(&link, "rel", "author noopener noreferrer");
                    set(&link, "target", "_blank");
                    set(&link, "href", url);
                }
                None => {
                    add_text(&byline, "span", "author", &author.name);
                }
            }
        }
    }
    add_facts(&head, article);
}

/// Dates and reading time, in one line.
fn add_facts(head: &Element, article: &Article) {
    let line = add(head, "p", "facts");
    let language = article.language.as_deref();
    let add_date = |class: &str, label: &str, iso: &str| {
        let fact = add(&line, "span", "fact");
        if !label.is_empty() {
            add_text(&fact, "span", "label", label);
            append(&fact, &document_of(&fact).create_text_node(" "));
        }
        let time = add_text(&fact, "time", class, &dates::in_words(iso, language));
        set(&time, "datetime", iso);
    };
    let published = article.published.as_deref();
    if let Some(iso) = published {
        add_date("published", "", iso);
    }
    if let Some(iso) = article.modified.as_deref().filter(|&iso| Some(iso) != published) {
        add_date("modified", dates::updated(language), iso);
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
    set(&picture, "decoding", "async");
    set(&picture, "referrerpolicy", "no-referrer");
    set(&picture, "src", &image.url);
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
            Edge::Enter(node) if node.is_text() => append(here, &document.create_text_node(node.text())),
            Edge::Enter(node) if node.is_element() => {
                let child = copy(&document, node, messages);
                if node.is(tag::TABLE) {
                    append(&add_scroller(here, &table_name(node, messages)), &child);
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
    let made = match namespace {
        Some(namespace) => document.create_element_ns(Some(namespace), node.spelling()).ok(),
        None => None,
    };
    let child = made.unwrap_or_else(|| element(document, node.spelling()));
    if node.is(tag::IMG) {
        // Before `src`, which starts the loading.
        set(&child, "loading", "lazy");
        set(&child, "decoding", "async");
        set(&child, "referrerpolicy", "no-referrer");
    }
    for (name, value) in node.attrs() {
        set(&child, node.tree().spelling(name), value);
    }
    match node {
        node if node.is(tag::A) && node.attr(attr::HREF).is_some_and(|href| !href.starts_with('#')) => {
            set(&child, "target", "_blank");
            set(&child, "rel", "noopener noreferrer");
        }
        node if node.is(tag::PRE) => {
            set(&child, "tabindex", "0");
            set(&child, "role", "region");
            set(&child, "aria-label", &messages.text("Code"));
        }
        _ => {}
    }
    child
}

/// A box that scrolls sideways where its content is wider than the page, by keyboard too.
fn add_scroller(parent: &Element, name: &str) -> Element {
    let scroller = add(parent, "div", "scroller");
    set(&scroller, "role", "region");
    set(&scroller, "aria-label", name);
    set(&scroller, "tabindex", "0");
    scroller
}

fn table_name(table: Node<'_>, messages: &Messages) -> String {
    let caption = table.descendants().find(|node| node.is(tag::CAPTION));
    caption.map(|node| crate::text::collapse(&node.text_content())).unwrap_or_else(|| messages.text("Table"))
}
