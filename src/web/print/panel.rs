//! The preview's bar and its choices.

use web_sys::Element;

use crate::web::controls;
use crate::web::dom::{append, document_of, element, elements, find, number, set, set_all, show};
use crate::web::messages::Messages;
use crate::web::settings;
use crate::web::template::build;

/// All of it, but for the frame and the choices.
const PREVIEW: &str = "\
div.preview
 div.toolbar|role=group|aria-label=*Print preview
  button.button|data-action=back
   i|aria-hidden=true|←
   span|*Back to the article
  span.position
  span.told|role=status
  div.rows
  button.button|data-action=options|*Options
  button.button main|data-action=print|*Print
 div.workspace
  div.options|role=group|aria-label=*Options
   fieldset.rows
    legend|*Sheet
   fieldset.rows
    legend|*Content
   fieldset.rows
    legend|*Header and footer";
/// How many settings there are in each of the `rows`: bar, sheet, content, header and footer.
const ROWS: [usize; 4] = [2, 5, 5, 5];

/// The elements of it.
pub struct Panel {
    /// All of it.
    pub root: Element,
    /// "Page 3 of 7".
    pub position: Element,
    /// How many pages there are, or how far the layout is; read out.
    pub status: Element,
    /// Prints.
    pub print: Element,
    /// Where the sheets are.
    pub frame: Element,
    workspace: Element,
}

impl Panel {
    /// Builds it at the end of `parent`. The frame is still to be shown.
    pub fn new(parent: &Element, messages: &Messages) -> Panel {
        let root = build(parent, PREVIEW, messages);
        let mut settings = settings::of_print();
        for (rows, count) in elements(&root, ".rows").iter().zip(ROWS) {
            let (these, others) = settings.split_at(count.min(settings.len()));
            controls::add_rows(rows, these, messages);
            settings = others;
        }
        controls::update(&root);
        let part = |selector| find(&root, selector).unwrap_or_else(|| root.clone());
        let frame = element(&document_of(parent), "iframe");
        set_all(&frame, &[("class", "frame"), ("title", &messages.text("Pages"))]);
        let (position, status, workspace) = (part(".position"), part(".told"), part(".workspace"));
        let print = part("[data-action=print]");
        let panel = Panel { root, position, status, print, workspace, frame };
        // Beside the sheets where there is room for both.
        const ROOMY: f64 = 900.0;
        panel.show_options(number(&panel.root, "clientWidth") >= ROOMY);
        panel
    }

    /// Puts the frame in its place, which loads its document: at once, where a page forbids strings as documents.
    pub fn show_frame(&self) {
        append(&self.workspace, &self.frame);
    }

    /// Shows the choices where they are hidden, and hides them where they are shown.
    pub fn toggle_options(&self) {
        self.show_options(find(&self.root, ".options[hidden]").is_some());
    }

    fn show_options(&self, shown: bool) {
        if let Some(options) = find(&self.root, ".options") {
            show(&options, shown);
        }
        if let Some(button) = find(&self.root, "[data-action=options]") {
            set(&button, "aria-expanded", if shown { "true" } else { "false" });
        }
    }
}
