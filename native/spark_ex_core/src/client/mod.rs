//! The calls of one session on one channel.
//!
//! A channel is cheap to clone and carries any number of concurrent calls. Every method takes
//! `&self` and no lock is held: one session serves many callers.

mod adapt_pings;
pub mod artifact;
mod attempt;
mod operation;
pub mod plan_compression;
pub mod retry;
pub mod retry_event;
pub mod rpc_event;
pub mod session_fields;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;
use tokio::time::Instant;
use tonic::metadata::MetadataMap;

use crate::client::artifact::Artifact;
use crate::client::plan_compression::PlanCompression;
use crate::client::retry::{Budget, Policy};
use crate::client::retry_event::{Action, OnRetry, RetryEvent};
use crate::client::rpc_event::{RpcEvents, RpcSpan};
use crate::client::session_fields::SessionFields;
use crate::error::Error;
use crate::proto::descriptors::{Method, Schema};
use crate::transport::credentials::Credentials;
use crate::transport::endpoint::Address;
use crate::transport::http_error::HttpErrorChannel;

/// The timeout of the core's own calls that no answer to the caller depends on: interrupts and
/// releases. The least timeout of its other calls.
const OWN_CALL_TIMEOUT: Duration = Duration::from_secs(10);

/// Part of Spark's `IllegalStateException` if it removed a session but could not close a query
/// that was starting.
const REMOVED_WITH_QUERIES: &str = "for event Closed";

/// The configuration of a session.
#[derive(Debug)]
pub struct Config {
    /// The address of the server.
    pub address: Address,
    /// The fields of every request.
    pub session_fields: SessionFields,
    /// The bearer token.
    pub credentials: Credentials,
    /// The headers of every call.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The largest message in either direction, in bytes.
    pub max_message_bytes: usize,
    /// The timeout of a unary call in the session; `None` waits without limit.
    pub call_timeout: Option<Duration>,
    /// The retry policy.
    pub retry_policy: Policy,
    /// The observer of the RPCs that the core makes on its own.
    pub rpc_events: RpcEvents,
}

/// The client of a session. Clones share all state.
#[derive(Clone, Debug)]
pub struct Client {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    channel: Mutex<HttpErrorChannel>,
    address: Address,
    target: String,
    session_fields: SessionFields,
    credentials: Credentials,
    headers: MetadataMap,
    max_message_bytes: usize,
    retry_policy: Policy,
    connect_timeout: Duration,
    /// The timeout of the core's own calls that an answer to the caller depends on.
    required_call_timeout: Option<Duration>,
    plan_compression: PlanCompression,
    rpc_events: RpcEvents,
    /// TLS without a client certificate.
    anonymous_tls: bool,
    connected: AtomicBool,
    closed: watch::Sender<bool>,
}

impl Client {
    /// A client that connects lazily. Must be created inside the runtime.
    pub fn new(config: Config) -> Result<Self, Error> {
        Ok(Self {
            shared: Arc::new(Shared {
                channel: Mutex::new(HttpErrorChannel::new(config.address.channel()?)),
                target: config.address.describe(),
                anonymous_tls: config.address.is_anonymous_tls(),
                rpc_events: config.rpc_events,
                connect_timeout: config.address.connect_timeout,
                address: config.address,
                required_call_timeout: config
                    .call_timeout
                    .map(|timeout| timeout.max(OWN_CALL_TIMEOUT)),
                session_fields: config.session_fields,
                credentials: config.credentials,
                headers: attempt::metadata(&config.headers)?,
                max_message_bytes: config.max_message_bytes,
                retry_policy: config.retry_policy,
                plan_compression: PlanCompression::default(),
                connected: AtomicBool::new(false),
                closed: watch::Sender::new(false),
            }),
        })
    }

    /// The fields that identify the session in every request.
    pub fn session_fields(&self) -> &SessionFields {
        &self.shared.session_fields
    }

    /// An RPC of the protocol by its name.
    pub fn method(name: &str) -> Result<&'static Method, Error> {
        Schema::get()
            .method(name)
            .ok_or_else(|| Error::Internal(format!("Spark Connect has no RPC {name:?}")))
    }

    /// When to retry calls, and how often.
    pub fn retry_policy(&self) -> &Policy {
        &self.shared.retry_policy
    }

    /// Whether the server has answered any call.
    pub fn is_connected(&self) -> bool {
        self.shared.connected.load(Ordering::SeqCst)
    }

    /// Whether the session was closed by this client.
    pub fn is_closed(&self) -> bool {
        *self.shared.closed.borrow()
    }

    /// Waits until the session is closed by this client.
    pub async fn until_closed(&self) {
        // The sender lives as long as this client.
        let _ = self
            .shared
            .closed
            .subscribe()
            .wait_for(|closed| *closed)
            .await;
    }

    /// Whether a refused token can be replaced.
    pub fn can_renew_token(&self) -> bool {
        self.shared.credentials.is_renewable()
    }

    /// Discards the token if the server refused it.
    pub fn discard_refused_token(&self, error: &Error) {
        if error.is_unauthenticated() {
            self.shared.credentials.discard();
        }
    }

    /// Starts the span of an RPC that the core makes on its own.
    pub(crate) fn begin_rpc(&self, method: &Method, operation_id: Option<&str>) -> RpcSpan {
        let session_id = &self.session_fields().session_id;
        self.shared
            .rpc_events
            .begin(&method.name, session_id, operation_id)
    }

    /// Makes a unary call that the core makes on its own.
    pub(super) async fn call_own(
        &self,
        method: &Method,
        body: &[u8],
        operation_id: Option<&str>,
        timeout: Option<Duration>,
    ) -> Result<Bytes, Error> {
        let mut span = self.begin_rpc(method, operation_id);
        // The outcome if the call is dropped.
        span.fail(&Error::Cancelled);
        let outcome = self.call_with_retries(method, body, timeout, &span).await;
        span.end(&outcome);
        outcome
    }

    /// Makes a unary call with retries. Errors of the server come with their details.
    pub async fn unary(
        &self,
        method: &Method,
        body: &[u8],
        deadline: Option<Duration>,
        on_retry: &dyn OnRetry,
    ) -> Result<Bytes, Error> {
        self.while_open(self.call(method, body, deadline, on_retry))
            .await
    }

    /// Awaits an answer; fails once the session is closed.
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

    async fn call(
        &self,
        method: &Method,
        body: &[u8],
        deadline: Option<Duration>,
        on_retry: &dyn OnRetry,
    ) -> Result<Bytes, Error> {
        let end = deadline.map(|deadline| Instant::now() + deadline);
        let compressed = run_until(end, self.compress_request(method, body)).await;
        if let Some(body) = compressed.flatten() {
            match self
                .call_with_retries(method, &body, deadline, on_retry)
                .await
            {
                Err(error) if self.disable_compression_if_refused(&error) => {}
                result => return self.add_error_details(result).await,
            }
        }
        let result = self
            .call_with_retries(method, body, deadline, on_retry)
            .await;
        self.add_error_details(result).await
    }

    /// A large request with its plan compressed, if the server asks for that.
    pub async fn compress_request(&self, method: &Method, request: &[u8]) -> Option<Bytes> {
        if request.len() < plan_compression::MIN_REQUEST_BYTES {
            return None;
        }
        let fetch = async {
            plan_compression::parse_threshold(
                &self.config(&plan_compression::config_request()).await?,
            )
        };
        let threshold = self.shared.plan_compression.threshold(fetch).await?;
        let (message, request) = (method.input, request.to_vec());
        // Compression would block other tasks of this thread. If it fails, the plan is sent as it
        // is.
        let work = move || plan_compression::compress(message, &request, threshold);
        tokio::task::spawn_blocking(work).await.ok()?.ok()?
    }

    /// Turns compression off if a request failed because the server can't read compressed plans.
    /// Such a request did not run and can be sent again uncompressed.
    pub fn disable_compression_if_refused(&self, error: &Error) -> bool {
        self.shared.plan_compression.disable_if_refused(error)
    }

    async fn config(&self, request: &[u8]) -> Result<Bytes, Error> {
        let method = Self::method("Config")?;
        self.call_own(method, request, None, self.shared.required_call_timeout)
            .await
    }

    /// Closes the session here: further calls fail. The server keeps it.
    pub fn leave(&self) {
        self.shared.closed.send_replace(true);
    }

    /// Closes the session: further calls fail, and the server is asked to release it.
    pub async fn close(&self) -> Result<(), Error> {
        if self.shared.closed.send_replace(true) || !self.is_connected() {
            return Ok(());
        }
        let method = Self::method("ReleaseSession")?;
        let timeout = Some(OWN_CALL_TIMEOUT);
        match self.call_own(method, b"", None, timeout).await {
            // The next call finds no session and succeeds.
            Err(error) if error.has_class(REMOVED_WITH_QUERIES) => {
                self.call_own(method, b"", None, timeout).await.map(drop)
            }
            released => released.map(drop),
        }
    }

    /// The error for the status that ended a call.
    pub fn error(&self, method: &Method, status: &tonic::Status) -> Error {
        let mut error = Error::from_status(&method.name, &self.shared.target, status);
        // The end of the connection may be seen before the alert of a server that requires a
        // certificate.
        if self.shared.anonymous_tls && !self.is_connected() && error.is_disconnect() {
            error.append("; the client has no certificate");
        }
        if error.has_class("INVALID_HANDLE.SESSION_CHANGED") {
            self.session_fields().mark_lost();
        }
        error
    }

    /// Adds the details that the server keeps about an error; the status is truncated. The server
    /// returns them once. If that fails, the error stays as it is.
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

    async fn add_error_details<T>(&self, outcome: Result<T, Error>) -> Result<T, Error> {
        match outcome {
            Err(error) => Err(self.with_details(error).await),
            answered => answered,
        }
    }

    async fn error_details(&self, id: &str) -> Result<Bytes, Error> {
        let method = Self::method("FetchErrorDetails")?;
        let body = self
            .session_fields()
            .stamp(method, &[("error_id", id)], b"");
        let span = self.begin_rpc(method, None);
        let timeout = self.shared.required_call_timeout;
        let end = timeout.map(|timeout| Instant::now() + timeout);
        let outcome = run_until(end, self.send(method, body))
            .await
            .unwrap_or_else(|| Err(deadline_error(method, timeout.unwrap_or_default(), None)));
        span.end(&outcome);
        outcome
    }

    /// Uploads artifacts with retries. The server accepts artifacts that it already has.
    pub async fn add_artifacts(
        &self,
        artifacts: &[Artifact],
        deadline: Option<Duration>,
        on_retry: &dyn OnRetry,
    ) -> Result<(), Error> {
        let method = Self::method("AddArtifacts")?;
        let upload = || self.upload(method, artifacts);
        let attempts = self.retry(method, deadline, on_retry, upload);
        let answered = self.while_open(attempts).await;
        artifact::verify_checksums(&self.add_error_details(answered).await?)
    }

    async fn call_with_retries(
        &self,
        method: &Method,
        body: &[u8],
        deadline: Option<Duration>,
        on_retry: &dyn OnRetry,
    ) -> Result<Bytes, Error> {
        let send = || self.send(method, self.session_fields().stamp(method, &[], body));
        self.retry(method, deadline, on_retry, send).await
    }

    /// Retries a call until it succeeds, fails for good, or uses up the budget or the time.
    async fn retry<F: Future<Output = Result<Bytes, Error>>>(
        &self,
        method: &Method,
        deadline: Option<Duration>,
        on_retry: &dyn OnRetry,
        attempt: impl Fn() -> F,
    ) -> Result<Bytes, Error> {
        let end = deadline.map(|deadline| Instant::now() + deadline);
        let retry_deadline = self.retry_deadline(end);
        let mut budget = Budget::new(self.retry_policy().clone());
        let mut refreshed = !self.can_renew_token();
        let mut last_failure = None;
        loop {
            let error = match (run_until(end, attempt()).await, deadline) {
                (Some(Ok(answer)), _) => return Ok(answer),
                (Some(Err(error)), _) => error,
                (None, deadline) => {
                    let after = deadline.unwrap_or_default();
                    return Err(deadline_error(method, after, last_failure));
                }
            };
            self.discard_refused_token(&error);
            let wait = if error.is_unauthenticated() && !refreshed {
                refreshed = true;
                Some(Duration::ZERO)
            } else if retry::is_retryable(&error, self.is_connected()) {
                budget.next_wait(fastrand::f64(), retry::server_delay(&error))
            } else {
                None
            };
            match wait {
                // Without time for another attempt, the error says more than a timeout.
                Some(wait) if retry_deadline.is_none_or(|end| Instant::now() + wait < end) => {
                    let attempt = budget.attempt();
                    RetryEvent::new(Action::Retry, &method.name, attempt, wait, &error)
                        .emit(on_retry);
                    last_failure = Some(error.to_string().into());
                    tokio::time::sleep(wait).await;
                }
                _ => return Err(error),
            }
        }
    }

    /// Limits a server that has never answered to the time of one connection attempt.
    fn retry_deadline(&self, end: Option<Instant>) -> Option<Instant> {
        if self.is_connected() {
            return end;
        }
        let first = Instant::now() + self.shared.connect_timeout;
        Some(end.map_or(first, |end| end.min(first)))
    }

    fn ensure_open(&self) -> Result<(), Error> {
        if self.is_closed() {
            return Err(Error::Closed);
        }
        self.session_fields().ensure_alive()
    }
}

async fn run_until<T>(end: Option<Instant>, future: impl Future<Output = T>) -> Option<T> {
    match end {
        None => Some(future.await),
        Some(end) => tokio::time::timeout_at(end, future).await.ok(),
    }
}

fn deadline_error(method: &Method, after: Duration, last_failure: Option<Box<str>>) -> Error {
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
