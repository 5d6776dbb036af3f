//! Executions against a scripted server.

use std::time::Duration;

use crate::fixture::{batches, done, query, response, result, start};
use crate::response::encode;
use crate::server::Step;
use bytes::Bytes;
use spark_ex_core::client::Client;
use spark_ex_core::error::{Code, Error};
use spark_ex_core::execution::{Event, Execution, Query};
use tonic::Status;

const ROOMY: usize = 64 * 1024 * 1024;

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

fn run(client: &Client, query: Query) -> Execution {
    Execution::start(client.clone(), query).unwrap()
}

#[tokio::test]
async fn delivers_every_row_of_whole_and_chunked_batches() {
    let (script, client) = start().await;
    for chunks in [1, 2, 7] {
        script.answer(
            "ExecutePlan",
            result(&[(0, 100), (100, 100), (100, 350)], chunks),
        );
        assert_eq!(rows(&run(&client, query(ROOMY))).await.unwrap(), 350);
    }
}

#[tokio::test]
async fn a_small_buffer_loses_no_rows() {
    let (script, client) = start().await;
    let bounds: Vec<_> = (0..50).map(|n| (n * 1000, (n + 1) * 1000)).collect();
    script.answer("ExecutePlan", result(&bounds, 3));
    let execution = run(&client, query(1));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(rows(&execution).await.unwrap(), 50_000);
}

#[tokio::test]
async fn the_end_repeats() {
    let (script, client) = start().await;
    script.answer("ExecutePlan", result(&[(0, 1), (1, 2)], 1));
    let execution = run(&client, query(ROOMY));
    assert_eq!(rows(&execution).await.unwrap(), 2);
    assert!(matches!(execution.next().await, Ok(Event::Done)));
}

#[tokio::test]
async fn other_responses_are_delivered_unchanged() {
    let (script, client) = start().await;
    let mut schema = response(None);
    schema.rest = Bytes::from_static(&[0x3a, 0]);
    let steps = vec![Step::Send(encode(&schema)), done()];
    script.answer("ExecutePlan", steps);
    let execution = run(&client, query(ROOMY));
    let Event::Response(bytes) = execution.next().await.unwrap() else {
        panic!("expected a response");
    };
    assert_eq!(&bytes[..], [0x3a, 0]);
}

#[tokio::test]
async fn rows_out_of_order_interrupt_the_query() {
    let (script, client) = start().await;
    let mut steps = batches(&[(0, 10), (20, 30)], 1);
    steps.push(Step::Hang);
    script.answer("ExecutePlan", steps);
    let failed = rows(&run(&client, query(ROOMY))).await;
    assert!(matches!(failed, Err(Error::Decode(_))), "{failed:?}");
    script.wait_for("Interrupt", 1).await;
}

#[tokio::test]
async fn a_stream_that_ends_inside_a_batch_is_an_error() {
    let (script, client) = start().await;
    let mut steps = batches(&[(0, 10)], 2);
    steps.pop();
    steps.push(done());
    script.answer("ExecutePlan", steps);
    let failed = rows(&run(&client, query(ROOMY))).await;
    assert!(matches!(failed, Err(Error::Decode(_))), "{failed:?}");
}

#[tokio::test]
async fn another_server_session_is_a_permanent_error() {
    let (script, client) = start().await;
    let mut other = response(None);
    other.server_session_id = "server-2".into();
    let mut steps = batches(&[(0, 10)], 1);
    steps.push(Step::Send(encode(&other)));
    script.answer("ExecutePlan", steps);
    let failed = rows(&run(&client, query(ROOMY))).await;
    assert!(matches!(failed, Err(Error::Session(_))), "{failed:?}");
    let config = Client::method("Config").unwrap();
    let refused = client.unary(config, b"", None, &()).await;
    assert!(matches!(refused, Err(Error::Session(_))), "{refused:?}");
}

#[tokio::test]
async fn server_errors_have_details() {
    use tonic_types::{ErrorDetails, StatusExt};

    let (script, client) = start().await;
    let info = [("errorId".to_owned(), "e-1".to_owned())];
    let details = ErrorDetails::with_error_info("a.B", "org.apache.spark", info);
    let status = Status::with_error_details(Code::Internal, "cut short", details);
    script.answer("ExecutePlan", vec![Step::Fail(Box::new(status))]);
    script.answer(
        "FetchErrorDetails",
        vec![Step::Send(Bytes::from_static(&[8, 0]))],
    );
    let failed = rows(&run(&client, query(ROOMY))).await;
    let Err(Error::Rpc(rpc)) = failed else {
        panic!("{failed:?}");
    };
    assert_eq!(rpc.details.as_deref(), Some(&[8, 0][..]));
    let asked = script.requests("FetchErrorDetails");
    assert!(asked[0].windows(3).any(|window| window == b"e-1"));
    assert!(
        script.requests("Interrupt").is_empty(),
        "the operation had ended"
    );
}

#[tokio::test]
async fn missing_details_leave_the_error_unchanged() {
    use tonic_types::{ErrorDetails, StatusExt};

    let (script, client) = start().await;
    let info = [("errorId".to_owned(), "e-1".to_owned())];
    let details = ErrorDetails::with_error_info("a.B", "org.apache.spark", info);
    let status = Status::with_error_details(Code::Internal, "cut short", details);
    script.answer("Config", vec![Step::Fail(Box::new(status))]);
    let gone = Status::not_found("no such error");
    script.answer("FetchErrorDetails", vec![Step::Fail(Box::new(gone))]);
    let config = Client::method("Config").unwrap();
    let Err(Error::Rpc(rpc)) = client.unary(config, b"", None, &()).await else {
        panic!("expected an error");
    };
    assert_eq!((rpc.message.as_str(), rpc.details), ("cut short", None));
}

#[tokio::test]
async fn cancelling_wakes_waiting_callers_and_interrupts_the_query() {
    let (script, client) = start().await;
    script.answer("ExecutePlan", vec![Step::Hang]);
    let execution = run(&client, query(ROOMY));
    script.wait_for("ExecutePlan", 1).await;
    let waiting = execution.next();
    let cancelling = async {
        tokio::time::sleep(Duration::from_millis(20)).await;
        execution.cancel();
    };
    let (waited, ()) = tokio::join!(waiting, cancelling);
    assert!(matches!(waited, Err(Error::Cancelled)), "{waited:?}");
    script.wait_for("Interrupt", 1).await;
    let asked = &script.requests("Interrupt")[0];
    assert!(asked.windows(11).any(|window| window == b"operation-1"));
}

#[tokio::test]
async fn dropping_an_unread_query_interrupts_it() {
    let (script, client) = start().await;
    let bounds: Vec<_> = (0..50).map(|n| (n * 1000, (n + 1) * 1000)).collect();
    let mut steps = batches(&bounds, 1);
    steps.push(Step::Hang);
    script.answer("ExecutePlan", steps);
    let execution = run(&client, query(1));
    script.wait_for("ExecutePlan", 1).await;
    drop(execution);
    script.wait_for("Interrupt", 1).await;
}

#[tokio::test]
async fn a_finished_query_is_not_interrupted() {
    let (script, client) = start().await;
    script.answer("ExecutePlan", result(&[(0, 10)], 1));
    let execution = run(&client, query(ROOMY));
    rows(&execution).await.unwrap();
    drop(execution);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(script.requests("Interrupt").is_empty());
}

#[tokio::test]
async fn a_query_that_times_out_is_interrupted() {
    let (script, client) = start().await;
    script.answer("ExecutePlan", vec![Step::Sleep(Duration::from_secs(60))]);
    let mut query = query(ROOMY);
    query.timeout = Some(Duration::from_millis(50));
    let failed = rows(&run(&client, query)).await;
    assert!(matches!(failed, Err(Error::Deadline { .. })), "{failed:?}");
    script.wait_for("Interrupt", 1).await;
}

#[tokio::test]
async fn calls_before_a_query_have_the_timeout_of_the_session() {
    let (script, client) = start().await;
    // Longer than the timeout of interrupts and releases.
    let slow = Duration::from_millis(10_500);
    let answer = vec![Step::Sleep(slow), Step::Send(Bytes::new())];
    script.answer("AnalyzePlan", answer);
    script.answer("ExecutePlan", vec![done()]);
    let execution = run(&client, query(ROOMY));
    assert_eq!(rows(&execution).await.unwrap(), 0);
    assert_eq!(script.requests("AnalyzePlan").len(), 1);
}

#[tokio::test]
async fn a_query_of_a_closed_session_ends_as_closed() {
    let (script, client) = start().await;
    let canceled = Status::internal("[OPERATION_CANCELED] Operation has been canceled.");
    script.answer(
        "ExecutePlan",
        vec![
            Step::Sleep(Duration::from_millis(100)),
            Step::Fail(Box::new(canceled)),
        ],
    );
    let execution = run(&client, query(ROOMY));
    script.wait_for("ExecutePlan", 1).await;
    client.close().await.unwrap();
    let failed = rows(&execution).await;
    assert!(matches!(failed, Err(Error::Closed)), "{failed:?}");
}

#[tokio::test]
async fn closing_ends_queries_and_calls_to_a_silent_server() {
    let (script, client) = start().await;
    script.answer("ExecutePlan", vec![Step::Hang]);
    script.answer("Config", vec![Step::Ignore]);
    let execution = run(&client, query(ROOMY));
    script.wait_for("ExecutePlan", 1).await;
    let config = Client::method("Config").unwrap();
    let calling = client.unary(config, b"", None, &());
    let stopping = async {
        script.wait_for("Config", 1).await;
        client.close().await
    };
    let (called, stopped) = tokio::join!(calling, stopping);
    stopped.unwrap();
    assert!(matches!(called, Err(Error::Closed)), "{called:?}");
    let failed = rows(&execution).await;
    assert!(matches!(failed, Err(Error::Closed)), "{failed:?}");
}
