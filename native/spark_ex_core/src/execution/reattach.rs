//! The response stream of an operation, each response exactly once, over any number of gRPC
//! streams.
//!
//! A server ends a stream after two minutes or a gigabyte, and networks break it at any time. The
//! operation goes on and is reattached after the last response received. Only `ResultComplete` is
//! the end. `ExecutePlan` is sent again only while nothing has come of it: a plan never runs
//! twice.
//!
//! The rules are PySpark's (`client/reattach.py`), without its gaps.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use tonic::Streaming;

use crate::client::Client;
use crate::client::retry::{self, Budget};
use crate::client::retry_event::{Action, OnRetry, RetryEvent};
use crate::client::rpc_event::RpcSpan;
use crate::error::Error;
use crate::execution::response::Response;

const EXECUTE: &str = "ExecutePlan";
/// A stream that ends empty this soon was not ended in the normal course.
const EMPTY_STREAM: Duration = Duration::from_secs(1);
/// This many empty streams in a row mean that no response will come (SPARK-50735).
const MAX_EMPTY_STREAMS: u32 = 32;

/// The response stream of an operation.
pub struct ResponseStream {
    client: Client,
    on_retry: Arc<dyn OnRetry>,
    /// An encoded `ExecutePlanRequest` that asks to be reattachable.
    request: Bytes,
    /// Whether another client has sent the plan, so this one does not send it.
    attached: bool,
    /// The original request, if a compressed one is sent.
    uncompressed: Option<Bytes>,
    operation_id: String,
    /// Whether an operation with this id may belong to another query, since this one has not been
    /// sent.
    may_be_taken: bool,
    /// Whether the operation of this id is another query's.
    is_foreign: bool,
    last_response_id: Option<String>,
    next_call: Call,
    last_call: Call,
    stream: Option<OpenStream>,
    budget: Budget,
    refreshed: bool,
    empty_streams: u32,
    last_failure: Option<Box<str>>,
}

/// The call that opens a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Call {
    Execute,
    Reattach,
}

#[derive(Debug)]
struct OpenStream {
    messages: Streaming<Bytes>,
    opened_at: Instant,
    has_responded: bool,
    /// `None` for the stream that the plan opened.
    span: Option<RpcSpan>,
}

impl ResponseStream {
    /// The response stream of a request that has not been sent; without one, of an operation
    /// that is on the server already.
    pub fn new(
        client: Client,
        request: Option<Bytes>,
        operation_id: String,
        is_chosen_id: bool,
        on_retry: Arc<dyn OnRetry>,
    ) -> Self {
        let budget = Budget::new(client.retry_policy().clone());
        let first_call = match request {
            Some(_) => Call::Execute,
            None => Call::Reattach,
        };
        Self {
            client,
            on_retry,
            attached: request.is_none(),
            next_call: first_call,
            last_call: first_call,
            request: request.unwrap_or_default(),
            uncompressed: None,
            operation_id,
            may_be_taken: is_chosen_id,
            is_foreign: false,
            last_response_id: None,
            stream: None,
            budget,
            refreshed: false,
            empty_streams: 0,
            last_failure: None,
        }
    }

    /// Whether the operation of the chosen id is another query's, which must go on.
    pub fn is_foreign(&self) -> bool {
        self.is_foreign
    }

    /// The error of the last attempt since the last response, if any.
    pub fn last_failure(&self) -> Option<Box<str>> {
        self.last_failure.clone()
    }

    /// The next response. The last one has `complete` set.
    pub async fn next(&mut self) -> Result<Response, Error> {
        loop {
            match self.receive().await {
                Ok(Some(message)) => {
                    let response = Response::parse(&message)?;
                    self.on_response(&response);
                    return Ok(response);
                }
                Ok(None) => self.on_stream_end()?,
                Err(error) => self.on_error(error).await?,
            }
        }
    }

    /// Reattaches periodically, so that the server does not abandon the operation while its
    /// responses wait. Failures are left to the next call of [`ResponseStream::next`].
    ///
    /// Can be dropped at any time: without a further response, the server lets the call wait.
    pub async fn keep_alive(&mut self, every: Duration) -> Infallible {
        loop {
            tokio::time::sleep(every).await;
            self.stream = None;
            // A failure repeats in `next`.
            let _ = self.attach().await;
        }
    }

    fn on_response(&mut self, response: &Response) {
        if !response.response_id.is_empty() {
            self.last_response_id = Some(response.response_id.clone());
        }
        self.uncompressed = None;
        self.last_failure = None;
        self.budget.renew();
        self.refreshed = false;
        self.empty_streams = 0;
        if let Some(open) = &mut self.stream {
            open.has_responded = true;
        }
    }

    async fn receive(&mut self) -> Result<Option<Bytes>, Error> {
        if self.stream.is_none() {
            self.attach().await?;
        }
        let Some(open) = &mut self.stream else {
            return Ok(None);
        };
        let method = Client::method(EXECUTE)?;
        let received = open
            .messages
            .message()
            .await
            .map_err(|status| self.client.error(method, &status));
        if let Some(span) = &mut open.span {
            match &received {
                Ok(message) => span.add_bytes(message.as_ref().map_or(0, Bytes::len)),
                Err(error) => span.fail(error),
            }
        }
        received
    }

    /// Opens a stream: the first one with the plan. If it breaks before the first response,
    /// reattaching shows whether the plan arrived without running it again.
    async fn attach(&mut self) -> Result<(), Error> {
        self.last_call = std::mem::replace(&mut self.next_call, Call::Reattach);
        let (messages, span) = match self.last_call {
            Call::Execute => (self.execute().await?, None),
            Call::Reattach => {
                let (messages, span) = self.reattach().await?;
                (messages, Some(span))
            }
        };
        self.stream = Some(OpenStream {
            messages,
            opened_at: Instant::now(),
            has_responded: false,
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
                span.fail(&error);
                Err(error)
            }
        }
    }

    async fn execute(&mut self) -> Result<Streaming<Bytes>, Error> {
        if self.uncompressed.is_none() {
            let method = Client::method(EXECUTE)?;
            if let Some(compressed) = self.client.compress_request(method, &self.request).await {
                self.uncompressed = Some(std::mem::replace(&mut self.request, compressed));
            }
        }
        self.client.execute(&self.request, &self.operation_id).await
    }

    /// Reattaches after a stream that ended without a status.
    fn on_stream_end(&mut self) -> Result<(), Error> {
        let Some(open) = self.stream.take() else {
            return Ok(());
        };
        if !open.has_responded && open.opened_at.elapsed() < EMPTY_STREAM {
            self.empty_streams += 1;
        }
        if self.empty_streams > MAX_EMPTY_STREAMS {
            return Err(Error::Decode(format!(
                "the server ended {MAX_EMPTY_STREAMS} result streams in a row without a response \
                 and without completing the result"
            )));
        }
        let reattach = RetryEvent {
            action: Action::Reattach,
            method: EXECUTE.to_owned(),
            attempt: 0,
            wait: Duration::ZERO,
            code: None,
        };
        reattach.emit(&*self.on_retry);
        Ok(())
    }

    /// Returns once the next attempt is due, or the error if there is none.
    async fn on_error(&mut self, error: Error) -> Result<(), Error> {
        self.stream = None;
        self.client.discard_refused_token(&error);
        // The call that found the server was already retried.
        if !self.client.is_connected() {
            return Err(error);
        }
        let last_call = self.last_call;
        if self.last_response_id.is_none() {
            match last_call {
                // The plan never arrived, so it is safe to send it.
                Call::Reattach if !self.attached && is_not_found(&error) => {
                    self.next_call = Call::Execute;
                    return Ok(());
                }
                Call::Execute if self.revert_compression(&error) => {
                    self.next_call = Call::Execute;
                    return Ok(());
                }
                Call::Execute if is_taken(&error) && self.may_be_taken => {
                    self.is_foreign = true;
                    return Err(error);
                }
                // The plan arrived with an attempt that seemed to fail.
                Call::Execute if is_taken(&error) => return self.back_off(error).await,
                // The plan was refused, so no operation of this id is this query's.
                Call::Execute if error.is_unauthenticated() => self.next_call = Call::Execute,
                Call::Execute => self.may_be_taken = false,
                Call::Reattach => {}
            }
        }
        if error.is_unauthenticated() && self.client.can_renew_token() && !self.refreshed {
            self.refreshed = true;
            return Ok(());
        }
        if retry::is_retryable(&error, true) {
            return self.back_off(error).await;
        }
        Err(error)
    }

    fn revert_compression(&mut self, error: &Error) -> bool {
        match self.uncompressed.take() {
            Some(request) if self.client.disable_compression_if_refused(error) => {
                self.request = request;
                true
            }
            kept => {
                self.uncompressed = kept;
                false
            }
        }
    }

    async fn back_off(&mut self, error: Error) -> Result<(), Error> {
        let delay = retry::server_delay(&error);
        match self.budget.next_wait(fastrand::f64(), delay) {
            Some(wait) => {
                let attempt = self.budget.attempt();
                RetryEvent::new(Action::Reattach, EXECUTE, attempt, wait, &error)
                    .emit(&*self.on_retry);
                self.last_failure = Some(error.to_string().into());
                tokio::time::sleep(wait).await;
                Ok(())
            }
            None => Err(error),
        }
    }
}

fn is_taken(error: &Error) -> bool {
    error.has_class("INVALID_HANDLE.OPERATION_ALREADY_EXISTS")
}

fn is_not_found(error: &Error) -> bool {
    error.has_class("INVALID_HANDLE.OPERATION_NOT_FOUND")
        || error.has_class("INVALID_HANDLE.SESSION_NOT_FOUND")
}
