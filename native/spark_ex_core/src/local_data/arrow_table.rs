//! Arrow data as chunks of local data.
//!
//! The chunks do not depend on how rows are split into record batches, so equal rows have equal
//! hashes.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{Schema, SchemaRef};
use arrow_select::concat::concat_batches;

use crate::arrow::batch::Batch;
use crate::arrow::cast::cast;
use crate::arrow::cast_error::CastError;
use crate::arrow::spark_type::{self, Column};
use crate::local_data::chunks::{Chunk, ChunkLimits, Chunker};

/// Columns of a batch, with the types that they are cast to.
pub struct ArrowTable<'a> {
    batch: &'a Batch,
    places: &'a [usize],
    columns: &'a [Column],
    schema: SchemaRef,
}

impl<'a> ArrowTable<'a> {
    /// Casts the batch's columns at `places` to `columns`. `None` if a column does not exist.
    pub fn new(batch: &'a Batch, places: &'a [usize], columns: &'a [Column]) -> Option<Self> {
        let width = batch.schema.fields().len();
        let exist = places.len() == columns.len() && places.iter().all(|place| *place < width);
        exist.then(|| Self {
            batch,
            places,
            columns,
            schema: Arc::new(Schema::new(spark_type::arrow_fields(columns))),
        })
    }

    /// The chunk of the rows after the first `taken`.
    pub fn chunk(&self, taken: usize, limits: ChunkLimits) -> Result<Chunk, CastError> {
        let mut chunker = Chunker::new(&self.schema, limits)?;
        let mut rows = RowCursor::starting_at(&self.batch.records, taken);
        while let Some(count) = chunker.next_rows() {
            let first = taken + chunker.rows();
            match self.take(&mut rows, count, first)? {
                Some(records) => chunker.add(&records)?,
                None => break,
            }
        }
        Ok(chunker.finish()?)
    }

    fn take(
        &self,
        rows: &mut RowCursor,
        count: usize,
        first: usize,
    ) -> Result<Option<RecordBatch>, CastError> {
        let mut parts: Vec<RecordBatch> = Vec::new();
        let mut taken = 0;
        while taken < count
            && let Some((records, range)) = rows.next(count - taken)
        {
            parts.push(self.cast(records, &range, first + taken)?);
            taken += range.len();
        }
        Ok(match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(concat_batches(&self.schema, &parts)?),
        })
    }

    fn cast(
        &self,
        records: &RecordBatch,
        range: &Range<usize>,
        first: usize,
    ) -> Result<RecordBatch, CastError> {
        let normal = self.batch.normal_schema();
        let columns = self.columns.iter().zip(self.places).map(|(column, place)| {
            let values = records.column(*place).slice(range.start, range.len());
            cast(&values, normal.field(*place).data_type(), column)
                .map_err(|error| error.within_column(&column.name, first))
        });
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(range.len()));
        let schema = Arc::clone(&self.schema);
        Ok(RecordBatch::try_new_with_options(
            schema, columns, &options,
        )?)
    }
}

/// A cursor over the rows of record batches.
struct RowCursor<'a> {
    records: &'a [RecordBatch],
    /// The rows taken of the first record batch.
    taken: usize,
}

impl<'a> RowCursor<'a> {
    fn starting_at(records: &'a [RecordBatch], taken: usize) -> Self {
        let mut rows = Self { records, taken };
        rows.skip_finished();
        rows
    }

    fn skip_finished(&mut self) {
        while let [first, rest @ ..] = self.records
            && first.num_rows() <= self.taken
        {
            self.taken -= first.num_rows();
            self.records = rest;
        }
    }

    /// The next rows, at most `count`, with their record batch.
    fn next(&mut self, count: usize) -> Option<(&'a RecordBatch, Range<usize>)> {
        let first = self.records.first()?;
        let range = self.taken..first.num_rows().min(self.taken + count);
        self.taken = range.end;
        self.skip_finished();
        Some((first, range))
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int64Type;
    use arrow_array::{ArrayRef, LargeStringArray, UInt32Array};
    use arrow_ipc::reader::StreamReader;
    use bytes::Bytes;

    use super::*;
    use crate::arrow::cast_error::Expected;
    use crate::arrow::spark_type::SparkType;

    const LIMITS: ChunkLimits = ChunkLimits {
        rows: 1_000,
        bytes: 1 << 20,
    };

    /// Rows in record batches that end at these rows.
    fn batch(ends: &[u32]) -> Batch {
        let firsts = [0].iter().chain(ends);
        let parts = firsts.zip(ends).map(|(first, end)| *first..*end);
        let records: Vec<RecordBatch> = parts.map(records).collect();
        Batch::new(records[0].schema(), records, Bytes::new())
    }

    fn records(rows: Range<u32>) -> RecordBatch {
        let texts =
            LargeStringArray::from_iter_values(rows.clone().map(|row| format!("text {row}")));
        let numbers = UInt32Array::from_iter_values(rows);
        let columns: [(&str, ArrayRef); 2] =
            [("text", Arc::new(texts)), ("id", Arc::new(numbers))];
        RecordBatch::try_from_iter(columns).unwrap()
    }

    fn columns(id: SparkType) -> [Column; 2] {
        [("id", id), ("text", SparkType::String)].map(|(name, kind)| Column {
            name: name.into(),
            kind,
            nullable: true,
        })
    }

    fn chunks(batch: &Batch, limits: ChunkLimits) -> Vec<Chunk> {
        let columns = columns(SparkType::Long);
        let table = ArrowTable::new(batch, &[1, 0], &columns).unwrap();
        let mut chunks: Vec<Chunk> = Vec::new();
        let mut taken = 0;
        while taken < batch.rows {
            chunks.push(table.chunk(taken, limits).unwrap());
            taken += chunks.last().map_or(0, |chunk| chunk.rows);
        }
        chunks
    }

    fn ids(chunks: &[Chunk]) -> Vec<i64> {
        let read = chunks.iter().flat_map(|chunk| {
            let reader = StreamReader::try_new(&chunk.ipc[..], None).unwrap();
            reader.map(Result::unwrap)
        });
        read.flat_map(|records| {
            records
                .column(0)
                .as_primitive::<Int64Type>()
                .values()
                .to_vec()
        })
        .collect()
    }

    #[test]
    fn chunks_do_not_depend_on_record_batches() {
        let whole = chunks(&batch(&[5_000]), LIMITS);
        assert_eq!(ids(&whole), (0..5_000).collect::<Vec<i64>>());
        assert!(whole.len() == 5 && whole.iter().all(|chunk| chunk.rows == 1_000));
        let hashes = |chunks: &[Chunk]| -> Vec<String> {
            chunks.iter().map(|chunk| chunk.hash.clone()).collect()
        };
        let ends = [1, 1, 1_700, 1_701, 5_000];
        assert_eq!(hashes(&chunks(&batch(&ends), LIMITS)), hashes(&whole));
    }

    #[test]
    fn chunks_respect_the_byte_limit() {
        let limits = ChunkLimits {
            rows: usize::MAX,
            bytes: 20_000,
        };
        let chunks = chunks(&batch(&[5_000]), limits);
        assert_eq!(ids(&chunks).len(), 5_000);
        assert!(chunks.len() > 5);
        assert!(chunks.iter().all(|chunk| chunk.ipc.len() < 40_000));
    }

    #[test]
    fn rows_of_errors_count_from_the_first_row() {
        let columns = columns(SparkType::Short);
        let batch = batch(&[30_000, 40_000]);
        let table = ArrowTable::new(&batch, &[1, 0], &columns).unwrap();
        let limits = ChunkLimits {
            rows: 20_000,
            bytes: 1 << 24,
        };
        assert!(table.chunk(0, limits).is_ok());
        let Err(CastError::Value(error)) = table.chunk(20_000, limits) else {
            panic!("expected a value error");
        };
        let expected = Expected::Value(SparkType::Short);
        assert_eq!((error.row, error.expected), (32_768, expected));
        assert_eq!(format!("{:?}", error.path), r#"[Field("id")]"#);
    }

    #[test]
    fn a_missing_column_is_rejected() {
        let columns = columns(SparkType::Long);
        assert!(ArrowTable::new(&batch(&[1]), &[1, 2], &columns).is_none());
        assert!(ArrowTable::new(&batch(&[1]), &[1], &columns).is_none());
    }
}
