//! The command line.

use std::ffi::OsString;

use article_reader::Options;

pub const USAGE: &str = "\
Usage: extract [--url URL] [--today DATE] [--format json|html|text] [--trace] [--model FILE] FILE|-
       extract --batch [--today DATE] [--model FILE] < pages.tsv > articles.jsonl

  FILE          a saved page; - reads standard input
  --url URL     the address it was loaded from, against which links are resolved
  --today DATE  YYYY-MM-DD, for dates such as \"2 hours ago\"
  --format F    json (default): all fields; html: the article's body; text: its text
  --trace       explain in the JSON what was left out, and why
  --model FILE  another model of blocks than the built-in one
  --batch       read lines of id, address (may be empty) and file, separated by tabs; write a JSON line a page";

pub enum Command {
    Help,
    Single(Single),
    /// The options of every page, which lack its address.
    Batch(Options),
}

pub struct Single {
    pub path: String,
    pub format: Format,
    pub options: Options,
}

#[derive(Clone, Copy)]
pub enum Format {
    Json,
    Html,
    Text,
}

/// Reads the arguments, or says what is wrong with them.
pub fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Command, String> {
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    let (mut options, mut batch, mut format, mut path) = (Options::default(), false, None, None);
    while let Some(argument) = arguments.next() {
        let (name, attached) = match argument.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
            _ => (argument.as_str(), None),
        };
        let mut value =
            || attached.clone().or_else(|| arguments.next()).ok_or(format!("{name} needs a value"));
        match name {
            "--url" => options.url = Some(value()?),
            "--today" => options.today = Some(value()?),
            "--model" => {
                let file = value()?;
                let model = std::fs::read(&file).map_err(|error| format!("cannot read {file}: {error}"))?;
                options.model = Some(model);
            }
            "--format" => format = Some(value()?),
            "--trace" => options.trace = true,
            "--batch" => batch = true,
            "--help" | "-h" => return Ok(Command::Help),
            _ if name.starts_with('-') && name != "-" => return Err(format!("unknown option {name}")),
            _ if path.is_some() => return Err(format!("one page at a time: {argument} is one too many")),
            _ => path = Some(argument),
        }
    }
    if batch {
        return match (path, format, &options.url) {
            (None, None, None) => Ok(Command::Batch(options)),
            _ => Err("--batch takes files, addresses and nothing else from its lines".into()),
        };
    }
    let format = match format.as_deref() {
        None | Some("json") => Format::Json,
        Some("html") => Format::Html,
        Some("text") => Format::Text,
        Some(other) => return Err(format!("unknown format {other}")),
    };
    let path = path.ok_or("no page given")?;
    Ok(Command::Single(Single { path, format, options }))
}
