//! Who signs: people first, the publisher only when nobody else does.

use super::names::{is_name, people, prefix_length};
use super::page::{Line, mark, short_text};
use super::plain::{SHORT, loose};
use super::{Sources, meta_tags};
use crate::article::Author;
use crate::trace::Trace;
use crate::tree::{Node, attr, tag};

/// Reads the authors, and which source named them.
pub fn read(sources: &Sources<'_>, headline: Option<usize>, trace: &mut Trace) -> (Vec<Author>, String) {
    let candidates = [json_ld(sources), metas(sources), marked(sources, headline), lines(sources, headline)];
    let mut best: Option<(Vec<Author>, String)> = None;
    for (authors, source) in candidates {
        if authors.is_empty() {
            continue;
        }
        match &best {
            None => best = Some((authors, source)),
            Some((_, winner)) => trace.note("metadata/authors", || {
                (
                    format!("{source} lost to {winner}"),
                    authors.iter().map(|a| a.name.as_str()).collect::<Vec<_>>().join("; "),
                )
            }),
        }
    }
    best.unwrap_or_default()
}

fn resolve(sources: &Sources<'_>, url: &str) -> Option<String> {
    let url = sources.base?.resolve(url);
    url.starts_with("http").then_some(url)
}

fn json_ld(sources: &Sources<'_>) -> (Vec<Author>, String) {
    let mut out = Vec::new();
    for agent in &sources.linked.authors {
        let url = agent.url.as_deref().and_then(|url| resolve(sources, url));
        let names = if agent.is_organization { vec![agent.name.clone()] } else { people(&agent.name) };
        let single = names.len() == 1;
        out.extend(names.into_iter().map(|name| Author { name, url: url.clone().filter(|_| single) }));
    }
    (distinct(out), "json-ld author".to_owned())
}

fn distinct(authors: Vec<Author>) -> Vec<Author> {
    let mut out: Vec<Author> = Vec::new();
    for author in authors {
        if !out.iter().any(|own| loose(&own.name) == loose(&author.name)) {
            out.push(author);
        }
    }
    out
}

fn metas(sources: &Sources<'_>) -> (Vec<Author>, String) {
    for key in meta_tags::AUTHOR {
        let names: Vec<String> =
            sources.page.metas_of(key).filter(|v| !v.contains("://")).flat_map(people).collect();
        if !names.is_empty() {
            let authors = names.into_iter().map(|name| Author { name, url: None }).collect();
            return (distinct(authors), format!("meta {key}"));
        }
    }
    Default::default()
}

/// How far from the headline a byline may stand, in lines.
const BEFORE: usize = 8;
const AFTER: usize = 30;

fn near(line: usize, headline: Option<usize>) -> bool {
    headline.is_none_or(|at| (at.saturating_sub(BEFORE)..at + AFTER).contains(&line))
}

/// Elements that are marked as the author's.
fn marked(sources: &Sources<'_>, headline: Option<usize>) -> (Vec<Author>, String) {
    let mut out: Vec<Author> = Vec::new();
    let mut first_line = None;
    for spot in &sources.page.spots {
        if spot.own & mark::AUTHOR == 0
            || spot.marks & (mark::ELSEWHERE | mark::HIDDEN) != 0
            || !near(spot.line, headline)
        {
            continue;
        }
        // One byline, not the list of all columnists below.
        if first_line.is_some_and(|line| spot.line > line + 3) {
            break;
        }
        let node = sources.tree.node(spot.node);
        let text = short_text(node, SHORT);
        let names = people(&text);
        if names.is_empty() {
            continue;
        }
        first_line = first_line.or(Some(spot.line));
        for name in names {
            let key = loose(&name);
            if !out.iter().any(|own| loose(&own.name).contains(&key) || key.contains(&loose(&own.name))) {
                let url = profile(node, &name).and_then(|url| resolve(sources, url));
                out.push(Author { name, url });
            }
        }
    }
    (out, "byline".to_owned())
}

/// The address that `name` links to in or around `node`.
fn profile<'a>(node: Node<'a>, name: &str) -> Option<&'a str> {
    const MAX_STEPS: usize = 60;
    let own = Some(node).filter(|node| node.is(tag::A));
    let links = own.into_iter().chain(node.descendants().take(MAX_STEPS).filter(|node| node.is(tag::A)));
    links
        .filter(|link| loose(&short_text(*link, SHORT)) == loose(name))
        .find_map(|link| link.attr(attr::HREF))
}

/// Lines near the headline that begin with "By".
fn lines(sources: &Sources<'_>, headline: Option<usize>) -> (Vec<Author>, String) {
    let Some(headline) = headline else { return Default::default() };
    let page = sources.page;
    let start = headline.saturating_sub(BEFORE);
    let end = (headline + AFTER).min(page.lines.len());
    for line in &page.lines[start..end] {
        if let Some(authors) = by_line(page.text(line), line) {
            return (authors, "visible text".to_owned());
        }
    }
    Default::default()
}

fn by_line(text: &str, line: &Line) -> Option<Vec<Author>> {
    const LONGEST: usize = 160;
    if text.len() > LONGEST || line.marks & mark::ELSEWHERE != 0 || prefix_length(text) == 0 {
        return None;
    }
    let names = people(text);
    let capital = |name: &String| is_name(name) && !name.starts_with(|c: char| c.is_lowercase());
    (!names.is_empty() && names.iter().all(capital))
        .then(|| names.into_iter().map(|name| Author { name, url: None }).collect())
}
