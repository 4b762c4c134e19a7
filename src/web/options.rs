//! Options from a plain object. What is unknown or of another type than it should be is an error, since a
//! misspelled option would otherwise do nothing in silence.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use crate::options::{Limits, Options};

/// The engine's options and what only bytes need.
pub struct Given {
    /// For the engine.
    pub options: Options,
    /// The encoding that the server names, for bytes.
    #[cfg_attr(not(feature = "parser"), expect(dead_code, reason = "live documents are decoded already"))]
    pub charset: Option<String>,
}

/// Reads an `ExtractOptions`; `undefined` and `null` stand for none.
pub fn read(value: &JsValue) -> Result<Given, Failure> {
    let mut options = Options::default();
    let mut charset = None;
    options.limits.clock = now;
    for (key, value) in entries(value, "The options")? {
        match key.as_str() {
            "url" => options.url = Some(text(&key, &value)?),
            "today" => options.today = Some(text(&key, &value)?),
            "charset" => charset = Some(text(&key, &value)?),
            "trace" => options.trace = value.as_bool().ok_or_else(|| ill_typed(&key, "true or false"))?,
            "limits" => read_limits(&value, &mut options.limits)?,
            _ => return Err(Failure::options(format!("There is no option `{key}`."))),
        }
    }
    Ok(Given { options, charset })
}

fn read_limits(value: &JsValue, limits: &mut Limits) -> Result<(), Failure> {
    for (key, value) in entries(value, "The option `limits`")? {
        let number = value.as_f64().filter(|number| *number >= 0.0);
        let number = number.ok_or_else(|| ill_typed(&key, "a number that is not negative"))?;
        match key.as_str() {
            "maxBytes" => limits.max_bytes = number as usize,
            "maxNodes" => limits.max_nodes = number as usize,
            "maxDepth" => limits.max_depth = number as usize,
            "maxMillis" => limits.max_millis = number,
            _ => return Err(Failure::options(format!("There is no limit `{key}`."))),
        }
    }
    Ok(())
}

/// The properties of an object that have a value.
fn entries(value: &JsValue, what: &str) -> Result<Vec<(String, JsValue)>, Failure> {
    if value.is_undefined() || value.is_null() {
        return Ok(Vec::new());
    }
    if !value.is_object() {
        return Err(Failure::options(format!("{what} must be an object.")));
    }
    let keys = Object::keys(value.unchecked_ref::<Object>());
    let pairs = keys.iter().filter_map(|key| Some((key.as_string()?, Reflect::get(value, &key).ok()?)));
    Ok(pairs.filter(|(_, value)| !value.is_undefined() && !value.is_null()).collect())
}

fn text(key: &str, value: &JsValue) -> Result<String, Failure> {
    value.as_string().ok_or_else(|| ill_typed(key, "a string"))
}

fn ill_typed(key: &str, wanted: &str) -> Failure {
    Failure::options(format!("The option `{key}` must be {wanted}."))
}

#[wasm_bindgen]
extern "C" {
    /// In windows and workers alike.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}
