//! Values of the core to terms.

pub(crate) mod cells;
pub(crate) mod error;
pub(crate) mod log;
pub(crate) mod reply;
pub(crate) mod retry_event;
pub(crate) mod rows;
pub(crate) mod rpc_event;
pub(crate) mod structs;
pub(crate) mod user_defined;
