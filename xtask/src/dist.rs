//! What ships, put together in www/dist: the npm package, and the extension for Chromium and for Firefox.

use crate::{Result, config, files, setup, shell, size, wasm, zip};
use std::fs;

/// A folder under www/dist and what it is made of.
struct Package {
    folder: &'static str,
    /// From a file or folder of the repository, to a path in the package. Folders keep their places to each
    /// other, so that relative imports hold in the repository and in the package alike.
    parts: &'static [(&'static str, &'static str)],
}

const NPM: Package = Package {
    folder: "www/dist/npm",
    parts: &[
        ("www/element", "element"),
        ("www/element/package.json", "package.json"),
        ("www/pkg", "pkg"),
        ("README.md", "README.md"),
        ("CHANGELOG.md", "CHANGELOG.md"),
        ("LICENSE-APACHE", "LICENSE-APACHE"),
        ("LICENSE-MIT", "LICENSE-MIT"),
    ],
};

/// The extension's own files are at its root. It reads live pages, so the small module is its `pkg`, which is
/// where the element's modules look for one.
const EXTENSION: &[(&str, &str)] = &[
    ("www/extension", ""),
    ("www/element", "element"),
    ("www/pkg/live", "pkg"),
    ("LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE-MIT", "LICENSE-MIT"),
];

const PACKAGES: &[Package] = &[
    NPM,
    Package { folder: "www/dist/chromium", parts: EXTENSION },
    Package { folder: "www/dist/firefox", parts: EXTENSION },
];

/// Makes every package anew whose own folder is in the tree.
pub fn assemble() -> Result {
    for package in PACKAGES.iter().filter(|package| shell::at(package.parts[0].0).is_dir()) {
        let folder = shell::at(package.folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        for (from, to) in package.parts {
            if shell::at(from).exists() {
                files::copy(&shell::at(from), &folder.join(to))?;
            } else {
                shell::say(&format!("{} is without {from}, which is not in the tree", package.folder));
            }
        }
    }
    Ok(())
}

/// `cargo xtask pack`: the files to publish.
pub fn pack() -> Result {
    setup::for_build()?;
    let build = config::Build::load()?;
    wasm::build_all(&build)?;
    assemble()?;
    size::check_budgets(&build)?;
    shell::run(shell::npm().args(["pack", "./www/dist/npm", "--pack-destination", "www/dist"]))?;
    for browser in ["chromium", "firefox"] {
        let mut entries = Vec::new();
        files::read_folder(&shell::at("www/dist").join(browser), "", &mut entries)?;
        let name = format!("www/dist/article-reader-{browser}.zip");
        fs::write(shell::at(&name), zip::archive(entries)?).map_err(|error| format!("{name}: {error}"))?;
        println!("{name}");
    }
    Ok(())
}
