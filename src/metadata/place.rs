//! Where the headline stands: what is near it, and what is of another article.

use super::Sources;
use super::marks::mark;
use super::page::{Line, Page};
use crate::keys::Keys;
use crate::tree::Node;

/// Where the headline stands: what is near it, and what is of another article.
pub struct Place<'a> {
    page: &'a Page<'a>,
    /// Index into the page's lines.
    pub headline: Option<usize>,
    /// The headline's block, or that of the longest line where there is none, and what is around it, by index.
    pub above: Keys,
}

impl<'a> Place<'a> {
    pub fn new(sources: &Sources<'a>, headline: Option<usize>) -> Place<'a> {
        let mut above = Vec::new();
        // Without a headline, the longest line stands for the article: what is around that is no sidebar.
        if let Some(line) =
            headline.and_then(|at| sources.page.lines.get(at)).or_else(|| longest(sources.page))
        {
            let mut around = Some(sources.tree.node(line.node));
            while let Some(node) = around {
                above.push(node.id().index() as u64);
                around = node.parent();
            }
        }
        Place { page: sources.page, headline, above: Keys::new(above) }
    }

    /// The lines that are close enough to the headline to be about the article.
    pub fn reach(&self) -> std::ops::Range<usize> {
        const BEFORE: usize = 10;
        const AFTER: usize = 30;
        self.headline.map_or(0..0, |at| at.saturating_sub(BEFORE)..at + AFTER)
    }

    /// Whether a line is close enough to be about the article; all are where there is no headline.
    pub fn near(&self, line: usize) -> bool {
        self.headline.is_none() || self.reach().contains(&line)
    }

    /// The marks of what is around `node`, which stands in the line `line`, but not around the headline; `marks`:
    /// all of them.
    #[inline(never)]
    pub fn elsewhere(&self, node: Node<'_>, line: usize, marks: u16) -> u16 {
        /// So close below the headline stands no sidebar, whatever it is called.
        const CLOSE: usize = 8;
        const VERY_CLOSE: usize = 3;
        if marks & (mark::ELSEWHERE | mark::HIDDEN) == 0 || self.above.is_empty() {
            return marks;
        }
        let mut marks = 0;
        let mut apart = Some(node);
        while let Some(node) = apart.filter(|node| !self.above.has(node.id().index() as u64)) {
            marks |= self.page.own[node.id().index()];
            apart = node.parent();
        }
        let below = |reach: usize| self.headline.is_some_and(|at| (at..=at + reach).contains(&line));
        let above = self.headline.is_some_and(|at| line.checked_add(1) == Some(at));
        if below(VERY_CLOSE) || above {
            marks & !mark::ELSEWHERE
        } else if below(CLOSE) {
            marks & !mark::FRAME
        } else {
            marks
        }
    }

    /// Whether the line `at` is about the article.
    #[inline(never)]
    pub fn is_about(&self, sources: &Sources<'_>, at: usize) -> bool {
        let line = &sources.page.lines[at];
        let marks = self.elsewhere(sources.tree.node(line.node), at, line.marks);
        marks & (mark::ELSEWHERE | mark::HIDDEN) == 0
    }
}

/// The longest line that is not a link.
fn longest<'p>(page: &'p Page<'_>) -> Option<&'p Line> {
    let lines = page.lines.iter().filter(|line| line.marks & mark::LINK == 0);
    lines.max_by_key(|line| page.text(line).len())
}
