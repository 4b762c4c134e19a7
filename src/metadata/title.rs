//! The headline as a reader sees it, without the site's name.

use super::page::{Page, mark, short_text};
use super::plain::{SHORT, from_html, loose, plain};
use super::words::{contains, each, find, find_last, has, is_blank, trim};
use super::{Source, Sources, meta_tags, note_lost, site};
use crate::text::words;
use crate::trace::Trace;
use crate::tree::Node;

/// The title, which source it is from, and the line of the page it stands in.
#[derive(Clone, Debug, Default)]
pub struct Title {
    /// The title.
    pub text: Option<String>,
    /// Where from.
    pub source: Source,
    /// Index into the page's lines.
    pub line: Option<usize>,
}

struct Claim {
    text: String,
    loose: String,
    source: Source,
}

/// Separators between a title and the name of a site or section.
const SEPARATORS: &str = " | , - , – , — , :: , » , « , · , • , / , ‹ ,｜, |,| , > ,_";

/// Reads the title.
#[inline(never)]
pub fn read(sources: &Sources<'_>, trace: &mut Trace) -> Title {
    let claims = claims(sources);
    let sites = site::names(sources);
    let title = visible(sources, &claims, &sites).or_else(|| claimed(sources, &claims, &sites));
    let title = title.unwrap_or_default();
    for claim in &claims {
        if title.text.as_deref() != Some(&claim.text) {
            note_lost(trace, "metadata/title", claim.source, title.source, &claim.text);
        }
    }
    title
}

/// What the head of the page claims the title to be, best first.
fn claims(sources: &Sources<'_>) -> Vec<Claim> {
    let mut out = Vec::new();
    for headline in &sources.linked.headlines {
        let key = if out.is_empty() { "headline" } else { "name" };
        add(&mut out, headline, ["json-ld ", key]);
    }
    for (key, value) in meta_tags::values(sources.page, meta_tags::TITLE, SHORT) {
        add(&mut out, &value, ["meta ", key]);
    }
    if let Some(title) = &sources.page.title {
        add(&mut out, title, ["title element", ""]);
    }
    out
}

#[inline(never)]
fn add(claims: &mut Vec<Claim>, text: &str, source: Source) {
    // Some heads are encoded twice: that is seen through to compare, not to show.
    let loose = loose(&from_html(text));
    if !loose.is_empty() {
        claims.push(Claim { text: text.to_owned(), loose, source });
    }
}

/// The headline in the page that the head confirms.
fn visible(sources: &Sources<'_>, claims: &[Claim], sites: &[String]) -> Option<Title> {
    let page = sources.page;
    let mut best: Option<(i32, usize)> = None;
    for (at, line) in page.lines.iter().enumerate() {
        let titled = line.marks & mark::TITLE != 0;
        if line.level == 0 && !titled || line.marks & mark::HIDDEN != 0 {
            continue;
        }
        let text = page.text(line);
        if text.len() > 4 * SHORT {
            continue;
        }
        let own = loose(text);
        if own.is_empty() || site::is_name_of(text, sites) && !claims.iter().take(1).any(|c| c.loose == own) {
            continue;
        }
        let count = words(text) as i32;
        let mut score = match line.level {
            1 => 30,
            2 => 12,
            3 => 6,
            0 => 4,
            _ => 2,
        };
        let mut confirmed = 0;
        for claim in claims {
            confirmed = confirmed.max(confirms(claim, &own));
        }
        if confirmed == 0 && (line.level != 1 || count < 2) {
            continue;
        }
        score += confirmed;
        score += if titled { 6 } else { 0 } + count.min(8);
        score -= if line.marks & mark::ELSEWHERE != 0 { 15 } else { 0 };
        score -= if line.marks & mark::LINK != 0 { 8 } else { 0 };
        score += if line.marks & mark::ARTICLE != 0 { 3 } else { 0 };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, at));
        }
    }
    let (score, at) = best?;
    const ENOUGH: i32 = 34;
    let line = &page.lines[at];
    let text = plain(page.text(line), SHORT);
    let text = spelled(
        page,
        without_signature(&text, sites).to_owned(),
        sources.tree.node(line.node),
        claims,
        sites,
    );
    const LEVELS: [&str; 7] = ["headline", "h1", "h2", "h3", "h4", "h5", "h6"];
    let source = ["visible ", LEVELS[usize::from(line.level).min(6)]];
    (score >= ENOUGH).then_some(Title { text: Some(text), source, line: Some(at) })
}

/// The headline `text` of the block `node` as a claim spells it, where the page runs words together or writes all
/// in capitals; without the kicker or subtitle that stands in the same block, where a claim leaves it out.
fn spelled(page: &Page<'_>, text: String, node: Node<'_>, claims: &[Claim], sites: &[String]) -> String {
    const MAX_STEPS: usize = 60;
    let own = loose(&text);
    let count = |text: &str| super::words::words(text).len();
    let capitals = |text: &str| !has(text, char::is_lowercase) && has(text, char::is_uppercase);
    if claims.iter().any(|claim| claim.loose == own) {
        let better =
            |text: &str, claim: &str| count(claim) > count(text) || capitals(text) && !capitals(claim);
        let claim = claims.iter().find(|claim| claim.loose == own && better(&text, &claim.text));
        return claim.map_or(text, |claim| claim.text.clone());
    }
    let mut heading = Some(node);
    while let Some(node) = heading.filter(|node| loose(&short_text(*node, 4 * SHORT)) != own) {
        heading = node.parent();
    }
    let mut parts: Vec<String> = Vec::new();
    // What is marked as the headline inside the heading, behind a kicker.
    let mut titled = None;
    if let Some(heading) = heading {
        for node in heading.descendants().take(MAX_STEPS) {
            let text = if node.is_element() { short_text(node, SHORT) } else { String::new() };
            let part = loose(&text);
            if part != own && !part.is_empty() {
                if page.own[node.id().index()] & mark::TITLE != 0
                    && own.ends_with(&part)
                    && part.len() * 2 > own.len()
                {
                    titled = Some(plain(&text, SHORT));
                }
                parts.push(part);
            }
        }
    }
    if let Some(title) = titled
        && !claims.iter().any(|claim| loose(&without_site(&claim.text, sites, claims)) == own)
    {
        return title;
    }
    for claim in claims {
        let shorter = without_site(&claim.text, sites, claims);
        let core = loose(&shorter);
        let rest = own.strip_suffix(&core).or(own.strip_prefix(&core));
        let Some(rest) = rest.filter(|rest| !rest.is_empty() && core.len() >= 12) else { continue };
        let agreed = claims.iter().filter(|other| other.loose == claim.loose).count() >= 2
            && rest.len() < core.len()
            && own.ends_with(&core);
        if agreed || parts.iter().any(|part| *part == core || part == rest) {
            return shorter;
        }
    }
    text
}

/// How much `claim` speaks for the headline `own`.
fn confirms(claim: &Claim, own: &str) -> i32 {
    if claim.loose == own {
        return 40;
    }
    // How much of the longer of them the shorter is.
    let share = claim.loose.len().min(own.len()) * 25 / claim.loose.len().max(own.len());
    let long = own.len() >= 8 || own.len() >= 5 && claim.loose.starts_with(own);
    if long && contains(&claim.loose, own) {
        // The end of a title is more often the site's name or motto than the headline.
        if claim.loose.ends_with(own) {
            return 3;
        }
        let first = if claim.loose.starts_with(own) { 15 } else { 10 };
        return first + share as i32;
    }
    if contains(own, &claim.loose) && claim.loose.len() >= 8 {
        return 10 + share as i32;
    }
    0
}

/// The best claim of the head, without the site's name.
fn claimed(sources: &Sources<'_>, claims: &[Claim], sites: &[String]) -> Option<Title> {
    let claim = claims.iter().find(|claim| !site::is_name_of(&claim.text, sites)).or(claims.first())?;
    let text = without_site(&claim.text, sites, claims);
    let own = loose(&text);
    let line = sources
        .page
        .lines
        .iter()
        .position(|line| line.marks & mark::ELSEWHERE == 0 && loose(sources.page.text(line)) == own);
    Some(Title { text: Some(text), source: claim.source, line })
}

/// `title` without the parts at its ends that name the site.
fn without_site(title: &str, sites: &[String], claims: &[Claim]) -> String {
    let mut text = trim(title, "");
    for _ in 0..3 {
        let mut shorter = None;
        let leaves = |part: &str, rest: &str| {
            (site::is_name_of(part, sites) || agreed(rest, claims) && words(part) <= 6) && !is_blank(rest)
        };
        for separator in each(SEPARATORS) {
            let Some(last) = find_last(text, separator) else { continue };
            let (head, tail) = (&text[..last], &text[last + separator.len()..]);
            if leaves(tail, head) {
                shorter = Some(head);
                continue;
            }
            let first = find(text, separator).unwrap_or(last);
            let (head, tail) = (&text[..first], &text[first + separator.len()..]);
            if leaves(head, tail) {
                shorter = Some(tail);
            }
        }
        match shorter {
            Some(shorter) => text = trim(shorter, ""),
            None => break,
        }
    }
    text.to_owned()
}

/// The headline `text` without the very name of the site behind it.
fn without_signature<'a>(text: &'a str, sites: &[String]) -> &'a str {
    for separator in each(SEPARATORS) {
        let last = find_last(text, separator).filter(|&at| at > 0);
        if let Some(last) = last.filter(|at| sites.contains(&loose(&text[at + separator.len()..]))) {
            return &text[..last];
        }
    }
    text
}

/// Whether a claim says just `part`.
fn agreed(part: &str, claims: &[Claim]) -> bool {
    let part = loose(part);
    part.len() > 8 && claims.iter().any(|claim| claim.loose == part)
}
