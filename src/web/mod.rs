//! The browser's side: what JavaScript can call, and the reader view. Compiled for wasm alone, and the only place
//! that names wasm-bindgen, web-sys and js-sys.

#[cfg(feature = "view")]
mod dom;
mod object;
mod failure;
mod input;
#[cfg(feature = "view")]
mod messages;
mod options;
#[cfg(feature = "view")]
mod settings;
#[cfg(feature = "view")]
mod styles;
#[cfg(feature = "view")]
mod template;
#[cfg(feature = "view")]
mod controls;
#[cfg(feature = "view")]
mod print;
#[cfg(feature = "view")]
mod view;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::article::Article;
use failure::Failure;
#[cfg(feature = "view")]
pub use view::ReaderView;

/// What TypeScript knows of the module: wasm-bindgen sees only `JsValue`s where there are plain objects.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
#[cfg(feature = "view")]
#[wasm_bindgen(typescript_custom_section)]
const VIEW_TYPES: &str = include_str!("view/types.d.ts");

#[cfg(debug_assertions)]
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// See `types.d.ts`.
#[cfg(feature = "parser")]
#[wasm_bindgen(skip_typescript)]
pub fn extract(input: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    Ok(to_js(&input::read(input, &options::read(options)?)?.article()?))
}

/// See `types.d.ts`.
#[wasm_bindgen(js_name = extractSnapshot, skip_typescript)]
pub fn extract_snapshot(snapshot: &JsValue, options: &JsValue) -> Result<JsValue, JsValue> {
    Ok(to_js(&input::read_snapshot(snapshot, &options::read(options)?)?.article()?))
}

/// See `types.d.ts`.
#[wasm_bindgen(js_name = isProbablyArticle, skip_typescript)]
pub fn is_probably_article(input: &JsValue, options: &JsValue) -> Result<bool, JsValue> {
    match input::read(input, &options::read(options)?) {
        Ok(page) => Ok(crate::is_probably_article_tree(&page.tree, &page.options)),
        Err(Failure::Engine(_)) => Ok(false),
        Err(failure) => Err(failure.into()),
    }
}

/// The article as a plain object.
fn to_js(article: &Article) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    article.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}
