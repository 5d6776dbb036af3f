//! Columns of texts that are written value by value.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, StringViewArray};

use crate::error::Error;

/// The text that `write` appends for each value of an array; NULL stays NULL.
pub fn column(
    array: &dyn Array,
    mut write: impl FnMut(usize, &mut String) -> Result<(), Error>,
) -> Result<ArrayRef, Error> {
    let mut text = String::new();
    let texts: Result<StringViewArray, Error> = (0..array.len())
        .map(|row| {
            if array.is_null(row) {
                return Ok(None);
            }
            text.clear();
            write(row, &mut text)?;
            Ok(Some(text.clone()))
        })
        .collect();
    Ok(Arc::new(texts?))
}
