//! The values that lists, maps and structs hold, without those under a null.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, OffsetSizeTrait, UInt64Array};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::DataType;
use arrow_select::nullif::nullif;
use arrow_select::take::take;

use crate::arrow::cast::{CastError, Made, Step, offset};

/// Where the values of each list begin and end; nowhere, where the list is null.
pub(crate) struct ListBounds(Vec<Option<(usize, usize)>>);

impl ListBounds {
    /// Of lists or maps.
    pub(crate) fn new<O: OffsetSizeTrait>(offsets: &[O], nulls: Option<&NullBuffer>) -> Self {
        let bounds = offsets.windows(2).enumerate();
        let bounds = bounds.map(|(at, ends)| match nulls {
            Some(nulls) if nulls.is_null(at) => None,
            _ => Some((ends[0].as_usize(), ends[1].as_usize())),
        });
        Self(bounds.collect())
    }

    /// Of lists of any layout, with the values that are in them; `None` where there are no lists.
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

    /// Where each list ends once its values follow those of the one before.
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

    /// The values that are in lists, one list after the other.
    pub(crate) fn of(&self, values: &ArrayRef) -> Made {
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

/// Null where the struct is.
pub(crate) fn masked(values: &ArrayRef, outer: Option<&NullBuffer>) -> Made {
    match outer {
        Some(outer) if outer.null_count() > 0 => {
            Ok(nullif(values, &BooleanArray::new(!outer.inner(), None))?)
        }
        _ => Ok(Arc::clone(values)),
    }
}

/// Where a value inside of lists or maps is.
pub(crate) struct Place {
    /// Among all values of all lists.
    pub(crate) whole: usize,
    /// In its own list.
    pub(crate) within: usize,
}

/// The error as seen from the lists that hold the value.
pub(crate) fn outwards(
    error: CastError,
    offsets: &OffsetBuffer<i32>,
    step: impl FnOnce(Place) -> Step,
) -> CastError {
    let CastError::Misfit(misfit) = &error else {
        return error;
    };
    let whole = misfit.row;
    let row = offsets.partition_point(|offset| *offset as usize <= whole) - 1;
    let within = whole - offsets[row] as usize;
    error.within(row, step(Place { whole, within }))
}
