//! The only sender of messages to processes of the VM.

use rustler::env::{OwnedEnv, SavedTerm};
use rustler::{Encoder, Env, LocalPid, Term};
use spark_ex_core::error::Error;

use crate::term::to_term::error;

/// The one answer that a process waits for, `{tag, answer}`.
///
/// Exactly one is sent: when the task that owes it dies, dropping it sends an error.
pub(crate) struct Reply {
    pid: LocalPid,
    env: OwnedEnv,
    tag: Option<SavedTerm>,
}

impl Reply {
    /// An answer to the calling process, tagged with a term of its choice.
    pub(crate) fn new(caller: Env, tag: Term) -> Self {
        let env = OwnedEnv::new();
        let tag = env.save(tag);
        Self {
            pid: caller.pid(),
            env,
            tag: Some(tag),
        }
    }

    /// Sends `{tag, {:ok, value}}` or `{tag, {:error, …}}`.
    pub(crate) fn send<T>(
        mut self,
        outcome: Result<T, Error>,
        value: impl for<'a> FnOnce(Env<'a>, T) -> Result<Term<'a>, Error>,
    ) {
        self.deliver(|env| {
            let made = outcome.and_then(|inner| value(env, inner));
            match made {
                Ok(term) => (rustler::types::atom::ok(), term).encode(env),
                Err(error) => error::encode(env, &error),
            }
        });
    }

    fn deliver(&mut self, answer: impl for<'a> FnOnce(Env<'a>) -> Term<'a>) {
        let Some(tag) = self.tag.take() else {
            return;
        };
        // A process that is gone is told nothing.
        let _ = self
            .env
            .send_and_clear(&self.pid, |env| (tag.load(env), answer(env)));
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if self.tag.is_some() && !rustler::thread::is_scheduler_thread() {
            self.deliver(error::panic);
        }
    }
}
