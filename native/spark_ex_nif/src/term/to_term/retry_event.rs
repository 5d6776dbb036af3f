//! Notices of the core as maps.

use std::sync::Mutex;

use rustler::env::OwnedEnv;
use rustler::{Encoder, Env, LocalPid, NifMap, NifUnitEnum, Term};
use spark_ex_core::client::retry_event::{self, Observer};

use crate::term::to_term::error::code;

mod atoms {
    rustler::atoms! { notice }
}

#[derive(NifUnitEnum)]
enum Action {
    Retry,
    Reattach,
}

/// What was done about a failure.
#[derive(NifMap)]
pub(crate) struct Notice {
    action: Action,
    method: String,
    attempt: u32,
    wait: u64,
    code: Option<rustler::Atom>,
}

impl From<retry_event::Notice> for Notice {
    fn from(notice: retry_event::Notice) -> Self {
        Self {
            action: match notice.action {
                retry_event::Action::Retry => Action::Retry,
                retry_event::Action::Reattach => Action::Reattach,
            },
            method: notice.method,
            attempt: notice.attempt,
            wait: u64::try_from(notice.wait.as_millis()).unwrap_or(u64::MAX),
            code: notice.code.map(code),
        }
    }
}

/// Sends `{tag, {:notice, map}}` to the process that waits for the answer with this tag.
pub(crate) struct Notices {
    pid: LocalPid,
    tag: Mutex<Tag>,
}

struct Tag {
    env: OwnedEnv,
    term: rustler::env::SavedTerm,
}

impl Notices {
    /// Notices for the calling process.
    pub(crate) fn new(caller: Env, tag: Term) -> Self {
        let env = OwnedEnv::new();
        let term = env.save(tag);
        Self {
            pid: caller.pid(),
            tag: Mutex::new(Tag { env, term }),
        }
    }
}

impl Observer for Notices {
    fn notice(&self, notice: retry_event::Notice) {
        let tag = self
            .tag
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        tag.env.run(|env| {
            let message = (atoms::notice(), Notice::from(notice));
            // A process that is gone is told nothing.
            let _ = env.send(&self.pid, (tag.term.load(env), message).encode(env));
        });
    }
}
