//! The reader view: an article in elements, and the bar to read it by.

mod article;
mod contrast;
mod dates;
mod embed;
mod keys;
mod note;
mod panels;
mod picture;
mod place;
mod toolbar;

use std::cell::{Ref, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use super::dom::{
    Listener, Turns, add, adopt, append, attribute, call, closest, document_of, element, element_in,
    elements, find, focus, has, matches, number, set, set_all, show, style, style_sheet, unset, unset_in,
    whole, window,
};
use super::messages::Messages;
use super::object::{set_property, text_property};
use super::print::Preview;
use super::settings::{self, Kind};
use super::styles::{BASE, styles};
use super::template::build;
use super::{controls, input, options, to_js};
use crate::article::Article;
use article::{HEADINGS, Rendering};
use place::Place;

/// The looks of all of it.
const STYLES: &str = styles!(concat!(
    include_str!("themes.css"),
    include_str!("bar.css"),
    include_str!("reader.css"),
    include_str!("../print/panel.css")
));

thread_local! {
    /// All that are on show, which have their settings in common.
    static VIEWS: RefCell<Vec<Weak<View>>> = const { RefCell::new(Vec::new()) };
    /// One style sheet for every view.
    static SHEET: JsValue = style_sheet(&window(), &[BASE, STYLES].concat());
}

/// An article on show. Freeing it takes it away, listeners included.
#[wasm_bindgen(skip_typescript)]
pub struct ReaderView {
    view: Rc<View>,
    _listeners: Vec<Listener>,
}

/// What is done with an event.
type Handler = fn(&Rc<View>, &Event);

/// What the listeners share.
struct View {
    root: Element,
    page: Element,
    /// The article in elements.
    rendered: Element,
    /// The same, as long as not all of it is there.
    rendering: RefCell<Rendering>,
    /// For its next piece, after the browser has painted and done other work.
    turns: Turns,
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
        SHEET.with(|sheet| adopt(&place.get_root_node(), sheet));

        let messages = Messages::new(translations);
        let root = add(place, "div", "view");
        set_all(&root, &[("lang", &messages.text("en")), ("dir", &messages.text("ltr"))]);
        let document = document_of(place);
        let page = element(&document, "div");
        set_all(&page, &[("class", "page"), ("part", "page")]);
        let rendering = Rendering::new(&page, &article, &messages);
        let rendered = rendering.root.clone();
        let headings = article::headings(&article.body);
        let bar = toolbar::add_bar(&root, &label(&article), &headings, &messages);
        let language = article.language.as_deref().unwrap_or_default();
        let can_be_vertical = ["ja", "zh", "ko"].iter().any(|script| language.starts_with(script));
        if let Some(row) = find(&bar, "[data-row=writing]") {
            show(&row, can_be_vertical);
        }
        build(&page, "slot.end|name=end", &messages);
        append(&root, &page);
        let live = add(&root, "p", "live");
        set(&live, "role", "status");

        let is_overlay = place.node_name() == "DIALOG";
        let scroller = if is_overlay { None } else { element_in(&document, "scrollingElement") };
        let place_read = Place::new(&bar, &page, &rendered, scroller.unwrap_or_else(|| place.clone()));
        let lead = find(&rendered, ".lead img");
        let view = Rc::new(View {
            root,
            page,
            rendered,
            rendering: RefCell::new(rendering),
            turns: Turns::new(),
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
            while !view.place.restore(url, view.rendering.borrow().is_whole()) && view.grow() {}
        }
        view.look();

        let window = window();
        let handled: [(&JsValue, &'static str, Handler); 11] = [
            (place, "click", View::click),
            (place, "input", View::input),
            (place, "keydown", View::key),
            (if is_overlay { place } else { &document }, "scroll", |view, _| view.look()),
            // What scrolls where one reads from top to bottom.
            (&view.page, "scroll", |view, _| view.look()),
            (&view.page, "wheel", |view, event| {
                // In pixels, not in lines or pages.
                if number(event, "deltaMode") == 0.0 {
                    view.place.turn(number(event, "deltaY"));
                }
            }),
            (&window, "storage", |view, _| {
                settings::load();
                view.apply();
            }),
            (&window, "resize", |view, _| view.place.keep()),
            (&view.turns.port(), "message", |view, _| view.grow_on()),
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
        view.turns.ask();
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
        unset_in(&self.view.bar, "[type=radio]", &["name"]);
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
        let Some(target) = element_in(event, "target") else { return };
        let closest = |selector: &str| closest(&target, selector);
        if let Some(button) = closest("[data-action]") {
            self.act(&attribute(&button, "data-action"), &button);
        } else if let Some(link) = closest("a[href^='#']") {
            // Browsers look for the target of a fragment in the document alone.
            call(event, "preventDefault", &[]);
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
                self.finish();
                let at = attribute(button, "data-at").parse::<usize>();
                if let Some(heading) =
                    at.ok().and_then(|at| elements(&self.rendered, HEADINGS).get(at).cloned())
                {
                    self.go_to(&heading);
                }
            }
            "print" => self.print(),
            "options" => {
                if let Some(preview) = &*self.preview() {
                    preview.toggle_options();
                }
            }
            "back" => {
                self.leave_preview();
            }
            "embed" => embed::load(button, &self.messages),
            "close" => {
                call(&self.close, "call", &[]);
            }
            "shrink" => {
                picture::close(&self.root);
            }
            panel => self.toggle_panel(panel),
        }
    }

    /// A control of the settings has changed, or is being changed.
    fn input(self: &Rc<View>, event: &Event) {
        match (controls::take(event), &*self.preview()) {
            (Some(name), Some(preview)) => preview.choose(&name),
            (Some(_), None) => apply_all(),
            (None, _) => {}
        }
    }

    /// Sets the text size; where there is none, it is at its end.
    #[inline(never)]
    fn resize(&self, size: Option<u8>) {
        if let Some(size) = size {
            settings::set("size", &whole(size.into()));
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
        for setting in settings::of_view() {
            let value = settings::get(setting.name);
            let value = match setting.kind {
                // Nothing of the usual, so that what a site has set goes before it.
                Kind::Number { .. } | Kind::Font | Kind::Color if value == setting.default => String::new(),
                Kind::Number { unit, .. } => value + unit,
                Kind::Font => ["\"", &escaped(&value), "\""].concat(),
                Kind::Color => value,
                _ => {
                    set(&self.root, &["data-", setting.name].concat(), &value);
                    continue;
                }
            };
            style(&self.root, &["--set-", setting.name].concat(), &value);
        }
        if !is_vertical {
            unset(&self.root, "data-writing");
        }
        toolbar::update(&self.bar, &self.messages);
        self.place.keep();
    }

    /// The print preview, while it is open.
    #[inline(never)]
    fn preview(&self) -> Ref<'_, Option<Preview>> {
        self.preview.borrow()
    }

    /// Adds the next piece of a long article; false where all of it is there.
    fn grow(&self) -> bool {
        let mut rendering = self.rendering.borrow_mut();
        let grows = !rendering.is_whole();
        if grows {
            rendering.add_piece(&self.article.body, &self.messages);
            self.place.find_blocks();
        }
        grows
    }

    /// Adds all that is still to come.
    #[inline(never)]
    fn finish(&self) {
        let mut rendering = self.rendering.borrow_mut();
        if rendering.is_whole() {
            return;
        }
        while !rendering.is_whole() {
            rendering.add_piece(&self.article.body, &self.messages);
        }
        self.place.find_blocks();
    }

    /// The browser had its turn.
    fn grow_on(&self) {
        if self.grow() {
            self.look();
            self.turns.ask();
        }
    }

    /// Where one is, after scrolling.
    fn look(&self) {
        if self.preview().is_none() {
            self.place.look();
        }
    }

    /// Remembers where one is for the next time.
    fn remember(&self) {
        if let (true, Some(url)) = (self.is_overlay, &self.article.url) {
            self.place.save(url);
        }
    }

    fn back(&self) -> bool {
        picture::close(&self.root)
            || self.close_panel()
            || self.leave_preview()
            || note::close(&self.rendered)
    }

    /// Goes where a link within the article leads; a footnote opens in place.
    fn follow(&self, link: &Element) {
        self.finish();
        let id = escaped(attribute(link, "href").trim_start_matches('#'));
        let Some(target) = find(&self.rendered, &["[id=\"", &id, "\"]"].concat()) else { return };
        if matches(link, ".ar-footnote-ref > a") {
            note::toggle(&self.rendered, link, &target, &self.messages);
        } else {
            self.go_to(&target);
        }
    }

    /// Scrolls to an element and gives it the focus, so that reading goes on there.
    #[inline(never)]
    fn go_to(&self, element: &Element) {
        if !has(element, "tabindex") {
            set(element, "tabindex", "-1");
        }
        self.place.go_to(element);
        focus(element);
    }

    /// Opens the print preview; in it, prints.
    #[inline(never)]
    fn print(self: &Rc<View>) {
        if let Some(preview) = &*self.preview() {
            preview.print();
            return;
        }
        self.finish();
        self.show_panel("");
        note::close(&self.rendered);
        let scrolled = self.root.parent_element().map_or(0.0, |place| number(&place, "scrollTop"));
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
        let scrolled = preview.scrolled;
        drop(preview);
        show(&self.page, true);
        if let Some(button) = find(&self.bar, "[data-action=print]") {
            focus(&button);
        }
        if let Some(place) = self.root.parent_element() {
            set_property(&place, "scrollTop", &scrolled.into());
        }
        true
    }
}

/// `text` inside a CSS string in double quotes.
#[inline(never)]
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}
