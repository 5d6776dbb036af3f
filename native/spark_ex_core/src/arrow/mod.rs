//! Arrow data: IPC bytes, record batches, Spark's types, casts.

pub mod batch;
pub mod cast;
pub mod ipc_guard;
pub mod ipc_stream;
pub mod spark_type;
pub mod string_columns;
