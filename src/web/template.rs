//! Elements from a text: what stands still of the interface, written down as it is nested. (Calls that build the same
//! are five times the code.)

use web_sys::Element;

use super::dom::{add, set};
use super::messages::Messages;

/// Builds what `template` says at the end of `parent`, and returns the first element.
///
/// A line is an element, inside the one above that is indented by a space less: `name.class`, and apart by `|`
/// attributes as `name=value`, or its text. A value or text that begins with `*` is an English one of the interface,
/// up to a `#` if there is one. Only texts of ours may stand here: nothing is escaped.
#[inline(never)]
pub fn build(parent: &Element, template: &str, messages: &Messages) -> Element {
    let mut open = vec![parent.clone()];
    let mut first = None;
    for line in template.split('\n') {
        let fields = line.trim_start_matches(' ');
        open.truncate(line.len() - fields.len() + 1);
        let mut fields = fields.split('|');
        let name = fields.next().unwrap_or_default();
        let (name, class) = name.split_once('.').unwrap_or((name, ""));
        let element = add(open.last().unwrap_or(parent), name, class);
        if name == "button" {
            set(&element, "type", name);
        }
        for field in fields {
            match field.split_once('=') {
                Some((attribute, value)) => set(&element, attribute, &said(value, messages)),
                None => element.set_text_content(Some(&said(field, messages))),
            }
        }
        first.get_or_insert_with(|| element.clone());
        open.push(element);
    }
    first.unwrap_or_else(|| parent.clone())
}

fn said(value: &str, messages: &Messages) -> String {
    let Some(english) = value.strip_prefix('*') else { return value.to_owned() };
    let (english, rest) = english.split_once('#').unwrap_or((english, ""));
    messages.text(english) + rest
}
