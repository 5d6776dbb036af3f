//! More frequent pings for servers that accept them.
//!
//! The interval of pings is fixed when a connection opens, before the server's version is known.
//! A session that lives long enough to need pings therefore opens a second connection. Calls on
//! the first connection stay there.

use prost::Message;

use super::{Client, OWN_CALL_TIMEOUT};
use crate::error::Error;
use crate::proto::messages::{AnalyzePlanRequest, AnalyzePlanResponse, Empty};
use crate::sync::lock;
use crate::transport::http_error::HttpErrorChannel;
use crate::transport::ping;

impl Client {
    /// Adapts the pings to the server's version in the background. A failure leaves them
    /// unchanged.
    pub(super) fn adapt_pings_later(&self) {
        let pings = &self.shared.address.pings;
        if pings.rare() == pings.frequent() {
            return;
        }
        let client = self.clone();
        tokio::spawn(async move {
            tokio::select! {
                biased;
                () = client.until_closed() => {}
                adapted = client.adapt_pings() => {
                    if let Err(error) = adapted {
                        tracing::debug!(error = error.kind(), "could not adapt the pings");
                    }
                }
            }
        });
    }

    async fn adapt_pings(&self) -> Result<(), Error> {
        tokio::time::sleep(self.shared.address.pings.adapt_after).await;
        if ping::accepts_frequent_pings(&self.spark_version().await?) {
            let channel = self.shared.address.connect_with_frequent_pings().await?;
            *lock(&self.shared.channel) = HttpErrorChannel::new(channel);
            tracing::debug!("opened a connection with more frequent pings");
        }
        Ok(())
    }

    async fn spark_version(&self) -> Result<String, Error> {
        let request = AnalyzePlanRequest {
            spark_version: Some(Empty::default()),
        };
        let method = Self::method("AnalyzePlan")?;
        let timeout = Some(OWN_CALL_TIMEOUT);
        let answer = self
            .call_own(method, &request.encode_to_vec(), None, timeout)
            .await?;
        let answer = AnalyzePlanResponse::decode(answer).map_err(|error| {
            Error::Decode(format!("the server sent a malformed message: {error}"))
        })?;
        Ok(answer.spark_version.unwrap_or_default().version)
    }
}
