//! One attempt at a call.

use std::str::FromStr;
use std::sync::atomic::Ordering;

use bytes::Bytes;
use futures_util::stream;
use http::uri::PathAndQuery;
use tokio::sync::oneshot;
use tokio::time::Instant;
use tonic::client::Grpc;
use tonic::metadata::{Ascii, AsciiMetadataKey, BinaryMetadataKey, MetadataMap, MetadataValue};
use tonic::{Request, Streaming};

use super::Client;
use crate::client::artifact::{Artifact, UploadMessages};
use crate::error::{Code, Error, RpcError};
use crate::proto::descriptors::Method;
use crate::sync::lock;
use crate::transport::codec::BytesCodec;
use crate::transport::http_error::HttpErrorChannel;

impl Client {
    pub(super) async fn send(&self, method: &Method, body: Bytes) -> Result<Bytes, Error> {
        let (started, sent) = (Instant::now(), body.len());
        let outcome = self.round_trip(method, body).await;
        let milliseconds = started.elapsed().as_millis() as u64;
        match &outcome {
            Ok(answer) => {
                tracing::debug!(
                    rpc = method.name,
                    sent,
                    received = answer.len(),
                    milliseconds,
                    "answered"
                );
            }
            Err(error) => {
                tracing::debug!(
                    rpc = method.name,
                    sent,
                    error = error.kind(),
                    milliseconds,
                    "failed"
                );
            }
        }
        outcome
    }

    async fn round_trip(&self, method: &Method, body: Bytes) -> Result<Bytes, Error> {
        let request = self.request(method, body).await?;
        let response = self
            .grpc(method)
            .await?
            .unary(request, path(method)?, BytesCodec)
            .await
            .map_err(|status| self.error(method, &status))?
            .into_inner();
        self.accept(method, response)
    }

    fn accept(&self, method: &Method, response: Bytes) -> Result<Bytes, Error> {
        if !self.shared.connected.swap(true, Ordering::SeqCst) {
            self.adapt_pings_later();
        }
        self.session_fields().verify(method.output, &response)?;
        Ok(response)
    }

    /// One attempt at an upload. A read error ends the call, so that no artifact arrives in part.
    pub(super) async fn upload(
        &self,
        method: &Method,
        artifacts: &[Artifact],
    ) -> Result<Bytes, Error> {
        let requests = UploadMessages::new(artifacts.to_vec());
        let (failure, failed) = oneshot::channel();
        let messages = stream::unfold(
            (self.clone(), requests, Some(failure)),
            |(client, mut requests, mut failure)| async move {
                let method = Self::method("AddArtifacts").ok()?;
                match requests.next().await {
                    Ok(request) => {
                        let message = client.session_fields().stamp(method, &[], &request?);
                        Some((message, (client, requests, failure)))
                    }
                    Err(error) => {
                        let _ = failure.take().map(|failure| failure.send(error));
                        std::future::pending().await
                    }
                }
            },
        );
        let request = self.with_headers(messages).await?;
        let mut grpc = self.grpc(method).await?;
        let call = grpc.client_streaming(request, path(method)?, BytesCodec);
        let answer = tokio::select! {
            answer = call => answer.map_err(|status| self.error(method, &status))?,
            Ok(error) = failed => return Err(error),
        };
        self.accept(method, answer.into_inner())
    }

    pub(super) async fn stream(
        &self,
        method: &Method,
        fields: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Streaming<Bytes>, Error> {
        let body = self.session_fields().stamp(method, fields, body);
        tracing::debug!(rpc = method.name, sent = body.len(), "opening a stream");
        let request = self.request(method, body).await?;
        self.grpc(method)
            .await?
            .server_streaming(request, path(method)?, BytesCodec)
            .await
            .map(tonic::Response::into_inner)
            .map_err(|status| self.error(method, &status))
    }

    async fn request(&self, method: &Method, body: Bytes) -> Result<Request<Bytes>, Error> {
        self.ensure_fits(method, &body)?;
        self.with_headers(body).await
    }

    async fn with_headers<T>(&self, message: T) -> Result<Request<T>, Error> {
        let mut request = Request::new(message);
        *request.metadata_mut() = self.shared.headers.clone();
        if let Some(authorization) = self.shared.credentials.authorization().await? {
            let mut value = MetadataValue::<Ascii>::from_str(&authorization).map_err(|_| {
                Error::Token("the token has characters that are invalid in a header".to_owned())
            })?;
            value.set_sensitive(true);
            request.metadata_mut().insert("authorization", value);
        }
        Ok(request)
    }

    /// A stub for one call, on a channel that is ready.
    async fn grpc(&self, method: &Method) -> Result<Grpc<HttpErrorChannel>, Error> {
        let channel = lock(&self.shared.channel).clone();
        let mut grpc = Grpc::new(channel)
            .max_decoding_message_size(self.shared.max_message_bytes)
            .max_encoding_message_size(self.shared.max_message_bytes);
        grpc.ready()
            .await
            .map_err(|error| self.error(method, &tonic::Status::from_error(error)))?;
        Ok(grpc)
    }

    /// Reports a request that is too large. The transport would report a broken connection.
    fn ensure_fits(&self, method: &Method, body: &[u8]) -> Result<(), Error> {
        let limit = self.shared.max_message_bytes;
        if body.len() <= limit {
            return Ok(());
        }
        Err(Error::Rpc(Box::new(RpcError {
            method: method.name.clone(),
            code: Code::ResourceExhausted,
            message: format!(
                "the request has {} bytes, the limit is {limit} bytes",
                body.len()
            ),
            ..RpcError::default()
        })))
    }
}

fn path(method: &Method) -> Result<PathAndQuery, Error> {
    PathAndQuery::from_str(&method.path)
        .map_err(|error| Error::Internal(format!("invalid path {:?}: {error}", method.path)))
}

/// The metadata of headers. Names that end in `-bin` take any bytes, others printable ASCII.
/// Errors name the header, never its value, which may be secret.
pub(super) fn metadata(headers: &[(String, Vec<u8>)]) -> Result<MetadataMap, Error> {
    let mut map = MetadataMap::with_capacity(headers.len() + 1);
    for (name, value) in headers {
        if name.ends_with("-bin") {
            let key = BinaryMetadataKey::from_str(name).map_err(|_| invalid_name(name))?;
            map.append_bin(key, MetadataValue::from_bytes(value));
        } else {
            let key = AsciiMetadataKey::from_str(name).map_err(|_| invalid_name(name))?;
            map.append(key, ascii(value).ok_or_else(|| invalid_value(name))?);
        }
    }
    Ok(map)
}

fn ascii(value: &[u8]) -> Option<MetadataValue<Ascii>> {
    let text = str::from_utf8(value).ok().filter(|text| text.is_ascii())?;
    MetadataValue::from_str(text).ok()
}

fn invalid_name(name: &str) -> Error {
    Error::Endpoint(format!("{name:?} is not a valid name of a gRPC header"))
}

fn invalid_value(name: &str) -> Error {
    Error::Endpoint(format!(
        "the value of the header {name:?} is not printable ASCII"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_errors_hide_the_value() {
        let error = metadata(&[("x-key".into(), "gehe\u{ef}m".into())]).unwrap_err();
        assert!(error.to_string().contains("x-key"));
        assert!(!error.to_string().contains("gehe"));
        assert!(metadata(&[("bad name".into(), "v".into())]).is_err());
    }

    #[test]
    fn binary_headers_take_any_bytes() {
        let map = metadata(&[("trace-bin".into(), vec![0, 255])]).unwrap();
        let value = map.get_bin("trace-bin").unwrap().to_bytes().unwrap();
        assert_eq!(&value[..], [0, 255]);
    }
}
