//! Terms of the VM to values of the core, and back.

pub(crate) mod cells;
pub(crate) mod config;
pub(crate) mod error;
pub(crate) mod float;
pub(crate) mod log;
pub(crate) mod message;
pub(crate) mod notice;
pub(crate) mod reply;
pub(crate) mod rows;
pub(crate) mod structs;
pub(crate) mod terms;
pub(crate) mod token;
