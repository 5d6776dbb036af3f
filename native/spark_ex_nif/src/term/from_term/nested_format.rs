//! The representation of nested values: terms or JSON.

use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use rustler::NifUnitEnum;
use spark_ex_core::error::Error;
use spark_ex_core::export;
use spark_ex_core::values::json;

/// The representation of columns with nested values.
#[derive(Clone, Copy, NifUnitEnum)]
pub(crate) enum Nested {
    Native,
    Json,
}

impl Nested {
    /// The columns to decode into terms.
    pub(crate) fn columns(self, columns: Vec<ArrayRef>) -> Result<Vec<ArrayRef>, Error> {
        let column = |column: ArrayRef| match self.is_json(column.data_type()) {
            true => json::encode_column(&column),
            false => Ok(column),
        };
        columns.into_iter().map(column).collect()
    }

    /// Whether values of a type are encoded as JSON.
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
