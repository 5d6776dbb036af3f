//! Values of lists, maps and structs, without those under a null.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, OffsetSizeTrait, UInt64Array};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::DataType;
use arrow_select::nullif::nullif;
use arrow_select::take::take;

use crate::arrow::cast_error::{CastError, CastResult};
use crate::error::Error;

/// The bounds of each list's values; `None` for a null list.
pub(crate) struct ListBounds(Vec<Option<(usize, usize)>>);

impl ListBounds {
    /// The bounds of lists or maps.
    pub(crate) fn new<O: OffsetSizeTrait>(offsets: &[O], nulls: Option<&NullBuffer>) -> Self {
        let bounds = offsets.windows(2).enumerate();
        let bounds = bounds.map(|(at, ends)| match nulls {
            Some(nulls) if nulls.is_null(at) => None,
            _ => Some((ends[0].as_usize(), ends[1].as_usize())),
        });
        Self(bounds.collect())
    }

    /// The bounds and the values of lists of any layout; `None` for other arrays.
    pub(crate) fn of_lists(array: &ArrayRef) -> Option<(Self, &ArrayRef)> {
        Some(match array.data_type() {
            DataType::List(_) => {
                let lists = array.as_list::<i32>();
                (
                    Self::new(lists.value_offsets(), array.nulls()),
                    lists.values(),
                )
            }
            DataType::LargeList(_) => {
                let lists = array.as_list::<i64>();
                (
                    Self::new(lists.value_offsets(), array.nulls()),
                    lists.values(),
                )
            }
            DataType::FixedSizeList(_, size) => {
                let size = usize::try_from(*size).unwrap_or(0);
                let offsets = (0..=array.len()).map(|at| (at * size) as i64);
                let offsets: Vec<i64> = offsets.collect();
                let values = array.as_fixed_size_list().values();
                (Self::new(&offsets, array.nulls()), values)
            }
            _ => return None,
        })
    }

    /// The offsets of the lists in the values that `of` returns.
    pub(crate) fn offsets(&self) -> Result<OffsetBuffer<i32>, CastError> {
        let mut end = 0;
        let mut offsets = Vec::with_capacity(self.0.len() + 1);
        offsets.push(0);
        for bounds in &self.0 {
            end += bounds.map_or(0, |(first, last)| last - first);
            offsets.push(offset(end)?);
        }
        Ok(OffsetBuffer::new(offsets.into()))
    }

    /// The values of all lists, in order.
    pub(crate) fn of(&self, values: &ArrayRef) -> CastResult {
        let mut all: Option<(usize, usize)> = None;
        let filled = || self.0.iter().flatten().filter(|(first, last)| first < last);
        for (first, last) in filled() {
            all = match all {
                None => Some((*first, *last)),
                Some((start, end)) if end == *first => Some((start, *last)),
                Some(_) => {
                    let places = filled().flat_map(|(first, last)| *first as u64..*last as u64);
                    return Ok(take(values, &UInt64Array::from_iter_values(places), None)?);
                }
            };
        }
        let (start, end) = all.unwrap_or_default();
        Ok(values.slice(start, end - start))
    }
}

/// Sets values to null where the parent is null.
pub(crate) fn mask_nulls(values: &ArrayRef, outer: Option<&NullBuffer>) -> CastResult {
    match outer {
        Some(outer) if outer.null_count() > 0 => {
            Ok(nullif(values, &BooleanArray::new(!outer.inner(), None))?)
        }
        _ => Ok(Arc::clone(values)),
    }
}

/// The end of a value of variable size, as an Arrow offset.
pub(crate) fn offset(end: usize) -> Result<i32, CastError> {
    i32::try_from(end).map_err(|_| {
        CastError::Data(Error::Data(
            "the values of a column in consecutive rows exceed 2 GiB, the limit of an Arrow \
             array"
                .to_owned(),
        ))
    })
}
