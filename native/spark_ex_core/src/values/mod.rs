//! Values that Arrow does not format or decode as SparkEx needs them.

pub mod calendar;
pub mod decimal;
pub mod exact_floats;
pub mod iso8601;
pub mod json;
pub mod time_units;
pub mod value_error;
pub mod variant;
