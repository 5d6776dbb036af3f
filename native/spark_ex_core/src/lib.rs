//! The plain Rust core of SparkEx: everything about Spark Connect that does not concern the
//! Erlang VM.
//!
//! ```text
//! schema      what the protos say, compiled for quick look-up
//! wire        protobuf's wire format, read and written without generated structs
//! endpoint    where a server is and how to reach it        -> a tonic Channel
//! gateway     answers that are no gRPC                     -> errors that say so
//! codec       requests and responses as the bytes they are
//! identity    who asks: the fields that every request carries and every response is checked by
//! credentials the bearer token, fixed or asked for anew
//! client      every unary RPC, and the stream of an execution
//! plan_size   large plans, made smaller as the server wishes
//! retry       which errors are worth another try, and when
//! notice      what was done about failures, for telemetry
//! log         what is done at all, for whoever listens
//! response    one message of an execution's stream, taken apart
//! reattach    the responses of an execution, each once, over as many streams as it takes
//! release     telling the server which responses it may forget
//! chunks      Arrow batches put together again, in order, complete
//! compression the sizes that compressed Arrow buffers announce
//! ipc         Arrow IPC streams as their messages; many put together into one
//! batch       Arrow IPC bytes -> record batches
//! execution   one query from request to last batch: demand, buffer, cancel
//! artifact    files and bytes for the server, in a stream of checked frames
//! column_type Spark's types, and the Arrow types in which they travel
//! cast        Arrow arrays of any kind -> those in which Spark takes its types, or the value that does not fit
//! arrow_table rows of record batches, cast, as chunks of local data
//! local_table local data as Arrow IPC streams of bounded size, known by their hashes
//! calendar    days and microseconds as calendar fields
//! decimal     decimals as digits and as text
//! iso8601     dates, times and intervals as text
//! variant     Spark's binary variant format
//! texts       columns of texts, written value by value
//! json        values of Arrow arrays as JSON
//! frames      batches in the types of data frame libraries
//! error       everything that can go wrong
//! runtime     the one tokio runtime
//! ```

pub mod arrow_table;
pub mod artifact;
pub mod batch;
pub mod calendar;
pub mod cast;
pub mod chunks;
pub mod client;
pub mod codec;
pub mod column_type;
pub mod compression;
pub mod credentials;
pub mod decimal;
pub mod endpoint;
pub mod error;
pub mod execution;
pub mod frames;
pub mod gateway;
pub mod identity;
pub mod ipc;
pub mod iso8601;
pub mod json;
pub mod local_table;
pub mod log;
pub mod notice;
pub mod plan_size;
pub mod reattach;
pub mod release;
pub mod response;
pub mod retry;
pub mod runtime;
pub mod schema;
pub mod texts;
pub mod variant;
pub mod wire;
