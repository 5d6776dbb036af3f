//! Strings with invalid UTF-8, which Spark allows.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, GenericStringArray, LargeStringArray, StringArray, StringViewArray,
};
use arrow_schema::DataType;

use super::Normalizer;
use crate::arrow::cast_error::{CastError, CastResult, Expected};

/// How to handle strings with invalid UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidUtf8 {
    /// Return an error that reports where the string is.
    Error,
    /// Replace each invalid sequence of bytes with U+FFFD, the replacement character.
    Replace,
    /// Return all strings of the array as binaries.
    Binary,
}

impl Normalizer<'_> {
    /// Converts binaries that have not been validated to strings.
    pub(super) fn text(&self, data_type: &DataType) -> CastResult {
        match (self.array.data_type(), data_type) {
            (DataType::Binary, DataType::Utf8)
            | (DataType::LargeBinary, DataType::LargeUtf8)
            | (DataType::BinaryView, DataType::Utf8View) => {}
            _ => return self.incompatible(data_type),
        }
        if let Some(valid) = self.valid() {
            return Ok(valid);
        }
        match self.invalid {
            InvalidUtf8::Error => match (0..self.array.len()).find(|at| self.is_invalid(*at)) {
                Some(at) => Err(CastError::value(self.array, at, Expected::Text)),
                None => self.repaired(data_type),
            },
            InvalidUtf8::Replace => self.repaired(data_type),
            InvalidUtf8::Binary => Ok(Arc::clone(self.array)),
        }
    }

    fn valid(&self) -> Option<ArrayRef> {
        fn into_array(array: impl Array + 'static) -> ArrayRef {
            Arc::new(array)
        }
        match self.array.data_type() {
            DataType::Binary => {
                let bytes = self.array.as_binary::<i32>().clone();
                GenericStringArray::try_from_binary(bytes)
                    .ok()
                    .map(into_array)
            }
            DataType::LargeBinary => {
                let bytes = self.array.as_binary::<i64>().clone();
                GenericStringArray::try_from_binary(bytes)
                    .ok()
                    .map(into_array)
            }
            DataType::BinaryView => {
                let bytes = self.array.as_binary_view().clone();
                bytes.to_string_view().ok().map(into_array)
            }
            _ => None,
        }
    }

    fn repaired(&self, data_type: &DataType) -> CastResult {
        let texts = (0..self.array.len()).map(|at| self.bytes(at).map(String::from_utf8_lossy));
        Ok(match data_type {
            DataType::Utf8 => Arc::new(texts.collect::<StringArray>()),
            DataType::LargeUtf8 => Arc::new(texts.collect::<LargeStringArray>()),
            DataType::Utf8View => Arc::new(texts.collect::<StringViewArray>()),
            _ => return self.incompatible(data_type),
        })
    }

    fn is_invalid(&self, at: usize) -> bool {
        self.bytes(at)
            .is_some_and(|bytes| std::str::from_utf8(bytes).is_err())
    }

    fn bytes(&self, at: usize) -> Option<&[u8]> {
        if self.array.is_null(at) {
            return None;
        }
        match self.array.data_type() {
            DataType::Binary => Some(self.array.as_binary::<i32>().value(at)),
            DataType::LargeBinary => Some(self.array.as_binary::<i64>().value(at)),
            DataType::BinaryView => Some(self.array.as_binary_view().value(at)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::{BinaryArray, BinaryViewArray, LargeBinaryArray};
    use arrow_buffer::{Buffer, OffsetBuffer};

    use super::super::normalize;
    use super::super::tests::error;
    use super::*;

    fn text(
        array: impl Array + 'static,
        data_type: DataType,
        invalid: InvalidUtf8,
    ) -> CastResult {
        normalize(&(Arc::new(array) as ArrayRef), &data_type, invalid)
    }

    fn bytes() -> Vec<Option<&'static [u8]>> {
        vec![
            Some(b"a"),
            None,
            Some("ü".as_bytes()),
            Some(b"\xffA"),
            Some(b""),
        ]
    }

    #[test]
    fn reports_the_first_invalid_string() {
        for result in [
            text(
                BinaryArray::from(bytes()),
                DataType::Utf8,
                InvalidUtf8::Error,
            ),
            text(
                LargeBinaryArray::from(bytes()),
                DataType::LargeUtf8,
                InvalidUtf8::Error,
            ),
            text(
                BinaryViewArray::from(bytes()),
                DataType::Utf8View,
                InvalidUtf8::Error,
            ),
        ] {
            let found = error(result);
            assert_eq!((found.row, found.expected), (3, Expected::Text));
        }
    }

    #[test]
    fn replaces_or_keeps_invalid_bytes() {
        let expected = [Some("a"), None, Some("ü"), Some("\u{fffd}A"), Some("")];
        let replaced = text(
            BinaryArray::from(bytes()),
            DataType::Utf8,
            InvalidUtf8::Replace,
        );
        let replaced = replaced.unwrap();
        assert_eq!(
            replaced.as_string::<i32>(),
            &StringArray::from_iter(expected)
        );
        let views = text(
            BinaryViewArray::from(bytes()),
            DataType::Utf8View,
            InvalidUtf8::Replace,
        );
        let views = views.unwrap();
        assert_eq!(
            views.as_string_view(),
            &StringViewArray::from_iter(expected)
        );
        let binary = BinaryArray::from(bytes());
        let kept = text(binary.clone(), DataType::Utf8, InvalidUtf8::Binary).unwrap();
        assert_eq!(kept.as_binary::<i32>(), &binary);
    }

    #[test]
    fn the_halves_of_a_character_are_invalid_strings() {
        let halves = BinaryArray::from(vec![Some(&b"\xc3"[..]), Some(b"\xbc")]);
        let result = text(halves, DataType::Utf8, InvalidUtf8::Error);
        assert_eq!(error(result).row, 0);
    }

    #[test]
    fn ignores_the_bytes_under_nulls() {
        let offsets = OffsetBuffer::new(vec![0, 1, 2].into());
        let nulls = Some(vec![true, false].into());
        let binary = BinaryArray::new(offsets, Buffer::from(b"a\xff"), nulls);
        let texts = text(binary, DataType::Utf8, InvalidUtf8::Error).unwrap();
        assert_eq!(
            texts.as_string::<i32>(),
            &StringArray::from(vec![Some("a"), None])
        );
    }
}
