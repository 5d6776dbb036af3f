//! The Rust core of SparkEx: everything about Spark Connect that does not involve the Erlang VM.
//!
//! ```text
//! proto       descriptors of the protocol, protobuf's wire format
//! transport   addresses and TLS, the gRPC codec, bearer tokens, HTTP answers that are not gRPC
//! client      unary RPCs, retries, session fields, artifacts, plan compression
//! execution   one query: responses, reattach, release, reassembly of chunks
//! arrow       record batches, IPC streams and their checks, Spark's types, casts
//! values      calendar, decimals, ISO 8601, JSON, variants
//! export      batches in the types of data frame libraries
//! local_data  chunks of local data for the server
//! error       every error of the core
//! log         `tracing` events as records
//! runtime     the tokio runtime
//! sync        locks
//! ```

pub mod arrow;
pub mod client;
pub mod error;
pub mod execution;
pub mod export;
pub mod local_data;
pub mod log;
pub mod proto;
pub mod runtime;
pub mod sync;
pub mod transport;
pub mod values;
