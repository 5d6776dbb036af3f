//! The responses of one execution, each exactly once, over as many streams as it takes.
//!
//! A server ends a stream after two minutes or a gigabyte, and networks cut it at any time. The
//! operation goes on, and is reattached to after the last response that was taken. Only
//! `ResultComplete` is the end. `ExecutePlan` itself is sent again only while nothing has come of it:
//! a plan never runs twice.
//!
//! The rules are PySpark's (`client/reattach.py`), but for their holes.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use tonic::Streaming;

use crate::client::Client;
use crate::client::retry::{self, Budget};
use crate::client::retry_event::{Action, Notice, Observer};
use crate::client::rpc_event::RpcSpan;
use crate::error::Error;
use crate::execution::response::Response;

const EXECUTE: &str = "ExecutePlan";
/// A stream that ends this soon and empty is none that the server ended in the normal course.
const EMPTY_STREAM: Duration = Duration::from_secs(1);
/// So many of them in a row mean that nothing will ever come (SPARK-50735).
const MAX_EMPTY_STREAMS: u32 = 32;

/// The responses of an operation.
pub struct Responses {
    client: Client,
    observer: Arc<dyn Observer>,
    /// An encoded `ExecutePlanRequest` that asks to be reattachable.
    request: Bytes,
    /// The request as it was, where it is sent compressed.
    uncompressed: Option<Bytes>,
    operation_id: String,
    last_response_id: Option<String>,
    next_call: Call,
    last_call: Call,
    stream: Option<Attached>,
    budget: Budget,
    refreshed: bool,
    empty_streams: u32,
    last_failure: Option<Box<str>>,
}

/// What opens a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Execute,
    Reattach,
}

#[derive(Debug)]
struct Attached {
    messages: Streaming<Bytes>,
    since: Instant,
    brought: bool,
    /// `None` for the stream of the plan itself.
    span: Option<RpcSpan>,
}

impl Responses {
    /// The responses to a request that has not been sent yet.
    pub fn new(
        client: Client,
        request: Bytes,
        operation_id: String,
        observer: Arc<dyn Observer>,
    ) -> Self {
        let budget = Budget::new(client.retry_policy().clone());
        Self {
            client,
            observer,
            request,
            uncompressed: None,
            operation_id,
            last_response_id: None,
            next_call: Call::Execute,
            last_call: Call::Execute,
            stream: None,
            budget,
            refreshed: false,
            empty_streams: 0,
            last_failure: None,
        }
    }

    /// Why the last attempt since the last response failed, if one did.
    pub fn last_failure(&self) -> Option<Box<str>> {
        self.last_failure.clone()
    }

    /// The last response that was taken, which need not be kept by the server any more.
    pub fn last_response_id(&self) -> Option<&str> {
        self.last_response_id.as_deref()
    }

    /// The next response. The one that is complete is the last.
    pub async fn next(&mut self) -> Result<Response, Error> {
        loop {
            match self.receive().await {
                Ok(Some(message)) => {
                    let response = Response::parse(&message)?;
                    self.taken(&response);
                    return Ok(response);
                }
                Ok(None) => self.stream_ended()?,
                Err(error) => self.failed(error).await?,
            }
        }
    }

    /// Attaches anew every so often, so that the server does not take the operation for abandoned
    /// while its responses have to wait. Failures are left to the next call of [`Responses::next`].
    ///
    /// May be dropped at any time: a server that has no further response yet lets the call wait.
    pub async fn keep_alive(&mut self, every: Duration) -> Infallible {
        loop {
            tokio::time::sleep(every).await;
            self.stream = None;
            // Whatever goes wrong here goes wrong there again.
            let _ = self.attach().await;
        }
    }

    fn taken(&mut self, response: &Response) {
        if !response.response_id.is_empty() {
            self.last_response_id = Some(response.response_id.clone());
        }
        self.uncompressed = None;
        self.last_failure = None;
        self.budget.renew();
        self.refreshed = false;
        self.empty_streams = 0;
        if let Some(attached) = &mut self.stream {
            attached.brought = true;
        }
    }

    async fn receive(&mut self) -> Result<Option<Bytes>, Error> {
        if self.stream.is_none() {
            self.attach().await?;
        }
        let Some(attached) = &mut self.stream else {
            return Ok(None);
        };
        let method = Client::method(EXECUTE)?;
        let received = attached
            .messages
            .message()
            .await
            .map_err(|status| self.client.error(method, &status));
        if let Some(span) = &mut attached.span {
            match &received {
                Ok(message) => span.received(message.as_ref().map_or(0, Bytes::len)),
                Err(error) => span.failed(error),
            }
        }
        received
    }

    /// The first stream is opened by the plan. Whether a plan whose stream broke before its first
    /// response has arrived is not known: reattaching finds out without running it again.
    async fn attach(&mut self) -> Result<(), Error> {
        self.last_call = std::mem::replace(&mut self.next_call, Call::Reattach);
        let (messages, span) = match self.last_call {
            Call::Execute => (self.execute().await?, None),
            Call::Reattach => {
                let (messages, span) = self.reattach().await?;
                (messages, Some(span))
            }
        };
        self.stream = Some(Attached {
            messages,
            since: Instant::now(),
            brought: false,
            span,
        });
        Ok(())
    }

    async fn reattach(&self) -> Result<(Streaming<Bytes>, RpcSpan), Error> {
        let method = Client::method("ReattachExecute")?;
        let mut span = self.client.begin_rpc(method, Some(&self.operation_id));
        let last = self.last_response_id.as_deref();
        match self.client.reattach(&self.operation_id, last).await {
            Ok(messages) => Ok((messages, span)),
            Err(error) => {
                span.failed(&error);
                Err(error)
            }
        }
    }

    async fn execute(&mut self) -> Result<Streaming<Bytes>, Error> {
        if self.uncompressed.is_none() {
            let method = Client::method(EXECUTE)?;
            if let Some(compressed) = self.client.compressed(method, &self.request).await {
                self.uncompressed = Some(std::mem::replace(&mut self.request, compressed));
            }
        }
        self.client.execute(&self.request, &self.operation_id).await
    }

    /// A stream that ends without a word is continued by the next one.
    fn stream_ended(&mut self) -> Result<(), Error> {
        let Some(attached) = self.stream.take() else {
            return Ok(());
        };
        if !attached.brought && attached.since.elapsed() < EMPTY_STREAM {
            self.empty_streams += 1;
        }
        if self.empty_streams > MAX_EMPTY_STREAMS {
            return Err(Error::Decode(format!(
                "the server ended {MAX_EMPTY_STREAMS} streams of the results in a row without \
                 any, and without saying that they are complete"
            )));
        }
        let reattach = Notice {
            action: Action::Reattach,
            method: EXECUTE.to_owned(),
            attempt: 0,
            wait: Duration::ZERO,
            code: None,
        };
        reattach.tell(&*self.observer);
        Ok(())
    }

    /// Returns where another try is worth it, after the wait that it needs.
    async fn failed(&mut self, error: Error) -> Result<(), Error> {
        self.stream = None;
        self.client.discard_refused_token(&error);
        // The call that made the server known was tried again as often as makes sense.
        if !self.client.connected() {
            return Err(error);
        }
        let last_call = self.last_call;
        if self.last_response_id.is_none() {
            match last_call {
                // The plan never arrived, so it is safe to send it.
                Call::Reattach if not_found(&error) => {
                    self.next_call = Call::Execute;
                    return Ok(());
                }
                Call::Execute if self.is_to_be_sent_uncompressed(&error) => {
                    self.next_call = Call::Execute;
                    return Ok(());
                }
                // It did arrive, by a try that seemed to have failed.
                Call::Execute if error.names("INVALID_HANDLE.OPERATION_ALREADY_EXISTS") => {
                    return self.wait(error).await;
                }
                _ => {}
            }
        }
        if error.is_unauthenticated() && self.client.renewable_token() && !self.refreshed {
            self.refreshed = true;
            return Ok(());
        }
        if retry::retryable(&error, true) {
            return self.wait(error).await;
        }
        Err(error)
    }

    fn is_to_be_sent_uncompressed(&mut self, error: &Error) -> bool {
        match self.uncompressed.take() {
            Some(request) if self.client.compression_refused(error) => {
                self.request = request;
                true
            }
            kept => {
                self.uncompressed = kept;
                false
            }
        }
    }

    async fn wait(&mut self, error: Error) -> Result<(), Error> {
        let delay = retry::server_delay(&error);
        match self.budget.next_wait(fastrand::f64(), delay) {
            Some(wait) => {
                let attempt = self.budget.attempt();
                Notice::new(Action::Reattach, EXECUTE, attempt, wait, &error).tell(&*self.observer);
                self.last_failure = Some(error.to_string().into());
                tokio::time::sleep(wait).await;
                Ok(())
            }
            None => Err(error),
        }
    }
}

fn not_found(error: &Error) -> bool {
    error.names("INVALID_HANDLE.OPERATION_NOT_FOUND")
        || error.names("INVALID_HANDLE.SESSION_NOT_FOUND")
}
