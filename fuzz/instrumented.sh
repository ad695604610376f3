#!/bin/sh
# rustc for `cargo xtask fuzz` (cargo's RUSTC_WRAPPER): our crates, and those that read what strangers wrote, are told to
# count every edge and what values are compared with. The rest is compiled as it is, in less than half of the time.
# What runs while building (macros, build scripts) is not for `--target`, and is not instrumented.
case "$CARGO_PKG_NAME" in
offprint-* | html5ever | markup5ever | tendril | quick-xml | serde_json | pulldown-cmark | url | jiff | hypher | math-core | formulary)
    for argument; do
        if [ "$argument" = --target ]; then
            exec "$@" -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
                -Cllvm-args=-sanitizer-coverage-trace-compares
        fi
    done
    ;;
esac
exec "$@"
