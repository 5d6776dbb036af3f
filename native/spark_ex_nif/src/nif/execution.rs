//! Queries that run, and their results one event at a time.

use std::sync::Arc;
use std::time::Duration;

use rustler::{Atom, Encoder, Env, LocalPid, Monitor, NifTaggedEnum, Resource, ResourceArc, Term};
use spark_ex_core::client::Client;
use spark_ex_core::error::Error;
use spark_ex_core::execution::{Event, Execution, Query};

use crate::nif::batch::Received;
use crate::nif::resource_count::{self, Live};
use crate::nif::session::{Session, spawn};
use crate::term::from_term::config::ExecutionConfig;
use crate::term::message;
use crate::term::to_term::error;
use crate::term::to_term::reply::Reply;
use crate::term::to_term::retry_event::Notice;

/// A query; interrupted when the process that started it dies, or when nobody holds it any more.
pub(crate) struct Running {
    execution: Arc<Execution>,
    _live: Live,
}

#[rustler::resource_impl]
impl Resource for Running {
    const IMPLEMENTS_DOWN: bool = true;

    fn down<'a>(&'a self, _env: Env<'a>, _pid: LocalPid, _monitor: Monitor) {
        self.execution.cancel();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.execution.cancel();
    }
}

#[derive(NifTaggedEnum)]
enum Next<'a> {
    Batch(Received),
    Response(Term<'a>),
    Notice(Notice),
    Done,
}

/// Sends the query; `{:ok, execution}`.
// The schedulers for computing may all be at work on rows, and a query should not wait for them.
#[rustler::nif(schedule = "DirtyIo")]
fn execution_start<'a>(
    env: Env<'a>,
    session: ResourceArc<Session>,
    request: Term<'a>,
    config: ExecutionConfig,
) -> Term<'a> {
    let query = match query(&session, request, config) {
        Ok(query) => query,
        Err(text) => return error::argument(env, text),
    };
    match Execution::start(session.client.clone(), query) {
        Ok(execution) => {
            let running = ResourceArc::new(Running {
                execution: Arc::new(execution),
                _live: resource_count::EXECUTIONS.one(),
            });
            env.monitor(&running, &env.pid());
            (rustler::types::atom::ok(), running).encode(env)
        }
        Err(failure) => error::encode(env, &failure),
    }
}

/// A request as the core takes it.
pub(crate) fn query(
    session: &Session,
    request: Term,
    config: ExecutionConfig,
) -> Result<Query, String> {
    let method = Client::method("ExecutePlan").map_err(|failure| failure.to_string())?;
    let request = message::encode(method.input, request, session.max_plan_depth)?;
    Ok(Query {
        request,
        operation_id: config.operation_id,
        buffer_bytes: config.buffer_bytes,
        timeout: config.timeout.map(Duration::from_millis),
        keep_alive: Duration::from_millis(config.keep_alive),
    })
}

/// Asks for the next event; answers `{tag, {:ok, event} | {:error, …}}`.
#[rustler::nif]
fn execution_next<'a>(env: Env<'a>, running: ResourceArc<Running>, tag: Term<'a>) -> Term<'a> {
    let execution = Arc::clone(&running.execution);
    let reply = Reply::new(env, tag);
    spawn(env, async move {
        let event = execution.next().await;
        reply.send(event, |env, event| {
            next(env, event).map(|next| next.encode(env))
        });
    })
}

/// Interrupts the query; whoever waits for an event of it gets an error.
#[rustler::nif]
fn execution_cancel(running: ResourceArc<Running>) -> Atom {
    running.execution.cancel();
    rustler::types::atom::ok()
}

fn next<'a>(env: Env<'a>, event: Event) -> Result<Next<'a>, Error> {
    Ok(match event {
        Event::Batch(batch) => Next::Batch(batch.into()),
        Event::Response(bytes) => {
            let method = Client::method("ExecutePlan")?;
            Next::Response(message::decode(env, method.output, &bytes).map_err(Error::Decode)?)
        }
        Event::Notice(notice) => Next::Notice(notice.into()),
        Event::Done => Next::Done,
    })
}
