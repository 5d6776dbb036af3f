//! Protobuf's wire format, without generated structs.
//!
//! A plan is a deep tree. In a message written front to back, the length of each nested message
//! must be known before its bytes. [`Writer`] writes back to front instead, so that each byte is
//! written once.

use bytes::Bytes;

use crate::error::Error;

/// The encodings of a field. proto3 has no groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WireType {
    /// Variable-length integers, booleans and enums.
    Varint = 0,
    /// Eight bytes, little-endian.
    Fixed64 = 1,
    /// Strings, bytes, nested messages and packed lists.
    Len = 2,
    /// Four bytes, little-endian.
    Fixed32 = 5,
}

/// Writes a message from its last byte to its first.
///
/// Fields, list elements and the parts of a field are written in reverse order: payload, length,
/// key.
#[derive(Debug)]
pub struct Writer {
    buffer: Vec<u8>,
    start: usize,
}

impl Default for Writer {
    fn default() -> Self {
        Self::with_capacity(512)
    }
}

impl Writer {
    /// A writer with an initial capacity in bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            buffer: vec![0; bytes],
            start: bytes,
        }
    }

    /// The number of bytes written so far.
    pub fn len(&self) -> usize {
        self.buffer.len() - self.start
    }

    /// Whether nothing has been written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Prepends raw bytes.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.reserve(bytes.len());
        self.start -= bytes.len();
        self.buffer[self.start..self.start + bytes.len()].copy_from_slice(bytes);
    }

    /// Prepends a varint.
    pub fn varint(&mut self, mut value: u64) {
        let mut encoded = [0u8; 10];
        let mut length = 0;
        loop {
            encoded[length] = (value as u8 & 0x7f) | if value > 0x7f { 0x80 } else { 0 };
            length += 1;
            value >>= 7;
            if value == 0 {
                break;
            }
        }
        self.bytes(&encoded[..length]);
    }

    /// Prepends the key of a field to its payload.
    pub fn key(&mut self, number: u32, wire_type: WireType) {
        self.varint(u64::from(number) << 3 | wire_type as u64);
    }

    /// Ends a length-delimited field whose payload started when [`Writer::len`] was `before`.
    pub fn close(&mut self, number: u32, before: usize) {
        self.varint((self.len() - before) as u64);
        self.key(number, WireType::Len);
    }

    /// Prepends a whole length-delimited field.
    pub fn len_field(&mut self, number: u32, payload: &[u8]) {
        let before = self.len();
        self.bytes(payload);
        self.close(number, before);
    }

    /// Returns the message.
    pub fn finish(mut self) -> Bytes {
        Bytes::from(self.buffer.split_off(self.start))
    }

    fn reserve(&mut self, additional: usize) {
        if additional > self.start {
            let used = self.len();
            let capacity = (self.buffer.len() * 2).max(used + additional);
            let mut grown = vec![0; capacity];
            grown[capacity - used..].copy_from_slice(&self.buffer[self.start..]);
            self.buffer = grown;
            self.start = capacity - used;
        }
    }
}

/// The payload of a field as encoded on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// See [`WireType::Varint`].
    Varint(u64),
    /// See [`WireType::Fixed64`].
    Fixed64(u64),
    /// See [`WireType::Len`].
    Len(&'a [u8]),
    /// See [`WireType::Fixed32`].
    Fixed32(u32),
}

impl Value<'_> {
    /// The encoding of this payload.
    pub fn wire_type(&self) -> WireType {
        match self {
            Self::Varint(_) => WireType::Varint,
            Self::Fixed64(_) => WireType::Fixed64,
            Self::Len(_) => WireType::Len,
            Self::Fixed32(_) => WireType::Fixed32,
        }
    }
}

/// Reads the fields of one message, front to back.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// A reader over the bytes of one message.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The number and payload of the next field, `None` at the end.
    pub fn field(&mut self) -> Result<Option<(u32, Value<'a>)>, Error> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let key = self.varint()?;
        let number = u32::try_from(key >> 3)
            .ok()
            .filter(|number| *number > 0)
            .ok_or_else(|| malformed("an invalid field number"))?;
        let value = match key & 7 {
            0 => Value::Varint(self.varint()?),
            1 => Value::Fixed64(self.fixed64()?),
            2 => {
                let length = self.varint()?;
                Value::Len(self.take(length)?)
            }
            5 => Value::Fixed32(self.fixed32()?),
            other => return Err(malformed(format!("the unknown wire type {other}"))),
        };
        Ok(Some((number, value)))
    }

    /// The number of bytes left.
    pub fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// The next varint of a packed list, `None` at the end.
    pub fn packed_varint(&mut self) -> Result<Option<u64>, Error> {
        (!self.rest.is_empty()).then(|| self.varint()).transpose()
    }

    /// The next four-byte number of a packed list, `None` at the end.
    pub fn packed_fixed32(&mut self) -> Result<Option<u32>, Error> {
        (!self.rest.is_empty()).then(|| self.fixed32()).transpose()
    }

    /// The next eight-byte number of a packed list, `None` at the end.
    pub fn packed_fixed64(&mut self) -> Result<Option<u64>, Error> {
        (!self.rest.is_empty()).then(|| self.fixed64()).transpose()
    }

    fn varint(&mut self) -> Result<u64, Error> {
        let mut value = 0u64;
        for (index, byte) in self.rest.iter().enumerate().take(10) {
            value |= u64::from(byte & 0x7f) << (7 * index);
            if byte & 0x80 == 0 {
                self.rest = &self.rest[index + 1..];
                return Ok(value);
            }
        }
        Err(malformed("an unterminated varint"))
    }

    fn fixed32(&mut self) -> Result<u32, Error> {
        let mut bytes = [0; 4];
        bytes.copy_from_slice(self.take(4)?);
        Ok(u32::from_le_bytes(bytes))
    }

    fn fixed64(&mut self) -> Result<u64, Error> {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(self.take(8)?);
        Ok(u64::from_le_bytes(bytes))
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], Error> {
        let (taken, rest) = usize::try_from(length)
            .ok()
            .and_then(|length| self.rest.split_at_checked(length))
            .ok_or_else(|| malformed("a field that is longer than the message"))?;
        self.rest = rest;
        Ok(taken)
    }
}

/// The top-level strings of a message with these field numbers; "" for those not set.
pub fn strings<const N: usize>(message: &[u8], numbers: [u32; N]) -> Result<[&str; N], Error> {
    let mut found = [""; N];
    let mut reader = Reader::new(message);
    while let Some((number, value)) = reader.field()? {
        if let (Some(at), Value::Len(bytes)) = (numbers.iter().position(|n| *n == number), value)
        {
            found[at] = std::str::from_utf8(bytes)
                .map_err(|_| malformed("a string that is not valid UTF-8"))?;
        }
    }
    Ok(found)
}

fn malformed(what: impl std::fmt::Display) -> Error {
    Error::Decode(format!(
        "the server sent a malformed message: it has {what}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_and_reads_every_wire_type() {
        let mut writer = Writer::default();
        writer.bytes(&7u32.to_le_bytes());
        writer.key(4, WireType::Fixed32);
        writer.bytes(&9u64.to_le_bytes());
        writer.key(3, WireType::Fixed64);
        writer.len_field(2, b"abc");
        writer.varint(u64::MAX);
        writer.key(1, WireType::Varint);
        let bytes = writer.finish();

        let mut reader = Reader::new(&bytes);
        assert_eq!(reader.field().unwrap(), Some((1, Value::Varint(u64::MAX))));
        assert_eq!(reader.field().unwrap(), Some((2, Value::Len(b"abc"))));
        assert_eq!(reader.field().unwrap(), Some((3, Value::Fixed64(9))));
        assert_eq!(reader.field().unwrap(), Some((4, Value::Fixed32(7))));
        assert_eq!(reader.field().unwrap(), None);
    }

    #[test]
    fn writes_nested_lengths_after_the_buffer_grows() {
        let mut writer = Writer::default();
        let outer = writer.len();
        writer.len_field(1, &[b'x'; 5000]);
        writer.close(2, outer);
        let bytes = writer.finish();

        let Some((2, Value::Len(inner))) = Reader::new(&bytes).field().unwrap() else {
            panic!("missing outer field");
        };
        let Some((1, Value::Len(payload))) = Reader::new(inner).field().unwrap() else {
            panic!("missing inner field");
        };
        assert_eq!(payload.len(), 5000);
    }

    #[test]
    fn truncated_input_is_an_error() {
        let mut writer = Writer::default();
        writer.len_field(300, b"payload");
        writer.varint(1 << 40);
        writer.key(1, WireType::Varint);
        let bytes = writer.finish();
        for length in 1..bytes.len() {
            let mut reader = Reader::new(&bytes[..length]);
            let mut read = 0;
            let failed = loop {
                match reader.field() {
                    Ok(Some(_)) => read += 1,
                    Ok(None) => break false,
                    Err(_) => break true,
                }
            };
            assert!(failed || read == 1, "{length} bytes gave {read} fields");
        }
    }

    #[test]
    fn finds_strings_by_number() {
        let mut writer = Writer::default();
        writer.len_field(15, b"server");
        writer.len_field(1, b"session");
        let bytes = writer.finish();
        assert_eq!(
            strings(&bytes, [1, 15, 9]).unwrap(),
            ["session", "server", ""]
        );
    }
}
