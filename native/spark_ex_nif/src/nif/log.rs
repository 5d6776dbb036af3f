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

/// How many records may be in the process's mailbox; the others wait, and at last are dropped.
const AHEAD: usize = 64;

/// The process that listens; it hears no more once it dies or lets go of this.
struct Listening {
    room: Arc<Semaphore>,
    task: AbortHandle,
}

#[rustler::resource_impl]
impl Resource for Listening {
    const IMPLEMENTS_DOWN: bool = true;

    fn down<'a>(&'a self, _env: Env<'a>, _pid: LocalPid, _monitor: Monitor) {
        self.task.abort();
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Sends the calling process `{:spark_ex_log, record}` for what happens from now on; `{:ok, listening}`.
#[rustler::nif]
fn log_listen(env: Env, level: LogLevel) -> Term {
    let listened = runtime().and_then(|runtime| Ok((runtime, log::listen(level.into())?)));
    let (runtime, listener) = match listened {
        Ok(listened) => listened,
        Err(text) => return error::encode(env, &Error::Endpoint(text)),
    };
    let room = Arc::new(Semaphore::new(AHEAD));
    let task = runtime.spawn(forward(listener, env.pid(), Arc::clone(&room)));
    let listening = ResourceArc::new(Listening {
        room,
        task: task.abort_handle(),
    });
    env.monitor(&listening, &env.pid());
    (rustler::types::atom::ok(), listening).encode(env)
}

/// Makes room for one more record.
#[rustler::nif]
fn log_taken(listening: ResourceArc<Listening>) -> Atom {
    listening.room.add_permits(1);
    rustler::types::atom::ok()
}

async fn forward(mut listener: log::Listener, pid: LocalPid, room: Arc<Semaphore>) {
    while let Some(record) = listener.next().await
        && let Ok(permit) = room.acquire().await
    {
        permit.forget();
        if !send(&pid, record) {
            return;
        }
    }
}
