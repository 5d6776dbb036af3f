//! Events about retries.

use std::time::Duration;

use crate::error::{Code, Error};

/// A retry or a reattach after a failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryEvent {
    /// What the core does next.
    pub action: Action,
    /// The RPC that failed.
    pub method: String,
    /// The number of retries since the last progress, including this one.
    pub attempt: u32,
    /// The wait before it.
    pub wait: Duration,
    /// The gRPC code of the failure; `None` if a stream ended without a status.
    pub code: Option<Code>,
}

/// The action of a [`RetryEvent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// It makes the call again.
    Retry,
    /// Another stream resumes the results of a query.
    Reattach,
}

/// A callback for retry events. Must return quickly.
pub trait OnRetry: Send + Sync {
    /// Called for each event.
    fn on_retry(&self, event: RetryEvent);
}

/// Ignores events.
impl OnRetry for () {
    fn on_retry(&self, _event: RetryEvent) {}
}

impl RetryEvent {
    /// Logs the event and passes it to the callback.
    pub fn emit(self, on_retry: &dyn OnRetry) {
        tracing::warn!(
            rpc = self.method,
            attempt = self.attempt,
            wait = self.wait.as_millis() as u64,
            "{}",
            match self.action {
                Action::Retry => "retrying",
                Action::Reattach => "reattaching",
            }
        );
        on_retry.on_retry(self);
    }

    /// The event for a failure.
    pub fn new(
        action: Action,
        method: &str,
        attempt: u32,
        wait: Duration,
        error: &Error,
    ) -> Self {
        Self {
            action,
            method: method.to_owned(),
            attempt,
            wait,
            code: match error {
                Error::Rpc(rpc) => Some(rpc.code),
                _ => Some(Code::Unavailable),
            },
        }
    }
}
