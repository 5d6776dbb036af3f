//! Casts to strings and binaries.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, BinaryArray, StringArray};
use arrow_buffer::{Buffer, OffsetBuffer};
use arrow_schema::DataType;

use super::Values;
use crate::arrow::cast_error::{CastError, CastResult, Expected};
use crate::arrow::list_bounds::offset;
use crate::arrow::spark_type::SparkType;

/// Reads the value of a row.
pub(super) type Get<'a, T> = Box<dyn Fn(usize) -> &'a T + 'a>;

impl Values<'_> {
    pub(super) fn bytes(&self) -> CastResult {
        if self.array.data_type() == &self.kind.arrow() {
            return Ok(Arc::clone(self.array));
        }
        let Some(get) = self.byte_slice() else {
            return self.incompatible();
        };
        let (offsets, bytes) = self.collect_bytes(&get)?;
        let nulls = self.array.nulls().cloned();
        if self.kind == &SparkType::Binary {
            return Ok(Arc::new(BinaryArray::try_new(offsets, bytes, nulls)?));
        }
        match StringArray::try_new(offsets, bytes, nulls) {
            Ok(texts) => Ok(Arc::new(texts)),
            Err(error) => Err(self.invalid_utf8(&get).unwrap_or_else(|| error.into())),
        }
    }

    fn invalid_utf8<'b>(&self, get: impl Fn(usize) -> &'b [u8]) -> Option<CastError> {
        let invalid =
            |at: &usize| self.array.is_valid(*at) && std::str::from_utf8(get(*at)).is_err();
        (0..self.array.len())
            .find(invalid)
            .map(|at| self.error(at, Expected::Text))
    }

    fn collect_bytes<'b>(
        &self,
        get: impl Fn(usize) -> &'b [u8],
    ) -> Result<(OffsetBuffer<i32>, Buffer), CastError> {
        let mut bytes = Vec::new();
        let mut offsets = Vec::with_capacity(self.array.len() + 1);
        offsets.push(0);
        for at in 0..self.array.len() {
            if self.array.is_valid(at) {
                bytes.extend_from_slice(get(at));
            }
            offsets.push(offset(bytes.len())?);
        }
        Ok((OffsetBuffer::new(offsets.into()), bytes.into()))
    }

    pub(super) fn text(&self) -> Option<Get<'_, str>> {
        Some(match self.array.data_type() {
            DataType::Utf8 => {
                let texts = self.array.as_string::<i32>();
                Box::new(|at| texts.value(at))
            }
            DataType::LargeUtf8 => {
                let texts = self.array.as_string::<i64>();
                Box::new(|at| texts.value(at))
            }
            DataType::Utf8View => {
                let texts = self.array.as_string_view();
                Box::new(|at| texts.value(at))
            }
            _ => return None,
        })
    }

    pub(super) fn binary(&self) -> Option<Get<'_, [u8]>> {
        Some(match self.array.data_type() {
            DataType::Binary => {
                let binaries = self.array.as_binary::<i32>();
                Box::new(|at| binaries.value(at))
            }
            DataType::LargeBinary => {
                let binaries = self.array.as_binary::<i64>();
                Box::new(|at| binaries.value(at))
            }
            DataType::BinaryView => {
                let binaries = self.array.as_binary_view();
                Box::new(|at| binaries.value(at))
            }
            _ => return None,
        })
    }

    fn byte_slice(&self) -> Option<Get<'_, [u8]>> {
        match self.text() {
            Some(text) => Some(Box::new(move |at| text(at).as_bytes())),
            None => self.binary(),
        }
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        BinaryViewArray, FixedSizeBinaryArray, LargeBinaryArray, LargeStringArray,
        StringViewArray,
    };

    use super::super::tests::{cast_to, column, error};
    use super::*;

    const LONG: &str = "longer than a view holds inline";

    #[test]
    fn casts_strings_of_all_layouts() {
        let texts = || vec![Some("a"), None, Some(""), Some(LONG)];
        let expected = StringArray::from(texts());
        let large = cast_to(LargeStringArray::from(texts()), SparkType::String);
        assert_eq!(large.as_string::<i32>(), &expected);
        let views = StringViewArray::from(texts());
        let array = cast_to(views.slice(1, 3), SparkType::String);
        assert_eq!(array.as_string::<i32>(), &expected.slice(1, 3));
    }

    #[test]
    fn casts_binaries_of_all_layouts() {
        let bytes = || vec![Some(&b"\xff\x00"[..]), None];
        let expected = BinaryArray::from(bytes());
        let fixed = FixedSizeBinaryArray::try_from_sparse_iter_with_size(bytes().into_iter(), 2);
        for array in [
            cast_to(LargeBinaryArray::from(bytes()), SparkType::Binary),
            cast_to(BinaryViewArray::from(bytes()), SparkType::Binary),
            cast_to(fixed.unwrap(), SparkType::Binary),
        ] {
            assert_eq!(array.as_binary::<i32>(), &expected);
        }
    }

    #[test]
    fn casts_utf8_binaries_to_strings() {
        let bytes = BinaryArray::from(vec![Some("ü".as_bytes()), None, Some(b"\xff")]);
        let array = cast_to(bytes.slice(0, 2), SparkType::String);
        assert_eq!(array.as_string::<i32>().value(0), "ü");
        let found = error(bytes, &column(SparkType::String));
        assert_eq!((found.row, found.expected), (2, Expected::Text));
        // Two halves of a character are invalid.
        let halves = BinaryArray::from(vec![Some(&b"\xc3"[..]), Some(b"\xbc")]);
        assert_eq!(error(halves, &column(SparkType::String)).row, 0);
    }
}
