//! `cargo xtask test`: everything there is, in order, with a summary. A failed step does not keep the later
//! ones from running, but fails the whole.

use crate::{Result, config, dist, setup, shell, size, wasm};
use std::process::Command;
use std::time::{Duration, Instant};

/// The groups, in the order they run.
const GROUPS: [&str; 4] = ["lint", "rust", "wasm", "browser"];

/// One thing that is checked.
struct Step {
    group: &'static str,
    title: &'static str,
    check: fn() -> Result,
}

const STEPS: &[Step] = &[
    Step { group: "lint", title: "format: cargo fmt --check", check: || cargo(&["fmt", "--all", "--check"]) },
    Step {
        group: "lint",
        title: "clippy, native",
        check: || clippy(&["--workspace", "--all-targets", "--all-features"]),
    },
    Step {
        group: "lint",
        title: "clippy, native, no parser",
        check: || clippy(&["--lib", "--no-default-features"]),
    },
    Step { group: "lint", title: "clippy, wasm", check: || clippy(&["--lib", "--target", TARGET]) },
    Step {
        group: "lint",
        title: "clippy, wasm, no parser",
        check: || clippy(&["--lib", "--no-default-features", "--features=view", "--target", TARGET]),
    },
    Step {
        group: "lint",
        title: "clippy, wasm, neither parser nor view",
        check: || clippy(&["--lib", "--no-default-features", "--target", TARGET]),
    },
    Step { group: "lint", title: "documentation: cargo doc", check: documentation },
    Step { group: "rust", title: "cargo test", check: || cargo(&["test", "--workspace", "--no-fail-fast"]) },
    Step { group: "wasm", title: "build within the size budgets", check: build },
    Step { group: "wasm", title: "wasm-pack build, as visitors run it", check: wasm_pack_build },
    Step { group: "wasm", title: "wasm tests in Chromium", check: || wasm_pack_test("--chrome") },
    Step { group: "wasm", title: "wasm tests in Firefox", check: || wasm_pack_test("--firefox") },
    Step { group: "browser", title: "pages and extension in Chromium: node --test", check: browser },
];

const TARGET: &str = "wasm32-unknown-unknown";

pub fn run(arguments: &[String]) -> Result {
    let groups = groups(arguments)?;
    let started = Instant::now();
    heading("set-up");
    // What only rustup and cargo serve needs no browser.
    let needs_browsers = groups.contains(&"wasm") || groups.contains(&"browser");
    if needs_browsers {
        setup::for_test()?
    } else {
        setup::for_build()?
    }
    let mut lines = vec![summary_line("set-up", started.elapsed(), &Ok(()))];

    let mut failed = 0;
    let mut stale = true;
    for step in STEPS.iter().filter(|step| groups.contains(&step.group)) {
        // The browser tests alone would otherwise meet yesterday's build.
        let build_first = step.group == "browser" && !groups.contains(&"wasm") && std::mem::take(&mut stale);
        heading(step.title);
        let begun = Instant::now();
        let outcome = if build_first { build().and_then(|()| (step.check)()) } else { (step.check)() };
        if let Err(message) = &outcome {
            println!("FAILED: {message}");
            failed += 1;
        }
        lines.push(summary_line(step.title, begun.elapsed(), &outcome));
    }

    heading("summary");
    println!("{}", lines.join("\n"));
    let total = duration(started.elapsed());
    match failed {
        0 => {
            println!("\nEverything passed in {total}.");
            Ok(())
        }
        _ => Err(format!("{failed} of {} steps failed, after {total}", lines.len())),
    }
}

/// The groups that were asked for; all of them without any.
fn groups(arguments: &[String]) -> Result<Vec<&'static str>> {
    if let Some(unknown) = arguments.iter().find(|argument| !GROUPS.contains(&argument.as_str())) {
        return Err(format!("test knows the groups {}, not `{unknown}`", GROUPS.join(", ")));
    }
    Ok(GROUPS
        .into_iter()
        .filter(|group| arguments.is_empty() || arguments.iter().any(|argument| argument == group))
        .collect())
}

fn cargo(arguments: &[&str]) -> Result {
    shell::run(shell::command("cargo").args(arguments))
}

fn clippy(arguments: &[&str]) -> Result {
    shell::run(shell::command("cargo").arg("clippy").args(arguments).args(["--", "--deny", "warnings"]))
}

fn documentation() -> Result {
    let mut command = shell::command("cargo");
    command.args(["doc", "--workspace", "--no-deps", "--document-private-items"]);
    // Private items are documented for whoever works on them, so links to them lead somewhere.
    let flags = "--deny warnings --allow rustdoc::private_intra_doc_links";
    shell::run(command.env("RUSTDOCFLAGS", flags))
}

fn build() -> Result {
    let build = config::Build::load()?;
    wasm::build_all(&build)?;
    dist::assemble()?;
    size::check_budgets(&build)
}

fn wasm_pack_build() -> Result {
    shell::run(shell::command("wasm-pack").args([
        "build",
        "--target",
        "web",
        "--out-dir",
        "target/wasm-pack",
    ]))
}

/// tests/wasm.rs in a real browser; wasm-pack would download the drivers that it is not told of.
fn wasm_pack_test(browser: &str) -> Result {
    // Without the file wasm-pack finds no test, and is content.
    if !shell::at("tests/wasm.rs").is_file() {
        return Err("tests/wasm.rs is missing".to_string());
    }
    let (option, driver) = match browser {
        "--chrome" => ("--chromedriver", "chromedriver"),
        _ => ("--geckodriver", "geckodriver"),
    };
    let path = shell::find(driver).ok_or_else(|| format!("{driver} is not installed"))?;
    let mut command = shell::command("wasm-pack");
    command.args(["test", "--headless", browser, option]).arg(path);
    shell::run(&mut command)
}

/// Every tests/browser/*.test.mjs, named one by one: what a folder means to `node --test` changes with its version.
fn browser() -> Result {
    let folder = shell::at("tests/browser");
    let entries = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    if files.is_empty() {
        return Err("tests/browser has no *.test.mjs".to_string());
    }
    let mut command: Command = shell::command("node");
    shell::run(command.args(["--test", "--test-reporter=spec"]).args(files))
}

fn heading(title: &str) {
    println!("\n======== {title} ========");
}

fn summary_line(title: &str, time: Duration, outcome: &Result) -> String {
    let verdict = if outcome.is_ok() { "ok" } else { "FAILED" };
    format!("{verdict:<7} {:>12}  {title}", duration(time))
}

fn duration(time: Duration) -> String {
    match time.as_secs() {
        0..60 => format!("{:.1} s", time.as_secs_f64()),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_their_order_and_unknown_ones_are_named() {
        let ask = |names: &[&str]| groups(&names.iter().map(|name| name.to_string()).collect::<Vec<_>>());
        assert_eq!(ask(&[]).unwrap(), GROUPS);
        assert_eq!(ask(&["wasm", "lint"]).unwrap(), ["lint", "wasm"]);
        assert!(ask(&["rust", "rast"]).unwrap_err().contains("`rast`"));
    }

    #[test]
    fn every_step_is_in_a_group() {
        for step in STEPS {
            assert!(GROUPS.contains(&step.group), "{}", step.title);
        }
    }

    #[test]
    fn times_read_well() {
        assert_eq!(duration(Duration::from_millis(1234)), "1.2 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 05 s");
    }
}
