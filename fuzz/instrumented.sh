#!/bin/sh
# rustc for `cargo xtask fuzz` (cargo's RUSTC_WORKSPACE_WRAPPER): the workspace's own crates are told to count every edge
# and what values are compared with. What runs while building is not, nor what has no counters to be told.
case "$CARGO_CRATE_NAME" in
build_script_* | features) exec "$@" ;;
esac
exec "$@" --cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares
