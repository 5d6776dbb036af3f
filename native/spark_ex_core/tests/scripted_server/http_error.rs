//! Answers of a proxy in front of Spark.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::Full;
use spark_ex_core::client::Client;
use spark_ex_core::error::{Code, Error, RpcError};
use spark_ex_core::transport::credentials::Credentials;
use tokio_stream::wrappers::TcpListenerStream;
use tonic::body::Body;
use tonic::server::NamedService;
use tower_service::Service;

use crate::fixture::{address, client, client_of};

/// Answers every request with one page; AUTHORITY in it is replaced by the request's authority.
#[derive(Clone)]
struct Page(u16, &'static str);

impl NamedService for Page {
    const NAME: &'static str = "spark.connect.SparkConnectService";
}

impl Service<http::Request<Body>> for Page {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = Ready<Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let Self(status, text) = *self;
        let authority = request.uri().authority().unwrap().as_str();
        let text = text.replace("AUTHORITY", authority);
        let answer = http::Response::builder()
            .status(status)
            .header("content-type", "text/html")
            .body(Body::new(Full::new(Bytes::from(text))));
        ready(Ok(answer.unwrap()))
    }
}

async fn start(page: Page) -> u16 {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(
        tonic::transport::Server::builder()
            .add_service(page)
            .serve_with_incoming(TcpListenerStream::new(listener)),
    );
    port
}

async fn call_page(page: Page) -> Box<RpcError> {
    call_error(&client(start(page).await, Credentials::None)).await
}

async fn call_error(client: &Client) -> Box<RpcError> {
    let method = Client::method("Config").unwrap();
    match client.unary(method, b"", None, &()).await {
        Err(Error::Rpc(rpc)) => rpc,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn reports_the_status_and_the_title_of_a_page() {
    let page = "<html><head><title>No such route</title></head><body>x</body></html>";
    let rpc = call_page(Page(404, page)).await;
    assert_eq!(rpc.code, Code::Unimplemented);
    let expected = "not a gRPC response: HTTP 404 Not Found: No such route";
    assert_eq!(rpc.message, expected);
}

#[tokio::test]
async fn a_page_with_status_200_is_an_error() {
    let rpc = call_page(Page(200, "welcome")).await;
    assert_eq!(rpc.code, Code::Unknown);
    assert!(rpc.message.ends_with("HTTP 200 OK: welcome"), "{rpc}");
}

#[tokio::test]
async fn an_ingress_without_a_backend_fails_soon_at_first() {
    let started = Instant::now();
    let rpc = call_page(Page(502, "<title>502 Bad Gateway</title>")).await;
    assert_eq!(rpc.code, Code::Unavailable);
    assert!(rpc.message.ends_with("HTTP 502 Bad Gateway"), "{rpc}");
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn sends_the_given_authority() {
    let port = start(Page(404, "AUTHORITY")).await;
    let mut address = address(port);
    address.authority = Some("spark.example:443".into());
    let client = client_of(address, Credentials::None);
    let rpc = call_error(&client).await;
    assert!(rpc.message.ends_with(": spark.example:443"), "{rpc}");
}
