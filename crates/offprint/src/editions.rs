//! `offprint export` without inputs: the editions of `offprint.toml`.

use crate::args::{Arguments, Command, Common, Export};
use crate::clock;
use crate::config::fields::Told;
use crate::config::flags::{self, Flag, WITH_FIELDS};
use crate::config::{ConfigFile, Unread, is_it, of_edition};
use crate::exit::Exit;
use crate::export;
use crate::fetched::Fetched;
use crate::hooks;
use crate::overwrite::{Reads, Writes};
use crate::printer::Printer;
use crate::run_report::{EditionReport, Outcome};
use crate::targets;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use jiff::civil::Date;
use offprint_core::{Diagnostic, GroupBy, Place};
use std::error::Error as _;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The file that is read when none is named.
pub(crate) const FILE: &str = "offprint.toml";

/// Flags that say the same thing in different ways.
const TOGETHER: [&[&str]; 3] = [&["since", "until", "range"], &["cover", "no-cover"], &["post", "sort"]];

/// An edition that is ready to be made.
struct Planned {
    name: String,
    export: Box<Export>,
    common: Common,
    /// Commands that are run with each file that was written.
    after: Vec<Vec<String>>,
}

/// Makes the editions that are asked for, after all of them have been judged.
pub(crate) fn run(export: &Export, printer: &Printer) -> (Exit, Vec<EditionReport>) {
    let (planned, exit) = match plan(export) {
        Ok(planned) => (planned, Exit::Done),
        Err((said, exit)) => {
            printer.say(&said);
            (Vec::new(), exit)
        }
    };
    let mut exit = exit;
    let mut reports = Vec::new();
    // Editions of one site ask it once.
    let fetched = Fetched::default();
    for edition in &planned {
        printer.tell(&format!("edition {}", edition.name));
        let (ended, mut report) = export::write(&edition.export, &edition.common, &fetched, printer);
        report.name.clone_from(&edition.name);
        exit = exit.max(ended);
        if report.outcome == Outcome::Written {
            exit = exit.max(hooks::run(&edition.after, &report, printer));
        }
        reports.push(report);
    }
    (exit, reports)
}

fn plan(export: &Export) -> Result<Vec<Planned>, (Diagnostic, Exit)> {
    let path = export.config.config.clone().unwrap_or_else(|| PathBuf::from(FILE));
    if export.config.config.is_none() && !path.exists() {
        let message = format!("no INPUT is given, and there is no `{FILE}` here");
        let said = Diagnostic::error(&Place::default(), message);
        return Err((
            said.hint("name files or folders of saved posts; `offprint init` writes such a file"),
            Exit::Usage,
        ));
    }
    let file = ConfigFile::read(&path).map_err(|unread| match unread {
        Unread::Disk(said) => (said, Exit::Environment),
        Unread::Wrong(said) => (said, Exit::Usage),
    })?;
    let editions = &file.config.edition;
    for wanted in &export.config.editions {
        if editions.iter().all(|edition| edition.name != *wanted) {
            let names: Vec<&str> = editions.iter().map(|edition| edition.name.as_str()).collect();
            let near = is_it(wanted, &names);
            let said = Diagnostic::error(
                &Place::file(path.to_string_lossy()),
                format!("there is no edition `{wanted}`{near}"),
            );
            return Err((said.hint(format!("it declares {}", names.join(", "))), Exit::Usage));
        }
    }
    let wanted = |name: &String| export.config.editions.is_empty() || export.config.editions.contains(name);
    // What is wrong with an edition that is not asked for does not matter today.
    let chosen: Vec<usize> = (0..editions.len()).filter(|&index| wanted(&editions[index].name)).collect();
    let to_stdout = export.out.as_deref().is_some_and(|out| out.as_os_str() == "-");
    if to_stdout && chosen.len() > 1 {
        let said = Diagnostic::error(&Place::default(), "standard output takes one edition");
        return Err((said.hint("name it with `--edition`, or a folder with `--out`"), Exit::Usage));
    }
    let planned = chosen.iter().map(|&index| plan_one(&file, index, export.out.as_deref()));
    let planned = planned.collect::<Result<Vec<_>, _>>().map_err(|said| (said, Exit::Usage))?;
    keep_apart(&file, &path, &chosen, &planned).map_err(|said| (said, Exit::Usage))?;
    Ok(planned)
}

/// Refuses editions that write to one place, or that replace what any of them reads.
fn keep_apart(
    file: &ConfigFile,
    path: &Path,
    chosen: &[usize],
    planned: &[Planned],
) -> Result<(), Diagnostic> {
    let mut reads = Reads::default();
    reads.add_file(path);
    planned.iter().for_each(|edition| reads.add(&edition.export));
    // What an edition reads that is not made today is to be read tomorrow.
    for index in (0..file.config.edition.len()).filter(|index| !chosen.contains(index)) {
        reads.add_inputs(&file.inputs(index).unwrap_or_default());
    }
    // What is wrong with formats or a target is reported with its edition.
    let outputs: Vec<_> =
        planned.iter().map(|edition| targets::plan(&edition.export).unwrap_or_default()).collect();
    let mut before: Vec<(&Planned, Writes<'_>)> = Vec::new();
    for ((index, edition), (formats, target)) in chosen.iter().zip(planned).zip(&outputs) {
        let writes = Writes::new(&edition.export, formats, target);
        writes.spare(&reads)?;
        for (other, earlier) in &before {
            if let Some(shared) = earlier.shared_with(&writes) {
                let message = format!("edition `{}` writes to `{shared}`, too", other.name);
                let said = file.wrong(&of_edition(*index, "out"), &message);
                return Err(said.hint("give each edition an `out` of its own"));
            }
        }
        before.push((edition, writes));
    }
    Ok(())
}

/// The arguments that make this edition: those of the command line, then those of the file.
fn plan_one(file: &ConfigFile, index: usize, out: Option<&Path>) -> Result<Planned, Diagnostic> {
    let edition = &file.config.edition[index];
    let given: Vec<OsString> = std::env::args_os().collect();
    let command = Arguments::command();
    let said = command.clone().get_matches_from(&given);
    let mut flags = flags::of(&file.config, index, edition, &file.folder);
    if edition.formats.is_none() {
        flags.push(Flag { name: "to".into(), value: Some("all".into()), path: of_edition(index, "formats") });
    }
    // What the command line says in other words counts as well.
    let instead =
        |name: &str| TOGETHER.iter().find(|group| group.contains(&name)).copied().unwrap_or_default();
    flags.retain(|flag| {
        !is_given(&command, &said, &flag.name)
            && !instead(&flag.name).iter().any(|other| is_given(&command, &said, other))
    });
    let inputs = file.inputs(index)?;
    let first = parse(&given, &flags, &inputs).map_err(|error| of_clap(file, &flags, &error))?;
    let told = |export: &Export| -> Result<Date, Diagnostic> {
        let today = clock::today(export.edition.date, export.reading.timezone.as_deref());
        today.map_err(|message| Diagnostic::error(&Place::default(), message))
    };
    let ends = first.1.selection.ends();
    let has_fields = |text: &str| text.contains(['{', '}']);
    let filled = flags.iter().filter(|flag| WITH_FIELDS.contains(&flag.name.as_str()));
    let mut needs_date = ends.is_relative() || edition.out.as_deref().is_some_and(has_fields);
    needs_date |= filled.filter_map(|flag| flag.value.as_deref()).any(has_fields);
    // The clock is asked only when something hangs on it.
    let today = if needs_date { told(&first.1)? } else { Date::default() };
    ends.bounds(today).map_err(|message| {
        let keys = ["range", "until", "since"].map(|key| of_edition(index, key));
        let key = keys.iter().find(|path| flags.iter().any(|flag| flag.path == **path));
        file.wrong(key.unwrap_or(&keys[0]), &message)
    })?;
    let language = first.1.edition.language.clone().unwrap_or_default();
    let told = Told { days: ends.told(today), name: &edition.name, language: &language };
    for flag in flags.iter_mut().filter(|flag| WITH_FIELDS.contains(&flag.name.as_str())) {
        if let Some(value) = &mut flag.value {
            *value = told.fill(value).map_err(|message| file.wrong(&flag.path, &message))?;
        }
    }
    let (common, mut export) =
        parse(&given, &flags, &inputs).map_err(|error| of_clap(file, &flags, &error))?;
    let own = edition.out.as_deref().map(|out| told.fill(out)).transpose();
    let own = own.map_err(|message| file.wrong(&of_edition(index, "out"), &message))?;
    export.out = Some(match (out, own) {
        (Some(out), _) if out.as_os_str() == "-" => out.to_owned(),
        (Some(out), _) => out.join(&edition.name),
        (None, Some(own)) => file.folder.join(own),
        (None, None) => file.folder.join("export").join(&edition.name),
    });
    if export.edition.group_by == GroupBy::None && !export.front.introductions.is_empty() {
        let message = "there are no sections to introduce: divide the edition with `group-by`";
        return Err(file.wrong(&of_edition(index, "introductions"), message));
    }
    export.name.get_or_insert_with(|| edition.name.clone());
    export.run.lock = true;
    let after = edition.after.iter().flat_map(|words| &words.0).enumerate().map(|(item, command)| {
        let path = of_edition(index, "after").into_iter().chain([item.to_string()]).collect::<Vec<_>>();
        hooks::words(&command.0).map_err(|message| file.wrong(&path, &message))
    });
    let after = after.collect::<Result<_, _>>()?;
    Ok(Planned { name: edition.name.clone(), export, common, after })
}

/// Whether the command line itself has this flag: then it counts, not the file's.
fn is_given(command: &clap::Command, said: &ArgMatches, flag: &str) -> bool {
    let Some(export) = command.find_subcommand("export") else { return false };
    let arguments = export.get_arguments().chain(command.get_arguments());
    let id = arguments.into_iter().find(|argument| argument.get_long() == Some(flag)).map(clap::Arg::get_id);
    let Some((id, (_, of_export))) = id.zip(said.subcommand()) else { return false };
    of_export.try_contains_id(id.as_str()).is_ok()
        && of_export.value_source(id.as_str()) == Some(ValueSource::CommandLine)
}

fn parse(
    given: &[OsString],
    flags: &[Flag],
    inputs: &[PathBuf],
) -> Result<(Common, Box<Export>), clap::Error> {
    let of_file = flags.iter().map(|flag| match &flag.value {
        Some(value) => OsString::from(format!("--{}={value}", flag.name)),
        None => OsString::from(format!("--{}", flag.name)),
    });
    let all = given.iter().cloned().chain(of_file).chain(["--".into()]);
    let all = all.chain(inputs.iter().map(|path| path.clone().into_os_string()));
    let matches = Arguments::command().try_get_matches_from(all)?;
    let arguments = Arguments::from_arg_matches(&matches)?;
    match arguments.command {
        Command::Export(export) => Ok((arguments.common, export)),
        _ => Err(clap::Error::new(ErrorKind::InvalidSubcommand)),
    }
}

/// What the command line has against a flag, as a message about the key.
fn of_clap(file: &ConfigFile, flags: &[Flag], error: &clap::Error) -> Diagnostic {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let name = |shown: &str| {
        shown.split(['=', ' ', '<']).next().unwrap_or_default().trim_start_matches('-').to_owned()
    };
    let flag = name(&text(ContextKind::InvalidArg));
    let value = text(ContextKind::InvalidValue);
    let of_flag = |known: &&Flag| known.name == flag;
    let exactly = flags.iter().filter(of_flag).find(|known| known.value.as_ref() == Some(&value));
    let path = exactly.or(flags.iter().find(of_flag)).map(|flag| flag.path.clone()).unwrap_or_default();
    // A section is named by its key.
    let value = match value.split_once('=') {
        Some((_, said)) if flag == "introduction" => said.to_owned(),
        _ => value,
    };
    let reason = error.source().map(ToString::to_string);
    let message = match (error.kind(), reason) {
        (ErrorKind::InvalidValue, _) => {
            let known: Vec<String> = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(known)) => known.clone(),
                _ => Vec::new(),
            };
            let all = known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ");
            format!("`{value}` is none of {all}{}", is_it(&value, &known))
        }
        (ErrorKind::ArgumentConflict, _) => {
            let other = name(&text(ContextKind::PriorArg));
            format!("this does not go together with `{other}`")
        }
        (ErrorKind::MissingRequiredArgument, _) => format!("`{flag}` is needed for what is asked"),
        (_, Some(reason)) if reason.starts_with("not ") => format!("`{value}` is {reason}"),
        (_, Some(reason)) => reason
            .strip_prefix(&format!("{value} is"))
            .map_or_else(|| format!("`{value}`: {reason}"), |reason| format!("`{value}` is{reason}")),
        (_, None) => {
            error.to_string().lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned()
        }
    };
    file.wrong(&path, &message)
}
