//! Spark's binary variant format: a value of any JSON-like shape, in two binaries.
//!
//! The format is that of the Parquet project's `VariantEncoding.md`, as Spark 4 writes it.

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::{Array, StructArray};
use arrow_schema::{DataType, Fields};

use crate::error::Error;

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

impl Variant {
    /// Decodes a value with the names that its metadata holds.
    pub fn decode(value: &[u8], metadata: &[u8]) -> Result<Self, Error> {
        let names = Names::parse(metadata)?;
        // Each value has a byte of its own. Where elements share theirs, a few bytes could say more
        // values than memory holds.
        let mut left = value.len();
        names.value(value, 0, &mut left)
    }
}

impl Variant {
    /// The value and the metadata, as Spark writes them.
    pub fn encode(&self) -> Result<(Vec<u8>, Vec<u8>), Error> {
        let mut encoder = Encoder::default();
        let mut value = Vec::new();
        encoder.value(self, &mut value, 0)?;
        Ok((value, encoder.metadata()?))
    }
}

/// Writes values, and keeps the names that they use.
#[derive(Default)]
struct Encoder<'a> {
    names: Vec<&'a str>,
    ids: HashMap<&'a str, usize>,
}

impl<'a> Encoder<'a> {
    fn value(&mut self, value: &'a Variant, out: &mut Vec<u8>, depth: usize) -> Result<(), Error> {
        if depth > MAX_DEPTH {
            return Err(too_deep());
        }
        match value {
            Variant::Object(fields) => self.object(fields, out, depth),
            Variant::Array(values) => self.array(values, out, depth),
            scalar => write_scalar(scalar, out),
        }
    }

    fn object(
        &mut self,
        fields: &'a [(String, Variant)],
        out: &mut Vec<u8>,
        depth: usize,
    ) -> Result<(), Error> {
        let mut sorted: Vec<_> = fields.iter().collect();
        sorted.sort_by_key(|(name, _)| name.as_bytes());
        let ids: Vec<usize> = sorted.iter().map(|(name, _)| self.id(name)).collect();
        let values = sorted.iter().map(|(_, value)| value);
        let (offsets, values) = self.values(values, depth)?;
        let id_size = width(ids.iter().copied().max().unwrap_or(0));
        let offset_size = width(values.len());
        let large = ids.len() > usize::from(u8::MAX);
        let header = usize::from(large) << 4 | (id_size - 1) << 2 | (offset_size - 1);
        out.push((header << 2 | 2) as u8);
        write_unsigned(ids.len(), if large { 4 } else { 1 }, out)?;
        for id in ids {
            write_unsigned(id, id_size, out)?;
        }
        write_offsets(&offsets, &values, offset_size, out)
    }

    fn array(
        &mut self,
        elements: &'a [Variant],
        out: &mut Vec<u8>,
        depth: usize,
    ) -> Result<(), Error> {
        let (offsets, values) = self.values(elements.iter(), depth)?;
        let offset_size = width(values.len());
        let large = elements.len() > usize::from(u8::MAX);
        let header = usize::from(large) << 2 | (offset_size - 1);
        out.push((header << 2 | 3) as u8);
        write_unsigned(elements.len(), if large { 4 } else { 1 }, out)?;
        write_offsets(&offsets, &values, offset_size, out)
    }

    /// Where each of some values begins, and the last ends, in the bytes of all of them.
    fn values(
        &mut self,
        values: impl Iterator<Item = &'a Variant>,
        depth: usize,
    ) -> Result<(Vec<usize>, Vec<u8>), Error> {
        let (mut offsets, mut bytes) = (vec![0], Vec::new());
        for value in values {
            self.value(value, &mut bytes, depth + 1)?;
            offsets.push(bytes.len());
        }
        Ok((offsets, bytes))
    }

    fn id(&mut self, name: &'a str) -> usize {
        let next = self.names.len();
        let id = *self.ids.entry(name).or_insert(next);
        if id == next {
            self.names.push(name);
        }
        id
    }

    fn metadata(&self) -> Result<Vec<u8>, Error> {
        const VERSION: usize = 1;
        let texts: Vec<u8> = self.names.concat().into_bytes();
        let size = width(texts.len().max(self.names.len()));
        let mut out = vec![(VERSION | (size - 1) << 6) as u8];
        write_unsigned(self.names.len(), size, &mut out)?;
        let mut end = 0;
        write_unsigned(end, size, &mut out)?;
        for name in &self.names {
            end += name.len();
            write_unsigned(end, size, &mut out)?;
        }
        out.extend(texts);
        Ok(out)
    }
}

fn write_scalar(value: &Variant, out: &mut Vec<u8>) -> Result<(), Error> {
    match value {
        Variant::Null => primitive_of(0, &[], out),
        Variant::Boolean(true) => primitive_of(1, &[], out),
        Variant::Boolean(false) => primitive_of(2, &[], out),
        Variant::Integer(number) => write_integer(*number, out),
        Variant::Float(number) => primitive_of(7, &number.to_le_bytes(), out),
        Variant::Decimal { unscaled, scale } => write_decimal(*unscaled, *scale, out),
        Variant::Date(days) => primitive_of(11, &days.to_le_bytes(), out),
        Variant::Timestamp(micros) => primitive_of(12, &micros.to_le_bytes(), out),
        Variant::TimestampNtz(micros) => primitive_of(13, &micros.to_le_bytes(), out),
        Variant::Binary(bytes) => return write_sized(15, bytes, out),
        Variant::String(text) if text.len() < 64 => {
            out.push((text.len() << 2 | 1) as u8);
            out.extend_from_slice(text.as_bytes());
        }
        Variant::String(text) => return write_sized(16, text.as_bytes(), out),
        // Both are written by the encoder, which knows the names.
        Variant::Object(_) | Variant::Array(_) => return Err(malformed()),
    }
    Ok(())
}

fn primitive_of(kind: u8, bytes: &[u8], out: &mut Vec<u8>) {
    out.push(kind << 2);
    out.extend_from_slice(bytes);
}

fn write_integer(number: i64, out: &mut Vec<u8>) {
    let bytes = number.to_le_bytes();
    let (kind, size) = match number {
        _ if i8::try_from(number).is_ok() => (3, 1),
        _ if i16::try_from(number).is_ok() => (4, 2),
        _ if i32::try_from(number).is_ok() => (5, 4),
        _ => (6, 8),
    };
    primitive_of(kind, &bytes[..size], out);
}

fn write_decimal(unscaled: i128, scale: u8, out: &mut Vec<u8>) {
    let digits = unscaled.unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
    let (kind, size) = match digits.max(u32::from(scale)) {
        0..=9 => (8, 4),
        10..=18 => (9, 8),
        _ => (10, 16),
    };
    primitive_of(kind, &[scale], out);
    out.extend_from_slice(&unscaled.to_le_bytes()[..size]);
}

fn write_sized(kind: u8, bytes: &[u8], out: &mut Vec<u8>) -> Result<(), Error> {
    primitive_of(kind, &[], out);
    write_unsigned(bytes.len(), 4, out)?;
    out.extend_from_slice(bytes);
    Ok(())
}

fn write_offsets(
    offsets: &[usize],
    values: &[u8],
    size: usize,
    out: &mut Vec<u8>,
) -> Result<(), Error> {
    for offset in offsets {
        write_unsigned(*offset, size, out)?;
    }
    out.extend_from_slice(values);
    Ok(())
}

/// The bytes that a number needs, of one to four.
fn width(number: usize) -> usize {
    match number {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xff_ffff => 3,
        _ => 4,
    }
}

fn write_unsigned(number: usize, size: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    let number = u32::try_from(number)
        .map_err(|_| Error::Data("a variant has room for 4 GiB at most".to_owned()))?;
    out.extend_from_slice(&number.to_le_bytes()[..size]);
    Ok(())
}

fn too_deep() -> Error {
    Error::Data(format!(
        "a variant is nested deeper than {MAX_DEPTH} levels"
    ))
}

struct Names<'a> {
    bytes: &'a [u8],
    offset_size: usize,
    count: usize,
}

impl<'a> Names<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, Error> {
        const VERSION: u8 = 1;
        let header = *bytes.first().ok_or_else(malformed)?;
        if header & 0x0f != VERSION {
            return Err(Error::Decode(format!(
                "a variant has the unknown version {}",
                header & 0x0f
            )));
        }
        let offset_size = usize::from(header >> 6) + 1;
        Ok(Self {
            bytes,
            offset_size,
            count: unsigned(bytes, 1, offset_size)?,
        })
    }

    fn name(&self, id: usize) -> Result<String, Error> {
        if id >= self.count {
            return Err(malformed());
        }
        let offsets = 1 + self.offset_size;
        let offset = |at: usize| {
            unsigned(
                self.bytes,
                offsets + at * self.offset_size,
                self.offset_size,
            )
        };
        let texts = offsets + (self.count + 1) * self.offset_size;
        text(slice(
            self.bytes,
            texts + offset(id)?,
            texts + offset(id + 1)?,
        )?)
    }

    fn value(&self, bytes: &[u8], depth: usize, left: &mut usize) -> Result<Variant, Error> {
        if depth > MAX_DEPTH {
            return Err(Error::Decode(format!(
                "a variant is nested deeper than {MAX_DEPTH} levels"
            )));
        }
        *left = left.checked_sub(1).ok_or_else(malformed)?;
        let first = *bytes.first().ok_or_else(malformed)?;
        let header = usize::from(first >> 2);
        match first & 3 {
            0 => primitive(header, bytes),
            1 => Ok(Variant::String(text(slice(bytes, 1, 1 + header)?)?)),
            2 => self.object(header, bytes, depth, left),
            _ => self.array(header, bytes, depth, left),
        }
    }

    fn object(
        &self,
        header: usize,
        bytes: &[u8],
        depth: usize,
        left: &mut usize,
    ) -> Result<Variant, Error> {
        let offset_size = (header & 3) + 1;
        let id_size = (header >> 2 & 3) + 1;
        let count_size = if header >> 4 & 1 == 1 { 4 } else { 1 };
        let count = unsigned(bytes, 1, count_size)?;
        let ids = 1 + count_size;
        let offsets = ids + count * id_size;
        let values = offsets + (count + 1) * offset_size;
        (0..count)
            .map(|at| {
                let id = unsigned(bytes, ids + at * id_size, id_size)?;
                let offset = unsigned(bytes, offsets + at * offset_size, offset_size)?;
                let value =
                    self.value(slice(bytes, values + offset, bytes.len())?, depth + 1, left)?;
                Ok((self.name(id)?, value))
            })
            .collect::<Result<_, _>>()
            .map(Variant::Object)
    }

    fn array(
        &self,
        header: usize,
        bytes: &[u8],
        depth: usize,
        left: &mut usize,
    ) -> Result<Variant, Error> {
        let offset_size = (header & 3) + 1;
        let count_size = if header >> 2 & 1 == 1 { 4 } else { 1 };
        let count = unsigned(bytes, 1, count_size)?;
        let offsets = 1 + count_size;
        let values = offsets + (count + 1) * offset_size;
        (0..count)
            .map(|at| {
                let offset = unsigned(bytes, offsets + at * offset_size, offset_size)?;
                self.value(slice(bytes, values + offset, bytes.len())?, depth + 1, left)
            })
            .collect::<Result<_, _>>()
            .map(Variant::Array)
    }
}

fn primitive(kind: usize, bytes: &[u8]) -> Result<Variant, Error> {
    let integer = |size| signed(bytes, 1, size);
    let decimal = |size| {
        Ok(Variant::Decimal {
            scale: *bytes.get(1).ok_or_else(malformed)?,
            unscaled: signed(bytes, 2, size)?,
        })
    };
    let sized = || slice(bytes, 5, 5 + unsigned(bytes, 1, 4)?);
    Ok(match kind {
        0 => Variant::Null,
        1 => Variant::Boolean(true),
        2 => Variant::Boolean(false),
        3 => Variant::Integer(integer(1)? as i64),
        4 => Variant::Integer(integer(2)? as i64),
        5 => Variant::Integer(integer(4)? as i64),
        6 => Variant::Integer(integer(8)? as i64),
        7 => Variant::Float(f64::from_bits(integer(8)? as u64)),
        8 => decimal(4)?,
        9 => decimal(8)?,
        10 => decimal(16)?,
        11 => Variant::Date(integer(4)? as i32),
        12 => Variant::Timestamp(integer(8)? as i64),
        13 => Variant::TimestampNtz(integer(8)? as i64),
        14 => Variant::Float(f32::from_bits(integer(4)? as u32).into()),
        15 => Variant::Binary(sized()?.to_vec()),
        16 => Variant::String(text(sized()?)?),
        other => {
            return Err(Error::Decode(format!(
                "a variant holds a value of the unknown type {other}"
            )));
        }
    })
}

fn slice(bytes: &[u8], start: usize, end: usize) -> Result<&[u8], Error> {
    bytes.get(start..end).ok_or_else(malformed)
}

fn unsigned(bytes: &[u8], start: usize, size: usize) -> Result<usize, Error> {
    let mut wide = [0; 8];
    wide[..size].copy_from_slice(slice(bytes, start, start + size)?);
    usize::try_from(u64::from_le_bytes(wide)).map_err(|_| malformed())
}

fn signed(bytes: &[u8], start: usize, size: usize) -> Result<i128, Error> {
    let narrow = slice(bytes, start, start + size)?;
    let fill = if narrow[size - 1] & 0x80 == 0 {
        0
    } else {
        0xff
    };
    let mut wide = [fill; 16];
    wide[..size].copy_from_slice(narrow);
    Ok(i128::from_le_bytes(wide))
}

fn text(bytes: &[u8]) -> Result<String, Error> {
    String::from_utf8(bytes.to_vec()).map_err(|_| malformed())
}

fn malformed() -> Error {
    Error::Decode("the server sent a malformed variant".to_owned())
}

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
