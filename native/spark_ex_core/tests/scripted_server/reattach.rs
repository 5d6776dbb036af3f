//! Reattaching to operations.

use std::time::Duration;

use spark_ex_core::error::{Code, Error};
use spark_ex_core::execution::{Event, Execution, Query};
use spark_ex_core::proto::wire;
use tonic::Status;

use crate::fixture::{batches, client, done, query, result, start};
use crate::server::{Script, Step};

const ROOMY: usize = 64 * 1024 * 1024;
const LAST_RESPONSE_ID: u32 = 5;
const INTERRUPTED_ID: u32 = 6;
const RELEASED_ID: u32 = 3;

async fn ids(execution: &Execution) -> Result<Vec<i64>, Error> {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int64Type;

    let mut ids = Vec::new();
    loop {
        match execution.next().await? {
            Event::Batch(batch) => {
                for record in &batch.records {
                    ids.extend_from_slice(record.column(0).as_primitive::<Int64Type>().values());
                }
            }
            Event::Response(_) | Event::Retry(_) => {}
            Event::Done => return Ok(ids),
        }
    }
}

fn fail(status: Status) -> Step {
    Step::Fail(Box::new(status))
}

fn unavailable() -> Step {
    fail(Status::unavailable("gone for a moment"))
}

fn operation_not_found() -> Step {
    fail(Status::internal(
        "[INVALID_HANDLE.OPERATION_NOT_FOUND] no such operation",
    ))
}

async fn run(script: &Script, client: &spark_ex_core::client::Client) -> Result<Vec<i64>, Error> {
    let execution = Execution::start(client.clone(), query(ROOMY)).unwrap();
    let outcome = ids(&execution).await;
    script.wait_for("ReleaseExecute", 1).await;
    outcome
}

#[tokio::test]
async fn a_result_interrupted_at_any_response_is_exact() {
    for chunks in [1, 3] {
        let whole = result(&[(0, 10), (10, 10), (10, 35), (35, 60)], chunks);
        for cut in 0..whole.len() {
            for ending in [None, Some(unavailable())] {
                let (script, client) = start().await;
                let mut first = whole[..cut].to_vec();
                first.extend(ending.clone());
                script.answer("ExecutePlan", first);
                script.answer("ReattachExecute", whole[cut..].to_vec());
                let found = run(&script, &client).await.unwrap();
                assert_eq!(found, (0..60).collect::<Vec<_>>(), "cut at {cut}");
                let reattached = script.requests("ReattachExecute");
                let after =
                    wire::strings(&reattached[0], [LAST_RESPONSE_ID]).unwrap()[0].to_owned();
                let expected = match cut {
                    0 => String::new(),
                    _ => format!("response-{}", cut - 1),
                };
                assert_eq!(after, expected);
                assert_eq!(script.requests("ExecutePlan").len(), 1);
            }
        }
    }
}

#[tokio::test]
async fn each_response_can_take_a_stream() {
    let (script, client) = start().await;
    let whole = result(&[(0, 10), (10, 20), (20, 30)], 4);
    let mut streams: Vec<_> = whole.iter().map(|step| vec![step.clone()]).collect();
    script.answer("ExecutePlan", streams.remove(0));
    script.answers_in_turn("ReattachExecute", streams);
    assert_eq!(run(&script, &client).await.unwrap().len(), 30);
}

#[tokio::test]
async fn a_plan_that_never_arrived_is_sent_again() {
    let (script, client) = start().await;
    script.answers_in_turn(
        "ExecutePlan",
        vec![vec![unavailable()], result(&[(0, 10)], 1)],
    );
    script.answer("ReattachExecute", vec![operation_not_found()]);
    assert_eq!(run(&script, &client).await.unwrap().len(), 10);
    assert_eq!(script.requests("ExecutePlan").len(), 2);
}

#[tokio::test]
async fn a_plan_with_a_response_is_never_sent_again() {
    let (script, client) = start().await;
    let mut first = batches(&[(0, 10)], 1);
    first.push(unavailable());
    script.answer("ExecutePlan", first);
    script.answer("ReattachExecute", vec![operation_not_found()]);
    let failed = run(&script, &client).await;
    assert!(matches!(&failed, Err(Error::Rpc(_))), "{failed:?}");
    assert_eq!(script.requests("ExecutePlan").len(), 1);
}

#[tokio::test]
async fn a_plan_that_arrived_is_reattached() {
    let (script, client) = start().await;
    let exists = "[INVALID_HANDLE.OPERATION_ALREADY_EXISTS] it runs";
    script.answers_in_turn(
        "ExecutePlan",
        vec![vec![unavailable()], vec![fail(Status::internal(exists))]],
    );
    script.answers_in_turn(
        "ReattachExecute",
        vec![vec![operation_not_found()], result(&[(0, 10)], 1)],
    );
    assert_eq!(run(&script, &client).await.unwrap().len(), 10);
}

#[tokio::test]
async fn a_disconnected_stream_is_reattached() {
    let (script, client) = start().await;
    let whole = result(&[(0, 10), (10, 20)], 1);
    let taken = "[INVALID_CURSOR.DISCONNECTED] another stream was attached";
    script.answer(
        "ExecutePlan",
        vec![whole[0].clone(), fail(Status::internal(taken))],
    );
    script.answer("ReattachExecute", whole[1..].to_vec());
    assert_eq!(run(&script, &client).await.unwrap().len(), 20);
}

#[tokio::test]
async fn final_errors_are_not_retried() {
    for class in [
        "INVALID_CURSOR.POSITION_NOT_AVAILABLE",
        "INVALID_CURSOR.POSITION_NOT_FOUND",
        "INVALID_HANDLE.OPERATION_ABANDONED",
        "INVALID_HANDLE.SESSION_CLOSED",
    ] {
        let (script, client) = start().await;
        let mut first = batches(&[(0, 10)], 1);
        first.push(fail(Status::internal(format!("[{class}] x"))));
        script.answer("ExecutePlan", first);
        let failed = run(&script, &client).await;
        assert!(matches!(&failed, Err(Error::Rpc(_))), "{class}: {failed:?}");
        assert!(script.requests("ReattachExecute").is_empty());
    }
}

#[tokio::test]
async fn progress_renews_the_retry_budget() {
    // The retry policy of these tests allows five retries.
    let (script, client) = start().await;
    script.answer("ExecutePlan", vec![unavailable()]);
    script.answer("ReattachExecute", vec![unavailable()]);
    let failed = run(&script, &client).await;
    let Err(Error::Rpc(rpc)) = failed else {
        panic!("{failed:?}");
    };
    assert_eq!(rpc.code, Code::Unavailable);
    assert_eq!(script.requests("ReattachExecute").len(), 5);

    let (script, client) = start().await;
    let whole = result(&[(0, 1), (1, 2), (2, 3), (3, 4)], 1);
    let mut streams = Vec::new();
    for step in &whole {
        streams.extend((0..4).map(|_| vec![unavailable()]));
        streams.push(vec![step.clone(), unavailable()]);
    }
    script.answer("ExecutePlan", vec![unavailable()]);
    script.answers_in_turn("ReattachExecute", streams);
    assert_eq!(run(&script, &client).await.unwrap(), [0, 1, 2, 3]);
}

#[tokio::test]
async fn empty_streams_end_in_an_error() {
    let (script, client) = start().await;
    script.answer("ExecutePlan", vec![]);
    script.answer("ReattachExecute", vec![]);
    let failed = run(&script, &client).await;
    assert!(matches!(&failed, Err(Error::Decode(_))), "{failed:?}");
}

#[tokio::test]
async fn a_result_without_an_end_is_incomplete() {
    let (script, client) = start().await;
    script.answer("ExecutePlan", batches(&[(0, 10)], 1));
    script.answer("ReattachExecute", vec![Step::Hang]);
    let execution = Execution::start(client, query(ROOMY)).unwrap();
    assert!(matches!(execution.next().await, Ok(Event::Batch(_))));
    assert!(matches!(execution.next().await, Ok(Event::Retry(_))));
    let waiting = tokio::time::timeout(Duration::from_millis(100), execution.next()).await;
    assert!(waiting.is_err(), "{waiting:?}");
}

#[tokio::test]
async fn responses_are_released_on_the_way_and_at_the_end() {
    let (script, client) = start().await;
    let mut steps = batches(&[(0, 10)], 1);
    steps.push(Step::Sleep(Duration::from_millis(400)));
    steps.extend(batches(&[(10, 20)], 1));
    steps.push(Step::Sleep(Duration::from_millis(100)));
    steps.push(done());
    script.answer("ExecutePlan", steps);
    let execution = Execution::start(client, query(ROOMY)).unwrap();
    assert_eq!(ids(&execution).await.unwrap().len(), 20);
    script.wait_for("ReleaseExecute", 2).await;
    let requests = script.requests("ReleaseExecute");
    let released_all: Vec<bool> = requests
        .iter()
        .map(|request| request.windows(2).any(|window| window == [0x2a, 0]))
        .collect();
    assert_eq!(released_all, [false, true]);
}

#[tokio::test]
async fn a_server_that_never_answered_fails_at_once() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let client = client(
        port,
        spark_ex_core::transport::credentials::Credentials::None,
    );
    let execution = Execution::start(client, query(ROOMY)).unwrap();
    let failed = tokio::time::timeout(Duration::from_secs(2), ids(&execution))
        .await
        .expect("an immediate failure");
    assert!(matches!(&failed, Err(Error::Connect { .. })), "{failed:?}");
}

fn attached() -> Query {
    Query {
        request: None,
        ..query(ROOMY)
    }
}

#[tokio::test]
async fn an_operation_of_another_client_is_read_from_its_begin() {
    let (script, client) = start().await;
    script.answer("ReattachExecute", result(&[(0, 10), (10, 20)], 2));
    let execution = Execution::start(client, attached()).unwrap();
    assert_eq!(ids(&execution).await.unwrap(), (0..20).collect::<Vec<_>>());
    let reattached = script.requests("ReattachExecute");
    assert_eq!(
        wire::strings(&reattached[0], [LAST_RESPONSE_ID]).unwrap(),
        [""]
    );
    assert!(script.requests("ExecutePlan").is_empty());
}

#[tokio::test]
async fn an_unknown_operation_is_an_error() {
    let (script, client) = start().await;
    script.answer("ReattachExecute", vec![operation_not_found()]);
    let execution = Execution::start(client, attached()).unwrap();
    let failed = ids(&execution).await;
    assert!(matches!(&failed, Err(Error::Rpc(_))), "{failed:?}");
    assert!(script.requests("ExecutePlan").is_empty());
}

#[tokio::test]
async fn only_a_detachable_query_continues_when_it_is_abandoned() {
    let (script, client) = start().await;
    for (operation_id, detachable) in [("detachable", true), ("other", false)] {
        let mut steps = batches(&[(0, 10)], 1);
        steps.push(Step::Hang);
        script.answer("ExecutePlan", steps);
        let query = Query {
            operation_id: operation_id.into(),
            detachable,
            ..query(ROOMY)
        };
        let execution = Execution::start(client.clone(), query).unwrap();
        assert!(matches!(execution.next().await, Ok(Event::Batch(_))));
        execution.abandon();
        let ended = execution.next().await;
        assert!(matches!(&ended, Err(Error::Cancelled)), "{ended:?}");
    }
    script.wait_for("ReleaseExecute", 1).await;
    for request in script.requests("Interrupt") {
        let ids = wire::strings(&request, [INTERRUPTED_ID]).unwrap();
        assert_eq!(ids, ["other"]);
    }
    assert_eq!(script.requests("ReleaseExecute").len(), 1);
}

#[tokio::test]
async fn an_operation_with_a_chosen_id_is_not_taken_for_this_one() {
    let (script, client) = start().await;
    let exists = "[INVALID_HANDLE.OPERATION_ALREADY_EXISTS] it runs";
    script.answer("ExecutePlan", vec![fail(Status::internal(exists))]);
    script.answer("ReattachExecute", result(&[(0, 10)], 1));
    let chosen = Query {
        is_chosen_id: true,
        ..query(ROOMY)
    };
    let execution = Execution::start(client.clone(), chosen).unwrap();
    let failed = ids(&execution).await;
    assert!(matches!(&failed, Err(Error::Rpc(_))), "{failed:?}");
    assert!(script.requests("ReattachExecute").is_empty());
    // The other query continues: only the next one of this client is released.
    script.answer("ExecutePlan", result(&[(0, 10)], 1));
    let next = Execution::start(client, query(ROOMY)).unwrap();
    assert_eq!(ids(&next).await.unwrap(), (0..10).collect::<Vec<_>>());
    script.wait_for("ReleaseExecute", 1).await;
    assert_eq!(script.requests("ReleaseExecute").len(), 1);
    assert!(script.requests("Interrupt").is_empty());
}

#[tokio::test]
async fn a_detachable_result_is_released_once_it_was_taken() {
    let (script, client) = start().await;
    for (operation_id, taken) in [("left", false), ("taken", true)] {
        script.answer("ExecutePlan", result(&[(0, 10)], 1));
        let query = Query {
            operation_id: operation_id.into(),
            detachable: true,
            ..query(ROOMY)
        };
        let execution = Execution::start(client.clone(), query).unwrap();
        if taken {
            assert_eq!(ids(&execution).await.unwrap(), (0..10).collect::<Vec<_>>());
            execution.cancel();
        } else {
            assert!(matches!(execution.next().await, Ok(Event::Batch(_))));
            execution.abandon();
        }
    }
    script.wait_for("ReleaseExecute", 1).await;
    let released = script.requests("ReleaseExecute");
    assert_eq!(released.len(), 1);
    assert_eq!(
        wire::strings(&released[0], [RELEASED_ID]).unwrap(),
        ["taken"]
    );
}
