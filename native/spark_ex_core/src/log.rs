//! The `tracing` events of this crate, as plain records.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{OnceLock, RwLock};

use tokio::sync::mpsc;
pub use tracing::Level;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};

/// The capacity of the queue; records beyond it are dropped and counted.
const CAPACITY: usize = 1024;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The level.
    pub level: Level,
    /// The message.
    pub message: String,
    /// The fields, those of the outermost span first.
    pub fields: Fields,
    /// The number of records dropped before this one because the subscriber was slow.
    pub dropped: usize,
}

/// Names and values. The names are literals of this crate.
pub type Fields = Vec<(&'static str, Value)>;

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(i64),
    /// A boolean.
    Flag(bool),
    /// A text.
    Text(String),
}

/// A subscription to records, until it is dropped.
#[derive(Debug)]
pub struct Subscription {
    id: usize,
    records: mpsc::Receiver<Record>,
}

struct Sink {
    id: usize,
    level: LevelFilter,
    records: mpsc::Sender<Record>,
    dropped: AtomicUsize,
}

static SINK: RwLock<Option<Sink>> = RwLock::new(None);

/// Subscribes to events of a level and above. A new subscription replaces the previous one.
pub fn subscribe(level: Level) -> Result<Subscription, String> {
    static INSTALLED: OnceLock<bool> = OnceLock::new();
    static IDS: AtomicUsize = AtomicUsize::new(0);
    let subscriber = || Registry::default().with(ForwardLayer);
    if !INSTALLED.get_or_init(|| tracing::subscriber::set_global_default(subscriber()).is_ok()) {
        return Err("another tracing subscriber is installed".to_owned());
    }
    let id = IDS.fetch_add(1, Ordering::Relaxed);
    let (sender, records) = mpsc::channel(CAPACITY);
    replace(Some(Sink {
        id,
        level: level.into(),
        records: sender,
        dropped: AtomicUsize::new(0),
    }));
    Ok(Subscription { id, records })
}

fn replace(sink: Option<Sink>) {
    *SINK
        .write()
        .unwrap_or_else(|poisoned| poisoned.into_inner()) = sink;
    tracing::callsite::rebuild_interest_cache();
}

fn with_sink<T>(function: impl FnOnce(&Sink) -> T) -> Option<T> {
    let sink = SINK.read().unwrap_or_else(|poisoned| poisoned.into_inner());
    sink.as_ref().map(function)
}

impl Subscription {
    /// The next record; `None` once another subscription replaced this one.
    pub async fn next(&mut self) -> Option<Record> {
        self.records.recv().await
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if with_sink(|sink| sink.id) == Some(self.id) {
            replace(None);
        }
    }
}

struct ForwardLayer;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for ForwardLayer {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        match metadata.target().starts_with(env!("CARGO_PKG_NAME")) {
            true => Interest::sometimes(),
            false => Interest::never(),
        }
    }

    fn enabled(&self, metadata: &Metadata<'_>, _context: Context<'_, S>) -> bool {
        with_sink(|sink| *metadata.level() <= sink.level) == Some(true)
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(with_sink(|sink| sink.level).unwrap_or(LevelFilter::OFF))
    }

    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        if let Some(span) = context.span(id) {
            let mut visitor = RecordVisitor::default();
            attributes.record(&mut visitor);
            span.extensions_mut().insert(visitor);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut visitor = RecordVisitor::default();
        let spans = context.event_scope(event).map(|spans| spans.from_root());
        for span in spans.into_iter().flatten() {
            if let Some(span_fields) = span.extensions().get::<RecordVisitor>() {
                visitor.fields.extend(span_fields.fields.iter().cloned());
            }
        }
        event.record(&mut visitor);
        with_sink(|sink| sink.send(*event.metadata().level(), visitor));
    }
}

impl Sink {
    fn send(&self, level: Level, visitor: RecordVisitor) {
        let record = Record {
            level,
            message: visitor.message,
            fields: visitor.fields,
            dropped: self.dropped.swap(0, Ordering::Relaxed),
        };
        if let Err(mpsc::error::TrySendError::Full(record)) = self.records.try_send(record) {
            self.dropped
                .fetch_add(record.dropped + 1, Ordering::Relaxed);
        }
    }
}

#[derive(Default)]
struct RecordVisitor {
    message: String,
    fields: Fields,
}

impl Visit for RecordVisitor {
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.fields.push((field.name(), Value::Number(value)));
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        let value = i64::try_from(value).unwrap_or(i64::MAX);
        self.fields.push((field.name(), Value::Number(value)));
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.fields.push((field.name(), Value::Flag(value)));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields
            .push((field.name(), Value::Text(value.to_owned())));
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            self.message = format!("{value:?}");
        } else {
            self.fields
                .push((field.name(), Value::Text(format!("{value:?}"))));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tests of this process share the one subscription.
    static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

    async fn next(subscription: &mut Subscription, message: &str) -> Record {
        loop {
            let record = subscription.next().await.expect("an open subscription");
            if record.message == message {
                return record;
            }
        }
    }

    #[tokio::test]
    async fn an_event_has_the_fields_of_its_spans() {
        let _alone = ALONE.lock().await;
        let mut subscription = subscribe(Level::DEBUG).unwrap();
        let outer = tracing::debug_span!("outer", operation_id = "o-1");
        let _inside = outer.enter();
        tracing::trace!("below the level");
        tracing::debug!(rows = 3_u64, complete = true, "an event of mine");

        let record = next(&mut subscription, "an event of mine").await;
        assert_eq!(record.level, Level::DEBUG);
        assert_eq!(
            record.fields,
            [
                ("operation_id", Value::Text("o-1".to_owned())),
                ("rows", Value::Number(3)),
                ("complete", Value::Flag(true)),
            ]
        );
    }

    #[tokio::test]
    async fn events_of_other_crates_are_ignored() {
        let _alone = ALONE.lock().await;
        let mut subscription = subscribe(Level::TRACE).unwrap();
        tracing::error!(target: "h2", "authorization: Bearer secret");
        tracing::error!("an event after it");
        loop {
            let record = subscription.next().await.unwrap();
            assert!(!record.message.contains("secret"));
            if record.message == "an event after it" {
                break;
            }
        }
    }

    #[tokio::test]
    async fn dropped_records_are_counted() {
        let _alone = ALONE.lock().await;
        let mut subscription = subscribe(Level::WARN).unwrap();
        for _ in 0..CAPACITY + 5 {
            tracing::warn!("one of many");
        }
        for _ in 0..CAPACITY {
            assert_eq!(subscription.next().await.unwrap().dropped, 0);
        }
        tracing::warn!("the next");
        assert_eq!(next(&mut subscription, "the next").await.dropped, 5);
    }

    #[tokio::test]
    async fn a_new_subscription_replaces_the_previous_one() {
        let _alone = ALONE.lock().await;
        let mut former = subscribe(Level::WARN).unwrap();
        let mut latter = subscribe(Level::WARN).unwrap();
        assert_eq!(former.next().await, None);
        drop(former);
        tracing::warn!("heard by the latter");
        next(&mut latter, "heard by the latter").await;
    }
}
