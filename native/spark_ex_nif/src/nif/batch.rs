//! Batches of results.

use std::sync::{Arc, Mutex};

use bytes::Bytes;
use rustler::{Atom, Encoder, Env, LocalPid, NifMap, Resource, ResourceArc, Term};
use spark_ex_core::arrow::batch;
use spark_ex_core::arrow::spark_type::Column;
use spark_ex_core::error::Error;
use spark_ex_core::sync::lock;

use crate::nif::resource_count::{self, ResourceGuard};
use crate::term::from_term::spark_type::Schema;
use crate::term::to_term::error;
use crate::term::to_term::rows::{self, Shape};
use crate::term::to_term::user_defined;

/// A batch, kept outside the VM's heaps.
pub(crate) struct Batch {
    batch: Mutex<Option<Arc<batch::Batch>>>,
    _guard: ResourceGuard,
}

#[rustler::resource_impl]
impl Resource for Batch {}

impl Batch {
    fn new(batch: batch::Batch) -> Self {
        Self {
            batch: Mutex::new(Some(Arc::new(batch))),
            _guard: resource_count::BATCHES.track(),
        }
    }

    pub(crate) fn get(&self) -> Result<Arc<batch::Batch>, String> {
        let batch = lock(&self.batch);
        batch
            .clone()
            .ok_or_else(|| "the batch was released".to_owned())
    }
}

/// A batch and its size.
#[derive(NifMap)]
pub(crate) struct BatchInfo {
    batch: ResourceArc<Batch>,
    rows: usize,
    bytes: usize,
}

impl From<batch::Batch> for BatchInfo {
    fn from(batch: batch::Batch) -> Self {
        Self {
            rows: batch.rows,
            bytes: batch.ipc.len(),
            batch: ResourceArc::new(Batch::new(batch)),
        }
    }
}

/// Decodes a batch into rows or columns: `{:ok, terms}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_decode<'a>(env: Env<'a>, batch: ResourceArc<Batch>, shape: Shape<'a>) -> Term<'a> {
    decode_batch(env, &batch, shape)
}

/// As `batch_decode`, for a small batch, which does not wait for dirty CPU schedulers busy with
/// large ones.
#[rustler::nif(schedule = "DirtyIo")]
fn batch_decode_small<'a>(env: Env<'a>, batch: ResourceArc<Batch>, shape: Shape<'a>) -> Term<'a> {
    decode_batch(env, &batch, shape)
}

/// As `batch_decode`; sends `{tag, result}` to a process.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_decode_to<'a>(
    env: Env<'a>,
    batch: ResourceArc<Batch>,
    shape: Shape<'a>,
    pid: LocalPid,
    tag: Term<'a>,
) -> Atom {
    let answer = decode_batch(env, &batch, shape);
    // The process may have exited.
    let _ = env.send(&pid, (tag, answer));
    rustler::types::atom::ok()
}

/// The column names of a batch: `{:ok, names}`.
#[rustler::nif]
fn batch_names<'a>(env: Env<'a>, batch: ResourceArc<Batch>) -> Term<'a> {
    let names = batch.get().map(|batch| {
        let fields = batch.schema.fields().iter();
        let names: Vec<&str> = fields.map(|field| field.name().as_str()).collect();
        names.encode(env)
    });
    error::encode_result(env, names)
}

/// Where the columns of a batch have user-defined types, `nil` if nowhere.
#[rustler::nif]
fn batch_user_defined<'a>(env: Env<'a>, batch: ResourceArc<Batch>) -> Term<'a> {
    let batch = batch.get().ok();
    user_defined::encode(env, batch.as_deref().and_then(batch::Batch::column_names))
}

/// The Spark schema of a batch: `{:ok, fields}`. Small results with structs need it, so it does not
/// wait for dirty CPU schedulers busy with large ones.
#[rustler::nif(schedule = "DirtyIo")]
fn batch_schema<'a>(env: Env<'a>, batch: ResourceArc<Batch>) -> Term<'a> {
    let columns = batch.get().and_then(|batch| {
        let fields = batch.normal_schema().fields().iter();
        let columns = fields.map(|field| Column::try_from(field.as_ref()));
        columns.collect::<Result<Vec<_>, _>>()
    });
    error::encode_result(env, columns.map(|columns| Schema(columns).encode(env)))
}

/// Frees the memory of a batch before its term is garbage collected.
#[rustler::nif]
fn batch_release(batch: ResourceArc<Batch>) -> Atom {
    let mut batch = lock(&batch.batch);
    *batch = None;
    rustler::types::atom::ok()
}

/// Decodes a complete Arrow IPC stream: `{:ok, %{batch: …, rows: …, bytes: …}}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_from_ipc<'a>(env: Env<'a>, ipc: rustler::Binary<'a>) -> Term<'a> {
    match batch::Batch::from_ipc(Bytes::copy_from_slice(&ipc)) {
        Ok(batch) => (rustler::types::atom::ok(), BatchInfo::from(batch)).encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

fn decode_batch<'a>(env: Env<'a>, batch: &Batch, shape: Shape<'a>) -> Term<'a> {
    let batch = batch.get().map_err(Error::Decode);
    match batch.and_then(|batch| rows::decode(env, &batch, shape)) {
        Ok(terms) => (rustler::types::atom::ok(), terms).encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}
