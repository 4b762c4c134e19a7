//! The print preview: the article on sheets of paper, which are the very elements that are printed.
//!
//! They stand in a frame of their own, so that neither the page around nor its styles have a say in layout or print.
//! The article is laid out there as one tall flow, measured, and cut where [`paginate`] says; the browser's own page
//! breaking has nothing left to do.

mod feed;
mod fit;
mod layout;
mod measure;
mod page;
mod paginate;
mod panel;
mod sheets;
mod source;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent, MessageChannel};

use super::controls;
use super::dom::{Listener, elements, focus, px, set, style_sheet};
use super::messages::Messages;
use super::settings::{self, Kind};
use super::styles::styles;
use crate::article::Article;
use layout::{Layout, Strips};
use page::Page;
use panel::Panel;

/// The looks of the frame's document.
const STYLES: &str = styles!(include_str!("print.css"));
/// With a doctype it has the same layout as the view; without one (a page may forbid strings as documents) nearly.
const EMPTY_PAGE: &str = "<!doctype html><meta charset=utf-8>";
/// Between sheets, and around them, in the frame's pixels; `print.css` has it too.
const GAP: f64 = 24.0;
/// How often the progress of a layout is told, in pages.
const TOLD_EVERY: usize = 10;

/// A preview on show. Dropping it takes it away.
pub struct Preview {
    inner: Rc<Inner>,
    scrolled: i32,
    _listeners: Vec<Listener>,
}

struct Inner {
    panel: Panel,
    rendered: Element,
    /// The article as it goes into the sheets, itself not on show.
    source: RefCell<Option<Element>>,
    strips: Strips,
    messages: Messages,
    layout: RefCell<Option<Layout>>,
    sheets: RefCell<Vec<Element>>,
    /// The sheet that is read, from 0.
    current: Cell<usize>,
    /// The ratio of pixels that the last layout was made for.
    ratio: Cell<f64>,
    /// A message to itself lets the browser do other work between the steps of a layout.
    channel: Option<MessageChannel>,
    leave: Box<dyn Fn()>,
    /// Those inside the frame.
    listeners: RefCell<Vec<Listener>>,
}

impl Preview {
    /// Opens one at the end of `root` for the article rendered as `rendered`. `scrolled` is kept for whoever closes it;
    /// `leave` is called to ask for that.
    pub fn open(
        root: &Element,
        rendered: &Element,
        article: &Article,
        messages: &Messages,
        scrolled: i32,
        leave: Box<dyn Fn()>,
    ) -> Preview {
        let panel = Panel::new(root, messages);
        let language = web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default();
        let date = js_sys::Date::new_0().to_locale_date_string(&language, &JsValue::UNDEFINED);
        let strips = Strips {
            title: article.title.clone().unwrap_or_default(),
            source: article.site_name.clone().unwrap_or_default(),
            address: article.url.clone().unwrap_or_default(),
            date: date.into(),
        };
        let inner = Rc::new(Inner {
            panel,
            rendered: rendered.clone(),
            source: RefCell::default(),
            strips,
            messages: messages.clone(),
            layout: RefCell::default(),
            sheets: RefCell::default(),
            current: Cell::default(),
            ratio: Cell::new(1.0),
            channel: MessageChannel::new().ok(),
            leave,
            listeners: RefCell::default(),
        });
        let panel = &inner.panel;
        let mut listeners = vec![inner.listen(&panel.frame, "load", |inner, _| inner.fill())];
        if let Some(channel) = &inner.channel {
            listeners.push(inner.listen(&channel.port1(), "message", |inner, _| inner.step()));
            channel.port1().start();
        }
        let _ = js_sys::Reflect::set(&panel.frame, &"srcdoc".into(), &EMPTY_PAGE.into());
        panel.show_frame();
        focus(&panel.print);
        Preview { inner, scrolled, _listeners: listeners }
    }

    /// How far the article was scrolled when the preview was opened.
    pub fn scrolled(&self) -> i32 {
        self.scrolled
    }

    /// Prints the sheets.
    pub fn print(&self) {
        self.inner.print();
    }

    /// Shows the choices, or hides them.
    pub fn toggle_options(&self) {
        self.inner.panel.toggle_options();
    }

    /// Shows what the setting `name` has become.
    pub fn choose(&self, name: &str) {
        self.inner.choose(name);
    }

    /// Does what a key is for around the frame; false if it is for nothing.
    pub fn key(&self, key: &str) -> bool {
        self.inner.common_key(key)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.inner.listeners.borrow_mut().clear();
        self.inner.panel.root.remove();
    }
}

impl Inner {
    fn listen(
        self: &Rc<Inner>,
        target: &web_sys::EventTarget,
        kind: &'static str,
        handler: fn(&Rc<Inner>, &Event),
    ) -> Listener {
        let inner = Rc::downgrade(self);
        let handler = move |event| {
            if let Some(inner) = inner.upgrade() {
                handler(&inner, &event);
            }
        };
        Listener::new(target, kind, Box::new(handler))
    }

    /// Brings the article into the frame and lays it out.
    fn fill(self: &Rc<Inner>) {
        if self.bring_in().and_then(|()| self.lay_out()).is_none() {
            let told = self.messages.text("The print preview is not possible in this browser.");
            self.panel.status.set_text_content(Some(&told));
        }
    }

    fn bring_in(self: &Rc<Inner>) -> Option<()> {
        let window = self.panel.frame.content_window()?;
        let document = window.document()?;
        document.set_title(&self.strips.title);
        let source = source::prepare(&document, &self.rendered, &self.messages)?;
        let mut listeners = vec![
            self.listen(&window, "resize", |inner, _| {
                inner.resized();
            }),
            self.listen(&window, "scroll", |inner, _| {
                inner.scrolled();
            }),
            self.listen(&document, "keydown", |inner, event| inner.key(event)),
            self.listen(&document, "focusin", |inner, event| inner.focused(event)),
        ];
        for image in elements(&source, "img").iter().filter(|image| !source::is_complete(image)) {
            for kind in ["load", "error"] {
                listeners.push(self.listen(image, kind, |inner, _| inner.image_arrived()));
            }
        }
        *self.listeners.borrow_mut() = listeners;
        *self.source.borrow_mut() = Some(source);
        Some(())
    }

    /// When all images have arrived, or have failed to, their sizes are known: time for another layout.
    fn image_arrived(self: &Rc<Inner>) {
        let all = self
            .source
            .borrow()
            .as_ref()
            .is_some_and(|source| elements(source, "img").iter().all(source::is_complete));
        if all {
            self.lay_out();
        }
    }

    /// Begins a layout. The first sheets are there when this returns.
    fn lay_out(self: &Rc<Inner>) -> Option<()> {
        let window = self.panel.frame.content_window()?;
        let document = window.document()?;
        let page = Page::chosen();
        let css = [STYLES, &page.css()].concat();
        let sheet = style_sheet(&window, &css).ok()?;
        js_sys::Reflect::set(&document, &"adoptedStyleSheets".into(), &js_sys::Array::of1(&sheet)).ok()?;
        self.ratio.set(window.device_pixel_ratio());
        self.sheets.borrow_mut().clear();
        set(&self.panel.status, "class", "told");
        self.resize(page)?;
        {
            let source = self.source.borrow();
            let source = source.as_ref()?;
            source::settle_images(source);
            *self.layout.borrow_mut() = Layout::begin(&document, source, page, &self.strips, &self.messages);
        }
        self.step();
        Some(())
    }

    /// One more step of the layout, if there is one, and the next one asked for.
    fn step(self: &Rc<Inner>) {
        let (more, count) = {
            let mut layout = self.layout.borrow_mut();
            let Some(open) = layout.as_mut() else { return };
            let more = open.step();
            let mut sheets = self.sheets.borrow_mut();
            let from = sheets.len();
            sheets.extend(open.sheets[from..].iter().cloned());
            if !more {
                *layout = None;
            }
            (more, sheets.len())
        };
        if more {
            let told = (count - count % TOLD_EVERY).to_string();
            let told = self.messages.with("Laying out … {} pages so far", &[&told]);
            if self.panel.status.text_content().as_deref() != Some(&told) {
                self.panel.status.set_text_content(Some(&told));
            }
            if let Some(channel) = &self.channel {
                let _ = channel.port2().post_message(&JsValue::NULL);
            }
        } else {
            let told = if count == 1 { "1 page" } else { "{} pages" };
            let told = self.messages.with(told, &[&count.to_string()]);
            self.panel.status.set_text_content(Some(&told));
            // What it says stands beside it, in the position.
            set(&self.panel.status, "class", "live");
        }
        self.show_position();
    }

    /// Shows what the setting `name` has become.
    fn choose(self: &Rc<Inner>, name: &str) {
        if settings::of_bar().iter().any(|setting| setting.name == name) {
            self.resize(Page::chosen());
        } else {
            self.lay_out();
        }
    }

    /// The frame has another size; or other pixels, which break lines at other places.
    fn resized(self: &Rc<Inner>) -> Option<()> {
        let ratio = self.panel.frame.content_window()?.device_pixel_ratio();
        if ratio == self.ratio.get() { self.resize(Page::chosen()) } else { self.lay_out() }
    }

    /// Scales the sheets as chosen, on screen alone. By a transform, which breaks no line anew; and since on a screen
    /// whose pixels are not those of CSS lines break otherwise than on paper, layout is undone that ratio first.
    fn resize(&self, page: Page) -> Option<()> {
        let root = self.panel.frame.content_document()?.document_element()?;
        let across = if settings::is("print-spread", "on") { 2.0 } else { 1.0 };
        let room = |size: i32, sheets: f64| f64::from(size) - GAP * (sheets + 1.0);
        let wide = room(root.client_width(), across) / (page.width * across);
        let high = room(self.panel.frame.client_height(), 1.0) / page.height;
        let scale = match settings::get("print-zoom").as_str() {
            "auto" => wide.min(1.0),
            "width" => wide,
            "whole" => wide.min(high),
            percent => f64::from(percent.parse::<u32>().unwrap_or(100)) / 100.0,
        };
        let number = |number: f64| {
            js_sys::Number::from(number).to_string_with_radix(10).map(String::from).unwrap_or_default()
        };
        let scale = scale.max(0.1);
        let ratio = self.ratio.get();
        let values = [
            ("--across", if across == 2.0 { "2".to_owned() } else { "1".to_owned() }),
            ("--gap", px(GAP / scale)),
            ("--scale", number(scale * ratio)),
            ("--zoom", number(1.0 / ratio)),
        ];
        let style = root.unchecked_ref::<web_sys::HtmlElement>().style();
        for (name, value) in values {
            style.set_property(name, &value).ok()?;
        }
        Some(())
    }

    /// Which sheet is in the middle of the frame.
    fn scrolled(&self) -> Option<()> {
        let middle = f64::from(self.panel.frame.client_height()) / 2.0;
        let sheets = self.sheets.borrow();
        let passed = sheets.partition_point(|sheet| sheet.get_bounding_client_rect().bottom() < middle);
        self.current.set(passed.min(sheets.len().checked_sub(1)?));
        drop(sheets);
        self.show_position();
        Some(())
    }

    fn show_position(&self) {
        let count = self.sheets.borrow().len();
        let at = self.current.get().min(count.saturating_sub(1)) + 1;
        let is_done = self.layout.borrow().is_none();
        let text = if is_done { "Page {} of {}" } else { "Page {}" };
        let text = self.messages.with(text, &[&at.to_string(), &count.to_string()]);
        self.panel.position.set_text_content(Some(&text));
    }

    /// Goes to a sheet, which becomes the stop of the tab key.
    fn go_to(&self, at: usize) {
        let sheet = self.sheets.borrow().get(at).cloned();
        if let Some(sheet) = sheet {
            sheet.scroll_into_view();
            focus(&sheet);
            self.current.set(at);
            self.show_position();
        }
    }

    /// The sheet that has the focus is the one that the tab key comes back to.
    fn focused(&self, event: &Event) {
        let Some(target) = event.target() else { return };
        let target: &Element = target.unchecked_ref();
        let sheets = self.sheets.borrow();
        if let Some(at) = sheets.iter().position(|sheet| sheet.is_same_node(Some(target))) {
            for sheet in sheets.iter().filter(|sheet| sheet.get_attribute("tabindex").as_deref() == Some("0"))
            {
                set(sheet, "tabindex", "-1");
            }
            set(target, "tabindex", "0");
            self.current.set(at);
        }
    }

    /// Keys that do the same in the frame and around it. Whether it was one.
    fn common_key(self: &Rc<Inner>, key: &str) -> bool {
        let (at, last) = (self.current.get(), self.sheets.borrow().len().saturating_sub(1));
        match key {
            "PageDown" => self.go_to((at + 1).min(last)),
            "PageUp" => self.go_to(at.saturating_sub(1)),
            "Home" => self.go_to(0),
            "End" => self.go_to(last),
            "+" | "=" => self.zoom(true),
            "-" => self.zoom(false),
            "0" => self.zoom_to("auto"),
            _ => return false,
        }
        true
    }

    /// The next step of the zoom in one direction.
    fn zoom(self: &Rc<Inner>, larger: bool) {
        let Some(first) = self.sheets.borrow().first().cloned() else { return };
        let now = first.get_bounding_client_rect().width() / Page::chosen().width * 100.0;
        let Some(Kind::List(steps)) = settings::find("print-zoom").map(|setting| setting.kind) else {
            return;
        };
        let mut next = None;
        // From the smallest to the largest.
        for (step, _) in settings::options(steps) {
            let Ok(percent) = step.parse::<u16>() else { continue };
            if larger && f64::from(percent) > now * 1.01 {
                next = Some(step);
                break;
            }
            if !larger && f64::from(percent) < now * 0.99 {
                next = Some(step);
            }
        }
        if let Some(step) = next {
            self.zoom_to(step);
        }
    }

    fn zoom_to(self: &Rc<Inner>, option: &str) {
        settings::set("print-zoom", option);
        controls::update(&self.panel.root);
        self.choose("print-zoom");
    }

    /// A key in the frame.
    fn key(self: &Rc<Inner>, event: &Event) {
        // Not `dyn_ref`, here and wherever the frame's objects are: its classes are not this window's.
        let event: &KeyboardEvent = event.unchecked_ref();
        let key = event.key();
        let command = event.ctrl_key() || event.meta_key();
        if key == "Escape" {
            event.prevent_default();
            (self.leave)();
        } else if command && !event.alt_key() && key.eq_ignore_ascii_case("p") {
            event.prevent_default();
            self.print();
        } else if !command && !event.alt_key() && self.common_key(&key) {
            event.prevent_default();
        }
    }

    /// Prints the frame, and so nothing but the article, all of it.
    fn print(self: &Rc<Inner>) {
        while self.layout.borrow().is_some() {
            self.step();
        }
        if let Some(window) = self.panel.frame.content_window() {
            let _ = window.focus();
            let _ = window.print();
        }
    }
}
