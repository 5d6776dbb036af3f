//! Replies to calling processes.

use rustler::env::{OwnedEnv, SavedTerm};
use rustler::{Encoder, Env, LocalPid, Term};
use spark_ex_core::error::Error;

use crate::term::to_term::error;

/// The reply to a process, `{tag, reply}`.
///
/// Exactly one is sent: a reply dropped unsent, because its task died, sends an error.
pub(crate) struct Reply {
    pid: LocalPid,
    env: OwnedEnv,
    tag: Option<SavedTerm>,
}

impl Reply {
    /// A reply to the calling process.
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
            let result = outcome.and_then(|inner| value(env, inner));
            match result {
                Ok(term) => (rustler::types::atom::ok(), term).encode(env),
                Err(error) => error::encode(env, &error),
            }
        });
    }

    fn deliver(&mut self, answer: impl for<'a> FnOnce(Env<'a>) -> Term<'a>) {
        let Some(tag) = self.tag.take() else {
            return;
        };
        // The process may have exited.
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
