//! Unary calls.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::fixture::{client, start, start_observed, start_with};
use crate::server::Step;
use bytes::Bytes;
use spark_ex_core::client::Client;
use spark_ex_core::client::rpc_event::{Phase, RpcEvent, RpcObserver};
use spark_ex_core::error::{Code, Error};
use spark_ex_core::proto::wire;
use spark_ex_core::transport::credentials::{Credentials, TokenSource};
use tonic::Status;

async fn config(client: &Client) -> Result<Bytes, Error> {
    let method = Client::method("Config").unwrap();
    client
        .unary(method, b"", Some(Duration::from_secs(5)), &())
        .await
}

#[tokio::test]
async fn requests_have_session_fields_and_headers() {
    let (script, client) = start().await;
    config(&client).await.unwrap();
    let request = &script.requests("Config")[0];
    assert_eq!(
        wire::strings(request, [1, 4]).unwrap(),
        ["session-1", "test"]
    );
    assert_eq!(script.last_headers()["x-tenant"], "t1");
    assert!(script.last_headers().get("authorization").is_none());
}

#[tokio::test]
async fn the_servers_session_is_sent_back() {
    let (script, client) = start().await;
    let answer = crate::fixture::response(None);
    let mut writer = wire::Writer::default();
    writer.len_field(4, answer.server_session_id.as_bytes());
    script.answer("Config", vec![Step::Send(writer.finish())]);
    config(&client).await.unwrap();
    config(&client).await.unwrap();
    let requests = script.requests("Config");
    assert_eq!(wire::strings(&requests[0], [8]).unwrap(), [""]);
    assert_eq!(wire::strings(&requests[1], [8]).unwrap(), ["server-1"]);
}

#[tokio::test]
async fn a_refused_connection_is_reported() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let failed = config(&client(port, Credentials::None)).await;
    let Err(Error::Connect { target, cause }) = failed else {
        panic!("{failed:?}");
    };
    assert_eq!(target, format!("127.0.0.1:{port}"));
    assert!(cause.contains("refused"), "{cause}");
}

#[tokio::test]
async fn a_call_ends_at_its_deadline() {
    let (script, client) = start().await;
    script.answer("Config", vec![Step::Hang]);
    let method = Client::method("Config").unwrap();
    let failed = client
        .unary(method, b"", Some(Duration::from_millis(50)), &())
        .await;
    assert!(matches!(failed, Err(Error::Deadline { .. })), "{failed:?}");
}

#[tokio::test]
async fn deadlines_report_the_last_failure() {
    let (script, client) = start().await;
    let unavailable = vec![Step::Fail(Box::new(Status::unavailable("not yet")))];
    script.answers_in_turn("Config", vec![unavailable, vec![Step::Hang]]);
    let method = Client::method("Config").unwrap();
    let failed = client
        .unary(method, b"", Some(Duration::from_millis(200)), &())
        .await
        .unwrap_err();
    let text = failed.to_string();
    assert!(text.contains("the last attempt failed"), "{text}");
    assert!(text.contains("not yet"), "{text}");
}

#[derive(Default)]
struct Events(Mutex<Vec<RpcEvent>>);

impl RpcObserver for Events {
    fn observe(&self, event: RpcEvent) {
        self.0.lock().unwrap().push(event);
    }
}

#[tokio::test]
async fn own_calls_of_the_core_are_observed() {
    let events = Arc::new(Events::default());
    let observer: Arc<dyn RpcObserver> = events.clone();
    let (script, client) = start_observed(observer).await;
    config(&client).await.unwrap();
    let unavailable = vec![Step::Fail(Box::new(Status::unavailable("soon")))];
    let answer = vec![Step::Send(Bytes::new())];
    script.answers_in_turn("ReleaseExecute", vec![unavailable, answer]);
    client.release("operation-1", None).await.unwrap();
    let refused = Status::permission_denied("no");
    script.answer("ReleaseSession", vec![Step::Fail(Box::new(refused))]);
    client.close().await.unwrap_err();

    let events = events.0.lock().unwrap();
    let methods: Vec<_> = events.iter().map(|event| event.method.as_str()).collect();
    let expected = [
        "ReleaseExecute",
        "ReleaseExecute",
        "ReleaseSession",
        "ReleaseSession",
    ];
    assert_eq!(methods, expected);
    assert!(matches!(events[0].phase, Phase::Started));
    assert_eq!(events[0].operation_id.as_deref(), Some("operation-1"));
    assert_eq!(events[0].session_id, "session-1");
    let Phase::Ended(released) = &events[1].phase else {
        panic!("{events:?}");
    };
    assert_eq!((released.attempt, released.error.is_none()), (1, true));
    let Phase::Ended(closed) = &events[3].phase else {
        panic!("{events:?}");
    };
    assert!(matches!(&closed.error, Some(Error::Rpc(rpc)) if rpc.code == Code::PermissionDenied));
}

#[tokio::test]
async fn a_closed_session_refuses_calls_and_is_released_once() {
    let (script, client) = start().await;
    config(&client).await.unwrap();
    client.close().await.unwrap();
    client.close().await.unwrap();
    assert!(matches!(config(&client).await, Err(Error::Closed)));
    assert_eq!(script.requests("ReleaseSession").len(), 1);
    assert_eq!(script.requests("Config").len(), 1);
}

#[tokio::test]
async fn an_unused_session_is_not_released() {
    let (script, client) = start().await;
    client.close().await.unwrap();
    assert!(script.requests("ReleaseSession").is_empty());
}

#[tokio::test]
async fn calls_to_an_unavailable_server_are_retried() {
    let (script, client) = start().await;
    let unavailable = || vec![Step::Fail(Box::new(Status::unavailable("soon")))];
    let answer = vec![Step::Send(Bytes::new())];
    script.answers_in_turn("Config", vec![unavailable(), unavailable(), answer]);
    config(&client).await.unwrap();
    assert_eq!(script.requests("Config").len(), 3);
}

#[tokio::test]
async fn final_errors_are_not_retried() {
    let (script, client) = start().await;
    let status = Status::internal("boom");
    script.answer("Config", vec![Step::Fail(Box::new(status))]);
    assert!(config(&client).await.is_err());
    assert_eq!(script.requests("Config").len(), 1);
}

#[tokio::test]
async fn retries_wait_as_long_as_the_server_asks() {
    use tonic_types::{ErrorDetails, StatusExt};

    let (script, client) = start().await;
    let details = ErrorDetails::with_retry_info(Some(Duration::from_millis(200)));
    let status = Status::with_error_details(Code::ResourceExhausted, "busy", details);
    let answer = vec![Step::Send(Bytes::new())];
    script.answers_in_turn("Config", vec![vec![Step::Fail(Box::new(status))], answer]);
    let started = std::time::Instant::now();
    config(&client).await.unwrap();
    assert!(started.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn a_status_keeps_its_code_and_message() {
    let (script, client) = start().await;
    let status = Status::permission_denied("not yours");
    script.answer("Config", vec![Step::Fail(Box::new(status))]);
    let Err(Error::Rpc(rpc)) = config(&client).await else {
        panic!("no error");
    };
    assert_eq!(rpc.code, Code::PermissionDenied);
    assert_eq!(rpc.message, "not yours");
}

struct Counter(AtomicUsize);

impl TokenSource for Counter {
    fn token(&self) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send + '_>> {
        let count = self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move {
            match count {
                4 => Err("no more".to_owned()),
                _ => Ok(format!("t{count}")),
            }
        })
    }
}

#[tokio::test]
async fn a_refused_fixed_token_is_not_retried() {
    let (script, client) = start_with(Credentials::Token("t".into())).await;
    let refused = Status::unauthenticated("no");
    script.answer("Config", vec![Step::Fail(Box::new(refused))]);
    let failed = config(&client).await.unwrap_err();
    assert!(failed.is_unauthenticated());
    assert_eq!(script.requests("Config").len(), 1);
}

#[tokio::test]
async fn a_refused_token_is_discarded() {
    #[derive(Default)]
    struct Discards(AtomicUsize);
    impl TokenSource for Discards {
        fn token(&self) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send + '_>> {
            Box::pin(async { Ok("t".to_owned()) })
        }
        fn discard(&self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    let source = Arc::new(Discards::default());
    let (script, client) = start_with(Credentials::Source(Arc::clone(&source) as _)).await;
    config(&client).await.unwrap();
    assert_eq!(source.0.load(Ordering::SeqCst), 0);
    let refused = || vec![Step::Fail(Box::new(Status::unauthenticated("expired")))];
    script.answers_in_turn("Config", vec![refused(), refused()]);
    config(&client).await.unwrap_err();
    assert_eq!(source.0.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_token_source_returns_a_token_for_every_call() {
    let credentials = Credentials::Source(Arc::new(Counter(AtomicUsize::new(0))));
    let (script, client) = start_with(credentials).await;
    config(&client).await.unwrap();
    assert_eq!(script.last_headers()["authorization"], "Bearer t0");
    config(&client).await.unwrap();
    assert_eq!(script.last_headers()["authorization"], "Bearer t1");

    let refused = Status::unauthenticated("expired");
    let answer = vec![Step::Send(Bytes::new())];
    script.answers_in_turn("Config", vec![vec![Step::Fail(Box::new(refused))], answer]);
    config(&client).await.unwrap();
    assert_eq!(script.last_headers()["authorization"], "Bearer t3");

    let failed = config(&client).await;
    assert!(matches!(failed, Err(Error::Token(_))), "{failed:?}");
}

#[tokio::test]
async fn accepts_large_headers() {
    use tonic_types::{ErrorDetails, StatusExt};

    let (script, client) = start().await;
    let parameters = [("messageParameters".to_owned(), "x".repeat(1 << 20))];
    let details = ErrorDetails::with_error_info("a.B", "org.apache.spark", parameters);
    let status = Status::with_error_details(Code::Internal, "boom", details);
    script.answer("Config", vec![Step::Fail(Box::new(status))]);
    let Err(Error::Rpc(rpc)) = config(&client).await else {
        panic!("no error");
    };
    let info = rpc.info.unwrap();
    assert_eq!(info.metadata["messageParameters"].len(), 1 << 20);
}
