//! Decoding of variants.

use super::{MAX_DEPTH, VERSION, Variant};
use crate::error::Error;

impl Variant {
    /// Decodes a value with the names in its metadata.
    pub fn decode(value: &[u8], metadata: &[u8]) -> Result<Self, Error> {
        let names = Names::parse(metadata)?;
        // Bounds the number of values by the number of bytes: elements that share bytes could
        // otherwise exceed the memory.
        let mut left = value.len();
        names.value(value, 0, &mut left)
    }
}

/// The names in a variant's metadata.
struct Names<'a> {
    bytes: &'a [u8],
    offset_size: usize,
    count: usize,
}

impl<'a> Names<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, Error> {
        let header = *bytes.first().ok_or_else(malformed)?;
        if header & 0x0f != VERSION {
            return Err(Error::Decode(format!(
                "unknown variant version {}",
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
        let id_size = (header >> 2 & 3) + 1;
        let elements = Elements::parse(bytes, header, header >> 4 & 1 == 1, id_size)?;
        let values = self.values(&elements, depth, left).enumerate();
        values
            .map(|(at, value)| Ok((self.name(elements.id(at)?)?, value?)))
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
        let elements = Elements::parse(bytes, header, header >> 2 & 1 == 1, 0)?;
        let values = self.values(&elements, depth, left);
        values.collect::<Result<_, _>>().map(Variant::Array)
    }

    fn values(
        &self,
        elements: &Elements,
        depth: usize,
        left: &mut usize,
    ) -> impl Iterator<Item = Result<Variant, Error>> {
        (0..elements.count).map(move |at| self.value(elements.get(at)?, depth + 1, left))
    }
}

/// The elements of an object or an array.
struct Elements<'a> {
    bytes: &'a [u8],
    count: usize,
    /// The start of the name ids, which only an object has.
    ids: usize,
    id_size: usize,
    offset_size: usize,
    /// The start of the offsets, one more than there are elements; the values follow.
    offsets: usize,
}

impl<'a> Elements<'a> {
    /// Reads the count, which takes four bytes if there are many elements.
    fn parse(bytes: &'a [u8], header: usize, many: bool, id_size: usize) -> Result<Self, Error> {
        let count_size = if many { 4 } else { 1 };
        let count = unsigned(bytes, 1, count_size)?;
        let ids = 1 + count_size;
        Ok(Self {
            bytes,
            count,
            ids,
            id_size,
            offset_size: (header & 3) + 1,
            offsets: ids + count * id_size,
        })
    }

    fn id(&self, at: usize) -> Result<usize, Error> {
        unsigned(self.bytes, self.ids + at * self.id_size, self.id_size)
    }

    /// The bytes from the start of an element; the element encodes its own length.
    fn get(&self, at: usize) -> Result<&'a [u8], Error> {
        let size = self.offset_size;
        let values = self.offsets + (self.count + 1) * size;
        let offset = unsigned(self.bytes, self.offsets + at * size, size)?;
        slice(self.bytes, values + offset, self.bytes.len())
    }
}

fn primitive(kind: usize, bytes: &[u8]) -> Result<Variant, Error> {
    let integer = |size| signed(bytes, 1, size);
    let decimal = |size| -> Result<Variant, Error> {
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
            return Err(Error::Decode(format!("unknown type {other} in a variant")));
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
