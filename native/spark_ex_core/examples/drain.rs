//! The baseline of the benchmarks: a bare gRPC client that receives and drops a query's
//! responses.
//!
//! It reads one JSON command per line from its standard input, answers each with one line, and
//! ends at the end of input.
//!
//! ```text
//! {"url": "http://127.0.0.1:15002", "request": BASE64}                  an ExecutePlanRequest
//! {"url": "http://127.0.0.1:15002", "request": BASE64, "record": FILE}  stores the responses
//! -> {"seconds": 0.25, "size": 67108864, "messages": 40}                the size in bytes
//! ```
//!
//! The scripted server replays such a file: messages, each after its length as a 32-bit
//! big-endian number.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use http::uri::PathAndQuery;
use serde::Deserialize;
use serde_json::{Value, json};
use spark_ex_core::transport::codec::BytesCodec;
use spark_ex_core::transport::endpoint::{CONNECTION_WINDOW, MAX_HTTP2_FRAME, STREAM_WINDOW};
use tokio::io::{AsyncBufReadExt, BufReader};
use tonic::client::Grpc;
use tonic::transport::Endpoint;
use tonic::{Request, Streaming};

#[derive(Deserialize)]
struct Command {
    url: String,
    request: String,
    record: Option<String>,
}

type Outcome<T> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    while let Some(line) = lines.next_line().await? {
        println!("{}", run(serde_json::from_str(&line)?).await?);
    }
    Ok(())
}

async fn run(command: Command) -> Outcome<Value> {
    let mut record = match command.record {
        Some(file) => Some(BufWriter::new(File::create(file)?)),
        None => None,
    };
    let request = BASE64_STANDARD.decode(command.request)?.into();
    let channel = Endpoint::from_shared(command.url)?
        .tcp_nodelay(true)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_frame_size(MAX_HTTP2_FRAME)
        .connect()
        .await?;
    let started = Instant::now();
    let mut responses = execute(Grpc::new(channel), request).await?;
    let (mut size, mut messages) = (0, 0);
    while let Some(message) = responses.message().await? {
        size += message.len();
        messages += 1;
        if let Some(file) = &mut record {
            file.write_all(&u32::try_from(message.len())?.to_be_bytes())?;
            file.write_all(&message)?;
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    if let Some(mut file) = record {
        file.flush()?;
    }
    Ok(json!({"seconds": seconds, "size": size, "messages": messages}))
}

async fn execute(
    mut client: Grpc<tonic::transport::Channel>,
    request: Bytes,
) -> Outcome<Streaming<Bytes>> {
    client = client.max_decoding_message_size(usize::MAX);
    client.ready().await?;
    let path = PathAndQuery::from_static("/spark.connect.SparkConnectService/ExecutePlan");
    let responses = client
        .server_streaming(Request::new(request), path, BytesCodec)
        .await?;
    Ok(responses.into_inner())
}
