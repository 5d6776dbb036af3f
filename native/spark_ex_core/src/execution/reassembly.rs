//! Arrow batches put together again, in order and complete.
//!
//! The server cuts large batches into chunks. A chunk that is missing, doubled or out of place
//! means lost or repeated rows, so each is checked; a violation ends the execution.

use bytes::{Bytes, BytesMut};

use crate::error::Error;
use crate::execution::response::Chunk;

/// A batch whose bytes are all there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assembled {
    /// Arrow IPC bytes: a complete stream of its own.
    pub data: Bytes,
    /// The rows that it must hold.
    pub row_count: i64,
    /// The rows before it.
    pub first_row: i64,
}

/// Takes chunks, gives out batches.
#[derive(Debug, Default)]
pub struct Assembler {
    rows: i64,
    open: Option<Open>,
}

#[derive(Debug)]
struct Open {
    first: Chunk,
    data: BytesMut,
    next_index: i64,
}

impl Assembler {
    /// Rows in the batches given out so far.
    pub fn rows(&self) -> i64 {
        self.rows
    }

    /// Takes the next chunk, and gives out the batch that it completes.
    pub fn push(&mut self, chunk: Chunk) -> Result<Option<Assembled>, Error> {
        self.check_offset(&chunk)?;
        match self.open.take() {
            None if chunk.index != 0 => Err(violation(format!(
                "chunk {} of a batch came before its first",
                chunk.index
            ))),
            None if chunk.count <= 1 => self.close(chunk.data, chunk.row_count).map(Some),
            None => {
                let mut data = BytesMut::with_capacity(chunk.data.len());
                data.extend_from_slice(&chunk.data);
                self.open = Some(Open {
                    first: chunk,
                    data,
                    next_index: 1,
                });
                Ok(None)
            }
            Some(open) => self.extend(open, chunk),
        }
    }

    /// Checks at the end of the stream that no batch is left open.
    pub fn finish(&self) -> Result<(), Error> {
        match &self.open {
            None => Ok(()),
            Some(open) => Err(violation(format!(
                "the results ended after {} of the {} chunks of a batch",
                open.next_index, open.first.count
            ))),
        }
    }

    fn extend(&mut self, mut open: Open, chunk: Chunk) -> Result<Option<Assembled>, Error> {
        if chunk.index != open.next_index
            || chunk.count != open.first.count
            || chunk.row_count != open.first.row_count
        {
            return Err(violation(format!(
                "expected chunk {} of {} ({} rows), got chunk {} of {} ({} rows)",
                open.next_index,
                open.first.count,
                open.first.row_count,
                chunk.index,
                chunk.count,
                chunk.row_count
            )));
        }
        open.data.extend_from_slice(&chunk.data);
        open.next_index += 1;
        if open.next_index == open.first.count {
            return self
                .close(open.data.freeze(), open.first.row_count)
                .map(Some);
        }
        self.open = Some(open);
        Ok(None)
    }

    fn close(&mut self, data: Bytes, row_count: i64) -> Result<Assembled, Error> {
        let first_row = self.rows;
        self.rows = first_row
            .checked_add(row_count)
            .ok_or_else(|| violation("more rows than can be counted"))?;
        Ok(Assembled {
            data,
            row_count,
            first_row,
        })
    }

    fn check_offset(&self, chunk: &Chunk) -> Result<(), Error> {
        match chunk.start_offset {
            Some(offset) if offset != self.rows => Err(violation(format!(
                "expected the batch that starts at row {}, got the one that starts at row {offset}",
                self.rows
            ))),
            _ if chunk.row_count < 0 => Err(violation("a batch has a negative row count")),
            _ => Ok(()),
        }
    }
}

fn violation(what: impl std::fmt::Display) -> Error {
    Error::Decode(format!("the server's results are not in order: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunk(offset: i64, rows: i64, index: i64, count: i64) -> Chunk {
        Chunk {
            row_count: rows,
            data: Bytes::from(format!("{index};")),
            start_offset: Some(offset),
            index,
            count,
        }
    }

    fn batch(data: &'static str, first_row: i64, row_count: i64) -> Option<Assembled> {
        Some(Assembled {
            data: Bytes::from_static(data.as_bytes()),
            row_count,
            first_row,
        })
    }

    #[test]
    fn whole_and_chunked_batches_come_out_in_order() {
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
        assert_eq!(assembler.rows(), 9);
        assembler.finish().unwrap();
    }

    #[test]
    fn every_disorder_is_an_error() {
        let sequences: [&[Chunk]; 7] = [
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
    fn an_open_batch_at_the_end_is_an_error() {
        let mut assembler = Assembler::default();
        assembler.push(chunk(0, 5, 0, 2)).unwrap();
        assert!(matches!(assembler.finish(), Err(Error::Decode(_))));
    }
}
