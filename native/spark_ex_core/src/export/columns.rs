//! The columns of a result, one by one, in the types of a frame.

use std::ops::RangeInclusive;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Date32Type, TimestampMicrosecondType};
use arrow_array::{
    Array, ArrayRef, BinaryViewArray, LargeListArray, ListArray, StringViewArray, StructArray,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Fields};

use super::{Nested, failed};
use crate::arrow::string_columns;
use crate::error::Error;
use crate::values::{iso8601, json, variant};

/// What Elixir and Explorer call the zone that Spark's timestamps are kept in.
pub(super) const UTC: &str = "Etc/UTC";

/// The days of the years -262143 to 262142, since the epoch: the calendar of chrono, by which polars reads
/// dates. It panics on others, and Spark's calendar goes on.
pub(super) const READABLE_DAYS: RangeInclusive<i64> = -96_465_292..=95_026_236;

const MICROS_PER_DAY: i64 = 86_400_000_000;

impl Nested {
    fn columns(self, columns: &[ArrayRef]) -> Result<Vec<ArrayRef>, Error> {
        columns.iter().map(|column| self.column(column)).collect()
    }

    pub(super) fn column(self, array: &ArrayRef) -> Result<ArrayRef, Error> {
        Ok(match array.data_type() {
            // Compact: a short string lies in its view, and must not keep the bytes that came.
            DataType::Utf8 => Arc::new(StringViewArray::from(array.as_string::<i32>()).gc()),
            DataType::LargeUtf8 => Arc::new(StringViewArray::from(array.as_string::<i64>()).gc()),
            DataType::Binary => Arc::new(BinaryViewArray::from(array.as_binary::<i32>()).gc()),
            DataType::LargeBinary => Arc::new(BinaryViewArray::from(array.as_binary::<i64>()).gc()),
            DataType::Date32 => {
                check_days::<Date32Type>(array, 1)?;
                array.clone()
            }
            DataType::Timestamp(_, zone) => timestamps(array, zone.is_some())?,
            DataType::Decimal128(_, scale) if *scale < 0 => json::column(array)?,
            DataType::Interval(_) => string_columns::column(array, |row, text| {
                text.push_str(&iso8601::text(array, row)?);
                Ok(())
            })?,
            nested if nested.is_nested() => self.nested(array)?,
            _ => array.clone(),
        })
    }

    fn nested(self, array: &ArrayRef) -> Result<ArrayRef, Error> {
        match array.data_type() {
            _ if self == Nested::Json => json::column(array),
            DataType::List(_) => self.list(array.as_list::<i32>()),
            DataType::Struct(fields) if holds(fields) => self.fields(array.as_struct()),
            _ => json::column(array),
        }
    }

    fn list(self, array: &ListArray) -> Result<ArrayRef, Error> {
        // A list that is a part of another array starts where that one does not.
        let (start, end) = match array.value_offsets() {
            [first, .., last] => (*first as usize, *last as usize),
            _ => (0, 0),
        };
        let values = self.column(&array.values().slice(start, end - start))?;
        let field = Arc::new(Field::new_list_field(values.data_type().clone(), true));
        let offsets = OffsetBuffer::<i64>::from_lengths(array.offsets().lengths());
        let list = LargeListArray::try_new(field, offsets, values, array.nulls().cloned());
        Ok(Arc::new(list.map_err(failed)?))
    }

    fn fields(self, array: &StructArray) -> Result<ArrayRef, Error> {
        let columns = self.columns(array.columns())?;
        let fields = fields(array.fields(), &columns);
        let structs = StructArray::try_new(fields, columns, array.nulls().cloned());
        Ok(Arc::new(structs.map_err(failed)?))
    }
}

/// The names that came, with the types that the columns have now.
pub(super) fn fields(names: &Fields, columns: &[ArrayRef]) -> Fields {
    let columns = names.iter().zip(columns);
    columns
        .map(|(field, column)| Field::new(field.name(), column.data_type().clone(), true))
        .collect()
}

/// Whether a frame can hold a struct of these fields: some, each of another name, and no variant.
fn holds(fields: &Fields) -> bool {
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

/// Whether the days of all values can be read, of which each has so many units.
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
    // Whatever stands where a value is null is rarely beyond, and so its nulls are rarely looked at.
    if !values.values().iter().any(|value| beyond(*value)) {
        return Ok(());
    }
    match values.iter().position(|value| value.is_some_and(beyond)) {
        None => Ok(()),
        Some(row) => Err(Error::Decode(format!(
            "{} is beyond the years -262143 to 262142, in which data frame libraries read dates: cast \
             the column to strings on Spark",
            iso8601::text(array, row)?
        ))),
    }
}
