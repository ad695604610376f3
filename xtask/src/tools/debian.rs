//! Programs that come with the system.

use super::Missing;
use crate::process;
use anyhow::Result;
use std::{path::PathBuf, process::Command};

/// A Debian package, and how to see whether what it gives is there, wherever it came from.
struct Package {
    name: &'static str,
    needed: fn() -> bool,
    purpose: &'static str,
}

const PACKAGES: [Package; 17] = [
    Package { name: "poppler-utils", needed: || !all(&["pdftotext", "pdfinfo"]), purpose: "reads PDF back" },
    Package { name: "qpdf", needed: || !all(&["qpdf"]), purpose: "checks the syntax of PDF" },
    Package {
        name: "libxml2-utils",
        needed: || !all(&["xmllint"]),
        purpose: "checks Atom against its schema",
    },
    Package { name: "jq", needed: || !all(&["jq"]), purpose: "counts posts" },
    Package { name: "newsboat", needed: || !all(&["newsboat"]), purpose: "reads feeds back" },
    Package { name: "cmark-gfm", needed: || !all(&["cmark-gfm"]), purpose: "reads Markdown back" },
    Package { name: "chromium", needed: || chromium().is_err(), purpose: "shows books" },
    Package {
        name: "calibre",
        needed: || !all(&["ebook-convert"]),
        purpose: "converts books to other formats",
    },
    Package { name: "hugo", needed: || !all(&["hugo"]), purpose: "builds a site of Markdown" },
    Package { name: "jekyll", needed: || !all(&["jekyll"]), purpose: "builds a site of Markdown" },
    Package {
        name: "fonts-droid-fallback",
        needed: || {
            !std::path::Path::new("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf").is_file()
        },
        purpose: "shows Japanese in pictures of books",
    },
    Package { name: "python3-venv", needed: || !python_with_venv(), purpose: "holds the Python programs" },
    Package { name: "npm", needed: || !all(&["node", "npm"]), purpose: "installs Ace and reading systems" },
    Package {
        name: "default-jdk-headless",
        needed: || super::java::find().is_err(),
        purpose: "runs epubcheck and veraPDF",
    },
    Package { name: "systemd", needed: || !all(&["systemd-analyze"]), purpose: "checks units" },
    Package { name: "g++", needed: || !all(&["c++"]), purpose: "compiles libFuzzer" },
    Package {
        name: "libjaxb-java",
        needed: || !super::java::jaxb_is_there(),
        purpose: "a library of veraPDF",
    },
];

/// Installs the packages that are not there.
pub(super) fn ready() -> Result<()> {
    let missing: Vec<&Package> = PACKAGES.iter().filter(|package| (package.needed)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    if !(is_root() && process::exists("apt-get")) {
        return Err(lacking(&missing));
    }
    for package in &missing {
        println!("installing {} by apt: {}", package.name, package.purpose);
    }
    // The lists of packages may be old or not there at all; when the update fails the install says why.
    let _ = process::output_of(apt().args(["update", "-q"]));
    process::output_of(apt().args(["install", "-q", "-y", "--no-install-recommends"]).args(&names))
        .map_err(|error| Missing::not_installed(&names.join(", "), &error))?;
    let still: Vec<&Package> = PACKAGES.iter().filter(|package| (package.needed)()).collect();
    if still.is_empty() { Ok(()) } else { Err(lacking(&still)) }
}

/// Where Chromium is.
pub(super) fn chromium() -> Result<PathBuf> {
    for name in ["chromium", "chromium-browser", "google-chrome"] {
        if let Some(path) = find(name) {
            return Ok(path);
        }
    }
    Err(Missing { what: "`chromium`".into(), hint: "install the package `chromium`".into() }.into())
}

/// The full path of a program on `PATH`.
pub(super) fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

fn lacking(packages: &[&Package]) -> anyhow::Error {
    let list = packages.iter().map(|package| format!("`{}` ({})", package.name, package.purpose));
    let names = packages.iter().map(|package| package.name).collect::<Vec<_>>().join(" ");
    let hint =
        format!("as root: apt-get install --no-install-recommends {names}; or `cargo xtask test --offline`");
    Missing { what: list.collect::<Vec<_>>().join(", "), hint }.into()
}

fn apt() -> Command {
    let mut apt = Command::new("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

fn all(programs: &[&str]) -> bool {
    programs.iter().all(|program| find(program).is_some())
}

fn python_with_venv() -> bool {
    let mut python = Command::new("python3");
    process::output_of(python.args(["-c", "import venv, ensurepip"])).is_ok()
}

fn is_root() -> bool {
    let whose = process::text_of(Command::new("id").arg("-u")).unwrap_or_default();
    whose.trim() == "0"
}
