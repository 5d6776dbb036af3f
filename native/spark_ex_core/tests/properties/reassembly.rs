//! Chunks of batches in any order.

use bytes::{Bytes, BytesMut};
use proptest::prelude::*;
use spark_ex_core::error::Error;
use spark_ex_core::execution::reassembly::{Assembler, EncodedBatch};
use spark_ex_core::execution::response::BatchChunk;

use crate::cases;

/// Batches by their bytes and numbers of chunks. A byte stands for a row.
fn batches() -> impl Strategy<Value = Vec<(Vec<u8>, usize)>> {
    let data = proptest::collection::vec(any::<u8>(), 0..64);
    proptest::collection::vec((data, 1usize..6), 0..8)
}

fn chunks(batches: &[(Vec<u8>, usize)], offsets: bool) -> Vec<BatchChunk> {
    let mut chunks = Vec::new();
    let mut offset = 0;
    for (data, count) in batches {
        let size = data.len().div_ceil(*count);
        let data = Bytes::from(data.clone());
        for index in 0..*count {
            let place = |at: usize| (at * size).min(data.len());
            chunks.push(BatchChunk {
                row_count: data.len() as i64,
                data: data.slice(place(index)..place(index + 1)),
                start_offset: offsets.then_some(offset),
                index: index as i64,
                count: *count as i64,
            });
        }
        offset += data.len() as i64;
    }
    chunks
}

fn assemble(chunks: &[BatchChunk]) -> Result<Vec<EncodedBatch>, Error> {
    let mut assembler = Assembler::default();
    let mut assembled = Vec::new();
    for chunk in chunks {
        assembled.extend(assembler.push(chunk.clone())?);
    }
    assembler.finish()?;
    Ok(assembled)
}

/// Faults in the order of chunks.
#[derive(Clone, Debug)]
enum Disorder {
    Drop(prop::sample::Index),
    Double(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
}

fn disorders() -> impl Strategy<Value = Vec<Disorder>> {
    let index = any::<prop::sample::Index>;
    let disorder = prop_oneof![
        index().prop_map(Disorder::Drop),
        index().prop_map(Disorder::Double),
        (index(), index()).prop_map(|(a, b)| Disorder::Swap(a, b)),
    ];
    proptest::collection::vec(disorder, 1..4)
}

fn disordered(mut chunks: Vec<BatchChunk>, disorders: &[Disorder]) -> Vec<BatchChunk> {
    for disorder in disorders {
        let length = chunks.len();
        match disorder {
            _ if length == 0 => {}
            Disorder::Drop(at) => drop(chunks.remove(at.index(length))),
            Disorder::Double(at) => {
                let at = at.index(length);
                chunks.insert(at, chunks[at].clone());
            }
            Disorder::Swap(a, b) => chunks.swap(a.index(length), b.index(length)),
        }
    }
    chunks
}

fn any_chunk() -> impl Strategy<Value = BatchChunk> {
    let small = || prop_oneof![-2i64..4, Just(i64::MAX), Just(i64::MIN), any::<i64>()];
    let data = proptest::collection::vec(any::<u8>(), 0..16);
    (
        small(),
        data,
        proptest::option::of(small()),
        small(),
        small(),
    )
        .prop_map(|(row_count, data, start_offset, index, count)| BatchChunk {
            row_count,
            data: Bytes::from(data),
            start_offset,
            index,
            count,
        })
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn chunks_in_order_return_every_batch_once(batches in batches(), offsets in any::<bool>()) {
        let assembled = assemble(&chunks(&batches, offsets)).unwrap();
        let expected: Vec<Vec<u8>> = batches.into_iter().map(|(data, _)| data).collect();
        let found: Vec<Vec<u8>> = assembled.into_iter().map(|batch| batch.data.into()).collect();
        prop_assert_eq!(found, expected);
    }

    /// Disorder is an error, or the result is a prefix of the batches in order. Whether the end
    /// is missing is for the stream to detect.
    #[test]
    fn chunks_in_disorder_never_return_wrong_rows(
        batches in batches(),
        disorders in disorders(),
    ) {
        let chunks = chunks(&batches, true);
        let Ok(assembled) = assemble(&disordered(chunks, &disorders)) else {
            return Ok(());
        };
        let bytes = |batches: &mut dyn Iterator<Item = Vec<u8>>| batches.fold(
            BytesMut::new(),
            |mut all, data| { all.extend_from_slice(&data); all },
        );
        let found = bytes(&mut assembled.into_iter().map(|batch| batch.data.into()));
        let sent = bytes(&mut batches.into_iter().map(|(data, _)| data));
        prop_assert_eq!(&found[..], &sent[..found.len()]);
    }

    #[test]
    fn no_sequence_of_chunks_panics(chunks in proptest::collection::vec(any_chunk(), 0..12)) {
        if let Ok(assembled) = assemble(&chunks) {
            let rows: i128 = assembled.iter().map(|batch| i128::from(batch.row_count)).sum();
            prop_assert!(i64::try_from(rows).is_ok());
        }
    }
}
