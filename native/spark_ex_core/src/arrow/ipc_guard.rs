//! Validation of the sizes of compressed Arrow buffers.
//!
//! Arrow's reader allocates the size that a compressed buffer announces. A damaged size can
//! exceed the memory, and a failed allocation ends the VM.

use arrow_ipc::RecordBatch;

use crate::arrow::ipc_stream::{self, IpcMessage};
use crate::error::Error;

/// The capacity of a Spark vector.
const MAX_BUFFER_BYTES: i64 = i32::MAX as i64;
/// Marks a buffer that is not compressed.
const NOT_COMPRESSED: i64 = -1;

/// Validates all buffers of an Arrow IPC stream. Leaves other malformed data to the reader.
pub fn validate(stream: &[u8]) -> Result<(), Error> {
    for IpcMessage { message, body, .. } in ipc_stream::messages(stream) {
        let batch = message
            .header_as_record_batch()
            .or_else(|| message.header_as_dictionary_batch()?.data());
        if let Some(batch) = batch
            && batch.compression().is_some()
        {
            validate_buffers(&batch, body)?;
        }
    }
    Ok(())
}

fn validate_buffers(batch: &RecordBatch<'_>, body: &[u8]) -> Result<(), Error> {
    for buffer in batch.buffers().into_iter().flatten() {
        let announced = usize::try_from(buffer.offset())
            .ok()
            .and_then(|offset| body.get(offset..))
            .and_then(|bytes| bytes.first_chunk())
            .map_or(0, |bytes| i64::from_le_bytes(*bytes));
        if buffer.length() > 0 && !(NOT_COMPRESSED..=MAX_BUFFER_BYTES).contains(&announced) {
            return Err(Error::Decode(format!(
                "malformed Arrow batch: a compressed buffer of {announced} bytes"
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
    fn accepts_the_sizes_of_a_writer() {
        for compression in [
            None,
            Some(CompressionType::LZ4_FRAME),
            Some(CompressionType::ZSTD),
        ] {
            validate(&ipc(compression)).unwrap();
        }
    }

    #[test]
    fn a_size_beyond_memory_is_an_error() {
        let mut bytes = ipc(Some(CompressionType::LZ4_FRAME));
        let size = (ROWS * 8).to_le_bytes();
        let at = bytes.windows(8).position(|window| window == size).unwrap();
        for announced in [i64::MAX, i64::MIN, 1 << 40] {
            bytes[at..at + 8].copy_from_slice(&announced.to_le_bytes());
            assert!(matches!(validate(&bytes), Err(Error::Decode(_))));
        }
    }
}
