//! Who signs: people first, the publisher only when nobody else does.

use super::bylines;
use super::dates::parse::fold;
use super::facts::{self, Source};
use super::json_ld;
use super::marks::mark;
use super::names::{
    has_case, is_company, is_outlet, is_personal, is_role, people, prefix_length, without_prefix,
};
use super::page::{Fact, short_text};
use super::plain::SHORT;
use super::texts::Texts;
use super::words::{self, contains, each, find, has_word, listed, parts, words};
use super::{Place, Sources, note_lost, owned, site};
use crate::article::Author;
use crate::text::{is_upper, lower_case};
use crate::trace::Trace;
use crate::tree::{Node, attr, tag};

/// Who may sign.
#[derive(Clone, Copy)]
struct Signer<'a> {
    name: &'a str,
    /// The name by its letters and digits.
    loose: &'a str,
    /// The name without accents and academic title.
    folded: &'a str,
    /// Their page, absolute, or nothing.
    url: &'a str,
}

impl<'a> Signer<'a> {
    fn new(name: &'a str, url: &'a str, texts: &Texts<'a>) -> Signer<'a> {
        let folded = texts.keep(fold(name));
        let title = each("dr. ,dr ,prof. ,prof ").find(|title| folded.starts_with(title)).unwrap_or_default();
        Signer { name, loose: texts.loose(name), folded: &folded[title.len()..], url }
    }
}

/// What one source says.
struct Claim<'a> {
    signers: Vec<Signer<'a>>,
    source: Source,
    by: By,
}

/// Kinds of sources, best first. Those up to `Line` say that they name the author, the others are guesses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// JSON-LD.
    Linked,
    /// `meta` elements.
    Head,
    /// Elements that are marked as the author's.
    Mark,
    /// A line that begins with "By".
    Line,
    /// A name by itself, in several ways.
    Guess,
    /// A name by itself, below the text.
    End,
    /// The box about the author at the end.
    Box,
}

/// Reads the authors, and which source named them.
#[inline(never)]
pub fn read<'a>(sources: &Sources<'a>, place: &Place<'a>, trace: &mut Trace) -> (Vec<Author>, Source) {
    let mut reader = Reader { sources, place, claims: Vec::new() };
    reader.read();
    let mut claims = reader.claims;
    let Some(first) = claims.first() else { return Default::default() };
    // A blog may bear the name of who writes it: then more than one source calls them its author.
    let named: Vec<&str> = claims.iter().flat_map(|claim| &claim.signers).map(|one| one.loose).collect();
    let weak: &dyn Fn(&Signer<'_>) -> bool = &|one| {
        let agreed = is_personal(one.name) && named.iter().filter(|name| **name == one.loose).count() > 2;
        is_handle(one.name)
            || is_company(one.name)
            || site::is_name_of(one.name, &sources.sites) && !agreed
            || is_short_for(one, &sources.sites)
    };
    // What says that it is the author gives way only to another such; a site's name also to a name near the headline.
    let guess = first.by > By::Line;
    let of_site = |one: &Signer<'_>| site::is_name_of(one.name, &sources.sites);
    let handle = first.signers.iter().all(|one| is_handle(one.name) && !of_site(one));
    let person = first.signers.iter().all(|one| is_personal(one.name) && !is_outlet(one.name));
    let better = claims.iter().position(|claim| {
        let stands = match claim.by {
            By::Guess => guess || !handle,
            By::End => guess || !handle && !person,
            By::Box => guess,
            _ => true,
        };
        stands && !claim.signers.iter().all(weak)
    });
    let mut best = claims.remove(better.unwrap_or(0));
    if let Some(other) = agreed(&best, &claims, weak).or_else(|| shown(&best, &claims, sources, weak)) {
        std::mem::swap(&mut best, &mut claims[other]);
    }
    if let Some(line) = claims.iter().find(|claim| claim.by == By::Line) {
        let signed = &line.signers;
        if signed.len() > best.signers.len() {
            // "By Ann Lee and Bo Day", and only one of them is a link, or in the head.
            let linked = |claim: &Claim<'_>| claim.by == By::Mark && same(&claim.signers, signed);
            if (best.by == By::Mark || claims.iter().any(linked))
                && best.signers.iter().all(|one| has(signed, one))
            {
                let known = std::mem::take(&mut best.signers);
                for one in signed {
                    let same = known.iter().find(|other| other.folded == one.folded);
                    if same.is_some() || !site::is_name_of(one.name, &sources.sites) {
                        // As the byline says it, if that is more than capitals.
                        let known = same.filter(|same| same.loose == one.loose);
                        let url = same.map_or("", |same| same.url);
                        best.signers.push(known.copied().unwrap_or(Signer { url, ..*one }));
                    }
                }
                best.source = line.source;
            }
        } else if signed.len() < best.signers.len() && count(&best.signers, signed) == signed.len() {
            // Photographers and editors among the authors of JSON-LD: the byline names the writers.
            best.signers.retain(|one| has(signed, one));
            best.source = line.source;
        }
    }
    for one in &mut best.signers {
        complete(one, &claims, sources);
    }
    if !best.signers.iter().all(weak) {
        best.signers.retain(|one| !weak(one) || is_handle(one.name));
    }
    for claim in &claims {
        let names: Vec<&str> = claim.signers.iter().map(|one| one.name).collect();
        note_lost(trace, "metadata/authors", claim.source, best.source, &names.join("; "));
    }
    let mut authors = Vec::new();
    for one in &best.signers {
        authors.push(Author { name: one.name.to_owned(), url: owned(one.url) });
    }
    (authors, best.source)
}

/// Which of `claims` says who wrote it where `best` says who filed it. Two agree on somebody else: the head's elements
/// and the page against JSON-LD, the page's byline and its words against the head's elements.
fn agreed(best: &Claim<'_>, claims: &[Claim<'_>], weak: &dyn Fn(&Signer<'_>) -> bool) -> Option<usize> {
    let kind = if best.by == By::Head { By::Mark } else { By::Head };
    let at = claims.iter().position(|claim| claim.by == kind)?;
    let signers = &claims[at].signers;
    let shown = |claim: &Claim<'_>| {
        matches!(claim.by, By::Mark | By::Line) && claim.by != kind && same(&claim.signers, signers)
    };
    let stands = !signers.iter().any(weak) && count(&best.signers, signers) == 0;
    (stands && claims.iter().any(shown)).then_some(at)
}

/// Which of `claims` is the byline that readers see, where `best` is what the head says and nowhere on the page.
fn shown(
    best: &Claim<'_>,
    claims: &[Claim<'_>],
    sources: &Sources<'_>,
    weak: &dyn Fn(&Signer<'_>) -> bool,
) -> Option<usize> {
    let at = claims.iter().position(|claim| claim.by == By::Line)?;
    let stands = |one: &Signer<'_>| is_personal(one.name) && contains(one.name, " ") && !weak(one);
    if best.by > By::Head
        || !claims[at].signers.iter().all(stands)
        || count(&best.signers, &claims[at].signers) > 0
    {
        return None;
    }
    for line in &sources.page.lines {
        let text = fold(sources.page.text(line));
        if best.signers.iter().any(|one| contains(&text, one.folded)) {
            return None;
        }
    }
    Some(at)
}

/// Whether a name is in capitals and what the site's name begins with: "LN" of ln-online.example.
fn is_short_for(one: &Signer<'_>, sites: &[&str]) -> bool {
    const LONGEST: usize = 4;
    one.name.len() <= LONGEST
        && one.name.bytes().all(|b| b.is_ascii_uppercase())
        && sites.iter().any(|site| site.starts_with(one.loose))
}

/// Whether the same are in both.
fn same(one: &[Signer<'_>], other: &[Signer<'_>]) -> bool {
    one.len() == other.len() && count(one, other) == one.len()
}

/// Whether `one` is among `signers`, whatever the accents.
fn has(signers: &[Signer<'_>], one: &Signer<'_>) -> bool {
    signers.iter().any(|other| other.folded == one.folded)
}

/// How many of `signers` are `among` others.
#[inline(never)]
fn count(signers: &[Signer<'_>], among: &[Signer<'_>]) -> usize {
    signers.iter().filter(|one| has(among, one)).count()
}

/// Gives a name the accents, the second half, or the usual order, that its source lost and another has; takes half a role
/// from it.
fn complete<'a>(one: &mut Signer<'a>, claims: &[Claim<'a>], sources: &Sources<'_>) {
    /// Words of a name that a first name alone may be of.
    const LONGEST: usize = 3;
    let Signer { name, folded, url, .. } = *one;
    for other in claims.iter().flat_map(|claim| &claim.signers) {
        let accented = name.is_ascii() && !other.name.is_ascii() && folded == other.folded;
        let rest = other.folded.strip_prefix(folded).unwrap_or_default();
        let turned = find(folded, ", ")
            .is_some_and(|at| [&folded[at + 2..], " ", &folded[..at]].concat() == other.folded);
        let first = words::count(name, is_upper) == 1 && !contains(name, " ");
        let whole = rest.starts_with(' ')
            && is_personal(other.name)
            && words(other.name).len() <= LONGEST
            && !is_handle(other.name);
        if accented || turned || first && whole {
            *one = Signer { url, ..*other };
            return;
        }
        // "Ann Lee City", where "Columnist" was cut off.
        let rest = folded.strip_prefix(other.folded).unwrap_or_default();
        if rest.starts_with(' ')
            && contains(other.folded, " ")
            && !site::is_name_of(other.name, &sources.sites)
            && precedes_role(sources, name)
        {
            *one = Signer { url, ..*other };
            return;
        }
    }
}

/// Whether a role stands behind `name` somewhere on the page.
fn precedes_role(sources: &Sources<'_>, name: &str) -> bool {
    let page = sources.page;
    page.lines.iter().any(|line| {
        let text = page.text(line);
        let behind = find(text, name).map_or("", |at| &text[at + name.len()..]);
        words(behind).first().is_some_and(|word| is_role(word))
    })
}

/// A newsroom signs where nobody else does.
const NEWSROOMS: &str = "redaktion,die redaktion,redazione,la redazione,la redaction,redacción";

/// `jdoe`, `ann.lee`: an account rather than a name.
#[inline(never)]
fn is_handle(name: &str) -> bool {
    let lower = lower_case(name);
    let one_word = !contains(name, " ") && name.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    one_word || contains(&lower, "admin") || listed(NEWSROOMS, &lower)
}

/// Collects what the sources say.
struct Reader<'s, 'a> {
    sources: &'s Sources<'a>,
    place: &'s Place<'a>,
    claims: Vec<Claim<'a>>,
}

impl<'a> Reader<'_, 'a> {
    fn read(&mut self) {
        let (linked, _) = self.facts(json_ld::AUTHOR);
        self.claim(By::Linked, ["json-ld ", "author"], linked);
        self.head();
        self.marked(By::Mark, ["author element", ""], ["byline", ""]);
        let [line, dated, repeated, signed, below, opening, closing, last] =
            bylines::read(self.sources, self.place);
        self.names(By::Line, ["visible text", ""], line);
        self.names(By::Guess, ["name beside the date", ""], dated);
        self.names(By::Guess, ["name near the headline", ""], repeated);
        self.names(By::Guess, ["signature in the text", ""], signed);
        self.names(By::Guess, ["line below \"by\"", ""], below);
        self.names(By::Guess, ["name above the text", ""], opening);
        self.marked(By::Box, ["author box", ""], ["author box", ""]);
        self.names(By::End, ["name below the text", ""], closing);
        self.names(By::Box, ["name below the text", ""], last);
    }

    #[inline(never)]
    fn claim(&mut self, by: By, source: Source, signers: Vec<Signer<'a>>) {
        if !signers.is_empty() {
            self.claims.push(Claim { signers, source, by });
        }
    }

    #[inline(never)]
    fn names(&mut self, by: By, source: Source, names: Vec<&'a str>) {
        let texts = self.sources.page.texts;
        self.claim(by, source, names.into_iter().map(|name| Signer::new(name, "", texts)).collect());
    }

    /// Whom the facts `name` name, each once, and whether all are accounts.
    #[inline(never)]
    fn facts(&self, name: &str) -> (Vec<Signer<'a>>, bool) {
        let page = self.sources.page;
        let mut out: Vec<Signer<'a>> = Vec::new();
        let mut handles = true;
        for Fact { name: own, text, link } in &page.facts {
            let is_linked = name == json_ld::AUTHOR;
            let is_organization = is_linked && *own == json_ld::ORGANIZATION;
            if *own != name && !is_organization || contains(text, "://") {
                continue;
            }
            // "Lock & Key" is two people, or the site.
            let whole = page.texts.plain(text, SHORT);
            let is_site = if is_linked {
                site::is_name_of(whole, &self.sources.sites)
            } else {
                self.sources.sites.contains(&page.texts.loose(whole))
            };
            let names = if is_organization {
                vec![whole]
            } else if is_site {
                // "Ann Lee | The Ledger".
                vec![find(whole, " | ").map_or(whole, |at| &whole[..at])]
            } else {
                people(text, page.texts)
            };
            let url = if names.len() == 1 { self.resolve(link) } else { "" };
            for name in names {
                handles &= is_handle(name);
                let one = Signer::new(name, url, page.texts);
                if !out.iter().any(|own| own.loose == one.loose) {
                    out.push(one);
                }
            }
        }
        (out, handles)
    }

    /// The head's elements, a name before an account; the card that WordPress describes a post with, too:
    /// `twitter:label1` says "Written by", `twitter:data1` who.
    fn head(&mut self) {
        const CARDS: [[&str; 2]; 2] =
            [["twitter:label1", "twitter:data1"], ["twitter:label2", "twitter:data2"]];
        let mut best = (Vec::new(), Source::default());
        for name in each(facts::AUTHOR) {
            let (signers, handles) = self.facts(name);
            if !signers.is_empty() {
                best = (signers, facts::source(name));
                if !handles {
                    return self.claim(By::Head, best.1, best.0);
                }
            }
        }
        for [label, name] in CARDS {
            let label = self.sources.page.raw(label);
            let (signers, _) = self.facts(name);
            if !label.is_empty() && without_prefix(label).is_empty() && !signers.is_empty() {
                best = (signers, facts::source(name));
                break;
            }
        }
        self.claim(By::Head, best.1, best.0);
    }

    /// Elements that are marked as the author's, near the headline or in a box: those that say so exactly first.
    fn marked(&mut self, by: By, exact: Source, other: Source) {
        let mut signers = self.spots(true, by == By::Mark);
        let mut source = exact;
        if signers.is_empty() {
            signers = self.spots(false, by == By::Mark);
            signers.retain(|one| by == By::Mark || is_personal(one.name));
            source = other;
        }
        self.claim(by, source, signers);
    }

    #[inline(never)]
    fn spots(&self, exact: bool, near: bool) -> Vec<Signer<'a>> {
        /// Lines between two parts of one byline.
        const GAP: usize = 3;
        const MAX_SPOTS: usize = 60;
        let Reader { sources, place, .. } = self;
        let texts = sources.page.texts;
        let excluded = if near { mark::ELSEWHERE | mark::HIDDEN } else { mark::RELATED | mark::COMMENT };
        let headline = place.headline.map_or("", |at| sources.page.text(&sources.page.lines[at]));
        let headline = texts.loose(headline);
        let mut out: Vec<Signer<'a>> = Vec::new();
        let mut last_line = usize::MAX - GAP;
        let mut looked_at = 0;
        for spot in &sources.page.spots {
            let node = sources.tree.node(spot.node);
            // One byline, not the list of all columnists below.
            if spot.own & mark::AUTHOR == 0
                || is_exact(node) != exact
                || !if near { place.near(spot.line) } else { place.headline.is_none_or(|at| at <= spot.line) }
                || place.elsewhere(node, spot.line, spot.marks) & excluded != 0
                || spot.line > last_line + GAP
            {
                continue;
            }
            looked_at += 1;
            if looked_at > MAX_SPOTS {
                break;
            }
            for name in names_in(node, texts) {
                last_line = spot.line;
                let mut one = Signer::new(name, "", texts);
                // The headline, or a word of it that links to what is about it.
                let in_headline =
                    headline == one.loose || !contains(name, " ") && contains(headline, one.loose);
                if in_headline && !exact {
                    continue;
                }
                if !out.iter().any(|own| contains(own.loose, one.loose) || contains(one.loose, own.loose)) {
                    one.url = self.resolve(profile(node, one.loose));
                    out.push(one);
                }
            }
        }
        // An account beside the name, or what the author is: "Gardener".
        if out.iter().any(|one| !is_handle(one.name)) {
            out.retain(|one| !is_handle(one.name));
        }
        if out.first().is_some_and(|one| contains(one.name, " ")) {
            out.retain(|one| contains(one.name, " ") || !has_case(one.name));
        }
        out
    }

    /// `url` as an address of the web, or nothing.
    #[inline(never)]
    fn resolve(&self, url: &str) -> &'a str {
        let url = if url.is_empty() || self.sources.base.is_none() { "" } else { self.sources.absolute(url) };
        if url.starts_with("http") { url } else { "" }
    }
}

fn is_exact(node: Node<'_>) -> bool {
    [attr::REL, attr::ITEMPROP, attr::PROPERTY]
        .iter()
        .any(|&name| has_word(node.attr(name).unwrap_or_default(), "author"))
}

/// The names in a marked element: of a short one all, of a longer one those that follow "By" or look like names.
fn names_in<'a>(node: Node<'a>, texts: &Texts<'a>) -> Vec<&'a str> {
    const SHORT_BYLINE: usize = 60;
    const LONGEST_LINE: usize = 160;
    const MOST_LINES: usize = 8;
    if node.is(tag::META) {
        return people(node.attr(attr::CONTENT).unwrap_or_default(), texts);
    }
    let text = short_text(node, SHORT);
    let mut lines: Vec<&str> = parts(&text, [b'\n'; 2]).map(|line| texts.plain(line, SHORT)).collect();
    lines.retain(|line| !line.is_empty());
    let single = lines.len() == 1 && lines[0].len() <= SHORT_BYLINE;
    let mut out = Vec::new();
    let mut prefixed = false;
    for line in lines.into_iter().take(MOST_LINES) {
        if line.len() > LONGEST_LINE {
            break;
        }
        let has_prefix = prefix_length(line) > 0;
        prefixed |= has_prefix;
        let rest = without_prefix(line);
        // "Senior Politics Editor" below the name, or "Springfield / 5 March 2019".
        let is_beside = || is_role(rest) && !is_outlet(rest) || super::dates::has_date(rest);
        if rest.is_empty() || !out.is_empty() && !has_prefix && is_beside() {
            continue;
        }
        let names = people(rest, texts);
        let fits = |name: &&str| is_personal(name) || single && (!contains(name, " ") || is_exact(node));
        if has_prefix || names.iter().all(fits) {
            out.extend(names);
        }
        // Behind "By Ann Lee" come roles and dates.
        if prefixed && !out.is_empty() {
            break;
        }
    }
    out
}

/// The address that `name`, loosely, links to in `node` or around it.
fn profile<'a>(node: Node<'a>, name: &str) -> &'a str {
    const MAX_STEPS: usize = 60;
    let mut near = vec![node];
    near.extend(node.ancestors().take(2));
    near.extend(node.descendants().take(MAX_STEPS));
    for link in near {
        let href = if link.is(tag::A) { link.attr(attr::HREF).unwrap_or_default() } else { "" };
        if !href.is_empty() && contains(&super::plain::loose(&short_text(link, SHORT)), name) {
            return href;
        }
    }
    ""
}
