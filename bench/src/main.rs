//! Times native extraction beside html5ever with its reference tree, and beside other extractors:
//! `cargo run --release -- SET.jsonl`. All take the same pages in turn, in one process, and each time includes
//! freeing what was made.

use article_reader::Options;
use html5ever::tendril::TendrilSink;
use serde_json::Value;
use std::error::Error;
use std::hint::black_box;
use std::io::{IsTerminal, Write};
use std::time::Instant;

/// How often every tool takes every page. The first round is not counted: memory and caches are cold.
const ROUNDS: usize = 6;
/// Pages whose body is repeated, to see whether time grows as the page does.
const LINEARITY_PAGES: usize = 20;
const REPETITIONS: usize = 10;
/// Some of the extractors recurse over the page.
const STACK_BYTES: usize = 512 << 20;

struct Page {
    url: String,
    html: String,
}

struct Tool {
    name: &'static str,
    /// Whether it found something.
    run: fn(&Page) -> bool,
}

/// The first one is what the others are compared with.
const TOOLS: [Tool; 5] = [
    Tool { name: "html5ever + rcdom, parsing alone", run: parse },
    Tool { name: "article-reader", run: article_reader },
    Tool { name: "dom_smoothie", run: dom_smoothie },
    Tool { name: "trafilatura", run: trafilatura },
    Tool { name: "trafilatura, with fallback", run: trafilatura_with_fallback },
];

fn parse(page: &Page) -> bool {
    let dom = html5ever::parse_document(markup5ever_rcdom::RcDom::default(), Default::default())
        .one(page.html.as_str());
    !black_box(dom).document.children.borrow().is_empty()
}

fn article_reader(page: &Page) -> bool {
    let options = Options { url: Some(page.url.clone()), ..Options::default() };
    black_box(article_reader::extract(&page.html, &options)).is_ok()
}

fn dom_smoothie(page: &Page) -> bool {
    let readability = dom_smoothie::Readability::new(page.html.as_str(), Some(&page.url), None);
    readability.is_ok_and(|mut readability| black_box(readability.parse()).is_ok())
}

fn trafilatura(page: &Page) -> bool {
    black_box(trafilatura::extract(&page.html, &trafilatura::Options::default())).is_ok()
}

/// As its README shows it; left out, it is off.
fn trafilatura_with_fallback(page: &Page) -> bool {
    let options = trafilatura::Options::default().with_fallback(true);
    black_box(trafilatura::extract(&page.html, &options)).is_ok()
}

fn main() -> Result<(), Box<dyn Error>> {
    let worker = std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(|| run().map_err(|error| error.to_string()))?;
    worker.join().map_err(|_| "a tool panicked")??;
    Ok(())
}

fn run() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("which file of pages, one JSON object a line?")?;
    let pages = read(&file)?;
    let bytes: usize = pages.iter().map(|page| page.html.len()).sum();
    println!("Native, {} pages, mean {} kB", pages.len(), bytes / pages.len().max(1) / 1000);
    compare(&pages);
    check_linearity(&pages);
    Ok(())
}

fn read(file: &str) -> Result<Vec<Page>, Box<dyn Error>> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let page = |line: &str| {
        let value: Value = serde_json::from_str(line)?;
        let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        Ok(Page { url: field("url"), html: field("page") })
    };
    text.lines().map(page).collect()
}

/// The mean over the pages, as the median of the rounds.
fn compare(pages: &[Page]) {
    let mut rounds = [const { Vec::new() }; TOOLS.len()];
    let mut failures = [0; TOOLS.len()];
    for round in 0..ROUNDS {
        let mut totals = [0.0; TOOLS.len()];
        failures = [0; TOOLS.len()];
        for (index, page) in pages.iter().enumerate() {
            progress(&format!("round {} of {ROUNDS}, page {} of {}", round + 1, index + 1, pages.len()));
            for turn in 0..TOOLS.len() {
                let tool = (turn + index + round) % TOOLS.len();
                let (millis, found) = time(&TOOLS[tool], page);
                totals[tool] += millis;
                failures[tool] += usize::from(!found);
            }
        }
        if round > 0 {
            totals.iter().zip(&mut rounds).for_each(|(total, all)| all.push(total / pages.len() as f64));
        }
    }
    progress("");
    println!("\n{:<38}{:>10}{:>10}{:>12}{:>10}", "", "ms", "x parsing", "spread", "failed");
    // Within a round the tools met the same load, so ratios are taken there.
    for (tool, (all, failures)) in TOOLS.iter().zip(rounds.iter().zip(failures)) {
        let ratios: Vec<f64> = all.iter().zip(&rounds[0]).map(|(time, parsing)| time / parsing).collect();
        let (least, most) =
            (ratios.iter().copied().fold(f64::MAX, f64::min), ratios.iter().copied().fold(0.0, f64::max));
        let spread = format!("{least:.2}-{most:.2}");
        println!("{:<38}{:>10.2}{:>10.2}{spread:>12}{failures:>10}", tool.name, median(all), median(&ratios));
    }
}

/// How much longer a page takes whose body is there ten times, against how much longer it is.
fn check_linearity(pages: &[Page]) {
    let step = (pages.len() / LINEARITY_PAGES).max(1);
    let sample: Vec<&Page> = pages.iter().step_by(step).take(LINEARITY_PAGES).collect();
    println!("\nThe body of {} pages {REPETITIONS} times in one page", sample.len());
    println!("{:<38}{:>10}{:>10}{:>12}", "", "x bytes", "x time", "per byte");
    for tool in &TOOLS[..2] {
        let (mut lengths, mut times) = (Vec::new(), Vec::new());
        for page in &sample {
            progress(&format!("{} on longer pages", tool.name));
            let longer = Page { url: page.url.clone(), html: repeat_body(&page.html) };
            let (once, often): (Vec<f64>, Vec<f64>) =
                (0..ROUNDS).map(|_| (time(tool, page).0, time(tool, &longer).0)).unzip();
            lengths.push(longer.html.len() as f64 / page.html.len() as f64);
            times.push(median(&often) / median(&once));
        }
        progress("");
        let per_byte: Vec<f64> = times.iter().zip(&lengths).map(|(time, length)| time / length).collect();
        println!(
            "{:<38}{:>10.2}{:>10.2}{:>12.2}",
            tool.name,
            median(&lengths),
            median(&times),
            median(&per_byte)
        );
    }
}

fn repeat_body(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let begin = lower.find("<body").and_then(|tag| Some(tag + lower[tag..].find('>')? + 1)).unwrap_or(0);
    let end = lower.rfind("</body").filter(|&end| end >= begin).unwrap_or(html.len());
    [&html[..begin], &html[begin..end].repeat(REPETITIONS), &html[end..]].concat()
}

/// Milliseconds.
fn time(tool: &Tool, page: &Page) -> (f64, bool) {
    let begun = Instant::now();
    let found = (tool.run)(page);
    (begun.elapsed().as_secs_f64() * 1e3, found)
}

fn median(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => 0.0,
        length if length % 2 == 1 => sorted[middle],
        _ => (sorted[middle - 1] + sorted[middle]) / 2.0,
    }
}

/// What is going on now, on a terminal: one line that overwrites itself, gone with an empty text.
fn progress(text: &str) {
    let mut terminal = std::io::stderr();
    if terminal.is_terminal() {
        // A terminal that has gone is no reason to stop.
        let _ = write!(terminal, "\r\x1b[K{text}");
    }
}
