//! What ships: tests that the library's dependencies are the ones that were chosen, under licenses that fit
//! ours. Build scripts and procedural macros run at home and are left out. Whoever adds a dependency adds it here.

use crate::shell;

/// In every build with the parser: html5ever with what it stands on, and serde.
const EVERYWHERE: &str = "article-reader html5ever lock_api log markup5ever memchr new_debug_unreachable \
    parking_lot parking_lot_core phf phf_shared precomputed-hash scopeguard serde serde_core siphasher smallvec \
    string_cache tendril web_atoms cfg-if";
/// In native builds alone.
const NATIVE: &str = "libc redox_syscall bitflags windows-link";
/// In wasm alone: wasm-bindgen and its family.
const WASM: &str = "console_error_panic_hook futures-core futures-task futures-util js-sys pin-project-lite \
    serde-wasm-bindgen slab unicode-ident wasm-bindgen wasm-bindgen-shared web-sys";
/// Each may be combined with MIT or Apache-2.0 and asks for nothing but its own text.
const LICENSES: &str = "MIT Apache-2.0 Unlicense Unicode-3.0 BSD-3-Clause ISC Zlib";

/// Name and license of every crate in the library, compiled for a target with its default features.
fn shipped(target: &str) -> Vec<(String, String)> {
    let tree = shell::output(shell::command("cargo").args([
        "tree",
        "--package=article-reader",
        "--edges=normal,no-proc-macro",
        "--prefix=none",
        "--format={p}\t{l}",
        &format!("--target={target}"),
    ]))
    .unwrap();
    let mut crates: Vec<(String, String)> = tree
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(package, license)| {
            let name = package.split(' ').next().unwrap_or_default();
            (name.to_string(), license.trim_end_matches(" (*)").to_string())
        })
        .collect();
    crates.sort();
    crates.dedup();
    crates
}

fn assert_only(crates: &[(String, String)], allowed: &[&str]) {
    let allowed: Vec<&str> = allowed.iter().flat_map(|list| list.split_whitespace()).collect();
    assert!(crates.iter().any(|(name, _)| name == "article-reader"), "cargo tree was not understood");
    let unknown: Vec<_> = crates.iter().filter(|(name, _)| !allowed.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "not among the chosen dependencies: {unknown:?}");
}

#[test]
fn a_native_build_holds_no_wasm_bindgen_and_nothing_unchosen() {
    for target in ["x86_64-unknown-linux-gnu", "aarch64-apple-darwin", "x86_64-pc-windows-msvc"] {
        assert_only(&shipped(target), &[EVERYWHERE, NATIVE]);
    }
}

#[test]
fn a_wasm_build_holds_nothing_unchosen() {
    let crates = shipped("wasm32-unknown-unknown");
    assert_only(&crates, &[EVERYWHERE, WASM]);
    assert!(crates.iter().any(|(name, _)| name == "wasm-bindgen"), "{crates:?}");
}

#[test]
fn every_license_fits() {
    let allowed: Vec<&str> = LICENSES.split(' ').collect();
    for (name, license) in shipped("all") {
        let words = license.split(|letter: char| letter.is_whitespace() || "()/".contains(letter));
        // The first choice of an `OR` may be one of ours; of an `AND` all have to be.
        let terms: Vec<&str> = words.filter(|word| !matches!(*word, "" | "OR" | "AND" | "WITH")).collect();
        let fits = |term: &&str| allowed.contains(term);
        let ok = if license.contains(" AND ") { terms.iter().all(fits) } else { terms.iter().any(fits) };
        assert!(ok, "{name} is licensed `{license}`");
    }
}
