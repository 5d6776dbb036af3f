//! A Spark Connect server that follows a script.

use std::collections::{HashMap, VecDeque};
use std::convert::Infallible;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use spark_ex_core::transport::codec::BytesCodec;
use tonic::body::Body;
use tonic::server::{Grpc, NamedService, StreamingService};
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Status, Streaming};
use tower_service::Service;

/// One step of an answer.
#[derive(Clone, Debug)]
pub enum Step {
    /// Send a message.
    Send(Bytes),
    /// Wait.
    Sleep(Duration),
    /// End with an error.
    Fail(Box<Status>),
    /// Never end.
    Hang,
    /// Do not start to answer; only as the first step.
    Ignore,
}

/// The answers by RPC, and all requests received.
#[derive(Clone, Default)]
pub struct Script {
    answers: Arc<Mutex<HashMap<String, VecDeque<Vec<Step>>>>>,
    requests: Arc<Mutex<Vec<(String, Bytes)>>>,
    headers: Arc<Mutex<Vec<http::HeaderMap>>>,
}

impl Script {
    /// Serves on a free local port while the runtime lives.
    pub async fn serve(&self) -> std::io::Result<u16> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        // Without it, small answers wait for acknowledgements that a client can delay by 40 ms.
        let incoming = TcpIncoming::from(listener).with_nodelay(Some(true));
        tokio::spawn(
            tonic::transport::Server::builder()
                .add_service(self.clone())
                .serve_with_incoming(incoming),
        );
        Ok(port)
    }

    /// Sets the answer to an RPC. The default is one empty message.
    pub fn answer(&self, method: &str, steps: Vec<Step>) {
        self.answers_in_turn(method, vec![steps]);
    }

    /// Sets the answers to successive calls of an RPC; the last one repeats.
    pub fn answers_in_turn(&self, method: &str, answers: Vec<Vec<Step>>) {
        let mut all = self.answers.lock().unwrap();
        all.insert(method.to_owned(), answers.into());
    }

    fn next_answer(&self, method: &str) -> Vec<Step> {
        let mut all = self.answers.lock().unwrap();
        match all.get_mut(method) {
            None => vec![Step::Send(Bytes::new())],
            Some(answers) if answers.len() > 1 => answers.pop_front().unwrap(),
            Some(answers) => answers[0].clone(),
        }
    }

    /// The requests of an RPC so far.
    pub fn requests(&self, method: &str) -> Vec<Bytes> {
        let requests = self.requests.lock().unwrap();
        let of_method = requests.iter().filter(|(name, _)| name == method);
        of_method.map(|(_, request)| request.clone()).collect()
    }

    /// The headers of the last request.
    pub fn last_headers(&self) -> http::HeaderMap {
        self.headers.lock().unwrap().last().unwrap().clone()
    }

    /// Waits until an RPC was called `count` times.
    pub async fn wait_for(&self, method: &str, count: usize) {
        let arrived = async {
            while self.requests(method).len() < count {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), arrived)
            .await
            .unwrap_or_else(|_| panic!("{method} was not called {count} times"));
    }
}

impl NamedService for Script {
    const NAME: &'static str = "spark.connect.SparkConnectService";
}

impl Service<http::Request<Body>> for Script {
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let method = request.uri().path().rsplit('/').next().unwrap().to_owned();
        self.headers.lock().unwrap().push(request.headers().clone());
        let answering = Answering {
            script: self.clone(),
            method,
        };
        Box::pin(async move {
            let mut grpc = Grpc::new(BytesCodec)
                .max_decoding_message_size(usize::MAX)
                .max_encoding_message_size(usize::MAX);
            Ok(grpc.streaming(answering, request).await)
        })
    }
}

struct Answering {
    script: Script,
    method: String,
}

impl StreamingService<Bytes> for Answering {
    type Response = Bytes;
    type ResponseStream = BoxStream<'static, Result<Bytes, Status>>;
    type Future = BoxFuture<'static, Result<tonic::Response<Self::ResponseStream>, Status>>;

    /// Answers once all messages of the request have arrived.
    fn call(&mut self, request: Request<Streaming<Bytes>>) -> Self::Future {
        let (script, method) = (self.script.clone(), self.method.clone());
        Box::pin(async move {
            let mut messages = request.into_inner();
            while let Some(message) = messages.message().await? {
                let mut requests = script.requests.lock().unwrap();
                requests.push((method.clone(), message));
            }
            let steps = script.next_answer(&method);
            if matches!(steps.first(), Some(Step::Ignore)) {
                std::future::pending::<()>().await;
            }
            Ok(tonic::Response::new(play(steps)))
        })
    }
}

fn play(steps: Vec<Step>) -> BoxStream<'static, Result<Bytes, Status>> {
    use futures_util::StreamExt;
    futures_util::stream::iter(steps)
        .filter_map(|step| async {
            match step {
                Step::Send(message) => Some(Ok(message)),
                Step::Fail(status) => Some(Err(*status)),
                Step::Hang | Step::Ignore => std::future::pending().await,
                Step::Sleep(time) => {
                    tokio::time::sleep(time).await;
                    None
                }
            }
        })
        .boxed()
}
