//! One query, from its request to its last batch.
//!
//! A task reads the stream, checks it and decodes the batches ahead of the consumer, into a buffer
//! that is bounded in bytes; the consumer takes one event at a time. Dropping an execution that is
//! not finished interrupts it on the server.

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
use crate::client::retry_event::{Notice, Observer};
use crate::error::Error;
use crate::execution::reassembly::{Assembled, Assembler};
use crate::execution::reattach::Responses;
use crate::execution::release::Releases;
use crate::execution::response::Response;
use crate::runtime::runtime;

const KIB: usize = 1024;
const MAX_PERMITS: usize = u32::MAX as usize / 2;

/// What is asked, and within which bounds.
#[derive(Debug)]
pub struct Query {
    /// The encoded `spark.connect.ExecutePlanRequest`, which asks to be reattachable.
    pub request: Bytes,
    /// A UUID, known before the first byte is sent, so that the operation can be named.
    pub operation_id: String,
    /// How many bytes of decoded batches may wait for the consumer.
    pub buffer_bytes: usize,
    /// After which time the query is interrupted.
    pub timeout: Option<Duration>,
    /// How often to reattach while the consumer leaves no room; less than what the server lets
    /// pass before it gives up an operation that nobody is attached to.
    pub keep_alive: Duration,
}

/// What comes of a query.
#[derive(Debug)]
pub enum Event {
    /// Rows.
    Batch(Batch),
    /// Anything else, as an encoded `spark.connect.ExecutePlanResponse`: the schema, metrics,
    /// progress, the result of a command.
    Response(Bytes),
    /// Something was done about a failure.
    Notice(Notice),
    /// The end, complete.
    Done,
}

type Delivery = Result<(Event, Option<OwnedSemaphorePermit>), Error>;

/// A running query.
#[derive(Debug)]
pub struct Execution {
    events: Mutex<Events>,
    cancel: watch::Sender<bool>,
}

#[derive(Debug)]
struct Events {
    receiver: mpsc::UnboundedReceiver<Delivery>,
    ended: Option<Result<(), Error>>,
}

impl Execution {
    /// Sends the query. Nothing is waited for.
    pub fn start(client: Client, query: Query) -> Result<Self, Error> {
        let runtime = runtime().map_err(Error::Endpoint)?;
        let (sender, receiver) = mpsc::unbounded_channel();
        let (cancel, cancelled) = watch::channel(false);
        // Some of the reader's parts start tasks of their own.
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

    /// The next event. [`Event::Done`] and errors are final: they come again when asked again.
    pub async fn next(&self) -> Result<Event, Error> {
        let mut cancelled = self.cancel.subscribe();
        let mut events = self.events.lock().await;
        tokio::select! {
            biased;
            event = events.next() => event,
            Ok(_) = cancelled.wait_for(|cancelled| *cancelled) => Err(Error::Cancelled),
        }
    }

    /// Gives the query up: whoever waits gets [`Error::Cancelled`], and the server is told to stop.
    pub fn cancel(&self) {
        self.cancel.send_replace(true);
    }
}

impl Events {
    async fn next(&mut self) -> Result<Event, Error> {
        if let Some(ended) = &self.ended {
            return ended.clone().map(|()| Event::Done);
        }
        let delivered = match self.receiver.recv().await {
            Some(delivery) => delivery.map(|(event, _permit)| event),
            // Only a reader that broke off leaves without a word; that must never pass for an end.
            None => Err(broke_off()),
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
        self.cancel();
    }
}

fn broke_off() -> Error {
    Error::Decode("the task that read the results broke off; this is a bug of SparkEx".to_owned())
}

struct Reader {
    client: Client,
    operation_id: String,
    timeout: Option<Duration>,
    keep_alive: Duration,
    responses: Responses,
    releases: Releases,
    assembler: Assembler,
    names: Option<Names>,
    outlet: Outlet,
}

impl Reader {
    fn new(client: Client, query: Query, sender: mpsc::UnboundedSender<Delivery>) -> Self {
        let Query {
            request,
            operation_id,
            buffer_bytes,
            timeout,
            keep_alive,
        } = query;
        Self {
            responses: Responses::new(
                client.clone(),
                request,
                operation_id.clone(),
                Arc::new(Notices(sender.clone())),
            ),
            releases: Releases::start(client.clone(), operation_id.clone()),
            assembler: Assembler::default(),
            names: None,
            outlet: Outlet::new(sender, buffer_bytes),
            client,
            operation_id,
            timeout,
            keep_alive,
        }
    }

    async fn run(mut self, cancelled: watch::Receiver<bool>) {
        let started = Instant::now();
        let outcome = self.read_until(cancelled).await;
        let milliseconds = started.elapsed().as_millis() as u64;
        let error = outcome.as_ref().err().map_or("none", Error::kind);
        tracing::debug!(milliseconds, error, "ended");
        let ended = match &outcome {
            Ok(()) => true,
            Err(error) => error.is_of_spark(),
        };
        let delivery = match outcome {
            Ok(()) => Ok((Event::Done, None)),
            // Whatever the server made of it, this is why.
            Err(_) if self.client.closed() => Err(Error::Closed),
            Err(error) => Err(self.client.with_details(error).await),
        };
        self.outlet.end(delivery);
        // Nothing more is read, and what is on the way need not wait for the server's word.
        drop(self.responses);
        if !ended {
            interrupt(&self.client, &self.operation_id, started).await;
        }
        // Best effort, as is the interrupt: a server that can't be told drops the operation when
        // nobody has asked for it for some minutes.
        let _ = self.client.release(&self.operation_id, None).await;
    }

    /// Reads to the end, unless the query is cancelled, takes too long, or loses its session before.
    async fn read_until(&mut self, mut cancelled: watch::Receiver<bool>) -> Result<(), Error> {
        let (timeout, client) = (self.timeout, self.client.clone());
        let outcome = tokio::select! {
            biased;
            _ = cancelled.wait_for(|cancelled| *cancelled) => Some(Err(Error::Cancelled)),
            () = client.until_closed() => Some(Err(Error::Closed)),
            () = expired(timeout) => None,
            outcome = AssertUnwindSafe(self.read()).catch_unwind() => {
                Some(outcome.unwrap_or_else(|_panic| Err(broke_off())))
            }
        };
        outcome.unwrap_or_else(|| Err(self.overdue()))
    }

    fn overdue(&self) -> Error {
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
            self.take(response).await?;
            if complete {
                return self.assembler.finish();
            }
        }
    }

    async fn take(&mut self, response: Response) -> Result<(), Error> {
        self.client
            .identity()
            .check_ids(&response.session_id, &response.server_session_id)?;
        if let Some(schema) = &response.schema {
            self.names = Some(Names::parse(schema)?);
        }
        let received = response.chunk.as_ref().map_or(0, |chunk| chunk.data.len());
        if !response.rest.is_empty() {
            self.deliver(Event::Response(response.rest), 0).await?;
        }
        if let Some(chunk) = response.chunk
            && let Some(assembled) = self.assembler.push(chunk)?
        {
            let batch = self.decode(assembled)?;
            let bytes = batch.ipc.len();
            tracing::trace!(rows = batch.rows, bytes, "batch");
            self.deliver(Event::Batch(batch), bytes).await?;
        }
        self.releases.taken(&response.response_id, received);
        Ok(())
    }

    fn decode(&self, assembled: Assembled) -> Result<Batch, Error> {
        let Some(names) = &self.names else {
            return Batch::decode(assembled);
        };
        match (Batch::decode(assembled), names.collision()) {
            (Ok(batch), _) => Ok(batch.with_names(names)),
            (Err(_), Some(name)) => Err(Error::Decode(format!(
                "Spark can't send a STRUCT with these field names: where names are equal it appends a \
                 number to each, and two fields become {name:?}. Rename them, for example with a cast"
            ))),
            (Err(error), None) => Err(error),
        }
    }

    /// Waits until there is room. A consumer may pause for hours; the server ends the stream after
    /// two minutes, and drops what nobody has been attached to for five more.
    async fn deliver(&mut self, event: Event, bytes: usize) -> Result<(), Error> {
        let permit = tokio::select! {
            permit = self.outlet.room(bytes) => permit?,
            never = self.responses.keep_alive(self.keep_alive) => match never {},
        };
        self.outlet.send(event, permit)
    }
}

/// Notices take the way of the events, so that they come in their order.
struct Notices(mpsc::UnboundedSender<Delivery>);

impl Observer for Notices {
    fn notice(&self, notice: Notice) {
        // Nobody may be left to hear it.
        let _ = self.0.send(Ok((Event::Notice(notice), None)));
    }
}

/// The way to the consumer, bounded in bytes.
struct Outlet {
    sender: mpsc::UnboundedSender<Delivery>,
    capacity: usize,
    permits: Arc<Semaphore>,
}

impl Outlet {
    fn new(sender: mpsc::UnboundedSender<Delivery>, bytes: usize) -> Self {
        let capacity = (bytes / KIB).clamp(1, MAX_PERMITS);
        Self {
            sender,
            capacity,
            permits: Arc::new(Semaphore::new(capacity)),
        }
    }

    /// Room for so many bytes; what is larger than the whole buffer takes all of it.
    async fn room(&self, bytes: usize) -> Result<OwnedSemaphorePermit, Error> {
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

    /// The last word. Nobody may be left to hear it.
    fn end(&self, delivery: Delivery) {
        let _ = self.sender.send(delivery);
    }
}

/// An operation that has only just begun may outlive an interrupt: Spark can cancel it while it
/// still submits a stage, which then runs on. So such a one is interrupted again.
async fn interrupt(client: &Client, operation_id: &str, started: Instant) {
    const EARLY: Duration = Duration::from_secs(2);
    const AGAIN_AFTER: Duration = Duration::from_millis(300);
    let early = started.elapsed() < EARLY;
    let _ = client.interrupt_operation(operation_id).await;
    if early {
        tokio::time::sleep(AGAIN_AFTER).await;
        let _ = client.interrupt_operation(operation_id).await;
    }
}

async fn expired(timeout: Option<Duration>) {
    match timeout {
        Some(timeout) => tokio::time::sleep(timeout).await,
        None => std::future::pending().await,
    }
}
