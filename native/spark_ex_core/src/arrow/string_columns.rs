//! String columns built value by value.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, StringViewArray};

use crate::error::Error;

/// A column of the text that `write` appends for each value of an array; nulls stay null.
pub fn build(
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
