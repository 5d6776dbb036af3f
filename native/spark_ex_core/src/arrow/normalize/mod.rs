//! Arrow arrays in the types that Spark writes, whatever types they came in.
//!
//! | Came as                                       | Becomes                                        |
//! |-----------------------------------------------|------------------------------------------------|
//! | timestamps, durations of any unit             | microseconds                                   |
//! | times of any unit                             | nanoseconds, which are whole microseconds      |
//! | dates in milliseconds                         | dates in days                                  |
//! | intervals of days and milliseconds            | intervals of months, days and nanoseconds      |
//! | decimals of 32, 64 and 256 bits               | decimals of 128 bits                           |
//! | floats of 16 bits                             | floats of 32 bits                              |
//! | dictionaries                                  | their values                                   |
//! | binaries of fixed size                        | binaries                                       |
//! | large lists, lists of fixed size              | lists                                          |
//! | strings that are not UTF-8                    | an error, repaired strings, or binaries        |
//! | structs whose fields Spark renamed            | structs with the names of the schema           |
//!
//! Consumers of arrays need one arm for each of Spark's types. What Spark writes stays as it is, and
//! so do the layouts of strings and binaries. A value that its new type does not hold exactly is an
//! error that names the place.

mod nested;
mod temporal;
mod text;

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal32Type, Decimal64Type, Decimal128Type, Decimal256Type, Float16Type,
    Float32Type,
};
use arrow_array::{Array, ArrayRef, BinaryArray, PrimitiveArray};
use arrow_buffer::ArrowNativeType;
use arrow_schema::{DataType, Field, FieldRef, Fields, IntervalUnit, Schema, TimeUnit};
use arrow_select::take::take;

use crate::arrow::cast::{CastError, Made, Misfit, Wanted};
use crate::arrow::spark_type::{Column, ColumnType};
use crate::error::Error;
use crate::values::variant;

pub use text::InvalidUtf8;

/// The digits that a decimal of 128 bits holds.
const MAX_DIGITS: u8 = 38;

/// A schema with the types of the arrays that [`normalize`] makes.
pub fn normal_schema(schema: &Schema) -> Schema {
    Schema::new_with_metadata(normal_fields(schema.fields()), schema.metadata().clone())
}

/// The Arrow type in which Spark writes the values of an Arrow type.
pub fn normal_type(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Timestamp(_, zone) => DataType::Timestamp(TimeUnit::Microsecond, zone.clone()),
        DataType::Duration(_) => DataType::Duration(TimeUnit::Microsecond),
        DataType::Time32(_) | DataType::Time64(_) => DataType::Time64(TimeUnit::Nanosecond),
        DataType::Date64 => DataType::Date32,
        DataType::Interval(IntervalUnit::DayTime) => DataType::Interval(IntervalUnit::MonthDayNano),
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

/// The values of an array in a type that [`normal_type`] gives, perhaps with other field names.
///
/// Strings that are not UTF-8 come in as binaries.
pub fn normalize(array: &ArrayRef, data_type: &DataType, invalid: InvalidUtf8) -> Made {
    if array.data_type() == data_type && !counts_nanoseconds(data_type) {
        return Ok(Arc::clone(array));
    }
    Normalizer { array, invalid }.normalize(data_type)
}

/// Whether values may be finer than Spark's, which are whole microseconds.
fn counts_nanoseconds(data_type: &DataType) -> bool {
    match data_type {
        DataType::Time64(_) | DataType::Interval(IntervalUnit::MonthDayNano) => true,
        DataType::List(element) => counts_nanoseconds(element.data_type()),
        DataType::Map(entries, _) => counts_nanoseconds(entries.data_type()),
        DataType::Struct(fields) => fields
            .iter()
            .any(|field| counts_nanoseconds(field.data_type())),
        _ => false,
    }
}

struct Normalizer<'a> {
    array: &'a ArrayRef,
    invalid: InvalidUtf8,
}

impl Normalizer<'_> {
    fn normalize(&self, data_type: &DataType) -> Made {
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
            (_, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View) => self.text(data_type),
            _ => self.number_or_bytes(data_type),
        }
    }

    fn number_or_bytes(&self, data_type: &DataType) -> Made {
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
    ) -> Made {
        let values = self.array.as_primitive::<T>();
        let decimals = self.each::<Decimal128Type>(data_type, |at| unscaled(values.value(at)))?;
        Ok(Arc::new(decimals.with_data_type(data_type.clone())))
    }

    /// A number for each value, `None` for one that the type does not hold.
    fn each<T: ArrowPrimitiveType>(
        &self,
        data_type: &DataType,
        number: impl Fn(usize) -> Option<T::Native>,
    ) -> Result<PrimitiveArray<T>, CastError> {
        let nulls = self.array.nulls();
        let mut numbers: Vec<T::Native> = Vec::with_capacity(self.array.len());
        for at in 0..self.array.len() {
            numbers.push(match nulls {
                Some(nulls) if nulls.is_null(at) => T::Native::usize_as(0),
                _ => number(at).ok_or_else(|| self.inexact(at, data_type))?,
            });
        }
        Ok(PrimitiveArray::try_new(numbers.into(), nulls.cloned())?)
    }

    fn inexact(&self, at: usize, data_type: &DataType) -> CastError {
        match spark_type(data_type) {
            Ok(kind) => self.misfit(at, Wanted::Value(kind)),
            Err(error) => error.into(),
        }
    }

    fn misfit(&self, at: usize, wanted: Wanted) -> CastError {
        CastError::Misfit(Box::new(Misfit {
            row: at,
            path: Vec::new(),
            wanted,
            value: self.array.slice(at, 1),
        }))
    }

    fn incompatible(&self, data_type: &DataType) -> Made {
        let found = self.array.data_type();
        Err(Error::Decode(format!(
            "an array of {found} holds no values of {data_type}"
        ))
        .into())
    }
}

fn spark_type(data_type: &DataType) -> Result<ColumnType, Error> {
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

    /// The values in their normal type.
    pub(super) fn normal(array: impl Array + 'static) -> Made {
        let array: ArrayRef = Arc::new(array);
        let data_type = normal_type(array.data_type());
        let made = normalize(&array, &data_type, InvalidUtf8::Error)?;
        assert_eq!(made.data_type(), &data_type);
        Ok(made)
    }

    /// What is wrong with the first value that has no normal type.
    pub(super) fn misfit(made: Made) -> Misfit {
        match made {
            Err(CastError::Misfit(misfit)) => *misfit,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_spark_writes_is_the_same_array() {
        let array: ArrayRef = Arc::new(StringViewArray::from(vec!["a"]));
        let same = normalize(&array, array.data_type(), InvalidUtf8::Error).unwrap();
        assert!(Arc::ptr_eq(&array, &same));
    }

    #[test]
    fn decimals_have_128_bits() {
        let narrow = Decimal64Array::from(vec![Some(-150), None]);
        let narrow = normal(narrow.with_precision_and_scale(5, 2).unwrap()).unwrap();
        assert_eq!(narrow.data_type(), &DataType::Decimal128(5, 2));
        let values: Vec<_> = narrow.as_primitive::<Decimal128Type>().iter().collect();
        assert_eq!(values, [Some(-150), None]);

        let wide = Decimal256Array::from(vec![i256::from_i128(7), i256::MAX]);
        let wide = wide.with_precision_and_scale(38, 0).unwrap();
        assert_eq!(misfit(normal(wide)).row, 1);
        let wide = Decimal256Array::from(vec![i256::MAX]);
        let wide = wide.with_precision_and_scale(76, 0).unwrap();
        assert_eq!(
            normal(wide).unwrap().data_type(),
            &DataType::Decimal256(76, 0)
        );
    }

    #[test]
    fn dictionaries_are_their_values_whichever_of_them_is_null() {
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
    fn floats_and_binaries_of_other_sizes() {
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
