//! Rows as a server sends them.

use std::sync::Arc;

use arrow_array::{Int64Array, RecordBatch};
use arrow_ipc::writer::StreamWriter;
use bytes::Bytes;

/// Rows as one Arrow IPC stream.
pub fn arrow(rows: std::ops::Range<i64>) -> Bytes {
    let ids = Arc::new(Int64Array::from_iter_values(rows));
    let batch = RecordBatch::try_from_iter([("id", ids as _)]).unwrap();
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
    writer.write(&batch).unwrap();
    Bytes::from(writer.into_inner().unwrap())
}
