//! The project's own commands, run as `cargo xtask <command>`. This file only dispatches.

mod addresses;
mod bench;
mod binary;
mod config;
mod cut;
mod dist;
mod eval;
mod files;
mod glue;
mod gzip;
mod http;
mod order;
mod places;
mod serve;
mod setup;
mod shell;
mod size;
mod test;
mod unreached;
mod wasm;
mod zip;

#[cfg(test)]
mod dependencies;

use std::process::ExitCode;

/// A command either works or says in one text what went wrong and what to do.
type Result<T = ()> = std::result::Result<T, String>;

const USAGE: &str = "\
cargo xtask <command>

  serve [--port N] [--no-open]          build, serve and open the demo
  test [lint|rust|wasm|browser ...]     run every test, or only the named groups
  build                                 wasm, npm package and extension, within the size budgets
  size                                  table of the built sizes against their budgets
  pack                                  build, then the npm tarball and the extension's zip files
  bench --corpus DIR [--set NAME] [--pages N]
                                        our speed beside other extractors', in Chromium and natively
  eval --corpus DIR [--set NAME ...] [--model FILE | --folds DIR] [--write DIR] [--misses]
                                        how close results come to the truth; with --folds out of fold

What a command needs it installs itself, into target/tools and node_modules; only `test` also asks
apt for browsers and fonts.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    let outcome = match command {
        "bench" => bench::run(rest),
        "eval" => eval::run(rest),
        "serve" => serve::run(rest),
        "test" => test::run(rest),
        "build" => no_arguments(rest).and_then(|()| build()),
        "size" => no_arguments(rest).and_then(|()| size::print_table(&config::Build::load()?)),
        "pack" => no_arguments(rest).and_then(|()| dist::pack()),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => Err(format!("there is no command `{unknown}`\n\n{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Everything that ships: wasm, npm package, extension; an error when a size is over its budget.
fn build() -> Result {
    setup::for_build()?;
    let build = config::Build::load()?;
    wasm::build_all(&build)?;
    dist::assemble()?;
    size::check_budgets(&build)
}

fn no_arguments(rest: &[String]) -> Result {
    match rest.first() {
        Some(argument) => Err(format!("unexpected argument `{argument}`\n\n{USAGE}")),
        None => Ok(()),
    }
}
