//! The headline as a reader sees it, without the site's name.

use super::dates::parse::fold;
use super::facts::{Said, Source, TITLE};
use super::marks::mark;
use super::page::{Line, Page, short_text};
use super::plain::{SHORT, from_html};
use super::words::{before, behind, contains, each, find, find_last, has, is_blank, listed, trim};
use super::{Sources, site};
use crate::text::{is_lower, is_upper, words};
use crate::tree::{Name, Node, tag};
use crate::url::Base;

/// A text that may be the title.
#[derive(Clone, Copy)]
struct Claim<'a> {
    text: &'a str,
    loose: &'a str,
    source: Source,
}

/// Titles, loosely, that say nothing.
const NO_TITLES: &str = "home,homepage,startseite,index,untitled,start,accueil,inicio,welcome,willkommen";

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
    // "Home" is the title of no article.
    claims.retain(|claim| !listed(NO_TITLES, claim.loose));
    let mut heads =
        Heads { page, claims: &claims, sites: &sources.sites, cores: Vec::new(), echoes: Vec::new() };
    heads.find_parts();
    heads.visible(sources).unwrap_or_else(|| heads.claimed())
}

/// What titles are judged by.
struct Heads<'s, 'a> {
    page: &'a Page<'a>,
    claims: &'s [Claim<'a>],
    /// What the site calls itself, loosely.
    sites: &'s [&'a str],
    /// What each claim says without the site's name, and the same loosely.
    cores: Vec<(&'a str, &'a str)>,
    /// Parts of the claims that may be the headline, loosely, and how much they speak for it.
    echoes: Vec<(&'a str, i32)>,
}

impl<'a> Heads<'_, 'a> {
    /// Notes of each claim what is left without the site's name, and the longest of its parts: what stands around a
    /// headline, as the section and a motto, is shorter.
    fn find_parts(&mut self) {
        const WITHOUT_SITE: i32 = 38;
        const LONGEST_PART: i32 = 20;
        /// Of twenty.
        const MOST: usize = 13;
        for claim in self.claims {
            let text = self.without_site(claim.text);
            let core = self.page.texts.loose(text);
            self.cores.push((text, core));
            self.echoes.push((core, WITHOUT_SITE));
            if let Some(at) = find(claim.text, ":").filter(|&at| self.is_site_exactly(&claim.text[..at])) {
                self.echoes.push((self.page.texts.loose(&claim.text[at..]), WITHOUT_SITE));
            }
            let part = self.page.texts.loose(longest_part(claim.text));
            let share = part.len() * 20 / core.len().max(part.len()).max(1);
            // What ends a title is the site's name or motto if it is not most of it.
            if share >= MOST || !claim.loose.ends_with(part) {
                self.echoes.push((part, LONGEST_PART + share as i32));
            }
        }
    }

    fn is_site_exactly(&self, text: &str) -> bool {
        let text = super::plain::loose(text);
        self.sites.iter().any(|site| *site == text)
    }

    /// How much the head speaks for the headline `own`, loosely.
    fn confirmed(&self, own: &str) -> i32 {
        let mut points = 0;
        for claim in self.claims {
            points = points.max(confirms(claim, own));
        }
        for (part, of_part) in &self.echoes {
            points = points.max(if *part == own { *of_part } else { 0 });
        }
        points
    }

    /// How many of the words of a headline that nothing confirms are in what the head says, in points.
    fn resembles(&self, text: &str) -> i32 {
        const SHORTEST: usize = 4;
        const POINTS: i32 = 12;
        const NOTHING: i32 = -6;
        let (mut known, mut all) = (0, 0);
        for word in super::words::words(text) {
            let word = super::plain::loose(word);
            let said = |text: &str| contains(text, &word);
            if word.len() >= SHORTEST {
                all += 1;
                let is_known = self.claims.iter().any(|claim| said(claim.loose));
                known += i32::from(is_known && !self.sites.iter().any(|site| said(site)));
            }
        }
        match known {
            0 if all > 0 && !self.claims.is_empty() => NOTHING,
            _ => POINTS * known / all.max(1),
        }
    }

    /// The headline in the page that the head confirms.
    fn visible(&self, sources: &Sources<'a>) -> Option<(Said<'a>, Option<usize>)> {
        /// By level: of what is no heading, and of headings.
        const POINTS: [i32; 7] = [4, 30, 12, 6, 2, 2, 2];
        let enough = if self.claims.is_empty() { 16 } else { 34 };
        const LEVELS: [&str; 7] = ["headline", "h1", "h2", "h3", "h4", "h5", "h6"];
        /// For a headline that is the last part of the address.
        const SLUG: i32 = 10;
        /// Of a headline that only its heading speaks for.
        const MOST_WORDS: i32 = 30;
        /// Lines above the headline that may be its kicker.
        const LINES_ABOVE: usize = 3;
        let page = self.page;
        let path = sources.base.map_or("", Base::path);
        let slug = before(behind(trim(path, "/"), "/"), ".");
        let slug = page.texts.loose(slug);
        let mut best = (enough - 1, None);
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
            let mut confirmed = self.confirmed(own);
            if confirmed == 0 {
                // The address may be made of the headline.
                let more = |claim: &Claim<'_>| contains(claim.loose, own) && !claim.loose.starts_with(own);
                if own == slug && !self.claims.iter().any(more) {
                    confirmed = SLUG;
                } else if line.level != 1 || !(2..=MOST_WORDS).contains(&count) {
                    continue;
                } else {
                    // A headline in the article stands even where the head talks of other things.
                    let least = if has(mark::ARTICLE, 1) == 1 { 0 } else { i32::MIN };
                    confirmed = self.resembles(text).max(least);
                }
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
        let text = page.texts.plain(page.text(line), SHORT);
        let node = sources.tree.node(line.node);
        let text = self.without_signature(self.spelled(text, node));
        let text = self.without_kicker(text, node, &page.lines[at.saturating_sub(LINES_ABOVE)..at]);
        Some(((text, ["visible ", LEVELS[usize::from(line.level).min(6)]]), Some(at)))
    }

    /// The headline `text` of the block `node` as a claim spells it, where the page runs words together or writes all
    /// in capitals; without the kicker or subtitle that stands in the same block, where a claim leaves it out.
    fn spelled(&self, text: &'a str, node: Node<'a>) -> &'a str {
        const MAX_STEPS: usize = 60;
        const MAX_LEVELS: usize = 4;
        const HEADINGS: [Name; 3] = [tag::H1, tag::H2, tag::H3];
        let page = self.page;
        let own = page.texts.loose(text);
        let loose_text = |node| page.texts.loose(&short_text(node, 4 * SHORT));
        // Of a headline in several blocks, `text` is one.
        let heading = node.ancestors().take(MAX_LEVELS).find(|node| node.is_any(&HEADINGS));
        let whole = heading.map_or(own, loose_text);
        let is_word = |word: &&&str| has(word, char::is_alphanumeric);
        let count = |text: &str| super::words::words(text).iter().filter(is_word).count();
        let capitals = |text: &str| !has(text, is_lower) && has(text, is_upper);
        let (mut is_said, mut parted, mut dashed, mut fuller) = (false, "", "", "");
        for (claim, &(shorter, core)) in self.claims.iter().zip(&self.cores) {
            if core == whole && whole != own {
                return shorter;
            }
            let said = if claim.loose == own { claim.text } else { shorter };
            if claim.loose != own && core != own {
                continue;
            }
            is_said |= claim.loose == own;
            // A kicker that the page sets apart by its looks: "Coast Low tide", or "Coast : Low tide".
            let is_parted =
                contains(said, ": ") && !contains(text, ":") || contains(text, " :") && !contains(said, " :");
            let is_dashed = kicker_end(said).0 > 0 && kicker_end(text).0 == 0 && !contains(text, ":");
            dashed = if is_dashed && dashed.is_empty() { said } else { dashed };
            let is_fuller = count(said) > count(text) || capitals(text) && !capitals(said);
            parted = if is_parted && parted.is_empty() { said } else { parted };
            fuller = if is_fuller && fuller.is_empty() { said } else { fuller };
        }
        for better in [parted, dashed, fuller, if is_said { text } else { "" }] {
            if !better.is_empty() {
                return better;
            }
        }
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
        if !titled.is_empty() && !self.cores.iter().any(|(_, core)| *core == own) {
            return titled;
        }
        for (claim, &(shorter, core)) in self.claims.iter().zip(&self.cores) {
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

    /// The headline `text` of the block `node` without what stands before its first dash, if the page sets that apart: in
    /// an element of its own, or in one of the `lines` above.
    fn without_kicker(&self, text: &'a str, node: Node<'a>, lines: &[Line]) -> &'a str {
        const MAX_STEPS: usize = 60;
        const MAX_LEVELS: usize = 3;
        const MOST_WORDS: usize = 5;
        let (at, next) = kicker_end(text);
        if at == 0 || words(&text[..at]) > MOST_WORDS || site::is_name_of(&text[next..], self.sites) {
            return text;
        }
        let kicker = self.page.texts.loose(&text[..at]);
        let whole = self.page.texts.loose(text);
        let is_kicker = |text: &str| !kicker.is_empty() && super::plain::loose(text) == kicker;
        // The heading, as far as it says nothing else.
        let around = node.ancestors().take(MAX_LEVELS);
        let heading =
            around.filter(|node| super::plain::loose(&short_text(*node, 4 * SHORT)) == whole).last();
        let mut inside = heading.unwrap_or(node).descendants().take(MAX_STEPS);
        let is_apart = inside
            .any(|node| node.is_element() && !node.is(tag::CODE) && is_kicker(&short_text(node, SHORT)))
            || lines.iter().any(|line| is_kicker(self.page.text(line)));
        if is_apart { &text[next..] } else { text }
    }

    /// The best claim of the head, without the site's name.
    fn claimed(&self) -> (Said<'a>, Option<usize>) {
        let own = self.claims.iter().position(|claim| !site::is_name_of(claim.text, self.sites)).unwrap_or(0);
        let (Some(claim), Some(&(text, _))) = (self.claims.get(own), self.cores.get(own)) else {
            return Default::default();
        };
        // Without the site's name, or what of it the page shows.
        let mut shown = None;
        for title in [text, longest_part(claim.text)] {
            let core = self.page.texts.loose(title);
            let is_shown = |line: &Line| {
                line.marks & mark::ELSEWHERE == 0 && super::plain::loose(self.page.text(line)) == core
            };
            shown = self.page.lines.iter().position(is_shown);
            if shown.is_some() && !site::is_name_of(title, self.sites) {
                return ((title, claim.source), shown);
            }
        }
        ((text, claim.source), shown)
    }

    /// `title` without the parts at its ends that name the site.
    #[inline(never)]
    fn without_site(&self, title: &'a str) -> &'a str {
        const MOST_PARTS: usize = 3;
        let mut text = trim(title, "");
        for _ in 0..MOST_PARTS {
            let mut shorter = None;
            for separator in each(site::SEPARATORS) {
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
        let is_around = site::is_name_of(part, self.sites) || is_genre(part);
        (is_around || agreed && words(part) <= MOST_WORDS) && !is_blank(rest)
    }

    /// The headline `text` without the very name of the site behind it, and without the kind of article.
    fn without_signature(&self, text: &'a str) -> &'a str {
        for separator in each(site::SEPARATORS) {
            let last = find_last(text, separator).filter(|&at| at > 0);
            let is_name = |at: &usize| {
                let name = &text[at + separator.len()..];
                self.is_site_exactly(name)
                    || separator == " | " && (is_genre(name) || site::is_name_of(name, self.sites))
            };
            if let Some(last) = last.filter(is_name) {
                return &text[..last];
            }
        }
        text
    }
}

/// Where what stands before the first dash in `title` ends, and where what is behind it begins; or nowhere.
#[inline(never)]
fn kicker_end(title: &str) -> (usize, usize) {
    let ends = each(" - , – , — ").filter_map(|dash| find(title, dash).map(|at| (at, at + dash.len())));
    ends.min().unwrap_or_default()
}

/// The longest of what stands between separators in `title`.
#[inline(never)]
fn longest_part(title: &str) -> &str {
    let mut longest = "";
    for part in site::parts_of(title) {
        longest = if part.len() > longest.len() { part } else { longest };
    }
    longest
}

/// Whether `part` of a title says what kind of article it is: "Low tide | Opinion".
#[inline(never)]
fn is_genre(part: &str) -> bool {
    const GENRES: &str = "\
        opinion,editorial,commentary,column,analysis,letters,kommentar,meinung,leitartikel,kolumne,analyse,tribune,\
        chronique,columna,tribuna,opinione,editoriale,opiniao";
    listed(GENRES, &fold(trim(part, "")))
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
