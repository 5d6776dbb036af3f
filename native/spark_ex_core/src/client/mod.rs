//! The calls of one session on one channel.
//!
//! A channel is cheap to clone and carries any number of calls at once, so there is no lock here
//! and every method takes `&self`: one session serves many callers.

pub mod artifact;
mod attempt;
mod operation;
pub mod plan_compression;
pub mod retry;
pub mod retry_event;
pub mod rpc_event;
pub mod session_fields;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;
use tokio::time::Instant;
use tonic::metadata::MetadataMap;

use crate::client::artifact::Artifact;
use crate::client::plan_compression::Compression;
use crate::client::retry::{Budget, Policy};
use crate::client::retry_event::{Action, Notice, Observer};
use crate::client::rpc_event::{RpcEvents, RpcSpan};
use crate::client::session_fields::Identity;
use crate::error::Error;
use crate::proto::descriptors::{Message, Method, Schema};
use crate::transport::credentials::Credentials;
use crate::transport::endpoint::Address;
use crate::transport::http_error::Gateway;

/// How long the calls may take that the core makes by itself: error details, interrupts, releases.
const OWN_CALL_DEADLINE: Duration = Duration::from_secs(10);

/// What a session is opened with.
#[derive(Debug)]
pub struct Config {
    /// Where the server is.
    pub address: Address,
    /// Who asks.
    pub identity: Identity,
    /// How to authenticate.
    pub credentials: Credentials,
    /// Headers of every call.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The largest message in either direction.
    pub max_message_bytes: usize,
    /// How often to try again, and when.
    pub retry_policy: Policy,
    /// Who gets events about the RPCs that the core makes by itself.
    pub rpc_events: RpcEvents,
}

/// A session's client. Clones share everything.
#[derive(Clone, Debug)]
pub struct Client {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    channel: Gateway,
    target: String,
    identity: Identity,
    credentials: Credentials,
    headers: MetadataMap,
    max_message_bytes: usize,
    retry_policy: Policy,
    connect_timeout: Duration,
    compression: Compression,
    rpc_events: RpcEvents,
    /// TLS without a certificate of the client.
    anonymous_tls: bool,
    connected: AtomicBool,
    closed: watch::Sender<bool>,
}

impl Client {
    /// A client that connects at its first call. Must be made inside the runtime.
    pub fn new(config: Config) -> Result<Self, Error> {
        Ok(Self {
            shared: Arc::new(Shared {
                channel: Gateway::new(config.address.channel()?),
                target: config.address.described(),
                anonymous_tls: config.address.is_anonymous_tls(),
                rpc_events: config.rpc_events,
                connect_timeout: config.address.connect_timeout,
                identity: config.identity,
                credentials: config.credentials,
                headers: attempt::metadata(&config.headers)?,
                max_message_bytes: config.max_message_bytes,
                retry_policy: config.retry_policy,
                compression: Compression::default(),
                connected: AtomicBool::new(false),
                closed: watch::Sender::new(false),
            }),
        })
    }

    /// Who asks.
    pub fn identity(&self) -> &Identity {
        &self.shared.identity
    }

    /// An RPC of the protocol by its name.
    pub fn method(name: &str) -> Result<&'static Method, Error> {
        Schema::get()
            .method(name)
            .ok_or_else(|| Error::Endpoint(format!("Spark Connect has no RPC {name:?}")))
    }

    /// How often to try again, and when.
    pub fn retry_policy(&self) -> &Policy {
        &self.shared.retry_policy
    }

    /// Whether the server has ever answered.
    pub fn connected(&self) -> bool {
        self.shared.connected.load(Ordering::SeqCst)
    }

    /// Whether the session was ended here.
    pub fn closed(&self) -> bool {
        *self.shared.closed.borrow()
    }

    /// Waits until the session is ended here.
    pub async fn until_closed(&self) {
        // The sender lives as long as this client.
        let _ = self
            .shared
            .closed
            .subscribe()
            .wait_for(|closed| *closed)
            .await;
    }

    /// Whether a refused token may be followed by another.
    pub fn renewable_token(&self) -> bool {
        self.shared.credentials.renewable()
    }

    /// Discards the token if the server refused it.
    pub fn discard_refused_token(&self, error: &Error) {
        if error.is_unauthenticated() {
            self.shared.credentials.discard();
        }
    }

    /// Begins an RPC that the core makes by itself.
    pub(crate) fn begin_rpc(&self, method: &Method, operation_id: Option<&str>) -> RpcSpan {
        let session_id = &self.identity().session_id;
        self.shared
            .rpc_events
            .begin(&method.name, session_id, operation_id)
    }

    /// Makes a unary call of the core's own.
    pub(super) async fn own_call(
        &self,
        method: &Method,
        body: &[u8],
        operation_id: Option<&str>,
    ) -> Result<Bytes, Error> {
        let mut span = self.begin_rpc(method, operation_id);
        // Stands if the call is given up.
        span.failed(&Error::Cancelled);
        let outcome = self
            .retried(method, body, Some(OWN_CALL_DEADLINE), &span)
            .await;
        span.end(&outcome);
        outcome
    }

    /// Makes a unary call, again where that may help; an error of the server comes with its details.
    pub async fn unary(
        &self,
        method: &Method,
        body: &[u8],
        deadline: Option<Duration>,
        observer: &dyn Observer,
    ) -> Result<Bytes, Error> {
        self.while_open(self.answer(method, body, deadline, observer))
            .await
    }

    /// Waits for an answer unless the session is ended, before or meanwhile.
    async fn while_open<T>(
        &self,
        answer: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        self.ensure_open()?;
        tokio::select! {
            biased;
            outcome = answer => outcome,
            () = self.until_closed() => Err(Error::Closed),
        }
    }

    async fn answer(
        &self,
        method: &Method,
        body: &[u8],
        deadline: Option<Duration>,
        observer: &dyn Observer,
    ) -> Result<Bytes, Error> {
        if let Some(body) = self.compressed(method, body).await {
            match self.retried(method, &body, deadline, observer).await {
                Err(error) if self.compression_refused(&error) => {}
                answered => return self.explained(answered).await,
            }
        }
        let answered = self.retried(method, body, deadline, observer).await;
        self.explained(answered).await
    }

    /// A large request with its plan compressed, where the server wants that.
    pub async fn compressed(&self, method: &Method, request: &[u8]) -> Option<Bytes> {
        if request.len() < plan_compression::LARGE {
            return None;
        }
        let asked = async {
            plan_compression::wish(&self.config(&plan_compression::config_request()).await?)
        };
        let threshold = self.shared.compression.threshold(asked).await?;
        let (message, request) = (method.input, request.to_vec());
        // Compressing takes too long to hold up others on this thread. Should it fail, the plan is
        // as good as it is.
        let work = move || plan_compression::compress(message, &request, threshold);
        tokio::task::spawn_blocking(work).await.ok()?.ok()?
    }

    /// Whether a request failed because the server can't read compressed plans. It did not run, and
    /// may be sent as it is; no further one is compressed.
    pub fn compression_refused(&self, error: &Error) -> bool {
        self.shared.compression.refused(error)
    }

    async fn config(&self, request: &[u8]) -> Result<Bytes, Error> {
        let method = Self::method("Config")?;
        self.own_call(method, request, None).await
    }

    /// Ends the session: no further call is taken, and the server is asked to release it.
    pub async fn close(&self) -> Result<(), Error> {
        if self.shared.closed.send_replace(true) || !self.connected() {
            return Ok(());
        }
        let method = Self::method("ReleaseSession")?;
        self.own_call(method, b"", None).await.map(drop)
    }

    /// Turns a status that ended a call into an error.
    pub fn error(&self, method: &Method, status: &tonic::Status) -> Error {
        let mut error = Error::from_status(&method.name, &self.shared.target, status);
        // A server that requires a certificate may close before its alert has arrived.
        if self.shared.anonymous_tls && !self.connected() && error.is_disconnect() {
            error.append("; the client has no certificate");
        }
        if error.names("INVALID_HANDLE.SESSION_CHANGED") {
            self.identity().mark_lost();
        }
        error
    }

    /// Adds what the server knows about an error beyond its status, which is cut short. The server
    /// gives the details out once. Where they can't be had, the error stands as it is: a failure to
    /// explain must not hide what is to be explained.
    pub async fn with_details(&self, error: Error) -> Error {
        let Some(id) = error.error_id() else {
            return error;
        };
        let details = self.error_details(id).await.ok();
        match error {
            Error::Rpc(mut rpc) => {
                rpc.details = details;
                Error::Rpc(rpc)
            }
            other => other,
        }
    }

    async fn explained<T>(&self, outcome: Result<T, Error>) -> Result<T, Error> {
        match outcome {
            Err(error) => Err(self.with_details(error).await),
            answered => answered,
        }
    }

    async fn error_details(&self, id: &str) -> Result<Bytes, Error> {
        let method = Self::method("FetchErrorDetails")?;
        let body = self.identity().envelope(method, &[("error_id", id)], b"");
        let span = self.begin_rpc(method, None);
        let sent = self.send(method, body);
        let outcome = tokio::time::timeout(OWN_CALL_DEADLINE, sent)
            .await
            .unwrap_or_else(|_| Err(overdue(method, OWN_CALL_DEADLINE, None)));
        span.end(&outcome);
        outcome
    }

    /// Gives artifacts to the server, again where that may help: what it has already, it takes again.
    pub async fn add_artifacts(
        &self,
        artifacts: &[Artifact],
        deadline: Option<Duration>,
        observer: &dyn Observer,
    ) -> Result<(), Error> {
        let method = Self::method("AddArtifacts")?;
        let upload = || self.upload(method, artifacts);
        let attempts = self.attempts(method, deadline, observer, upload);
        let answered = self.while_open(attempts).await;
        artifact::check(method, &self.explained(answered).await?)
    }

    async fn retried(
        &self,
        method: &Method,
        body: &[u8],
        deadline: Option<Duration>,
        observer: &dyn Observer,
    ) -> Result<Bytes, Error> {
        let send = || self.send(method, self.identity().envelope(method, &[], body));
        self.attempts(method, deadline, observer, send).await
    }

    /// Calls until an answer comes, the budget or the time is used up, or an error says that it
    /// would be no use.
    async fn attempts<F: Future<Output = Result<Bytes, Error>>>(
        &self,
        method: &Method,
        deadline: Option<Duration>,
        observer: &dyn Observer,
        attempt: impl Fn() -> F,
    ) -> Result<Bytes, Error> {
        let end = deadline.map(|deadline| Instant::now() + deadline);
        let give_up = self.give_up(end);
        let mut budget = Budget::new(self.retry_policy().clone());
        let mut refreshed = !self.renewable_token();
        let mut last_failure = None;
        loop {
            let error = match (self.before(end, attempt()).await, deadline) {
                (Some(Ok(answer)), _) => return Ok(answer),
                (Some(Err(error)), _) => error,
                (None, deadline) => {
                    return Err(overdue(method, deadline.unwrap_or_default(), last_failure));
                }
            };
            self.discard_refused_token(&error);
            let wait = if error.is_unauthenticated() && !refreshed {
                refreshed = true;
                Some(Duration::ZERO)
            } else if retry::retryable(&error, self.connected()) {
                budget.next_wait(fastrand::f64(), retry::server_delay(&error))
            } else {
                None
            };
            match wait {
                // Where there is no time for another try, the error says more than that it is late.
                Some(wait) if give_up.is_none_or(|end| Instant::now() + wait < end) => {
                    let attempt = budget.attempt();
                    Notice::new(Action::Retry, &method.name, attempt, wait, &error).tell(observer);
                    last_failure = Some(error.to_string().into());
                    tokio::time::sleep(wait).await;
                }
                _ => return Err(error),
            }
        }
    }

    /// A server that has never answered is not waited for longer than a connection to it is.
    fn give_up(&self, end: Option<Instant>) -> Option<Instant> {
        if self.connected() {
            return end;
        }
        let first = Instant::now() + self.shared.connect_timeout;
        Some(end.map_or(first, |end| end.min(first)))
    }

    async fn before<T>(&self, end: Option<Instant>, future: impl Future<Output = T>) -> Option<T> {
        match end {
            None => Some(future.await),
            Some(end) => tokio::time::timeout_at(end, future).await.ok(),
        }
    }

    fn ensure_open(&self) -> Result<(), Error> {
        if self.closed() {
            return Err(Error::Closed);
        }
        self.identity().ensure_alive()
    }
}

fn number(message: &Message, field: &str) -> Result<u32, Error> {
    message
        .number(field)
        .ok_or_else(|| Error::Endpoint(format!("{} has no field {field}", message.name)))
}

fn overdue(method: &Method, after: Duration, last_failure: Option<Box<str>>) -> Error {
    Error::Deadline {
        method: method.name.clone(),
        after,
        last_failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_rpc_is_an_error() {
        assert!(Client::method("Nope").is_err());
    }
}
