//! An article as a plain object, as its JSON would be read: serde's way there is 3 KB with a hash map of names.

use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

use super::object::set_property;
use crate::article::{Article, Author, Direction, Image, Limit, Removal};

/// The article as JavaScript has it. What is absent is not there; a test holds it to the article's JSON.
#[inline(never)]
pub fn to_js(article: &Article) -> JsValue {
    let object = Object::new();
    for (name, text) in [
        ("url", &article.url),
        ("title", &article.title),
        ("subtitle", &article.subtitle),
        ("published", &article.published),
        ("modified", &article.modified),
        ("siteName", &article.site_name),
        ("section", &article.section),
        ("language", &article.language),
        ("excerpt", &article.excerpt),
    ] {
        set_text(&object, name, text.as_deref());
    }
    set_property(&object, "authors", &list(&article.authors, author));
    if !article.tags.is_empty() {
        set_property(&object, "tags", &list(&article.tags, |tag| tag.as_str().into()));
    }
    let direction = match article.direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    };
    set_text(&object, "direction", Some(direction));
    if let Some(lead) = &article.lead_image {
        set_property(&object, "leadImage", &image(lead));
    }
    if let Some(is_free) = article.is_free {
        set_property(&object, "isFree", &is_free.into());
    }
    set_text(&object, "html", Some(&article.html));
    set_text(&object, "text", Some(&article.text));
    set_number(&object, "wordCount", article.word_count as f64);
    set_number(&object, "readingTime", article.reading_time as f64);
    set_number(&object, "confidence", f64::from(article.confidence));
    let sources = Object::new();
    for (field, source) in &article.sources {
        set_text(&sources, field, Some(source));
    }
    set_property(&object, "sources", &sources);
    let limit = article.truncated.map(|limit| match limit {
        Limit::Depth => "depth",
        Limit::Nodes => "nodes",
        Limit::Time => "time",
    });
    set_text(&object, "truncated", limit);
    if !article.trace.is_empty() {
        set_property(&object, "trace", &list(&article.trace, removal));
    }
    object.into()
}

fn author(author: &Author) -> JsValue {
    let object = Object::new();
    set_text(&object, "name", Some(&author.name));
    set_text(&object, "url", author.url.as_deref());
    object.into()
}

fn image(image: &Image) -> JsValue {
    let object = Object::new();
    set_text(&object, "url", Some(&image.url));
    set_text(&object, "alt", image.alt.as_deref());
    set_text(&object, "caption", image.caption.as_deref());
    for (name, pixels) in [("width", image.width), ("height", image.height)] {
        if let Some(pixels) = pixels {
            set_number(&object, name, f64::from(pixels));
        }
    }
    object.into()
}

fn removal(removal: &Removal) -> JsValue {
    let object = Object::new();
    set_text(&object, "step", Some(removal.step));
    set_text(&object, "reason", Some(&removal.reason));
    set_text(&object, "text", Some(&removal.text));
    object.into()
}

fn list<T>(items: &[T], each: fn(&T) -> JsValue) -> JsValue {
    let array = Array::new();
    for item in items {
        array.push(&each(item));
    }
    array.into()
}

#[inline(never)]
fn set_text(object: &JsValue, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        set_property(object, name, &text.into());
    }
}

fn set_number(object: &JsValue, name: &str, number: f64) {
    set_property(object, name, &number.into());
}
