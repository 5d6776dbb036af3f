//! Batches as one stream, and as a frame.

use arrow_array::RecordBatch;
use arrow_ipc::reader::StreamReader;
use arrow_select::concat::concat_batches;
use proptest::prelude::*;
use spark_ex_core::arrow::batch::Batch;
use spark_ex_core::arrow::ipc_stream::Joined;
use spark_ex_core::arrow::normalize::InvalidUtf8;
use spark_ex_core::export::{Frame, Nested};

use crate::batch::{compression, ipc, records};
use crate::{cases, damaged, damages};

/// The rows cut into batches at some places, which may be the same.
pub(crate) fn cut(records: &RecordBatch, mut places: Vec<usize>) -> Vec<RecordBatch> {
    let rows = records.num_rows();
    places.iter_mut().for_each(|place| *place %= rows + 1);
    places.extend([0, rows]);
    places.sort_unstable();
    places
        .windows(2)
        .map(|ends| records.slice(ends[0], ends[1] - ends[0]))
        .collect()
}

fn frame(batches: &[Batch], nested: Nested) -> RecordBatch {
    let mut frame = Frame::new(nested, InvalidUtf8::Error);
    for batch in batches {
        frame.push(batch).unwrap();
    }
    frame.into_records().unwrap()
}

fn nested() -> impl Strategy<Value = Nested> {
    prop_oneof![Just(Nested::Native), Just(Nested::Json)]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn however_the_rows_come_they_are_the_same(
        places in proptest::collection::vec(any::<usize>(), 0..8),
        compression in compression(),
        nested in nested(),
    ) {
        let whole = records();
        let batches: Vec<Batch> = cut(&whole, places)
            .iter()
            .map(|records| Batch::from_ipc(ipc(records, compression)).unwrap())
            .collect();

        let mut joined = Joined::default();
        for batch in &batches {
            joined.push(batch).unwrap();
        }
        let stream = joined.finish().unwrap();
        let read: Vec<RecordBatch> = StreamReader::try_new(stream.as_slice(), None)
            .unwrap()
            .map(Result::unwrap)
            .collect();
        prop_assert_eq!(concat_batches(&whole.schema(), &read).unwrap(), whole.clone());

        let at_once = [Batch::from_ipc(ipc(&whole, None)).unwrap()];
        prop_assert_eq!(frame(&batches, nested), frame(&at_once, nested));
    }

    #[test]
    fn what_a_damaged_batch_decodes_to_never_panics(
        compression in compression(),
        damages in damages(),
        nested in nested(),
    ) {
        if let Ok(batch) = Batch::from_ipc(damaged(&ipc(&records(), compression), &damages).into()) {
            let mut frame = Frame::new(nested, InvalidUtf8::Error);
            if frame.push(&batch).is_ok() {
                prop_assert_eq!(frame.into_records().unwrap().num_rows(), batch.rows);
            }
            let _ = Joined::default().push(&batch);
        }
    }
}
