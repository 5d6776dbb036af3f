//! What the core does, told to whoever listens: the `tracing` events of this crate as plain records.
//!
//! By default nobody listens, and then an event costs one comparison. Other crates' events are never
//! told: those of the HTTP/2 stack hold headers, and so tokens.

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

/// How many records may wait for the listener; more are dropped, and counted.
const CAPACITY: usize = 1024;

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// How much it matters.
    pub level: Level,
    /// What happened.
    pub message: String,
    /// To what, the outermost span's fields first.
    pub fields: Fields,
    /// How many records before this one were dropped because the listener was slow.
    pub dropped: usize,
}

/// Names, which are this crate's own, and values.
pub type Fields = Vec<(&'static str, Value)>;

/// The value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number.
    Number(i64),
    /// Whether something is so.
    Flag(bool),
    /// Anything else.
    Text(String),
}

/// Whoever listens; dropping it ends that.
#[derive(Debug)]
pub struct Listener {
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

/// Listens to events of a level and above. There is one listener: a former one hears no more.
pub fn listen(level: Level) -> Result<Listener, String> {
    static INSTALLED: OnceLock<bool> = OnceLock::new();
    static IDS: AtomicUsize = AtomicUsize::new(0);
    let subscriber = || Registry::default().with(Forward);
    if !INSTALLED.get_or_init(|| tracing::subscriber::set_global_default(subscriber()).is_ok()) {
        return Err("something else in this library listens to its events".to_owned());
    }
    let id = IDS.fetch_add(1, Ordering::Relaxed);
    let (sender, records) = mpsc::channel(CAPACITY);
    replace(Some(Sink {
        id,
        level: level.into(),
        records: sender,
        dropped: AtomicUsize::new(0),
    }));
    Ok(Listener { id, records })
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

impl Listener {
    /// The next record; `None` once another listens.
    pub async fn next(&mut self) -> Option<Record> {
        self.records.recv().await
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if with_sink(|sink| sink.id) == Some(self.id) {
            replace(None);
        }
    }
}

struct Forward;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Forward {
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
            let mut written = Written::default();
            attributes.record(&mut written);
            span.extensions_mut().insert(written);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut written = Written::default();
        let spans = context.event_scope(event).map(|spans| spans.from_root());
        for span in spans.into_iter().flatten() {
            if let Some(of_span) = span.extensions().get::<Written>() {
                written.fields.extend(of_span.fields.iter().cloned());
            }
        }
        event.record(&mut written);
        with_sink(|sink| sink.send(*event.metadata().level(), written));
    }
}

impl Sink {
    fn send(&self, level: Level, written: Written) {
        let record = Record {
            level,
            message: written.message,
            fields: written.fields,
            dropped: self.dropped.swap(0, Ordering::Relaxed),
        };
        if let Err(mpsc::error::TrySendError::Full(record)) = self.records.try_send(record) {
            self.dropped
                .fetch_add(record.dropped + 1, Ordering::Relaxed);
        }
    }
}

#[derive(Default)]
struct Written {
    message: String,
    fields: Fields,
}

impl Visit for Written {
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

    /// Other tests of this process are heard as well, and there is only one listener.
    static ALONE: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

    async fn next(listener: &mut Listener, message: &str) -> Record {
        loop {
            let record = listener.next().await.expect("it still listens");
            if record.message == message {
                return record;
            }
        }
    }

    #[tokio::test]
    async fn an_event_comes_with_the_fields_of_its_spans() {
        let _alone = ALONE.lock().await;
        let mut listener = listen(Level::DEBUG).unwrap();
        let outer = tracing::debug_span!("outer", operation_id = "o-1");
        let _inside = outer.enter();
        tracing::trace!("below the level");
        tracing::debug!(rows = 3_u64, complete = true, "an event of mine");

        let record = next(&mut listener, "an event of mine").await;
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
    async fn other_crates_are_not_heard() {
        let _alone = ALONE.lock().await;
        let mut listener = listen(Level::TRACE).unwrap();
        tracing::error!(target: "h2", "authorization: Bearer secret");
        tracing::error!("an event after it");
        loop {
            let record = listener.next().await.unwrap();
            assert!(!record.message.contains("secret"));
            if record.message == "an event after it" {
                break;
            }
        }
    }

    #[tokio::test]
    async fn what_a_slow_listener_misses_is_counted() {
        let _alone = ALONE.lock().await;
        let mut listener = listen(Level::WARN).unwrap();
        for _ in 0..CAPACITY + 5 {
            tracing::warn!("one of many");
        }
        for _ in 0..CAPACITY {
            assert_eq!(listener.next().await.unwrap().dropped, 0);
        }
        tracing::warn!("the next");
        assert_eq!(next(&mut listener, "the next").await.dropped, 5);
    }

    #[tokio::test]
    async fn another_listener_ends_the_former() {
        let _alone = ALONE.lock().await;
        let mut former = listen(Level::WARN).unwrap();
        let mut latter = listen(Level::WARN).unwrap();
        assert_eq!(former.next().await, None);
        drop(former);
        tracing::warn!("heard by the latter");
        next(&mut latter, "heard by the latter").await;
    }
}
