//! Compression of large plans.

use bytes::Bytes;
use spark_ex_core::client::Client;
use spark_ex_core::client::plan_compression::MIN_REQUEST_BYTES;
use spark_ex_core::error::{Code, Error};
use spark_ex_core::execution::{Event, Execution};
use spark_ex_core::proto::wire::{Reader, Value, Writer};
use tonic::Status;

use crate::fixture::{query, result, start};
use crate::server::{Script, Step};

const PLAN: u32 = 3;
const ROOT: u32 = 1;
const COMPRESSED_OPERATION: u32 = 3;

/// An `ExecutePlanRequest`; an analysis has its plan under the same field numbers.
fn request(bytes: usize) -> Bytes {
    let mut writer = Writer::default();
    writer.bytes(&vec![7; bytes]);
    writer.close(ROOT, 0);
    writer.close(PLAN, 0);
    writer.finish()
}

fn threshold_response(algorithm: &str) -> Vec<Step> {
    let mut writer = Writer::default();
    for (name, value) in [("threshold", "1000"), ("defaultAlgorithm", algorithm)] {
        let before = writer.len();
        writer.len_field(2, value.as_bytes());
        let key = format!("spark.connect.session.planCompression.{name}");
        writer.len_field(1, key.as_bytes());
        writer.close(2, before);
    }
    vec![Step::Send(writer.finish())]
}

async fn run(client: &Client, request: Bytes) -> Result<(), Error> {
    let mut query = query(1 << 20);
    query.request = Some(request);
    let execution = Execution::start(client.clone(), query)?;
    while !matches!(execution.next().await?, Event::Done) {}
    Ok(())
}

fn field(bytes: &[u8], expected: u32) -> Option<&[u8]> {
    let mut reader = Reader::new(bytes);
    while let Some((number, value)) = reader.field().unwrap() {
        if let (true, Value::Len(value)) = (number == expected, value) {
            return Some(value);
        }
    }
    None
}

/// Whether each plan sent so far was compressed.
fn compressed(script: &Script) -> Vec<bool> {
    let requests = script.requests("ExecutePlan");
    let plans = requests.iter().map(|request| field(request, PLAN).unwrap());
    plans
        .map(|plan| field(plan, COMPRESSED_OPERATION).is_some())
        .collect()
}

fn unreadable_plan() -> Vec<Step> {
    let status = Status::internal("[CONNECT_INVALID_PLAN.CANNOT_PARSE] The plan is invalid.");
    vec![Step::Fail(Box::new(status))]
}

#[tokio::test]
async fn compresses_large_plans_and_fetches_the_threshold_once() {
    let (script, client) = start().await;
    script.answer("Config", threshold_response("ZSTD"));
    script.answer("ExecutePlan", result(&[(0, 1)], 1));
    for bytes in [10, MIN_REQUEST_BYTES, 2 * MIN_REQUEST_BYTES] {
        run(&client, request(bytes)).await.unwrap();
    }
    assert_eq!(compressed(&script), [false, true, true]);
    assert_eq!(script.requests("Config").len(), 1);
    let sent = &script.requests("ExecutePlan")[1];
    let operation = field(field(sent, PLAN).unwrap(), COMPRESSED_OPERATION).unwrap();
    let data = field(operation, 1).unwrap();
    let plan = zstd::bulk::decompress(data, 2 * MIN_REQUEST_BYTES).unwrap();
    assert_eq!(plan, vec![7; MIN_REQUEST_BYTES]);
}

#[tokio::test]
async fn an_oversized_plan_is_not_sent() {
    let (script, client) = start().await;
    let failed = run(&client, request(129 << 20)).await;
    let Err(Error::Rpc(rpc)) = failed else {
        panic!("{failed:?}");
    };
    assert_eq!(rpc.code, Code::ResourceExhausted);
    assert!(rpc.message.contains("134217728 bytes"), "{rpc}");
    assert!(script.requests("ExecutePlan").is_empty());
}

#[tokio::test]
async fn small_plans_do_not_fetch_the_threshold() {
    let (script, client) = start().await;
    script.answer("ExecutePlan", result(&[(0, 1)], 1));
    run(&client, request(10)).await.unwrap();
    assert!(script.requests("Config").is_empty());
}

#[tokio::test]
async fn plans_stay_uncompressed_without_zstd_on_the_server() {
    for answer in [vec![Step::Send(Bytes::new())], threshold_response("NONE")] {
        let (script, client) = start().await;
        script.answer("Config", answer);
        script.answer("ExecutePlan", result(&[(0, 1)], 1));
        for _ in 0..2 {
            run(&client, request(MIN_REQUEST_BYTES)).await.unwrap();
        }
        assert_eq!(compressed(&script), [false, false]);
        assert_eq!(script.requests("Config").len(), 1);
    }
}

#[tokio::test]
async fn a_failed_fetch_of_the_threshold_is_repeated() {
    let (script, client) = start().await;
    let failure = vec![Step::Fail(Box::new(Status::internal("boom")))];
    script.answers_in_turn("Config", vec![failure, threshold_response("ZSTD")]);
    script.answer("ExecutePlan", result(&[(0, 1)], 1));
    for _ in 0..2 {
        run(&client, request(MIN_REQUEST_BYTES)).await.unwrap();
    }
    assert_eq!(compressed(&script), [false, true]);
}

#[tokio::test]
async fn compression_stops_after_an_unreadable_plan() {
    let (script, client) = start().await;
    script.answer("Config", threshold_response("ZSTD"));
    let rows = || result(&[(0, 1)], 1);
    script.answers_in_turn("ExecutePlan", vec![unreadable_plan(), rows(), rows()]);
    for _ in 0..2 {
        run(&client, request(MIN_REQUEST_BYTES)).await.unwrap();
    }
    assert_eq!(compressed(&script), [true, false, false]);
}

#[tokio::test]
async fn a_plan_that_is_unreadable_uncompressed_is_an_error() {
    let (script, client) = start().await;
    script.answer("Config", threshold_response("ZSTD"));
    script.answer("ExecutePlan", unreadable_plan());
    let failed = run(&client, request(MIN_REQUEST_BYTES)).await.unwrap_err();
    assert!(failed.has_class("CANNOT_PARSE"), "{failed}");
    assert_eq!(compressed(&script), [true, false]);
}

#[tokio::test]
async fn analyses_are_compressed_and_resent_likewise() {
    let (script, client) = start().await;
    script.answer("Config", threshold_response("ZSTD"));
    let answer = vec![Step::Send(Bytes::new())];
    script.answers_in_turn("AnalyzePlan", vec![unreadable_plan(), answer]);
    let method = Client::method("AnalyzePlan").unwrap();
    // The member `schema` has the plan as its first field.
    let mut writer = Writer::default();
    writer.bytes(&vec![7; MIN_REQUEST_BYTES]);
    writer.close(ROOT, 0);
    writer.close(1, 0);
    writer.close(4, 0);
    let body = writer.finish();
    client.unary(method, &body, None, &()).await.unwrap();
    let sent = script.requests("AnalyzePlan");
    assert!(sent[0].len() < 1000 && sent[1].len() > MIN_REQUEST_BYTES);
}
