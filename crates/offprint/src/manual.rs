//! What is told of the program elsewhere than in its help, from its own definition: pages, man pages, completions.

use crate::{
    args::{self, Arguments, Page},
    exit::Exit,
};
use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;
use std::io;
use std::path::Path;

/// Answers what the project's automation asks: `__docs PAGE`, and `__manual FOLDER`.
///
/// These are no subcommands: completions tell even the hidden ones.
pub(crate) fn asked_for() -> Option<Exit> {
    let words: Vec<_> = std::env::args_os().skip(1).collect();
    match words.as_slice() {
        [word, page] if word == "__docs" => {
            Page::from_str(&page.to_string_lossy(), true).ok().map(args::print_docs)
        }
        [word, folder] if word == "__manual" => Some(write(Path::new(folder))),
        _ => None,
    }
}

/// Writes `man/` and `completions/` into a folder.
fn write(folder: &Path) -> Exit {
    match write_all(folder) {
        Ok(()) => Exit::Done,
        Err(error) => {
            anstream::eprintln!("error: `{}` cannot be written: {error}", folder.display());
            Exit::Environment
        }
    }
}

fn write_all(folder: &Path) -> io::Result<()> {
    let (man, completions) = (folder.join("man"), folder.join("completions"));
    std::fs::create_dir_all(&man)?;
    std::fs::create_dir_all(&completions)?;
    clap_mangen::generate_to(Arguments::command(), &man)?;
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut Arguments::command(), "offprint", &completions)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_subcommand_is_hidden() {
        let command = Arguments::command();
        let hidden: Vec<_> = command.get_subcommands().filter(|it| it.is_hide_set()).collect();
        assert!(hidden.is_empty(), "completions would tell of {hidden:?}");
    }

    #[test]
    fn every_subcommand_has_a_page_and_every_shell_its_completions() {
        let folder = tempfile::tempdir().unwrap();
        write_all(folder.path()).unwrap();
        for subcommand in Arguments::command().get_subcommands() {
            let page = folder.path().join(format!("man/offprint-{}.1", subcommand.get_name()));
            assert!(std::fs::read_to_string(page).unwrap().contains(".SH SYNOPSIS"));
        }
        assert_eq!(std::fs::read_dir(folder.path().join("completions")).unwrap().count(), 5);
    }
}
