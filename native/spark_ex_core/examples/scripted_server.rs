//! The scripted server as a program, for tests and benchmarks outside Rust.
//!
//! It prints `{"port": …}`, reads one JSON command per line from its standard input, answers each
//! with one line, and ends at the end of input.
//!
//! ```text
//! {"do": "answer", "rpc": "ExecutePlan", "answers": [[STEP, …], …]}  one per call; the last
//! repeats
//! {"do": "requests", "rpc": "ExecutePlan"}                           -> the requests, in Base64
//! {"do": "headers"}                                                  -> those of the last
//! request
//! {"do": "arrow", "first": 0, "before": 10}                          -> one column "id", in
//! Base64
//! {"do": "wait_for", "rpc": "ReleaseExecute", "count": 1}            waits for a number of calls
//!
//! STEP: {"send": BASE64} | {"replay": FILE} | {"sleep": MILLISECONDS} | "hang" | "ignore"
//!       | {"fail": {"code": 14, "message": "…", "details": BASE64}}
//! ```
//!
//! A file to replay contains messages, each after its length as a 32-bit big-endian number.
//! `details` is an encoded `google.rpc.Status`.

#[path = "../tests/scripted_server/arrow.rs"]
mod arrow;
#[allow(dead_code, reason = "only the tests use all of it")]
#[path = "../tests/scripted_server/server.rs"]
mod server;

use std::collections::BTreeMap;
use std::error::Error;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::{Buf, Bytes};
use serde::Deserialize;
use serde_json::{Value, json};
use server::{Script, Step};
use tokio::io::{AsyncBufReadExt, BufReader};
use tonic::{Code, Status};

#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
enum Command {
    Answer {
        rpc: String,
        answers: Vec<Vec<StepCommand>>,
    },
    Requests {
        rpc: String,
    },
    Headers,
    Arrow {
        first: i64,
        before: i64,
    },
    WaitFor {
        rpc: String,
        count: usize,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum StepCommand {
    Send(String),
    Replay(String),
    Sleep(u64),
    Fail {
        code: i32,
        message: String,
        #[serde(default)]
        details: String,
    },
    Hang,
    Ignore,
}

type Outcome<T> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let script = Script::default();
    println!("{}", json!({"port": script.serve().await?}));
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        println!("{}", run(&script, serde_json::from_str(&line)?).await?);
    }
    Ok(())
}

async fn run(script: &Script, command: Command) -> Outcome<Value> {
    match command {
        Command::Answer { rpc, answers } => {
            let answers = answers.into_iter().map(steps).collect::<Outcome<_>>()?;
            script.answers_in_turn(&rpc, answers);
            Ok(json!("ok"))
        }
        Command::Requests { rpc } => {
            let requests = script.requests(&rpc);
            Ok(requests
                .iter()
                .map(|it| BASE64_STANDARD.encode(it))
                .collect())
        }
        Command::Headers => {
            let headers = script.last_headers();
            let readable = headers
                .iter()
                .map(|(name, value)| (name.as_str(), String::from_utf8_lossy(value.as_bytes())));
            Ok(json!(readable.collect::<BTreeMap<_, _>>()))
        }
        Command::Arrow { first, before } => {
            let data = arrow::arrow(first..before);
            Ok(json!(BASE64_STANDARD.encode(data)))
        }
        Command::WaitFor { rpc, count } => {
            script.wait_for(&rpc, count).await;
            Ok(json!("ok"))
        }
    }
}

fn steps(commands: Vec<StepCommand>) -> Outcome<Vec<Step>> {
    let mut steps = Vec::new();
    for command in commands {
        match command {
            StepCommand::Send(message) => steps.push(Step::Send(decoded(&message)?)),
            StepCommand::Replay(file) => steps.extend(recorded(&file)?),
            StepCommand::Sleep(milliseconds) => {
                steps.push(Step::Sleep(Duration::from_millis(milliseconds)));
            }
            StepCommand::Fail {
                code,
                message,
                details,
            } => {
                let status =
                    Status::with_details(Code::from_i32(code), message, decoded(&details)?);
                steps.push(Step::Fail(Box::new(status)));
            }
            StepCommand::Hang => steps.push(Step::Hang),
            StepCommand::Ignore => steps.push(Step::Ignore),
        }
    }
    Ok(steps)
}

fn decoded(text: &str) -> Outcome<Bytes> {
    Ok(BASE64_STANDARD.decode(text)?.into())
}

fn recorded(file: &str) -> Outcome<Vec<Step>> {
    let mut recording = Bytes::from(std::fs::read(file)?);
    let mut steps = Vec::new();
    while recording.has_remaining() {
        let length = recording.try_get_u32()? as usize;
        if recording.remaining() < length {
            return Err(format!("{file} ends inside a message").into());
        }
        steps.push(Step::Send(recording.split_to(length)));
    }
    Ok(steps)
}
