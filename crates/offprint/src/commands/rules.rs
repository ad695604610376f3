//! `offprint rules`: what cleaning does, rule by rule.

use crate::terminal::Printer;
use comfy_table::{ContentArrangement, Table, presets};
use offprint_core::html::{Level, Standing, rules};
use offprint_driver::Exit;
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
    printer.written(written.and_then(|()| out.flush()))
}
