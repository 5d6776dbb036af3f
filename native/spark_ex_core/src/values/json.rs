//! JSON texts (RFC 8259) of Arrow values, without loss.
//!
//! | Value                    | JSON                                                            |
//! |--------------------------|-----------------------------------------------------------------|
//! | integers, decimals       | a number with all digits                                        |
//! | floats                   | the shortest number equal to the float; `"NaN"`, `"Infinity"`   |
//! | binaries                 | Base64                                                          |
//! | dates, times, timestamps | ISO 8601, with `Z` for timestamps with a time zone              |
//! | intervals                | ISO 8601, such as `"P1Y2M"` or `"P1DT2H3.5S"`                   |
//! | lists                    | arrays                                                          |
//! | structs                  | objects in their own order; equal names repeat                  |
//! | maps                     | objects; keys that are not strings as JSON                      |
//! | variants                 | their values                                                    |
//!
//! The same as Spark's `to_json`, except for the time zone of timestamps and for intervals.
//! Arrays have the types of `arrow::normalize`.
//! Hand-written because `arrow-json` supports neither variants nor keys other than strings.

use std::fmt::Write;
use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, MapArray, StructArray};
use arrow_schema::{DataType, Fields, TimeUnit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::arrow::string_columns;
use crate::error::Error;
use crate::values::decimal;
use crate::values::iso8601::{self, to_nanos};
use crate::values::variant::{self, Variant};

/// Encodes an array as a column of JSON texts; nulls stay null.
pub fn encode_column(array: &dyn Array) -> Result<ArrayRef, Error> {
    string_columns::build(array, |row, text| write_value(array, row, text))
}

/// Appends one value to `out`.
pub fn write_value(array: &dyn Array, row: usize, out: &mut String) -> Result<(), Error> {
    if array.is_null(row) || array.data_type() == &DataType::Null {
        out.push_str("null");
        return Ok(());
    }
    match array.data_type() {
        DataType::Boolean => push(array.as_boolean().value(row), out),
        DataType::Utf8 => write_string(array.as_string::<i32>().value(row), out),
        DataType::LargeUtf8 => write_string(array.as_string::<i64>().value(row), out),
        DataType::Utf8View => write_string(array.as_string_view().value(row), out),
        DataType::Binary => write_bytes(array.as_binary::<i32>().value(row), out),
        DataType::LargeBinary => write_bytes(array.as_binary::<i64>().value(row), out),
        DataType::BinaryView => write_bytes(array.as_binary_view().value(row), out),
        numeric if numeric.is_numeric() => write_number(array, row, out)?,
        temporal if temporal.is_temporal() => {
            push_quoted(&iso8601::format_value(array, row)?, out)
        }
        _ => write_nested(array, row, out)?,
    }
    Ok(())
}

fn write_nested(array: &dyn Array, row: usize, out: &mut String) -> Result<(), Error> {
    match array.data_type() {
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            write_list(list.values(), bounds(list.value_offsets(), row), out)
        }
        DataType::Struct(fields) if variant::is_variant(fields) => {
            write_variant(&variant::value(array.as_struct(), row)?, out)
        }
        DataType::Struct(fields) => write_struct(array.as_struct(), fields, row, out),
        DataType::Map(_, _) => write_map(array.as_map(), row, out),
        other => Err(unsupported(other)),
    }
}

fn write_number(array: &dyn Array, row: usize, out: &mut String) -> Result<(), Error> {
    match array.data_type() {
        DataType::Int8 => push(value::<Int8Type>(array, row), out),
        DataType::Int16 => push(value::<Int16Type>(array, row), out),
        DataType::Int32 => push(value::<Int32Type>(array, row), out),
        DataType::Int64 => push(value::<Int64Type>(array, row), out),
        DataType::UInt8 => push(value::<UInt8Type>(array, row), out),
        DataType::UInt16 => push(value::<UInt16Type>(array, row), out),
        DataType::UInt32 => push(value::<UInt32Type>(array, row), out),
        DataType::UInt64 => push(value::<UInt64Type>(array, row), out),
        DataType::Float32 => write_float(value::<Float32Type>(array, row), out),
        DataType::Float64 => write_float(value::<Float64Type>(array, row), out),
        DataType::Decimal128(_, scale) => {
            write_decimal(value::<Decimal128Type>(array, row), *scale, out);
        }
        other => return Err(unsupported(other)),
    }
    Ok(())
}

fn write_float<F: Into<f64> + Copy + std::fmt::Debug>(float: F, out: &mut String) {
    let wide: f64 = float.into();
    if wide.is_nan() {
        push_quoted("NaN", out);
    } else if wide.is_infinite() {
        push_quoted(if wide > 0.0 { "Infinity" } else { "-Infinity" }, out);
    } else {
        // Formatted in its own width: as a 64-bit float, 0.1 would have more digits. Writing to a
        // string can't fail, here and below.
        let _ = write!(out, "{float:?}");
    }
}

fn write_decimal(unscaled: i128, scale: i8, out: &mut String) {
    out.push_str(&decimal::format(unscaled, i32::from(scale)));
}

fn write_struct(
    array: &StructArray,
    fields: &Fields,
    row: usize,
    out: &mut String,
) -> Result<(), Error> {
    let fields = fields.iter().zip(array.columns());
    write_all(['{', '}'], fields, out, |(field, column), out| {
        write_string(field.name(), out);
        out.push(':');
        write_value(column, row, out)
    })
}

fn write_map(array: &MapArray, row: usize, out: &mut String) -> Result<(), Error> {
    let entries = bounds(array.value_offsets(), row);
    write_all(['{', '}'], entries, out, |at, out| {
        write_key(array.keys(), at, out)?;
        out.push(':');
        write_value(array.values(), at, out)
    })
}

fn write_list(values: &dyn Array, items: Range<usize>, out: &mut String) -> Result<(), Error> {
    write_all(['[', ']'], items, out, |at, out| {
        write_value(values, at, out)
    })
}

fn bounds(offsets: &[i32], row: usize) -> Range<usize> {
    offsets[row] as usize..offsets[row + 1] as usize
}

/// Writes a key of a map as a string.
fn write_key(keys: &dyn Array, row: usize, out: &mut String) -> Result<(), Error> {
    let mut key = String::new();
    write_value(keys, row, &mut key)?;
    if key.starts_with('"') {
        out.push_str(&key);
    } else {
        write_string(&key, out);
    }
    Ok(())
}

fn write_variant(variant: &Variant, out: &mut String) -> Result<(), Error> {
    match variant {
        Variant::Null => out.push_str("null"),
        Variant::Boolean(value) => push(value, out),
        Variant::Integer(value) => push(value, out),
        Variant::Float(value) => write_float(*value, out),
        Variant::Decimal { unscaled, scale } => {
            out.push_str(&decimal::format(*unscaled, i32::from(*scale)));
        }
        Variant::Date(days) => push_quoted(&iso8601::format_date(i64::from(*days)), out),
        Variant::Timestamp(micros) => {
            push_quoted(
                &iso8601::format_timestamp(to_nanos(*micros, TimeUnit::Microsecond), true)?,
                out,
            );
        }
        Variant::TimestampNtz(micros) => {
            push_quoted(
                &iso8601::format_timestamp(to_nanos(*micros, TimeUnit::Microsecond), false)?,
                out,
            );
        }
        Variant::Binary(bytes) => write_bytes(bytes, out),
        Variant::String(text) => write_string(text, out),
        Variant::Array(values) => write_all(['[', ']'], values, out, write_variant)?,
        Variant::Object(fields) => write_all(['{', '}'], fields, out, |(name, value), out| {
            write_string(name, out);
            out.push(':');
            write_variant(value, out)
        })?,
    }
    Ok(())
}

fn write_all<T>(
    [open, close]: [char; 2],
    items: impl IntoIterator<Item = T>,
    out: &mut String,
    item: impl Fn(T, &mut String) -> Result<(), Error>,
) -> Result<(), Error> {
    out.push(open);
    for (at, value) in items.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        item(value, out)?;
    }
    out.push(close);
    Ok(())
}

fn write_bytes(bytes: &[u8], out: &mut String) {
    out.push('"');
    BASE64.encode_string(bytes, out);
    out.push('"');
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
        out.push_str(&rest[..at]);
        // Escaped characters are one byte long.
        match rest.as_bytes()[at] {
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            byte if byte < b' ' => {
                let _ = write!(out, "\\u{byte:04x}");
            }
            byte => {
                out.push('\\');
                out.push(char::from(byte));
            }
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

fn push_quoted(text: &str, out: &mut String) {
    out.push('"');
    out.push_str(text);
    out.push('"');
}

fn push(value: impl std::fmt::Display, out: &mut String) {
    let _ = write!(out, "{value}");
}

fn value<T: ArrowPrimitiveType>(array: &dyn Array, row: usize) -> T::Native {
    array.as_primitive::<T>().value(row)
}

fn unsupported(data_type: &DataType) -> Error {
    Error::Decode(format!(
        "the Arrow type {data_type} has no JSON representation"
    ))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::builder::{Int32Builder, ListBuilder, MapBuilder, StringBuilder};
    use arrow_array::types::IntervalMonthDayNano;
    use arrow_array::{
        ArrayRef, BinaryArray, BooleanArray, Date32Array, Decimal128Array,
        DurationMicrosecondArray, Float32Array, Float64Array, Int64Array,
        IntervalMonthDayNanoArray, IntervalYearMonthArray, NullArray, StringArray,
        Time64NanosecondArray, TimestampMicrosecondArray, UInt64Array,
    };
    use arrow_schema::Field;

    use super::*;

    fn json(array: &dyn Array, row: usize) -> String {
        let mut text = String::new();
        write_value(array, row, &mut text).unwrap();
        text
    }

    fn one(array: impl Array) -> String {
        json(&array, 0)
    }

    #[test]
    fn writes_numbers_with_all_digits() {
        assert_eq!(
            one(Int64Array::from(vec![i64::MIN])),
            "-9223372036854775808"
        );
        assert_eq!(
            one(UInt64Array::from(vec![u64::MAX])),
            "18446744073709551615"
        );
        let nines = 10i128.pow(38) - 1;
        let decimals = Decimal128Array::from(vec![nines]);
        let decimals = decimals.with_precision_and_scale(38, 10).unwrap();
        assert_eq!(one(decimals), "9999999999999999999999999999.9999999999");
    }

    #[test]
    fn writes_the_shortest_equal_float() {
        assert_eq!(one(Float64Array::from(vec![0.1])), "0.1");
        assert_eq!(one(Float32Array::from(vec![0.1])), "0.1");
        assert_eq!(one(Float64Array::from(vec![1e300])), "1e300");
        assert_eq!(one(Float64Array::from(vec![-0.0])), "-0.0");
        assert_eq!(one(Float64Array::from(vec![f64::NAN])), r#""NaN""#);
        assert_eq!(
            one(Float32Array::from(vec![f32::INFINITY])),
            r#""Infinity""#
        );
        assert_eq!(
            one(Float64Array::from(vec![f64::NEG_INFINITY])),
            r#""-Infinity""#
        );
    }

    #[test]
    fn writes_strings_and_binaries() {
        let text = "\"\\/ \n\r\t\u{1} ä 😀";
        assert_eq!(
            one(StringArray::from(vec![text])),
            r#""\"\\/ \n\r\t\u0001 ä 😀""#
        );
        assert_eq!(one(BinaryArray::from(vec![&b"\xff\x00a"[..]])), r#""/wBh""#);
        assert_eq!(one(BooleanArray::from(vec![true])), "true");
    }

    #[test]
    fn writes_temporal_values_as_iso_8601() {
        assert_eq!(one(Date32Array::from(vec![0])), r#""1970-01-01""#);
        assert_eq!(
            one(Time64NanosecondArray::from(vec![1])),
            r#""00:00:00.000000001""#
        );
        let moment = TimestampMicrosecondArray::from(vec![-1]);
        assert_eq!(one(moment.clone()), r#""1969-12-31T23:59:59.999999""#);
        let zoned = moment.with_timezone("America/New_York");
        assert_eq!(one(zoned), r#""1969-12-31T23:59:59.999999Z""#);
        assert_eq!(one(IntervalYearMonthArray::from(vec![-14])), r#""P-1Y-2M""#);
        let day = 86_400_000_000;
        let duration = DurationMicrosecondArray::from(vec![day + 1]);
        assert_eq!(one(duration), r#""P1DT0.000001S""#);
        let interval = IntervalMonthDayNano::new(1, 2, 3_000_000_000);
        assert_eq!(
            one(IntervalMonthDayNanoArray::from(vec![interval])),
            r#""P1M2DT3S""#
        );
    }

    #[test]
    fn writes_nulls() {
        assert_eq!(one(NullArray::new(1)), "null");
        assert_eq!(one(StringArray::from(vec![None::<&str>])), "null");
    }

    #[test]
    fn writes_lists_and_structs() {
        let mut lists = ListBuilder::new(Int32Builder::new());
        lists.append_value([Some(1), None]);
        lists.append_value([]);
        lists.append_null();
        let lists: ArrayRef = Arc::new(lists.finish());
        assert_eq!(json(&lists, 0), "[1,null]");
        assert_eq!(json(&lists, 1), "[]");
        assert_eq!(json(&lists, 2), "null");

        let field = |name| Field::new(name, lists.data_type().clone(), true);
        let fields = vec![field("a"), field("a\"b")];
        let structs = StructArray::new(fields.into(), vec![lists.clone(), lists], None);
        assert_eq!(json(&structs, 0), r#"{"a":[1,null],"a\"b":[1,null]}"#);
        assert_eq!(json(&structs.slice(1, 1), 0), r#"{"a":[],"a\"b":[]}"#);
        assert_eq!(one(StructArray::new_empty_fields(1, None)), "{}");
    }

    #[test]
    fn writes_keys_of_maps_as_strings() {
        let mut texts = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
        texts.keys().append_value("a\n");
        texts.values().append_null();
        texts.append(true).unwrap();
        assert_eq!(one(texts.finish()), r#"{"a\n":null}"#);

        let lists = ListBuilder::new(StringBuilder::new());
        let mut maps = MapBuilder::new(None, lists, Int32Builder::new());
        maps.keys().append_value([Some("x")]);
        maps.values().append_value(1);
        maps.append(true).unwrap();
        assert_eq!(one(maps.finish()), r#"{"[\"x\"]":1}"#);
    }

    #[test]
    fn writes_variants_by_their_values() {
        let object = Variant::Object(vec![
            ("at".into(), Variant::Timestamp(0)),
            ("local".into(), Variant::TimestampNtz(500_000)),
            ("day".into(), Variant::Date(1)),
            ("bytes".into(), Variant::Binary(vec![0])),
            ("none".into(), Variant::Null),
            (
                "some".into(),
                Variant::Array(vec![Variant::Boolean(true), Variant::Float(1.5)]),
            ),
            (
                "cost".into(),
                Variant::Decimal {
                    unscaled: 150,
                    scale: 2,
                },
            ),
            ("text".into(), Variant::String("\"".into())),
        ]);
        let mut text = String::new();
        write_variant(&object, &mut text).unwrap();
        assert_eq!(
            text,
            concat!(
                r#"{"at":"1970-01-01T00:00:00Z","local":"1970-01-01T00:00:00.5","#,
                r#""day":"1970-01-02","bytes":"AA==","none":null,"some":[true,1.5],"#,
                r#""cost":1.50,"text":"\""}"#
            )
        );
    }
}
