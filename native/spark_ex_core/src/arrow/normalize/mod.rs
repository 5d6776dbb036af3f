//! Conversion of foreign Arrow types to the types that Spark writes.
//!
//! | Arrow type                                 | Normal type                                  |
//! |--------------------------------------------|----------------------------------------------|
//! | timestamps, durations of any unit          | microseconds                                 |
//! | times of any unit                          | nanoseconds, in whole microseconds           |
//! | dates in milliseconds                      | dates in days                                |
//! | intervals of days and milliseconds         | intervals of months, days and nanoseconds    |
//! | decimals of 32, 64 and 256 bits            | decimals of 128 bits                         |
//! | floats of 16 bits                          | floats of 32 bits                            |
//! | dictionaries                               | their values                                 |
//! | fixed-size binaries                        | binaries                                     |
//! | large and fixed-size lists                 | lists                                        |
//! | strings with invalid UTF-8                 | an error, repaired strings, or binaries      |
//! | structs with fields that Spark renamed     | structs with the names of the schema         |
//!
//! So consumers of arrays need one arm for each Spark type. Arrays that Spark writes stay
//! unchanged, as do the layouts of strings and binaries. A value that has no exact counterpart in
//! the normal type is an error that reports where it is.

mod nested;
mod temporal;
mod text;

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type,
    Float16Type, Float32Type,
};
use arrow_array::{Array, ArrayRef, BinaryArray, PrimitiveArray};
use arrow_schema::{DataType, Field, FieldRef, Fields, IntervalUnit, Schema, TimeUnit};
use arrow_select::take::take;

use crate::arrow::cast_error::{CastError, CastResult, Expected};
use crate::arrow::primitive;
use crate::arrow::spark_type::{Column, SparkType};
use crate::error::Error;
use crate::values::variant;

pub use text::InvalidUtf8;

/// The number of digits of a decimal of 128 bits.
const MAX_DIGITS: u8 = 38;

/// The schema with normal types.
pub fn normal_schema(schema: &Schema) -> Schema {
    Schema::new_with_metadata(normal_fields(schema.fields()), schema.metadata().clone())
}

/// The normal type of an Arrow type.
pub fn normal_type(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Timestamp(_, zone) => DataType::Timestamp(TimeUnit::Microsecond, zone.clone()),
        DataType::Duration(_) => DataType::Duration(TimeUnit::Microsecond),
        DataType::Time32(_) | DataType::Time64(_) => DataType::Time64(TimeUnit::Nanosecond),
        DataType::Date64 => DataType::Date32,
        DataType::Interval(IntervalUnit::DayTime) => {
            DataType::Interval(IntervalUnit::MonthDayNano)
        }
        DataType::Float16 => DataType::Float32,
        DataType::Decimal32(precision, scale) | DataType::Decimal64(precision, scale) => {
            DataType::Decimal128(*precision, *scale)
        }
        DataType::Decimal256(precision, scale) if *precision <= MAX_DIGITS => {
            DataType::Decimal128(*precision, *scale)
        }
        DataType::FixedSizeBinary(_) => DataType::Binary,
        DataType::Dictionary(_, values) => normal_type(values),
        DataType::List(element)
        | DataType::LargeList(element)
        | DataType::FixedSizeList(element, _) => DataType::List(normal_field(element)),
        DataType::Struct(fields) if variant::is_variant(fields) => data_type.clone(),
        DataType::Struct(fields) => DataType::Struct(normal_fields(fields)),
        DataType::Map(entries, sorted) => DataType::Map(normal_field(entries), *sorted),
        other => other.clone(),
    }
}

fn normal_fields(fields: &Fields) -> Fields {
    fields.iter().map(normal_field).collect()
}

fn normal_field(field: &FieldRef) -> FieldRef {
    let data_type = normal_type(field.data_type());
    match &data_type == field.data_type() {
        true => Arc::clone(field),
        false => Arc::new(Field::clone(field).with_data_type(data_type)),
    }
}

/// Converts an array to a normal type, which may have other field names than the array.
///
/// Strings with invalid UTF-8 are expected as binaries.
pub fn normalize(array: &ArrayRef, data_type: &DataType, invalid: InvalidUtf8) -> CastResult {
    if array.data_type() == data_type && !has_nanoseconds(data_type) {
        return Ok(Arc::clone(array));
    }
    Normalizer { array, invalid }.normalize(data_type)
}

/// Whether values can be fractions of a microsecond, the finest unit of Spark.
fn has_nanoseconds(data_type: &DataType) -> bool {
    match data_type {
        DataType::Time64(_) | DataType::Interval(IntervalUnit::MonthDayNano) => true,
        DataType::List(element) => has_nanoseconds(element.data_type()),
        DataType::Map(entries, _) => has_nanoseconds(entries.data_type()),
        DataType::Struct(fields) => fields
            .iter()
            .any(|field| has_nanoseconds(field.data_type())),
        _ => false,
    }
}

struct Normalizer<'a> {
    array: &'a ArrayRef,
    invalid: InvalidUtf8,
}

impl Normalizer<'_> {
    fn normalize(&self, data_type: &DataType) -> CastResult {
        match (self.array.data_type(), data_type) {
            (DataType::Dictionary(_, _), _) => {
                let dictionary = self.array.as_any_dictionary();
                let values = take(dictionary.values(), dictionary.keys(), None)?;
                normalize(&values, data_type, self.invalid)
            }
            (_, DataType::List(element)) => self.list(element),
            (_, DataType::Map(entries, sorted)) => self.map(entries, *sorted),
            (_, DataType::Struct(fields)) => self.fields(fields),
            (found, _) if found.is_temporal() => self.temporal(data_type),
            (found, _) if found == data_type => Ok(Arc::clone(self.array)),
            (_, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View) => {
                self.text(data_type)
            }
            _ => self.number_or_bytes(data_type),
        }
    }

    fn number_or_bytes(&self, data_type: &DataType) -> CastResult {
        match (self.array.data_type(), data_type) {
            (DataType::Float16, DataType::Float32) => {
                let floats = self.array.as_primitive::<Float16Type>();
                let wide: PrimitiveArray<Float32Type> = floats.unary(|value| value.to_f32());
                Ok(Arc::new(wide))
            }
            (DataType::Decimal32(..), _) => {
                self.decimals::<Decimal32Type>(data_type, |value| Some(value.into()))
            }
            (DataType::Decimal64(..), _) => {
                self.decimals::<Decimal64Type>(data_type, |value| Some(value.into()))
            }
            (DataType::Decimal256(..), _) => {
                self.decimals::<Decimal256Type>(data_type, |value| value.to_i128())
            }
            (DataType::FixedSizeBinary(_), DataType::Binary) => {
                let binaries = self.array.as_fixed_size_binary();
                Ok(Arc::new(BinaryArray::from_iter(binaries.iter())))
            }
            _ => self.incompatible(data_type),
        }
    }

    fn decimals<T: ArrowPrimitiveType>(
        &self,
        data_type: &DataType,
        unscaled: impl Fn(T::Native) -> Option<i128>,
    ) -> CastResult {
        let values = self.array.as_primitive::<T>();
        let decimals =
            self.primitive::<Decimal128Type>(data_type, |at| unscaled(values.value(at)))?;
        Ok(Arc::new(decimals.with_data_type(data_type.clone())))
    }

    /// Converts each value; fails where `number` returns `None`.
    fn primitive<T: ArrowPrimitiveType>(
        &self,
        data_type: &DataType,
        number: impl Fn(usize) -> Option<T::Native>,
    ) -> Result<PrimitiveArray<T>, CastError> {
        primitive::convert(self.array, number, |at| self.inexact(at, data_type))
    }

    fn inexact(&self, at: usize, data_type: &DataType) -> CastError {
        match spark_type(data_type) {
            Ok(kind) => CastError::value(self.array, at, Expected::Value(kind)),
            Err(error) => error.into(),
        }
    }

    fn incompatible(&self, data_type: &DataType) -> CastResult {
        let found = self.array.data_type();
        Err(Error::Decode(format!(
            "can't convert the Arrow type {found} to {data_type}"
        ))
        .into())
    }
}

fn spark_type(data_type: &DataType) -> Result<SparkType, Error> {
    Column::try_from(&Field::new("", data_type.clone(), true))
        .map(|column| column.kind)
        .map_err(Error::Decode)
}

#[cfg(test)]
mod tests {
    use arrow_array::types::{Int8Type, Int32Type};
    use arrow_array::{
        Decimal64Array, Decimal256Array, DictionaryArray, FixedSizeBinaryArray, Float16Array,
        Int32Array, StringArray, StringViewArray,
    };
    use arrow_buffer::i256;

    use super::*;
    use crate::arrow::cast_error::ValueError;

    /// The array in its normal type.
    pub(super) fn normal(array: impl Array + 'static) -> CastResult {
        let array: ArrayRef = Arc::new(array);
        let data_type = normal_type(array.data_type());
        let result = normalize(&array, &data_type, InvalidUtf8::Error)?;
        assert_eq!(result.data_type(), &data_type);
        Ok(result)
    }

    /// The error of the first value without a normal type.
    pub(super) fn error(result: CastResult) -> ValueError {
        match result {
            Err(CastError::Value(error)) => *error,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn arrays_of_spark_stay_unchanged() {
        let array: ArrayRef = Arc::new(StringViewArray::from(vec!["a"]));
        let same = normalize(&array, array.data_type(), InvalidUtf8::Error).unwrap();
        assert!(Arc::ptr_eq(&array, &same));
    }

    #[test]
    fn converts_decimals_to_128_bits() {
        let narrow = Decimal64Array::from(vec![Some(-150), None]);
        let narrow = normal(narrow.with_precision_and_scale(5, 2).unwrap()).unwrap();
        assert_eq!(narrow.data_type(), &DataType::Decimal128(5, 2));
        let values: Vec<_> = narrow.as_primitive::<Decimal128Type>().iter().collect();
        assert_eq!(values, [Some(-150), None]);

        let wide = Decimal256Array::from(vec![i256::from_i128(7), i256::MAX]);
        let wide = wide.with_precision_and_scale(38, 0).unwrap();
        assert_eq!(error(normal(wide)).row, 1);
        let wide = Decimal256Array::from(vec![i256::MAX]);
        let wide = wide.with_precision_and_scale(76, 0).unwrap();
        assert_eq!(
            normal(wide).unwrap().data_type(),
            &DataType::Decimal256(76, 0)
        );
    }

    #[test]
    fn converts_dictionaries_with_null_keys_and_values() {
        let words: DictionaryArray<Int8Type> = [Some("b"), None, Some("a"), Some("b")]
            .into_iter()
            .collect();
        let expected = StringArray::from(vec![Some("b"), None, Some("a"), Some("b")]);
        assert_eq!(normal(words).unwrap().as_string::<i32>(), &expected);
        let keys = Int32Array::from(vec![0, 1]);
        let values = Arc::new(StringArray::from(vec![None, Some("a")]));
        let words = DictionaryArray::<Int32Type>::try_new(keys, values).unwrap();
        let expected = StringArray::from(vec![None, Some("a")]);
        assert_eq!(normal(words).unwrap().as_string::<i32>(), &expected);
    }

    #[test]
    fn converts_half_floats_and_fixed_size_binaries() {
        let half = <Float16Type as ArrowPrimitiveType>::Native::from_f32(0.5);
        let half = Float16Array::from_iter_values([half]);
        assert_eq!(
            normal(half).unwrap().as_primitive::<Float32Type>().value(0),
            0.5
        );
        let fixed = [Some(&b"\xff\x00"[..]), None];
        let fixed = FixedSizeBinaryArray::try_from_sparse_iter_with_size(fixed.into_iter(), 2);
        let expected = BinaryArray::from(vec![Some(&b"\xff\x00"[..]), None]);
        assert_eq!(
            normal(fixed.unwrap()).unwrap().as_binary::<i32>(),
            &expected
        );
    }
}
