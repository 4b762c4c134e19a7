//! The reader view: an article in elements, and the bar to read it by.

mod article;
mod contrast;
mod dates;
mod embed;
mod note;
mod picture;
mod place;
mod toolbar;

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use super::dom::{
    Listener, add, adopt, append, attribute, document_of, element, elements, find, focus, set, set_all, show,
    style_sheet,
};
use super::messages::Messages;
use super::object::{property, text_property};
use super::print::Preview;
use super::settings::{self, Kind};
use super::styles::styles;
use super::{controls, input, options, to_js};
use crate::article::Article;
use place::Place;

/// The looks of all of it.
const STYLES: &str = styles!(concat!(
    include_str!("themes.css"),
    include_str!("bar.css"),
    include_str!("reader.css"),
    include_str!("../print/panel.css")
));

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
fn sheet() -> Result<JsValue, JsValue> {
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

/// What is done with an event.
type Handler = fn(&Rc<View>, &Event);

/// What the listeners share.
struct View {
    root: Element,
    page: Element,
    rendered: Element,
    headings: Vec<Element>,
    bar: Element,
    live: Element,
    article: Article,
    place: Place,
    /// Whether it stands over a page: then what scrolls is its own.
    is_overlay: bool,
    /// Whether its script can be written from top to bottom.
    can_be_vertical: bool,
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
        adopt(&place.get_root_node(), &sheet()?)?;

        let messages = Messages::new(translations);
        let root = add(place, "div", "view");
        set_all(&root, &[("lang", &messages.text("en")), ("dir", &messages.text("ltr"))]);
        let document = document_of(place);
        let page = element(&document, "div");
        set_all(&page, &[("class", "page"), ("part", "page")]);
        let rendered = article::build(&page, &article, &messages);
        picture::make_buttons(&rendered, &messages);
        embed::add_buttons(&rendered, &messages);
        let headings = elements(&rendered, HEADINGS);
        let bar = toolbar::add_bar(&root, &label(&article), &headings, &messages);
        let language = article.language.as_deref().unwrap_or_default();
        let can_be_vertical = ["ja", "zh", "ko"].iter().any(|script| language.starts_with(script));
        if let Some(row) = find(&bar, "[data-row=writing]") {
            show(&row, can_be_vertical);
        }
        append(&root, &page);
        let live = add(&root, "p", "live");
        set(&live, "role", "status");

        let is_overlay = place.local_name() == "dialog";
        let scroller = if is_overlay { None } else { document.scrolling_element() };
        let place_read = Place::new(&bar, &page, &rendered, scroller.unwrap_or_else(|| place.clone()));
        let lead = find(&rendered, ".lead img");
        let view = Rc::new(View {
            root,
            page,
            rendered,
            headings,
            bar,
            live,
            article,
            place: place_read,
            is_overlay,
            can_be_vertical,
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

        let window = js_sys::global();
        let handled: [(&JsValue, &'static str, Handler); 10] = [
            (place, "click", View::click),
            (place, "input", View::input),
            (place, "keydown", View::key),
            (if is_overlay { place } else { &document }, "scroll", |view, _| view.look()),
            // What scrolls where one reads from top to bottom.
            (&view.page, "scroll", |view, _| view.look()),
            (&view.page, "wheel", |view, event| {
                let moved = property(event, "deltaY").as_f64().unwrap_or_default();
                if property(event, "deltaMode") == 0.0 {
                    view.place.turn(moved);
                }
            }),
            (&window, "storage", |view, _| {
                settings::load();
                view.apply();
            }),
            (&window, "resize", |view, _| view.place.keep()),
            (&window, "pagehide", |view, _| view.remember()),
            // It illustrates; without it there is nothing to show.
            (lead.as_deref().unwrap_or(place), "error", |view, _| {
                if let Some(lead) = find(&view.rendered, ".lead") {
                    lead.remove();
                }
            }),
        ];
        let mut listeners = Vec::new();
        for (target, kind, handler) in handled {
            // Who listens to the wheel slows scrolling.
            if kind == "wheel" && !can_be_vertical {
                continue;
            }
            let view = Rc::downgrade(&view);
            let handler = move |event| {
                if let Some(view) = view.upgrade() {
                    handler(&view, &event);
                }
            };
            listeners.push(Listener::new(target.unchecked_ref(), kind, Box::new(handler)));
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
        // Chromium leaves radio buttons that go out of a shadow tree in their group, and with them all that is here.
        for radio in elements(&self.view.bar, "[type=radio]") {
            let _ = radio.remove_attribute("name");
        }
        self.view.root.remove();
    }
}

/// Shows the settings in every reader.
#[inline(never)]
fn apply_all() {
    let views = VIEWS.with_borrow(Vec::clone);
    views.iter().filter_map(Weak::upgrade).for_each(|view| view.apply());
}

/// The host, or else the site, as the bar shows it.
fn label(article: &Article) -> String {
    let host =
        article.url.as_deref().and_then(|url| Some(crate::url::Base::parse(url).ok()?.host().to_owned()));
    host.or_else(|| article.site_name.clone()).unwrap_or_default()
}

impl View {
    fn click(self: &Rc<View>, event: &Event) {
        let Some(target) = event.target() else { return };
        let target: &Element = target.unchecked_ref();
        let closest = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(button) = closest("[data-action]") {
            self.act(&attribute(&button, "data-action"), &button);
        } else if let Some(link) = closest("a[href^='#']") {
            // Browsers look for the target of a fragment in the document alone.
            event.prevent_default();
            self.follow(&link);
        } else if closest(".large").is_some() {
            picture::close(&self.root);
        } else if let Some(image) = closest("img[role=button]") {
            picture::open(&self.root, &image, &self.messages);
        } else if closest(".panel").is_none() {
            self.show_panel("");
        }
    }

    /// Does what a button says.
    fn act(self: &Rc<View>, action: &str, button: &Element) {
        match action {
            "smaller" => self.resize(settings::next_size(false)),
            "larger" => self.resize(settings::next_size(true)),
            "reset" => {
                settings::reset();
                apply_all();
                self.say("All settings as at first");
            }
            "import" => {
                let text = find(&self.root, "textarea").map(|text| text_property(&text, "value"));
                let done = settings::import(&text.unwrap_or_default());
                apply_all();
                self.say(if done { "Settings imported" } else { "These are no settings" });
            }
            "heading" => {
                self.show_panel("");
                let at = attribute(button, "data-at").parse::<usize>();
                if let Some(heading) = at.ok().and_then(|at| self.headings.get(at)) {
                    self.go_to(heading);
                }
            }
            "print" => self.print(),
            "options" => {
                if let Some(preview) = &*self.preview.borrow() {
                    preview.toggle_options();
                }
            }
            "back" => {
                self.leave_preview();
            }
            "embed" => embed::load(button, &self.messages),
            "close" => {
                let _ = self.close.call0(&JsValue::UNDEFINED);
            }
            "shrink" => {
                picture::close(&self.root);
            }
            panel => self.toggle_panel(panel),
        }
    }

    /// A control of the settings has changed, or is being changed.
    fn input(self: &Rc<View>, event: &Event) {
        match (controls::take(event), &*self.preview.borrow()) {
            (Some(name), Some(preview)) => preview.choose(&name),
            (Some(_), None) => apply_all(),
            (None, _) => {}
        }
    }

    fn key(self: &Rc<View>, event: &Event) {
        let event: &KeyboardEvent = event.unchecked_ref();
        let handled = self.handle_key(event, &event.key());
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    /// Does what a key is for; false if it is for nothing here.
    fn handle_key(self: &Rc<View>, event: &KeyboardEvent, key: &str) -> bool {
        let target = event.composed_path().get(0);
        let is_in = |selector: &str| target.unchecked_ref::<Element>().matches(selector).unwrap_or(false);
        let command = event.ctrl_key() || event.meta_key();
        if key == "Escape" {
            return self.back();
        }
        if command || event.alt_key() {
            // The browser's own would print the page behind.
            let prints = command && !event.alt_key() && key.eq_ignore_ascii_case("p");
            if prints {
                self.print();
            }
            return prints;
        }
        // What goes into a field.
        if is_in("textarea, select, input:not([type=radio], [type=checkbox])") {
            return false;
        }
        if let Some(preview) = &*self.preview.borrow() {
            return preview.key(key);
        }
        if matches!(key, "Enter" | " ") {
            let is_image = is_in("img[role=button]");
            if is_image {
                picture::open(&self.root, target.unchecked_ref(), &self.messages);
            }
            return is_image;
        }
        if matches!(key, "PageDown" | "PageUp") {
            return self.place.turn_page(key == "PageDown");
        }
        if settings::is("keys", "off") {
            return false;
        }
        match key {
            "+" | "=" => self.resize(settings::next_size(true)),
            "-" => self.resize(settings::next_size(false)),
            "0" => self.resize(settings::find("size").and_then(|size| size.default.parse().ok())),
            "?" => self.toggle_panel("shortcuts"),
            _ => return false,
        }
        true
    }

    /// Sets the text size; where there is none, it is at its end.
    #[inline(never)]
    fn resize(&self, size: Option<u8>) {
        if let Some(size) = size {
            settings::set("size", &size.to_string());
            apply_all();
        }
        let text = self.messages.with("Text size {}", &[&settings::get("size")]);
        self.live.set_text_content(Some(&text));
    }

    /// Lets a screen reader say it.
    fn say(&self, english: &str) {
        self.live.set_text_content(Some(&self.messages.text(english)));
    }

    /// Makes the view look as the settings say, with what is being read kept in its place.
    #[inline(never)]
    fn apply(&self) {
        let is_vertical = self.can_be_vertical && settings::is("writing", "vertical");
        self.place.set_vertical(is_vertical);
        let mut css = String::new();
        for setting in settings::of_view() {
            let value = settings::get(setting.name);
            let (quote, unit) = match setting.kind {
                Kind::Number { unit, .. } => ("", unit),
                Kind::Font => ("\"", "\""),
                Kind::Color => ("", ""),
                _ => {
                    set(&self.root, &["data-", setting.name].concat(), &value);
                    continue;
                }
            };
            if value != setting.default {
                for part in ["--set-", setting.name, ":", quote, &escaped(&value), unit, ";"] {
                    css += part;
                }
            }
        }
        if !is_vertical {
            let _ = self.root.remove_attribute("data-writing");
        }
        // Not the attribute, which a page's policy may forbid.
        self.root.unchecked_ref::<HtmlElement>().style().set_css_text(&css);
        toolbar::update(&self.bar, &self.messages);
        self.place.keep();
    }

    /// Where one is, after scrolling.
    fn look(&self) {
        if self.preview.borrow().is_none() {
            self.place.look();
        }
    }

    /// Remembers where one is for the next time.
    fn remember(&self) {
        if let (true, Some(url)) = (self.is_overlay, &self.article.url) {
            self.place.save(url);
        }
    }

    fn toggle_panel(&self, name: &str) {
        let Some(panel) = find(&self.bar, &["[data-panel=", name, "]"].concat()) else { return };
        if !panel.has_attribute("hidden") {
            self.close_panel();
            return;
        }
        *self.opener.borrow_mut() = property(&self.root.get_root_node(), "activeElement").dyn_into().ok();
        self.show_panel(name);
        focus(&panel);
    }

    /// Shows this panel and no other; none where there is none of that name.
    #[inline(never)]
    fn show_panel(&self, name: &str) {
        for panel in elements(&self.bar, "[data-panel]") {
            let its = attribute(&panel, "data-panel");
            show(&panel, its == name);
            if let Some(button) = find(&self.bar, &[".button[data-action=", &its, "]"].concat()) {
                set(&button, "aria-expanded", if its == name { "true" } else { "false" });
            }
        }
    }

    /// Closes the open panel, and the focus is where it was before; false if there is none.
    #[inline(never)]
    fn close_panel(&self) -> bool {
        if find(&self.bar, "[data-panel]:not([hidden])").is_none() {
            return false;
        }
        self.show_panel("");
        // The opener may have been in another panel; then it cannot have the focus, and the bar keeps it.
        let button = find(&self.bar, "[data-action=settings]");
        button.iter().chain(self.opener.borrow().iter()).for_each(focus);
        true
    }

    fn back(&self) -> bool {
        picture::close(&self.root)
            || self.close_panel()
            || self.leave_preview()
            || note::close(&self.rendered)
    }

    /// Goes where a link within the article leads; a footnote opens in place.
    fn follow(&self, link: &Element) {
        let id = escaped(&attribute(link, "href")[1..]);
        let Some(target) = find(&self.rendered, &["[id=\"", &id, "\"]"].concat()) else { return };
        if link.matches(".ar-footnote-ref > a").unwrap_or(false) {
            note::toggle(&self.rendered, link, &target, &self.messages);
        } else {
            self.go_to(&target);
        }
    }

    /// Scrolls to an element and gives it the focus, so that reading goes on there.
    #[inline(never)]
    fn go_to(&self, element: &Element) {
        if !element.has_attribute("tabindex") {
            set(element, "tabindex", "-1");
        }
        self.place.go_to(element);
        focus(element);
    }

    /// Opens the print preview; in it, prints.
    #[inline(never)]
    fn print(self: &Rc<View>) {
        if let Some(preview) = &*self.preview.borrow() {
            preview.print();
            return;
        }
        self.show_panel("");
        note::close(&self.rendered);
        let scrolled = self.root.parent_element().map_or(0, |place| place.scroll_top());
        let weak = Rc::downgrade(self);
        let leave = move || {
            if let Some(view) = weak.upgrade() {
                view.leave_preview();
            }
        };
        let preview = Preview::open(
            &self.root,
            &self.rendered,
            &self.article,
            &self.messages,
            scrolled,
            Box::new(leave),
        );
        show(&self.page, false);
        *self.preview.borrow_mut() = Some(preview);
    }

    /// Back to where one was reading.
    #[inline(never)]
    fn leave_preview(&self) -> bool {
        let Some(preview) = self.preview.borrow_mut().take() else { return false };
        let scrolled = preview.scrolled();
        drop(preview);
        show(&self.page, true);
        if let Some(button) = find(&self.bar, "[data-action=print]") {
            focus(&button);
        }
        if let Some(place) = self.root.parent_element() {
            place.set_scroll_top(scrolled);
        }
        true
    }
}

/// `text` inside a CSS string in double quotes.
#[inline(never)]
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
