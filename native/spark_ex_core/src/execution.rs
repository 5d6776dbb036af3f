//! One query, from its request to its last batch.
//!
//! A task reads the stream, checks it and decodes the batches ahead of the consumer, into a buffer
//! that is bounded in bytes; the consumer takes one event at a time. Dropping an execution that is
//! not finished interrupts it on the server.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore, mpsc, watch};

use crate::batch::Batch;
use crate::chunks::Assembler;
use crate::client::Client;
use crate::error::Error;
use crate::response::Response;
use crate::runtime::runtime;

const KIB: usize = 1024;

/// What is asked, and within which bounds.
#[derive(Debug)]
pub struct Query {
    /// The encoded `spark.connect.ExecutePlanRequest`.
    pub request: Bytes,
    /// A UUID, known before the first byte is sent, so that the operation can be named.
    pub operation_id: String,
    /// How many bytes of decoded batches may wait for the consumer.
    pub buffer_bytes: usize,
    /// After which time the query is interrupted.
    pub timeout: Option<Duration>,
}

/// What comes of a query.
#[derive(Debug)]
pub enum Event {
    /// Rows.
    Batch(Batch),
    /// Anything else, as an encoded `spark.connect.ExecutePlanResponse`: the schema, metrics,
    /// progress, the result of a command.
    Response(Bytes),
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
        let capacity = (query.buffer_bytes / KIB).clamp(1, Semaphore::MAX_PERMITS / 2);
        let reader = Reader {
            client,
            query,
            sender,
            capacity,
            permits: Arc::new(Semaphore::new(capacity)),
            assembler: Assembler::default(),
        };
        runtime.spawn(reader.run(cancelled));
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
            None => Err(Error::Decode(
                "the task that read the results broke off".to_owned(),
            )),
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

struct Reader {
    client: Client,
    query: Query,
    sender: mpsc::UnboundedSender<Delivery>,
    capacity: usize,
    permits: Arc<Semaphore>,
    assembler: Assembler,
}

impl Reader {
    async fn run(mut self, mut cancelled: watch::Receiver<bool>) {
        let timeout = self.query.timeout;
        let outcome = tokio::select! {
            biased;
            _ = cancelled.wait_for(|cancelled| *cancelled) => Err(Error::Cancelled),
            () = expired(timeout) => Err(Error::Deadline {
                method: "ExecutePlan".to_owned(),
                after: timeout.unwrap_or_default(),
            }),
            outcome = self.read() => outcome,
        };
        let ended_by_server =
            matches!(outcome, Ok(()) | Err(Error::Rpc(_) | Error::Connect { .. }));
        let delivery = match outcome {
            Ok(()) => Ok((Event::Done, None)),
            Err(error) => Err(self.client.with_details(error).await),
        };
        // Nobody may be left to be told; the server still has to be.
        let _ = self.sender.send(delivery);
        if !ended_by_server {
            // Best effort: when even this call fails, the server drops the operation by itself.
            let _ = self
                .client
                .interrupt_operation(&self.query.operation_id)
                .await;
        }
    }

    async fn read(&mut self) -> Result<(), Error> {
        let method = Client::method("ExecutePlan")?;
        let request = std::mem::take(&mut self.query.request);
        let mut stream = self
            .client
            .execute(method, &request, &self.query.operation_id)
            .await?;
        while let Some(message) = stream
            .message()
            .await
            .map_err(|status| self.client.error(method, &status))?
        {
            self.take(Response::parse(&message)?).await?;
        }
        self.assembler.finish()
    }

    async fn take(&mut self, response: Response) -> Result<(), Error> {
        self.client
            .identity()
            .check_ids(&response.session_id, &response.server_session_id)?;
        if !response.rest.is_empty() {
            self.deliver(Event::Response(response.rest), 0).await?;
        }
        if let Some(chunk) = response.chunk
            && let Some(assembled) = self.assembler.push(chunk)?
        {
            let batch = Batch::decode(assembled)?;
            let bytes = batch.bytes;
            self.deliver(Event::Batch(batch), bytes).await?;
        }
        Ok(())
    }

    async fn deliver(&self, event: Event, bytes: usize) -> Result<(), Error> {
        let permits = (bytes / KIB).clamp(1, self.capacity) as u32;
        let permit = Arc::clone(&self.permits)
            .acquire_many_owned(permits)
            .await
            .map_err(|_| Error::Cancelled)?;
        self.sender
            .send(Ok((event, Some(permit))))
            .map_err(|_| Error::Cancelled)
    }
}

async fn expired(timeout: Option<Duration>) {
    match timeout {
        Some(timeout) => tokio::time::sleep(timeout).await,
        None => std::future::pending().await,
    }
}
