//! `offprint export`: from inputs, or from the editions of a file, to files.

use crate::args::{CONFIG_FILE, Export};
use crate::terminal::Printer;
use offprint_core::{Diagnostic, Place, codes};
use offprint_driver::{Destination, Driver, Exit, ExportRequest, Project, Refusal, RunReport, Session};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Makes the editions that are asked for, after all of them have been judged.
pub(crate) fn run(driver: &Driver, export: &Export, printer: &Printer) -> Exit {
    let requests = match requests(driver, export) {
        Ok(requests) => requests,
        Err(Refusal { diagnostic, exit, .. }) => {
            printer.print(&diagnostic, true);
            return exit;
        }
    };
    let session = Session::new().on_event(|event| printer.hear(event));
    let mut reports = Vec::new();
    for request in &requests {
        if export.inputs.is_empty() {
            printer.tell(&format!("edition {}", request.label));
        }
        reports.push(driver.run_in(&session, request));
    }
    let exit = reports.iter().map(|report| report.exit).max().unwrap_or_default();
    if export.run.json && exit != Exit::Usage { exit.max(print(&RunReport::new(&reports))) } else { exit }
}

fn requests(driver: &Driver, export: &Export) -> Result<Vec<ExportRequest>, Refusal> {
    let mode = export.run.mode();
    if !export.inputs.is_empty() {
        if let Some(option) = export.config.given() {
            let message = format!("`{option}` is of no use beside an INPUT");
            let diagnostic = Diagnostic::new(codes::OPTION_CONFLICT, &Place::default(), message);
            return Err(diagnostic.hint("the editions of a file name their own sources").into());
        }
        let out = export.out.clone().map_or(Destination::Unstated, Destination::Path);
        return Ok(vec![driver.request(&export.inputs, out, &export.settings, mode)?]);
    }
    let path = export.config.config.clone().unwrap_or_else(|| PathBuf::from(CONFIG_FILE));
    if export.config.config.is_none() && !path.exists() {
        let message = format!("no INPUT is given, and there is no `{CONFIG_FILE}` here");
        let diagnostic = Diagnostic::new(codes::CONFIG_MISSING, &Place::default(), message);
        let hint = "name files or folders of saved posts; `offprint init` writes such a file";
        return Err(diagnostic.hint(hint).into());
    }
    let project = Project::load(&path)?;
    let out = export.out.as_deref().map(Path::new);
    project.requests(&export.config.editions, driver.formats(), &export.settings, (out, mode))
}

/// Prints the report of the run to standard output.
fn print(report: &RunReport<'_>) -> Exit {
    let mut bytes = serde_json::to_vec_pretty(report).unwrap_or_default();
    bytes.push(b'\n');
    match std::io::stdout().lock().write_all(&bytes) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(_) => Exit::Environment,
    }
}
