//! Retry events as messages.

use std::sync::Mutex;

use rustler::env::{OwnedEnv, SavedTerm};
use rustler::{Encoder, Env, LocalPid, NifMap, NifUnitEnum, Term};
use spark_ex_core::client::retry_event::{self, OnRetry};
use spark_ex_core::sync::lock;

use crate::term::to_term::error::code_atom;

mod atoms {
    rustler::atoms! { retry }
}

#[derive(NifUnitEnum)]
enum Action {
    Retry,
    Reattach,
}

/// A retry event as a map.
#[derive(NifMap)]
pub(crate) struct RetryEvent {
    action: Action,
    method: String,
    attempt: u32,
    wait: u64,
    code: Option<rustler::Atom>,
}

impl RetryEvent {
    /// The map of an event of the core.
    pub(crate) fn new(env: Env, event: retry_event::RetryEvent) -> Self {
        Self {
            action: match event.action {
                retry_event::Action::Retry => Action::Retry,
                retry_event::Action::Reattach => Action::Reattach,
            },
            method: event.method,
            attempt: event.attempt,
            wait: u64::try_from(event.wait.as_millis()).unwrap_or(u64::MAX),
            code: event.code.map(|code| code_atom(env, code)),
        }
    }
}

/// Sends `{tag, {:retry, map}}` to the process that waits for the reply with this tag.
pub(crate) struct RetryEventSender {
    pid: LocalPid,
    tag: Mutex<Tag>,
}

struct Tag {
    env: OwnedEnv,
    term: SavedTerm,
}

impl RetryEventSender {
    /// A sender to the calling process.
    pub(crate) fn new(caller: Env, tag: Term) -> Self {
        let env = OwnedEnv::new();
        let term = env.save(tag);
        Self {
            pid: caller.pid(),
            tag: Mutex::new(Tag { env, term }),
        }
    }
}

impl OnRetry for RetryEventSender {
    fn on_retry(&self, event: retry_event::RetryEvent) {
        let tag = lock(&self.tag);
        tag.env.run(|env| {
            let message = (atoms::retry(), RetryEvent::new(env, event));
            // The process may have exited.
            let _ = env.send(&self.pid, (tag.term.load(env), message).encode(env));
        });
    }
}
