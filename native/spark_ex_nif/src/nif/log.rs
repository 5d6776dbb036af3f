//! The core's log, sent to a process.

use std::sync::Arc;

use rustler::{Atom, Encoder, Env, LocalPid, Monitor, Resource, ResourceArc, Term};
use spark_ex_core::error::Error;
use spark_ex_core::log;
use spark_ex_core::runtime::runtime;
use tokio::sync::Semaphore;
use tokio::task::AbortHandle;

use crate::term::to_term::error;
use crate::term::to_term::log::{LogLevel, send};

/// The most records in the process's mailbox; further ones wait and are dropped in the end.
const MAX_IN_FLIGHT: usize = 64;

/// A subscription; it ends when the process exits or the last reference is dropped.
struct LogSubscription {
    room: Arc<Semaphore>,
    task: AbortHandle,
}

#[rustler::resource_impl]
impl Resource for LogSubscription {
    const IMPLEMENTS_DOWN: bool = true;

    fn down<'a>(&'a self, _env: Env<'a>, _pid: LocalPid, _monitor: Monitor) {
        self.task.abort();
    }
}

impl Drop for LogSubscription {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Sends `{:spark_ex_log, record}` to the calling process from now on: `{:ok, subscription}`.
#[rustler::nif]
fn log_subscribe(env: Env, level: LogLevel) -> Term {
    let listened = runtime().and_then(|runtime| Ok((runtime, log::subscribe(level.into())?)));
    let (runtime, subscription) = match listened {
        Ok(listened) => listened,
        Err(text) => return error::encode(env, &Error::Internal(text)),
    };
    let room = Arc::new(Semaphore::new(MAX_IN_FLIGHT));
    let task = runtime.spawn(forward(subscription, env.pid(), Arc::clone(&room)));
    let subscription = ResourceArc::new(LogSubscription {
        room,
        task: task.abort_handle(),
    });
    env.monitor(&subscription, &env.pid());
    (rustler::types::atom::ok(), subscription).encode(env)
}

/// Allows one more record to be sent.
#[rustler::nif]
fn log_acknowledge(subscription: ResourceArc<LogSubscription>) -> Atom {
    subscription.room.add_permits(1);
    rustler::types::atom::ok()
}

async fn forward(mut subscription: log::Subscription, pid: LocalPid, room: Arc<Semaphore>) {
    while let Some(record) = subscription.next().await
        && let Ok(permit) = room.acquire().await
    {
        permit.forget();
        if !send(&pid, record) {
            return;
        }
    }
}
