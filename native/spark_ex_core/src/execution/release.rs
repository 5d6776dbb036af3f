//! Telling the server which responses it may forget.
//!
//! PySpark sends one release for each response. The server forgets all but ten megabytes by itself,
//! so here one is sent now and then, for the latest response, and never two at once.

use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::client::Client;

/// After so many bytes …
const EVERY_BYTES: usize = 8 * 1024 * 1024;
/// … or after so long.
const EVERY: Duration = Duration::from_millis(250);

/// Releases an operation's responses in the background, until it is dropped.
#[derive(Debug)]
pub struct Releases {
    latest: watch::Sender<Option<String>>,
    bytes: usize,
    since: Instant,
}

impl Releases {
    /// Starts the background task; must be called inside the runtime.
    pub fn start(client: Client, operation_id: String) -> Self {
        let (latest, mut changes) = watch::channel(None);
        tokio::spawn(async move {
            while changes.changed().await.is_ok() {
                let until: Option<String> = changes.borrow_and_update().clone();
                // One that fails costs the server some memory until the next.
                let _ = client.release(&operation_id, until.as_deref()).await;
            }
        });
        Self {
            latest,
            bytes: 0,
            since: Instant::now(),
        }
    }

    /// A response of so many bytes is safe here.
    pub fn taken(&mut self, response_id: &str, bytes: usize) {
        self.bytes += bytes;
        if !response_id.is_empty() && (self.bytes >= EVERY_BYTES || self.since.elapsed() >= EVERY) {
            self.latest.send_replace(Some(response_id.to_owned()));
            self.bytes = 0;
            self.since = Instant::now();
        }
    }
}
