//! Answers that are no gRPC: what stands in front of Spark speaks for itself.
//!
//! An ingress that refuses a request, or that knows no server for it, answers as web servers do.
//! Read as gRPC that is a malformed message; here it becomes a status that says what was answered.

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

/// How long to wait for the text of such an answer.
const PATIENCE: Duration = Duration::from_secs(1);
/// How much of it is shown, in characters.
const SHOWN: usize = 200;

type BoxError = Box<dyn Error + Send + Sync>;

/// A channel on which every answer is gRPC, or an error.
#[derive(Clone, Debug)]
pub struct Gateway(Channel);

impl Gateway {
    /// What the answers of `channel` pass through.
    pub fn new(channel: Channel) -> Self {
        Self(channel)
    }
}

impl Service<Request<Body>> for Gateway {
    type Response = Response<Body>;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let answer = self.0.call(request);
        Box::pin(async move {
            let answer = answer.await?;
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
    let text = tokio::time::timeout(PATIENCE, text(answer.into_body()))
        .await
        .unwrap_or_default();
    let mut message = format!("no answer of Spark Connect, but HTTP {http}");
    if !text.is_empty() && text != http.to_string() {
        message = format!("{message}: {text}");
    }
    Status::new(code(http), message)
}

/// As gRPC maps them (`doc/http-grpc-status-mapping.md`).
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

/// The beginning of what the answer says.
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

/// The title of a page, or else its text without the markup.
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
    words.join(" ").chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_title_of_a_page_or_its_text() {
        let page = "<html><head><title>404 Not Found</title></head><body>x</body></html>";
        assert_eq!(excerpt(page), "404 Not Found");
        assert_eq!(excerpt("<p>no  such\nroute</p>"), "no such route");
        assert_eq!(excerpt(&"x".repeat(500)).len(), SHOWN);
        assert_eq!(excerpt(""), "");
    }

    #[test]
    fn a_status_or_the_content_type_makes_it_grpc() {
        let headers = |name: &'static str, value: &'static str| {
            HeaderMap::from_iter([(name.parse().unwrap(), value.parse().unwrap())])
        };
        assert!(is_grpc(&headers("content-type", "application/grpc+proto")));
        assert!(is_grpc(&headers("grpc-status", "12")));
        assert!(!is_grpc(&headers("content-type", "text/html")));
        assert!(!is_grpc(&HeaderMap::new()));
    }
}
