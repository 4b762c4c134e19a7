//! The build description: wasm-pack.toml, and the versions that Cargo.lock fixes.

use crate::{Result, shell};
use std::collections::BTreeMap;
use toml::{Table, Value};

/// What wasm-pack.toml says.
#[derive(Debug, PartialEq)]
pub struct Build {
    /// wasm-bindgen's `--target`.
    pub target: String,
    /// The stem of the files that are written.
    pub out_name: String,
    /// The folder they are written to, from the root.
    pub out_dir: String,
    /// Arguments of LLVM.
    pub llvm: Vec<String>,
    /// Arguments of wasm-opt.
    pub wasm_opt: Vec<String>,
    /// The most bytes that each part may have after gzip, by its name.
    budget: BTreeMap<String, u64>,
}

impl Build {
    pub fn load() -> Result<Build> {
        Build::parse(&read("wasm-pack.toml")?).map_err(|message| format!("wasm-pack.toml: {message}"))
    }

    fn parse(text: &str) -> Result<Build> {
        let table: Table = text.parse().map_err(|error| format!("{error}"))?;
        let budget = table.get("budget").and_then(Value::as_table).ok_or("[budget] is missing")?;
        Ok(Build {
            target: string(&table, "target")?,
            out_name: string(&table, "out-name")?,
            out_dir: string(&table, "out-dir")?,
            llvm: strings(&table, "llvm")?,
            wasm_opt: strings(&table, "wasm-opt")?,
            budget: budget.keys().map(|key| Ok((key.clone(), bytes(budget, key)?))).collect::<Result<_>>()?,
        })
    }

    /// The budget of a part, in bytes.
    pub fn budget(&self, name: &str) -> Result<u64> {
        let budget = self.budget.get(name).copied();
        budget.ok_or_else(|| format!("wasm-pack.toml: `{name}` is missing in [budget]"))
    }
}

/// The version of a crate in Cargo.lock.
pub fn locked_version(name: &str) -> Result<String> {
    version_in_lock(&read("Cargo.lock")?, name)
}

fn version_in_lock(lock: &str, name: &str) -> Result<String> {
    let table: Table = lock.parse().map_err(|error| format!("Cargo.lock: {error}"))?;
    let packages = table.get("package").and_then(Value::as_array).ok_or("Cargo.lock has no packages")?;
    packages
        .iter()
        .filter_map(Value::as_table)
        .find(|package| package.get("name").and_then(Value::as_str) == Some(name))
        .and_then(|package| package.get("version")?.as_str())
        .map(str::to_string)
        .ok_or_else(|| format!("Cargo.lock has no package `{name}`"))
}

fn read(name: &str) -> Result<String> {
    std::fs::read_to_string(shell::at(name)).map_err(|error| format!("{name}: {error}"))
}

fn string(table: &Table, key: &str) -> Result<String> {
    let value = table.get(key).and_then(Value::as_str);
    value.map(str::to_string).ok_or_else(|| format!("`{key}` has to be a string"))
}

fn strings(table: &Table, key: &str) -> Result<Vec<String>> {
    let values = table.get(key).and_then(Value::as_array);
    values
        .and_then(|values| values.iter().map(|value| value.as_str().map(str::to_string)).collect())
        .ok_or_else(|| format!("`{key}` has to be an array of strings"))
}

fn bytes(table: &Table, key: &str) -> Result<u64> {
    let value = table.get(key).and_then(Value::as_integer);
    value
        .and_then(|value| u64::try_from(value).ok())
        .ok_or_else(|| format!("`{key}` in [budget] has to be a number of bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMPLETE: &str = r#"
        target = "web"
        out-name = "n"
        out-dir = "d"
        llvm = ["-a=1"]
        wasm-opt = ["-O3"]
        [budget]
        wasm = 250_000
        wasm-live = 80_000
        element-js = 8_000
    "#;

    #[test]
    fn a_complete_description_is_read() {
        let build = Build::parse(COMPLETE).unwrap();
        assert_eq!(
            (build.llvm.as_slice(), build.wasm_opt.as_slice()),
            (["-a=1".into()].as_slice(), ["-O3".into()].as_slice())
        );
        assert_eq!(build.budget("wasm-live"), Ok(80_000));
        assert!(build.budget("wasm-other").unwrap_err().contains("`wasm-other`"));
    }

    #[test]
    fn what_is_missing_or_of_the_wrong_type_is_named() {
        for key in ["target", "out-name", "out-dir", "llvm", "wasm-opt"] {
            let without: String = COMPLETE
                .lines()
                .filter(|line| !line.trim().starts_with(&format!("{key} =")))
                .collect::<Vec<_>>()
                .join("\n");
            let message = Build::parse(&without).unwrap_err();
            assert!(message.contains(&format!("`{key}`")), "{key}: {message}");
        }
        let negative = COMPLETE.replace("8_000", "-1");
        assert!(Build::parse(&negative).unwrap_err().contains("`element-js`"));
    }

    #[test]
    fn a_version_is_found_in_the_lock_file() {
        let lock = "[[package]]\nname = \"a\"\nversion = \"1.2.3\"\n[[package]]\nname = \"b\"\nversion = \"4.5.6\"\n";
        assert_eq!(version_in_lock(lock, "b").unwrap(), "4.5.6");
        assert!(version_in_lock(lock, "c").unwrap_err().contains("`c`"));
    }

    #[test]
    fn wasm_pack_gets_the_same_optimizer_arguments() {
        let build = Build::load().unwrap();
        let manifest: Table = read("Cargo.toml").unwrap().parse().unwrap();
        let theirs = &manifest["package"]["metadata"]["wasm-pack"]["profile"]["release"]["wasm-opt"];
        let theirs: Vec<&str> = theirs.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(theirs, build.wasm_opt);
    }

    #[test]
    fn lock_files_name_no_registry_but_the_public_ones() {
        for name in ["Cargo.lock", "bench/Cargo.lock"] {
            let lock: Table = read(name).unwrap().parse().unwrap();
            for package in lock["package"].as_array().unwrap() {
                if let Some(source) = package.get("source") {
                    let source = source.as_str().unwrap();
                    let public = "registry+https://github.com/rust-lang/crates.io-index";
                    assert_eq!(source, public, "{name}: {package:?}");
                }
            }
        }
        // npm would note the address that each package came from, which is one machine's affair.
        for name in ["package-lock.json", "bench/package-lock.json"] {
            assert!(!read(name).unwrap().contains("\"resolved\""), "{name} has download addresses");
        }
    }
}
