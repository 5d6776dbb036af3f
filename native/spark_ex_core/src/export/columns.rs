//! Conversion of single columns.

use std::ops::RangeInclusive;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Date32Type, TimestampMicrosecondType};
use arrow_array::{
    Array, ArrayRef, BinaryViewArray, LargeListArray, ListArray, StringViewArray, StructArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields};

use super::{Nested, arrow_error};
use crate::arrow::string_columns;
use crate::error::Error;
use crate::values::time_units::MICROS_PER_DAY;
use crate::values::{iso8601, json, variant};

/// The name of UTC in Elixir and Explorer.
pub(super) const UTC: &str = "Etc/UTC";

/// The days since the epoch of the years -262143 to 262142. polars reads dates with chrono, which
/// panics on others; Spark's calendar has a wider range.
pub(super) const READABLE_DAYS: RangeInclusive<i64> = -96_465_292..=95_026_236;

impl Nested {
    fn columns(self, columns: &[ArrayRef]) -> Result<Vec<ArrayRef>, Error> {
        columns.iter().map(|column| self.column(column)).collect()
    }

    pub(super) fn column(self, array: &ArrayRef) -> Result<ArrayRef, Error> {
        Ok(match array.data_type() {
            // Compacted: short strings are stored in the views and must not keep the received
            // buffers.
            DataType::Utf8 => Arc::new(StringViewArray::from(array.as_string::<i32>()).gc()),
            DataType::LargeUtf8 => Arc::new(StringViewArray::from(array.as_string::<i64>()).gc()),
            DataType::Binary => Arc::new(BinaryViewArray::from(array.as_binary::<i32>()).gc()),
            DataType::LargeBinary => {
                Arc::new(BinaryViewArray::from(array.as_binary::<i64>()).gc())
            }
            DataType::Date32 => {
                check_days::<Date32Type>(array, 1)?;
                array.clone()
            }
            DataType::Timestamp(_, zone) => timestamps(array, zone.is_some())?,
            DataType::Decimal128(_, scale) if *scale < 0 => json::encode_column(array)?,
            DataType::Interval(_) => string_columns::build(array, |row, text| {
                text.push_str(&iso8601::format_value(array, row)?);
                Ok(())
            })?,
            nested if nested.is_nested() => self.nested(array)?,
            _ => array.clone(),
        })
    }

    fn nested(self, array: &ArrayRef) -> Result<ArrayRef, Error> {
        match array.data_type() {
            _ if self == Nested::Json => json::encode_column(array),
            DataType::List(_) => self.list(array.as_list::<i32>()),
            DataType::Struct(fields) if is_supported_struct(fields) => {
                self.fields(array.as_struct())
            }
            _ => json::encode_column(array),
        }
    }

    fn list(self, array: &ListArray) -> Result<ArrayRef, Error> {
        // A slice starts at an offset of its values.
        let (start, end) = match array.value_offsets() {
            [first, .., last] => (*first as usize, *last as usize),
            _ => (0, 0),
        };
        let values = self.column(&array.values().slice(start, end - start))?;
        let field = Arc::new(Field::new_list_field(values.data_type().clone(), true));
        let offsets = OffsetBuffer::<i64>::from_lengths(array.offsets().lengths());
        let list = LargeListArray::try_new(field, offsets, values, array.nulls().cloned());
        Ok(Arc::new(list.map_err(arrow_error)?))
    }

    fn fields(self, array: &StructArray) -> Result<ArrayRef, Error> {
        let columns = self.columns(array.columns())?;
        let fields = fields(array.fields(), &columns);
        let structs = StructArray::try_new(fields, columns, array.nulls().cloned());
        Ok(Arc::new(structs.map_err(arrow_error)?))
    }
}

/// The received names with the converted types.
pub(super) fn fields(names: &Fields, columns: &[ArrayRef]) -> Fields {
    let columns = names.iter().zip(columns);
    columns
        .map(|(field, column)| Field::new(field.name(), column.data_type().clone(), true))
        .collect()
}

/// Whether a data frame supports a struct with these fields: at least one, distinct names, and
/// not a variant.
fn is_supported_struct(fields: &Fields) -> bool {
    let mut names: Vec<&String> = fields.iter().map(|field| field.name()).collect();
    names.sort_unstable();
    names.dedup();
    !fields.is_empty() && names.len() == fields.len() && !variant::is_variant(fields)
}

fn timestamps(array: &ArrayRef, zoned: bool) -> Result<ArrayRef, Error> {
    check_days::<TimestampMicrosecondType>(array, MICROS_PER_DAY)?;
    if !zoned {
        return Ok(array.clone());
    }
    let moments = array.as_primitive::<TimestampMicrosecondType>().clone();
    Ok(Arc::new(moments.with_timezone(UTC)))
}

/// Fails on values out of range; `units` is the number of units in a day.
fn check_days<T: ArrowPrimitiveType>(array: &ArrayRef, units: i64) -> Result<(), Error>
where
    i64: From<T::Native>,
{
    let (first, end) = (
        READABLE_DAYS.start() * units,
        (READABLE_DAYS.end() + 1) * units,
    );
    let beyond = |value: T::Native| !(first..end).contains(&i64::from(value));
    let values = array.as_primitive::<T>();
    // Data under nulls is rarely out of range, so nulls are checked only if needed.
    if !values.values().iter().any(|value| beyond(*value)) {
        return Ok(());
    }
    match values.iter().position(|value| value.is_some_and(beyond)) {
        None => Ok(()),
        Some(row) => Err(Error::Decode(format!(
            "{} is out of range: data frame libraries support the years -262143 to 262142. Cast \
             the column to a string on Spark",
            iso8601::format_value(array, row)?
        ))),
    }
}
