//! Events about the RPCs that the core makes on its own.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::client::retry_event::{OnRetry, RetryEvent};
use crate::error::Error;

/// The start or the end of an RPC.
#[derive(Clone, Debug)]
pub struct RpcEvent {
    /// The name of the RPC.
    pub method: String,
    /// The id of the session.
    pub session_id: String,
    /// The id of the operation that the RPC is for, if any.
    pub operation_id: Option<String>,
    /// The phase of the RPC.
    pub phase: Phase,
}

/// A phase of an RPC.
#[derive(Clone, Debug)]
pub enum Phase {
    /// The RPC starts.
    Started,
    /// The RPC has ended.
    Ended(Outcome),
}

/// The outcome of an RPC.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The time from start to end.
    pub duration: Duration,
    /// The number of retries.
    pub attempt: u32,
    /// The bytes received.
    pub bytes: usize,
    /// The error, if it failed.
    pub error: Option<Error>,
}

/// A receiver of the [`RpcEvent`]s of a client. Must return quickly.
pub trait RpcObserver: Send + Sync {
    /// Called at the start and at the end of each RPC.
    fn observe(&self, event: RpcEvent);
}

/// The observer of a client, if any.
#[derive(Clone, Default)]
pub struct RpcEvents(pub Option<Arc<dyn RpcObserver>>);

impl fmt::Debug for RpcEvents {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RpcEvents({})", self.0.is_some())
    }
}

/// A running RPC, which ends when the span is dropped.
pub struct RpcSpan {
    observer: Option<Arc<dyn RpcObserver>>,
    method: String,
    session_id: String,
    operation_id: Option<String>,
    started: Instant,
    attempt: AtomicU32,
    bytes: usize,
    error: Option<Error>,
}

impl RpcEvents {
    /// Starts a span.
    pub fn begin(&self, method: &str, session_id: &str, operation_id: Option<&str>) -> RpcSpan {
        let span = RpcSpan {
            observer: self.0.clone(),
            method: method.to_owned(),
            session_id: session_id.to_owned(),
            operation_id: operation_id.map(ToOwned::to_owned),
            started: Instant::now(),
            attempt: AtomicU32::new(0),
            bytes: 0,
            error: None,
        };
        span.emit(Phase::Started);
        span
    }
}

impl RpcSpan {
    /// Counts received bytes.
    pub fn add_bytes(&mut self, bytes: usize) {
        self.bytes += bytes;
    }

    /// Records a failure.
    pub fn fail(&mut self, error: &Error) {
        self.error = Some(error.clone());
    }

    /// Records the outcome and ends the span.
    pub fn end(mut self, outcome: &Result<bytes::Bytes, Error>) {
        match outcome {
            Ok(answer) => {
                self.error = None;
                self.add_bytes(answer.len());
            }
            Err(error) => self.fail(error),
        }
    }

    fn emit(&self, phase: Phase) {
        if let Some(observer) = &self.observer {
            observer.observe(RpcEvent {
                method: self.method.clone(),
                session_id: self.session_id.clone(),
                operation_id: self.operation_id.clone(),
                phase,
            });
        }
    }
}

impl OnRetry for RpcSpan {
    fn on_retry(&self, event: RetryEvent) {
        self.attempt.store(event.attempt, Ordering::Relaxed);
    }
}

impl Drop for RpcSpan {
    fn drop(&mut self) {
        let error = self.error.take();
        self.emit(Phase::Ended(Outcome {
            duration: self.started.elapsed(),
            attempt: self.attempt.load(Ordering::Relaxed),
            bytes: self.bytes,
            error,
        }));
    }
}

impl fmt::Debug for RpcSpan {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "RpcSpan({})", self.method)
    }
}
