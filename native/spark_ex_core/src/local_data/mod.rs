//! Local data as chunks of Arrow IPC for the server.

pub mod arrow_table;
pub mod chunks;
