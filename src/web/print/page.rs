//! The measures of a page, in CSS pixels (96 to the inch).

use crate::web::settings;

const MILLIMETER: f64 = 96.0 / 25.4;

/// Sizes of paper in tenths of a millimeter, upright.
const PAPERS: [(&str, u16, u16); 4] =
    [("a4", 2100, 2970), ("letter", 2159, 2794), ("a5", 1480, 2100), ("legal", 2159, 3556)];
/// Margins in millimeters on all four sides; no printer needs more than the narrow one.
const MARGINS: [(&str, f64); 3] = [("narrow", 12.0), ("normal", 20.0), ("wide", 30.0)];
/// Header and footer stand no nearer to the paper's edge.
const EDGE: f64 = 10.0 * MILLIMETER;
/// What header or footer takes from the edge of its line to the text.
const STRIP: f64 = 8.0 * MILLIMETER;
/// Between columns.
const GAP: f64 = 8.0 * MILLIMETER;

/// A page: a sheet of paper with one or more columns of text.
#[derive(Clone, Copy)]
pub struct Page {
    /// The paper's.
    pub width: f64,
    /// The paper's.
    pub height: f64,
    /// How many columns.
    pub columns: usize,
    /// A column's.
    pub text_width: f64,
    /// A column's.
    pub text_height: f64,
    margin: f64,
    edge: f64,
    top: f64,
    bottom: f64,
}

impl Page {
    /// The page as chosen.
    pub fn chosen() -> Page {
        let (_, short, long) =
            PAPERS.into_iter().find(|paper| settings::is("print-paper", paper.0)).unwrap_or(PAPERS[0]);
        let is_wide = settings::is("print-orientation", "landscape");
        let (width, height) = if is_wide { (long, short) } else { (short, long) };
        let [width, height] = [width, height].map(|tenths| f64::from(tenths) / 10.0 * MILLIMETER);
        let margin = MARGINS.into_iter().find(|margin| settings::is("print-margins", margin.0));
        let margin = margin.map_or(20.0, |margin| margin.1) * MILLIMETER;
        let edge = EDGE.max(margin / 2.0);
        let beside = |strip: &[&str]| {
            if strip.iter().any(|part| settings::is(part, "on")) { margin.max(edge + STRIP) } else { margin }
        };
        let (top, bottom) = (
            beside(&["print-title", "print-source"]),
            beside(&["print-address", "print-date", "print-number"]),
        );
        let columns = if settings::is("print-columns", "2") { 2 } else { 1 };
        let gaps = GAP * (columns - 1) as f64;
        Page {
            width,
            height,
            columns,
            text_width: (width - 2.0 * margin - gaps) / columns as f64,
            text_height: height - top - bottom,
            margin,
            edge,
            top,
            bottom,
        }
    }

    /// The measures by the names that `print.css` has for them.
    pub fn measures(&self) -> [(&'static str, f64); 9] {
        [
            ("--paper-width", self.width),
            ("--paper-height", self.height),
            ("--text-width", self.text_width),
            ("--text-height", self.text_height),
            ("--top", self.top),
            ("--bottom", self.bottom),
            ("--margin", self.margin),
            ("--edge", self.edge),
            ("--between", GAP),
        ]
    }
}
