//! Reassembly of Arrow batches from chunks.
//!
//! The server splits large batches into chunks. A missing, repeated or misplaced chunk means lost
//! or repeated rows: each chunk is verified, and a violation ends the execution.

use bytes::{Bytes, BytesMut};

use crate::error::Error;
use crate::execution::response::BatchChunk;

/// A complete batch, still encoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodedBatch {
    /// A complete Arrow IPC stream.
    pub data: Bytes,
    /// The number of rows that the server announced.
    pub row_count: i64,
    /// The number of rows before it in the result.
    pub first_row: i64,
}

/// Takes chunks and returns batches.
#[derive(Debug, Default)]
pub struct Assembler {
    rows: i64,
    partial: Option<PartialBatch>,
}

#[derive(Debug)]
struct PartialBatch {
    first: BatchChunk,
    data: BytesMut,
    next_index: i64,
}

impl Assembler {
    /// Takes the next chunk; returns the batch that it completes.
    pub fn push(&mut self, chunk: BatchChunk) -> Result<Option<EncodedBatch>, Error> {
        self.check_offset(&chunk)?;
        match self.partial.take() {
            None if chunk.index != 0 => Err(out_of_order(format!(
                "chunk {} of a batch came before the first chunk",
                chunk.index
            ))),
            None if chunk.count <= 1 => self.complete(chunk.data, chunk.row_count).map(Some),
            None => {
                let mut data = BytesMut::with_capacity(chunk.data.len());
                data.extend_from_slice(&chunk.data);
                self.partial = Some(PartialBatch {
                    first: chunk,
                    data,
                    next_index: 1,
                });
                Ok(None)
            }
            Some(partial) => self.append(partial, chunk),
        }
    }

    /// Fails if a batch is incomplete at the end of the stream.
    pub fn finish(&self) -> Result<(), Error> {
        match &self.partial {
            None => Ok(()),
            Some(partial) => Err(out_of_order(format!(
                "the results ended after {} of {} chunks of a batch",
                partial.next_index, partial.first.count
            ))),
        }
    }

    fn append(
        &mut self,
        mut partial: PartialBatch,
        chunk: BatchChunk,
    ) -> Result<Option<EncodedBatch>, Error> {
        if chunk.index != partial.next_index
            || chunk.count != partial.first.count
            || chunk.row_count != partial.first.row_count
        {
            return Err(out_of_order(format!(
                "expected chunk {} of {} ({} rows), got chunk {} of {} ({} rows)",
                partial.next_index,
                partial.first.count,
                partial.first.row_count,
                chunk.index,
                chunk.count,
                chunk.row_count
            )));
        }
        partial.data.extend_from_slice(&chunk.data);
        partial.next_index += 1;
        if partial.next_index == partial.first.count {
            return self
                .complete(partial.data.freeze(), partial.first.row_count)
                .map(Some);
        }
        self.partial = Some(partial);
        Ok(None)
    }

    fn complete(&mut self, data: Bytes, row_count: i64) -> Result<EncodedBatch, Error> {
        let first_row = self.rows;
        self.rows = first_row
            .checked_add(row_count)
            .ok_or_else(|| out_of_order("the row count overflows"))?;
        Ok(EncodedBatch {
            data,
            row_count,
            first_row,
        })
    }

    fn check_offset(&self, chunk: &BatchChunk) -> Result<(), Error> {
        match chunk.start_offset {
            Some(offset) if offset != self.rows => Err(out_of_order(format!(
                "expected the batch at row {}, got the batch at row {offset}",
                self.rows
            ))),
            _ if chunk.row_count < 0 => Err(out_of_order("a batch has a negative row count")),
            _ => Ok(()),
        }
    }
}

fn out_of_order(what: impl std::fmt::Display) -> Error {
    Error::Decode(format!("the server's results are out of order: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(offset: i64, rows: i64, index: i64, count: i64) -> BatchChunk {
        BatchChunk {
            row_count: rows,
            data: Bytes::from(format!("{index};")),
            start_offset: Some(offset),
            index,
            count,
        }
    }

    fn batch(data: &'static str, first_row: i64, row_count: i64) -> Option<EncodedBatch> {
        Some(EncodedBatch {
            data: Bytes::from_static(data.as_bytes()),
            row_count,
            first_row,
        })
    }

    #[test]
    fn returns_whole_and_chunked_batches_in_order() {
        let mut assembler = Assembler::default();
        assert_eq!(
            assembler.push(chunk(0, 5, 0, 1)).unwrap(),
            batch("0;", 0, 5)
        );
        assert_eq!(assembler.push(chunk(5, 4, 0, 3)).unwrap(), None);
        assert_eq!(assembler.push(chunk(5, 4, 1, 3)).unwrap(), None);
        assert_eq!(
            assembler.push(chunk(5, 4, 2, 3)).unwrap(),
            batch("0;1;2;", 5, 4)
        );
        assembler.finish().unwrap();
    }

    #[test]
    fn any_disorder_is_an_error() {
        let sequences: [&[BatchChunk]; 7] = [
            &[chunk(0, 5, 1, 2)],
            &[chunk(0, 5, 0, 3), chunk(0, 5, 2, 3)],
            &[chunk(0, 5, 0, 3), chunk(0, 5, 0, 3)],
            &[chunk(0, 5, 0, 3), chunk(0, 5, 1, 2)],
            &[chunk(0, 5, 0, 3), chunk(0, 6, 1, 3)],
            &[chunk(0, 5, 0, 1), chunk(0, 5, 0, 1)],
            &[chunk(3, 5, 0, 1)],
        ];
        for sequence in sequences {
            let mut assembler = Assembler::default();
            let outcome: Result<Vec<_>, _> = sequence
                .iter()
                .map(|chunk| assembler.push(chunk.clone()))
                .collect();
            assert!(matches!(outcome, Err(Error::Decode(_))), "{sequence:?}");
        }
    }

    #[test]
    fn an_incomplete_batch_at_the_end_is_an_error() {
        let mut assembler = Assembler::default();
        assembler.push(chunk(0, 5, 0, 2)).unwrap();
        assert!(matches!(assembler.finish(), Err(Error::Decode(_))));
    }
}
