//! The calls that concern one operation.

use std::time::Duration;

use bytes::Bytes;
use prost::Message;
use tonic::Streaming;

use super::{Client, OWN_CALL_TIMEOUT};
use crate::error::Error;
use crate::proto::messages::{
    AnalyzePlanRequest, Empty, InterruptRequest, ReleaseExecuteRequest, ReleaseUntil,
};

impl Client {
    /// Opens the response stream of a query.
    ///
    /// Learns the id of the server's session first: a server that restarted then reports the
    /// change instead of running the plan in a new session.
    pub async fn execute(
        &self,
        request: &[u8],
        operation_id: &str,
    ) -> Result<Streaming<Bytes>, Error> {
        self.ensure_open()?;
        self.ensure_server_session().await?;
        let method = Self::method("ExecutePlan")?;
        let operation = [("operation_id", operation_id)];
        self.stream(method, &operation, request).await
    }

    /// Opens another response stream of a running query, after the last response received.
    pub async fn reattach(
        &self,
        operation_id: &str,
        last_response_id: Option<&str>,
    ) -> Result<Streaming<Bytes>, Error> {
        self.ensure_open()?;
        let method = Self::method("ReattachExecute")?;
        let mut fields = vec![("operation_id", operation_id)];
        fields.extend(last_response_id.map(|id| ("last_response_id", id)));
        self.stream(method, &fields, b"").await
    }

    /// Lets the server drop the responses of a query up to one, or the whole query for `None`.
    pub async fn release(&self, operation_id: &str, until: Option<&str>) -> Result<(), Error> {
        let request = ReleaseExecuteRequest {
            operation_id: operation_id.to_owned(),
            release_all: until.is_none().then(Empty::default),
            release_until: until.map(|response_id| ReleaseUntil {
                response_id: response_id.to_owned(),
            }),
        };
        let timeout = Some(OWN_CALL_TIMEOUT);
        self.send_own("ReleaseExecute", &request, Some(operation_id), timeout)
            .await
    }

    /// Asks the server to stop one operation. Works while the session is being closed.
    pub async fn interrupt_operation(&self, operation_id: &str) -> Result<(), Error> {
        let request = InterruptRequest {
            interrupt_type: InterruptRequest::OPERATION_ID,
            operation_id: operation_id.to_owned(),
        };
        let timeout = Some(OWN_CALL_TIMEOUT);
        self.send_own("Interrupt", &request, Some(operation_id), timeout)
            .await
    }

    /// Makes a call without side effects unless the server has answered before.
    async fn ensure_server_session(&self) -> Result<(), Error> {
        if self.session_fields().server_session_id().is_some() {
            return Ok(());
        }
        let request = AnalyzePlanRequest {
            spark_version: Some(Empty::default()),
        };
        let timeout = self.shared.required_call_timeout;
        self.send_own("AnalyzePlan", &request, None, timeout).await
    }

    async fn send_own(
        &self,
        method: &str,
        request: &impl Message,
        operation_id: Option<&str>,
        timeout: Option<Duration>,
    ) -> Result<(), Error> {
        let method = Self::method(method)?;
        self.call_own(method, &request.encode_to_vec(), operation_id, timeout)
            .await
            .map(drop)
    }
}
