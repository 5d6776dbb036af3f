//! Local data as Arrow IPC streams for the server.

use std::sync::Mutex;

use bytes::Bytes;
use rustler::{Atom, Encoder, Env, NewBinary, NifMap, Resource, ResourceArc, Term};
use spark_ex_core::local_data::chunks::{self, ChunkLimits};

use crate::nif::batch::Batch;
use crate::nif::resource_count::{self, Live};
use crate::term::from_term::local_arrow;
use crate::term::from_term::local_rows;
use crate::term::from_term::spark_type::Schema;
use crate::term::from_term::table::Source;
use crate::term::from_term::value_error::Unsendable;

/// A chunk, kept outside the VM's heaps until it is released.
pub(crate) struct Chunk {
    ipc: Mutex<Bytes>,
    _live: Live,
}

impl Chunk {
    /// The bytes; none once it is released.
    pub(crate) fn ipc(&self) -> Bytes {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Bytes> {
        self.ipc
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[rustler::resource_impl]
impl Resource for Chunk {}

/// How large a chunk may become.
#[derive(NifMap)]
struct Limits {
    rows: usize,
    bytes: usize,
}

#[derive(NifMap)]
struct Described {
    native: Option<ResourceArc<Chunk>>,
    rows: usize,
    bytes: usize,
    hash: String,
}

/// What names and kinds of values the data holds: `{:ok, {names, kinds}}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn local_table_kinds<'a>(env: Env<'a>, source: Source<'a>) -> Term<'a> {
    answer(env, local_rows::kinds(env, source))
}

/// The next rows of the data, of which `taken` were taken before: `{:ok, {chunk, rest}}`. Unless it is to
/// be kept the chunk is only described.
#[rustler::nif(schedule = "DirtyCpu")]
fn local_table_chunk<'a>(
    env: Env<'a>,
    source: Source<'a>,
    schema: Schema,
    limits: Limits,
    taken: usize,
    keep: bool,
) -> Term<'a> {
    let made = local_rows::chunk(env, source, &schema.0, limits.into(), taken);
    answer(
        env,
        made.map(|(chunk, rest)| (described(chunk, keep), rest)),
    )
}

/// The same of a batch, whose columns at some places are those of the schema: `{:ok, {chunk, left}}`,
/// whether any rows are left.
#[rustler::nif(schedule = "DirtyCpu")]
fn local_table_arrow<'a>(
    env: Env<'a>,
    batch: ResourceArc<Batch>,
    places: Vec<usize>,
    schema: Schema,
    limits: Limits,
    taken: usize,
    keep: bool,
) -> Term<'a> {
    let made = batch.get().map_err(Unsendable::Data).and_then(|batch| {
        let chunk = local_arrow::chunk(env, &batch, &places, &schema.0, limits.into(), taken)?;
        let left = taken + chunk.rows < batch.rows;
        Ok((described(chunk, keep), left))
    });
    answer(env, made)
}

/// The bytes of a chunk.
#[rustler::nif(schedule = "DirtyCpu")]
fn local_table_bytes<'a>(env: Env<'a>, chunk: ResourceArc<Chunk>) -> Term<'a> {
    NewBinary::from_slice(env, &chunk.ipc()).into()
}

/// Gives the memory of a chunk back.
#[rustler::nif]
fn local_table_release(chunk: ResourceArc<Chunk>) -> Atom {
    *chunk.lock() = Bytes::new();
    rustler::types::atom::ok()
}

fn described(chunk: chunks::Chunk, keep: bool) -> Described {
    Described {
        rows: chunk.rows,
        bytes: chunk.ipc.len(),
        hash: chunk.hash,
        native: keep.then(|| {
            ResourceArc::new(Chunk {
                ipc: Mutex::new(chunk.ipc),
                _live: resource_count::CHUNKS.one(),
            })
        }),
    }
}

fn answer<'a>(env: Env<'a>, made: Result<impl Encoder, Unsendable<'a>>) -> Term<'a> {
    match made {
        Ok(value) => (rustler::types::atom::ok(), value).encode(env),
        Err(unsendable) => unsendable.encode(env),
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
