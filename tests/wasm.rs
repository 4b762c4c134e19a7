//! The wasm module in a real browser, as JavaScript has it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]
#![cfg(target_arch = "wasm32")]

use article_reader::Options;
use article_reader::web::{ReaderView, extract, extract_snapshot, is_probably_article};
use js_sys::{Array, Error, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const SENTENCE: &str =
    "The ferry had not run since the spring, and the rope lay in the grass where the men had left it. ";

fn page() -> String {
    let paragraph = format!("<p>{}</p>", SENTENCE.repeat(3));
    let code =
        "<pre><code>let rope = 1;</code></pre><p>See <a href='#note'>below</a>.</p><h2 id=note>The note</h2>";
    format!(
        "<!doctype html><html lang=en><head><title>The ferry | Ledger</title>\
         <meta property=og:site_name content=Ledger><meta name=author content='Ada Finch'>\
         <meta property=article:published_time content=2024-05-06></head><body>\
         <nav><a href=/>Home</a><a href=/world>World</a></nav><article><h1>The ferry</h1>{}{code}{}</article></body></html>",
        paragraph.repeat(4),
        paragraph.repeat(3)
    )
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap()
}

fn text(object: &JsValue, key: &str) -> Option<String> {
    get(object, key).as_string()
}

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    Function::new_no_args(&format!("return {expression}")).call0(&JsValue::UNDEFINED).unwrap()
}

#[wasm_bindgen_test]
fn an_article_is_a_plain_object() {
    let article = extract(&page().into(), &js("({ url: 'https://ledger.example/ferry' })")).unwrap();
    assert_eq!(Object::get_prototype_of(&article), Object::get_prototype_of(&Object::new()));
    assert_eq!(text(&article, "title").as_deref(), Some("The ferry"));
    assert_eq!(text(&article, "siteName").as_deref(), Some("Ledger"));
    assert_eq!(text(&article, "published").as_deref(), Some("2024-05-06"));
    assert_eq!(text(&article, "direction").as_deref(), Some("ltr"));
    assert_eq!(text(&article, "language").as_deref(), Some("en"));
    let authors: Array = get(&article, "authors").dyn_into().unwrap();
    assert_eq!(text(&authors.get(0), "name").as_deref(), Some("Ada Finch"));
    assert!(text(&article, "html").unwrap().starts_with("<p>The ferry"));
    for number in ["wordCount", "readingTime", "confidence"] {
        assert!(get(&article, number).as_f64().unwrap() > 0.0, "{number}");
    }
    assert!(text(&get(&article, "sources"), "title").is_some());
    for absent in ["modified", "leadImage", "trace", "truncated", "body"] {
        assert!(!Reflect::has(&article, &absent.into()).unwrap(), "{absent} is not there, not null");
    }
}

#[wasm_bindgen_test]
fn the_plain_object_says_what_the_json_says() {
    let image = "<meta property=og:image content=https://ledger.example/rope.jpg><meta property=og:image:width content=640>";
    let page = page().replace("</head>", &format!("{image}<meta property=article:tag content=Boats></head>"));
    let url = "https://ledger.example/ferry";
    let object = extract(&page.as_str().into(), &js(&format!("({{ url: '{url}', trace: true }})"))).unwrap();
    let options = Options { url: Some(url.to_owned()), trace: true, ..Options::default() };
    // Both are read from text: what reads numbers may err by their last bit.
    let read = |said: &str| serde_json::from_str::<serde_json::Value>(said).unwrap();
    let article = article_reader::extract(&page, &options).unwrap();
    let json = read(&serde_json::to_value(article).unwrap().to_string());
    let said = String::from(js_sys::JSON::stringify(&object).unwrap());
    assert_eq!(read(&said), json);
    assert!(
        json["leadImage"]["width"] == 640 && json["tags"][0] == "Boats" && json["trace"].is_array(),
        "{said}"
    );
}

#[wasm_bindgen_test]
fn bytes_are_read_like_strings() {
    let bytes = Uint8Array::from(page().as_bytes());
    let from_bytes = extract(&bytes, &JsValue::UNDEFINED).unwrap();
    let from_string = extract(&page().into(), &JsValue::NULL).unwrap();
    assert_eq!(text(&from_bytes, "html"), text(&from_string, "html"));
}

#[wasm_bindgen_test]
fn bytes_may_have_a_mark_or_be_broken() {
    let read = |bytes: &[u8], options: &str| {
        let article = extract(&Uint8Array::from(bytes), &js(options)).unwrap();
        (text(&article, "title"), text(&article, "text").unwrap())
    };
    let plain = page().replace("The ferry", "The ferry of Åland");
    let expected = read(plain.as_bytes(), "undefined");
    assert_eq!(expected.0.as_deref(), Some("The ferry of Åland"));
    // A byte order mark is no text, and stronger than what the server says.
    let marked = [b"\xef\xbb\xbf", plain.as_bytes()].concat();
    assert_eq!(read(&marked, "undefined"), expected);
    assert_eq!(read(&marked, "({ charset: 'iso-8859-1' })"), expected);
    // What is no UTF-8 is one character for what may have been one.
    let broken = [plain.replace("men had left it", "men had \u{1}").as_bytes()].concat();
    let broken: Vec<u8> = broken.into_iter().map(|byte| if byte == 1 { 0xe5 } else { byte }).collect();
    assert!(read(&broken, "undefined").1.contains("where the men had \u{fffd}."));
    assert!(read(&broken, "({ charset: 'iso-8859-1' })").1.contains("where the men had å."));
    // What the server says counts even where the bytes are UTF-8.
    assert!(read(plain.as_bytes(), "({ charset: 'iso-8859-1' })").0.unwrap().contains("Ã"));
}

#[wasm_bindgen_test]
fn errors_are_errors_with_code_and_advice() {
    let undefined = JsValue::UNDEFINED;
    for (input, options, code) in [
        (js("''"), undefined.clone(), "empty-input"),
        (js("'words'"), undefined.clone(), "not-html"),
        (js("'<p>short</p>'"), undefined.clone(), "no-article"),
        (js("'<p>short</p>'"), js("({ url: 'nowhere' })"), "bad-url"),
        (js("'<p>short</p>'"), js("({ limits: { maxBytes: 3 } })"), "too-large"),
        (js("new Uint8Array(4)"), js("({ limits: { maxBytes: 3 } })"), "too-large"),
        (js("'<p>short</p>'"), js("({ link: 1 })"), "bad-options"),
        (js("'<p>short</p>'"), js("({ url: 1 })"), "bad-options"),
        (js("'<p>short</p>'"), js("({ limits: { maxNodes: -1 } })"), "bad-options"),
        (js("'<p>short</p>'"), js("'https://ledger.example'"), "bad-options"),
        (js("7"), undefined.clone(), "bad-input"),
        (undefined.clone(), undefined.clone(), "bad-input"),
        (js("({ version: 99, names: '', text: '', ops: [] })"), undefined.clone(), "bad-snapshot"),
        (js("({ version: 1, names: 'p', text: '', ops: [1] })"), undefined.clone(), "bad-snapshot"),
    ] {
        let error: Error = extract(&input, &options).unwrap_err().dyn_into().unwrap();
        assert_eq!(text(&error, "code").as_deref(), Some(code), "{input:?}");
        assert_eq!(error.name(), "ArticleReaderError");
        assert!(error.message().length() > 10 && text(&error, "advice").unwrap().len() > 10);
    }
}

#[wasm_bindgen_test]
fn what_is_undefined_in_options_counts_as_absent() {
    assert!(extract(&page().into(), &js("({ url: undefined, today: null, limits: {} })")).is_ok());
    let traced = extract(&page().into(), &js("({ trace: true })")).unwrap();
    assert!(Array::is_array(&get(&traced, "trace")));
}

#[wasm_bindgen_test]
fn a_snapshot_is_read_and_its_address_is_the_default() {
    // <html><body><p>…</p> and so on, as www/element/snapshot.js writes it.
    let paragraph = SENTENCE.repeat(3);
    let (open, close) = (1, 2);
    let mut ops = vec![open, open | 1 << 12];
    for _ in 0..6 {
        ops.extend([open | 2 << 12, (paragraph.len() as u32) << 2, close]);
    }
    ops.extend([open | 1 << 4 | 3 << 12, 4, 5, 4 << 2, close]);
    ops.extend([close, close]);
    let snapshot = js("({ version: 1, url: 'https://ledger.example/a/b' })");
    for (key, value) in [
        ("names", "html body p a href".into()),
        ("text", format!("{}/tideMore", paragraph.repeat(6)).into()),
        ("ops", Array::from_iter(ops.iter().map(|&op| JsValue::from(op))).into()),
    ] {
        let value: JsValue = value;
        Reflect::set(&snapshot, &key.into(), &value).unwrap();
    }
    let article = extract_snapshot(&snapshot, &JsValue::UNDEFINED).unwrap();
    assert!(text(&article, "text").unwrap().contains("The ferry had not run"));
    assert_eq!(text(&article, "url").as_deref(), Some("https://ledger.example/a/b"));
    assert!(is_probably_article(&snapshot, &JsValue::UNDEFINED).is_ok());
}

#[wasm_bindgen_test]
fn articles_are_told_from_what_is_none() {
    let probably = |page: &str| is_probably_article(&page.into(), &JsValue::UNDEFINED);
    assert_eq!(probably(include_str!("pages/long-read/page.html")), Ok(true));
    assert_eq!(probably(include_str!("pages/index-page/page.html")), Ok(false));
    assert_eq!(probably("<nav><a href=/>Home</a></nav>"), Ok(false));
    assert!(is_probably_article(&js("3"), &JsValue::UNDEFINED).is_err());
}

/// An element in a shadow root of its own, as the view needs it.
fn place() -> Element {
    js("(() => {
        const host = document.body.appendChild(document.createElement('div'));
        return host.attachShadow({ mode: 'open' }).appendChild(document.createElement('div'));
    })()")
    .unchecked_into()
}

fn find(place: &Element, selector: &str) -> HtmlElement {
    let found = place.query_selector(selector).unwrap();
    found.unwrap_or_else(|| panic!("no {selector}")).unchecked_into()
}

fn press(place: &Element, name: &str) {
    find(place, &format!("button[aria-label='{name}']")).click();
}

fn view(place: &Element, close: &Function) -> ReaderView {
    let options = js("({ url: 'https://ledger.example/ferry' })");
    ReaderView::new(place, &page().into(), &options, close.clone(), JsValue::UNDEFINED).unwrap()
}

#[wasm_bindgen_test]
fn the_view_shows_the_article_and_goes_without_a_trace() {
    let place = place();
    let view = view(&place, &Function::default());
    assert_eq!(find(&place, "h1").text_content().unwrap(), "The ferry");
    assert_eq!(find(&place, ".byline").text_content().unwrap(), "Ada Finch");
    assert_eq!(find(&place, "time").get_attribute("datetime").unwrap(), "2024-05-06");
    assert!(find(&place, "time").text_content().unwrap().contains("2024"));
    assert_eq!(find(&place, "article").get_attribute("lang").unwrap(), "en");
    assert_eq!(text(&view.article(), "title").as_deref(), Some("The ferry"));
    assert_eq!(find(&place, "pre").get_attribute("tabindex").unwrap(), "0");
    drop(view);
    assert_eq!(place.child_element_count(), 0);
}

#[wasm_bindgen_test]
fn buttons_change_the_text_size_and_close() {
    let place = place();
    let close =
        js("(() => { const close = () => { close.called = true; }; return close; })()").unchecked_into();
    let _view = view(&place, &close);
    let size = || find(&place, ".size").text_content().unwrap();
    let before = size();
    press(&place, "Larger text");
    assert_ne!(size(), before);
    assert_eq!(find(&place, ".live[role=status]").text_content().unwrap(), format!("Text size {}", size()));
    press(&place, "Smaller text");
    assert_eq!(size(), before);
    assert!(get(&close, "called").is_undefined());
    press(&place, "Close");
    assert_eq!(get(&close, "called"), JsValue::TRUE);
}

#[wasm_bindgen_test]
fn the_print_preview_opens_and_is_left() {
    let place = place();
    let view = view(&place, &Function::default());
    assert!(!view.back(), "nothing to leave");
    press(&place, "Print preview");
    assert!(find(&place, ".page").has_attribute("hidden"));
    find(&place, "iframe");
    assert!(view.back());
    assert!(!find(&place, ".page").has_attribute("hidden"));
    assert!(place.query_selector("iframe").unwrap().is_none());
}
