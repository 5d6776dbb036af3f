//! Encoding of variants.

use std::collections::HashMap;

use super::{MAX_DEPTH, VERSION, Variant};
use crate::error::Error;

impl Variant {
    /// The value and the metadata, as Spark writes them.
    pub fn encode(&self) -> Result<(Vec<u8>, Vec<u8>), Error> {
        let mut encoder = Encoder::default();
        let mut value = Vec::new();
        encoder.value(self, &mut value, 0)?;
        Ok((value, encoder.metadata()?))
    }
}

/// Writes values and collects their names.
#[derive(Default)]
struct Encoder<'a> {
    names: Vec<&'a str>,
    ids: HashMap<&'a str, usize>,
}

impl<'a> Encoder<'a> {
    fn value(
        &mut self,
        value: &'a Variant,
        out: &mut Vec<u8>,
        depth: usize,
    ) -> Result<(), Error> {
        if depth > MAX_DEPTH {
            return Err(too_deep());
        }
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
            Variant::Object(fields) => return self.object(fields, out, depth),
            Variant::Array(values) => return self.array(values, out, depth),
        }
        Ok(())
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

    /// The start of each value and the end of the last one, and the bytes of all values.
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
        let texts: Vec<u8> = self.names.concat().into_bytes();
        let size = width(texts.len().max(self.names.len()));
        let mut out = vec![VERSION | ((size - 1) << 6) as u8];
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

/// The bytes needed for a number, one to four.
fn width(number: usize) -> usize {
    match number {
        0..=0xff => 1,
        0x100..=0xffff => 2,
        0x1_0000..=0xff_ffff => 3,
        _ => 4,
    }
}

fn write_unsigned(number: usize, size: usize, out: &mut Vec<u8>) -> Result<(), Error> {
    let number =
        u32::try_from(number).map_err(|_| Error::Data("a variant exceeds 4 GiB".to_owned()))?;
    out.extend_from_slice(&number.to_le_bytes()[..size]);
    Ok(())
}

fn too_deep() -> Error {
    Error::Data(format!(
        "a variant is nested deeper than {MAX_DEPTH} levels"
    ))
}
