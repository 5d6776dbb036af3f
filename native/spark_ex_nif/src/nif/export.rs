//! Results for data frame libraries, as Arrow C streams or Arrow IPC.
//!
//! A C stream belongs to its resource, not to its reader: readers take arrays out, and each array
//! frees itself. So the stream is released exactly once, however its reader ends.

use std::sync::Mutex;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use rustler::{Atom, Encoder, Env, NewBinary, Resource, ResourceArc, Term};
use spark_ex_core::error::Error;
use spark_ex_core::export;
use spark_ex_core::sync::lock;

use crate::nif::batch::Batch;
use crate::nif::resource_count::{self, ResourceGuard};
use crate::term::from_term::invalid_utf8::InvalidUtf8;
use crate::term::from_term::nested_format::Nested;
use crate::term::to_term::error;

/// A data frame under construction; `None` once taken.
pub(crate) struct Frame {
    frame: Mutex<Option<export::Frame>>,
    _guard: ResourceGuard,
}

#[rustler::resource_impl]
impl Resource for Frame {}

impl Frame {
    fn push(&self, batch: &Batch) -> Result<(), Error> {
        let batch = batch.get().map_err(Error::Decode)?;
        let mut frame = lock(&self.frame);
        frame.as_mut().ok_or_else(already_taken)?.push(&batch)
    }

    fn take(&self) -> Result<export::Frame, Error> {
        let mut frame = lock(&self.frame);
        frame.take().ok_or_else(already_taken)
    }
}

/// An Arrow C stream at a fixed address.
pub(crate) struct CStream {
    stream: Mutex<FFI_ArrowArrayStream>,
    _guard: ResourceGuard,
}

#[rustler::resource_impl]
impl Resource for CStream {}

impl CStream {
    fn address(&self) -> usize {
        let mut stream = lock(&self.stream);
        (&raw mut *stream).expose_provenance()
    }
}

/// A frame without rows.
#[rustler::nif]
fn frame_new(nested: Nested, invalid_utf8: InvalidUtf8) -> ResourceArc<Frame> {
    let frame = export::Frame::new(nested.into(), invalid_utf8.into());
    ResourceArc::new(Frame {
        frame: Mutex::new(Some(frame)),
        _guard: resource_count::FRAMES.track(),
    })
}

/// Appends a batch.
#[rustler::nif(schedule = "DirtyCpu")]
fn frame_push<'a>(
    env: Env<'a>,
    frame: ResourceArc<Frame>,
    batch: ResourceArc<Batch>,
) -> Term<'a> {
    match frame.push(&batch) {
        Ok(()) => rustler::types::atom::ok().encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

/// All rows as an Arrow IPC stream: `{:ok, binary}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn frame_to_ipc<'a>(env: Env<'a>, frame: ResourceArc<Frame>) -> Term<'a> {
    match frame.take().and_then(export::Frame::into_ipc) {
        Ok(ipc) => (
            rustler::types::atom::ok(),
            Term::from(NewBinary::from_slice(env, &ipc)),
        )
            .encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

/// All rows as an Arrow C stream: `{:ok, stream, address}`. The address is valid until the stream
/// is released.
#[rustler::nif(schedule = "DirtyCpu")]
fn frame_to_c_stream<'a>(env: Env<'a>, frame: ResourceArc<Frame>) -> Term<'a> {
    match frame.take().and_then(export::Frame::into_c_stream) {
        Ok(stream) => {
            let stream = ResourceArc::new(CStream {
                stream: Mutex::new(stream),
                _guard: resource_count::C_STREAMS.track(),
            });
            let address = stream.address();
            (rustler::types::atom::ok(), stream, address).encode(env)
        }
        Err(failure) => error::encode(env, &failure),
    }
}

/// Releases a stream with its unread batches.
#[rustler::nif(schedule = "DirtyCpu")]
fn c_stream_release(stream: ResourceArc<CStream>) -> Atom {
    let mut stream = lock(&stream.stream);
    *stream = FFI_ArrowArrayStream::empty();
    rustler::types::atom::ok()
}

fn already_taken() -> Error {
    Error::Decode("the frame was already taken".to_owned())
}
