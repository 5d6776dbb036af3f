//! Running queries and their events.

use std::sync::Arc;
use std::time::Duration;

use rustler::{
    Atom, Encoder, Env, LocalPid, Monitor, NifTaggedEnum, Resource, ResourceArc, Term,
};
use spark_ex_core::client::Client;
use spark_ex_core::error::Error;
use spark_ex_core::execution::{Event, Execution, Query};

use crate::nif::batch::BatchInfo;
use crate::nif::resource_count::{self, ResourceGuard};
use crate::nif::session::{Session, spawn};
use crate::term::from_term::config::ExecutionConfig;
use crate::term::message;
use crate::term::to_term::error;
use crate::term::to_term::reply::Reply;
use crate::term::to_term::retry_event::RetryEvent;

/// A running query, abandoned when its owner process exits or the last reference is dropped.
pub(crate) struct RunningQuery {
    execution: Arc<Execution>,
    _guard: ResourceGuard,
}

#[rustler::resource_impl]
impl Resource for RunningQuery {
    const IMPLEMENTS_DOWN: bool = true;

    fn down<'a>(&'a self, _env: Env<'a>, _pid: LocalPid, _monitor: Monitor) {
        self.execution.abandon();
    }
}

impl Drop for RunningQuery {
    fn drop(&mut self) {
        self.execution.abandon();
    }
}

#[derive(NifTaggedEnum)]
enum EventTerm<'a> {
    Batch(BatchInfo),
    Response(Term<'a>),
    Retry(RetryEvent),
    Done,
}

/// Starts a query, or attaches to one if the request is `nil`: `{:ok, execution}`.
// Runs on a dirty IO scheduler: dirty CPU schedulers can be busy with decoding.
#[rustler::nif(schedule = "DirtyIo")]
fn execution_start<'a>(
    env: Env<'a>,
    session: ResourceArc<Session>,
    request: Term<'a>,
    config: ExecutionConfig,
) -> Term<'a> {
    // A request is a map.
    let request = (!request.is_atom()).then_some(request);
    let query = match build_query(&session, request, config) {
        Ok(query) => query,
        Err(text) => return error::argument(env, text),
    };
    match Execution::start(session.client.clone(), query) {
        Ok(execution) => {
            let running = ResourceArc::new(RunningQuery {
                execution: Arc::new(execution),
                _guard: resource_count::EXECUTIONS.track(),
            });
            env.monitor(&running, &env.pid());
            (rustler::types::atom::ok(), running).encode(env)
        }
        Err(failure) => error::encode(env, &failure),
    }
}

/// The query for the core.
pub(crate) fn build_query(
    session: &Session,
    request: Option<Term>,
    config: ExecutionConfig,
) -> Result<Query, String> {
    let method = Client::method("ExecutePlan").map_err(|failure| failure.to_string())?;
    let request = request
        .map(|request| message::encode(method.input, request, session.max_plan_depth))
        .transpose()?;
    Ok(Query {
        request,
        operation_id: config.operation_id,
        is_chosen_id: config.is_chosen_id,
        detachable: config.detachable,
        buffer_bytes: config.buffer_bytes,
        timeout: config.timeout.map(Duration::from_millis),
        keep_alive: Duration::from_millis(config.keep_alive),
    })
}

/// Requests the next event. Sends `{tag, {:ok, event} | {:error, …}}`.
#[rustler::nif]
fn execution_next<'a>(
    env: Env<'a>,
    running: ResourceArc<RunningQuery>,
    tag: Term<'a>,
) -> Term<'a> {
    let execution = Arc::clone(&running.execution);
    let reply = Reply::new(env, tag);
    spawn(env, async move {
        let event = execution.next().await;
        reply.send(event, |env, event| {
            event_term(env, event).map(|next| next.encode(env))
        });
    })
}

/// Interrupts the query; a waiting caller gets an error.
#[rustler::nif]
fn execution_cancel(running: ResourceArc<RunningQuery>) -> Atom {
    running.execution.cancel();
    rustler::types::atom::ok()
}

fn event_term<'a>(env: Env<'a>, event: Event) -> Result<EventTerm<'a>, Error> {
    Ok(match event {
        Event::Batch(batch) => EventTerm::Batch(batch.into()),
        Event::Response(bytes) => {
            let method = Client::method("ExecutePlan")?;
            EventTerm::Response(
                message::decode(env, method.output, &bytes).map_err(Error::Decode)?,
            )
        }
        Event::Retry(event) => EventTerm::Retry(RetryEvent::new(env, event)),
        Event::Done => EventTerm::Done,
    })
}
