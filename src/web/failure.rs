//! Errors as JavaScript has them: an `Error` with a name, a code for programs and an advice for people.

use wasm_bindgen::prelude::*;

use super::object::set_property;
use crate::error::Error;

/// Why a call failed.
pub enum Failure {
    /// The engine says so.
    Engine(Error),
    /// The call itself was wrong.
    Call {
        /// A stable name for programs.
        code: &'static str,
        /// What was wrong.
        message: String,
        /// What to do about it.
        advice: &'static str,
    },
}

impl Failure {
    /// An argument of the wrong type or form.
    pub fn options(message: String) -> Failure {
        Failure::Call { code: "bad-options", message, advice: "See ExtractOptions in the type declarations." }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Engine(error)
    }
}

impl From<Failure> for JsValue {
    #[inline(never)]
    fn from(failure: Failure) -> JsValue {
        let (code, message, advice) = match failure {
            Failure::Engine(error) => (error.code(), error.to_string(), error.advice()),
            Failure::Call { code, message, advice } => (code, message, advice),
        };
        let error = js_sys::Error::new(&message);
        error.set_name("ArticleReaderError");
        set_property(&error, "code", &code.into());
        set_property(&error, "advice", &advice.into());
        error.into()
    }
}
