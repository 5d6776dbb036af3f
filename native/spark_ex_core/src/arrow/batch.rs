//! Arrow IPC bytes as record batches.

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use arrow_schema::SchemaRef;
use bytes::Bytes;

use crate::arrow::ipc_guard;
use crate::error::Error;
use crate::execution::reassembly::Assembled;

/// One batch of a result, decoded and checked.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Names, types and metadata of the columns.
    pub schema: SchemaRef,
    /// The rows. Mostly one record batch; none where the result is empty.
    pub records: Vec<RecordBatch>,
    /// Rows in all record batches.
    pub rows: usize,
    /// The batch as it came: a complete Arrow IPC stream.
    pub ipc: Bytes,
}

impl Batch {
    /// Decodes a batch of a result: each is a complete IPC stream, with its schema.
    pub fn decode(assembled: Assembled) -> Result<Self, Error> {
        let batch = Self::from_ipc(assembled.data)?;
        if i64::try_from(batch.rows) != Ok(assembled.row_count) {
            return Err(malformed(format!(
                "it holds {} rows, announced were {}",
                batch.rows, assembled.row_count
            )));
        }
        Ok(batch)
    }

    /// Decodes a complete IPC stream.
    pub fn from_ipc(ipc: Bytes) -> Result<Self, Error> {
        ipc_guard::check(&ipc)?;
        // Arrow's reader takes lengths and offsets on trust in places, and panics where they are wrong.
        let (schema, records) = catch_unwind(AssertUnwindSafe(|| read(&ipc)))
            .unwrap_or_else(|_| Err(malformed("its buffers lie outside of it")))?;
        let rows = records.iter().map(RecordBatch::num_rows).sum();
        Ok(Self {
            schema,
            records,
            rows,
            ipc,
        })
    }
}

fn read(ipc: &Bytes) -> Result<(SchemaRef, Vec<RecordBatch>), Error> {
    let mut buffer = Buffer::from(ipc.clone());
    let mut decoder = StreamDecoder::new();
    let mut records = Vec::new();
    while !buffer.is_empty() {
        records.extend(decoder.decode(&mut buffer).map_err(malformed)?);
    }
    decoder.finish().map_err(malformed)?;
    let schema = decoder
        .schema()
        .ok_or_else(|| malformed("it has no schema"))?;
    Ok((schema, records))
}

fn malformed(what: impl std::fmt::Display) -> Error {
    Error::Decode(format!("an Arrow batch is malformed: {what}"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Int64Array, StringArray};
    use arrow_ipc::writer::StreamWriter;

    use super::*;

    fn ipc(values: std::ops::Range<i64>) -> Vec<u8> {
        let texts: StringArray = values.clone().map(|v| Some(v.to_string())).collect();
        let columns: [(&str, ArrayRef); 2] = [
            ("id", Arc::new(Int64Array::from_iter_values(values))),
            ("text", Arc::new(texts)),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
        writer.write(&batch).unwrap();
        writer.into_inner().unwrap()
    }

    fn decode(data: impl Into<Bytes>, row_count: i64) -> Result<Batch, Error> {
        Batch::decode(Assembled {
            data: data.into(),
            row_count,
        })
    }

    #[test]
    fn decodes_a_complete_stream() {
        let batch = decode(ipc(0..3), 3).unwrap();
        assert_eq!(batch.rows, 3);
        assert_eq!(batch.schema.field(1).name(), "text");
    }

    #[test]
    fn an_empty_batch_keeps_its_schema() {
        let batch = decode(ipc(0..0), 0).unwrap();
        assert_eq!(batch.rows, 0);
        assert_eq!(batch.schema.fields().len(), 2);
    }

    #[test]
    fn a_wrong_row_count_is_an_error() {
        let error = decode(ipc(0..3), 4).unwrap_err();
        assert!(error.to_string().contains("3 rows"), "{error}");
    }

    #[test]
    fn any_truncation_is_an_error_never_a_panic() {
        let bytes = Bytes::from(ipc(0..100));
        // The last eight bytes are the optional end-of-stream marker.
        for length in 0..bytes.len() - 8 {
            assert!(
                decode(bytes.slice(..length), 100).is_err(),
                "{length} of {} bytes",
                bytes.len()
            );
        }
    }
}
