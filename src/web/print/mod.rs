//! The print preview: the article on sheets of paper, which are the very elements that are printed.
//!
//! They stand in a frame of their own, so that neither the page around nor its styles have a say in layout or print.
//! The article is laid out there as one tall flow, measured, and cut where [`paginate`] says; the browser's own page
//! breaking has nothing left to do.

mod feed;
mod fit;
mod layout;
mod lock;
mod measure;
mod page;
mod paginate;
mod panel;
mod rail;
mod sheets;
mod source;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, KeyboardEvent, MessageChannel};

use super::controls;
use super::dom::{Listener, append, element, elements, focus, set, style_sheet};
use super::messages::Messages;
use super::settings;
use super::styles::styles;
use crate::article::Article;
use layout::{Layout, Sheet, Strips};
use page::Page;
use panel::Panel;

/// The looks of the frame's document.
const STYLES: &str = styles!(include_str!("print.css"));
/// With a doctype it has the same layout as the view; without one (a page may forbid strings as documents) nearly.
const EMPTY_PAGE: &str = "<!doctype html><meta charset=utf-8>";
/// Between sheets, and around them, in the frame's pixels; `print.css` has it too.
const GAP: f64 = 24.0;
/// Those sizes of the sheets that are a number: the option, and what it means.
const ZOOMS: [(&str, f64); 5] = [("50", 0.5), ("75", 0.75), ("100", 1.0), ("150", 1.5), ("200", 2.0)];
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
    sheets: RefCell<Vec<Sheet>>,
    /// The small pictures of the sheets.
    rail: RefCell<Option<Element>>,
    /// The sheet that is read, from 0.
    current: Cell<usize>,
    /// How many of the article's characters stand before what is read, whatever sheet that is on.
    anchor: Cell<u32>,
    /// The sheet of the anchor is still to be laid out, and then to be shown.
    returns: Cell<bool>,
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
        // As the browser writes dates; its own name for its language may be none that it takes ("C").
        let date = js_sys::Date::new_0().to_locale_date_string("default", &JsValue::UNDEFINED);
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
            rail: RefCell::default(),
            current: Cell::default(),
            anchor: Cell::default(),
            returns: Cell::default(),
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
        let rail = element(&document, "nav");
        set(&rail, "class", "rail");
        set(&rail, "aria-label", &self.messages.text("Pages"));
        let mut listeners = vec![
            self.listen(&window, "resize", |inner, _| {
                inner.resized();
            }),
            self.listen(&window, "scroll", |inner, _| {
                inner.scrolled();
            }),
            self.listen(&window, "afterprint", |inner, _| inner.printed()),
            self.listen(&document, "keydown", |inner, event| inner.key(event)),
            self.listen(&document, "focusin", |inner, event| inner.focused(event)),
            self.listen(&rail, "click", |inner, event| inner.picked(event)),
            self.listen(&rail, "scroll", |inner, _| inner.paint()),
        ];
        for image in elements(&source, "img").iter().filter(|image| !source::is_complete(image)) {
            for kind in ["load", "error"] {
                listeners.push(self.listen(image, kind, |inner, _| inner.image_arrived()));
            }
        }
        *self.listeners.borrow_mut() = listeners;
        *self.source.borrow_mut() = Some(source);
        *self.rail.borrow_mut() = Some(rail);
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
        // The one rule that cannot hold a variable.
        let (paper, orientation) = (settings::get("print-paper"), settings::get("print-orientation"));
        let css = [STYLES, "@page{margin:0;size:", &paper, " ", &orientation, "}"].concat();
        let sheet = style_sheet(&window, &css).ok()?;
        js_sys::Reflect::set(&document, &"adoptedStyleSheets".into(), &js_sys::Array::of1(&sheet)).ok()?;
        self.ratio.set(window.device_pixel_ratio());
        let root = document.document_element()?;
        for (name, length) in page.measures() {
            set_number(&root, name, length);
        }
        set_variable(&root, "--points", &settings::get("print-size"));
        self.returns.set(!self.sheets.take().is_empty());
        set(&self.panel.status, "class", "told");
        self.resize(page)?;
        {
            let (source, rail) = (self.source.borrow(), self.rail.borrow());
            let (source, rail) = (source.as_ref()?, rail.as_ref()?);
            source::settle_images(source);
            *self.layout.borrow_mut() = Layout::begin(&document, source, page, &self.strips, &self.messages);
            rail.set_text_content(None);
            append(&document.body()?.into(), rail);
        }
        self.step();
        Some(())
    }

    /// One more step of the layout, if there is one, and the next one asked for.
    fn step(self: &Rc<Inner>) {
        let (more, count) = {
            let mut layout = self.layout.borrow_mut();
            let Some(open) = layout.as_mut() else { return };
            let mut sheets = self.sheets.borrow_mut();
            let more = open.step(&mut sheets);
            if !more {
                *layout = None;
            }
            (more, sheets.len())
        };
        self.come_back();
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

    /// Shows the sheet again that was read before the layout, as soon as it is there.
    fn come_back(&self) {
        let sheets = self.sheets.borrow();
        let at = sheets.partition_point(|sheet| sheet.end <= self.anchor.get());
        if self.returns.get() && at < sheets.len() {
            sheets[at].element.scroll_into_view();
            self.current.set(at);
            self.returns.set(false);
        }
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
        let window = self.panel.frame.content_window()?;
        let root = window.document()?.document_element()?;
        let read = self.sheets.borrow().get(self.current.get()).map(|sheet| sheet.element.clone());
        let before = read.as_ref().map(Element::get_bounding_client_rect);
        let rail = self.rail.borrow().as_ref().map_or(0.0, |rail| rail.get_bounding_client_rect().width());
        let across = if settings::is("print-spread", "on") { 2.0 } else { 1.0 };
        let room = |size: i32, sheets: f64| f64::from(size) - GAP * (sheets + 1.0);
        let wide = (room(root.client_width(), across) - rail) / (page.width * across);
        let high = room(self.panel.frame.client_height(), 1.0) / page.height;
        let scale = match settings::get("print-zoom").as_str() {
            "auto" => wide.min(1.0),
            "width" => wide,
            "whole" => wide.min(high),
            percent => ZOOMS.into_iter().find(|zoom| zoom.0 == percent).map_or(1.0, |zoom| zoom.1),
        };
        let scale = scale.max(0.1);
        let ratio = self.ratio.get();
        set_number(&root, "--across", across);
        set_number(&root, "--gap", GAP / scale);
        set_number(&root, "--scale", scale * ratio);
        set_number(&root, "--zoom", 1.0 / ratio);
        set_number(&root, "--rail", rail * ratio);
        if let Some((read, before)) = read.zip(before) {
            // What is in sight of the sheet stays.
            let after = read.get_bounding_client_rect();
            let away = after.top() - before.top() / before.height() * after.height();
            window.scroll_by_with_x_and_y(0.0, away);
        }
        self.paint();
        Some(())
    }

    /// Which sheet is in the middle of the frame.
    fn scrolled(&self) -> Option<()> {
        if self.returns.get() {
            return None;
        }
        let middle = f64::from(self.panel.frame.client_height()) / 2.0;
        let sheets = self.sheets.borrow();
        let passed =
            sheets.partition_point(|sheet| sheet.element.get_bounding_client_rect().bottom() < middle);
        let at = passed.min(sheets.len().checked_sub(1)?);
        drop(sheets);
        self.read(at);
        Some(())
    }

    /// The sheet that is read is this one.
    fn read(&self, at: usize) {
        let sheets = self.sheets.borrow();
        let from = at.checked_sub(1).map_or(0, |before| sheets[before].end);
        // A part of a sheet stays what is read as long as it is on it, so that choices can be taken back.
        if self.anchor.get() < from || self.anchor.get() >= sheets[at].end {
            self.anchor.set(from);
        }
        self.current.set(at);
        drop(sheets);
        self.show_position();
    }

    fn show_position(&self) {
        let count = self.sheets.borrow().len();
        let at = self.current.get().min(count.saturating_sub(1)) + 1;
        let is_done = self.layout.borrow().is_none();
        let text = if is_done { "Page {} of {}" } else { "Page {}" };
        let text = self.messages.with(text, &[&at.to_string(), &count.to_string()]);
        self.panel.position.set_text_content(Some(&text));
        let appeared = self
            .rail
            .borrow()
            .as_ref()
            .is_some_and(|rail| rail::update(rail, &self.sheets.borrow(), at - 1, &self.messages));
        if appeared {
            self.resize(Page::chosen());
        }
    }

    fn paint(&self) {
        if let Some(rail) = self.rail.borrow().as_ref() {
            rail::paint(rail, &self.sheets.borrow());
        }
    }

    /// A picture on the rail was clicked.
    fn picked(&self, event: &Event) {
        let target = event.target();
        let rail = self.rail.borrow();
        let at =
            rail.as_ref().zip(target).and_then(|(rail, node)| rail::index_of(rail, node.unchecked_ref()));
        drop(rail);
        if let Some(at) = at {
            self.go_to(at);
        }
    }

    /// Whether the focus is on the rail.
    fn is_on_rail(&self) -> bool {
        let document = self.panel.frame.content_document();
        let focused = document.and_then(|document| document.active_element());
        self.rail
            .borrow()
            .as_ref()
            .is_some_and(|rail| focused.is_some_and(|focused| rail.contains(Some(&focused))))
    }

    /// Goes to a sheet, which becomes the stop of the tab key.
    fn go_to(&self, at: usize) {
        let sheet = self.sheets.borrow().get(at).map(|sheet| sheet.element.clone());
        if let Some(sheet) = sheet {
            let is_on_rail = self.is_on_rail();
            sheet.scroll_into_view();
            self.read(at);
            let button = self.rail.borrow().as_ref().and_then(|rail| rail::button(rail, at));
            focus(&button.filter(|_| is_on_rail).unwrap_or(sheet));
        }
    }

    /// The sheet that has the focus is the one that the tab key comes back to.
    fn focused(&self, event: &Event) {
        let Some(target) = event.target() else { return };
        let target: &Element = target.unchecked_ref();
        let sheets = self.sheets.borrow();
        if let Some(at) = sheets.iter().position(|sheet| sheet.element.is_same_node(Some(target))) {
            drop(sheets);
            let sheets = target.parent_element();
            if let Some(old) = sheets.and_then(|sheets| sheets.query_selector("[tabindex='0']").ok()?) {
                set(&old, "tabindex", "-1");
            }
            set(target, "tabindex", "0");
            self.read(at);
        }
    }

    /// Keys that do the same in the frame and around it. Whether it was one.
    fn common_key(self: &Rc<Inner>, key: &str) -> bool {
        let (at, last) = (self.current.get(), self.sheets.borrow().len().saturating_sub(1));
        match key {
            "ArrowDown" | "ArrowUp" if !self.is_on_rail() => return false,
            "PageDown" | "ArrowDown" => self.go_to((at + 1).min(last)),
            "PageUp" | "ArrowUp" => self.go_to(at.saturating_sub(1)),
            "Home" => self.go_to(0),
            "End" => self.go_to(last),
            "+" | "=" => self.zoom(true),
            "-" => self.zoom(false),
            "0" => self.zoom_to("auto"),
            _ => return false,
        }
        true
    }

    /// The next step of the zoom.
    fn zoom(self: &Rc<Inner>, is_larger: bool) {
        let sheets = self.sheets.borrow();
        let Some(first) = sheets.first() else { return };
        let now = first.element.get_bounding_client_rect().width() / Page::chosen().width;
        drop(sheets);
        let next = if is_larger {
            ZOOMS.iter().find(|zoom| zoom.1 > now * 1.01)
        } else {
            ZOOMS.iter().rev().find(|zoom| zoom.1 < now * 0.99)
        };
        if let Some(zoom) = next {
            self.zoom_to(zoom.0);
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
            // Firefox measures letters otherwise on paper, and says here who it is.
            if js_sys::Reflect::has(&window, &"mozInnerScreenX".into()).unwrap_or_default()
                && let Some(root) = window.document().and_then(|document| document.document_element())
            {
                lock::lock(&root);
            }
            let _ = window.focus();
            let _ = window.print();
        }
    }

    /// After the print, what was changed for it is undone.
    fn printed(self: &Rc<Inner>) {
        let root = self.panel.frame.content_document().and_then(|document| document.document_element());
        if root.is_some_and(|root| lock::is_locked(&root)) {
            self.lay_out();
        }
    }
}

/// Sets a variable of the styles.
#[inline(never)]
fn set_variable(root: &Element, name: &str, value: &str) {
    let _ = root.unchecked_ref::<web_sys::HtmlElement>().style().set_property(name, value);
}

/// Sets a variable that is a number.
#[inline(never)]
fn set_number(root: &Element, name: &str, number: f64) {
    if let Ok(text) = js_sys::Number::from(number).to_string_with_radix(10) {
        set_variable(root, name, &String::from(text));
    }
}
