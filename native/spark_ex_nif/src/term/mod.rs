//! Terms of the VM to values of the core, and back.

pub(crate) mod arrays;
pub(crate) mod cells;
pub(crate) mod column_type;
pub(crate) mod config;
pub(crate) mod error;
pub(crate) mod expected;
pub(crate) mod float;
pub(crate) mod kinds;
pub(crate) mod local_arrow;
pub(crate) mod local_rows;
pub(crate) mod log;
pub(crate) mod message;
pub(crate) mod nested;
pub(crate) mod notice;
pub(crate) mod records;
pub(crate) mod refusal;
pub(crate) mod reply;
pub(crate) mod rows;
pub(crate) mod structs;
pub(crate) mod table;
pub(crate) mod terms;
pub(crate) mod token;
pub(crate) mod values;
pub(crate) mod variants;
