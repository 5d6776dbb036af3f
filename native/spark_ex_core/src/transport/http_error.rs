//! HTTP answers that are not gRPC, as gRPC statuses.
//!
//! An ingress or a proxy answers like a web server when it refuses a request or finds no backend.
//! gRPC would report a malformed message; this layer reports the HTTP status and the page.

use std::error::Error;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Buf;
use http::{HeaderMap, Request, Response, StatusCode, header};
use tonic::body::Body;
use tonic::codegen::{Body as _, Service};
use tonic::transport::Channel;
use tonic::{Code, Status};

/// The timeout for the body of such an answer.
const BODY_TIMEOUT: Duration = Duration::from_secs(1);
/// The most characters of the body in a message.
const MAX_EXCERPT_CHARS: usize = 200;

type BoxError = Box<dyn Error + Send + Sync>;

/// A channel that turns answers that are not gRPC into errors.
#[derive(Clone, Debug)]
pub struct HttpErrorChannel(Channel);

impl HttpErrorChannel {
    /// Wraps a channel.
    pub fn new(channel: Channel) -> Self {
        Self(channel)
    }
}

impl Service<Request<Body>> for HttpErrorChannel {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let call = self.0.call(request);
        Box::pin(async move {
            let answer = call.await?;
            if is_grpc(answer.headers()) {
                return Ok(answer);
            }
            Err(status(answer).await.into())
        })
    }
}

fn is_grpc(headers: &HeaderMap) -> bool {
    headers.contains_key("grpc-status") || content_type(headers).starts_with("application/grpc")
}

fn content_type(headers: &HeaderMap) -> &str {
    let value = headers.get(header::CONTENT_TYPE);
    value.and_then(|value| value.to_str().ok()).unwrap_or("")
}

async fn status(answer: Response<Body>) -> Status {
    let http = answer.status();
    let text = tokio::time::timeout(BODY_TIMEOUT, text(answer.into_body()))
        .await
        .unwrap_or_default();
    let mut message = format!("not a gRPC response: HTTP {http}");
    if !text.is_empty() && text != http.to_string() {
        message = format!("{message}: {text}");
    }
    Status::new(code(http), message)
}

/// The mapping of gRPC's `doc/http-grpc-status-mapping.md`.
fn code(http: StatusCode) -> Code {
    match http.as_u16() {
        400 => Code::Internal,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::Unimplemented,
        429 | 502..=504 => Code::Unavailable,
        _ => Code::Unknown,
    }
}

/// The start of the body as text.
async fn text(mut body: Body) -> String {
    let frame = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await;
    let data = frame
        .and_then(Result::ok)
        .and_then(|frame| frame.into_data().ok());
    match data {
        Some(mut data) => excerpt(&String::from_utf8_lossy(
            &data.copy_to_bytes(data.remaining()),
        )),
        None => String::new(),
    }
}

/// The title of an HTML page, or its text without markup.
fn excerpt(page: &str) -> String {
    let title = page
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"))
        .map_or(page, |(title, _)| title);
    let mut inside = false;
    let plain = title.chars().filter(|&character| {
        match character {
            '<' => inside = true,
            '>' => inside = false,
            _ => return !inside,
        }
        false
    });
    let plain: String = plain.collect();
    let words: Vec<_> = plain.split_whitespace().collect();
    words.join(" ").chars().take(MAX_EXCERPT_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_the_title_or_the_text_of_a_page() {
        let page = "<html><head><title>404 Not Found</title></head><body>x</body></html>";
        assert_eq!(excerpt(page), "404 Not Found");
        assert_eq!(excerpt("<p>no  such\nroute</p>"), "no such route");
        assert_eq!(excerpt(&"x".repeat(500)).len(), MAX_EXCERPT_CHARS);
        assert_eq!(excerpt(""), "");
    }

    #[test]
    fn recognizes_grpc_by_status_or_content_type() {
        let headers = |name: &'static str, value: &'static str| {
            HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())])
        };
        assert!(is_grpc(&headers("content-type", "application/grpc+proto")));
        assert!(is_grpc(&headers("grpc-status", "12")));
        assert!(!is_grpc(&headers("content-type", "text/html")));
        assert!(!is_grpc(&HeaderMap::new()));
    }
}
