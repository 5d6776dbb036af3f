//! Clients of a scripted server, and responses for its scripts.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use spark_ex_core::client::retry::Policy;
use spark_ex_core::client::rpc_event::{RpcEvents, RpcObserver};
use spark_ex_core::client::session_fields::{SessionFields, User};
use spark_ex_core::client::{Client, Config};
use spark_ex_core::execution::Query;
use spark_ex_core::execution::response::{BatchChunk, Response};
use spark_ex_core::transport::credentials::Credentials;
use spark_ex_core::transport::endpoint::Address;
use spark_ex_core::transport::ping::PingSettings;

use crate::arrow::arrow;
use crate::response::encode;
use crate::server::{Script, Step};

/// Starts a scripted server, and a client of it.
pub async fn start() -> (Script, Client) {
    start_with(Credentials::None).await
}

/// As [`start`], with credentials.
pub async fn start_with(credentials: Credentials) -> (Script, Client) {
    let script = Script::default();
    let port = script.serve().await.unwrap();
    (script, client(port, credentials))
}

/// A client of a server on a local port.
pub fn client(port: u16, credentials: Credentials) -> Client {
    client_of(address(port), credentials)
}

/// The address of a local port.
pub fn address(port: u16) -> Address {
    Address {
        host: "127.0.0.1".into(),
        port,
        tls: None,
        authority: None,
        connect_timeout: Duration::from_secs(5),
        pings: PingSettings::default(),
    }
}

/// As [`start`], with an observer of the core's own calls.
pub async fn start_observed(observer: Arc<dyn RpcObserver>) -> (Script, Client) {
    let script = Script::default();
    let port = script.serve().await.unwrap();
    let mut config = config(address(port), Credentials::None);
    config.rpc_events = RpcEvents(Some(observer));
    (script, Client::new(config).unwrap())
}

/// A client of the server at an address.
pub fn client_of(address: Address, credentials: Credentials) -> Client {
    Client::new(config(address, credentials)).unwrap()
}

fn config(address: Address, credentials: Credentials) -> Config {
    let user = User {
        id: "ann".into(),
        name: "Ann".into(),
    };
    Config {
        address,
        session_fields: SessionFields::new("session-1".into(), user, "test".into()),
        credentials,
        headers: vec![("x-tenant".into(), "t1".into())],
        max_message_bytes: 128 * 1024 * 1024,
        call_timeout: Some(Duration::from_secs(60)),
        retry_policy: Policy {
            max_retries: 5,
            initial_backoff: Duration::from_millis(1),
            backoff_multiplier: 2.0,
            ..Policy::default()
        },
        rpc_events: RpcEvents::default(),
    }
}

/// A query with a buffer of `buffer_bytes`.
pub fn query(buffer_bytes: usize) -> Query {
    Query {
        request: Some(Bytes::new()),
        operation_id: "operation-1".into(),
        is_chosen_id: false,
        detachable: false,
        buffer_bytes,
        timeout: None,
        keep_alive: Duration::from_secs(60),
    }
}

/// A response of the session of [`client`].
pub fn response(chunk: Option<BatchChunk>) -> Response {
    Response {
        session_id: "session-1".into(),
        server_session_id: "server-1".into(),
        response_id: "response".into(),
        chunk,
        complete: false,
        schema: None,
        rest: Bytes::new(),
    }
}

/// The last response of a complete result.
pub fn done() -> Step {
    let mut last = response(None);
    last.complete = true;
    Step::Send(encode(&last))
}

/// A complete result of these batches.
pub fn result(bounds: &[(i64, i64)], chunks: usize) -> Vec<Step> {
    let mut steps = batches(bounds, chunks);
    steps.push(done());
    steps
}

/// The responses of batches of rows from `first` to before `last`, each in `chunks` chunks.
pub fn batches(bounds: &[(i64, i64)], chunks: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    for &(first, last) in bounds {
        let data = arrow(first..last);
        let size = data.len().div_ceil(chunks);
        for index in 0..chunks {
            let chunk = BatchChunk {
                row_count: last - first,
                data: data.slice(index * size..data.len().min((index + 1) * size)),
                start_offset: Some(first),
                index: index as i64,
                count: chunks as i64,
            };
            let mut response = response(Some(chunk));
            response.response_id = format!("response-{}", steps.len());
            steps.push(Step::Send(encode(&response)));
        }
    }
    steps
}
