//! Extracts the article of a saved page: `cargo run --release --example extract -- page.html`.
//!
//! Exit codes: 0 done, 1 the input is at fault (one line on standard error says how), 2 the command line is.

mod arguments;
mod batch;
mod decode;

use std::io::{Read, Write};
use std::process::ExitCode;

use article_reader::{Article, Error, extract};

use arguments::{Command, Format, Single, USAGE};

fn main() -> ExitCode {
    let command = match arguments::parse(std::env::args_os().skip(1)) {
        Ok(command) => command,
        Err(complaint) => {
            eprintln!("extract: {complaint}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let done = match command {
        Command::Help => print(USAGE),
        Command::Single(single) => run(&single),
        Command::Batch(options) => batch::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(complaint) => {
            eprintln!("extract: {complaint}");
            ExitCode::from(1)
        }
    }
}

/// One page to standard output.
fn run(single: &Single) -> Result<(), String> {
    let html = decode::decode(&read(&single.path)?);
    let article = extract(&html, &single.options).map_err(|error| explain(&error))?;
    if let Some(limit) = article.truncated {
        eprintln!("extract: warning: a limit was met ({limit:?}); the article may be incomplete");
    }
    print(&render(&article, single.format))
}

fn render(article: &Article, format: Format) -> String {
    match format {
        Format::Json => serde_json::to_string_pretty(article).unwrap_or_default(),
        Format::Html => article.html.clone(),
        Format::Text => article.text.clone(),
    }
}

/// The bytes of the file `path`, or of standard input where it is `-`.
fn read(path: &str) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let done = if path == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(drop)
    } else {
        std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)).map(drop)
    };
    done.map_err(|error| format!("cannot read {path}: {error}"))?;
    Ok(bytes)
}

/// What went wrong and what to do about it, on one line.
fn explain(error: &Error) -> String {
    format!("{error} {} ({})", error.advice(), error.code())
}

/// Writes `text` and a line end. A reader that closed the pipe, such as `head`, has seen enough.
fn print(text: &str) -> Result<(), String> {
    match writeln!(std::io::stdout().lock(), "{text}") {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(format!("cannot write: {error}")),
        _ => Ok(()),
    }
}
