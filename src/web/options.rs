//! Options from a plain object. What is unknown or of another type than it should be is an error, since a
//! misspelled option would otherwise do nothing in silence.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::object::property;
use crate::options::{Limits, Options};

/// The engine's options and what only bytes need.
pub struct Given {
    /// For the engine.
    pub options: Options,
    /// The encoding that the server names, for bytes.
    pub charset: Option<String>,
}

/// Reads an `ExtractOptions`; `undefined` and `null` stand for none.
pub fn read(value: &JsValue) -> Result<Given, Failure> {
    let mut given = Given { options: Options::default(), charset: None };
    let options = &mut given.options;
    options.limits.clock = now;
    for key in keys(value, "The options")? {
        let value = property(value, &key);
        let text = || value.as_string().ok_or_else(|| ill_typed(&key, "a string"));
        match key.as_str() {
            _ if value.is_undefined() || value.is_null() => {}
            "url" => options.url = Some(text()?),
            "today" => options.today = Some(text()?),
            "charset" => given.charset = Some(text()?),
            "trace" => options.trace = value.as_bool().ok_or_else(|| ill_typed(&key, "true or false"))?,
            "limits" => read_limits(&value, &mut options.limits)?,
            _ => return Err(unknown("option", &key)),
        }
    }
    Ok(given)
}

fn read_limits(value: &JsValue, limits: &mut Limits) -> Result<(), Failure> {
    for key in keys(value, "The option `limits`")? {
        let value = property(value, &key);
        if value.is_undefined() || value.is_null() {
            continue;
        }
        let Some(number) = value.as_f64().filter(|number| *number >= 0.0) else {
            return Err(ill_typed(&key, "a number that is not negative"));
        };
        match key.as_str() {
            "maxBytes" => limits.max_bytes = number as usize,
            "maxNodes" => limits.max_nodes = number as usize,
            "maxDepth" => limits.max_depth = number as usize,
            "maxMillis" => limits.max_millis = number,
            _ => return Err(unknown("limit", &key)),
        }
    }
    Ok(())
}

/// The names of an object's properties; none of `undefined` and `null`.
#[inline(never)]
fn keys(value: &JsValue, what: &str) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    if value.is_object() {
        for key in Object::keys(value.unchecked_ref::<Object>()).iter() {
            names.push(key.as_string().unwrap_or_default());
        }
    } else if !value.is_undefined() && !value.is_null() {
        return Err(Failure::options([what, " must be an object."].concat()));
    }
    Ok(names)
}

#[inline(never)]
fn unknown(what: &str, key: &str) -> Failure {
    Failure::options(["There is no ", what, " `", key, "`."].concat())
}

#[inline(never)]
fn ill_typed(key: &str, wanted: &str) -> Failure {
    Failure::options(["The option `", key, "` must be ", wanted, "."].concat())
}

#[wasm_bindgen]
extern "C" {
    /// In windows and workers alike.
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}
