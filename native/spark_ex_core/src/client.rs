//! The calls of one session on one channel.
//!
//! A channel is cheap to clone and carries any number of calls at once, so there is no lock here
//! and every method takes `&self`: one session serves many callers.

use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http::uri::PathAndQuery;
use tokio::sync::oneshot;
use tokio::sync::watch;
use tokio::time::Instant;
use tonic::client::Grpc;
use tonic::metadata::{Ascii, AsciiMetadataKey, MetadataMap, MetadataValue};
use tonic::{Request, Streaming};

use crate::artifact::{self, Artifact, Frames};
use crate::codec::BytesCodec;
use crate::credentials::Credentials;
use crate::endpoint::Address;
use crate::error::{Code, Error, RpcError};
use crate::gateway::Gateway;
use crate::identity::Identity;
use crate::notice::{Action, Notice, Observer};
use crate::plan_size::{self, Compression};
use crate::retry::{self, Budget, Policy};
use crate::schema::{Message, Method, Schema};
use crate::wire::{WireType, Writer};

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
    pub headers: Vec<(String, String)>,
    /// The largest message in either direction.
    pub max_message_bytes: usize,
    /// How often to try again, and when.
    pub retry_policy: Policy,
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
                connect_timeout: config.address.connect_timeout,
                identity: config.identity,
                credentials: config.credentials,
                headers: metadata(&config.headers)?,
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

    /// Makes a unary call, again where that may help; an error of the server comes with its details.
    pub async fn unary(
        &self,
        method: &Method,
        body: &[u8],
        deadline: Option<Duration>,
        observer: &dyn Observer,
    ) -> Result<Bytes, Error> {
        self.ensure_open()?;
        tokio::select! {
            biased;
            outcome = self.answer(method, body, deadline, observer) => outcome,
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

    /// Opens the stream of a query.
    ///
    /// The server's session must be known before: a server that was restarted meanwhile can then
    /// tell, and does not run the plan of a session that it never had.
    pub async fn execute(
        &self,
        request: &[u8],
        operation_id: &str,
    ) -> Result<Streaming<Bytes>, Error> {
        self.ensure_open()?;
        if self.identity().server_session_id().is_none() {
            self.greet().await?;
        }
        let method = Self::method("ExecutePlan")?;
        let operation = [("operation_id", operation_id)];
        self.stream(method, &operation, request).await
    }

    /// A large request with its plan compressed, where the server wants that.
    pub async fn compressed(&self, method: &Method, request: &[u8]) -> Option<Bytes> {
        if request.len() < plan_size::LARGE {
            return None;
        }
        let asked = async { plan_size::wish(&self.config(&plan_size::config_request()).await?) };
        let threshold = self.shared.compression.threshold(asked).await?;
        let (message, request) = (method.input, request.to_vec());
        // Compressing takes too long to hold up others on this thread. Should it fail, the plan is
        // as good as it is.
        let work = move || plan_size::compress(message, &request, threshold);
        tokio::task::spawn_blocking(work).await.ok()?.ok()?
    }

    /// Whether a request failed because the server can't read compressed plans. It did not run, and
    /// may be sent as it is; no further one is compressed.
    pub fn compression_refused(&self, error: &Error) -> bool {
        self.shared.compression.refused(error)
    }

    async fn config(&self, request: &[u8]) -> Result<Bytes, Error> {
        let method = Self::method("Config")?;
        self.retried(method, request, Some(OWN_CALL_DEADLINE), &())
            .await
    }

    /// Opens another stream of a query that runs, after the last response that was taken.
    pub async fn reattach(
        &self,
        operation_id: &str,
        last_response_id: Option<&str>,
    ) -> Result<Streaming<Bytes>, Error> {
        self.ensure_open()?;
        let method = Self::method("ReattachExecute")?;
        let mut fields = vec![("operation_id", operation_id)];
        fields.extend(last_response_id.map(|id| ("last_response_id", id)));
        self.stream(method, &fields, b"").await
    }

    /// Lets the server forget a query's responses up to one, or with `None` the whole query.
    pub async fn release(&self, operation_id: &str, until: Option<&str>) -> Result<(), Error> {
        let method = Self::method("ReleaseExecute")?;
        let message = &Schema::get().messages[method.input];
        let mut writer = Writer::default();
        match until {
            None => writer.len_field(number(message, "release_all")?, b""),
            Some(response_id) => {
                const RESPONSE_ID: u32 = 1;
                let before = writer.len();
                writer.len_field(RESPONSE_ID, response_id.as_bytes());
                writer.close(number(message, "release_until")?, before);
            }
        }
        writer.len_field(number(message, "operation_id")?, operation_id.as_bytes());
        self.retried(method, &writer.finish(), Some(OWN_CALL_DEADLINE), &())
            .await
            .map(drop)
    }

    /// Asks the server to stop one operation of this session. Unlike other calls it may be made
    /// while the session is being stopped.
    pub async fn interrupt_operation(&self, operation_id: &str) -> Result<(), Error> {
        const INTERRUPT_TYPE_OPERATION_ID: u64 = 3;
        let method = Self::method("Interrupt")?;
        let message = &Schema::get().messages[method.input];
        let mut writer = Writer::default();
        writer.len_field(number(message, "operation_id")?, operation_id.as_bytes());
        writer.varint(INTERRUPT_TYPE_OPERATION_ID);
        writer.key(number(message, "interrupt_type")?, WireType::Varint);
        self.retried(method, &writer.finish(), Some(OWN_CALL_DEADLINE), &())
            .await
            .map(drop)
    }

    /// Ends the session: no further call is taken, and the server is asked to release it.
    pub async fn close(&self) -> Result<(), Error> {
        if self.shared.closed.send_replace(true) || !self.connected() {
            return Ok(());
        }
        let method = Self::method("ReleaseSession")?;
        self.retried(method, b"", Some(OWN_CALL_DEADLINE), &())
            .await
            .map(drop)
    }

    /// Turns a status that ended a call into an error.
    pub fn error(&self, method: &Method, status: &tonic::Status) -> Error {
        let error = Error::from_status(&method.name, &self.shared.target, status);
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
        let sent = self.send(method, body);
        tokio::time::timeout(OWN_CALL_DEADLINE, sent)
            .await
            .unwrap_or_else(|_| Err(overdue(method, OWN_CALL_DEADLINE)))
    }

    /// Makes the server known by a call that changes nothing.
    async fn greet(&self) -> Result<(), Error> {
        let method = Self::method("AnalyzePlan")?;
        let message = &Schema::get().messages[method.input];
        let mut writer = Writer::default();
        writer.len_field(number(message, "spark_version")?, b"");
        self.retried(method, &writer.finish(), Some(OWN_CALL_DEADLINE), &())
            .await
            .map(drop)
    }

    /// Gives artifacts to the server, again where that may help: what it has already, it takes again.
    pub async fn add_artifacts(
        &self,
        artifacts: &[Artifact],
        deadline: Option<Duration>,
        observer: &dyn Observer,
    ) -> Result<(), Error> {
        self.ensure_open()?;
        let method = Self::method("AddArtifacts")?;
        let upload = || self.upload(method, artifacts);
        let answered = self.attempts(method, deadline, observer, upload).await;
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
        loop {
            let error = match (self.before(end, attempt()).await, deadline) {
                (Some(Ok(answer)), _) => return Ok(answer),
                (Some(Err(error)), _) => error,
                (None, deadline) => return Err(overdue(method, deadline.unwrap_or_default())),
            };
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

    async fn send(&self, method: &Method, body: Bytes) -> Result<Bytes, Error> {
        let (started, sent) = (Instant::now(), body.len());
        let outcome = self.round_trip(method, body).await;
        let milliseconds = started.elapsed().as_millis() as u64;
        match &outcome {
            Ok(answer) => {
                tracing::debug!(
                    rpc = method.name,
                    sent,
                    received = answer.len(),
                    milliseconds,
                    "answered"
                );
            }
            Err(error) => {
                tracing::debug!(
                    rpc = method.name,
                    sent,
                    error = error.kind(),
                    milliseconds,
                    "failed"
                );
            }
        }
        outcome
    }

    async fn round_trip(&self, method: &Method, body: Bytes) -> Result<Bytes, Error> {
        let request = self.request(method, body).await?;
        let response = self
            .grpc(method)
            .await?
            .unary(request, path(method)?, BytesCodec)
            .await
            .map_err(|status| self.error(method, &status))?
            .into_inner();
        self.answered(method, response)
    }

    fn answered(&self, method: &Method, response: Bytes) -> Result<Bytes, Error> {
        self.shared.connected.store(true, Ordering::SeqCst);
        self.identity().check(method.output, &response)?;
        Ok(response)
    }

    /// One attempt at an upload. What can't be read here ends the call: half an artifact is none.
    async fn upload(&self, method: &Method, artifacts: &[Artifact]) -> Result<Bytes, Error> {
        let frames = Frames::new(method, artifacts.to_vec())?;
        let (failure, failed) = oneshot::channel();
        let messages = stream::unfold(
            (self.clone(), frames, Some(failure)),
            |(client, mut frames, mut failure)| async move {
                let method = Self::method("AddArtifacts").ok()?;
                match frames.next().await {
                    Ok(frame) => {
                        let message = client.identity().envelope(method, &[], &frame?);
                        Some((message, (client, frames, failure)))
                    }
                    Err(error) => {
                        let _ = failure.take().map(|failure| failure.send(error));
                        std::future::pending().await
                    }
                }
            },
        );
        let request = self.with_headers(messages).await?;
        let mut grpc = self.grpc(method).await?;
        let call = grpc.client_streaming(request, path(method)?, BytesCodec);
        let answer = tokio::select! {
            answer = call => answer.map_err(|status| self.error(method, &status))?,
            Ok(error) = failed => return Err(error),
        };
        self.answered(method, answer.into_inner())
    }

    async fn stream(
        &self,
        method: &Method,
        fields: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Streaming<Bytes>, Error> {
        let body = self.identity().envelope(method, fields, body);
        tracing::debug!(rpc = method.name, sent = body.len(), "opening a stream");
        let request = self.request(method, body).await?;
        self.grpc(method)
            .await?
            .server_streaming(request, path(method)?, BytesCodec)
            .await
            .map(tonic::Response::into_inner)
            .map_err(|status| self.error(method, &status))
    }

    async fn request(&self, method: &Method, body: Bytes) -> Result<Request<Bytes>, Error> {
        self.ensure_fits(method, &body)?;
        self.with_headers(body).await
    }

    async fn with_headers<T>(&self, message: T) -> Result<Request<T>, Error> {
        let mut request = Request::new(message);
        *request.metadata_mut() = self.shared.headers.clone();
        if let Some(authorization) = self.shared.credentials.authorization().await? {
            let mut value = MetadataValue::<Ascii>::from_str(&authorization).map_err(|_| {
                Error::Token("the token holds characters that a header can't".to_owned())
            })?;
            value.set_sensitive(true);
            request.metadata_mut().insert("authorization", value);
        }
        Ok(request)
    }

    /// A stub that may be called once: a channel takes a call only after it said that it is ready.
    async fn grpc(&self, method: &Method) -> Result<Grpc<Gateway>, Error> {
        let mut grpc = Grpc::new(self.shared.channel.clone())
            .max_decoding_message_size(self.shared.max_message_bytes)
            .max_encoding_message_size(self.shared.max_message_bytes);
        grpc.ready()
            .await
            .map_err(|error| self.error(method, &tonic::Status::from_error(error)))?;
        Ok(grpc)
    }

    /// Left to the transport, a message that is too large would look like a connection that broke.
    fn ensure_fits(&self, method: &Method, body: &[u8]) -> Result<(), Error> {
        let limit = self.shared.max_message_bytes;
        if body.len() <= limit {
            return Ok(());
        }
        Err(Error::Rpc(Box::new(RpcError {
            method: method.name.clone(),
            code: Code::ResourceExhausted,
            message: format!(
                "the request of {} bytes is larger than the {limit} bytes that are allowed",
                body.len()
            ),
            ..RpcError::default()
        })))
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

fn overdue(method: &Method, after: Duration) -> Error {
    Error::Deadline {
        method: method.name.clone(),
        after,
    }
}

fn path(method: &Method) -> Result<PathAndQuery, Error> {
    PathAndQuery::from_str(&method.path)
        .map_err(|error| Error::Endpoint(format!("the path {:?}: {error}", method.path)))
}

/// Header values may be secrets, so only names are shown.
fn metadata(headers: &[(String, String)]) -> Result<MetadataMap, Error> {
    let mut map = MetadataMap::with_capacity(headers.len() + 1);
    for (name, value) in headers {
        let key = AsciiMetadataKey::from_str(name).map_err(|_| {
            Error::Endpoint(format!(
                "{name:?} is not a name that a gRPC header can have"
            ))
        })?;
        let value = Some(value)
            .filter(|value| value.is_ascii())
            .and_then(|value| MetadataValue::from_str(value).ok())
            .ok_or_else(|| {
                Error::Endpoint(format!(
                    "the value of the header {name:?} is not plain ASCII"
                ))
            })?;
        map.append(key, value);
    }
    Ok(map)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_errors_name_the_header_never_the_value() {
        let error = metadata(&[("x-key".into(), "gehe\u{ef}m".into())]).unwrap_err();
        assert!(error.to_string().contains("x-key"));
        assert!(!error.to_string().contains("gehe"));
        assert!(metadata(&[("bad name".into(), "v".into())]).is_err());
    }

    #[test]
    fn an_unknown_rpc_is_an_error() {
        assert!(Client::method("Nope").is_err());
    }
}
