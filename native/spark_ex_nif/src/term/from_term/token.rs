//! Tokens that a process of the VM gives out.

use std::future::Future;
use std::pin::Pin;
use std::sync::Mutex;

use rustler::env::OwnedEnv;
use rustler::{LocalPid, Resource, ResourceArc};
use spark_ex_core::transport::credentials::TokenSource;
use tokio::sync::oneshot;

mod atoms {
    rustler::atoms! { spark_ex_token, spark_ex_token_refused }
}

type Answer = Result<String, String>;

/// The process that is asked for a token before every call.
pub(crate) struct TokenProcess(pub(crate) LocalPid);

/// One such question; answered at most once. Dropped unanswered, the call that waits fails.
pub(crate) struct TokenRequest(Mutex<Option<oneshot::Sender<Answer>>>);

#[rustler::resource_impl]
impl Resource for TokenRequest {}

impl TokenRequest {
    /// Hands the token to the call that waits for it.
    pub(crate) fn answer(&self, answer: Answer) {
        let sender = self
            .0
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
            .take();
        if let Some(sender) = sender {
            // The call may have been given up meanwhile.
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
            let gone = || "the process that gives out tokens is gone".to_owned();
            sent.map_err(|_| gone())?;
            receiver.await.map_err(|_| gone())?
        })
    }

    fn discard(&self) {
        // A process that is gone has no token.
        let _ = OwnedEnv::new().send_and_clear(&self.0, |_env| atoms::spark_ex_token_refused());
    }
}
