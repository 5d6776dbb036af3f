//! Nested values as terms of their own, or as JSON.

use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
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
    pub(crate) fn columns(self, columns: Vec<ArrayRef>) -> Result<Vec<ArrayRef>, Error> {
        let column = |column: ArrayRef| match self.is_json(column.data_type()) {
            true => json::column(&column),
            false => Ok(column),
        };
        columns.into_iter().map(column).collect()
    }

    /// Whether values of a type become JSON.
    pub(crate) fn is_json(self, data_type: &DataType) -> bool {
        matches!(self, Self::Json) && data_type.is_nested()
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
