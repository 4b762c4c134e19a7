//! Sizes of paper, in CSS pixels (96 to the inch).

use crate::web::dom::px;

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// As people call it.
    pub name: &'static str,
    /// As `@page` has it.
    size: &'static str,
    /// Its width.
    pub width: f64,
    height: f64,
}

const MILLIMETER: f64 = 96.0 / 25.4;
const INCH: f64 = 96.0;
/// On all four sides: more than any printer needs, and a foot fits in.
const MARGIN: f64 = 20.0 * MILLIMETER;

const A4: Paper =
    Paper { name: "A4", size: "210mm 297mm", width: 210.0 * MILLIMETER, height: 297.0 * MILLIMETER };
const LETTER: Paper = Paper { name: "Letter", size: "8.5in 11in", width: 8.5 * INCH, height: 11.0 * INCH };

impl Paper {
    /// All that are offered.
    pub const ALL: [Paper; 2] = [A4, LETTER];

    /// The one that is usual where the browser's user lives.
    pub fn usual() -> Paper {
        // Canada, the Americas that follow the United States, and the Philippines; the rest of the world has A4.
        const LETTER_REGIONS: [&str; 8] = ["-US", "-CA", "-MX", "-PH", "-CL", "-CO", "-VE", "-PR"];
        let language = web_sys::window().and_then(|window| window.navigator().language()).unwrap_or_default();
        if LETTER_REGIONS.iter().any(|region| language.ends_with(region)) { LETTER } else { A4 }
    }

    /// The height that text can fill.
    pub fn text_height(self) -> f64 {
        self.height - 2.0 * MARGIN
    }

    /// The rules that hang on the size.
    pub fn css(self) -> String {
        let Paper { size, width, height, .. } = self;
        // One pixel less in print: where a sheet as high as the page counts as higher, each would be followed by a
        // blank one.
        format!(
            "@page{{size:{size};margin:0}}\
             .sheet{{width:{};height:{};padding:{margin}}}\
             .text{{width:{}}}\
             .foot{{inset:auto {margin} {}}}\
             @media print{{.sheet{{height:{}}}}}",
            px(width),
            px(height),
            px(width - 2.0 * MARGIN),
            px(MARGIN * 0.4),
            px(height - 1.0),
            margin = px(MARGIN),
        )
    }
}
