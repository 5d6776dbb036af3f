//! Chunks of local data.

use std::sync::Mutex;

use bytes::Bytes;
use rustler::{Atom, Encoder, Env, NewBinary, NifMap, Resource, ResourceArc, Term};
use spark_ex_core::local_data::chunks::{self, ChunkLimits};
use spark_ex_core::sync::lock;

use crate::nif::batch::Batch;
use crate::nif::resource_count::{self, ResourceGuard};
use crate::term::from_term::local_arrow;
use crate::term::from_term::local_rows;
use crate::term::from_term::spark_type::Schema;
use crate::term::from_term::table::Source;
use crate::term::from_term::value_error::LocalDataError;

/// A chunk, kept outside the VM's heaps until it is released.
pub(crate) struct Chunk {
    ipc: Mutex<Bytes>,
    _guard: ResourceGuard,
}

impl Chunk {
    /// The bytes; empty once released.
    pub(crate) fn ipc(&self) -> Bytes {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Bytes> {
        lock(&self.ipc)
    }
}

#[rustler::resource_impl]
impl Resource for Chunk {}

/// The limits of a chunk.
#[derive(NifMap)]
struct Limits {
    rows: usize,
    bytes: usize,
}

#[derive(NifMap)]
struct ChunkInfo {
    native: Option<ResourceArc<Chunk>>,
    rows: usize,
    bytes: usize,
    hash: String,
}

/// The column names and the kinds of values in local data: `{:ok, {names, kinds}}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn local_data_observe<'a>(env: Env<'a>, source: Source<'a>) -> Term<'a> {
    encode_result(env, local_rows::kinds(env, source))
}

/// Builds a chunk of the rows after the first `taken`: `{:ok, {chunk, rest}}`. Keeps the chunk's
/// data only if `keep` is set.
#[rustler::nif(schedule = "DirtyCpu")]
fn local_data_chunk_terms<'a>(
    env: Env<'a>,
    source: Source<'a>,
    schema: Schema,
    limits: Limits,
    taken: usize,
    keep: bool,
) -> Term<'a> {
    let result = local_rows::chunk(env, source, &schema.0, limits.into(), taken);
    encode_result(
        env,
        result.map(|(chunk, rest)| (chunk_info(chunk, keep), rest)),
    )
}

/// Builds a chunk from the columns of a batch at `places`: `{:ok, {chunk, left}}`, where `left`
/// tells whether rows remain.
#[rustler::nif(schedule = "DirtyCpu")]
fn local_data_chunk_batch<'a>(
    env: Env<'a>,
    batch: ResourceArc<Batch>,
    places: Vec<usize>,
    schema: Schema,
    limits: Limits,
    taken: usize,
    keep: bool,
) -> Term<'a> {
    let result = batch.get().map_err(LocalDataError::Data).and_then(|batch| {
        let chunk = local_arrow::chunk(env, &batch, &places, &schema.0, limits.into(), taken)?;
        let left = taken + chunk.rows < batch.rows;
        Ok((chunk_info(chunk, keep), left))
    });
    encode_result(env, result)
}

/// The bytes of a chunk.
#[rustler::nif(schedule = "DirtyCpu")]
fn chunk_read<'a>(env: Env<'a>, chunk: ResourceArc<Chunk>) -> Term<'a> {
    NewBinary::from_slice(env, &chunk.ipc()).into()
}

/// Frees the memory of a chunk.
#[rustler::nif]
fn chunk_release(chunk: ResourceArc<Chunk>) -> Atom {
    *chunk.lock() = Bytes::new();
    rustler::types::atom::ok()
}

fn chunk_info(chunk: chunks::Chunk, keep: bool) -> ChunkInfo {
    ChunkInfo {
        rows: chunk.rows,
        bytes: chunk.ipc.len(),
        hash: chunk.hash,
        native: keep.then(|| {
            ResourceArc::new(Chunk {
                ipc: Mutex::new(chunk.ipc),
                _guard: resource_count::CHUNKS.track(),
            })
        }),
    }
}

fn encode_result<'a>(env: Env<'a>, result: Result<impl Encoder, LocalDataError<'a>>) -> Term<'a> {
    match result {
        Ok(value) => (rustler::types::atom::ok(), value).encode(env),
        Err(error) => error.encode(env),
    }
}

impl From<Limits> for ChunkLimits {
    fn from(limits: Limits) -> Self {
        Self {
            rows: limits.rows,
            bytes: limits.bytes,
        }
    }
}
