//! `cargo xtask eval`: how close the extractor comes to the truth of a corpus. It builds the extractor and has
//! `model/evaluate.py` compare and print the tables, in Python as the training is.

use crate::{Result, shell};
use std::path::PathBuf;

const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

pub fn run(arguments: &[String]) -> Result {
    let arguments = parse(arguments)?;
    if shell::output(shell::command(PYTHON).args(["-c", "import numpy"])).is_err() {
        return Err(format!("eval needs {PYTHON} with numpy: pip install numpy"));
    }
    shell::run(shell::command("cargo").args(["build", "--quiet", "--release", "--example", "extract"]))?;
    shell::run(shell::command(PYTHON).arg(shell::at("model/evaluate.py")).args(arguments))
}

/// The arguments of `model/evaluate.py`, paths made absolute, since it runs in the root folder.
fn parse(arguments: &[String]) -> Result<Vec<String>> {
    let (mut corpus, mut sets, mut others) = (None, Vec::new(), Vec::new());
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().cloned().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--corpus" => corpus = Some(absolute(value()?)?),
            "--set" => sets.push(value()?),
            "--misses" => others.push(argument.clone()),
            "--model" | "--folds" | "--write" => {
                let path = absolute(value()?)?;
                others.extend([argument.clone(), path]);
            }
            unknown => {
                return Err(format!(
                    "eval knows --corpus DIR, --set NAME (more than once), --model FILE, --folds DIR, --write DIR \
                     and --misses, not `{unknown}`"
                ));
            }
        }
    }
    let corpus = corpus.ok_or("eval needs --corpus DIR, a folder of <set>.jsonl.xz files")?;
    Ok([vec![corpus], sets, others].concat())
}

fn absolute(path: String) -> Result<String> {
    let absolute = std::path::absolute(PathBuf::from(&path)).map_err(|error| format!("{path}: {error}"))?;
    Ok(absolute.to_string_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Vec<String>> {
        parse(&arguments.iter().map(|argument| argument.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn sets_come_behind_the_corpus() {
        let arguments = ["--set", "own", "--misses", "--corpus", "/pages", "--set", "news"];
        assert_eq!(parsed(&arguments).unwrap(), ["/pages", "own", "news", "--misses"]);
        assert_eq!(parsed(&["--corpus", "/a", "--folds", "/b"]).unwrap(), ["/a", "--folds", "/b"]);
    }

    #[test]
    fn a_wrong_call_says_what_is_wrong() {
        for (arguments, wrong) in [
            (&[][..], "--corpus DIR"),
            (&["--corpus"], "--corpus needs"),
            (&["--corpus", "pages", "--pages"], "not `--pages`"),
        ] {
            let message = parsed(arguments).unwrap_err();
            assert!(message.contains(wrong), "{arguments:?}: {message}");
        }
    }
}
