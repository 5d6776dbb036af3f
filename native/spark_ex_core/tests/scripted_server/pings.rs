//! HTTP/2 pings on silent connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use spark_ex_core::client::Client;
use spark_ex_core::error::Error;
use spark_ex_core::execution::{Event, Execution};
use spark_ex_core::proto::wire::Writer;
use spark_ex_core::transport::credentials::Credentials;
use spark_ex_core::transport::ping::PingSettings;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::fixture::{address, client_of, query, result};
use crate::server::{Script, Step};

const PING_FRAME_BYTES: usize = 17;

/// A TCP relay that counts connections and the bytes that its clients send.
#[derive(Default)]
struct Relay {
    opened: AtomicUsize,
    closed: AtomicUsize,
    received: AtomicUsize,
}

impl Relay {
    /// Relays from a free local port.
    async fn serve(self: Arc<Self>, server: u16) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            loop {
                let (client, _) = listener.accept().await.unwrap();
                self.opened.fetch_add(1, Ordering::SeqCst);
                let server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                tokio::spawn(Arc::clone(&self).forward(client, server));
            }
        });
        port
    }

    async fn forward(self: Arc<Self>, client: TcpStream, server: TcpStream) {
        let (mut from_client, mut to_client) = client.into_split();
        let (mut from_server, mut to_server) = server.into_split();
        let down = tokio::spawn(async move {
            let _ = tokio::io::copy(&mut from_server, &mut to_client).await;
        });
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(bytes @ 1..) = from_client.read(&mut buffer).await {
            self.received.fetch_add(bytes, Ordering::SeqCst);
            if to_server.write_all(&buffer[..bytes]).await.is_err() {
                break;
            }
        }
        down.abort();
        self.closed.fetch_add(1, Ordering::SeqCst);
    }

    fn received(&self) -> usize {
        self.received.load(Ordering::SeqCst)
    }

    /// Waits until so many connections were opened.
    async fn wait_for_connections(&self, count: usize) {
        wait_until(|| self.opened.load(Ordering::SeqCst) >= count).await;
    }
}

async fn wait_until(condition: impl Fn() -> bool) {
    let waiting = async {
        while !condition() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let limit = Duration::from_secs(60);
    tokio::time::timeout(limit, waiting)
        .await
        .expect("a change");
}

/// A server of a version of Spark, a relay in front of it and a client with these settings.
async fn start(version: &str, pings: PingSettings) -> (Script, Arc<Relay>, Client) {
    let script = Script::default();
    script.answer("AnalyzePlan", vec![Step::Send(spark_version(version))]);
    let relay = Arc::new(Relay::default());
    let port = Arc::clone(&relay)
        .serve(script.serve().await.unwrap())
        .await;
    let mut address = address(port);
    address.pings = pings;
    (script, relay, client_of(address, Credentials::None))
}

fn spark_version(version: &str) -> Bytes {
    const SPARK_VERSION: u32 = 8;
    let mut writer = Writer::default();
    let before = writer.len();
    writer.len_field(1, version.as_bytes());
    writer.close(SPARK_VERSION, before);
    writer.finish()
}

/// Settings that differ between versions only in the pings of an idle connection.
fn settings() -> PingSettings {
    PingSettings {
        after: Some(Duration::from_millis(20)),
        timeout: Some(Duration::from_secs(60)),
        adapt_after: Duration::from_millis(1),
        ..PingSettings::default()
    }
}

async fn config(client: &Client) -> Result<Bytes, Error> {
    let method = Client::method("Config").unwrap();
    let deadline = Some(Duration::from_secs(60));
    client.unary(method, b"", deadline, &()).await
}

#[tokio::test]
async fn a_silent_connection_fails_during_a_call() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut address = address(listener.local_addr().unwrap().port());
    address.pings = PingSettings {
        after: Some(Duration::from_millis(50)),
        timeout: Some(Duration::from_millis(50)),
        ..PingSettings::default()
    };
    let client = client_of(address, Credentials::None);
    let accepting = async {
        let mut connections = Vec::new();
        loop {
            connections.push(listener.accept().await.unwrap());
        }
    };
    let failed = tokio::select! {
        failed = config(&client) => failed,
        () = accepting => unreachable!(),
    };
    let Err(Error::Rpc(rpc)) = failed else {
        panic!("{failed:?}");
    };
    assert!(
        rpc.connection_lost && rpc.message.contains("timed out"),
        "{rpc:?}"
    );
}

#[tokio::test]
async fn spark_4_3_gets_pings_on_an_idle_connection() {
    let (_script, relay, client) = start("4.3.0", settings()).await;
    config(&client).await.unwrap();
    relay.wait_for_connections(2).await;
    config(&client).await.unwrap();
    let before = relay.received();
    wait_until(|| relay.received() >= before + 5 * PING_FRAME_BYTES).await;
}

#[tokio::test]
async fn older_servers_get_no_pings_on_an_idle_connection() {
    let (script, relay, client) = start("4.2.1", settings()).await;
    config(&client).await.unwrap();
    script.wait_for("AnalyzePlan", 1).await;
    let before = relay.received();
    tokio::time::sleep(Duration::from_millis(500)).await;
    // The frames that acknowledge the answer may come late.
    assert!(relay.received() < before + 5 * PING_FRAME_BYTES);
    assert_eq!(relay.opened.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn one_connection_is_enough_if_the_version_makes_no_difference() {
    let given = PingSettings {
        while_idle: Some(false),
        ..settings()
    };
    let disabled = PingSettings {
        enabled: false,
        ..settings()
    };
    for pings in [given, disabled] {
        let (script, relay, client) = start("4.3.0", pings).await;
        config(&client).await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert_eq!(relay.opened.load(Ordering::SeqCst), 1);
        assert!(script.requests("AnalyzePlan").is_empty());
    }
}

#[tokio::test]
async fn a_query_stays_on_its_connection() {
    let (script, relay, client) = start("4.3.0", settings()).await;
    let mut steps = result(&[(0, 10), (10, 20)], 1);
    steps.insert(1, Step::Sleep(Duration::from_millis(500)));
    script.answer("ExecutePlan", steps);
    let execution = Execution::start(client, query(1 << 20)).unwrap();
    relay.wait_for_connections(2).await;
    let mut rows = 0;
    loop {
        match execution.next().await.unwrap() {
            Event::Batch(batch) => rows += batch.rows,
            Event::Done => break,
            Event::Response(_) | Event::Retry(_) => {}
        }
    }
    assert_eq!(rows, 20);
    assert!(script.requests("ReattachExecute").is_empty());
}

#[tokio::test]
async fn a_closed_session_asks_for_no_version() {
    let pings = PingSettings {
        adapt_after: Duration::from_secs(600),
        ..settings()
    };
    let (script, relay, client) = start("4.3.0", pings).await;
    config(&client).await.unwrap();
    client.close().await.unwrap();
    drop(client);
    // Nothing keeps the connection open.
    wait_until(|| relay.closed.load(Ordering::SeqCst) == 1).await;
    assert!(script.requests("AnalyzePlan").is_empty());
}
