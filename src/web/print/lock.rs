//! Makes lines end on paper where they end on screen, for browsers that measure letters otherwise on paper.

use web_sys::Element;

use super::measure::Lines;
use super::sheets::place_before;
use crate::web::dom::{document_of, element, elements, find, mark};

/// The class of a block whose lines are locked.
const LOCKED: &str = "locked";

/// Whether what is in `root` is locked.
pub fn is_locked(root: &Element) -> bool {
    find(root, ".locked").is_some()
}

/// Ends each line in `root` by a break of its own, unless it has one.
pub fn lock(root: &Element) {
    // All is read before anything is changed.
    let mut breaks = Vec::new();
    for text in elements(root, ".sheet .text") {
        let mut lines = Lines::default();
        lines.add(std::slice::from_ref(&text), 0.0);
        for (item, origin) in lines.items.iter().zip(&lines.origins) {
            let Some(block) = origin.block.clone() else { continue };
            let place = (item.line > 0).then(|| place_before(item, origin, &text));
            breaks.push((block, place.filter(|place| !place.is_after_break())));
        }
    }
    // From the last to the first, so that none moves the place of another.
    while let Some((block, place)) = breaks.pop() {
        mark(&block, LOCKED);
        if let Some(place) = place {
            place.insert(&element(&document_of(&block), "br"));
        }
    }
}
