//! Chunks of local data: Arrow IPC streams of bounded size, identified by their hashes.

use std::fmt::Write;

use arrow_array::RecordBatch;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::SchemaRef;
use bytes::Bytes;
use ring::digest::{SHA256, digest};

use crate::error::Error;

/// The approximate bytes to add per step. The size of the rows so far determines the number of
/// rows of the next step.
const STEP_BYTES: usize = 4 * 1024 * 1024;
/// The most by which the number of rows grows from one step to the next, as the first rows can be
/// small.
const STEP_GROWTH: usize = 64;

/// The limits of a chunk.
#[derive(Clone, Copy, Debug)]
pub struct ChunkLimits {
    /// The most rows.
    pub rows: usize,
    /// The most bytes of Arrow data, up to one step of rows more.
    pub bytes: usize,
}

/// A chunk: a complete Arrow IPC stream.
#[derive(Clone, Debug)]
pub struct Chunk {
    /// The stream.
    pub ipc: Bytes,
    /// The number of rows.
    pub rows: usize,
    /// The SHA-256 of the stream, in hexadecimal.
    pub hash: String,
}

/// Collects record batches into a chunk.
pub struct Chunker {
    limits: ChunkLimits,
    writer: StreamWriter<Vec<u8>>,
    rows: usize,
}

impl Chunker {
    /// A chunker for rows with this schema.
    pub fn new(schema: &SchemaRef, limits: ChunkLimits) -> Result<Self, Error> {
        Ok(Self {
            limits,
            writer: StreamWriter::try_new(Vec::new(), schema).map_err(write_error)?,
            rows: 0,
        })
    }

    /// The number of rows to add next within the limits; `None` once the chunk is full.
    pub fn next_rows(&self) -> Option<usize> {
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
        self.writer.write(batch).map_err(write_error)?;
        self.rows += batch.num_rows();
        Ok(())
    }

    /// The number of rows so far.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The chunk.
    pub fn finish(self) -> Result<Chunk, Error> {
        let rows = self.rows;
        let ipc = Bytes::from(self.writer.into_inner().map_err(write_error)?);
        Ok(Chunk {
            hash: sha256(&ipc),
            ipc,
            rows,
        })
    }
}

/// The SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in digest(&SHA256, bytes).as_ref() {
        // Writing to a string can't fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

fn write_error(error: impl std::fmt::Display) -> Error {
    Error::Data(format!("can't write the data as Arrow: {error}"))
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
        while let Some(rows) = chunker.next_rows() {
            chunker.add(&batch(rows, text)).unwrap();
        }
        chunker.finish().unwrap()
    }

    fn read(chunk: &Chunk) -> usize {
        let reader = StreamReader::try_new(&chunk.ipc[..], None).unwrap();
        reader.map(|batch| batch.unwrap().num_rows()).sum()
    }

    #[test]
    fn fills_a_chunk_up_to_the_row_limit() {
        let limits = ChunkLimits {
            rows: 10_000,
            bytes: 1 << 30,
        };
        let chunk = fill(limits, 3);
        assert_eq!((chunk.rows, read(&chunk)), (10_000, 10_000));
        assert_eq!(chunk.hash, sha256(&chunk.ipc));
    }

    #[test]
    fn a_chunk_of_large_rows_has_at_least_one_row() {
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
    fn only_equal_rows_have_equal_hashes() {
        let limits = ChunkLimits {
            rows: 100,
            bytes: 1 << 20,
        };
        assert_eq!(fill(limits, 3).hash, fill(limits, 3).hash);
        assert_ne!(fill(limits, 3).hash, fill(limits, 4).hash);
    }

    #[test]
    fn hashes_with_sha256() {
        let expected = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), expected);
    }
}
