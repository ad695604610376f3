//! CHANGELOG.md, in the form of Keep a Changelog: what is unreleased becomes a version's section.

use anyhow::{Context, Result, bail, ensure};
use jiff::civil::Date;
use semver::Version;

const UNRELEASED: &str = "[Unreleased]";
const KINDS: [&str; 6] = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

/// The file with its unreleased section given to a version, and the text of that section.
pub(super) fn released(text: &str, version: &Version, date: Date) -> Result<(String, String)> {
    let (head, rest) = text
        .split_once(&format!("\n## {UNRELEASED}\n"))
        .with_context(|| format!("CHANGELOG.md has no section `## {UNRELEASED}`"))?;
    ensure!(head.starts_with("# Changelog\n"), "CHANGELOG.md does not begin with `# Changelog`");
    ensure!(!head.contains("\n## "), "in CHANGELOG.md, `## {UNRELEASED}` is not the first section");
    let (unreleased, earlier) = match rest.find("\n## ") {
        Some(at) => rest.split_at(at + 1),
        None => (rest, ""),
    };
    let mut newer = version.clone();
    for heading in earlier.lines().filter_map(|line| line.strip_prefix("## ")) {
        let of = version_of(heading)?;
        ensure!(of < newer, "in CHANGELOG.md, {of} stands below {newer}, or is it already");
        newer = of;
    }
    for kind in rest.lines().filter_map(|line| line.strip_prefix("### ")) {
        ensure!(KINDS.contains(&kind), "CHANGELOG.md knows no `### {kind}`, but {}", KINDS.join(", "));
    }
    if !unreleased.lines().any(|line| line.starts_with("- ")) {
        bail!("CHANGELOG.md tells of nothing that is unreleased");
    }
    let section = unreleased.trim();
    let earlier = if earlier.is_empty() { String::new() } else { format!("\n{earlier}") };
    let whole = format!("{head}\n## {UNRELEASED}\n\n## [{version}] - {date}\n\n{section}\n{earlier}");
    Ok((whole, section.to_owned()))
}

/// The version of a heading: `[1.2.3] - 2025-05-01`.
fn version_of(heading: &str) -> Result<Version> {
    let parts = heading.strip_prefix('[').and_then(|rest| rest.split_once("] - "));
    let read = parts.and_then(|(version, date)| {
        let _: Date = date.parse().ok()?;
        version.parse().ok()
    });
    read.with_context(|| {
        format!("in CHANGELOG.md, `## {heading}` is not of the form `## [1.2.3] - 2025-05-01`")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: &str = "# Changelog\n\nAll changes.\n\n## [Unreleased]\n\n### Added\n\n- Books.\n\n\
                          ## [0.1.0] - 2025-04-01\n\n### Fixed\n\n- Feeds.\n";

    fn release(text: &str, version: &str) -> Result<(String, String)> {
        released(text, &version.parse().unwrap(), "2025-05-01".parse().unwrap())
    }

    #[test]
    fn what_is_unreleased_moves() {
        let (after, section) = release(BEFORE, "0.2.0").unwrap();
        assert_eq!(section, "### Added\n\n- Books.");
        let moved = "## [Unreleased]\n\n## [0.2.0] - 2025-05-01\n\n### Added";
        assert_eq!(after, BEFORE.replace("## [Unreleased]\n\n### Added", moved));
        let again = release(&after, "0.3.0").unwrap_err().to_string();
        assert_eq!(again, "CHANGELOG.md tells of nothing that is unreleased");
    }

    #[test]
    fn a_first_version_has_nothing_below() {
        let (first, _) = BEFORE.split_once("\n## [0.1.0]").unwrap();
        let (after, _) = release(first, "0.1.0").unwrap();
        assert!(after.ends_with("\n\n## [0.1.0] - 2025-05-01\n\n### Added\n\n- Books.\n"), "{after}");
    }

    #[test]
    fn other_forms_are_refused() {
        let check = |from: &str, to: &str, version: &str, said: &str| {
            let error = release(&BEFORE.replace(from, to), version).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        };
        check("## [Unreleased]", "## Unreleased", "0.2.0", "no section `## [Unreleased]`");
        check("# Changelog\n", "# News\n", "0.2.0", "does not begin with");
        check("All changes.", "## [0.0.1] - 2025-01-01", "0.2.0", "not the first section");
        check("### Added", "### New", "0.2.0", "knows no `### New`");
        check("2025-04-01", "April", "0.2.0", "`## [0.1.0] - April` is not of the form");
        check("", "", "0.1.0", "0.1.0 stands below 0.1.0");
    }
}
