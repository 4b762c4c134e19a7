//! Properties of JavaScript objects.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The property of an object; `undefined` where there is none.
#[inline(never)]
pub fn property(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// The text that a property of an object is; empty where it is none.
#[cfg(feature = "view")]
#[inline(never)]
pub fn text_property(object: &JsValue, name: &str) -> String {
    property(object, name).as_string().unwrap_or_default()
}

/// Sets a property of an object.
#[inline(never)]
pub fn set_property(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}
