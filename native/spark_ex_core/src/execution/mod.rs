//! One query, from the request to the last batch.
//!
//! A task reads the stream, verifies it and decodes batches ahead of the consumer, into a buffer
//! bounded in bytes. The consumer takes one event at a time. Dropping an unfinished execution
//! interrupts it on the server.

pub mod reassembly;
pub mod reattach;
pub mod release;
pub mod response;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_util::FutureExt;
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore, mpsc, watch};
use tracing::Instrument;

use crate::arrow::batch::Batch;
use crate::arrow::schema_names::Names;
use crate::client::Client;
use crate::client::retry_event::{OnRetry, RetryEvent};
use crate::error::Error;
use crate::execution::reassembly::{Assembler, EncodedBatch};
use crate::execution::reattach::ResponseStream;
use crate::execution::release::Releaser;
use crate::execution::response::Response;
use crate::runtime::runtime;

const KIB: usize = 1024;
const MAX_PERMITS: usize = u32::MAX as usize / 2;

/// A query and its limits.
#[derive(Debug)]
pub struct Query {
    /// The encoded `spark.connect.ExecutePlanRequest`; it must ask to be reattachable. `None`
    /// attaches to an operation that is on the server already.
    pub request: Option<Bytes>,
    /// A UUID chosen before the request is sent.
    pub operation_id: String,
    /// Whether the caller chose the id. The server may then have another operation with this id.
    pub is_chosen_id: bool,
    /// Whether the query continues on the server when it is abandoned here.
    pub detachable: bool,
    /// The most bytes of decoded batches that wait for the consumer.
    pub buffer_bytes: usize,
    /// The time after which the query is interrupted.
    pub timeout: Option<Duration>,
    /// How often to reattach while the buffer is full. Must be shorter than the time after which
    /// the server abandons a detached operation.
    pub keep_alive: Duration,
}

/// An event of a query.
#[derive(Debug)]
pub enum Event {
    /// A batch of rows.
    Batch(Batch),
    /// Any other response, as an encoded `spark.connect.ExecutePlanResponse`: the schema,
    /// metrics, progress, the result of a command.
    Response(Bytes),
    /// A retry after a failure.
    Retry(RetryEvent),
    /// The complete end.
    Done,
}

type Delivery = Result<(Event, Option<OwnedSemaphorePermit>), Error>;

/// A running query.
#[derive(Debug)]
pub struct Execution {
    events: Mutex<Events>,
    cancel: watch::Sender<Cancel>,
}

/// How a query is cancelled. The first request counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cancel {
    None,
    Interrupt,
    Abandon,
}

#[derive(Debug)]
struct Events {
    receiver: mpsc::UnboundedReceiver<Delivery>,
    ended: Option<Result<(), Error>>,
}

impl Execution {
    /// Starts the query without waiting.
    pub fn start(client: Client, query: Query) -> Result<Self, Error> {
        let runtime = runtime().map_err(Error::Internal)?;
        let (sender, receiver) = mpsc::unbounded_channel();
        let (cancel, cancelled) = watch::channel(Cancel::None);
        // Parts of the reader spawn tasks.
        let _inside = runtime.enter();
        let span = tracing::debug_span!("execution", operation_id = query.operation_id);
        let reader = Reader::new(client, query, sender).run(cancelled);
        runtime.spawn(reader.instrument(span));
        Ok(Self {
            events: Mutex::new(Events {
                receiver,
                ended: None,
            }),
            cancel,
        })
    }

    /// The next event. [`Event::Done`] and errors are final and repeat on further calls.
    pub async fn next(&self) -> Result<Event, Error> {
        let mut cancelled = self.cancel.subscribe();
        let mut events = self.events.lock().await;
        tokio::select! {
            biased;
            event = events.next() => event,
            Ok(_) = cancelled.wait_for(is_cancelled) => Err(Error::Cancelled),
        }
    }

    /// Cancels the query: a waiting caller gets [`Error::Cancelled`], and the server is told to
    /// stop.
    pub fn cancel(&self) {
        self.end(Cancel::Interrupt);
    }

    /// Cancels the query because no process waits for it. A detachable query continues on the
    /// server.
    pub fn abandon(&self) {
        self.end(Cancel::Abandon);
    }

    fn end(&self, cancel: Cancel) {
        self.cancel.send_if_modified(|current| {
            let first = *current == Cancel::None;
            if first {
                *current = cancel;
            }
            first
        });
    }
}

fn is_cancelled(cancel: &Cancel) -> bool {
    *cancel != Cancel::None
}

impl Events {
    async fn next(&mut self) -> Result<Event, Error> {
        if let Some(ended) = &self.ended {
            return ended.clone().map(|()| Event::Done);
        }
        let delivered = match self.receiver.recv().await {
            Some(delivery) => delivery.map(|(event, _permit)| event),
            // Only a reader that panicked ends without a last event, which must not pass for an
            // end.
            None => Err(reader_panicked()),
        };
        match &delivered {
            Ok(Event::Done) => self.ended = Some(Ok(())),
            Ok(_) => {}
            Err(error) => self.ended = Some(Err(error.clone())),
        }
        delivered
    }
}

impl Drop for Execution {
    fn drop(&mut self) {
        self.abandon();
    }
}

fn reader_panicked() -> Error {
    Error::Internal(
        "the task that reads the results panicked; this is a bug in SparkEx".to_owned(),
    )
}

struct Reader {
    client: Client,
    operation_id: String,
    detachable: bool,
    timeout: Option<Duration>,
    keep_alive: Duration,
    responses: ResponseStream,
    releaser: Releaser,
    assembler: Assembler,
    names: Option<Arc<Names>>,
    events: EventSender,
}

impl Reader {
    fn new(client: Client, query: Query, sender: mpsc::UnboundedSender<Delivery>) -> Self {
        let Query {
            request,
            operation_id,
            is_chosen_id,
            detachable,
            buffer_bytes,
            timeout,
            keep_alive,
        } = query;
        Self {
            responses: ResponseStream::new(
                client.clone(),
                request,
                operation_id.clone(),
                is_chosen_id,
                Arc::new(RetryEventSender(sender.clone())),
            ),
            releaser: Releaser::start(client.clone(), operation_id.clone()),
            assembler: Assembler::default(),
            names: None,
            events: EventSender::new(sender, buffer_bytes),
            client,
            operation_id,
            detachable,
            timeout,
            keep_alive,
        }
    }

    async fn run(mut self, mut cancelled: watch::Receiver<Cancel>) {
        let started = Instant::now();
        let outcome = self.read_until(&mut cancelled).await;
        let milliseconds = started.elapsed().as_millis() as u64;
        let error = outcome.as_ref().err().map_or("none", Error::kind);
        tracing::debug!(milliseconds, error, "ended");
        let has_ended = match &outcome {
            Ok(()) => true,
            Err(error) => error.is_spark_exception(),
        };
        let delivery = match outcome {
            Ok(()) => Ok((Event::Done, None)),
            // The reason, whatever error the server returned for it.
            Err(_) if self.client.is_closed() => Err(Error::Closed),
            Err(error) => Err(self.client.with_details(error).await),
        };
        self.events.finish(delivery);
        if self.responses.is_foreign() {
            return;
        }
        // Ends the stream: responses in flight are of no use.
        drop(self.responses);
        if self.detachable && has_ended {
            // The owner cancels once it has taken the end. If it dies before, another client may
            // still want the result.
            tokio::select! {
                _ = cancelled.wait_for(is_cancelled) => {}
                () = self.client.until_closed() => {}
            }
        }
        if self.detachable && is_left(*cancelled.borrow(), &self.client) {
            return;
        }
        if !has_ended {
            interrupt(&self.client, &self.operation_id, started).await;
        }
        // Best effort, like the interrupt: the server drops an operation that stays detached for
        // some minutes.
        let _ = self.client.release(&self.operation_id, None).await;
    }

    /// Reads to the end unless the query is cancelled, times out or loses its session.
    async fn read_until(&mut self, cancelled: &mut watch::Receiver<Cancel>) -> Result<(), Error> {
        let (timeout, client) = (self.timeout, self.client.clone());
        let outcome = tokio::select! {
            biased;
            _ = cancelled.wait_for(is_cancelled) => Some(Err(Error::Cancelled)),
            () = client.until_closed() => Some(Err(Error::Closed)),
            () = sleep_for(timeout) => None,
            outcome = AssertUnwindSafe(self.read()).catch_unwind() => {
                Some(outcome.unwrap_or_else(|_panic| Err(reader_panicked())))
            }
        };
        outcome.unwrap_or_else(|| Err(self.deadline_error()))
    }

    fn deadline_error(&self) -> Error {
        Error::Deadline {
            method: "ExecutePlan".to_owned(),
            after: self.timeout.unwrap_or_default(),
            last_failure: self.responses.last_failure(),
        }
    }

    async fn read(&mut self) -> Result<(), Error> {
        loop {
            let response = self.responses.next().await?;
            let complete = response.complete;
            self.handle(response).await?;
            if complete {
                return self.assembler.finish();
            }
        }
    }

    async fn handle(&mut self, response: Response) -> Result<(), Error> {
        self.client
            .session_fields()
            .verify_ids(&response.session_id, &response.server_session_id)?;
        if let Some(schema) = &response.schema {
            self.names = Some(Arc::new(Names::parse(schema)?));
        }
        let received = response.chunk.as_ref().map_or(0, |chunk| chunk.data.len());
        if !response.rest.is_empty() {
            self.deliver(Event::Response(response.rest), 0).await?;
        }
        if let Some(chunk) = response.chunk
            && let Some(encoded) = self.assembler.push(chunk)?
        {
            let batch = self.decode(encoded)?;
            let bytes = batch.ipc.len();
            tracing::trace!(rows = batch.rows, bytes, "batch");
            self.deliver(Event::Batch(batch), bytes).await?;
        }
        // Another client may read a detachable query from its start.
        if !self.detachable {
            self.releaser.record(&response.response_id, received);
        }
        Ok(())
    }

    fn decode(&self, encoded: EncodedBatch) -> Result<Batch, Error> {
        let Some(names) = &self.names else {
            return Batch::decode(encoded);
        };
        match (Batch::decode(encoded), names.collision()) {
            (Ok(batch), _) => Ok(batch.with_names(names)),
            (Err(_), Some(name)) => Err(Error::Decode(format!(
                "Spark can't send a STRUCT with these field names: it appends numbers to equal \
                 names, and two fields become {name:?}. Rename fields, for example with a cast"
            ))),
            (Err(error), None) => Err(error),
        }
    }

    /// Waits for room in the buffer. A consumer may pause for hours; the server ends the stream
    /// after two minutes and drops an operation after five more without a client.
    async fn deliver(&mut self, event: Event, bytes: usize) -> Result<(), Error> {
        let permit = tokio::select! {
            permit = self.events.reserve(bytes) => permit?,
            never = self.responses.keep_alive(self.keep_alive) => match never {},
        };
        self.events.send(event, permit)
    }
}

/// Whether a query ends here only because its owner or the session does.
fn is_left(cancel: Cancel, client: &Client) -> bool {
    match cancel {
        Cancel::Abandon => true,
        Cancel::Interrupt => false,
        Cancel::None => client.is_closed(),
    }
}

/// Sends retry events in order with the other events.
struct RetryEventSender(mpsc::UnboundedSender<Delivery>);

impl OnRetry for RetryEventSender {
    fn on_retry(&self, event: RetryEvent) {
        // The consumer may be gone.
        let _ = self.0.send(Ok((Event::Retry(event), None)));
    }
}

/// The sender of events, with a buffer bounded in bytes.
struct EventSender {
    sender: mpsc::UnboundedSender<Delivery>,
    capacity: usize,
    permits: Arc<Semaphore>,
}

impl EventSender {
    fn new(sender: mpsc::UnboundedSender<Delivery>, bytes: usize) -> Self {
        let capacity = (bytes / KIB).clamp(1, MAX_PERMITS);
        Self {
            sender,
            capacity,
            permits: Arc::new(Semaphore::new(capacity)),
        }
    }

    /// Reserves room for an event. An event larger than the buffer takes all of it.
    async fn reserve(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Error> {
        let permits = (bytes / KIB).clamp(1, self.capacity) as u32;
        Arc::clone(&self.permits)
            .acquire_many_owned(permits)
            .await
            .map_err(|_| Error::Cancelled)
    }

    fn send(&self, event: Event, permit: OwnedSemaphorePermit) -> Result<(), Error> {
        self.sender
            .send(Ok((event, Some(permit))))
            .map_err(|_| Error::Cancelled)
    }

    /// Sends the last event. The consumer may be gone.
    fn finish(&self, delivery: Delivery) {
        let _ = self.sender.send(delivery);
    }
}

/// Interrupts an operation, twice if it has just started: Spark can cancel it while it still
/// submits a stage, which then runs on.
async fn interrupt(client: &Client, operation_id: &str, started: Instant) {
    const EARLY: Duration = Duration::from_secs(2);
    const REPEAT_AFTER: Duration = Duration::from_millis(300);
    let early = started.elapsed() < EARLY;
    let _ = client.interrupt_operation(operation_id).await;
    if early {
        tokio::time::sleep(REPEAT_AFTER).await;
        let _ = client.interrupt_operation(operation_id).await;
    }
}

async fn sleep_for(timeout: Option<Duration>) {
    match timeout {
        Some(timeout) => tokio::time::sleep(timeout).await,
        None => std::future::pending().await,
    }
}
