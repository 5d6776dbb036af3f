//! Spark's binary variant format.
//!
//! The format is `VariantEncoding.md` of the Parquet project, as Spark 4 writes it. Hand-written
//! because the `parquet-variant` crates are still experimental.

use arrow_array::cast::AsArray;
use arrow_array::{Array, StructArray};
use arrow_schema::{DataType, Fields};

use crate::error::Error;

mod decode;
mod encode;

/// The maximum depth of nested objects and arrays.
pub const MAX_DEPTH: usize = 256;

/// Whether these are the fields of a variant, which Spark marks in the metadata.
pub fn is_variant(fields: &Fields) -> bool {
    fields.iter().any(|field| {
        field.name() == "metadata" && field.metadata().get("variant").is_some_and(|v| v == "true")
    })
}

/// Decodes a value, not null, of an array of variants.
pub fn value(array: &StructArray, row: usize) -> Result<Variant, Error> {
    Variant::decode(part(array, "value", row)?, part(array, "metadata", row)?)
}

fn part<'a>(array: &'a StructArray, name: &str, row: usize) -> Result<&'a [u8], Error> {
    let column = array.column_by_name(name);
    match column.map(|column| (column, column.data_type())) {
        Some((column, DataType::Binary)) => Ok(column.as_binary::<i32>().value(row)),
        Some((column, DataType::LargeBinary)) => Ok(column.as_binary::<i64>().value(row)),
        Some((column, DataType::BinaryView)) => Ok(column.as_binary_view().value(row)),
        _ => Err(Error::Decode(format!(
            "a variant has no binary field {name:?}"
        ))),
    }
}

/// The value of a variant.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub enum Variant {
    Null,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    Decimal {
        unscaled: i128,
        scale: u8,
    },
    Date(i32),
    /// Microseconds since the Unix epoch.
    Timestamp(i64),
    /// Microseconds since the Unix epoch, without a time zone.
    TimestampNtz(i64),
    Binary(Vec<u8>),
    String(String),
    Object(Vec<(String, Variant)>),
    Array(Vec<Variant>),
}

/// The version in the metadata.
const VERSION: u8 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    /// `{"a": [1, null, "x"], "b": -2.5}` as Spark's `parse_json` encodes it.
    const METADATA: &[u8] = &[0x01, 2, 0, 1, 2, b'a', b'b'];
    const VALUE: &[u8] = &[
        0x02, 2, 0, 1, 0, 11, 17, // an object of two fields: ids, offsets
        0x03, 3, 0, 2, 3, 5, 0x0c, 1, 0x00, 0x05, b'x', // the array
        0x20, 1, 0xe7, 0xff, 0xff, 0xff, // the decimal
    ];

    #[test]
    fn round_trips_objects_arrays_and_primitives() {
        let expected = Variant::Object(vec![
            (
                "a".into(),
                Variant::Array(vec![
                    Variant::Integer(1),
                    Variant::Null,
                    Variant::String("x".into()),
                ]),
            ),
            (
                "b".into(),
                Variant::Decimal {
                    unscaled: -25,
                    scale: 1,
                },
            ),
        ]);
        assert_eq!(Variant::decode(VALUE, METADATA).unwrap(), expected);
        assert_eq!(
            expected.encode().unwrap(),
            (VALUE.to_vec(), METADATA.to_vec())
        );
    }

    #[test]
    fn truncated_data_is_an_error() {
        for length in 0..VALUE.len() {
            assert!(Variant::decode(&VALUE[..length], METADATA).is_err());
        }
        for length in 0..METADATA.len() {
            assert!(Variant::decode(VALUE, &METADATA[..length]).is_err());
        }
    }

    #[test]
    fn endless_nesting_is_an_error() {
        // An array that contains itself would need a negative offset; endless nesting is cut off
        // by the depth.
        let mut bytes = Vec::new();
        for _ in 0..1000 {
            bytes.extend_from_slice(&[0x03, 1, 0, 255]);
        }
        assert!(Variant::decode(&bytes, &[0x01, 0, 0]).is_err());
    }
}
