//! bench
use crate::workspace::Workspace;
#[derive(clap::Args)]
pub(crate) struct Options {}
pub(crate) fn run(w: &Workspace, _o: &Options) -> anyhow::Result<()> {
    crate::tools::bench_python(w).map(drop)
}
