//! The headline as a reader sees it, without the site's name.

use super::facts::{Said, Source, TITLE};
use super::page::{Page, mark, short_text};
use super::plain::{SHORT, from_html};
use super::words::{contains, each, find, find_last, has, is_blank, trim};
use super::{Sources, site};
use crate::text::words;
use crate::tree::Node;

/// A text that may be the title.
#[derive(Clone, Copy)]
struct Claim<'a> {
    text: &'a str,
    loose: &'a str,
    source: Source,
}

/// Separators between a title and the name of a site or section.
const SEPARATORS: &str = " | , - , – , — , :: , » , « , · , • , / , ‹ ,｜, |,| , > ,_";

/// The title, and the index of the line of the page it stands in.
#[inline(never)]
pub fn read<'a>(sources: &Sources<'a>) -> (Said<'a>, Option<usize>) {
    let page = sources.page;
    // What the head of the page claims the title to be, best first.
    let mut claims = Vec::new();
    for (text, source) in page.said(TITLE, SHORT) {
        // Some heads are encoded twice: that is seen through to compare, not to show.
        let loose = page.texts.loose(&from_html(text));
        if !loose.is_empty() {
            claims.push(Claim { text, loose, source });
        }
    }
    let heads = Heads { page, claims: &claims, sites: &sources.sites };
    heads.visible(sources).unwrap_or_else(|| heads.claimed())
}

/// What titles are judged by.
struct Heads<'s, 'a> {
    page: &'a Page<'a>,
    claims: &'s [Claim<'a>],
    /// What the site calls itself, loosely.
    sites: &'s [&'a str],
}

impl<'a> Heads<'_, 'a> {
    /// The headline in the page that the head confirms.
    fn visible(&self, sources: &Sources<'a>) -> Option<(Said<'a>, Option<usize>)> {
        /// By level: of what is no heading, and of headings.
        const POINTS: [i32; 7] = [4, 30, 12, 6, 2, 2, 2];
        const ENOUGH: i32 = 34;
        const LEVELS: [&str; 7] = ["headline", "h1", "h2", "h3", "h4", "h5", "h6"];
        let page = self.page;
        let mut best = (ENOUGH - 1, None);
        for (at, line) in page.lines.iter().enumerate() {
            let has = |mark: u16, points: i32| if line.marks & mark != 0 { points } else { 0 };
            let text = page.text(line);
            if line.level == 0 && has(mark::TITLE, 1) == 0
                || has(mark::HIDDEN, 1) != 0
                || text.len() > 4 * SHORT
            {
                continue;
            }
            let own = page.texts.loose(text);
            let is_first = self.claims.first().is_some_and(|claim| claim.loose == own);
            if own.is_empty() || site::is_name_of(text, self.sites) && !is_first {
                continue;
            }
            let count = words(text) as i32;
            let confirmed = self.claims.iter().map(|claim| confirms(claim, own)).fold(0, i32::max);
            if confirmed == 0 && (line.level != 1 || count < 2) {
                continue;
            }
            let score = POINTS[usize::from(line.level).min(6)]
                + confirmed
                + count.min(8)
                + has(mark::TITLE, 6)
                + has(mark::ELSEWHERE, -15)
                + has(mark::LINK, -8)
                + has(mark::ARTICLE, 3);
            if score > best.0 {
                best = (score, Some(at));
            }
        }
        let at = best.1?;
        let line = &page.lines[at];
        let text = self.without_signature(page.texts.plain(page.text(line), SHORT));
        let text = self.spelled(text, sources.tree.node(line.node));
        Some(((text, ["visible ", LEVELS[usize::from(line.level).min(6)]]), Some(at)))
    }

    /// The headline `text` of the block `node` as a claim spells it, where the page runs words together or writes all
    /// in capitals; without the kicker or subtitle that stands in the same block, where a claim leaves it out.
    fn spelled(&self, text: &'a str, node: Node<'a>) -> &'a str {
        const MAX_STEPS: usize = 60;
        let page = self.page;
        let own = page.texts.loose(text);
        let count = |text: &str| super::words::words(text).len();
        let capitals = |text: &str| !has(text, char::is_lowercase) && has(text, char::is_uppercase);
        let same: Vec<&str> =
            self.claims.iter().filter(|claim| claim.loose == own).map(|claim| claim.text).collect();
        if !same.is_empty() {
            // A kicker that the page sets apart by its looks: "Coast Low tide", or "Coast : Low tide".
            let parted = |claim: &&str| {
                contains(claim, ": ") && !contains(text, ":")
                    || contains(text, " :") && !contains(claim, " :")
            };
            let better = |claim: &&str| count(claim) > count(text) || capitals(text) && !capitals(claim);
            let claim = same.iter().copied().find(parted).or(same.iter().copied().find(better));
            return claim.unwrap_or(text);
        }
        let loose_text = |node| page.texts.loose(&short_text(node, 4 * SHORT));
        let mut heading = Some(node);
        while let Some(node) = heading.filter(|node| loose_text(*node) != own) {
            heading = node.parent();
        }
        let mut parts = Vec::new();
        // What is marked as the headline inside the heading, behind a kicker.
        let mut titled = "";
        for node in heading.iter().flat_map(|heading| heading.descendants()).take(MAX_STEPS) {
            let part = if node.is_element() { loose_text(node) } else { "" };
            if part == own || part.is_empty() {
                continue;
            }
            if page.own[node.id().index()] & mark::TITLE != 0
                && own.ends_with(part)
                && part.len() * 2 > own.len()
            {
                titled = page.texts.plain(&short_text(node, SHORT), SHORT);
            }
            parts.push(part);
        }
        let cores: Vec<(&str, &str)> = self.claims.iter().map(|claim| self.core(claim)).collect();
        if !titled.is_empty() && !cores.iter().any(|(_, core)| *core == own) {
            return titled;
        }
        for (claim, (shorter, core)) in self.claims.iter().zip(cores) {
            const SHORTEST: usize = 12;
            let rest = own.strip_suffix(core).or(own.strip_prefix(core)).unwrap_or_default();
            if rest.is_empty() || core.len() < SHORTEST {
                continue;
            }
            let agreed = self.claims.iter().filter(|other| other.loose == claim.loose).count() >= 2
                && rest.len() < core.len()
                && own.ends_with(core);
            if agreed || parts.iter().any(|part| *part == core || *part == rest) {
                return shorter;
            }
        }
        text
    }

    /// What `claim` says without the site's name, and the same loosely.
    fn core(&self, claim: &Claim<'a>) -> (&'a str, &'a str) {
        let text = self.without_site(claim.text);
        (text, self.page.texts.loose(text))
    }

    /// The best claim of the head, without the site's name.
    fn claimed(&self) -> (Said<'a>, Option<usize>) {
        let mut own = self.claims.iter().filter(|claim| !site::is_name_of(claim.text, self.sites));
        let Some(claim) = own.next().or(self.claims.first()) else { return Default::default() };
        let (text, core) = self.core(claim);
        let is_shown = |line: &super::page::Line| {
            line.marks & mark::ELSEWHERE == 0 && super::plain::loose(self.page.text(line)) == core
        };
        ((text, claim.source), self.page.lines.iter().position(is_shown))
    }

    /// `title` without the parts at its ends that name the site.
    #[inline(never)]
    fn without_site(&self, title: &'a str) -> &'a str {
        const MOST_PARTS: usize = 3;
        let mut text = trim(title, "");
        for _ in 0..MOST_PARTS {
            let mut shorter = None;
            for separator in each(SEPARATORS) {
                let Some(last) = find_last(text, separator) else { continue };
                let first = find(text, separator).unwrap_or(last);
                let tail = &text[first + separator.len()..];
                if self.is_site(&text[last + separator.len()..], &text[..last]) {
                    shorter = Some(&text[..last]);
                } else if self.is_site(&text[..first], tail) {
                    shorter = Some(tail);
                }
            }
            let Some(shorter) = shorter else { break };
            text = trim(shorter, "");
        }
        text
    }

    /// Whether `part` of a title names the site, or stands beside `rest`, which another claim says alone.
    #[inline(never)]
    fn is_site(&self, part: &str, rest: &str) -> bool {
        const MOST_WORDS: usize = 6;
        const SHORTEST: usize = 8;
        let said = super::plain::loose(rest);
        let agreed = said.len() > SHORTEST && self.claims.iter().any(|claim| claim.loose == said);
        (site::is_name_of(part, self.sites) || agreed && words(part) <= MOST_WORDS) && !is_blank(rest)
    }

    /// The headline `text` without the very name of the site behind it.
    fn without_signature(&self, text: &'a str) -> &'a str {
        for separator in each(SEPARATORS) {
            let last = find_last(text, separator).filter(|&at| at > 0);
            let is_name = |at: &usize| {
                let name = super::plain::loose(&text[at + separator.len()..]);
                self.sites.iter().any(|site| *site == name)
            };
            if let Some(last) = last.filter(is_name) {
                return &text[..last];
            }
        }
        text
    }
}

/// How much `claim` speaks for the headline `own`.
fn confirms(claim: &Claim<'_>, own: &str) -> i32 {
    let claim = claim.loose;
    if claim == own {
        return 40;
    }
    // How much of the longer of them the shorter is.
    let share = (claim.len().min(own.len()) * 25 / claim.len().max(own.len())) as i32;
    if contains(claim, own) && (own.len() >= 8 || own.len() >= 5 && claim.starts_with(own)) {
        // The end of a title is more often the site's name or motto than the headline.
        return match (claim.ends_with(own), claim.starts_with(own)) {
            (true, _) => 3,
            (_, true) => 15 + share,
            _ => 10 + share,
        };
    }
    if claim.len() >= 8 && contains(own, claim) { 10 + share } else { 0 }
}
