//! Texts and binaries.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, BinaryArray, StringArray};
use arrow_buffer::{Buffer, OffsetBuffer};
use arrow_schema::DataType;

use super::{CastError, Made, Values, Wanted};
use crate::arrow::spark_type::ColumnType;
use crate::error::Error;

/// How to get at the value in a row.
pub(super) type Get<'a, T> = Box<dyn Fn(usize) -> &'a T + 'a>;

impl Values<'_> {
    pub(super) fn bytes(&self) -> Made {
        if self.array.data_type() == &self.kind.arrow() {
            return Ok(Arc::clone(self.array));
        }
        let Some(get) = self.byte_slice() else {
            return self.no_kin();
        };
        let (offsets, bytes) = self.gathered(&get)?;
        let nulls = self.array.nulls().cloned();
        if self.kind == &ColumnType::Binary {
            return Ok(Arc::new(BinaryArray::try_new(offsets, bytes, nulls)?));
        }
        match StringArray::try_new(offsets, bytes, nulls) {
            Ok(texts) => Ok(Arc::new(texts)),
            Err(error) => Err(self.no_text(&get).unwrap_or_else(|| error.into())),
        }
    }

    fn no_text<'b>(&self, get: impl Fn(usize) -> &'b [u8]) -> Option<CastError> {
        let invalid =
            |at: &usize| self.array.is_valid(*at) && std::str::from_utf8(get(*at)).is_err();
        (0..self.array.len())
            .find(invalid)
            .map(|at| self.misfit(at, Wanted::Text))
    }

    fn gathered<'b>(
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

/// Where values of any size end, one after the other.
pub(crate) fn offset(end: usize) -> Result<i32, CastError> {
    i32::try_from(end).map_err(|_| {
        CastError::Data(Error::Data(
            "the values of one column in neighbouring rows take more than the 2 GiB that Arrow has \
             room for"
                .to_owned(),
        ))
    })
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        BinaryViewArray, FixedSizeBinaryArray, LargeBinaryArray, LargeStringArray, StringViewArray,
    };

    use super::super::tests::{column, made, misfit};
    use super::*;

    const LONG: &str = "longer than what a view holds by itself";

    #[test]
    fn texts_are_those_of_all_layouts() {
        let texts = || vec![Some("a"), None, Some(""), Some(LONG)];
        let expected = StringArray::from(texts());
        let large = made(LargeStringArray::from(texts()), ColumnType::String);
        assert_eq!(large.as_string::<i32>(), &expected);
        let views = StringViewArray::from(texts());
        let made = made(views.slice(1, 3), ColumnType::String);
        assert_eq!(made.as_string::<i32>(), &expected.slice(1, 3));
    }

    #[test]
    fn binaries_are_those_of_all_layouts() {
        let bytes = || vec![Some(&b"\xff\x00"[..]), None];
        let expected = BinaryArray::from(bytes());
        let fixed = FixedSizeBinaryArray::try_from_sparse_iter_with_size(bytes().into_iter(), 2);
        for array in [
            made(LargeBinaryArray::from(bytes()), ColumnType::Binary),
            made(BinaryViewArray::from(bytes()), ColumnType::Binary),
            made(fixed.unwrap(), ColumnType::Binary),
        ] {
            assert_eq!(array.as_binary::<i32>(), &expected);
        }
    }

    #[test]
    fn a_binary_is_a_text_where_it_is_utf8() {
        let bytes = BinaryArray::from(vec![Some("ü".as_bytes()), None, Some(b"\xff")]);
        let made = made(bytes.slice(0, 2), ColumnType::String);
        assert_eq!(made.as_string::<i32>().value(0), "ü");
        let found = misfit(bytes, &column(ColumnType::String));
        assert_eq!((found.row, found.wanted), (2, Wanted::Text));
        // Two halves of a letter are none.
        let halves = BinaryArray::from(vec![Some(&b"\xc3"[..]), Some(b"\xbc")]);
        assert_eq!(misfit(halves, &column(ColumnType::String)).row, 0);
    }
}
