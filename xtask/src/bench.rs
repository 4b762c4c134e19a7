//! `cargo xtask bench`: how fast we are beside other extractors, in Chromium and natively. This file brings the
//! pages and the tools together; what measures is in `bench`.

use crate::{Result, config, setup, shell, wasm};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The crates, their own build and the pages, apart from the workspace's.
const WORK: &str = "target/bench";
const USUAL_SET: &str = "naeb";
const USUAL_PAGES: usize = 60;

pub fn run(arguments: &[String]) -> Result {
    let options = Options::parse(arguments)?;
    let pages = unpack(&options)?;

    setup::for_build()?;
    setup::npm_packages("bench")?;
    wasm::build_all(&config::Build::load()?)?;
    shell::say("bench: cargo build (the other extractors once; some minutes)");
    let native = build_native()?;

    shell::say("in Chromium");
    let mut browser = shell::command("node");
    browser.arg(shell::at("bench/browser.mjs")).arg(&pages).arg(options.pages.to_string());
    shell::run(&mut browser)?;
    println!();
    shell::say("native");
    shell::run(Command::new(native).arg(&pages))
}

#[derive(Debug, PartialEq)]
struct Options {
    corpus: PathBuf,
    set: String,
    /// How many pages are measured in Chromium.
    pages: usize,
}

impl Options {
    fn parse(arguments: &[String]) -> Result<Options> {
        let (mut corpus, mut set, mut pages) = (None, USUAL_SET.to_string(), USUAL_PAGES);
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--corpus" => corpus = Some(PathBuf::from(value()?)),
                "--set" => set = value()?.clone(),
                "--pages" => {
                    let number = value()?.parse().ok().filter(|&number| number > 0);
                    pages = number.ok_or("--pages needs a number from 1 on")?;
                }
                unknown => {
                    return Err(format!(
                        "bench knows --corpus DIR, --set NAME and --pages N, not `{unknown}`"
                    ));
                }
            }
        }
        let corpus = corpus.ok_or("bench needs --corpus DIR, a folder of <set>.jsonl.xz files")?;
        Ok(Options { corpus, set, pages })
    }
}

/// The set's pages as a plain file, one JSON object a line.
fn unpack(options: &Options) -> Result<PathBuf> {
    let packed = options.corpus.join(format!("{}.jsonl.xz", options.set));
    if !packed.is_file() {
        return Err(format!("there is no {}", packed.display()));
    }
    shell::say(&format!("unpacking {}", packed.display()));
    let work = shell::at(WORK);
    fs::create_dir_all(&work).map_err(|error| format!("{}: {error}", work.display()))?;
    let pages = work.join("pages.jsonl");
    decompress(&packed, &pages)?;
    Ok(pages)
}

fn decompress(packed: &Path, plain: &Path) -> Result {
    let file = File::create(plain).map_err(|error| format!("{}: {error}", plain.display()))?;
    // Not in the root folder, where the other commands run: the path may be relative to where we are.
    let mut xz = Command::new("xz");
    let status = xz.arg("-dc").arg(packed).stdin(Stdio::null()).stdout(file).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("xz could not unpack {}: {status}", packed.display())),
        Err(error) => {
            Err(format!("xz, which unpacks the pages, could not be started: {error}; it is in xz-utils"))
        }
    }
}

/// The program that measures natively.
fn build_native() -> Result<PathBuf> {
    let manifest = shell::at("bench/Cargo.toml");
    let mut cargo = shell::command("cargo");
    cargo.args(["build", "--release", "--locked", "--manifest-path"]).arg(manifest);
    shell::run(cargo.arg("--target-dir").arg(shell::at(WORK)))?;
    let program = format!("article-reader-bench{}", std::env::consts::EXE_SUFFIX);
    Ok(shell::at(WORK).join("release").join(program))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options> {
        Options::parse(&arguments.iter().map(|argument| argument.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn only_the_corpus_has_to_be_named() {
        let options = parse(&["--corpus", "pages"]).unwrap();
        assert_eq!(options, Options { corpus: "pages".into(), set: "naeb".into(), pages: 60 });
        let options = parse(&["--pages", "6", "--set", "own", "--corpus", "pages"]).unwrap();
        assert_eq!(options, Options { corpus: "pages".into(), set: "own".into(), pages: 6 });
    }

    #[test]
    fn a_wrong_call_says_what_is_wrong() {
        for (arguments, wrong) in [
            (&[][..], "--corpus DIR"),
            (&["--corpus"], "--corpus needs"),
            (&["--corpus", "pages", "--pages", "0"], "from 1"),
            (&["pages"], "not `pages`"),
        ] {
            let message = parse(arguments).unwrap_err();
            assert!(message.contains(wrong), "{arguments:?}: {message}");
        }
    }

    #[test]
    fn a_missing_set_is_named() {
        let options = parse(&["--corpus", "/nowhere", "--set", "none"]).unwrap();
        assert!(unpack(&options).unwrap_err().contains("none.jsonl.xz"));
    }
}
