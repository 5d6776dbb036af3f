//! Casts of Arrow arrays to the Arrow types of Spark's types.
//!
//! The rules are those for Elixir values: a value arrives unchanged, or a [`ValueError`] reports
//! where it is and what its column expects. Hand-written because the kernels of `arrow-cast`
//! round, truncate or wrap values, and do not report their position.
//!
//! | Spark type                  | Arrow types                                                  |
//! |-----------------------------|--------------------------------------------------------------|
//! | integers                    | signed and unsigned integers of any width, in range          |
//! | `FLOAT`, `DOUBLE`           | floats, and integers that they represent exactly             |
//! | `DECIMAL`                   | decimals and integers without rounding, strings of digits    |
//! | `STRING`, `BINARY`          | strings and binaries: small, large and view                  |
//! | `DATE`, `TIME`, timestamps  | the same types                                               |
//! | intervals                   | the same types; calendar intervals also from the others      |
//! | `ARRAY`                     | lists                                                        |
//! | `MAP`, `STRUCT`             | maps; structs, with fields found by name                     |
//! | `VARIANT`                   | variants, and all types that a variant can represent         |
//!
//! [`normalize`] runs first and converts other units, dictionaries and layouts. Null arrays are
//! cast to any type.
//!
//! [`ValueError`]: crate::arrow::cast_error::ValueError

mod bytes;
mod nested;
mod numbers;
mod temporal;
mod variants;

use std::sync::Arc;

use arrow_array::types::ArrowPrimitiveType;
use arrow_array::{Array, ArrayRef, NullArray, PrimitiveArray, new_null_array};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;

use crate::arrow::cast_error::{CastError, CastResult, Expected};
use crate::arrow::normalize::{InvalidUtf8, normalize};
use crate::arrow::primitive;
use crate::arrow::spark_type::{Column, SparkType};

/// Casts an array, normalized to `data_type`, to the type of a column.
pub fn cast(array: &ArrayRef, data_type: &DataType, column: &Column) -> CastResult {
    let normal = normalize(array, data_type, InvalidUtf8::Error)?;
    cast_within(&normal, column, None)
}

/// Casts an array inside another. Values may be missing where the parent is null in `outer`.
fn cast_within(array: &ArrayRef, column: &Column, outer: Option<&NullBuffer>) -> CastResult {
    let values = Values {
        array,
        kind: &column.kind,
    };
    if !column.nullable {
        values.check_present(outer)?;
    }
    if array.data_type() == &DataType::Null {
        return Ok(new_null_array(&column.kind.arrow(), array.len()));
    }
    values.cast()
}

/// An array and its target type.
struct Values<'a> {
    array: &'a ArrayRef,
    kind: &'a SparkType,
}

impl Values<'_> {
    fn cast(&self) -> CastResult {
        use SparkType as Type;
        match self.kind {
            Type::Null => self.nulls(),
            Type::Boolean if self.array.data_type() == &DataType::Boolean => {
                Ok(Arc::clone(self.array))
            }
            Type::Byte
            | Type::Short
            | Type::Integer
            | Type::Long
            | Type::Float
            | Type::Double
            | Type::Decimal { .. } => self.numbers(),
            Type::String | Type::Binary => self.bytes(),
            Type::Date
            | Type::Timestamp
            | Type::TimestampNtz
            | Type::TimestampNanos { .. }
            | Type::TimestampNtzNanos { .. }
            | Type::Time { .. }
            | Type::YearMonth { .. }
            | Type::DayTime { .. }
            | Type::Calendar => self.temporal(),
            Type::Array(element) => self.lists(element),
            Type::Map(key, value) => self.maps(key, value),
            Type::Struct(fields) => self.structs(fields),
            Type::Variant => self.variants(),
            Type::Boolean => self.incompatible(),
        }
    }

    fn check_present(&self, outer: Option<&NullBuffer>) -> Result<(), CastError> {
        let Some(nulls) = self.array.logical_nulls() else {
            return Ok(());
        };
        let missing =
            |at: &usize| nulls.is_null(*at) && outer.is_none_or(|outer| outer.is_valid(*at));
        match (0..nulls.len()).find(missing) {
            Some(at) => Err(self.error(at, Expected::Present)),
            None => Ok(()),
        }
    }

    fn nulls(&self) -> CastResult {
        match self.first_present() {
            Some(at) => Err(self.value_error(at)),
            None => Ok(Arc::new(NullArray::new(self.array.len()))),
        }
    }

    /// An array of an incompatible type can be cast if it holds only nulls.
    fn incompatible(&self) -> CastResult {
        match self.first_present() {
            Some(at) => {
                let found = self.array.data_type().clone();
                Err(self.error(at, Expected::IncompatibleType(self.kind.clone(), found)))
            }
            None => Ok(new_null_array(&self.kind.arrow(), self.array.len())),
        }
    }

    fn first_present(&self) -> Option<usize> {
        (0..self.array.len()).find(|at| self.array.is_valid(*at))
    }

    fn value_error(&self, at: usize) -> CastError {
        self.error(at, Expected::Value(self.kind.clone()))
    }

    fn error(&self, at: usize, expected: Expected) -> CastError {
        CastError::value(self.array, at, expected)
    }

    /// Converts each value; fails where `number` returns `None`.
    fn primitive<T: ArrowPrimitiveType>(
        &self,
        number: impl Fn(usize) -> Option<T::Native>,
    ) -> Result<PrimitiveArray<T>, CastError> {
        primitive::convert(self.array, number, |at| self.value_error(at))
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int8Type;
    use arrow_array::{BooleanArray, DictionaryArray, Int32Array, Int64Array, StringArray};

    use super::*;
    use crate::arrow::cast_error::ValueError;
    use crate::arrow::normalize::normal_type;

    pub(super) fn cast_normal(array: &ArrayRef, column: &Column) -> CastResult {
        cast(array, &normal_type(array.data_type()), column)
    }

    pub(super) fn column(kind: SparkType) -> Column {
        Column {
            name: "c".into(),
            kind,
            nullable: true,
        }
    }

    pub(super) fn cast_to(array: impl Array + 'static, kind: SparkType) -> ArrayRef {
        let array: ArrayRef = Arc::new(array);
        let result = cast_normal(&array, &column(kind.clone())).unwrap();
        assert_eq!(result.data_type(), &kind.arrow());
        assert_eq!(result.len(), array.len());
        result
    }

    pub(super) fn error(array: impl Array + 'static, column: &Column) -> ValueError {
        let array: ArrayRef = Arc::new(array);
        match cast_normal(&array, column) {
            Err(CastError::Value(error)) => *error,
            other => panic!("{other:?}"),
        }
    }

    /// The row of a value that does not match the type.
    pub(super) fn error_row(array: impl Array + 'static, kind: SparkType) -> usize {
        let error = error(array, &column(kind.clone()));
        assert_eq!(error.expected, Expected::Value(kind));
        error.row
    }

    #[test]
    fn a_dictionary_is_cast_by_its_values() {
        let words: DictionaryArray<Int8Type> = [Some("b"), None, Some("a"), Some("b")]
            .into_iter()
            .collect();
        let texts = cast_to(words, SparkType::String);
        let expected = StringArray::from(vec![Some("b"), None, Some("a"), Some("b")]);
        assert_eq!(texts.as_string::<i32>(), &expected);
    }

    #[test]
    fn nulls_are_cast_to_any_type() {
        let element = Box::new(column(SparkType::Date));
        for kind in [
            SparkType::Long,
            SparkType::Variant,
            SparkType::Array(element),
        ] {
            assert_eq!(cast_to(NullArray::new(3), kind.clone()).null_count(), 3);
            let texts = StringArray::from(vec![None::<&str>; 2]);
            match kind {
                SparkType::Variant => {}
                kind => assert_eq!(cast_to(texts, kind).null_count(), 2),
            }
        }
        assert_eq!(
            error_row(Int32Array::from(vec![None, Some(1)]), SparkType::Null),
            1
        );
    }

    #[test]
    fn the_first_null_of_a_required_column_is_reported() {
        let never = Column {
            nullable: false,
            ..column(SparkType::Long)
        };
        let found = error(Int64Array::from(vec![Some(1), Some(2), None, None]), &never);
        assert_eq!((found.row, found.expected), (2, Expected::Present));
        assert_eq!(error(NullArray::new(1), &never).expected, Expected::Present);
        let array: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        assert!(cast_normal(&array, &never).is_ok());
    }

    #[test]
    fn an_incompatible_type_is_reported() {
        let flags = BooleanArray::from(vec![None, Some(true)]);
        let found = error(flags, &column(SparkType::Long));
        let expected = Expected::IncompatibleType(SparkType::Long, DataType::Boolean);
        assert_eq!((found.row, found.expected), (1, expected));
        assert_eq!(
            found.value.as_ref(),
            &BooleanArray::from(vec![true]) as &dyn Array
        );
    }
}
