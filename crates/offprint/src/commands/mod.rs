//! The subcommands, each from its arguments to an exit code.

pub(crate) mod check;
pub(crate) mod export;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod manual;
pub(crate) mod rules;
