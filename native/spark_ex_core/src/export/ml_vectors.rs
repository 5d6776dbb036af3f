//! Vectors of Spark ML in Arrow.

use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int8Type, Int32Type};
use arrow_array::{ListArray, StructArray};
use arrow_buffer::ToByteSlice;
use arrow_schema::{DataType, Fields};

/// The fields of vectors of Spark ML.
pub(super) struct Vectors<'a> {
    kinds: &'a [i8],
    sizes: &'a [i32],
    indices: &'a ListArray,
    values: &'a ListArray,
}

impl<'a> Vectors<'a> {
    const SPARSE: i8 = 0;

    pub(super) fn new(vectors: &'a StructArray) -> Option<Self> {
        Some(Self {
            kinds: vectors.column(0).as_primitive_opt::<Int8Type>()?.values(),
            sizes: vectors.column(1).as_primitive_opt::<Int32Type>()?.values(),
            indices: vectors.column(2).as_list_opt()?,
            values: vectors.column(3).as_list_opt()?,
        })
    }

    /// The number of elements of a row.
    pub(super) fn size(&self, row: usize) -> usize {
        match self.kinds[row] {
            Self::SPARSE => usize::try_from(self.sizes[row]).unwrap_or_default(),
            _dense => self.values.value_length(row) as usize,
        }
    }

    /// Appends a row of the given width; `None` for a malformed vector.
    pub(super) fn write(&self, row: usize, width: usize, bytes: &mut Vec<u8>) -> Option<()> {
        let values = self.values.value(row);
        let values = values.as_primitive_opt::<Float64Type>()?;
        if self.kinds[row] != Self::SPARSE {
            bytes.extend_from_slice(values.values().to_byte_slice());
            return Some(());
        }
        let indices = self.indices.value(row);
        let indices = indices.as_primitive_opt::<Int32Type>()?;
        let start = bytes.len();
        bytes.resize(start + width * size_of::<f64>(), 0);
        let (dense, _rest) = bytes[start..].as_chunks_mut::<{ size_of::<f64>() }>();
        for (index, value) in indices.values().iter().zip(values.values()) {
            *dense.get_mut(usize::try_from(*index).ok()?)? = value.to_ne_bytes();
        }
        Some(())
    }
}

/// Whether the fields of a struct are those of a vector.
pub(super) fn is_vector(fields: &Fields) -> bool {
    let is_list_of = |data_type: &DataType, of: &DataType| match data_type {
        DataType::List(element) => element.data_type() == of,
        _ => false,
    };
    match fields.iter().as_slice() {
        [kind, size, indices, values] => {
            [kind.name(), size.name(), indices.name(), values.name()]
                == ["type", "size", "indices", "values"]
                && kind.data_type() == &DataType::Int8
                && size.data_type() == &DataType::Int32
                && is_list_of(indices.data_type(), &DataType::Int32)
                && is_list_of(values.data_type(), &DataType::Float64)
        }
        _ => false,
    }
}
