//! What is told of the program elsewhere than in its help, from its own definition: pages, man pages, completions.

use crate::args;
use clap::ValueEnum;
use clap_complete::Shell;
use offprint_driver::{Driver, Exit, project::reference};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

/// What is made from the program's own definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Page {
    /// `docs/cli.md`
    Cli,
    /// `docs/config.md`
    Config,
    /// `docs/offprint.schema.json`
    Schema,
    /// `docs/post.schema.json`
    PostSchema,
    /// `docs/diagnostics.md`
    Diagnostics,
}

/// Answers what the project's automation asks: `__docs PAGE`, and `__manual FOLDER`.
///
/// These are no subcommands: completions tell even the hidden ones.
pub(crate) fn asked_for(driver: &Driver, words: &[OsString]) -> Option<Exit> {
    match words {
        [word, page] if word == "__docs" => {
            Page::from_str(&page.to_string_lossy(), true).ok().map(|page| print(driver, page))
        }
        [word, folder] if word == "__manual" => Some(write(driver, Path::new(folder))),
        _ => None,
    }
}

/// Prints a page of the reference.
fn print(driver: &Driver, page: Page) -> Exit {
    let text = match page {
        Page::Cli => {
            let options = clap_markdown::MarkdownOptions::new().title("Command line".to_owned());
            clap_markdown::help_markdown_command_custom(&args::command(driver), &options.show_footer(false))
        }
        Page::Config => reference::page(driver.formats()),
        Page::Schema => format!("{:#}\n", reference::schema(driver.formats())),
        Page::PostSchema => format!("{:#}\n", offprint_core::reader::post_schema().to_value()),
        Page::Diagnostics => offprint_core::codes::page(),
    };
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(_) => Exit::Environment,
    }
}

/// Writes `man/` and `completions/` into a folder.
fn write(driver: &Driver, folder: &Path) -> Exit {
    match write_all(driver, folder) {
        Ok(()) => Exit::Done,
        Err(error) => {
            anstream::eprintln!("error: `{}` cannot be written: {error}", folder.display());
            Exit::Environment
        }
    }
}

fn write_all(driver: &Driver, folder: &Path) -> io::Result<()> {
    let (man, completions) = (folder.join("man"), folder.join("completions"));
    std::fs::create_dir_all(&man)?;
    std::fs::create_dir_all(&completions)?;
    clap_mangen::generate_to(args::command(driver), &man)?;
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut args::command(driver), "offprint", &completions)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_subcommand_is_hidden() {
        let command = args::command(&Driver::new());
        let hidden: Vec<_> = command.get_subcommands().filter(|it| it.is_hide_set()).collect();
        assert!(hidden.is_empty(), "completions would tell of {hidden:?}");
    }

    #[test]
    fn every_subcommand_has_a_page_and_every_shell_its_completions() {
        let folder = tempfile::tempdir().unwrap();
        write_all(&Driver::new(), folder.path()).unwrap();
        for subcommand in args::command(&Driver::new()).get_subcommands() {
            let page = folder.path().join(format!("man/offprint-{}.1", subcommand.get_name()));
            assert!(std::fs::read_to_string(page).unwrap().contains(".SH SYNOPSIS"));
        }
        assert_eq!(std::fs::read_dir(folder.path().join("completions")).unwrap().count(), 5);
    }
}
