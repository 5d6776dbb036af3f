//! Chunks of Arrow data.

use arrow_array::RecordBatch;
use arrow_ipc::reader::StreamReader;
use arrow_select::concat::concat_batches;
use proptest::prelude::*;
use spark_ex_core::arrow::batch::Batch;
use spark_ex_core::arrow::spark_type::Column;
use spark_ex_core::local_data::arrow_table::ArrowTable;
use spark_ex_core::local_data::chunks::{Chunk, ChunkLimits};

use crate::batch::{compression, ipc, records};
use crate::export::cut;
use crate::{cases, damaged, damages};

fn columns(batch: &Batch) -> Vec<Column> {
    let fields = batch.schema.fields().iter();
    fields
        .map(|field| Column::try_from(field.as_ref()).unwrap())
        .collect()
}

fn chunks(batch: &Batch, limits: ChunkLimits) -> Vec<Chunk> {
    let columns = columns(batch);
    let places: Vec<usize> = (0..columns.len()).collect();
    let table = ArrowTable::new(batch, &places, &columns).unwrap();
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut taken = 0;
    while taken < batch.rows {
        let chunk = table.chunk(taken, limits).unwrap();
        taken += chunk.rows;
        chunks.push(chunk);
    }
    chunks
}

fn read(chunks: &[Chunk]) -> Vec<RecordBatch> {
    let streams = chunks.iter().flat_map(|chunk| {
        let reader = StreamReader::try_new(&chunk.ipc[..], None).unwrap();
        reader.map(Result::unwrap)
    });
    streams.collect()
}

/// Cast once, so that all types are Spark's.
fn canonical() -> RecordBatch {
    let batch = Batch::from_ipc(ipc(&records(), None)).unwrap();
    let limits = ChunkLimits {
        rows: usize::MAX,
        bytes: usize::MAX,
    };
    let read = read(&chunks(&batch, limits));
    concat_batches(&read[0].schema(), &read).unwrap()
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn chunks_do_not_depend_on_record_batches(
        places in proptest::collection::vec(any::<usize>(), 0..8),
        rows in 1usize..50,
        bytes in 1usize..8_000,
    ) {
        let whole = canonical();
        let limits = ChunkLimits { rows, bytes };
        let at_once = Batch::from_ipc(ipc(&whole, None)).unwrap();
        let split = Batch::new(at_once.schema.clone(), cut(&whole, places), at_once.ipc.clone());
        let (one, other) = (chunks(&at_once, limits), chunks(&split, limits));
        let hashes = |chunks: &[Chunk]| -> Vec<String> {
            chunks.iter().map(|chunk| chunk.hash.clone()).collect()
        };
        prop_assert_eq!(hashes(&one), hashes(&other));
        let read = read(&one);
        prop_assert_eq!(concat_batches(&whole.schema(), &read).unwrap(), whole);
        prop_assert!(one.iter().all(|chunk| chunk.rows <= rows));
    }

    #[test]
    fn damaged_data_never_panics(compression in compression(), damages in damages()) {
        let bytes = damaged(&ipc(&records(), compression), &damages);
        if let Ok(batch) = Batch::from_ipc(bytes.into()) {
            let fields = batch.schema.fields().iter();
            let columns = fields.map(|field| Column::try_from(field.as_ref()));
            if let Ok(columns) = columns.collect::<Result<Vec<_>, _>>() {
                let places: Vec<usize> = (0..columns.len()).collect();
                let table = ArrowTable::new(&batch, &places, &columns).unwrap();
                let limits = ChunkLimits { rows: 1_000, bytes: 1 << 20 };
                let _ = table.chunk(0, limits);
            }
        }
    }
}
