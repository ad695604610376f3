//! `offprint rules`: what cleaning does, rule by rule.

use crate::terminal::Printer;
use comfy_table::{ContentArrangement, Table, presets};
use offprint_core::html::{Level, Standing, rules};
use offprint_core::{Diagnostic, Place, codes};
use offprint_driver::{Exit, reason};
use std::io::Write;

pub(crate) fn run(printer: &Printer) -> Exit {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["rule", "default", "from level", "what it takes away"]);
    for rule in rules() {
        let standing = match rule.standing {
            Standing::On => "on",
            Standing::Off => "off",
            Standing::Fixed => "always",
        };
        let level = match (rule.standing, rule.level) {
            (Standing::Off, _) => "-",
            (_, Level::None) => "none",
            (_, Level::Safe) => "safe",
            (_, Level::Full) => "full",
        };
        table.add_row([rule.name, standing, level, rule.about]);
    }
    let mut out = std::io::stdout().lock();
    let written = table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()));
    match written.and_then(|()| out.flush()) {
        Ok(()) => Exit::Done,
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            let place = Place::file("standard output");
            printer.say(&Diagnostic::new(
                codes::STDOUT_CLOSED,
                &place,
                format!("cannot be written: {}", reason(&error)),
            ));
            Exit::Environment
        }
    }
}
