//! Releases of responses that were received.
//!
//! PySpark releases each response. The server drops all but ten megabytes on its own, so the
//! latest response is released now and then, one call at a time.

use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::client::Client;

/// Releases after this many bytes.
const EVERY_BYTES: usize = 8 * 1024 * 1024;
/// Releases after this time.
const EVERY: Duration = Duration::from_millis(250);

/// Releases an operation's responses in the background until it is dropped.
#[derive(Debug)]
pub struct Releaser {
    latest: watch::Sender<Option<String>>,
    bytes: usize,
    since: Instant,
}

impl Releaser {
    /// Starts the background task. Must be called inside the runtime.
    pub fn start(client: Client, operation_id: String) -> Self {
        let (latest, mut changes) = watch::channel(None);
        tokio::spawn(async move {
            while changes.changed().await.is_ok() {
                let until: Option<String> = changes.borrow_and_update().clone();
                // A failed release costs the server memory until the next one.
                let _ = client.release(&operation_id, until.as_deref()).await;
            }
        });
        Self {
            latest,
            bytes: 0,
            since: Instant::now(),
        }
    }

    /// Records a received response.
    pub fn record(&mut self, response_id: &str, bytes: usize) {
        self.bytes += bytes;
        if !response_id.is_empty() && (self.bytes >= EVERY_BYTES || self.since.elapsed() >= EVERY)
        {
            self.latest.send_replace(Some(response_id.to_owned()));
            self.bytes = 0;
            self.since = Instant::now();
        }
    }
}
