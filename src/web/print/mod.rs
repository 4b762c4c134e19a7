//! The print preview: the article on sheets of paper, which are the very elements that are printed.
//!
//! They stand in a frame of their own, so that neither the page around nor its styles have a say in layout or print.
//! The article is laid out there once as one tall flow, measured, and cut where [`paginate`] says; the browser's own
//! page breaking has nothing left to do.

mod measure;
mod paginate;
mod paper;
mod sheets;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlIFrameElement, KeyboardEvent};

use super::dom::{Listener, add, add_text, append, document_of, element, focus, px, set, style_sheet};
use crate::article::Article;
use paper::Paper;

/// The looks of the frame's document.
const STYLES: &str = include_str!("print.css");
/// With a doctype it has the same layout as the view; without one (a page may forbid strings as documents) nearly.
const EMPTY_PAGE: &str = "<!doctype html><meta charset=utf-8>";

/// A preview on show. Dropping it takes it away.
pub struct Preview {
    inner: Rc<Inner>,
    scrolled: i32,
    _listeners: Vec<Listener>,
}

struct Inner {
    panel: Element,
    count: Element,
    frame: HtmlIFrameElement,
    rendered: Element,
    /// The article as it is measured and cut, not on show.
    flow: RefCell<Option<Element>>,
    title: String,
    note: String,
    paper: Cell<Paper>,
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
        scrolled: i32,
        leave: impl Fn() + 'static,
    ) -> Preview {
        let panel = add(root, "div", "preview");
        let bar = add(&panel, "div", "toolbar");
        set(&bar, "role", "group");
        set(&bar, "aria-label", "Print preview");
        let back = add_text(&bar, "button", "button", "← Back to the article");
        set(&back, "type", "button");
        set(&back, "data-action", "back");
        let count = add(&bar, "span", "source");
        set(&count, "role", "status");
        let select = add(&bar, "select", "paper");
        set(&select, "aria-label", "Paper");
        for paper in Paper::ALL {
            let option = add_text(&select, "option", "", paper.name);
            set(&option, "value", paper.name);
        }
        let chosen = Paper::usual();
        let _ = js_sys::Reflect::set(&select, &"value".into(), &chosen.name.into());
        let print = add_text(&bar, "button", "button", "Print");
        set(&print, "type", "button");
        set(&print, "class", "button main");

        let frame: HtmlIFrameElement = element(&document_of(root), "iframe").unchecked_into();
        set(&frame, "class", "frame");
        set(&frame, "title", "Pages");
        let inner = Rc::new(Inner {
            panel: panel.clone(),
            count,
            frame: frame.clone(),
            rendered: rendered.clone(),
            flow: RefCell::default(),
            title: article.title.clone().unwrap_or_default(),
            note: article.url.clone().or(article.site_name.clone()).unwrap_or_default(),
            paper: Cell::new(chosen),
            leave: Box::new(leave),
            listeners: RefCell::default(),
        });
        let listen = |target: &web_sys::EventTarget, kind, handler: fn(&Rc<Inner>, &Event)| {
            inner.listen(target, kind, handler)
        };
        let listeners = vec![
            listen(&frame, "load", |inner, _| inner.fill()),
            listen(&print, "click", |inner, _| inner.print()),
            listen(&select, "change", |inner, event| {
                let name =
                    event.target().and_then(|select| js_sys::Reflect::get(&select, &"value".into()).ok());
                let name = name.and_then(|name| name.as_string()).unwrap_or_default();
                if let Some(paper) = Paper::ALL.into_iter().find(|paper| paper.name == name) {
                    inner.paper.set(paper);
                    inner.fill();
                }
            }),
        ];
        let _ = js_sys::Reflect::set(&frame, &"srcdoc".into(), &EMPTY_PAGE.into());
        append(&panel, &frame);
        focus(&print);
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
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.inner.listeners.borrow_mut().clear();
        self.inner.panel.remove();
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
        Listener::new(target, kind, move |event| {
            if let Some(inner) = inner.upgrade() {
                handler(&inner, &event);
            }
        })
    }

    /// Brings the article into the frame and lays it out.
    fn fill(self: &Rc<Inner>) {
        if self.bring_in().and_then(|()| self.lay_out()).is_none() {
            self.count.set_text_content(Some("The print preview is not possible in this browser."));
        }
    }

    fn bring_in(self: &Rc<Inner>) -> Option<()> {
        let window = self.frame.content_window()?;
        let document = window.document()?;
        let css = format!("{STYLES}\n{}", self.paper.get().css());
        let sheet = style_sheet(&window, &css).ok()?;
        js_sys::Reflect::set(&document, &"adoptedStyleSheets".into(), &js_sys::Array::of1(&sheet)).ok()?;
        document.set_title(&self.title);

        let flow: Element = document.import_node_with_deep(&self.rendered, true).ok()?.unchecked_into();
        set(&flow, "class", "text");
        for image in elements(&flow, "img") {
            // Nobody scrolls to them.
            let _ = image.remove_attribute("loading");
        }
        for fold in elements(&flow, "details") {
            set(&fold, "open", "");
        }
        let mut listeners = vec![
            self.listen(&window, "resize", |inner, _| {
                inner.fit();
            }),
            self.listen(&document, "keydown", |inner, event| inner.key(event)),
        ];
        for image in elements(&flow, "img").iter().filter(|image| !is_complete(image)) {
            for kind in ["load", "error"] {
                listeners.push(self.listen(image, kind, |inner, _| inner.image_arrived()));
            }
        }
        *self.listeners.borrow_mut() = listeners;
        *self.flow.borrow_mut() = Some(flow);
        Some(())
    }

    /// When all images have arrived, or have failed to, their sizes are known: time for another layout.
    fn image_arrived(self: &Rc<Inner>) {
        let all =
            self.flow.borrow().as_ref().is_some_and(|flow| elements(flow, "img").iter().all(is_complete));
        if all {
            self.lay_out();
        }
    }

    fn lay_out(&self) -> Option<()> {
        let flow = self.flow.borrow().clone()?;
        let body: Element = self.frame.content_document()?.body()?.into();
        body.set_text_content(None);
        let measuring = add(&body, "div", "measuring");
        append(&measuring, &flow);
        elements(&flow, "table").iter().for_each(sheets::freeze_columns);
        let measured = measure::measure(&flow);
        let items: Vec<_> = measured.iter().map(|measured| measured.item).collect();
        let starts = paginate::paginate(&items, self.paper.get().text_height());
        let main = add(&body, "main", "sheets");
        sheets::build(&main, &flow, &measured, &starts, &self.note);
        measuring.remove();
        let pages = starts.len();
        self.count.set_text_content(Some(&if pages == 1 {
            "1 page".to_owned()
        } else {
            format!("{pages} pages")
        }));
        self.fit()
    }

    /// Scales the sheets to the width of the frame, on screen alone. By a transform, which breaks no line anew.
    fn fit(&self) -> Option<()> {
        const MARGIN: f64 = 24.0;
        let window = self.frame.content_window()?;
        let width = window.inner_width().ok()?.as_f64()?;
        let scale = ((width - MARGIN) / self.paper.get().width).clamp(0.1, 1.0);
        let style = window.document()?.body()?.style();
        style.set_property("--scale", px(scale).trim_end_matches("px")).ok()
    }

    fn key(&self, event: &Event) {
        // Not `dyn_ref`, here and wherever the frame's objects are: its classes are not this window's.
        let event: &KeyboardEvent = event.unchecked_ref();
        match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                (self.leave)();
            }
            "p" | "P" if event.ctrl_key() || event.meta_key() => {
                event.prevent_default();
                self.print();
            }
            _ => {}
        }
    }

    /// Prints the frame, and so nothing but the article.
    fn print(&self) {
        if let Some(window) = self.frame.content_window() {
            let _ = window.focus();
            let _ = window.print();
        }
    }
}

fn is_complete(image: &Element) -> bool {
    js_sys::Reflect::get(image, &"complete".into()).is_ok_and(|complete| complete.is_truthy())
}

fn elements(parent: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = parent.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)).map(JsCast::unchecked_into).collect()
}
