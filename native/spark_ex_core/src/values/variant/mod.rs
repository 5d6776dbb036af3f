//! Spark's binary variant format: a value of any JSON-like shape, in two binaries.
//!
//! The format is that of the Parquet project's `VariantEncoding.md`, as Spark 4 writes it.

use arrow_array::cast::AsArray;
use arrow_array::{Array, StructArray};
use arrow_schema::{DataType, Fields};

use crate::error::Error;

mod decode;
mod encode;

/// Objects and arrays nested deeper than this are refused.
pub const MAX_DEPTH: usize = 256;

/// Whether these fields are those of a variant: Spark marks its struct of two binaries.
pub fn is_variant(fields: &Fields) -> bool {
    fields.iter().any(|field| {
        field.name() == "metadata" && field.metadata().get("variant").is_some_and(|v| v == "true")
    })
}

/// A value, not null, of an array of variants.
pub fn value(array: &StructArray, row: usize) -> Result<Variant, Error> {
    Variant::decode(part(array, "value", row)?, part(array, "metadata", row)?)
}

fn part<'a>(array: &'a StructArray, name: &str, row: usize) -> Result<&'a [u8], Error> {
    let column = array.column_by_name(name);
    match column.map(|column| (column, column.data_type())) {
        Some((column, DataType::Binary)) => Ok(column.as_binary::<i32>().value(row)),
        Some((column, DataType::LargeBinary)) => Ok(column.as_binary::<i64>().value(row)),
        Some((column, DataType::BinaryView)) => Ok(column.as_binary_view().value(row)),
        _ => Err(Error::Decode(format!("a variant has no binary {name}"))),
    }
}

/// A variant's value.
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
    /// Microseconds since the Unix epoch, in no zone.
    TimestampNtz(i64),
    Binary(Vec<u8>),
    String(String),
    Object(Vec<(String, Variant)>),
    Array(Vec<Variant>),
}

/// Of the metadata.
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
    fn decodes_objects_arrays_and_primitives() {
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
    fn any_truncation_is_an_error_never_a_panic() {
        for length in 0..VALUE.len() {
            assert!(Variant::decode(&VALUE[..length], METADATA).is_err());
        }
        for length in 0..METADATA.len() {
            assert!(Variant::decode(VALUE, &METADATA[..length]).is_err());
        }
    }

    #[test]
    fn a_variant_that_contains_itself_is_an_error() {
        // An array of one element that starts at the array's own first byte would need a negative
        // offset; one that nests without end is cut off by the depth.
        let mut bytes = Vec::new();
        for _ in 0..1000 {
            bytes.extend_from_slice(&[0x03, 1, 0, 255]);
        }
        assert!(Variant::decode(&bytes, &[0x01, 0, 0]).is_err());
    }
}
