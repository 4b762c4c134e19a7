//! How large sheets are on screen.

use std::rc::Rc;

use js_sys::JSON;
use web_sys::Element;

use super::page::Page;
use super::{Inner, settings};
use crate::web::controls;
use crate::web::dom::{area, call, number, style};

/// Between sheets, and around them, in the frame's pixels; `print.css` has it too.
const GAP: f64 = 24.0;
/// Those sizes of the sheets that are a number: the option, and what it means.
const ZOOMS: [(&str, f64); 5] = [("50", 0.5), ("75", 0.75), ("100", 1.0), ("150", 1.5), ("200", 2.0)];

impl Inner {
    /// The frame has another size; or other pixels, which break lines at other places.
    pub fn resized(self: &Rc<Inner>) {
        if number(&self.window(), "devicePixelRatio") == self.ratio.get() {
            self.resize();
        } else {
            self.lay_out();
        }
    }

    /// Scales the sheets as chosen, on screen alone. By a transform, which breaks no line anew; and since on a screen
    /// whose pixels are not those of CSS lines break otherwise than on paper, layout is undone that ratio first.
    pub fn resize(&self) {
        let Some((_, root)) = self.document() else { return };
        let page = Page::chosen();
        let read = self.sheet(self.current.get());
        let before = read.as_ref().map(area);
        let rail = self.rail().map_or(0.0, |rail| area(&rail).width());
        let across = if settings::is("print-spread", "on") { 2.0 } else { 1.0 };
        let room = |size: f64, sheets: f64| size - GAP * (sheets + 1.0);
        let wide = (room(number(&root, "clientWidth"), across) - rail) / (page.width * across);
        let high = room(number(&self.panel.frame, "clientHeight"), 1.0) / page.height;
        let scale = match settings::get("print-zoom").as_str() {
            "auto" => wide.min(1.0),
            "width" => wide,
            "whole" => wide.min(high),
            percent => ZOOMS.into_iter().find(|zoom| zoom.0 == percent).map_or(1.0, |zoom| zoom.1),
        };
        let scale = scale.max(0.1);
        let ratio = self.ratio.get();
        for (name, value) in [
            ("--across", across),
            ("--gap", GAP / scale),
            ("--scale", scale * ratio),
            ("--zoom", 1.0 / ratio),
            ("--rail", rail * ratio),
        ] {
            set_number(&root, name, value);
        }
        if let Some((read, before)) = read.zip(before) {
            // What is in sight of the sheet stays.
            let after = area(&read);
            let away = after.top - before.top / before.height() * after.height();
            call(&self.window(), "scrollBy", &[&0.0.into(), &away.into()]);
        }
        self.paint();
    }

    /// The next step of the zoom.
    pub fn zoom(self: &Rc<Inner>, is_larger: bool) {
        let Some(first) = self.sheet(0) else { return };
        let now = area(&first).width() / Page::chosen().width;
        let next = if is_larger {
            ZOOMS.iter().find(|zoom| zoom.1 > now * 1.01)
        } else {
            ZOOMS.iter().rev().find(|zoom| zoom.1 < now * 0.99)
        };
        if let Some(zoom) = next {
            self.zoom_to(zoom.0);
        }
    }

    /// The zoom by the name of its option.
    pub fn zoom_to(&self, option: &str) {
        settings::set("print-zoom", option);
        controls::update(&self.panel.root);
        self.resize();
    }
}

/// Sets a variable of the styles that is a number.
#[inline(never)]
pub fn set_number(root: &Element, name: &str, number: f64) {
    // Every digit of it. (Rust's own formatting of floats is 20 KB of tables and code.)
    let text = JSON::stringify(&number.into()).map(String::from);
    style(root, name, &text.unwrap_or_default());
}
