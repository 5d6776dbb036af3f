//! Strings, of which Spark does not promise that they are UTF-8.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{
    Array, ArrayRef, GenericStringArray, LargeStringArray, StringArray, StringViewArray,
};
use arrow_schema::DataType;

use super::Normalizer;
use crate::arrow::cast::{Made, Wanted};

/// What becomes of strings that are not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidUtf8 {
    /// An error that names the place.
    Error,
    /// Strings with U+FFFD, the replacement character, for each sequence of bytes that is invalid.
    Replace,
    /// Binaries, of all strings of the array.
    Binary,
}

impl Normalizer<'_> {
    /// Strings of bytes that were not yet looked at.
    pub(super) fn text(&self, data_type: &DataType) -> Made {
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
                Some(at) => Err(self.misfit(at, Wanted::Text)),
                None => self.repaired(data_type),
            },
            InvalidUtf8::Replace => self.repaired(data_type),
            InvalidUtf8::Binary => Ok(Arc::clone(self.array)),
        }
    }

    fn valid(&self) -> Option<ArrayRef> {
        fn shared(array: impl Array + 'static) -> ArrayRef {
            Arc::new(array)
        }
        match self.array.data_type() {
            DataType::Binary => {
                let bytes = self.array.as_binary::<i32>().clone();
                GenericStringArray::try_from_binary(bytes).ok().map(shared)
            }
            DataType::LargeBinary => {
                let bytes = self.array.as_binary::<i64>().clone();
                GenericStringArray::try_from_binary(bytes).ok().map(shared)
            }
            DataType::BinaryView => {
                let bytes = self.array.as_binary_view().clone();
                bytes.to_string_view().ok().map(shared)
            }
            _ => None,
        }
    }

    fn repaired(&self, data_type: &DataType) -> Made {
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
    use super::super::tests::misfit;
    use super::*;

    fn text(array: impl Array + 'static, data_type: DataType, invalid: InvalidUtf8) -> Made {
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
    fn the_first_invalid_string_is_named() {
        for made in [
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
            let found = misfit(made);
            assert_eq!((found.row, found.wanted), (3, Wanted::Text));
        }
    }

    #[test]
    fn invalid_bytes_are_replaced_or_stay() {
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
    fn two_halves_of_a_letter_are_two_invalid_strings() {
        let halves = BinaryArray::from(vec![Some(&b"\xc3"[..]), Some(b"\xbc")]);
        let made = text(halves, DataType::Utf8, InvalidUtf8::Error);
        assert_eq!(misfit(made).row, 0);
    }

    #[test]
    fn bytes_under_a_null_are_not_looked_at() {
        let offsets = OffsetBuffer::new(vec![0, 1, 2].into());
        let nulls = Some(vec![true, false].into());
        let binary = BinaryArray::new(offsets, Buffer::from(b"a\xff"), nulls);
        let made = text(binary, DataType::Utf8, InvalidUtf8::Error).unwrap();
        assert_eq!(
            made.as_string::<i32>(),
            &StringArray::from(vec![Some("a"), None])
        );
    }
}
