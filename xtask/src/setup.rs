//! What a fresh machine with Rust, Node and npm still lacks, installed into the project's own folders.
//! Each step looks first and says what it does before it does it.

use crate::{Result, config, shell};
use shell::say;
use std::path::Path;
use std::process::{Command, Stdio};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// What playwright-core asks for.
const OLDEST_NODE: u32 = 20;

/// Enough to build and serve.
pub fn for_build() -> Result {
    wasm_target()?;
    wasm_bindgen()?;
    npm_packages("")
}

/// Enough to run every test.
pub fn for_test() -> Result {
    for_build()?;
    browsers()?;
    wasm_pack()?;
    geckodriver()
}

fn wasm_target() -> Result {
    let libraries =
        shell::output(shell::command("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    say(&format!("installing Rust's standard library for {WASM_TARGET}"));
    shell::run(shell::command("rustup").args(["target", "add", WASM_TARGET]))
        .map_err(|error| format!("{error}\nInstall the target {WASM_TARGET} for your Rust tool chain."))
}

/// wasm-bindgen's command line has to have the very version of the crate.
fn wasm_bindgen() -> Result {
    let version = config::locked_version("wasm-bindgen")?;
    let right =
        |program| shell::version_of(program).is_some_and(|text| text.ends_with(&format!(" {version}")));
    if right("wasm-bindgen") && right("wasm-bindgen-test-runner") {
        return Ok(());
    }
    cargo_install("wasm-bindgen-cli", &format!("={version}"))
}

/// From crates.io: the npm package of that name is only a downloader.
fn wasm_pack() -> Result {
    if shell::version_of("wasm-pack").is_some_and(|text| text.starts_with("wasm-pack 0.15.")) {
        return Ok(());
    }
    cargo_install("wasm-pack", "~0.15.1")
}

/// What drives Firefox.
fn geckodriver() -> Result {
    if shell::version_of("geckodriver").is_some() {
        return Ok(());
    }
    cargo_install("geckodriver", "^0.37")
}

/// Builds a tool into target/tools. Little optimization: the tools run for seconds, their build for minutes.
fn cargo_install(name: &str, version: &str) -> Result {
    say(&format!("building {name} {version} from crates.io into target/tools (once; some minutes)"));
    let install = |lock: &[&str]| {
        let mut command = shell::command("cargo");
        command.args(["install", "--quiet", "--root", "target/tools", "--version", version, name]).args(lock);
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env("CARGO_PROFILE_RELEASE_STRIP", "true");
        shell::run(&mut command)
    };
    install(&["--locked"]).or_else(|error| {
        say(&format!("{error}; once more, with the newest dependencies that fit"));
        install(&[])
    })
}

/// What the package.json in a folder of the repository names, when its lock file has changed since.
pub fn npm_packages(folder: &str) -> Result {
    let folder = shell::at(folder);
    let lock_file = folder.join("package-lock.json");
    let lock = std::fs::read(&lock_file).map_err(|error| format!("{}: {error}", lock_file.display()))?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if std::fs::read(&installed).is_ok_and(|stamp| stamp == lock) {
        return Ok(());
    }
    let node = shell::version_of("node").and_then(|version| major(&version));
    if node.is_none_or(|major| major < OLDEST_NODE) || shell::output(shell::npm().arg("--version")).is_err() {
        let message = "with npm is needed: https://nodejs.org, or your system's packages";
        return Err(format!("Node {OLDEST_NODE} or newer {message}"));
    }
    say(&format!("installing the npm packages of {}", lock_file.display()));
    let mut command = shell::npm();
    command.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder);
    shell::run(command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    std::fs::write(&installed, lock).map_err(|error| format!("{}: {error}", installed.display()))
}

/// The 20 of `v20.1.2`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Something the tests need from the system: how to tell that it is there, and its package.
struct SystemPackage {
    purpose: &'static str,
    /// Any of these programs will do; without any, the package itself is asked for.
    programs: &'static [&'static str],
    debian: &'static str,
    ubuntu: &'static str,
}

const SYSTEM_PACKAGES: &[SystemPackage] = &[
    SystemPackage { purpose: "Chromium", programs: CHROMIUM, debian: "chromium", ubuntu: "chromium-browser" },
    SystemPackage {
        purpose: "what drives Chromium",
        programs: &["chromedriver"],
        debian: "chromium-driver",
        ubuntu: "chromium-chromedriver",
    },
    SystemPackage {
        purpose: "Firefox",
        programs: &["firefox", "firefox-esr"],
        debian: "firefox-esr",
        ubuntu: "firefox",
    },
    SystemPackage {
        purpose: "WebKit and what drives it",
        programs: &["WebKitWebDriver"],
        debian: "webkit2gtk-driver",
        ubuntu: "webkit2gtk-driver",
    },
    SystemPackage {
        purpose: "reading PDF files back",
        programs: &["pdftotext"],
        debian: "poppler-utils",
        ubuntu: "poppler-utils",
    },
    SystemPackage {
        purpose: "a screen that is none",
        programs: &["xvfb-run"],
        debian: "xvfb",
        ubuntu: "xvfb",
    },
    SystemPackage {
        purpose: "what xvfb-run starts first",
        programs: &["xauth"],
        debian: "xauth",
        ubuntu: "xauth",
    },
    SystemPackage {
        purpose: "Chinese, Japanese and Korean letters",
        programs: &[],
        debian: "fonts-noto-cjk",
        ubuntu: "fonts-noto-cjk",
    },
    SystemPackage {
        purpose: "Arabic, Hebrew and other letters",
        programs: &[],
        debian: "fonts-noto-core",
        ubuntu: "fonts-noto-core",
    },
];

/// The names that Chromium and its siblings go by, the plain one first.
const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Browsers, their tools and fonts, by apt where there is one.
fn browsers() -> Result {
    let apt = cfg!(target_os = "linux") && shell::find("apt-get").is_some();
    let missing: Vec<&SystemPackage> =
        SYSTEM_PACKAGES.iter().filter(|package| !is_there(package, apt)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !apt {
        let list: Vec<String> =
            missing.iter().map(|package| format!("{} ({})", package.purpose, package.debian)).collect();
        say(&format!("to be installed by hand, in brackets Debian's names: {}", list.join(", ")));
        return Ok(());
    }
    let ubuntu = std::fs::read_to_string("/etc/os-release").is_ok_and(|text| text.contains("ID=ubuntu"));
    let names: Vec<&str> =
        missing.iter().map(|package| if ubuntu { package.ubuntu } else { package.debian }).collect();
    say(&format!("installing with apt-get: {}", names.join(", ")));
    shell::run(administrator("apt-get").args(["update", "--quiet=2"]))?;
    let install = ["install", "--yes", "--quiet=2", "--no-install-recommends"];
    shell::run(administrator("apt-get").args(install).args(names))
}

fn is_there(package: &SystemPackage, apt: bool) -> bool {
    if !package.programs.is_empty() {
        return package.programs.iter().any(|program| shell::find(program).is_some());
    }
    // A font has no program; where packages cannot be asked about, tests tell.
    !apt || shell::output(shell::command("dpkg-query").args([
        "--show",
        "--showformat=${Status}",
        package.debian,
    ]))
    .is_ok_and(|status| status.contains("install ok installed"))
}

/// A command with the rights to install: as it is for root, else through sudo.
fn administrator(program: &str) -> Command {
    let is_root = shell::output(shell::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let mut command = shell::command(if is_root { program } else { "sudo" });
    if !is_root {
        command.args(["--preserve-env=DEBIAN_FRONTEND", program]);
    }
    command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node() {
        assert_eq!(major("v20.19.2"), Some(20));
        assert_eq!(major("v8"), Some(8));
        assert_eq!(major("node"), None);
    }
}
