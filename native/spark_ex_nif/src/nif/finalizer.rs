//! Queries that run when a term is garbage collected.

use rustler::{Encoder, Env, Resource, ResourceArc, Term};
use spark_ex_core::client::Client;
use spark_ex_core::execution::{Event, Execution, Query};
use spark_ex_core::runtime::runtime;

use crate::nif::execution;
use crate::nif::resource_count::{self, ResourceGuard};
use crate::nif::session::Session;
use crate::term::from_term::config::ExecutionConfig;
use crate::term::to_term::error;

/// A query that runs when the last reference is dropped.
pub(crate) struct Finalizer {
    client: Client,
    query: Option<Query>,
    _guard: ResourceGuard,
}

#[rustler::resource_impl]
impl Resource for Finalizer {}

impl Drop for Finalizer {
    fn drop(&mut self) {
        let (Ok(runtime), Some(query)) = (runtime(), self.query.take()) else {
            return;
        };
        let Ok(execution) = Execution::start(self.client.clone(), query) else {
            return;
        };
        // A failure can't be reported; the session's end cleans up.
        runtime.spawn(async move {
            while let Ok(event) = execution.next().await {
                if matches!(event, Event::Done) {
                    break;
                }
            }
        });
    }
}

/// Encodes a query for later: `{:ok, finalizer}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn finalizer_new<'a>(
    env: Env<'a>,
    session: ResourceArc<Session>,
    request: Term<'a>,
    config: ExecutionConfig,
) -> Term<'a> {
    match execution::build_query(&session, Some(request), config) {
        Ok(query) => {
            let finalizer = ResourceArc::new(Finalizer {
                client: session.client.clone(),
                query: Some(query),
                _guard: resource_count::FINALIZERS.track(),
            });
            (rustler::types::atom::ok(), finalizer).encode(env)
        }
        Err(text) => error::argument(env, text),
    }
}
