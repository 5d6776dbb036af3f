//! Arrow data on its way to the server: rows of record batches, cast to the types that Spark takes.
//!
//! How the rows are spread over record batches does not show in what is made of them, so the same rows
//! have the same hash.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{Schema, SchemaRef};
use arrow_select::concat::concat_batches;

use crate::arrow::batch::Batch;
use crate::arrow::cast::{CastError, cast};
use crate::arrow::spark_type::{self, Column};
use crate::local_data::chunks::{Chunk, ChunkLimits, Chunker};

/// Some columns of a batch, in an order of their own, and what they are to become.
pub struct ArrowTable<'a> {
    batch: &'a Batch,
    places: &'a [usize],
    columns: &'a [Column],
    schema: SchemaRef,
}

impl<'a> ArrowTable<'a> {
    /// Each column is made of the batch's column at the place that stands beside it; `None` where there
    /// is no such column.
    pub fn new(batch: &'a Batch, places: &'a [usize], columns: &'a [Column]) -> Option<Self> {
        let width = batch.schema.fields().len();
        let there = places.len() == columns.len() && places.iter().all(|place| *place < width);
        there.then(|| Self {
            batch,
            places,
            columns,
            schema: Arc::new(Schema::new(spark_type::arrow_fields(columns))),
        })
    }

    /// The next rows after those that were taken, as a chunk.
    pub fn chunk(&self, taken: usize, limits: ChunkLimits) -> Result<Chunk, CastError> {
        let mut chunker = Chunker::new(&self.schema, limits)?;
        let mut rows = Rows::after(&self.batch.records, taken);
        while let Some(wanted) = chunker.wanted() {
            let first = taken + chunker.rows();
            match self.take(&mut rows, wanted, first)? {
                Some(records) => chunker.add(&records)?,
                None => break,
            }
        }
        Ok(chunker.finish()?)
    }

    fn take(
        &self,
        rows: &mut Rows,
        wanted: usize,
        first: usize,
    ) -> Result<Option<RecordBatch>, CastError> {
        let mut pieces: Vec<RecordBatch> = Vec::new();
        let mut taken = 0;
        while taken < wanted
            && let Some((records, range)) = rows.next(wanted - taken)
        {
            pieces.push(self.cast(records, &range, first + taken)?);
            taken += range.len();
        }
        Ok(match pieces.len() {
            0 => None,
            1 => pieces.pop(),
            _ => Some(concat_batches(&self.schema, &pieces)?),
        })
    }

    fn cast(
        &self,
        records: &RecordBatch,
        range: &Range<usize>,
        first: usize,
    ) -> Result<RecordBatch, CastError> {
        let normal = self.batch.normal_schema();
        let made = self.columns.iter().zip(self.places).map(|(column, place)| {
            let values = records.column(*place).slice(range.start, range.len());
            cast(&values, normal.field(*place).data_type(), column)
                .map_err(|error| error.in_column(&column.name, first))
        });
        let made = made.collect::<Result<Vec<_>, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(range.len()));
        let schema = Arc::clone(&self.schema);
        Ok(RecordBatch::try_new_with_options(schema, made, &options)?)
    }
}

/// The rows of record batches, one after the other.
struct Rows<'a> {
    records: &'a [RecordBatch],
    /// Rows of the first of them that were taken.
    taken: usize,
}

impl<'a> Rows<'a> {
    fn after(records: &'a [RecordBatch], taken: usize) -> Self {
        let mut rows = Self { records, taken };
        rows.leave_finished();
        rows
    }

    fn leave_finished(&mut self) {
        while let [first, rest @ ..] = self.records
            && first.num_rows() <= self.taken
        {
            self.taken -= first.num_rows();
            self.records = rest;
        }
    }

    /// At most so many rows, and where in their record batch they are.
    fn next(&mut self, wanted: usize) -> Option<(&'a RecordBatch, Range<usize>)> {
        let first = self.records.first()?;
        let range = self.taken..first.num_rows().min(self.taken + wanted);
        self.taken = range.end;
        self.leave_finished();
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
    use crate::arrow::cast::{Misfit, Wanted};
    use crate::arrow::spark_type::ColumnType;

    const LIMITS: ChunkLimits = ChunkLimits {
        rows: 1_000,
        bytes: 1 << 20,
    };

    /// Rows in record batches that end at these.
    fn batch(ends: &[u32]) -> Batch {
        let firsts = [0].iter().chain(ends);
        let pieces = firsts.zip(ends).map(|(first, end)| *first..*end);
        let records: Vec<RecordBatch> = pieces.map(records).collect();
        Batch::new(records[0].schema(), records, Bytes::new())
    }

    fn records(rows: Range<u32>) -> RecordBatch {
        let texts =
            LargeStringArray::from_iter_values(rows.clone().map(|row| format!("text {row}")));
        let numbers = UInt32Array::from_iter_values(rows);
        let columns: [(&str, ArrayRef); 2] = [("text", Arc::new(texts)), ("id", Arc::new(numbers))];
        RecordBatch::try_from_iter(columns).unwrap()
    }

    fn columns(id: ColumnType) -> [Column; 2] {
        [("id", id), ("text", ColumnType::String)].map(|(name, kind)| Column {
            name: name.into(),
            kind,
            nullable: true,
        })
    }

    fn chunks(batch: &Batch, limits: ChunkLimits) -> Vec<Chunk> {
        let columns = columns(ColumnType::Long);
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
    fn chunks_hold_all_rows_in_order_however_they_came() {
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
    fn chunks_are_no_larger_than_they_may_be() {
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
    fn a_misfit_is_counted_from_the_first_row_of_all() {
        let columns = columns(ColumnType::Short);
        let batch = batch(&[30_000, 40_000]);
        let table = ArrowTable::new(&batch, &[1, 0], &columns).unwrap();
        let limits = ChunkLimits {
            rows: 20_000,
            bytes: 1 << 24,
        };
        assert!(table.chunk(0, limits).is_ok());
        let Err(CastError::Misfit(misfit)) = table.chunk(20_000, limits) else {
            panic!("no misfit");
        };
        let Misfit {
            row, path, wanted, ..
        } = *misfit;
        assert_eq!((row, wanted), (32_768, Wanted::Value(ColumnType::Short)));
        assert_eq!(format!("{path:?}"), r#"[Field("id")]"#);
    }

    #[test]
    fn a_column_that_is_not_there_is_no_table() {
        let columns = columns(ColumnType::Long);
        assert!(ArrowTable::new(&batch(&[1]), &[1, 2], &columns).is_none());
        assert!(ArrowTable::new(&batch(&[1]), &[1], &columns).is_none());
    }
}
