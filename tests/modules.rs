//! The house rules that the compiler does not know: what may use what, and what may stand where.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where it fails")]

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest file, in lines.
const MAX_LINES: usize = 600;

/// Files that may be longer, and why.
const LONG: [(&str, &str); 1] = [("src/clean/words.rs", "lists of words in many languages")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below `folder` whose names end with one of `extensions`, as paths from the root with their contents.
fn files(folder: &str, extensions: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(root().join(&folder)) else { continue };
        for entry in entries {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            let name = entry.file_name().into_string().unwrap();
            if entry.file_type().unwrap().is_dir() {
                if !matches!(name.as_str(), "node_modules" | "pkg" | "dist" | "target") {
                    folders.push(path);
                }
            } else if extensions.iter().any(|extension| name.ends_with(extension)) {
                let text = fs::read_to_string(root().join(&path)).unwrap();
                found.push((path.to_str().unwrap().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

/// A Rust file without comments and without the tests at its end.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .fold(String::new(), |all, line| all + line + "\n")
}

/// What follows each `from` in `code`, which is `crate::` or the like: the first name of the path, or each of a group of
/// paths.
fn used(code: &str, from: &str) -> Vec<String> {
    let mut names = Vec::new();
    let name_of = |path: &str| {
        let path = path.trim_start();
        let end = path.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(path.len());
        path[..end].to_owned()
    };
    for rest in code.split(from).skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            names.push(name_of(rest));
            continue;
        };
        let (mut depth, mut starts) = (0, true);
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => starts = true,
                c if starts && !c.is_whitespace() => {
                    names.push(name_of(&group[at..]));
                    starts = false;
                }
                _ => {}
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn a_module_uses_only_what_stands_above_it() {
    let lib = code(&fs::read_to_string(root().join("src/lib.rs")).unwrap());
    let modules: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    assert!(modules.len() > 10, "{modules:?}");
    // Names that lib.rs passes on belong to the module they come from.
    let mut home: HashMap<String, &str> =
        modules.iter().map(|module| ((*module).to_owned(), *module)).collect();
    for line in lib.lines() {
        if let Some((module, names)) = line.strip_prefix("pub use ").and_then(|path| path.split_once("::")) {
            let module = modules.iter().find(|known| **known == module).unwrap_or_else(|| panic!("{line}"));
            for name in
                names.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|name| !name.is_empty())
            {
                home.entry(name.to_owned()).or_insert(module);
            }
        }
    }
    let place = |module: &str| modules.iter().position(|known| *known == module);
    let mut checked = 0;
    for (path, text) in files("src", &[".rs"]) {
        let own = path["src/".len()..].split(['/', '.']).next().unwrap();
        if own == "lib" || path.ends_with("/tests.rs") || path.contains("/tests/") {
            continue;
        }
        for name in used(&code(&text), "crate::") {
            let user = place(own).unwrap_or_else(|| panic!("{path}: lib.rs does not name {own}"));
            let used = home.get(&name).and_then(|module| place(module));
            let used = used.unwrap_or_else(|| panic!("{path}: crate::{name} is no module"));
            assert!(used <= user, "{path} uses crate::{name}, which stands below it in lib.rs");
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked}");
}

#[test]
fn files_of_a_folder_do_not_use_each_other_in_a_circle() {
    // By file without extension the files beside it that it uses; a folder is as one file.
    let mut uses: HashMap<String, Vec<String>> = HashMap::new();
    for (path, text) in files("src", &[".rs"]) {
        let own = path.trim_end_matches(".rs").trim_end_matches("/mod");
        let (folder, name) = own.rsplit_once('/').unwrap_or_default();
        if name != "tests" {
            let code = code(&text).replace("super::super::", "");
            let beside = used(&code, "super::").into_iter().map(|other| format!("{folder}/{other}"));
            uses.insert(own.to_owned(), beside.collect());
        }
    }
    for start in uses.keys() {
        let (mut reached, mut next) = (Vec::new(), uses[start].clone());
        while let Some(other) = next.pop() {
            assert_ne!(*start, other, "by way of {reached:?}");
            if !reached.contains(&other) {
                next.extend(uses.get(&other).cloned().unwrap_or_default());
                reached.push(other);
            }
        }
    }
}

#[test]
fn foreign_crates_stay_in_their_modules() {
    let rules: [(&[&str], &str); 2] = [
        (&["html5ever", "markup5ever", "tendril"], "src/parse"),
        (&["wasm_bindgen", "web_sys", "js_sys", "serde_wasm_bindgen", "console_error_panic_hook"], "src/web"),
    ];
    for (path, text) in files("src", &[".rs"]) {
        let code = code(&text);
        for (crates, home) in rules {
            for name in crates.iter().filter(|name| code.contains(**name)) {
                assert!(path.starts_with(home), "{path} names {name}, which belongs to {home}");
            }
        }
    }
}

#[test]
fn no_html_string_is_given_to_a_sink() {
    let sinks =
        ["innerHTML", "outerHTML", "inner_html", "outer_html", "insertAdjacentHTML", "insert_adjacent_html"];
    let more = [
        "document.write",
        "createContextualFragment",
        "setHTMLUnsafe",
        "parseHTMLUnsafe",
        "eval(",
        "new Function",
    ];
    for (path, text) in [files("src/web", &[".rs"]), files("www/element", &[".js", ".ts"])].concat() {
        let code = code(&text);
        for sink in sinks.iter().chain(&more) {
            assert!(!code.contains(sink), "{path}: {sink}");
        }
    }
}

#[test]
fn files_are_short() {
    for (path, text) in ["src", "www", "xtask", "tests", "examples"]
        .map(|folder| files(folder, &[".rs", ".js", ".css"]))
        .concat()
    {
        let lines = text.lines().count();
        let excused = LONG.iter().any(|(long, _)| *long == path);
        assert!(lines <= MAX_LINES || excused, "{path} has {lines} lines");
    }
}

#[test]
fn there_is_no_unsafe_code() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    for (path, text) in files("src", &[".rs"]) {
        assert!(!code(&text).contains("unsafe "), "{path}");
    }
}

#[test]
fn the_reader_of_paths_reads_groups() {
    let code =
        "use crate::tree::{Tree, tag}; use crate::{clean, content::{a, b}, url}; crate::text::words(x)";
    assert_eq!(used(code, "crate::"), ["tree", "clean", "content", "url", "text"]);
}
