//! Local data on its way to the server: Arrow IPC streams of bounded size, known by their hashes.

use std::fmt::Write;

use arrow_array::RecordBatch;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::SchemaRef;
use bytes::Bytes;
use ring::digest::{SHA256, digest};

use crate::error::Error;

/// About how many bytes of a chunk are made at once. Rows are of any size: what those so far took tells
/// how many to make next.
const STEP_BYTES: usize = 4 * 1024 * 1024;
/// By how much the number of rows may grow from one step to the next, should the first have been small.
const STEP_GROWTH: usize = 64;

/// How large a chunk may become.
#[derive(Clone, Copy, Debug)]
pub struct ChunkLimits {
    /// Rows at most.
    pub rows: usize,
    /// Bytes of Arrow data at most, but for a single step of rows.
    pub bytes: usize,
}

/// A complete Arrow IPC stream of some rows.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// The stream.
    pub ipc: Bytes,
    /// Its rows.
    pub rows: usize,
    /// The SHA-256 of the stream, in hexadecimal digits.
    pub hash: String,
}

/// Gathers record batches until they make a chunk.
pub struct Chunker {
    limits: ChunkLimits,
    writer: StreamWriter<Vec<u8>>,
    rows: usize,
}

impl Chunker {
    /// Of rows with this schema.
    pub fn new(schema: &SchemaRef, limits: ChunkLimits) -> Result<Self, Error> {
        Ok(Self {
            limits,
            writer: StreamWriter::try_new(Vec::new(), schema).map_err(unwritable)?,
            rows: 0,
        })
    }

    /// How many rows to add next, so that neither they nor the chunk become too large; `None` where
    /// it is full.
    pub fn wanted(&self) -> Option<usize> {
        let left = self.limits.rows.max(1).saturating_sub(self.rows);
        let bytes = self.writer.get_ref().len();
        if left == 0 || (self.rows > 0 && bytes >= self.limits.bytes) {
            return None;
        }
        if self.rows == 0 {
            return Some(1);
        }
        let row = bytes.div_ceil(self.rows).max(1);
        match STEP_BYTES.min(self.limits.bytes - bytes) / row {
            0 => None,
            step => Some(left.min(step).min(self.rows * STEP_GROWTH)),
        }
    }

    /// Adds rows.
    pub fn add(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        self.writer.write(batch).map_err(unwritable)?;
        self.rows += batch.num_rows();
        Ok(())
    }

    /// Rows so far.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The chunk.
    pub fn finish(self) -> Result<Chunk, Error> {
        let rows = self.rows;
        let ipc = Bytes::from(self.writer.into_inner().map_err(unwritable)?);
        Ok(Chunk {
            hash: sha256(&ipc),
            ipc,
            rows,
        })
    }
}

/// The SHA-256 of some bytes, in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in digest(&SHA256, bytes).as_ref() {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn unwritable(error: impl std::fmt::Display) -> Error {
    Error::Data(format!("the data can't be written as Arrow: {error}"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{Int64Array, StringArray};
    use arrow_ipc::reader::StreamReader;

    use super::*;

    fn batch(rows: usize, text: usize) -> RecordBatch {
        let texts = StringArray::from_iter_values((0..rows).map(|_| "x".repeat(text)));
        let ids = Int64Array::from_iter_values(0..rows as i64);
        RecordBatch::try_from_iter([("id", Arc::new(ids) as _), ("text", Arc::new(texts) as _)])
            .unwrap()
    }

    fn fill(limits: ChunkLimits, text: usize) -> Chunk {
        let mut chunker = Chunker::new(&batch(0, 0).schema(), limits).unwrap();
        while let Some(rows) = chunker.wanted() {
            chunker.add(&batch(rows, text)).unwrap();
        }
        chunker.finish().unwrap()
    }

    fn read(chunk: &Chunk) -> usize {
        let reader = StreamReader::try_new(&chunk.ipc[..], None).unwrap();
        reader.map(|batch| batch.unwrap().num_rows()).sum()
    }

    #[test]
    fn a_chunk_holds_the_rows_that_it_may() {
        let limits = ChunkLimits {
            rows: 10_000,
            bytes: 1 << 30,
        };
        let chunk = fill(limits, 3);
        assert_eq!((chunk.rows, read(&chunk)), (10_000, 10_000));
        assert_eq!(chunk.hash, sha256(&chunk.ipc));
    }

    #[test]
    fn large_rows_make_small_chunks_of_one_row_at_least() {
        let limits = ChunkLimits {
            rows: 10_000,
            bytes: 1 << 20,
        };
        for text in [1_000, 100_000, 10_000_000] {
            let chunk = fill(limits, text);
            assert_eq!(chunk.rows, read(&chunk));
            assert!(
                chunk.rows >= 1 && chunk.rows <= (1 << 20) / text + 1,
                "{}",
                chunk.rows
            );
        }
    }

    #[test]
    fn equal_rows_have_equal_hashes_and_others_have_not() {
        let limits = ChunkLimits {
            rows: 100,
            bytes: 1 << 20,
        };
        assert_eq!(fill(limits, 3).hash, fill(limits, 3).hash);
        assert_ne!(fill(limits, 3).hash, fill(limits, 4).hash);
    }

    #[test]
    fn a_known_hash() {
        let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), expected);
    }
}
