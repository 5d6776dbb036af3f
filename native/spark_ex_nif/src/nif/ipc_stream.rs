//! Results as one Arrow IPC stream, concatenated as batches arrive.

use std::sync::Mutex;

use rustler::{Encoder, Env, Resource, ResourceArc, Term};
use spark_ex_core::arrow::ipc_stream;
use spark_ex_core::error::Error;
use spark_ex_core::sync::lock;

use crate::nif::batch::Batch;
use crate::nif::resource_count::{self, ResourceGuard};
use crate::term::to_term::error;

/// The stream so far; `None` once finished.
pub(crate) struct StreamConcat {
    concat: Mutex<Option<ipc_stream::StreamConcat>>,
    _guard: ResourceGuard,
}

#[rustler::resource_impl]
impl Resource for StreamConcat {}

impl StreamConcat {
    fn push(&self, batch: &Batch) -> Result<(), Error> {
        let batch = batch.get().map_err(Error::Decode)?;
        let mut concat = lock(&self.concat);
        concat.as_mut().ok_or_else(already_finished)?.push(&batch)
    }

    fn finish(&self) -> Result<Vec<u8>, Error> {
        let mut concat = lock(&self.concat);
        concat.take().ok_or_else(already_finished)?.finish()
    }
}

/// A finished stream, while a binary of the VM refers to it.
struct Stream {
    bytes: Vec<u8>,
    _guard: ResourceGuard,
}

#[rustler::resource_impl]
impl Resource for Stream {}

/// A stream without batches, which is inflated or keeps the batches as they are.
#[rustler::nif]
fn ipc_stream_new(inflate: bool) -> ResourceArc<StreamConcat> {
    let concat = match inflate {
        true => ipc_stream::StreamConcat::inflated(),
        false => ipc_stream::StreamConcat::default(),
    };
    ResourceArc::new(StreamConcat {
        concat: Mutex::new(Some(concat)),
        _guard: resource_count::STREAMS.track(),
    })
}

/// Appends a batch.
#[rustler::nif(schedule = "DirtyCpu")]
fn ipc_stream_push<'a>(
    env: Env<'a>,
    concat: ResourceArc<StreamConcat>,
    batch: ResourceArc<Batch>,
) -> Term<'a> {
    match concat.push(&batch) {
        Ok(()) => rustler::types::atom::ok().encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

/// The whole stream, without a copy: `{:ok, binary}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn ipc_stream_finish<'a>(env: Env<'a>, concat: ResourceArc<StreamConcat>) -> Term<'a> {
    match concat.finish() {
        Ok(bytes) => {
            let _guard = resource_count::STREAMS.track();
            let stream = ResourceArc::new(Stream { bytes, _guard });
            let binary = stream.make_binary(env, |stream| &stream.bytes);
            (rustler::types::atom::ok(), binary).encode(env)
        }
        Err(failure) => error::encode(env, &failure),
    }
}

fn already_finished() -> Error {
    Error::Decode("the stream is already finished".to_owned())
}
