//! Events about RPCs of the core as messages.

use rustler::env::OwnedEnv;
use rustler::{LocalPid, NifMap, NifTaggedEnum, Term};
use spark_ex_core::client::rpc_event::{self, Outcome, Phase, RpcObserver};

use crate::term::to_term::error;

mod atoms {
    rustler::atoms! { spark_ex_rpc }
}

/// The process that gets `{:spark_ex_rpc, :started | {:ended, outcome}, call}`.
pub(crate) struct RpcProcess(pub(crate) LocalPid);

#[derive(NifMap)]
struct Call {
    rpc: String,
    session_id: String,
    operation_id: Option<String>,
}

#[derive(NifTaggedEnum)]
enum Event<'a> {
    Started,
    Ended(Ended<'a>),
}

/// `duration` is in nanoseconds; `result` is `:ok` or `{:error, …}`.
#[derive(NifMap)]
struct Ended<'a> {
    duration: u64,
    attempt: u32,
    bytes: usize,
    result: Term<'a>,
}

impl RpcObserver for RpcProcess {
    fn observe(&self, event: rpc_event::RpcEvent) {
        // Scheduler threads can't send messages from another environment.
        if rustler::thread::is_scheduler_thread() {
            return;
        }
        let call = Call {
            rpc: event.method,
            session_id: event.session_id,
            operation_id: event.operation_id,
        };
        let phase = event.phase;
        // The process may have exited.
        let _ = OwnedEnv::new().send_and_clear(&self.0, move |env| {
            let event = match phase {
                Phase::Started => Event::Started,
                Phase::Ended(outcome) => Event::Ended(ended(env, &outcome)),
            };
            (atoms::spark_ex_rpc(), event, call)
        });
    }
}

fn ended<'a>(env: rustler::Env<'a>, outcome: &Outcome) -> Ended<'a> {
    use rustler::Encoder;

    Ended {
        duration: u64::try_from(outcome.duration.as_nanos()).unwrap_or(u64::MAX),
        attempt: outcome.attempt,
        bytes: outcome.bytes,
        result: match &outcome.error {
            None => rustler::types::atom::ok().encode(env),
            Some(failure) => error::encode(env, failure),
        },
    }
}
