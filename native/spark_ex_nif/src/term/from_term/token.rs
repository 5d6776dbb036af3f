//! Tokens from a process of the VM.

use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;

use rustler::env::OwnedEnv;
use rustler::{LocalPid, Resource, ResourceArc};
use spark_ex_core::sync::lock;
use spark_ex_core::transport::credentials::TokenSource;
use tokio::sync::oneshot;

mod atoms {
    rustler::atoms! { spark_ex_token, spark_ex_token_refused }
}

type Answer = Result<String, String>;

/// The process that returns a token for each call.
pub(crate) struct TokenProcess(pub(crate) LocalPid);

/// A request for a token, answered at most once. If it is dropped unanswered, the waiting call
/// fails.
pub(crate) struct TokenRequest(Mutex<Option<oneshot::Sender<Answer>>>);

#[rustler::resource_impl]
impl Resource for TokenRequest {}

impl TokenRequest {
    /// Passes the token to the waiting call.
    pub(crate) fn answer(&self, answer: Answer) {
        let sender = lock(&self.0).take();
        if let Some(sender) = sender {
            // The call may have ended.
            let _ = sender.send(answer);
        }
    }
}

impl TokenSource for TokenProcess {
    fn token(&self) -> Pin<Box<dyn Future<Output = Answer> + Send + '_>> {
        Box::pin(async {
            let (sender, receiver) = oneshot::channel();
            let request = ResourceArc::new(TokenRequest(Mutex::new(Some(sender))));
            let sent = OwnedEnv::new()
                .send_and_clear(&self.0, move |_env| (atoms::spark_ex_token(), request));
            let gone = || "the token process has exited".to_owned();
            sent.map_err(|_| gone())?;
            receiver.await.map_err(|_| gone())?
        })
    }

    fn discard(&self) {
        // The process may have exited.
        let _ = OwnedEnv::new().send_and_clear(&self.0, |_env| atoms::spark_ex_token_refused());
    }
}
