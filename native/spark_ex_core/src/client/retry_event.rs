//! What happens on the way to an answer, for whoever wants to know.

use std::time::Duration;

use crate::error::{Code, Error};

/// Something that was done about a call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What was done.
    pub action: Action,
    /// The RPC that failed.
    pub method: String,
    /// Tries made after the first one since the last progress, this one included.
    pub attempt: u32,
    /// How long was waited before.
    pub wait: Duration,
    /// The gRPC code of the failure; `None` where a stream ended without one.
    pub code: Option<Code>,
}

/// What a [`Notice`] tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The call is made again.
    Retry,
    /// The results of a query are taken up where they broke off.
    Reattach,
}

/// Is told of every [`Notice`]. Must not take long.
pub trait Observer: Send + Sync {
    /// Something was done.
    fn notice(&self, notice: Notice);
}

/// Nobody wants to know.
impl Observer for () {
    fn notice(&self, _notice: Notice) {}
}

impl Notice {
    /// Tells the observer and the log of it.
    pub fn tell(self, observer: &dyn Observer) {
        tracing::warn!(
            rpc = self.method,
            attempt = self.attempt,
            wait = self.wait.as_millis() as u64,
            "{}",
            match self.action {
                Action::Retry => "trying again",
                Action::Reattach => "reattaching",
            }
        );
        observer.notice(self);
    }

    /// What is done about `error`.
    pub fn new(action: Action, method: &str, attempt: u32, wait: Duration, error: &Error) -> Self {
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
