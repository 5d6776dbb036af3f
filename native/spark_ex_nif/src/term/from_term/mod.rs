//! Terms to values of the core.

pub(crate) mod arrays;
pub(crate) mod config;
pub(crate) mod expected_values;
pub(crate) mod invalid_utf8;
pub(crate) mod local_arrow;
pub(crate) mod local_rows;
pub(crate) mod nested_format;
pub(crate) mod records;
pub(crate) mod spark_type;
pub(crate) mod table;
pub(crate) mod token;
pub(crate) mod value_error;
pub(crate) mod value_kinds;
pub(crate) mod values;
pub(crate) mod variants;
