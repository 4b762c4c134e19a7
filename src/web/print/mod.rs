//! The print preview: the article on sheets of paper, which are the very elements that are printed.
//!
//! They stand in a frame of their own, so that neither the page around nor its styles have a say in layout or print.
//! The article is laid out there as one tall flow, measured, and cut where [`paginate`] says; the browser's own page
//! breaking has nothing left to do.

mod feed;
mod fit;
mod keys;
mod layout;
mod lock;
mod measure;
mod page;
mod paginate;
mod panel;
mod rail;
mod reading;
mod sheets;
mod source;
mod zoom;

use std::cell::{Cell, Ref, RefCell};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event};

use super::dom::{
    Listener, Turns, append, call, element, element_in, elements, find, focus, is_true, number, set, style,
    style_sheet,
};
use super::messages::Messages;
use super::object::{property, set_property};
use super::settings;
use super::styles::{BASE, styles};
use crate::article::Article;
use layout::{Layout, Sheet};
use page::Page;
use panel::Panel;

/// The looks of the frame's document.
const STYLES: &str = styles!(include_str!("print.css"));
/// With a doctype it has the same layout as the view; without one (a page may forbid strings as documents) nearly.
const EMPTY_PAGE: &str = "<!doctype html><meta charset=utf-8>";
/// How often the progress of a layout is told, in pages.
const TOLD_EVERY: usize = 10;

/// A preview on show. Dropping it takes it away.
pub struct Preview {
    inner: Rc<Inner>,
    /// How far the article was scrolled when the preview was opened, in CSS pixels.
    pub scrolled: f64,
    _listeners: [Listener; 2],
}

/// What is done with an event.
type Handler = fn(&Rc<Inner>, &Event);

struct Inner {
    panel: Panel,
    rendered: Element,
    /// The article as it goes into the sheets, itself not on show.
    source: RefCell<Option<Element>>,
    /// Header and footer of the sheets.
    strips: [Element; 2],
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
    /// For the steps of a layout, with the browser's other work between them.
    turns: Turns,
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
        scrolled: f64,
        leave: Box<dyn Fn()>,
    ) -> Preview {
        let inner = Rc::new(Inner {
            panel: Panel::new(root, messages),
            rendered: rendered.clone(),
            source: RefCell::default(),
            strips: source::strips(root, article),
            messages: messages.clone(),
            layout: RefCell::default(),
            sheets: RefCell::default(),
            rail: RefCell::default(),
            current: Cell::default(),
            anchor: Cell::default(),
            returns: Cell::default(),
            ratio: Cell::new(1.0),
            turns: Turns::new(),
            leave,
            listeners: RefCell::default(),
        });
        let panel = &inner.panel;
        let listeners = [
            inner.listen(&panel.frame, "load", |inner, _| inner.fill()),
            inner.listen(&inner.turns.port(), "message", |inner, _| inner.step()),
        ];
        set_property(&panel.frame, "srcdoc", &EMPTY_PAGE.into());
        panel.show_frame();
        focus(&panel.print);
        Preview { inner, scrolled, _listeners: listeners }
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
        self.inner.listeners.take();
        self.inner.panel.root.remove();
    }
}

impl Inner {
    fn listen(self: &Rc<Inner>, target: &JsValue, kind: &'static str, handler: Handler) -> Listener {
        let inner = Rc::downgrade(self);
        let handler = move |event| {
            if let Some(inner) = inner.upgrade() {
                handler(&inner, &event);
            }
        };
        Listener::new(target.unchecked_ref(), kind, Box::new(handler))
    }

    /// The small pictures of the sheets, where the frame has them already.
    #[inline(never)]
    fn rail(&self) -> Option<Element> {
        self.rail.borrow().clone()
    }

    /// The article as it goes into the sheets, likewise.
    #[inline(never)]
    fn source(&self) -> Option<Element> {
        self.source.borrow().clone()
    }

    /// The sheets that there are.
    #[inline(never)]
    fn sheets(&self) -> Ref<'_, Vec<Sheet>> {
        self.sheets.borrow()
    }

    /// The sheet at this index.
    #[inline(never)]
    fn sheet(&self, at: usize) -> Option<Element> {
        self.sheets().get(at).map(|sheet| sheet.element.clone())
    }

    /// Whether all sheets are there.
    #[inline(never)]
    fn is_laid_out(&self) -> bool {
        self.layout.borrow().is_none()
    }

    /// The frame's window.
    fn window(&self) -> JsValue {
        property(&self.panel.frame, "contentWindow")
    }

    /// The frame's document, and its root.
    fn document(&self) -> Option<(Document, Element)> {
        let document = element_in(&self.panel.frame, "contentDocument")?;
        let root = element_in(&document, "documentElement")?;
        // Not `dyn_into`, here and wherever the frame's objects are: its classes are not this window's.
        Some((document.unchecked_into(), root))
    }

    /// Brings the article into the frame and lays it out.
    fn fill(self: &Rc<Inner>) {
        if self.bring_in().and_then(|()| self.lay_out()).is_none() {
            let told = self.messages.text("The print preview is not possible in this browser.");
            self.panel.status.set_text_content(Some(&told));
        }
    }

    fn bring_in(self: &Rc<Inner>) -> Option<()> {
        let (document, _) = self.document()?;
        let title = find(&self.strips[0], "span").and_then(|title| title.text_content());
        set_property(&document, "title", &title.unwrap_or_default().into());
        let source = source::prepare(&document, &self.rendered, &self.messages);
        let rail = element(&document, "nav");
        set(&rail, "class", "rail");
        set(&rail, "aria-label", &self.messages.text("Pages"));
        let window = self.window();
        let handled: [(&JsValue, &'static str, Handler); 7] = [
            (&window, "resize", |inner, _| inner.resized()),
            (&window, "scroll", |inner, _| inner.scrolled()),
            (&window, "afterprint", |inner, _| inner.printed()),
            (&document, "keydown", Inner::key),
            (&document, "focusin", |inner, event| inner.focused(event)),
            (&rail, "click", |inner, event| inner.picked(event)),
            (&rail, "scroll", |inner, _| inner.paint()),
        ];
        let mut listeners: Vec<Listener> =
            handled.map(|(target, kind, handler)| self.listen(target, kind, handler)).into();
        for image in elements(&source, "img") {
            if !is_true(&image, "complete") {
                for kind in ["load", "error"] {
                    listeners.push(self.listen(&image, kind, |inner, _| inner.image_arrived()));
                }
            }
        }
        self.listeners.replace(listeners);
        self.source.replace(Some(source));
        self.rail.replace(Some(rail));
        Some(())
    }

    /// When all images have arrived, or have failed to, their sizes are known: time for another layout.
    fn image_arrived(self: &Rc<Inner>) {
        if self
            .source()
            .is_some_and(|source| elements(&source, "img").iter().all(|image| is_true(image, "complete")))
        {
            self.lay_out();
        }
    }

    /// Begins a layout. The first sheets are there when this returns.
    fn lay_out(self: &Rc<Inner>) -> Option<()> {
        let (document, root) = self.document()?;
        let page = Page::chosen();
        // The one rule that cannot hold a variable.
        let (paper, orientation) = (settings::get("print-paper"), settings::get("print-orientation"));
        let css = [BASE, STYLES, "@page{margin:0;size:", &paper, " ", &orientation, "}"].concat();
        let window = self.window();
        let sheets = Array::new();
        sheets.push(&style_sheet(&window, &css));
        set_property(&document, "adoptedStyleSheets", &sheets);
        self.ratio.set(number(&window, "devicePixelRatio"));
        for (name, length) in page.measures() {
            zoom::set_number(&root, name, length);
        }
        style(&root, "--points", &settings::get("print-size"));
        for setting in settings::of_sheets() {
            let name = setting.name.strip_prefix("print").unwrap_or_default();
            set(&root, &["data", name].concat(), &settings::get(setting.name));
        }
        self.returns.set(!self.sheets.take().is_empty());
        set(&self.panel.status, "class", "told");
        self.resize();
        let source = self.source()?;
        source::settle_images(&source);
        let body = element_in(&document, "body")?;
        self.layout.replace(Some(Layout::begin(&body, &source, page, &self.strips, &self.messages)));
        let rail = self.rail()?;
        rail.set_text_content(None);
        append(&body, &rail);
        self.step();
        Some(())
    }

    /// One more step of the layout, if there is one, and the next one asked for.
    fn step(self: &Rc<Inner>) {
        // Taken out meanwhile, and put back where there is more to do.
        let Some(mut layout) = self.layout.take() else { return };
        let more = layout.step(&mut self.sheets.borrow_mut());
        if more {
            self.layout.replace(Some(layout));
        }
        self.come_back();
        let count = self.sheets().len();
        let (told, count) = match (more, count) {
            (true, _) => ("Laying out … {} pages so far", count - count % TOLD_EVERY),
            (_, 1) => ("1 page", count),
            _ => ("{} pages", count),
        };
        let told = self.messages.count(told, &[count]);
        if self.panel.status.text_content().as_deref() != Some(&told) {
            self.panel.status.set_text_content(Some(&told));
        }
        if more {
            self.turns.ask();
        } else {
            // What it says stands beside it, in the position.
            set(&self.panel.status, "class", "live");
        }
        self.show_position();
    }

    /// Shows what the setting `name` has become.
    fn choose(self: &Rc<Inner>, name: &str) {
        if settings::of_bar().iter().any(|setting| setting.name == name) {
            self.resize();
        } else {
            self.lay_out();
        }
    }

    /// Prints the frame, and so nothing but the article, all of it.
    fn print(self: &Rc<Inner>) {
        while !self.is_laid_out() {
            self.step();
        }
        let window = self.window();
        // Firefox measures letters otherwise on paper, and says here who it is.
        if !property(&window, "mozInnerScreenX").is_undefined()
            && let Some((_, root)) = self.document()
        {
            lock::lock(&root);
        }
        call(&window, "focus", &[]);
        call(&window, "print", &[]);
    }

    /// After the print, what was changed for it is undone.
    fn printed(self: &Rc<Inner>) {
        if self.document().is_some_and(|(_, root)| lock::is_locked(&root)) {
            self.lay_out();
        }
    }
}
