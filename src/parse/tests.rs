//! That html5ever's slow paths are bounded, and that the bounds leave the page alone otherwise. What the tree
//! should look like is tested from outside.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use super::gate::{FREE_STEPS, MAX_FORMATTING, MAX_STEPS_PER_BYTE};
use super::tokenizer::MAX_ATTRIBUTES;
use super::*;
use crate::tree::{Edge, tag};

const LIMITS: fn() -> Limits = || Limits { max_millis: f64::INFINITY, ..Limits::default() };

fn depth(tree: &Tree) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for edge in tree.root().walk() {
        match edge {
            Edge::Enter(node) if node.is_element() => depth += 1,
            Edge::Leave(node) if node.is_element() => depth -= 1,
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// `piece` with `#` replaced by a number, again and again.
fn repeat(piece: &str, times: usize) -> String {
    (0..times).map(|at| piece.replace('#', &at.to_string())).collect()
}

/// Pieces that make html5ever walk its lists, again and again, when they are repeated.
const TANGLES: [&str; 24] = [
    "<div>",
    "<b><i></b></i>",
    "<b id=#><i id=#></b></i>",
    "<b id=#><i id=#>",
    "<p><b id=#>x",
    "<a href=x>",
    "<a><div>",
    "<b><div>",
    "<a><b id=#><p>",
    "<font size=#>",
    "<table>x<b>y",
    "<table><tr><td>",
    "<table><tr><b>",
    "<tr><td><object></td><b>",
    "<svg><title>",
    "<svg><link>",
    "<math><mi>",
    "<template><tr>",
    "<button><p>",
    "<select><option>",
    "<ul><li>",
    "<h1><h2>",
    "<x-#>",
    "<p id=#><nobr><xmp></xmp>",
];

#[test]
fn tangles_take_steps_in_proportion() {
    for piece in TANGLES {
        let steps = |times| {
            let html = repeat(piece, times);
            (read(&html, &LIMITS()).2, html.len() as u64)
        };
        let (few, _) = steps(1_500);
        let (many, bytes) = steps(3_000);
        assert!(many <= few * 5 / 2, "{piece}: {few} steps, and {many} for twice as much");
        assert!(many < FREE_STEPS + MAX_STEPS_PER_BYTE * bytes, "{piece}: {many}");
    }
}

#[test]
fn tangles_do_not_nest_deeper_than_the_limit() {
    for piece in TANGLES {
        for max_depth in [60, 256] {
            let limits = Limits { max_depth, ..LIMITS() };
            let (tree, _) = parse(&repeat(piece, 1_000), &limits);
            let depth = depth(&tree);
            // One block may open formatting elements again at the deepest place.
            assert!(depth <= max_depth + MAX_FORMATTING, "{piece}: {depth}");
        }
    }
}

#[test]
fn steps_have_a_limit() {
    let page = "<div>".repeat(250) + &"<b></b>".repeat(10_000) + &"<li>x<p>".repeat(400_000);
    let (tree, reached, steps) = read(&page, &LIMITS());
    assert_eq!(reached, Some(Limit::Time));
    assert!(steps < 2 * (FREE_STEPS + MAX_STEPS_PER_BYTE * page.len() as u64));
    assert!(tree.len() > 20_000, "{}", tree.len());
}

#[test]
fn formatting_that_is_never_closed_does_not_multiply() {
    let page = repeat("<p><b id=#>x</p>", 2_000);
    let (tree, _) = parse(&page, &LIMITS());
    assert!(tree.len() < 2_000 * (MAX_FORMATTING + 3), "{}", tree.len());
    assert_eq!(tree.root().text_content(), "x".repeat(2_000));
}

#[test]
fn attributes_that_are_copied_have_a_limit() {
    for open in [format!("<b title={}>", "x".repeat(1 << 20)), format!("<b {}>", repeat(" a#", 900))] {
        let (tree, reached) = parse(&format!("<p>{open}{}", "<p>x".repeat(50_000)), &LIMITS());
        assert_eq!(reached, Some(Limit::Nodes));
        assert!(tree.content_bytes() <= 10 << 20, "{}", tree.content_bytes());
    }
}

#[test]
fn tags_past_the_depth_limit_leave_the_rest_in_order() {
    let limits = Limits { max_depth: 5, ..LIMITS() };
    let page = "<div id=1><div id=2><div id=3><div id=4><div><b>deep</b></div>in 4</div>in 3</div>in 2</div>in 1</div>\
                <p>after <b>bold</b> plain";
    let (tree, reached) = parse(page, &limits);
    assert_eq!(reached, Some(Limit::Depth));
    let parent_of = |text: &str| {
        let node = tree.root().descendants().find(|node| node.text() == text).expect(text);
        let parent = node.parent().expect(text);
        parent.attr_spelled("id").unwrap_or(parent.spelling()).to_owned()
    };
    // The fourth div and what is in it were unwrapped, the others kept what is theirs.
    let expected = [("in 2", "2"), ("in 1", "1"), ("after ", "p"), ("bold", "b"), (" plain", "p")];
    for (text, parent) in expected {
        assert_eq!(parent_of(text), parent, "{text}");
    }
    assert!(tree.root().text_content().starts_with("deepin 4in 3in 2"));
}

#[test]
fn raw_text_ends_though_past_the_depth_limit_others_are_counted_in_its_place() {
    let limits = Limits { max_depth: 5, ..LIMITS() };
    for raw in ["style", "script", "title", "textarea", "xmp"] {
        let page = format!("{}<{raw}>x</{raw}><!-- -->after", repeat("<x-#>", 10_000));
        let (tree, reached) = parse(&page, &limits);
        assert_eq!(reached, Some(Limit::Depth));
        let element = tree.root().descendants().find(|node| node.spelling() == raw).expect(raw);
        let texts = [element.first_child(), element.next()].map(|node| node.map(|node| node.text()));
        assert_eq!(texts, [Some("x"), Some("after")], "{raw}");
    }
}

#[test]
fn attributes_past_the_limit_are_dropped() {
    for end in ["", "b", "b ", "b =", "b= ", "b=c", "b='c > '", "b=\"c > \" ", "/"] {
        let page = format!("<h1>Before</h1><p {}{end}>Text<em>after</em>", repeat("a#=# a#=x ", 5_000));
        let (tree, _) = parse(&page, &LIMITS());
        assert_eq!(tree.root().text_content(), "BeforeTextafter", "{end}");
        let paragraph = tree.find(tag::P).expect(end);
        let attributes: Vec<_> = paragraph.attrs().collect();
        assert_eq!(attributes.len(), MAX_ATTRIBUTES);
        assert!(attributes.iter().enumerate().all(|(at, (_, value))| *value == at.to_string()));
    }
}

#[test]
fn long_values_are_whole() {
    let value = "word a=b ".repeat(50_000);
    let page = format!(
        "<p>x<img alt='{value}' src=\"/{value}\" title=t>y<!-- <p {value} --><i {}>z",
        "a='>' ".repeat(900)
    );
    let (tree, _) = parse(&page, &LIMITS());
    let image = tree.find(tag::IMG).expect("image");
    assert_eq!(image.attr_spelled("alt"), Some(value.as_str()));
    assert_eq!(image.attr_spelled("title"), Some("t"));
    assert_eq!(tree.root().text_content(), "xyz");
}
