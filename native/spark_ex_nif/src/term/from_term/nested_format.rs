//! Nested values as terms of their own, or as JSON.

use arrow_array::{Array, ArrayRef};
use rustler::NifUnitEnum;
use spark_ex_core::error::Error;
use spark_ex_core::export;
use spark_ex_core::values::json;

/// What becomes of columns whose values are nested.
#[derive(Clone, Copy, NifUnitEnum)]
pub(crate) enum Nested {
    Native,
    Json,
}

impl Nested {
    /// The columns that are to be made into terms.
    pub(crate) fn columns(self, columns: &[ArrayRef]) -> Result<Vec<ArrayRef>, String> {
        let column = |column: &ArrayRef| match self {
            Self::Json if column.data_type().is_nested() => json::column(column),
            _ => Ok(column.clone()),
        };
        let columns: Result<_, Error> = columns.iter().map(column).collect();
        columns.map_err(|error| error.to_string())
    }
}

impl From<Nested> for export::Nested {
    fn from(nested: Nested) -> Self {
        match nested {
            Nested::Native => Self::Native,
            Nested::Json => Self::Json,
        }
    }
}
