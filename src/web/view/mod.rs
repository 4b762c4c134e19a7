//! The reader view: an article in elements, and the bar to read it by.

mod article;
mod contrast;
mod dates;
mod panel;
mod picture;
mod place;
mod settings;
mod toolbar;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::dom::{
    Listener, add, adopt, append, document_of, element, elements, focus, set, show, style_sheet,
};
use super::messages::Messages;
use super::print::Preview;
use super::{input, options, to_js};
use crate::article::Article;
use place::Place;
use settings::Kind;
use toolbar::Toolbar;

/// The looks of all of it.
const STYLES: &str = concat!(include_str!("themes.css"), include_str!("bar.css"), include_str!("reader.css"));

/// What the contents list.
const HEADINGS: &str = ".body :is(h1, h2, h3, h4)";

thread_local! {
    /// All that are on show, which have their settings in common.
    static VIEWS: RefCell<Vec<Weak<View>>> = const { RefCell::new(Vec::new()) };
}

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
    headings: Vec<Element>,
    toolbar: Toolbar,
    live: Element,
    article: Article,
    place: Place,
    /// Whether it stands over a page: then what scrolls is its own.
    is_overlay: bool,
    messages: Messages,
    preview: RefCell<Option<Preview>>,
    /// Where the focus goes back to from a panel.
    opener: RefCell<Option<Element>>,
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
        translations: JsValue,
    ) -> Result<ReaderView, JsValue> {
        let article = input::read(input, &options::read(options)?)?.article()?;
        adopt(&place.get_root_node(), &styles()?)?;

        let messages = Messages::new(translations);
        let root = add(place, "div", "view");
        set(&root, "lang", &messages.text("en"));
        set(&root, "dir", &messages.text("ltr"));
        let page = element(&document_of(&root), "div");
        set(&page, "class", "page");
        set(&page, "part", "page");
        let rendered = article::build(&page, &article, &messages);
        picture::make_buttons(&rendered, &messages);
        let headings = elements(&rendered, HEADINGS);
        let toolbar = Toolbar::new(&root, &label(&article), &headings, &messages);
        append(&root, &page);
        let live = add(&root, "p", "live");
        set(&live, "role", "status");

        let is_overlay = place.local_name() == "dialog";
        let document = document_of(place);
        let scroller = if is_overlay { None } else { document.scrolling_element() };
        let place_read = Place::new(&toolbar.bar, &rendered, scroller.unwrap_or_else(|| place.clone()));
        let view = Rc::new(View {
            root,
            page,
            rendered,
            headings,
            toolbar,
            live,
            article,
            place: place_read,
            is_overlay,
            messages,
            preview: RefCell::default(),
            opener: RefCell::default(),
            close,
        });
        settings::load();
        VIEWS.with_borrow_mut(|views| {
            views.retain(|view| view.strong_count() > 0);
            views.push(Rc::downgrade(&view));
        });
        apply_all();
        if let (true, Some(url)) = (is_overlay, &view.article.url) {
            view.place.restore(url);
        }
        view.look();

        let listen = |target: &EventTarget, kind, handler: fn(&Rc<View>, &Event)| {
            let view = Rc::downgrade(&view);
            Listener::new(target, kind, move |event| {
                if let Some(view) = view.upgrade() {
                    handler(&view, &event);
                }
            })
        };
        let mut listeners = vec![
            listen(place, "click", View::click),
            listen(place, "input", View::input),
            listen(place, "keydown", View::key),
            listen(if is_overlay { place } else { &document }, "scroll", |view, _| view.look()),
        ];
        if let Some(window) = web_sys::window() {
            listeners.extend([
                listen(&window, "storage", |view, _| {
                    settings::load();
                    view.apply();
                }),
                listen(&window, "resize", |view, _| view.place.keep()),
                listen(&window, "pagehide", |view, _| view.remember()),
            ]);
        }
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

    /// Leaves a large image, a panel or the print preview; false where there was none to leave.
    pub fn back(&self) -> bool {
        self.view.back()
    }
}

impl Drop for ReaderView {
    fn drop(&mut self) {
        self.view.remember();
        self.view.leave_preview();
        self.view.root.remove();
    }
}

/// Shows the settings in every reader.
fn apply_all() {
    let views = VIEWS.with_borrow(|views| views.iter().filter_map(Weak::upgrade).collect::<Vec<_>>());
    views.iter().for_each(|view| view.apply());
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
        let closest = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(button) = closest("[data-action]") {
            let action = button.get_attribute("data-action").unwrap_or_default();
            match action.as_str() {
                "smaller" => self.resize(settings::next_size(false)),
                "larger" => self.resize(settings::next_size(true)),
                "reset" => {
                    settings::reset();
                    apply_all();
                    self.say(&self.messages.text("All settings as at first"));
                }
                "import" => self.import(),
                "heading" => {
                    let at = button.get_attribute("data-at").and_then(|at| at.parse::<usize>().ok());
                    self.show_panel("");
                    if let Some(heading) = at.and_then(|at| self.headings.get(at)) {
                        self.go_to(heading);
                    }
                }
                "print" => self.enter_preview(),
                "back" => {
                    self.leave_preview();
                }
                "close" => self.close(),
                "shrink" => {
                    picture::close(&self.root);
                }
                panel => self.toggle_panel(panel),
            }
        } else if let Some(link) = closest("a[href^='#']") {
            // Browsers look for the target of a fragment in the document alone.
            event.prevent_default();
            self.find(&link.get_attribute("href").unwrap_or_default()[1..]);
        } else if closest(".large").is_some() {
            picture::close(&self.root);
        } else if let Some(image) = closest("img[role=button]") {
            picture::open(&self.root, &image, &self.messages);
        } else if closest(".panel").is_none() {
            self.show_panel("");
        }
    }

    /// A control of the settings has changed, or is being changed.
    fn input(self: &Rc<View>, event: &Event) {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let value = match input.type_().as_str() {
            "checkbox" if input.checked() => "on".to_owned(),
            "checkbox" => "off".to_owned(),
            _ => input.value(),
        };
        if settings::set(&input.name(), &value) {
            apply_all();
        }
    }

    fn import(&self) {
        let text = self.root.query_selector("textarea").ok().flatten();
        let text = text.and_then(|text| js_sys::Reflect::get(&text, &"value".into()).ok()?.as_string());
        let done = settings::import(&text.unwrap_or_default());
        if done {
            apply_all();
        }
        self.say(&self.messages.text(if done { "Settings imported" } else { "These are no settings" }));
    }

    fn key(self: &Rc<View>, event: &Event) {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let command = event.ctrl_key() || event.meta_key();
        let target = event.composed_path().get(0).dyn_into::<Element>().ok();
        let handled = match event.key().as_str() {
            "Escape" => self.back(),
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
            "Enter" | " " => {
                match target.filter(|target| target.matches("img[role=button]").unwrap_or(false)) {
                    Some(image) => {
                        picture::open(&self.root, &image, &self.messages);
                        true
                    }
                    None => false,
                }
            }
            _ if settings::get("keys") == "off" => false,
            "+" | "=" => {
                self.resize(settings::next_size(true));
                true
            }
            "-" => {
                self.resize(settings::next_size(false));
                true
            }
            "0" => {
                self.resize(settings::usual_size());
                true
            }
            "?" if self.preview.borrow().is_none() => {
                self.toggle_panel("shortcuts");
                true
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Sets the text size; where there is none, it is at its end.
    fn resize(&self, size: Option<u32>) {
        if let Some(size) = size {
            settings::set("size", &size.to_string());
            apply_all();
        }
        self.say(&self.messages.with("Text size {}", &settings::get("size")));
    }

    /// Lets a screen reader say it.
    fn say(&self, text: &str) {
        self.live.set_text_content(Some(text));
    }

    /// Makes the view look as the settings say, with what is being read kept in its place.
    fn apply(&self) {
        let style = self.root.unchecked_ref::<HtmlElement>().style();
        for setting in &settings::TABLE {
            let value = settings::get(setting.name);
            let property = ["--set-", setting.name].concat();
            let css = match setting.kind {
                Kind::Choice(_) | Kind::Switch => {
                    set(&self.root, &["data-", setting.name].concat(), &value);
                    continue;
                }
                Kind::Number { unit, .. } => value.clone() + unit,
                Kind::Font => ["\"", &escaped(&value), "\""].concat(),
                Kind::Color => value.clone(),
            };
            let _ = if value == setting.default {
                style.remove_property(&property).map(|_| ())
            } else {
                style.set_property(&property, &css)
            };
        }
        self.toolbar.update();
        panel::update(&self.toolbar.bar, &self.messages);
        self.place.keep();
    }

    /// Where one is, after scrolling.
    fn look(&self) {
        if self.preview.borrow().is_none() {
            place::show_progress(&self.toolbar.progress, self.place.look());
        }
    }

    /// Remembers where one is for the next time.
    fn remember(&self) {
        if let (true, Some(url)) = (self.is_overlay, &self.article.url) {
            self.place.save(url);
        }
    }

    fn toggle_panel(&self, name: &str) {
        let selector = ["[data-panel=", name, "]"].concat();
        let Some(panel) = self.root.query_selector(&selector).ok().flatten() else { return };
        if !panel.has_attribute("hidden") {
            self.close_panel();
            return;
        }
        let active = js_sys::Reflect::get(&self.root.get_root_node(), &"activeElement".into());
        *self.opener.borrow_mut() = active.ok().and_then(|active| active.dyn_into().ok());
        self.show_panel(name);
        focus(&panel);
    }

    /// Shows this panel and no other; none where there is none of that name.
    fn show_panel(&self, name: &str) {
        for panel in elements(&self.root, "[data-panel]") {
            let its = panel.get_attribute("data-panel").unwrap_or_default();
            show(&panel, its == name);
            if let Some(button) =
                self.root.query_selector(&[".button[data-action=", &its, "]"].concat()).ok().flatten()
            {
                set(&button, "aria-expanded", if its == name { "true" } else { "false" });
            }
        }
    }

    /// Closes the open panel, and the focus is where it was before; false if there is none.
    fn close_panel(&self) -> bool {
        if self.root.query_selector("[data-panel]:not([hidden])").ok().flatten().is_none() {
            return false;
        }
        self.show_panel("");
        // The opener may have been in another panel; then it cannot have the focus, and the bar keeps it.
        let button = self.root.query_selector("[data-action=settings]").ok().flatten();
        button.iter().chain(self.opener.borrow().iter()).for_each(focus);
        true
    }

    fn back(&self) -> bool {
        picture::close(&self.root) || self.close_panel() || self.leave_preview()
    }

    /// Goes to the element with this id.
    fn find(&self, id: &str) {
        let found = self.rendered.query_selector(&format!("[id=\"{}\"]", escaped(id))).ok().flatten();
        if let Some(element) = found {
            self.go_to(&element);
        }
    }

    /// Scrolls to an element and gives it the focus, so that reading goes on there.
    fn go_to(&self, element: &Element) {
        if !element.has_attribute("tabindex") {
            set(element, "tabindex", "-1");
        }
        self.place.go_to(element);
        focus(element);
    }

    fn enter_preview(self: &Rc<View>) {
        if self.preview.borrow().is_some() {
            return;
        }
        self.show_panel("");
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
