//! QR codes of addresses, as boxes.

use crate::drawing::Drawing;
use qrcode::{Color, EcLevel, QrCode};

/// Light modules around a code (ISO/IEC 18004 §6.3.8).
const QUIET: usize = 4;

/// The code of an address, as wide as this; `None` for an address that is too long for one.
pub(crate) fn code(address: &str, side: f32) -> Option<Drawing> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let (modules, colours) = (code.width(), code.to_colors());
    let module = side / (modules + 2 * QUIET) as f32;
    let mut drawing = Drawing { width: side, height: side, steps: Vec::new() };
    drawing.rectangle((0.0, 0.0, side, side), [0xff; 3]);
    let at = |index: usize| (index + QUIET) as f32 * module;
    for (y, row) in colours.chunks(modules).enumerate() {
        let mut x = 0;
        while x < modules {
            let dark = row[x..].iter().take_while(|colour| **colour == Color::Dark).count();
            if dark > 0 {
                // A hair higher than it is, or light shows between rows.
                drawing.rectangle((at(x), at(y), dark as f32 * module, module * 1.02), [0; 3]);
            }
            x += dark.max(1);
        }
    }
    Some(drawing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Step;

    #[test]
    fn a_code_has_its_finders_and_quiet_zone() {
        let drawing = code("https://example.org/", 50.0).unwrap();
        let lefts = drawing.steps.iter().filter_map(|step| match step {
            Step::Move(x, _) if *x > 0.0 => Some(*x),
            _ => None,
        });
        let (least, most) = lefts.fold((f32::MAX, 0.0_f32), |(least, most), x| (least.min(x), most.max(x)));
        let module = 50.0 / (25 + 2 * QUIET) as f32;
        assert!((least - 4.0 * module).abs() < 0.01, "{least}");
        assert!(most < 50.0 - 4.0 * module);
        assert!(code(&"x".repeat(5000), 50.0).is_none());
    }
}
