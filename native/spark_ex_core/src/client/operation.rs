//! The calls that concern one operation: to begin it, to take its results up, to end it.

use bytes::Bytes;
use tonic::Streaming;

use super::{Client, number};
use crate::error::Error;
use crate::proto::descriptors::Schema;
use crate::proto::wire::{WireType, Writer};

impl Client {
    /// Opens the stream of a query.
    ///
    /// The server's session must be known before: a server that was restarted meanwhile can then
    /// tell, and does not run the plan of a session that it never had.
    pub async fn execute(
        &self,
        request: &[u8],
        operation_id: &str,
    ) -> Result<Streaming<Bytes>, Error> {
        self.ensure_open()?;
        if self.identity().server_session_id().is_none() {
            self.greet().await?;
        }
        let method = Self::method("ExecutePlan")?;
        let operation = [("operation_id", operation_id)];
        self.stream(method, &operation, request).await
    }

    /// Opens another stream of a query that runs, after the last response that was taken.
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

    /// Lets the server forget a query's responses up to one, or with `None` the whole query.
    pub async fn release(&self, operation_id: &str, until: Option<&str>) -> Result<(), Error> {
        let method = Self::method("ReleaseExecute")?;
        let message = &Schema::get().messages[method.input];
        let mut writer = Writer::default();
        match until {
            None => writer.len_field(number(message, "release_all")?, b""),
            Some(response_id) => {
                const RESPONSE_ID: u32 = 1;
                let before = writer.len();
                writer.len_field(RESPONSE_ID, response_id.as_bytes());
                writer.close(number(message, "release_until")?, before);
            }
        }
        writer.len_field(number(message, "operation_id")?, operation_id.as_bytes());
        self.own_call(method, &writer.finish(), Some(operation_id))
            .await
            .map(drop)
    }

    /// Asks the server to stop one operation of this session. Unlike other calls it may be made
    /// while the session is being stopped.
    pub async fn interrupt_operation(&self, operation_id: &str) -> Result<(), Error> {
        const INTERRUPT_TYPE_OPERATION_ID: u64 = 3;
        let method = Self::method("Interrupt")?;
        let message = &Schema::get().messages[method.input];
        let mut writer = Writer::default();
        writer.len_field(number(message, "operation_id")?, operation_id.as_bytes());
        writer.varint(INTERRUPT_TYPE_OPERATION_ID);
        writer.key(number(message, "interrupt_type")?, WireType::Varint);
        self.own_call(method, &writer.finish(), Some(operation_id))
            .await
            .map(drop)
    }

    /// Makes the server known by a call that changes nothing.
    async fn greet(&self) -> Result<(), Error> {
        let method = Self::method("AnalyzePlan")?;
        let message = &Schema::get().messages[method.input];
        let mut writer = Writer::default();
        writer.len_field(number(message, "spark_version")?, b"");
        self.own_call(method, &writer.finish(), None)
            .await
            .map(drop)
    }
}
