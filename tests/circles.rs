//! No import circle between modules of a crate (invariant 9 of `docs/architecture.md`).
#![forbid(unsafe_code)]

use offprint_tests::modules;

#[test]
fn no_module_imports_what_imports_it() {
    for name in ["offprint", "offprint-driver"] {
        let circles = modules::circles(name);
        assert!(circles.is_empty(), "`{name}`: {circles:#?}");
    }
}
