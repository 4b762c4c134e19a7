//! Sizes as they travel, and the budgets that the build keeps.

use crate::gzip::gzip_size;
use crate::{Result, config, shell, wasm};

/// One built thing and the most it may weigh.
struct Measure {
    name: &'static str,
    raw: u64,
    gzip: u64,
    /// Bytes after gzip.
    budget: u64,
}

/// Fails when something is over its budget.
pub fn check_budgets(build: &config::Build) -> Result {
    let measures = measure_all(build)?;
    print!("{}", table(&measures));
    over_budget(&measures)
}

pub fn print_table(build: &config::Build) -> Result {
    print!("{}", table(&measure_all(build)?));
    Ok(())
}

fn measure_all(build: &config::Build) -> Result<Vec<Measure>> {
    let mut measures = Vec::new();
    for flavor in wasm::FLAVORS {
        let path = wasm::module_path(build, flavor);
        let bytes = std::fs::read(&path)
            .map_err(|error| format!("{}: {error}; `cargo xtask build` makes it", path.display()))?;
        measures.push(measure(flavor.name, &bytes, build.budget(flavor.name)?));
    }
    if shell::at(ELEMENT).is_dir() {
        measures.push(measure("element-js", &element_js(build)?, build.budget("element-js")?));
    }
    Ok(measures)
}

const ELEMENT: &str = "www/element";

/// What `<article-reader>` adds to a page: its modules as one minified file, without the glue of wasm-bindgen and
/// without translations, of which one at most is loaded.
fn element_js(build: &config::Build) -> Result<Vec<u8>> {
    let mut minify = shell::command("node");
    minify.args(["node_modules/esbuild/bin/esbuild", &format!("{ELEMENT}/define.js")]);
    minify.args(["--bundle", "--minify", "--format=esm", "--log-level=warning", "--external:./messages/*"]);
    minify.arg(format!("--external:*/{}.js", build.out_name));
    Ok(shell::output(&mut minify)?.into_bytes())
}

fn measure(name: &'static str, bytes: &[u8], budget: u64) -> Measure {
    Measure { name, raw: bytes.len() as u64, gzip: gzip_size(bytes), budget }
}

fn table(measures: &[Measure]) -> String {
    let mut text = format!("{:<20}{:>12}{:>12}{:>12}\n", "", "bytes", "gzip", "budget");
    for Measure { name, raw, gzip, budget } in measures {
        text += &format!("{name:<20}{raw:>12}{gzip:>12}{budget:>12}\n");
    }
    text
}

fn over_budget(measures: &[Measure]) -> Result {
    let over: Vec<String> = measures
        .iter()
        .filter(|measure| measure.gzip > measure.budget)
        .map(|measure| {
            let Measure { name, gzip, budget, .. } = measure;
            format!("`{name}` has {gzip} bytes after gzip, {} over its budget of {budget}", gzip - budget)
        })
        .collect();
    if over.is_empty() { Ok(()) } else { Err(format!("{} (budgets: wasm-pack.toml)", over.join("; "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &'static str, gzip: u64, budget: u64) -> Measure {
        Measure { name, raw: 2 * gzip, gzip, budget }
    }

    #[test]
    fn a_budget_may_be_reached_but_not_passed() {
        assert_eq!(over_budget(&[of("a", 99, 100), of("b", 100, 100)]), Ok(()));
        let message = over_budget(&[of("a", 103, 100), of("b", 1, 2), of("c", 9, 8)]).unwrap_err();
        assert!(message.contains("`a` has 103 bytes after gzip, 3 over its budget of 100"), "{message}");
        assert!(message.contains("`c`") && !message.contains("`b`"), "{message}");
    }
}
