//! Counts of live native objects, to find leaks.

use std::sync::atomic::{AtomicUsize, Ordering};

use rustler::NifMap;
use spark_ex_core::runtime::runtime;

/// The number of live objects of one kind.
pub(crate) struct Counter(AtomicUsize);

pub(crate) static SESSIONS: Counter = Counter(AtomicUsize::new(0));
pub(crate) static EXECUTIONS: Counter = Counter(AtomicUsize::new(0));
pub(crate) static BATCHES: Counter = Counter(AtomicUsize::new(0));
pub(crate) static FINALIZERS: Counter = Counter(AtomicUsize::new(0));
pub(crate) static FRAMES: Counter = Counter(AtomicUsize::new(0));
pub(crate) static C_STREAMS: Counter = Counter(AtomicUsize::new(0));
pub(crate) static STREAMS: Counter = Counter(AtomicUsize::new(0));
pub(crate) static CHUNKS: Counter = Counter(AtomicUsize::new(0));

/// A part of an object that counts it while it is alive.
pub(crate) struct ResourceGuard(&'static Counter);

impl Counter {
    /// Counts an object until the guard is dropped.
    pub(crate) fn track(&'static self) -> ResourceGuard {
        self.0.fetch_add(1, Ordering::Relaxed);
        ResourceGuard(self)
    }

    fn count(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Drop for ResourceGuard {
    fn drop(&mut self) {
        self.0.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[derive(NifMap)]
struct ResourceCounts {
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

/// The numbers of resources held by the VM and of tasks in the runtime.
#[rustler::nif]
fn resource_counts() -> ResourceCounts {
    ResourceCounts {
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
