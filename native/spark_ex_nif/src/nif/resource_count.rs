//! How many native objects are alive, so that a leak can be seen from the VM.

use std::sync::atomic::{AtomicUsize, Ordering};

use rustler::NifMap;
use spark_ex_core::runtime::runtime;

/// The objects of one kind.
pub(crate) struct Kind(AtomicUsize);

pub(crate) static SESSIONS: Kind = Kind(AtomicUsize::new(0));
pub(crate) static EXECUTIONS: Kind = Kind(AtomicUsize::new(0));
pub(crate) static BATCHES: Kind = Kind(AtomicUsize::new(0));
pub(crate) static FINALIZERS: Kind = Kind(AtomicUsize::new(0));
pub(crate) static FRAMES: Kind = Kind(AtomicUsize::new(0));
pub(crate) static C_STREAMS: Kind = Kind(AtomicUsize::new(0));
pub(crate) static STREAMS: Kind = Kind(AtomicUsize::new(0));
pub(crate) static CHUNKS: Kind = Kind(AtomicUsize::new(0));

/// A part of an object that counts it for as long as it is there.
pub(crate) struct Live(&'static Kind);

impl Kind {
    /// One more.
    pub(crate) fn one(&'static self) -> Live {
        self.0.fetch_add(1, Ordering::Relaxed);
        Live(self)
    }

    fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[derive(NifMap)]
struct LiveObjects {
    sessions: usize,
    executions: usize,
    batches: usize,
    finalizers: usize,
    frames: usize,
    c_streams: usize,
    streams: usize,
    chunks: usize,
    tasks: usize,
}

/// Resources that the VM holds, and tasks of the runtime.
#[rustler::nif]
fn live_objects() -> LiveObjects {
    LiveObjects {
        sessions: SESSIONS.count(),
        executions: EXECUTIONS.count(),
        batches: BATCHES.count(),
        finalizers: FINALIZERS.count(),
        frames: FRAMES.count(),
        c_streams: C_STREAMS.count(),
        streams: STREAMS.count(),
        chunks: CHUNKS.count(),
        tasks: runtime().map_or(0, |runtime| runtime.metrics().num_alive_tasks()),
    }
}
