//! Batches as rows or columns, and messages of the protocol for tests and tools.

use rustler::{Encoder, Env, NewBinary, Resource, ResourceArc, Term};
use spark_ex_core::batch;

use crate::nif::live::Live;
use crate::term::rows::{self, Shape};
use crate::term::{error, message};

/// One batch of a result, kept outside the VM's heaps until it is asked for.
pub(crate) struct Batch {
    pub(crate) batch: batch::Batch,
    pub(crate) _live: Live,
}

#[rustler::resource_impl]
impl Resource for Batch {}

/// The rows of a batch, or its columns: `{:ok, terms}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_decode<'a>(env: Env<'a>, batch: ResourceArc<Batch>, shape: Shape) -> Term<'a> {
    answer(env, rows::decode(env, &batch.batch, shape))
}

/// The names of a batch's columns.
#[rustler::nif]
fn batch_names(batch: ResourceArc<Batch>) -> Vec<String> {
    let fields = batch.batch.schema.fields();
    fields.iter().map(|field| field.name().clone()).collect()
}

/// A batch as a complete Arrow IPC stream: `{:ok, binary}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_ipc<'a>(env: Env<'a>, batch: ResourceArc<Batch>) -> Term<'a> {
    let ipc = Term::from(NewBinary::from_slice(env, &batch.batch.ipc));
    (rustler::types::atom::ok(), ipc).encode(env)
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

fn answer<'a>(env: Env<'a>, outcome: Result<Term<'a>, String>) -> Term<'a> {
    match outcome {
        Ok(term) => (rustler::types::atom::ok(), term).encode(env),
        Err(text) => error::argument(env, text),
    }
}
