//! Conversions of primitive arrays, value by value.

use arrow_array::types::ArrowPrimitiveType;
use arrow_array::{Array, ArrayRef, PrimitiveArray};
use arrow_buffer::{ArrowNativeType, ScalarBuffer};

use crate::arrow::cast_error::CastError;

/// The native values of a primitive array, whatever its logical type.
pub(crate) fn native<N: ArrowNativeType>(array: &ArrayRef) -> ScalarBuffer<N> {
    let data = array.to_data();
    ScalarBuffer::new(data.buffers()[0].clone(), data.offset(), data.len())
}

/// Converts each value that is not null; fails with `error` where `convert` returns `None`.
pub(crate) fn convert<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    convert: impl Fn(usize) -> Option<T::Native>,
    error: impl Fn(usize) -> CastError,
) -> Result<PrimitiveArray<T>, CastError> {
    let nulls = array.nulls();
    let mut values: Vec<T::Native> = Vec::with_capacity(array.len());
    for at in 0..array.len() {
        values.push(match nulls {
            Some(nulls) if nulls.is_null(at) => T::Native::default(),
            _ => convert(at).ok_or_else(|| error(at))?,
        });
    }
    Ok(PrimitiveArray::try_new(values.into(), nulls.cloned())?)
}
