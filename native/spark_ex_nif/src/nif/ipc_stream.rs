//! Results as one Arrow IPC stream, which is put together while they come.

use std::sync::{Mutex, PoisonError};

use rustler::{Encoder, Env, Resource, ResourceArc, Term};
use spark_ex_core::arrow::ipc_stream;
use spark_ex_core::error::Error;

use crate::nif::batch::Batch;
use crate::nif::resource_count::{self, Live};
use crate::term::to_term::error;

/// The stream so far; nothing once it is finished.
pub(crate) struct Joined {
    joined: Mutex<Option<ipc_stream::Joined>>,
    _live: Live,
}

#[rustler::resource_impl]
impl Resource for Joined {}

impl Joined {
    fn push(&self, batch: &Batch) -> Result<(), Error> {
        let batch = batch.get().map_err(Error::Decode)?;
        let mut joined = self.joined.lock().unwrap_or_else(PoisonError::into_inner);
        joined.as_mut().ok_or_else(finished)?.push(&batch)
    }

    fn finish(&self) -> Result<Vec<u8>, Error> {
        let mut joined = self.joined.lock().unwrap_or_else(PoisonError::into_inner);
        let stream = joined.take().ok_or_else(finished)?.finish();
        stream.ok_or_else(|| Error::Decode("the server sent no batch, and so no schema".to_owned()))
    }
}

/// A finished stream, for as long as a binary of the VM refers to it.
struct Stream {
    bytes: Vec<u8>,
    _live: Live,
}

#[rustler::resource_impl]
impl Resource for Stream {}

/// A stream without batches.
#[rustler::nif]
fn ipc_new() -> ResourceArc<Joined> {
    ResourceArc::new(Joined {
        joined: Mutex::new(Some(ipc_stream::Joined::default())),
        _live: resource_count::STREAMS.one(),
    })
}

/// Adds a batch.
#[rustler::nif(schedule = "DirtyCpu")]
fn ipc_push<'a>(env: Env<'a>, joined: ResourceArc<Joined>, batch: ResourceArc<Batch>) -> Term<'a> {
    match joined.push(&batch) {
        Ok(()) => rustler::types::atom::ok().encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

/// The whole stream, which is not copied: `{:ok, binary}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn ipc_finish<'a>(env: Env<'a>, joined: ResourceArc<Joined>) -> Term<'a> {
    match joined.finish() {
        Ok(bytes) => {
            let _live = resource_count::STREAMS.one();
            let stream = ResourceArc::new(Stream { bytes, _live });
            let binary = stream.make_binary(env, |stream| &stream.bytes);
            (rustler::types::atom::ok(), binary).encode(env)
        }
        Err(failure) => error::encode(env, &failure),
    }
}

fn finished() -> Error {
    Error::Decode("the stream was finished already".to_owned())
}
