//! The reader view: an article in elements, and the bar to read it by.

mod article;
mod dates;
mod settings;
mod toolbar;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::dom::{Listener, add, adopt, focus, set, show, style_sheet};
use super::print::Preview;
use super::{input, options, to_js};
use crate::article::Article;
use settings::{Settings, Theme};
use toolbar::Toolbar;

/// The looks of all of it.
const STYLES: &str = include_str!("reader.css");

/// An article on show. Freeing it takes it away, listeners included.
#[wasm_bindgen(skip_typescript)]
pub struct ReaderView {
    view: Rc<View>,
    _listeners: Vec<Listener>,
}

/// One style sheet for every view.
fn styles() -> Result<JsValue, JsValue> {
    thread_local! {
        static SHEET: RefCell<Option<JsValue>> = const { RefCell::new(None) };
    }
    if let Some(sheet) = SHEET.with_borrow(Option::clone) {
        return Ok(sheet);
    }
    let sheet = style_sheet(&js_sys::global(), STYLES)?;
    SHEET.set(Some(sheet.clone()));
    Ok(sheet)
}

/// What the listeners share.
struct View {
    root: Element,
    page: Element,
    rendered: Element,
    toolbar: Toolbar,
    live: Element,
    article: Article,
    settings: Cell<Settings>,
    preview: RefCell<Option<Preview>>,
    close: js_sys::Function,
}

#[wasm_bindgen(js_class = ReaderView)]
impl ReaderView {
    /// See `types.d.ts`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        place: &Element,
        input: &JsValue,
        options: &JsValue,
        close: js_sys::Function,
    ) -> Result<ReaderView, JsValue> {
        let article = input::read(input, &options::read(options)?)?;
        adopt(&place.get_root_node(), &styles()?)?;

        let root = add(place, "div", "view");
        let toolbar = Toolbar::new(&root, &label(&article));
        let page = add(&root, "div", "page");
        let rendered = article::build(&page, &article);
        let live = add(&root, "p", "live");
        set(&live, "role", "status");

        let settings = Cell::new(Settings::load());
        let view = View {
            root,
            page,
            rendered,
            toolbar,
            live,
            article,
            settings,
            preview: RefCell::default(),
            close,
        };
        let view = Rc::new(view);
        view.apply();
        let listen = |kind, handler: fn(&Rc<View>, &Event)| {
            let view = Rc::downgrade(&view);
            Listener::new(place, kind, move |event| {
                if let Some(view) = view.upgrade() {
                    handler(&view, &event);
                }
            })
        };
        let mut listeners =
            vec![listen("click", View::click), listen("change", View::change), listen("keydown", View::key)];
        if let Some(lead) = view.rendered.query_selector(".lead").ok().flatten()
            && let Some(image) = lead.first_element_child()
        {
            // It illustrates; without it there is nothing to show.
            listeners.push(Listener::new(&image, "error", move |_| lead.remove()));
        }
        Ok(ReaderView { view, _listeners: listeners })
    }

    /// What was extracted, as a plain object.
    #[wasm_bindgen(getter)]
    pub fn article(&self) -> JsValue {
        to_js(&self.view.article)
    }

    /// Leaves the print preview; false where there was none to leave.
    pub fn back(&self) -> bool {
        self.view.leave_preview()
    }
}

impl Drop for ReaderView {
    fn drop(&mut self) {
        self.view.leave_preview();
        self.view.root.remove();
    }
}

/// The host, or else the site, as the bar shows it.
fn label(article: &Article) -> String {
    let host =
        article.url.as_deref().and_then(|url| Some(crate::url::Base::parse(url).ok()?.host().to_owned()));
    host.or_else(|| article.site_name.clone()).unwrap_or_default()
}

impl View {
    fn click(self: &Rc<View>, event: &Event) {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        if let Some(button) = target.closest("[data-action]").ok().flatten() {
            match button.get_attribute("data-action").unwrap_or_default().as_str() {
                "smaller" => self.resize(|settings| settings.step(-1)),
                "larger" => self.resize(|settings| settings.step(1)),
                "print" => self.enter_preview(),
                "back" => {
                    self.leave_preview();
                }
                "close" => self.close(),
                _ => {}
            }
        } else if let Some(link) = target.closest("a[href^='#']").ok().flatten() {
            // Browsers look for the target of a fragment in the document alone.
            event.prevent_default();
            self.go_to(&link.get_attribute("href").unwrap_or_default()[1..]);
        }
    }

    fn change(self: &Rc<View>, event: &Event) {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let chosen = input.get_attribute("value").unwrap_or_default();
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.name() == chosen) {
            let mut settings = self.settings.get();
            settings.theme = theme;
            self.settings.set(settings);
            settings.save();
            self.apply();
        }
    }

    fn key(self: &Rc<View>, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let command = event.ctrl_key() || event.meta_key();
        let handled = match event.key().as_str() {
            "Escape" => self.leave_preview(),
            _ if is_typing(event) => false,
            "p" | "P" if command && !event.alt_key() => {
                // The browser's own would print the page behind.
                let open = self.preview.borrow().as_ref().map(Preview::print).is_some();
                if !open {
                    self.enter_preview();
                }
                true
            }
            _ if command || event.alt_key() => false,
            "+" | "=" => {
                self.resize(|settings| settings.step(1));
                true
            }
            "-" => {
                self.resize(|settings| settings.step(-1));
                true
            }
            "0" => {
                self.resize(Settings::reset_size);
                true
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn resize(&self, change: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.get();
        change(&mut settings);
        self.settings.set(settings);
        settings.save();
        self.apply();
        self.live.set_text_content(Some(&format!("Text size {}", settings.pixels())));
    }

    /// Makes the view look as the settings say, with what is being read kept in its place.
    fn apply(&self) {
        let settings = self.settings.get();
        set(&self.root, "data-theme", settings.theme.name());
        let anchor = self.first_visible();
        let before = anchor.as_ref().map(|element| element.get_bounding_client_rect().top());
        let style = self.page.unchecked_ref::<HtmlElement>().style();
        let _ = style.set_property("font-size", &format!("{}px", settings.pixels()));
        self.toolbar.update(settings);
        if let (Some(anchor), Some(before), Some(place)) = (anchor, before, self.root.parent_element()) {
            let moved = anchor.get_bounding_client_rect().top() - before;
            place.set_scroll_top(place.scroll_top() + moved.round() as i32);
        }
    }

    /// The first block of the body that is not above the bar's lower edge, where the body is scrolled at all.
    fn first_visible(&self) -> Option<Element> {
        let place = self.root.parent_element()?;
        if place.scroll_top() == 0 {
            return None;
        }
        let edge = place.get_bounding_client_rect().top();
        let blocks = self.rendered.query_selector_all("p, li, h2, h3, h4, figure, pre, tr").ok()?;
        (0..blocks.length())
            .filter_map(|at| blocks.item(at)?.dyn_into::<Element>().ok())
            .find(|block| block.get_bounding_client_rect().bottom() > edge)
    }

    /// Scrolls to the element with this id and gives it the focus, so that reading goes on there.
    fn go_to(&self, id: &str) {
        let found = self.rendered.query_selector(&format!("[id=\"{}\"]", escaped(id))).ok().flatten();
        if let Some(element) = found {
            if !element.has_attribute("tabindex") {
                set(&element, "tabindex", "-1");
            }
            element.scroll_into_view();
            focus(&element);
        }
    }

    fn enter_preview(self: &Rc<View>) {
        if self.preview.borrow().is_some() {
            return;
        }
        let place = self.root.parent_element();
        let scrolled = place.map_or(0, |place| place.scroll_top());
        let weak = Rc::downgrade(self);
        let leave = move || {
            if let Some(view) = weak.upgrade() {
                view.leave_preview();
            }
        };
        let preview = Preview::open(&self.root, &self.rendered, &self.article, scrolled, leave);
        show(&self.page, false);
        *self.preview.borrow_mut() = Some(preview);
    }

    /// Back to where one was reading.
    fn leave_preview(&self) -> bool {
        let Some(preview) = self.preview.borrow_mut().take() else { return false };
        let scrolled = preview.scrolled();
        drop(preview);
        show(&self.page, true);
        if let Some(button) = self.root.query_selector("[data-action=print]").ok().flatten() {
            focus(&button);
        }
        if let Some(place) = self.root.parent_element() {
            place.set_scroll_top(scrolled);
        }
        true
    }

    fn close(&self) {
        let _ = self.close.call0(&JsValue::UNDEFINED);
    }
}

/// Whether the key goes into a field.
fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event.composed_path().get(0).dyn_into::<Element>().ok() else { return false };
    let is_field =
        "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=button])";
    target.closest(is_field).is_ok_and(|field| field.is_some())
}

/// `text` inside a CSS string in double quotes.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
