//! Batches as rows, columns or Arrow bytes, and messages of the protocol for tests and tools.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use rustler::{Atom, Encoder, Env, LocalPid, NewBinary, NifMap, Resource, ResourceArc, Term};
use spark_ex_core::arrow::batch;
use spark_ex_core::arrow::spark_type::Column;
use spark_ex_core::error::Error;

use crate::nif::resource_count::{self, Live};
use crate::term::from_term::spark_type::Schema;
use crate::term::message;
use crate::term::to_term::error;
use crate::term::to_term::rows::{self, Shape};

/// One batch of a result, kept outside the VM's heaps until it is asked for.
pub(crate) struct Batch {
    batch: Mutex<Option<Arc<batch::Batch>>>,
    _live: Live,
}

#[rustler::resource_impl]
impl Resource for Batch {}

impl Batch {
    fn new(batch: batch::Batch) -> Self {
        Self {
            batch: Mutex::new(Some(Arc::new(batch))),
            _live: resource_count::BATCHES.one(),
        }
    }

    pub(crate) fn get(&self) -> Result<Arc<batch::Batch>, String> {
        let batch = self.batch.lock().unwrap_or_else(PoisonError::into_inner);
        batch
            .clone()
            .ok_or_else(|| "the batch was released".to_owned())
    }
}

/// A batch and what is counted of it.
#[derive(NifMap)]
pub(crate) struct Received {
    batch: ResourceArc<Batch>,
    rows: usize,
    bytes: usize,
}

impl From<batch::Batch> for Received {
    fn from(batch: batch::Batch) -> Self {
        Self {
            rows: batch.rows,
            bytes: batch.ipc.len(),
            batch: ResourceArc::new(Batch::new(batch)),
        }
    }
}

/// The rows of a batch, or its columns: `{:ok, terms}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_decode<'a>(env: Env<'a>, batch: ResourceArc<Batch>, shape: Shape<'a>) -> Term<'a> {
    decoded(env, &batch, shape)
}

/// As `batch_decode`, for a small batch: the schedulers for computing may all be at work on large ones.
#[rustler::nif(schedule = "DirtyIo")]
fn batch_decode_small<'a>(env: Env<'a>, batch: ResourceArc<Batch>, shape: Shape<'a>) -> Term<'a> {
    decoded(env, &batch, shape)
}

/// As `batch_decode`, for another process, which is sent `{tag, answer}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_decode_for<'a>(
    env: Env<'a>,
    batch: ResourceArc<Batch>,
    shape: Shape<'a>,
    pid: LocalPid,
    tag: Term<'a>,
) -> Atom {
    let answer = decoded(env, &batch, shape);
    // A process that is gone is told nothing.
    let _ = env.send(&pid, (tag, answer));
    rustler::types::atom::ok()
}

/// The names of a batch's columns: `{:ok, names}`.
#[rustler::nif]
fn batch_names<'a>(env: Env<'a>, batch: ResourceArc<Batch>) -> Term<'a> {
    let names = batch.get().map(|batch| {
        let fields = batch.schema.fields().iter();
        let names: Vec<&str> = fields.map(|field| field.name().as_str()).collect();
        names.encode(env)
    });
    answer(env, names)
}

/// What Spark has of a batch's columns: `{:ok, fields}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_schema<'a>(env: Env<'a>, batch: ResourceArc<Batch>) -> Term<'a> {
    let columns = batch.get().and_then(|batch| {
        let fields = batch.normal_schema().fields().iter();
        let columns = fields.map(|field| Column::try_from(field.as_ref()));
        columns.collect::<Result<Vec<_>, _>>()
    });
    answer(env, columns.map(|columns| Schema(columns).encode(env)))
}

/// Frees the memory of a batch that will not be looked at again, before its term is collected.
#[rustler::nif]
fn batch_release(batch: ResourceArc<Batch>) -> Atom {
    let mut batch = batch.batch.lock().unwrap_or_else(PoisonError::into_inner);
    *batch = None;
    rustler::types::atom::ok()
}

/// A complete Arrow IPC stream as a batch: `{:ok, %{batch: …, rows: …, bytes: …}}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_from_ipc<'a>(env: Env<'a>, ipc: rustler::Binary<'a>) -> Term<'a> {
    match batch::Batch::from_ipc(Bytes::copy_from_slice(&ipc)) {
        Ok(batch) => (rustler::types::atom::ok(), Received::from(batch)).encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

/// A map as the bytes of a message: `{:ok, binary}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn message_encode<'a>(env: Env<'a>, name: &str, term: Term<'a>, max_depth: usize) -> Term<'a> {
    let encoded = message::lookup(name).and_then(|id| message::encode(id, term, max_depth));
    answer(
        env,
        encoded.map(|bytes| NewBinary::from_slice(env, &bytes).into()),
    )
}

/// The bytes of a message as a map: `{:ok, map}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn message_decode<'a>(env: Env<'a>, name: &str, bytes: rustler::Binary<'a>) -> Term<'a> {
    let decoded = message::lookup(name).and_then(|id| message::decode(env, id, bytes.as_slice()));
    answer(env, decoded)
}

fn decoded<'a>(env: Env<'a>, batch: &Batch, shape: Shape<'a>) -> Term<'a> {
    let batch = batch.get().map_err(Error::Decode);
    match batch.and_then(|batch| rows::decode(env, &batch, shape)) {
        Ok(terms) => (rustler::types::atom::ok(), terms).encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

fn answer<'a>(env: Env<'a>, outcome: Result<Term<'a>, String>) -> Term<'a> {
    match outcome {
        Ok(term) => (rustler::types::atom::ok(), term).encode(env),
        Err(text) => error::argument(env, text),
    }
}
