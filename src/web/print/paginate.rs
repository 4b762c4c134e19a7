//! Where pages end: arithmetic over the measured lines, rows and figures of one tall flow. All in CSS pixels.

/// Something that is never cut: a line of text, a table row, a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Item {
    /// Where it begins in the flow.
    pub top: f64,
    /// Where it ends.
    pub bottom: f64,
    /// Items of one block of text, and rows of one table body, have the same number, others each their own.
    pub block: usize,
    /// Its place among the items of its block.
    pub line: usize,
    /// How many items its block has.
    pub lines: usize,
    /// It should not be the last on a page: part of a heading or of a table's head.
    pub keep_with_next: bool,
    /// The height of what is repeated above it where it begins a page: a table's head.
    pub repeated: f64,
}

/// Fewest lines, or rows, of a block on either side of a page break.
const TOGETHER: usize = 2;

/// What rounding may add to a height.
const SLACK: f64 = 0.02;

/// The index of the item that begins the page after the one that `start` begins; none where the rest of `items` fits
/// on it. What comes behind the first item that does not fit has no say, so `items` need not be all there are.
pub fn next_start(items: &[Item], start: usize, height: f64) -> Option<usize> {
    let first = items.get(start)?;
    let limit = first.top + height - first.repeated + SLACK;
    let full = start + items[start..].iter().position(|item| item.bottom > limit)?;
    let allowed = (start + 1..=full).rev().find(|&at| may_break(items, at));
    // Where nothing is allowed the page is filled; an item higher than a page gets one of its own.
    Some(allowed.unwrap_or(full.max(start + 1))).filter(|&next| next < items.len())
}

/// Whether a page may begin with item `at`, which is not the first.
fn may_break(items: &[Item], at: usize) -> bool {
    let (before, after) = (items[at - 1], items[at]);
    let apart = before.block != after.block;
    let enough = after.line >= TOGETHER && after.lines - after.line >= TOGETHER;
    !before.keep_with_next && (apart || enough)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: f64 = 10.0;

    /// The items that begin pages.
    fn paginate(items: &[Item], height: f64) -> Vec<usize> {
        let first = Some(0).filter(|_| !items.is_empty());
        std::iter::successors(first, |&start| next_start(items, start, height)).collect()
    }

    /// Blocks of so many lines each, without space between them.
    fn blocks(lines: &[usize]) -> Vec<Item> {
        let mut items = Vec::new();
        for (block, &lines) in lines.iter().enumerate() {
            for line in 0..lines {
                let top = items.len() as f64 * LINE;
                items.push(Item { top, bottom: top + LINE, block, line, lines, ..Item::default() });
            }
        }
        items
    }

    #[test]
    fn pages_are_filled() {
        assert_eq!(paginate(&[], 100.0), []);
        assert_eq!(paginate(&blocks(&[10]), 100.0), [0]);
        assert_eq!(paginate(&blocks(&[30]), 100.0), [0, 10, 20]);
        assert_eq!(paginate(&blocks(&[1; 25]), 100.0), [0, 10, 20]);
    }

    #[test]
    fn no_line_is_left_alone() {
        // The eleventh line alone would begin the second page: it takes one with it.
        assert_eq!(paginate(&blocks(&[11]), 100.0), [0, 9]);
        // The second block would leave one line at the foot of the first page.
        assert_eq!(paginate(&blocks(&[9, 4]), 100.0), [0, 9]);
        // A block of three lines cannot be parted at all.
        assert_eq!(paginate(&blocks(&[8, 3]), 100.0), [0, 8]);
    }

    #[test]
    fn headings_stay_with_what_follows() {
        let mut items = blocks(&[8, 1, 5]);
        items[8].keep_with_next = true;
        // After the heading there is room for one line only.
        assert_eq!(paginate(&items, 100.0), [0, 8]);
    }

    #[test]
    fn a_repeated_head_takes_its_room() {
        let mut items = blocks(&[1; 20]);
        for item in &mut items[1..] {
            item.repeated = 20.0;
        }
        assert_eq!(paginate(&items, 100.0), [0, 10, 18]);
    }

    #[test]
    fn what_is_higher_than_a_page_does_not_stop_the_rest() {
        let mut items = blocks(&[1, 1, 1]);
        items[1].bottom = 500.0;
        items[2].top = 500.0;
        items[2].bottom = 510.0;
        assert_eq!(paginate(&items, 100.0), [0, 1, 2]);
        let heads: Vec<Item> =
            blocks(&[1; 30]).iter().map(|item| Item { keep_with_next: true, ..*item }).collect();
        assert_eq!(paginate(&heads, 100.0), [0, 10, 20]);
    }
}
