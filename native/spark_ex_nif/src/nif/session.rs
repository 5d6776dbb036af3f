//! Sessions, and the unary RPCs on them.

use std::time::Duration;

use rustler::{Atom, Encoder, Env, LocalPid, Monitor, Resource, ResourceArc, Term};
use spark_ex_core::client::Client;
use spark_ex_core::error::Error;
use spark_ex_core::runtime::runtime;

use crate::nif::resource_count::{self, Live};
use crate::term::from_term::config::SessionConfig;
use crate::term::from_term::token::TokenRequest;
use crate::term::message;
use crate::term::to_term::error;
use crate::term::to_term::reply::Reply;
use crate::term::to_term::retry_event::Notices;

/// A session; closed when the process that opened it dies.
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) max_plan_depth: usize,
    _live: Live,
}

#[rustler::resource_impl]
impl Resource for Session {
    const IMPLEMENTS_DOWN: bool = true;

    fn down<'a>(&'a self, _env: Env<'a>, _pid: LocalPid, _monitor: Monitor) {
        release(&self.client, None);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        release(&self.client, None);
    }
}

/// `{:ok, session}`; connects at its first call.
#[rustler::nif]
fn session_open<'a>(env: Env<'a>, config: SessionConfig) -> Term<'a> {
    let max_plan_depth = config.max_plan_depth;
    let opened = runtime().map_err(Error::Endpoint).and_then(|runtime| {
        let _inside = runtime.enter();
        Client::new(config.into_core())
    });
    match opened {
        Ok(client) => {
            let session = ResourceArc::new(Session {
                client,
                max_plan_depth,
                _live: resource_count::SESSIONS.one(),
            });
            env.monitor(&session, &env.pid());
            (rustler::types::atom::ok(), session).encode(env)
        }
        Err(failure) => error::encode(env, &failure),
    }
}

/// Releases the session on the server; answers `{tag, {:ok, nil} | {:error, …}}`.
#[rustler::nif]
fn session_close(env: Env, session: ResourceArc<Session>, tag: Term) -> Atom {
    release(&session.client, Some(Reply::new(env, tag)));
    rustler::types::atom::ok()
}

/// The server's own id of the session, once it has answered.
#[rustler::nif]
fn session_server_id(session: ResourceArc<Session>) -> Option<String> {
    session.client.identity().server_session_id()
}

/// Makes a unary call; answers `{tag, {:ok, {response, bytes}} | {:error, …}}`, and `{tag, {:notice, …}}` for
/// each try that is made again before.
// The schedulers for computing may all be at work on rows, and a call should not wait for them.
#[rustler::nif(schedule = "DirtyIo")]
fn rpc<'a>(
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
    let notices = Notices::new(env, tag);
    let deadline = timeout.map(Duration::from_millis);
    spawn(env, async move {
        let outcome = client.unary(method, &body, deadline, &notices).await;
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

/// Runs a task; `:ok`, or an error where there is no runtime.
pub(crate) fn spawn<'a>(env: Env<'a>, task: impl Future<Output = ()> + Send + 'static) -> Term<'a> {
    match runtime() {
        Ok(runtime) => {
            runtime.spawn(task);
            rustler::types::atom::ok().encode(env)
        }
        Err(text) => error::encode(env, &Error::Endpoint(text)),
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
