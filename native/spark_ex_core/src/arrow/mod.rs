//! Arrow data: IPC streams, record batches, Spark's types, casts.

pub mod batch;
pub mod cast;
pub mod cast_error;
pub mod ipc_guard;
mod ipc_reader;
pub mod ipc_stream;
mod list_bounds;
pub mod normalize;
mod primitive;
pub mod schema_names;
pub mod spark_type;
pub mod string_columns;
