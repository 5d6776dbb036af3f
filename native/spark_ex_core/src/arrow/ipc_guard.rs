//! The sizes that compressed Arrow buffers announce, checked before memory is asked for.
//!
//! Arrow's reader reserves what a buffer says it will be. A size that was damaged on its way can be
//! more than there is, and a failed allocation ends the process: here, the whole VM.

use arrow_ipc::RecordBatch;

use crate::arrow::ipc_stream::{self, Encapsulated};
use crate::error::Error;

/// What a vector of Spark can hold.
const MAX_BYTES: i64 = i32::MAX as i64;
/// Says that a buffer was left as it was.
const NOT_COMPRESSED: i64 = -1;

/// Checks all buffers of an Arrow IPC stream. What is malformed in other ways is left to the reader.
pub fn check(stream: &[u8]) -> Result<(), Error> {
    for Encapsulated { message, body, .. } in ipc_stream::messages(stream) {
        let batch = message
            .header_as_record_batch()
            .or_else(|| message.header_as_dictionary_batch()?.data());
        if let Some(batch) = batch
            && batch.compression().is_some()
        {
            check_buffers(&batch, body)?;
        }
    }
    Ok(())
}

fn check_buffers(batch: &RecordBatch<'_>, body: &[u8]) -> Result<(), Error> {
    for buffer in batch.buffers().into_iter().flatten() {
        let announced = usize::try_from(buffer.offset())
            .ok()
            .and_then(|offset| body.get(offset..))
            .and_then(|bytes| bytes.first_chunk())
            .map_or(0, |bytes| i64::from_le_bytes(*bytes));
        if buffer.length() > 0 && !(NOT_COMPRESSED..=MAX_BYTES).contains(&announced) {
            return Err(Error::Decode(format!(
                "an Arrow batch is malformed: it has a compressed buffer of {announced} bytes"
            )));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{Int64Array, RecordBatch};
    use arrow_ipc::CompressionType;
    use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};

    use super::*;

    const ROWS: i64 = 10_000;

    fn ipc(compression: Option<CompressionType>) -> Vec<u8> {
        let zeros = Arc::new(Int64Array::from_iter_values((0..ROWS).map(|_| 0)));
        let batch = RecordBatch::try_from_iter([("zero", zeros as _)]).unwrap();
        let options = IpcWriteOptions::default()
            .try_with_compression(compression)
            .unwrap();
        let mut writer =
            StreamWriter::try_new_with_options(Vec::new(), &batch.schema(), options).unwrap();
        writer.write(&batch).unwrap();
        writer.into_inner().unwrap()
    }

    #[test]
    fn what_a_writer_announces_is_taken() {
        for compression in [
            None,
            Some(CompressionType::LZ4_FRAME),
            Some(CompressionType::ZSTD),
        ] {
            check(&ipc(compression)).unwrap();
        }
    }

    #[test]
    fn a_size_beyond_all_memory_is_an_error() {
        let mut bytes = ipc(Some(CompressionType::LZ4_FRAME));
        let size = (ROWS * 8).to_le_bytes();
        let at = bytes.windows(8).position(|window| window == size).unwrap();
        for announced in [i64::MAX, i64::MIN, 1 << 40] {
            bytes[at..at + 8].copy_from_slice(&announced.to_le_bytes());
            assert!(matches!(check(&bytes), Err(Error::Decode(_))));
        }
    }
}
