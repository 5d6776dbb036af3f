//! Sessions and unary RPCs.

use std::time::Duration;

use rustler::{Atom, Encoder, Env, LocalPid, Monitor, Resource, ResourceArc, Term};
use spark_ex_core::client::Client;
use spark_ex_core::error::Error;
use spark_ex_core::runtime::runtime;

use crate::nif::resource_count::{self, ResourceGuard};
use crate::term::from_term::config::SessionConfig;
use crate::term::from_term::token::TokenRequest;
use crate::term::message;
use crate::term::to_term::error;
use crate::term::to_term::reply::Reply;
use crate::term::to_term::retry_event::RetryEventSender;

/// A session, closed when its owner process exits.
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) max_plan_depth: usize,
    /// Whether the server drops the session when its owner process exits.
    release: bool,
    _guard: ResourceGuard,
}

impl Session {
    fn end(&self) {
        match self.release {
            true => release(&self.client, None),
            false => self.client.leave(),
        }
    }
}

#[rustler::resource_impl]
impl Resource for Session {
    const IMPLEMENTS_DOWN: bool = true;

    fn down<'a>(&'a self, _env: Env<'a>, _pid: LocalPid, _monitor: Monitor) {
        self.end();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.end();
    }
}

/// Opens a session, which connects lazily: `{:ok, session}`.
#[rustler::nif]
fn session_open<'a>(env: Env<'a>, config: SessionConfig) -> Term<'a> {
    let (max_plan_depth, release) = (config.max_plan_depth, config.release);
    let opened = runtime().map_err(Error::Internal).and_then(|runtime| {
        let _inside = runtime.enter();
        Client::new(config.into_core())
    });
    match opened {
        Ok(client) => {
            let session = ResourceArc::new(Session {
                client,
                max_plan_depth,
                release,
                _guard: resource_count::SESSIONS.track(),
            });
            env.monitor(&session, &env.pid());
            (rustler::types::atom::ok(), session).encode(env)
        }
        Err(failure) => error::encode(env, &failure),
    }
}

/// Closes the session, and has the server release it. Sends `{tag, {:ok, nil} | {:error, …}}`.
#[rustler::nif]
fn session_close(env: Env, session: ResourceArc<Session>, tag: Term) -> Atom {
    release(&session.client, Some(Reply::new(env, tag)));
    rustler::types::atom::ok()
}

/// Makes a unary call. Sends `{tag, {:ok, {response, bytes}} | {:error, …}}`, and
/// `{tag, {:retry, …}}` before each retry.
// Runs on a dirty IO scheduler: dirty CPU schedulers can be busy with decoding.
#[rustler::nif(schedule = "DirtyIo")]
fn session_call<'a>(
    env: Env<'a>,
    session: ResourceArc<Session>,
    method: &str,
    request: Term<'a>,
    timeout: Option<u64>,
    tag: Term<'a>,
) -> Term<'a> {
    let method = match Client::method(method) {
        Ok(method) if method.unary => method,
        _ => return error::argument(env, format!("Spark Connect has no unary RPC {method}")),
    };
    let body = match message::encode(method.input, request, session.max_plan_depth) {
        Ok(body) => body,
        Err(text) => return error::argument(env, text),
    };
    let client = session.client.clone();
    let reply = Reply::new(env, tag);
    let on_retry = RetryEventSender::new(env, tag);
    let deadline = timeout.map(Duration::from_millis);
    spawn(env, async move {
        let outcome = client.unary(method, &body, deadline, &on_retry).await;
        reply.send(outcome, |env, bytes| {
            let response = message::decode(env, method.output, &bytes).map_err(Error::Decode)?;
            Ok((response, bytes.len()).encode(env))
        });
    })
}

/// Answers a `{:spark_ex_token, request}` message.
#[rustler::nif]
fn token_answer(request: ResourceArc<TokenRequest>, answer: Result<String, String>) -> Atom {
    request.answer(answer);
    rustler::types::atom::ok()
}

/// Spawns a task: `:ok`, or an error if the runtime did not start.
pub(crate) fn spawn<'a>(
    env: Env<'a>,
    task: impl Future<Output = ()> + Send + 'static,
) -> Term<'a> {
    match runtime() {
        Ok(runtime) => {
            runtime.spawn(task);
            rustler::types::atom::ok().encode(env)
        }
        Err(text) => error::encode(env, &Error::Internal(text)),
    }
}

fn release(client: &Client, reply: Option<Reply>) {
    let Ok(runtime) = runtime() else {
        return;
    };
    let client = client.clone();
    runtime.spawn(async move {
        let outcome = client.close().await;
        if let Some(reply) = reply {
            reply.send(outcome, |env, ()| {
                Ok(rustler::types::atom::nil().encode(env))
            });
        }
    });
}
