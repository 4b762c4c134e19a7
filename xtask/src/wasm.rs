//! From Rust to the files that browsers load: cargo rustc, wasm-bindgen, a cut of what only panics need, wasm-opt, an order.

use crate::{Result, addresses, config, cut, files, glue, order, places, shell, unreached};
use rustc_demangle::demangle;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// One way to compile the crate.
pub struct Flavor {
    pub name: &'static str,
    cargo_arguments: &'static [&'static str],
    /// Inside the description's out-dir.
    folder: &'static str,
}

/// Engine and view, HTML strings and live documents.
pub const FULL: Flavor = Flavor { name: "wasm", cargo_arguments: &[], folder: "" };

/// Every flavor; the name is also that of its budget.
pub const FLAVORS: &[Flavor] = &[
    FULL,
    // Live documents alone: without the HTML parser.
    Flavor {
        name: "wasm-live",
        cargo_arguments: &["--no-default-features", "--features=view"],
        folder: "live",
    },
    // For articles as plain objects: without the view.
    Flavor {
        name: "wasm-extract",
        cargo_arguments: &["--no-default-features", "--features=parser"],
        folder: "extract",
    },
    // Live documents to plain objects: with neither.
    Flavor { name: "wasm-extract-live", cargo_arguments: &["--no-default-features"], folder: "extract-live" },
];

/// Builds every flavor whose inputs have changed.
pub fn build_all(build: &config::Build) -> Result {
    FLAVORS.iter().try_for_each(|flavor| build_flavor(build, flavor))
}

/// The optimized module of a flavor.
pub fn module_path(build: &config::Build, flavor: &Flavor) -> PathBuf {
    out_dir(build, flavor).join(format!("{}_bg.wasm", build.out_name))
}

fn out_dir(build: &config::Build, flavor: &Flavor) -> PathBuf {
    shell::at(&build.out_dir).join(flavor.folder)
}

fn build_flavor(build: &config::Build, flavor: &Flavor) -> Result {
    // A target folder each: both write the same file name, and cargo would mix them up.
    let work = shell::at("target/wasm").join(flavor.name);
    let compiled = compile(build, flavor, &work)?;
    let stamp = stamp(build, &compiled)?;
    let stamp_file = work.join("stamp");
    let fresh = fs::read_to_string(&stamp_file).is_ok_and(|old| old == stamp);
    if fresh && module_path(build, flavor).is_file() {
        return Ok(());
    }

    shell::say(&format!("{}: wasm-bindgen and wasm-opt", flavor.name));
    let linked = read(&compiled)?;
    let unreached = unreached::unreached(&linked, |name| cut::is_cut(&demangle(name).to_string()))?;
    let bare = work.join("bare.wasm");
    write(&bare, &unreached::without_relocations(&linked)?)?;
    let staging = work.join("package");
    let mut bindgen = shell::command("wasm-bindgen");
    bindgen
        .arg(&bare)
        .args(["--target", &build.target, "--out-name", &build.out_name, "--out-dir"])
        .arg(&staging);
    shell::run(&mut bindgen)?;
    let module = staging.join(format!("{}_bg.wasm", build.out_name));
    let (mut bytes, unused) = cut::cut(&read(&module)?)?;
    places::blank(&mut bytes)
        .and_then(|_| places::zero(&mut bytes, &unreached))
        .ok_or("the module's data lie at no fixed address")?;
    write(&module, &bytes)?;
    // Another compiler may have other names; then the module is larger, and the budget tells.
    if flavor.name == FULL.name && !unused.is_empty() {
        shell::say(&format!(
            "{}: xtask/src/cut.rs names what is not there: {}",
            flavor.name,
            unused.join(", ")
        ));
    }
    // Through node: on Windows the npm command is a script that cannot be started directly.
    let mut optimize = shell::command("node");
    optimize.arg(shell::at("node_modules/binaryen/bin/wasm-opt")).args(&build.wasm_opt);
    shell::run(optimize.arg(&module).arg("-o").arg(&module))?;
    write(&module, &order::order(&addresses::take_out(&read(&module)?)?)?)?;
    let script = staging.join(format!("{}.js", build.out_name));
    let glue = glue::for_long_strings(&String::from_utf8_lossy(&read(&script)?))
        .ok_or("wasm-bindgen's glue is another than xtask/src/glue.rs knows")?;
    write(&script, glue.as_bytes())?;

    // Only whole results arrive where a server may be reading.
    files::copy(&staging, &out_dir(build, flavor))?;
    write(&stamp_file, stamp.as_bytes())
}

/// Compiles the library as a cdylib alone, since cargo drops LTO when the rlib is asked for too.
fn compile(build: &config::Build, flavor: &Flavor, work: &Path) -> Result<PathBuf> {
    shell::say(&format!("{}: cargo rustc", flavor.name));
    let target = "wasm32-unknown-unknown";
    let mut cargo = shell::command("cargo");
    cargo.args([
        "rustc",
        "--package",
        "article-reader",
        "--lib",
        "--crate-type",
        "cdylib",
        "--profile",
        "wasm",
    ]);
    cargo.args(["--target", target, "--target-dir"]).arg(work).args(flavor.cargo_arguments);
    // Panic messages hold source paths; without this, size and bytes would hang on where someone's home is.
    let mut flags = vec![format!("--remap-path-prefix={}=cargo", cargo_home()?.display())];
    flags.extend(build.llvm.iter().map(|argument| format!("-Cllvm-args={argument}")));
    // They say which data which code reads.
    flags.push("-Clink-arg=--emit-relocs".to_string());
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    shell::run(&mut cargo)?;
    Ok(work.join(target).join("wasm/article_reader.wasm"))
}

fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME") {
        return Ok(home.into());
    }
    std::env::home_dir().map(|home| home.join(".cargo")).ok_or_else(|| "no home folder".to_string())
}

/// What the steps after the compiler depend on; equal stamps mean equal results.
fn stamp(build: &config::Build, compiled: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    read(compiled)?.hash(&mut hasher);
    // It fixes the version of wasm-opt.
    fs::read(shell::at("package-lock.json"))
        .map_err(|error| format!("package-lock.json: {error}"))?
        .hash(&mut hasher);
    config::locked_version("wasm-bindgen")?.hash(&mut hasher);
    (&build.target, &build.out_name, &build.wasm_opt).hash(&mut hasher);
    [
        include_str!("addresses.rs"),
        include_str!("binary.rs"),
        include_str!("cut.rs"),
        include_str!("glue.rs"),
        include_str!("gzip.rs"),
        include_str!("places.rs"),
        include_str!("order.rs"),
        include_str!("unreached.rs"),
    ]
    .hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
