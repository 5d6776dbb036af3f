//! Batches as one stream and as a data frame.

use arrow_array::RecordBatch;
use arrow_ipc::reader::StreamReader;
use arrow_select::concat::concat_batches;
use proptest::prelude::*;
use spark_ex_core::arrow::batch::Batch;
use spark_ex_core::arrow::ipc_stream::StreamConcat;
use spark_ex_core::arrow::normalize::InvalidUtf8;
use spark_ex_core::export::{Frame, Nested};

use crate::batch::{compression, ipc, records};
use crate::{cases, damaged, damages};

/// The rows split at some positions, which can repeat.
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
    frame.into_record_batch().unwrap()
}

fn nested() -> impl Strategy<Value = Nested> {
    prop_oneof![Just(Nested::Native), Just(Nested::Json)]
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn results_do_not_depend_on_batches(
        places in proptest::collection::vec(any::<usize>(), 0..8),
        compression in compression(),
        nested in nested(),
    ) {
        let whole = records();
        let batches: Vec<Batch> = cut(&whole, places)
            .iter()
            .map(|records| Batch::from_ipc(ipc(records, compression)).unwrap())
            .collect();

        let mut concat = StreamConcat::default();
        for batch in &batches {
            concat.push(batch).unwrap();
        }
        let stream = concat.finish().unwrap();
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
        let bytes = damaged(&ipc(&records(), compression), &damages);
        if let Ok(batch) = Batch::from_ipc(bytes.into()) {
            let mut frame = Frame::new(nested, InvalidUtf8::Error);
            if frame.push(&batch).is_ok() {
                prop_assert_eq!(frame.into_record_batch().unwrap().num_rows(), batch.rows);
            }
            let _ = StreamConcat::default().push(&batch);
        }
    }
}
