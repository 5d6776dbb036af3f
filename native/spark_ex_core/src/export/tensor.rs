//! Columns of numbers as tensors.
//!
//! | Column                                   | Tensor                                     |
//! |------------------------------------------|--------------------------------------------|
//! | booleans                                 | unsigned integers of 8 bits                |
//! | integers, floats                         | the same elements                          |
//! | lists of these, all of the same length   | a matrix with one list in each row         |
//! | vectors of Spark ML of the same size     | a matrix of floats of 64 bits              |

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ListArray, StructArray, new_null_array};
use arrow_buffer::ToByteSlice;
use arrow_schema::DataType;

use crate::arrow::batch::Batch;
use crate::error::Error;
use crate::export::fill::FromFill;
use crate::export::ml_vectors::{Vectors, is_vector};

pub use crate::export::fill::Fill;

/// The most bytes of a matrix in one batch. Sparse vectors take far less than their matrix.
const MAX_MATRIX_BYTES: usize = 1 << 30;

/// The elements of a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Integers with a sign.
    Signed,
    /// Integers without a sign.
    Unsigned,
    /// Floats.
    Float,
}

/// A column of a batch.
#[derive(Debug, PartialEq, Eq)]
pub struct Tensor {
    /// The kind of the elements.
    pub kind: Kind,
    /// The bits of an element.
    pub bits: u8,
    /// The length of the rows of a matrix.
    pub width: Option<usize>,
    /// The elements in the byte order of this machine.
    pub bytes: Vec<u8>,
}

/// The indices of the columns that hold numbers.
pub fn numeric_columns(batch: &Batch) -> Vec<usize> {
    let fields = batch.normal_schema().fields().iter().enumerate();
    fields
        .filter_map(|(index, field)| element(field.data_type()).map(|_| index))
        .collect()
}

impl Tensor {
    /// The column at an index. Without `fill`, nulls are an error.
    pub fn of_column(batch: &Batch, index: usize, fill: Option<Fill>) -> Result<Self, Error> {
        let Some(field) = batch.normal_schema().fields().get(index) else {
            return Err(Error::Decode(format!("the batch has no column {index}")));
        };
        let decode = |problem: Problem, row| Error::Decode(problem.message(field.name(), row));
        let (kind, bits) = element(field.data_type()).ok_or_else(|| decode(Problem::Type, 0))?;
        let mut tensor = Self {
            kind,
            bits,
            width: None,
            bytes: Vec::with_capacity(batch.rows * usize::from(bits) / 8),
        };
        let mut rows_before = batch.first_row;
        for column in batch.column(index) {
            let column = column?;
            let appended = tensor.append(&column, fill);
            appended.map_err(|(problem, row)| decode(problem, rows_before + row))?;
            rows_before += column.len();
        }
        Ok(tensor)
    }

    fn append(&mut self, column: &ArrayRef, fill: Option<Fill>) -> Result<(), (Problem, usize)> {
        match column.data_type() {
            DataType::List(_) => self.append_lists(column.as_list(), fill),
            DataType::Struct(_) => self.append_vectors(column.as_struct(), fill),
            _ => append_elements(column, fill, &mut self.bytes),
        }
    }

    fn append_lists(
        &mut self,
        lists: &ListArray,
        fill: Option<Fill>,
    ) -> Result<(), (Problem, usize)> {
        let length = |row| lists.value_length(row) as usize;
        let width = self.check_widths(lists, fill, length)?;
        self.check_size(lists.len(), width)?;
        let first = lists
            .value_offsets()
            .first()
            .map_or(0, |first| *first as usize);
        if lists.null_count() == 0 {
            let elements = lists.values().slice(first, lists.len() * width);
            return append_elements(&elements, fill, &mut self.bytes)
                .map_err(|(problem, at)| (problem, at / width.max(1)));
        }
        let filler = new_null_array(&lists.value_type(), width);
        for row in 0..lists.len() {
            let elements = match lists.is_null(row) {
                true => filler.clone(),
                false => lists.value(row),
            };
            append_elements(&elements, fill, &mut self.bytes)
                .map_err(|(problem, _at)| (problem, row))?;
        }
        Ok(())
    }

    fn append_vectors(
        &mut self,
        vectors: &StructArray,
        fill: Option<Fill>,
    ) -> Result<(), (Problem, usize)> {
        let Some(parts) = Vectors::new(vectors) else {
            return Err((Problem::Type, 0));
        };
        let width = self.check_widths(vectors, fill, |row| parts.size(row))?;
        self.check_size(vectors.len(), width)?;
        let filler = match fill {
            None => 0.0,
            Some(fill) => f64::from_fill(fill).ok_or((Problem::Fill, 0))?,
        };
        for row in 0..vectors.len() {
            let start = self.bytes.len();
            match vectors.is_null(row) {
                true => (0..width).for_each(|_| self.bytes.extend(filler.to_ne_bytes())),
                false => parts
                    .write(row, width, &mut self.bytes)
                    .ok_or((Problem::Vector, row))?,
            }
            debug_assert_eq!(self.bytes.len() - start, width * size_of::<f64>());
        }
        Ok(())
    }

    fn check_size(&self, rows: usize, width: usize) -> Result<(), (Problem, usize)> {
        let added = rows
            .checked_mul(width)
            .and_then(|elements| elements.checked_mul(usize::from(self.bits) / 8));
        match added.and_then(|added| self.bytes.len().checked_add(added)) {
            Some(bytes) if bytes <= MAX_MATRIX_BYTES => Ok(()),
            _ => Err((Problem::Size(width), 0)),
        }
    }

    /// The width of all rows that are not null.
    fn check_widths(
        &mut self,
        rows: &dyn Array,
        fill: Option<Fill>,
        length: impl Fn(usize) -> usize,
    ) -> Result<usize, (Problem, usize)> {
        for row in 0..rows.len() {
            match self.width {
                _ if rows.is_null(row) && fill.is_none() => return Err((Problem::Null, row)),
                _ if rows.is_null(row) => {}
                None => self.width = Some(length(row)),
                Some(width) if width == length(row) => {}
                Some(width) => return Err((Problem::Width(width, length(row)), row)),
            }
        }
        match self.width {
            None if !rows.is_empty() => Err((Problem::AllNull, 0)),
            width => Ok(width.unwrap_or_default()),
        }
    }
}

/// The kind and the bits of the elements; `None` for columns that are not numbers.
fn element(data_type: &DataType) -> Option<(Kind, u8)> {
    Some(match data_type {
        DataType::Boolean | DataType::UInt8 => (Kind::Unsigned, 8),
        DataType::UInt16 => (Kind::Unsigned, 16),
        DataType::UInt32 => (Kind::Unsigned, 32),
        DataType::UInt64 => (Kind::Unsigned, 64),
        DataType::Int8 => (Kind::Signed, 8),
        DataType::Int16 => (Kind::Signed, 16),
        DataType::Int32 => (Kind::Signed, 32),
        DataType::Int64 => (Kind::Signed, 64),
        DataType::Float32 => (Kind::Float, 32),
        DataType::Float64 => (Kind::Float, 64),
        DataType::List(field) if !field.data_type().is_nested() => {
            return element(field.data_type());
        }
        DataType::Struct(fields) if is_vector(fields) => (Kind::Float, 64),
        _ => return None,
    })
}

fn append_elements(
    array: &ArrayRef,
    fill: Option<Fill>,
    bytes: &mut Vec<u8>,
) -> Result<(), (Problem, usize)> {
    match array.data_type() {
        DataType::Boolean => {
            let fill = null_fill(array, fill)?;
            let values = array.as_boolean().iter();
            bytes.extend(values.map(|value| value.map_or(fill, u8::from)));
            Ok(())
        }
        DataType::UInt8 => append_primitive::<UInt8Type>(array, fill, bytes),
        DataType::UInt16 => append_primitive::<UInt16Type>(array, fill, bytes),
        DataType::UInt32 => append_primitive::<UInt32Type>(array, fill, bytes),
        DataType::UInt64 => append_primitive::<UInt64Type>(array, fill, bytes),
        DataType::Int8 => append_primitive::<Int8Type>(array, fill, bytes),
        DataType::Int16 => append_primitive::<Int16Type>(array, fill, bytes),
        DataType::Int32 => append_primitive::<Int32Type>(array, fill, bytes),
        DataType::Int64 => append_primitive::<Int64Type>(array, fill, bytes),
        DataType::Float32 => append_primitive::<Float32Type>(array, fill, bytes),
        DataType::Float64 => append_primitive::<Float64Type>(array, fill, bytes),
        _ => Err((Problem::Type, 0)),
    }
}

fn append_primitive<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    fill: Option<Fill>,
    bytes: &mut Vec<u8>,
) -> Result<(), (Problem, usize)>
where
    T::Native: FromFill,
{
    let values = array.as_primitive::<T>();
    if values.null_count() == 0 {
        bytes.extend_from_slice(values.values().inner().as_slice());
        return Ok(());
    }
    let fill = null_fill::<T::Native>(array, fill)?;
    for value in values {
        bytes.extend_from_slice(value.unwrap_or(fill).to_byte_slice());
    }
    Ok(())
}

/// The value in place of nulls, if there are any.
fn null_fill<N: FromFill + Default>(
    array: &ArrayRef,
    fill: Option<Fill>,
) -> Result<N, (Problem, usize)> {
    let null = || (0..array.len()).find(|row| array.is_null(*row));
    match (array.null_count(), fill) {
        (0, _) => Ok(N::default()),
        (_, None) => Err((Problem::Null, null().unwrap_or_default())),
        (_, Some(fill)) => {
            N::from_fill(fill).ok_or_else(|| (Problem::Fill, null().unwrap_or_default()))
        }
    }
}

/// Why a column is not a tensor.
enum Problem {
    Type,
    Null,
    AllNull,
    Fill,
    Width(usize, usize),
    Size(usize),
    Vector,
}

impl Problem {
    fn message(&self, name: &str, row: usize) -> String {
        match self {
            Self::Type => format!(
                "the column {name:?} has no numbers: select other columns, or cast it on Spark"
            ),
            Self::Null => format!(
                "the column {name:?} is null in row {row}, and tensors have no nulls: fill them \
                 with the option nulls: 0, or drop such rows on Spark"
            ),
            Self::AllNull => format!(
                "the column {name:?} is null in each row of a batch, so the length of its rows is \
                 not known: drop such rows on Spark"
            ),
            Self::Fill => format!(
                "the column {name:?} is null in row {row}, and its type does not have the number \
                 of the option :nulls"
            ),
            Self::Width(expected, got) => format!(
                "the column {name:?} has {got} numbers in row {row} and {expected} in those \
                 before: the rows of a matrix are all of the same length"
            ),
            Self::Size(width) => format!(
                "the column {name:?} has rows of {width} numbers, so a batch of them takes more \
                 than {MAX_MATRIX_BYTES} bytes: use fewer features, or lower \
                 spark.sql.execution.arrow.maxRecordsPerBatch"
            ),
            Self::Vector => format!("the column {name:?} has a malformed vector in row {row}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::builder::{Float64Builder, Int32Builder, ListBuilder};
    use arrow_array::{
        BooleanArray, Float32Array, Float64Array, Int8Array, Int32Array, Int64Array, RecordBatch,
        StringArray,
    };
    use bytes::Bytes;

    use super::*;

    fn batch(column: ArrayRef) -> Batch {
        let records = RecordBatch::try_from_iter([("c", column)]).unwrap();
        Batch::new(records.schema(), vec![records], Bytes::new())
    }

    fn tensor(column: ArrayRef, fill: Option<Fill>) -> Result<Tensor, String> {
        Tensor::of_column(&batch(column), 0, fill).map_err(|error| error.to_string())
    }

    fn bytes_of<const N: usize>(elements: &[[u8; N]]) -> Vec<u8> {
        elements.concat()
    }

    #[test]
    fn numbers_are_their_elements() {
        let integers = tensor(Arc::new(Int64Array::from(vec![1, -2])), None).unwrap();
        let bytes = bytes_of(&[1_i64.to_ne_bytes(), (-2_i64).to_ne_bytes()]);
        let expected = Tensor {
            kind: Kind::Signed,
            bits: 64,
            width: None,
            bytes,
        };
        assert_eq!(integers, expected);
        let booleans = tensor(Arc::new(BooleanArray::from(vec![true, false])), None).unwrap();
        assert_eq!(booleans.bytes, [1, 0]);
    }

    #[test]
    fn texts_are_no_tensors() {
        let texts: ArrayRef = Arc::new(StringArray::from(vec!["a"]));
        assert!(numeric_columns(&batch(Arc::clone(&texts))).is_empty());
        assert!(tensor(texts, None).unwrap_err().contains("has no numbers"));
    }

    #[test]
    fn nulls_are_filled_or_an_error() {
        let column: ArrayRef = Arc::new(Int32Array::from(vec![Some(1), None]));
        let refused = tensor(Arc::clone(&column), None).unwrap_err();
        assert!(refused.contains("null in row 1"), "{refused}");
        let filled = tensor(Arc::clone(&column), Some(Fill::Integer(7))).unwrap();
        assert_eq!(
            filled.bytes,
            bytes_of(&[1_i32.to_ne_bytes(), 7_i32.to_ne_bytes()])
        );
        for fill in [Fill::Integer(1 << 40), Fill::Float(0.5)] {
            let refused = tensor(Arc::clone(&column), Some(fill)).unwrap_err();
            assert!(refused.contains("the option :nulls"), "{refused}");
        }
    }

    #[test]
    fn a_fill_of_floats_stays_exact_and_finite() {
        let single: ArrayRef = Arc::new(Float32Array::from(vec![None::<f32>]));
        let double: ArrayRef = Arc::new(Float64Array::from(vec![None::<f64>]));
        for (column, fill) in [
            (&single, Fill::Integer(16_777_217)),
            (&single, Fill::Float(1.0e300)),
            (&double, Fill::Integer(9_007_199_254_740_993)),
            (&double, Fill::Integer(i64::MAX)),
        ] {
            assert!(tensor(Arc::clone(column), Some(fill)).is_err(), "{fill:?}");
        }
        let infinite = tensor(single, Some(Fill::Float(f64::INFINITY))).unwrap();
        assert_eq!(infinite.bytes, f32::INFINITY.to_ne_bytes());
    }

    #[test]
    fn lists_of_one_length_are_a_matrix() {
        let lists = |rows: &[Option<&[i32]>]| -> ArrayRef {
            let mut builder = ListBuilder::new(Int32Builder::new());
            for row in rows {
                builder.append_option(row.map(|row| row.iter().map(|value| Some(*value))));
            }
            Arc::new(builder.finish())
        };
        let matrix = tensor(lists(&[Some(&[1, 2]), Some(&[3, 4])]), None).unwrap();
        assert_eq!(matrix.width, Some(2));
        assert_eq!(
            matrix.bytes,
            bytes_of(&[1_i32, 2, 3, 4].map(i32::to_ne_bytes))
        );
        let filled = tensor(lists(&[None, Some(&[3, 4])]), Some(Fill::Integer(0))).unwrap();
        assert_eq!(
            filled.bytes,
            bytes_of(&[0_i32, 0, 3, 4].map(i32::to_ne_bytes))
        );
        let ragged = tensor(lists(&[Some(&[1]), Some(&[2, 3])]), None).unwrap_err();
        assert!(ragged.contains("has 2 numbers in row 1"), "{ragged}");
    }

    type Row<'a> = (i8, Option<i32>, &'a [i32], &'a [f64]);

    fn vectors(rows: &[Row]) -> ArrayRef {
        let mut indices = ListBuilder::new(Int32Builder::new());
        let mut values = ListBuilder::new(Float64Builder::new());
        for (_kind, _size, row_indices, row_values) in rows {
            indices.append_value(row_indices.iter().map(|index| Some(*index)));
            values.append_value(row_values.iter().map(|value| Some(*value)));
        }
        let kinds = rows.iter().map(|row| row.0);
        let columns: [(&str, ArrayRef); 4] = [
            ("type", Arc::new(Int8Array::from_iter_values(kinds))),
            (
                "size",
                Arc::new(rows.iter().map(|row| row.1).collect::<Int32Array>()),
            ),
            ("indices", Arc::new(indices.finish())),
            ("values", Arc::new(values.finish())),
        ];
        let records = RecordBatch::try_from_iter(columns).unwrap();
        Arc::new(StructArray::from(records))
    }

    #[test]
    fn vectors_are_a_matrix() {
        let dense: Row = (1, None, &[], &[1.0, 2.0, 3.0]);
        let sparse: Row = (0, Some(3), &[2], &[9.0]);
        let matrix = tensor(vectors(&[dense, sparse]), None).unwrap();
        assert_eq!(matrix.width, Some(3));
        let elements = [1.0, 2.0, 3.0, 0.0, 0.0, 9.0].map(f64::to_ne_bytes);
        assert_eq!(matrix.bytes, bytes_of(&elements));
    }

    #[test]
    fn malformed_and_huge_vectors_are_errors() {
        for (row, text) in [
            ((0, Some(2), &[5][..], &[1.0][..]), "malformed vector"),
            ((0, Some(2), &[-1], &[1.0]), "malformed vector"),
            (
                (0, Some(i32::MAX), &[0], &[1.0]),
                "rows of 2147483647 numbers",
            ),
        ] {
            let error = tensor(vectors(&[row]), None).unwrap_err();
            assert!(error.contains(text), "{error}");
        }
    }
}
