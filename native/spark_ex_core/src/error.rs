//! Everything that can go wrong between a request and its answer.

use std::collections::HashMap;
use std::time::Duration;

use bytes::Bytes;
pub use tonic::Code;

use crate::arrow::cast::Misfit;

/// An error of the core.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The address, the TLS material or a header can't be used.
    #[error("{0}")]
    Endpoint(String),

    /// No connection to the server could be made.
    #[error("no connection to {target}: {cause}")]
    Connect {
        /// Host and port.
        target: String,
        /// What the transport said, outermost first.
        cause: String,
    },

    /// The server answered with an error, or the connection broke.
    #[error(transparent)]
    Rpc(Box<RpcError>),

    /// The server's answer can't be right: malformed, out of order, or not the promised rows.
    #[error("{0}")]
    Decode(String),

    /// A value of a result can't be given out as it is.
    #[error("{0}")]
    Value(Box<Misfit>),

    /// What was given can't be sent.
    #[error("{0}")]
    Data(String),

    /// The answer belongs to another session than the one that asked.
    #[error("{0}")]
    Session(String),

    /// The session was stopped.
    #[error("the session is stopped")]
    Closed,

    /// The caller cancelled the execution.
    #[error("the execution was cancelled")]
    Cancelled,

    /// No answer within the time given.
    #[error("no answer from {method} within {} ms{}", after.as_millis(), failure(last_failure))]
    Deadline {
        /// The RPC.
        method: String,
        /// The time given.
        after: Duration,
        /// Why the last attempt failed, if one did.
        last_failure: Option<Box<str>>,
    },

    /// No token could be had.
    #[error("the token function failed: {0}")]
    Token(String),
}

/// A gRPC status, with whatever Spark added to it.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{method}: {code:?}: {message}")]
pub struct RpcError {
    /// The RPC that failed.
    pub method: String,
    /// The gRPC code.
    pub code: Code,
    /// The status message; Spark cuts it to 2,048 characters.
    pub message: String,
    /// The `google.rpc.ErrorInfo` of the status.
    pub info: Option<ErrorInfo>,
    /// The `spark.connect.FetchErrorDetailsResponse` as bytes, where the server still had it.
    pub details: Option<Bytes>,
    /// The delay of a `google.rpc.RetryInfo`.
    pub retry_delay: Option<Duration>,
    /// Whether the connection broke, so that the server's own word is not known.
    pub broken: bool,
}

impl Default for RpcError {
    fn default() -> Self {
        Self {
            method: String::new(),
            code: Code::Unknown,
            message: String::new(),
            info: None,
            details: None,
            retry_delay: None,
            broken: false,
        }
    }
}

/// `google.rpc.ErrorInfo`: how Spark names its exceptions in a status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorInfo {
    /// The Java exception class.
    pub reason: String,
    /// `org.apache.spark`.
    pub domain: String,
    /// `classes`, `errorClass`, `sqlState`, `errorId`, `messageParameters`, …
    pub metadata: HashMap<String, String>,
}

impl Error {
    /// Reads a failed call's status.
    pub fn from_status(method: &str, target: &str, status: &tonic::Status) -> Self {
        use tonic_types::StatusExt;

        if let Some(cause) = connect_failure(status) {
            return Self::Connect {
                target: target.to_owned(),
                cause,
            };
        }
        Self::Rpc(Box::new(RpcError {
            method: method.to_owned(),
            // tonic has several codes for a connection that broke, gRPC has one.
            code: if broken(status) {
                Code::Unavailable
            } else {
                status.code()
            },
            message: message(status),
            info: status.get_details_error_info().map(|info| ErrorInfo {
                reason: info.reason,
                domain: info.domain,
                metadata: info.metadata,
            }),
            details: None,
            retry_delay: status
                .get_details_retry_info()
                .and_then(|info| info.retry_delay),
            broken: broken(status),
        }))
    }

    /// Whether the server's message names this error class, such as
    /// `INVALID_HANDLE.OPERATION_NOT_FOUND`.
    pub fn names(&self, class: &str) -> bool {
        matches!(self, Self::Rpc(rpc) if rpc.message.contains(class))
    }

    /// Whether it is an exception of Spark's, which has ended what it came from.
    pub fn is_of_spark(&self) -> bool {
        matches!(self, Self::Rpc(rpc) if rpc.info.is_some())
    }

    /// Whether the server did not accept the token.
    pub fn is_unauthenticated(&self) -> bool {
        matches!(self, Self::Rpc(rpc) if rpc.code == Code::Unauthenticated)
    }

    /// Whether the connection broke, as far as its text tells.
    pub fn is_disconnect(&self) -> bool {
        const BROKEN: [&str; 6] = [
            "connection reset",
            "connection closed",
            "broken pipe",
            "unexpected eof",
            "close_notify",
            "not connected",
        ];
        let text = match self {
            Self::Connect { cause, .. } => cause.to_lowercase(),
            Self::Rpc(rpc) if rpc.broken => rpc.message.to_lowercase(),
            _ => return false,
        };
        BROKEN.iter().any(|broken| text.contains(broken))
    }

    /// Adds to the text of an error of the transport.
    pub fn append(&mut self, text: &str) {
        match self {
            Self::Connect { cause, .. } => cause.push_str(text),
            Self::Rpc(rpc) => rpc.message.push_str(text),
            _ => {}
        }
    }

    /// What kind of error it is, in a word: it shows nothing of what was asked or answered.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Endpoint(_) => "Endpoint",
            Self::Connect { .. } => "Connect",
            Self::Rpc(rpc) => code_name(rpc.code),
            Self::Decode(_) => "Decode",
            Self::Value(_) => "Value",
            Self::Data(_) => "Data",
            Self::Session(_) => "Session",
            Self::Closed => "Closed",
            Self::Cancelled => "Cancelled",
            Self::Deadline { .. } => "Deadline",
            Self::Token(_) => "Token",
        }
    }

    /// The id under which the server keeps the details of this error.
    pub fn error_id(&self) -> Option<&str> {
        match self {
            Self::Rpc(error) => {
                let id = error.info.as_ref()?.metadata.get("errorId")?;
                Some(id.as_str())
            }
            _ => None,
        }
    }
}

fn failure(last: &Option<Box<str>>) -> String {
    last.as_ref()
        .map(|text| format!("; the last attempt failed: {text}"))
        .unwrap_or_default()
}

/// The name of a gRPC code as the protocol spells it.
fn code_name(code: Code) -> &'static str {
    match code {
        Code::Ok => "OK",
        Code::Cancelled => "CANCELLED",
        Code::Unknown => "UNKNOWN",
        Code::InvalidArgument => "INVALID_ARGUMENT",
        Code::DeadlineExceeded => "DEADLINE_EXCEEDED",
        Code::NotFound => "NOT_FOUND",
        Code::AlreadyExists => "ALREADY_EXISTS",
        Code::PermissionDenied => "PERMISSION_DENIED",
        Code::ResourceExhausted => "RESOURCE_EXHAUSTED",
        Code::FailedPrecondition => "FAILED_PRECONDITION",
        Code::Aborted => "ABORTED",
        Code::OutOfRange => "OUT_OF_RANGE",
        Code::Unimplemented => "UNIMPLEMENTED",
        Code::Internal => "INTERNAL",
        Code::Unavailable => "UNAVAILABLE",
        Code::DataLoss => "DATA_LOSS",
        Code::Unauthenticated => "UNAUTHENTICATED",
    }
}

/// A broken connection says little in its status; its causes say more.
fn message(status: &tonic::Status) -> String {
    match causes(status) {
        causes if causes.is_empty() => status.message().to_owned(),
        causes if status.message().is_empty() => causes,
        causes => format!("{}: {causes}", status.message()),
    }
}

/// What the server said itself has no cause on this side.
fn broken(status: &tonic::Status) -> bool {
    std::error::Error::source(status).is_some()
}

fn connect_failure(status: &tonic::Status) -> Option<String> {
    let mut source = std::error::Error::source(status);
    while let Some(error) = source {
        if error.is::<tonic::ConnectError>() {
            return Some(causes(error));
        }
        source = error.source();
    }
    None
}

fn causes(error: &dyn std::error::Error) -> String {
    let mut texts: Vec<String> = Vec::new();
    let mut source = error.source();
    while let Some(error) = source {
        let text = error.to_string();
        if texts.last().is_none_or(|last| *last != text) {
            texts.push(text);
        }
        source = error.source();
    }
    texts.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use tonic_types::{ErrorDetails, StatusExt};

    #[test]
    fn an_error_stays_small_on_the_stack() {
        assert!(size_of::<Error>() <= 56, "{}", size_of::<Error>());
    }

    #[test]
    fn reads_the_error_info_of_a_status() {
        let mut details = ErrorDetails::new();
        details.set_error_info(
            "org.apache.spark.sql.AnalysisException",
            "org.apache.spark",
            HashMap::from([("errorId".to_owned(), "e-1".to_owned())]),
        );
        details.set_retry_info(Some(Duration::from_millis(250)));
        let status = tonic::Status::with_error_details(Code::Internal, "boom", details);

        let error = Error::from_status("AnalyzePlan", "localhost:1", &status);
        assert_eq!(error.error_id(), Some("e-1"));
        let Error::Rpc(rpc) = error else {
            panic!("{error:?}");
        };
        assert_eq!(rpc.code, Code::Internal);
        assert_eq!(rpc.message, "boom");
        assert_eq!(rpc.retry_delay, Some(Duration::from_millis(250)));
    }
}
