//! Servers and networks that fail in the middle of a result.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bytes::Bytes;
use spark_ex_core::client::Client;
use spark_ex_core::error::{Code, Error};
use spark_ex_core::execution::response::BatchChunk;
use spark_ex_core::execution::{Event, Execution, Query};
use spark_ex_core::proto::wire;
use spark_ex_core::transport::credentials::{Credentials, TokenSource};
use tonic::Status;

use crate::arrow::arrow;
use crate::fixture::{batches, done, query, response, result, start, start_with};
use crate::response::encode;
use crate::server::{Script, Step};

const MIB: usize = 1024 * 1024;

async fn rows(execution: &Execution) -> Result<usize, Error> {
    let mut rows = 0;
    loop {
        match execution.next().await? {
            Event::Batch(batch) => rows += batch.rows,
            Event::Response(_) | Event::Retry(_) => {}
            Event::Done => return Ok(rows),
        }
    }
}

/// Runs an execution with scripted responses and waits until it is released.
async fn outcome(script: &Script, client: &Client, steps: Vec<Step>) -> Result<usize, Error> {
    script.answer("ExecutePlan", steps);
    let execution = Execution::start(client.clone(), query(64 * MIB)).unwrap();
    let outcome = rows(&execution).await;
    script.wait_for("ReleaseExecute", 1).await;
    outcome
}

fn unavailable() -> Step {
    Step::Fail(Box::new(Status::unavailable("gone for a moment")))
}

fn chunk(offset: i64, data: Bytes, rows: i64, index: i64, count: i64) -> Step {
    let chunk = BatchChunk {
        row_count: rows,
        data,
        start_offset: Some(offset),
        index,
        count,
    };
    Step::Send(encode(&response(Some(chunk))))
}

/// Rows in chunks of a number of bytes.
fn large(rows: i64, chunk_bytes: usize) -> Vec<Step> {
    let data = arrow(0..rows);
    let count = data.len().div_ceil(chunk_bytes);
    let mut steps: Vec<Step> = (0..count)
        .map(|at| {
            let part = data.slice(at * chunk_bytes..data.len().min((at + 1) * chunk_bytes));
            chunk(0, part, rows, at as i64, count as i64)
        })
        .collect();
    steps.push(done());
    steps
}

/// Faults in the batches of a result.
fn disorders() -> Vec<(&'static str, Vec<Step>)> {
    let part = |offset, rows, index, count| chunk(offset, arrow(0..10), rows, index, count);
    let data = |data| vec![chunk(0, data, 10, 0, 1)];
    let truncated = arrow(0..10).slice(..arrow(0..10).len() - 100);
    let noise = Bytes::from_static(&[0xff; 20]);
    vec![
        ("a batch twice", vec![part(0, 10, 0, 1), part(0, 10, 0, 1)]),
        ("a batch missing", vec![part(10, 10, 0, 1)]),
        ("a chunk twice", vec![part(0, 10, 0, 3), part(0, 10, 0, 3)]),
        (
            "a chunk missing",
            vec![part(0, 10, 0, 3), part(0, 10, 2, 3)],
        ),
        ("no first chunk", vec![part(0, 10, 1, 2)]),
        ("fewer rows than announced", vec![part(0, 11, 0, 1)]),
        ("more rows than announced", vec![part(0, 9, 0, 1)]),
        ("a negative number of rows", vec![part(0, -1, 0, 1)]),
        ("truncated Arrow data", data(truncated)),
        ("no Arrow data", data(Bytes::new())),
        ("no protobuf", vec![Step::Send(noise)]),
    ]
}

#[tokio::test]
async fn faulty_batches_are_errors_and_interrupt_the_query() {
    for (what, mut steps) in disorders() {
        let (script, client) = start().await;
        steps.push(Step::Hang);
        let failed = outcome(&script, &client, steps).await;
        assert!(
            matches!(failed, Err(Error::Decode(_))),
            "{what}: {failed:?}"
        );
        script.wait_for("Interrupt", 1).await;
        assert!(script.requests("ReattachExecute").is_empty(), "{what}");
    }
}

#[tokio::test]
async fn a_batch_of_100_mib_arrives_whole_or_in_chunks() {
    let rows = (100 * MIB / 8) as i64;
    for chunk_bytes in [4 * MIB, 101 * MIB] {
        let (script, client) = start().await;
        let found = outcome(&script, &client, large(rows, chunk_bytes)).await;
        assert_eq!(found.unwrap() as i64, rows);
    }
}

#[tokio::test]
async fn an_oversized_message_is_an_error_without_retry() {
    let (script, client) = start().await;
    let rows = (129 * MIB / 8) as i64;
    let failed = outcome(&script, &client, large(rows, 130 * MIB)).await;
    let Err(Error::Rpc(rpc)) = failed else {
        panic!("{failed:?}");
    };
    assert_eq!(rpc.code, Code::OutOfRange);
    assert!(script.requests("ReattachExecute").is_empty());
}

#[tokio::test]
async fn a_slow_stream_completes() {
    let (script, client) = start().await;
    let drip = result(&[(0, 10), (10, 20), (20, 30)], 5)
        .into_iter()
        .flat_map(|step| [Step::Sleep(Duration::from_millis(20)), step])
        .collect();
    assert_eq!(outcome(&script, &client, drip).await.unwrap(), 30);
    assert!(script.requests("ReattachExecute").is_empty());
}

#[tokio::test]
async fn a_changed_session_ends_the_query_and_the_session() {
    let (script, client) = start().await;
    let mut steps = batches(&[(0, 10)], 1);
    let changed = "[INVALID_HANDLE.SESSION_CHANGED] the existing session is gone";
    steps.push(Step::Fail(Box::new(Status::internal(changed))));
    let failed = outcome(&script, &client, steps).await.unwrap_err();
    assert!(
        failed.has_class("INVALID_HANDLE.SESSION_CHANGED"),
        "{failed}"
    );
    assert_eq!(script.requests("ExecutePlan").len(), 1);
    let config = Client::method("Config").unwrap();
    let refused = client.unary(config, b"", None, &()).await;
    assert!(matches!(refused, Err(Error::Session(_))), "{refused:?}");
}

#[tokio::test]
async fn reattaching_waits_as_long_as_the_server_asks() {
    use tonic_types::{ErrorDetails, StatusExt};

    let (script, client) = start().await;
    let whole = result(&[(0, 10), (10, 20)], 1);
    let details = ErrorDetails::with_retry_info(Some(Duration::from_millis(200)));
    let busy = Status::with_error_details(Code::ResourceExhausted, "busy", details);
    script.answer("ReattachExecute", whole[1..].to_vec());
    let started = Instant::now();
    let first = vec![whole[0].clone(), Step::Fail(Box::new(busy))];
    assert_eq!(outcome(&script, &client, first).await.unwrap(), 20);
    assert!(started.elapsed() >= Duration::from_millis(200));
}

#[tokio::test]
async fn an_incomplete_result_is_an_error() {
    let (script, client) = start().await;
    script.answer("ReattachExecute", vec![]);
    let failed = outcome(&script, &client, batches(&[(0, 10)], 1)).await;
    assert!(matches!(failed, Err(Error::Decode(_))), "{failed:?}");
}

#[tokio::test]
async fn calls_succeed_after_failures_within_the_budget() {
    // The retry policy of these tests allows five retries.
    for (failures, answered) in [(5, true), (6, false)] {
        let (script, client) = start().await;
        let mut answers = vec![vec![unavailable()]; failures];
        answers.push(vec![Step::Send(Bytes::new())]);
        script.answers_in_turn("Config", answers);
        let config = Client::method("Config").unwrap();
        let outcome = client.unary(config, b"", None, &()).await;
        assert_eq!(outcome.is_ok(), answered, "{outcome:?}");
        assert_eq!(script.requests("Config").len(), 6);
    }
}

#[tokio::test]
async fn failed_releases_do_not_affect_the_result() {
    for answer in [unavailable(), Step::Hang, Step::Ignore] {
        let (script, client) = start().await;
        let last = vec![Step::Send(Bytes::new())];
        script.answers_in_turn("ReleaseExecute", vec![vec![answer], last]);
        let mut steps = batches(&[(0, 10)], 1);
        steps.push(Step::Sleep(Duration::from_millis(300)));
        steps.extend(result(&[(10, 20)], 1));
        let started = Instant::now();
        assert_eq!(outcome(&script, &client, steps).await.unwrap(), 20);
        assert!(started.elapsed() < Duration::from_secs(5));
        script.wait_for("ReleaseExecute", 2).await;
    }
}

#[tokio::test]
async fn interrupts_are_retried() {
    let (script, client) = start().await;
    script.answer("ExecutePlan", vec![Step::Hang]);
    let taken = vec![Step::Send(Bytes::new())];
    script.answers_in_turn(
        "Interrupt",
        vec![vec![unavailable()], vec![unavailable()], taken],
    );
    let execution = Execution::start(client, query(64 * MIB)).unwrap();
    script.wait_for("ExecutePlan", 1).await;
    drop(execution);
    // Three attempts of the first interrupt, and one more because the operation has just started.
    script.wait_for("Interrupt", 4).await;
    script.wait_for("ReleaseExecute", 1).await;
}

fn paused() -> Query {
    Query {
        keep_alive: Duration::from_millis(20),
        ..query(1)
    }
}

#[tokio::test]
async fn a_paused_consumer_keeps_its_query_alive() {
    let (script, client) = start().await;
    let whole = result(&[(0, 10), (10, 20), (20, 30), (30, 40)], 1);
    script.answer("ExecutePlan", whole.clone());
    // Two responses are read; the second one waits for the consumer.
    script.answer("ReattachExecute", whole[2..].to_vec());
    let execution = Execution::start(client, paused()).unwrap();
    script.wait_for("ReattachExecute", 5).await;
    assert_eq!(rows(&execution).await.unwrap(), 40);
    for request in script.requests("ReattachExecute") {
        const LAST_RESPONSE_ID: u32 = 5;
        assert_eq!(
            wire::strings(&request, [LAST_RESPONSE_ID]).unwrap(),
            ["response-1"]
        );
    }
}

#[tokio::test]
async fn keep_alive_does_not_delay_the_consumer() {
    let (script, client) = start().await;
    let mut first = result(&[(0, 10), (10, 20), (20, 30)], 1);
    let rest = first.split_off(2);
    script.answer("ExecutePlan", first);
    script.answers_in_turn("ReattachExecute", vec![vec![Step::Ignore], rest]);
    let execution = Execution::start(client, paused()).unwrap();
    script.wait_for("ReattachExecute", 1).await;
    let all = tokio::time::timeout(Duration::from_secs(2), rows(&execution));
    assert_eq!(all.await.expect("no delay").unwrap(), 30);
}

/// Returns a token, except for the second call.
struct Panics(AtomicUsize);

impl TokenSource for Panics {
    fn token(&self) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send + '_>> {
        assert_ne!(
            self.0.fetch_add(1, Ordering::SeqCst),
            1,
            "a defect of the token source"
        );
        Box::pin(async { Ok("t".to_owned()) })
    }
}

#[tokio::test]
async fn a_panic_in_the_reader_is_an_error_and_ends_the_query() {
    let source = Arc::new(Panics(AtomicUsize::new(0)));
    let (script, client) = start_with(Credentials::Source(source)).await;
    let execution = Execution::start(client, query(64 * MIB)).unwrap();
    for _ in 0..2 {
        let failed = execution.next().await;
        assert!(matches!(failed, Err(Error::Internal(_))), "{failed:?}");
    }
    script.wait_for("Interrupt", 1).await;
    script.wait_for("ReleaseExecute", 1).await;
}
