//! Results handed over to data frame libraries, as an Arrow C stream or as Arrow IPC bytes.
//!
//! A stream belongs to its resource, never to who reads it: readers take the arrays out, and each
//! array frees itself. So the stream is released exactly once, however its reader ends.

use std::sync::{Mutex, PoisonError};

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use rustler::{Atom, Encoder, Env, NewBinary, Resource, ResourceArc, Term};
use spark_ex_core::error::Error;
use spark_ex_core::export;

use crate::nif::batch::Batch;
use crate::nif::resource_count::{self, Live};
use crate::term::from_term::invalid_utf8::InvalidUtf8;
use crate::term::from_term::nested_format::Nested;
use crate::term::to_term::error;

/// The rows of a result so far; nothing once it is handed over.
pub(crate) struct Frame {
    frame: Mutex<Option<export::Frame>>,
    _live: Live,
}

#[rustler::resource_impl]
impl Resource for Frame {}

impl Frame {
    fn push(&self, batch: &Batch) -> Result<(), Error> {
        let batch = batch.get().map_err(Error::Decode)?;
        let mut frame = self.frame.lock().unwrap_or_else(PoisonError::into_inner);
        frame.as_mut().ok_or_else(handed_over)?.push(&batch)
    }

    fn take(&self) -> Result<export::Frame, Error> {
        let mut frame = self.frame.lock().unwrap_or_else(PoisonError::into_inner);
        frame.take().ok_or_else(handed_over)
    }
}

/// A stream of the Arrow C stream interface, at an address that stays the same.
pub(crate) struct CStream {
    stream: Mutex<FFI_ArrowArrayStream>,
    _live: Live,
}

#[rustler::resource_impl]
impl Resource for CStream {}

impl CStream {
    fn address(&self) -> usize {
        let mut stream = self.stream.lock().unwrap_or_else(PoisonError::into_inner);
        (&raw mut *stream).expose_provenance()
    }
}

/// A frame without rows.
#[rustler::nif]
fn frame_new(nested: Nested, invalid_utf8: InvalidUtf8) -> ResourceArc<Frame> {
    let frame = export::Frame::new(nested.into(), invalid_utf8.into());
    ResourceArc::new(Frame {
        frame: Mutex::new(Some(frame)),
        _live: resource_count::FRAMES.one(),
    })
}

/// Adds the rows of a batch.
#[rustler::nif(schedule = "DirtyCpu")]
fn frame_push<'a>(env: Env<'a>, frame: ResourceArc<Frame>, batch: ResourceArc<Batch>) -> Term<'a> {
    match frame.push(&batch) {
        Ok(()) => rustler::types::atom::ok().encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

/// All rows as an Arrow IPC stream: `{:ok, binary}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn frame_ipc<'a>(env: Env<'a>, frame: ResourceArc<Frame>) -> Term<'a> {
    match frame.take().and_then(export::Frame::into_ipc) {
        Ok(ipc) => (
            rustler::types::atom::ok(),
            Term::from(NewBinary::from_slice(env, &ipc)),
        )
            .encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

/// All rows as an Arrow C stream: `{:ok, stream, address}`. The address is good for as long as the
/// stream is held and not released.
#[rustler::nif(schedule = "DirtyCpu")]
fn frame_c_stream<'a>(env: Env<'a>, frame: ResourceArc<Frame>) -> Term<'a> {
    match frame.take().and_then(export::Frame::into_c_stream) {
        Ok(stream) => {
            let stream = ResourceArc::new(CStream {
                stream: Mutex::new(stream),
                _live: resource_count::C_STREAMS.one(),
            });
            let address = stream.address();
            (rustler::types::atom::ok(), stream, address).encode(env)
        }
        Err(failure) => error::encode(env, &failure),
    }
}

/// Releases a stream, and what nobody read of it.
#[rustler::nif(schedule = "DirtyCpu")]
fn c_stream_release(stream: ResourceArc<CStream>) -> Atom {
    let mut stream = stream.stream.lock().unwrap_or_else(PoisonError::into_inner);
    *stream = FFI_ArrowArrayStream::empty();
    rustler::types::atom::ok()
}

fn handed_over() -> Error {
    Error::Decode("the frame was handed over already".to_owned())
}
