//! Errors of casts between Arrow types.

use std::fmt;

use arrow_array::{Array, ArrayRef};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, DataType};

use crate::arrow::spark_type::SparkType;
use crate::error::Error;
use crate::values::value_error::{self, ElementPosition};

/// A cast array.
pub type CastResult = Result<ArrayRef, CastError>;

/// Why an array can't be cast.
#[derive(Debug)]
pub enum CastError {
    /// A value does not match its column.
    Value(Box<ValueError>),
    /// Any other error.
    Data(Error),
}

/// A value that does not match its column: an array of that value alone.
pub type ValueError = value_error::ValueError<ArrayRef, Expected>;
/// One step to a value; keys are arrays of one key each.
pub type Step = value_error::Step<ArrayRef>;

/// What a column expects in place of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// A value that is not null.
    Present,
    /// Valid UTF-8.
    Text,
    /// A value of this type.
    Value(SparkType),
    /// A timestamp or an interval in whole microseconds.
    WholeMicros(SparkType),
    /// A struct with these fields only.
    Fields(Vec<String>),
    /// A value of this type, to which no value of the Arrow type can be cast.
    IncompatibleType(SparkType, DataType),
}

impl CastError {
    /// The error of a value at the array's own level.
    pub(crate) fn value(array: &ArrayRef, at: usize, expected: Expected) -> Self {
        let value = array.slice(at, 1);
        Self::Value(Box::new(ValueError::new(at, expected, value)))
    }

    pub(crate) fn map_value(self, map: impl FnOnce(ValueError) -> ValueError) -> Self {
        match self {
            Self::Value(error) => Self::Value(Box::new(map(*error))),
            other => other,
        }
    }

    /// The same error as seen from the lists that `offsets` cut the values into.
    pub(crate) fn within_list(
        self,
        offsets: &OffsetBuffer<i32>,
        step: impl FnOnce(ElementPosition) -> Step,
    ) -> Self {
        self.map_value(|error| error.within_list(offsets, step))
    }

    /// The same error as seen from a table, `rows_before` rows after its first.
    pub(crate) fn within_column(self, name: &str, rows_before: usize) -> Self {
        self.map_value(|error| error.within_column(name, rows_before))
    }
}

impl From<Error> for CastError {
    fn from(error: Error) -> Self {
        Self::Data(error)
    }
}

impl From<ArrowError> for CastError {
    fn from(error: ArrowError) -> Self {
        Self::Data(Error::Data(format!("can't cast the data: {error}")))
    }
}

impl From<CastError> for Error {
    fn from(error: CastError) -> Self {
        match error {
            CastError::Value(error) => Self::Value(error),
            CastError::Data(error) => error,
        }
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "row {}: expected {:?}, got {:?}",
            self.row, self.expected, self.value
        )
    }
}
