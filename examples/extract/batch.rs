//! Many pages at once: a line `id<TAB>url<TAB>path` each in, a JSON line each out.

use std::io::{BufRead, BufWriter, ErrorKind, Write};
use std::time::{Duration, Instant};

use article_reader::{Article, Error, Options, extract};
use serde_json::{Value, json};

use crate::{decode, read};

/// Reads lines from standard input until it ends. A page that cannot be read or holds no article gets a line with
/// its error and an empty text, and the rest goes on.
pub fn run(options: &Options) -> Result<(), String> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut progress = Progress::new();
    for (at, line) in std::io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| format!("cannot read line {}: {error}", at + 1))?;
        if line.trim().is_empty() {
            continue;
        }
        let [id, url, path] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else {
            return Err(format!("line {} is not an id, an address and a file separated by tabs", at + 1));
        };
        let page = match read(path) {
            Ok(bytes) => page(id, url, &bytes, options),
            Err(complaint) => {
                eprintln!("extract: {complaint}");
                failed(id, "unreadable", 0.0)
            }
        };
        match writeln!(out, "{page}") {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            written => written.map_err(|error| format!("cannot write: {error}"))?,
        }
        progress.step();
    }
    progress.finish();
    out.flush().map_err(|error| format!("cannot write: {error}"))
}

fn page(id: &str, url: &str, bytes: &[u8], options: &Options) -> Value {
    let html = decode::decode(bytes);
    let options = Options { url: (!url.is_empty()).then(|| url.to_owned()), ..options.clone() };
    let start = Instant::now();
    let result = match extract(&html, &options) {
        // In a list of many, a page without a sound address is still a page.
        Err(Error::BadUrl(_)) => extract(&html, &Options { url: None, ..options }),
        result => result,
    };
    let millis = (start.elapsed().as_secs_f64() * 1e6).round() / 1e3;
    match result {
        Ok(article) => found(id, &article, millis),
        Err(error) => failed(id, error.code(), millis),
    }
}

/// `byline` and `date` repeat `authors` and `published` under the names that data sets use; their one date is that of
/// the last change where a page tells no other.
fn found(id: &str, article: &Article, millis: f64) -> Value {
    let authors: Vec<&str> = article.authors.iter().map(|author| author.name.as_str()).collect();
    json!({
        "id": id,
        "title": article.title,
        "subtitle": article.subtitle,
        "section": article.section,
        "authors": authors,
        "byline": (!authors.is_empty()).then(|| authors.join("; ")),
        "published": article.published,
        "date": article.published.as_ref().or(article.modified.as_ref()),
        "modified": article.modified,
        "text": article.text,
        "html": article.html,
        "confidence": article.confidence,
        "trace": article.trace,
        "ms": millis,
    })
}

fn failed(id: &str, code: &str, millis: f64) -> Value {
    json!({"id": id, "error": code, "authors": [], "text": "", "html": "", "ms": millis})
}

/// A line on standard error each second.
struct Progress {
    pages: usize,
    start: Instant,
    shown: Instant,
}

impl Progress {
    fn new() -> Progress {
        let now = Instant::now();
        Progress { pages: 0, start: now, shown: now }
    }

    fn step(&mut self) {
        self.pages += 1;
        if self.shown.elapsed() >= Duration::from_secs(1) {
            self.shown = Instant::now();
            eprintln!("extract: {} pages", self.pages);
        }
    }

    fn finish(&self) {
        let seconds = self.start.elapsed().as_secs_f64();
        if seconds >= 1.0 {
            eprintln!("extract: {} pages in {seconds:.1} s", self.pages);
        }
    }
}
