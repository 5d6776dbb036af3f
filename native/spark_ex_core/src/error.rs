//! The errors of the core.

use std::collections::HashMap;
use std::time::Duration;

use bytes::Bytes;
pub use tonic::Code;

use crate::arrow::cast_error::ValueError;

/// An error of the core.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The address, the TLS settings or a header are invalid.
    #[error("{0}")]
    Endpoint(String),

    /// The connection could not be opened.
    #[error("no connection to {target}: {cause}")]
    Connect {
        /// Host and port.
        target: String,
        /// The errors of the transport, outermost first.
        cause: String,
    },

    /// The server returned an error, or the connection broke.
    #[error(transparent)]
    Rpc(Box<RpcError>),

    /// The server's answer is malformed, out of order or incomplete.
    #[error("{0}")]
    Decode(String),

    /// A value of a result has no exact counterpart in its Spark type.
    #[error("{0}")]
    Value(Box<ValueError>),

    /// The given data can't be sent.
    #[error("{0}")]
    Data(String),

    /// The server no longer has this session, or answered for another one.
    #[error("{0}")]
    Session(String),

    /// A defect of this library, or a system that can't run it.
    #[error("{0}")]
    Internal(String),

    /// The session is closed.
    #[error("the session is stopped")]
    Closed,

    /// The caller cancelled the execution.
    #[error("the execution was cancelled")]
    Cancelled,

    /// The call or query timed out.
    #[error(
        "no answer from {method} within {} ms{}",
        after.as_millis(),
        describe_failure(last_failure)
    )]
    Deadline {
        /// The RPC.
        method: String,
        /// The timeout.
        after: Duration,
        /// The error of the last attempt, if any.
        last_failure: Option<Box<str>>,
    },

    /// The token source failed.
    #[error("the token function failed: {0}")]
    Token(String),
}

/// A gRPC status with the details that Spark adds.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{method}: {code:?}: {message}")]
pub struct RpcError {
    /// The RPC that failed.
    pub method: String,
    /// The gRPC code.
    pub code: Code,
    /// The status message. Spark truncates it to 2,048 characters.
    pub message: String,
    /// The `google.rpc.ErrorInfo` of the status.
    pub info: Option<ErrorInfo>,
    /// The encoded `spark.connect.FetchErrorDetailsResponse`, if the server still had it.
    pub details: Option<Bytes>,
    /// The delay of a `google.rpc.RetryInfo`.
    pub retry_delay: Option<Duration>,
    /// Whether the connection broke before the server's status arrived.
    pub connection_lost: bool,
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
            connection_lost: false,
        }
    }
}

/// `google.rpc.ErrorInfo`, in which Spark describes an exception.
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
    /// The error for the status of a failed call.
    pub fn from_status(method: &str, target: &str, status: &tonic::Status) -> Self {
        use tonic_types::StatusExt;

        if let Some(cause) = connect_failure_cause(status) {
            return Self::Connect {
                target: target.to_owned(),
                cause,
            };
        }
        Self::Rpc(Box::new(RpcError {
            method: method.to_owned(),
            // tonic uses several codes for a broken connection.
            code: if connection_lost(status) {
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
            connection_lost: connection_lost(status),
        }))
    }

    /// Whether the server's message contains this error class, such as
    /// `INVALID_HANDLE.OPERATION_NOT_FOUND`.
    pub fn has_class(&self, class: &str) -> bool {
        matches!(self, Self::Rpc(rpc) if rpc.message.contains(class))
    }

    /// Whether it is a Spark exception, which ends the operation on the server.
    pub fn is_spark_exception(&self) -> bool {
        matches!(self, Self::Rpc(rpc) if rpc.info.is_some())
    }

    /// Whether the server refused the token.
    pub fn is_unauthenticated(&self) -> bool {
        matches!(self, Self::Rpc(rpc) if rpc.code == Code::Unauthenticated)
    }

    /// Whether the server closed the connection without saying why.
    pub fn is_disconnect(&self) -> bool {
        const DISCONNECTS: [&str; 6] = [
            "connection reset",
            "connection closed",
            "broken pipe",
            "unexpected eof",
            "close_notify",
            "not connected",
        ];
        match self {
            Self::Connect { cause, .. } => {
                let cause = cause.to_lowercase();
                DISCONNECTS.iter().any(|pattern| cause.contains(pattern))
            }
            // The text depends on which part of the transport sees the end first.
            Self::Rpc(rpc) => {
                const REASONS: [&str; 4] = [
                    "alert",
                    "timed out",
                    "frame with invalid size",
                    "protocol error",
                ];
                rpc.connection_lost && !REASONS.iter().any(|text| rpc.message.contains(text))
            }
            _ => false,
        }
    }

    /// Appends to the text of a transport error.
    pub fn append(&mut self, text: &str) {
        match self {
            Self::Connect { cause, .. } => cause.push_str(text),
            Self::Rpc(rpc) => rpc.message.push_str(text),
            _ => {}
        }
    }

    /// The kind of the error in one word. Contains nothing of requests or responses.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Endpoint(_) => "Endpoint",
            Self::Connect { .. } => "Connect",
            Self::Rpc(rpc) => code_name(rpc.code),
            Self::Decode(_) => "Decode",
            Self::Value(_) => "Value",
            Self::Data(_) => "Data",
            Self::Session(_) => "Session",
            Self::Internal(_) => "Internal",
            Self::Closed => "Closed",
            Self::Cancelled => "Cancelled",
            Self::Deadline { .. } => "Deadline",
            Self::Token(_) => "Token",
        }
    }

    /// The id of the error's details on the server.
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

fn describe_failure(last: &Option<Box<str>>) -> String {
    last.as_ref()
        .map(|text| format!("; the last attempt failed: {text}"))
        .unwrap_or_default()
}

/// The name of a gRPC code, in lower case.
pub fn code_name(code: Code) -> &'static str {
    match code {
        Code::Ok => "ok",
        Code::Cancelled => "cancelled",
        Code::Unknown => "unknown",
        Code::InvalidArgument => "invalid_argument",
        Code::DeadlineExceeded => "deadline_exceeded",
        Code::NotFound => "not_found",
        Code::AlreadyExists => "already_exists",
        Code::PermissionDenied => "permission_denied",
        Code::ResourceExhausted => "resource_exhausted",
        Code::FailedPrecondition => "failed_precondition",
        Code::Aborted => "aborted",
        Code::OutOfRange => "out_of_range",
        Code::Unimplemented => "unimplemented",
        Code::Internal => "internal",
        Code::Unavailable => "unavailable",
        Code::DataLoss => "data_loss",
        Code::Unauthenticated => "unauthenticated",
    }
}

/// The message of a status. The status of a broken connection has its details in its sources.
fn message(status: &tonic::Status) -> String {
    match causes(status) {
        causes if causes.is_empty() => status.message().to_owned(),
        causes if status.message().is_empty() => causes,
        causes => format!("{}: {causes}", status.message()),
    }
}

/// A status that the server sent has no source on this side.
fn connection_lost(status: &tonic::Status) -> bool {
    std::error::Error::source(status).is_some()
}

fn connect_failure_cause(status: &tonic::Status) -> Option<String> {
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
    fn an_error_is_small_on_the_stack() {
        assert!(size_of::<Error>() <= 56, "{}", size_of::<Error>());
    }

    /// A failure of the transport with a cause.
    fn lost(cause: &'static str) -> Error {
        let cause: Box<dyn std::error::Error + Send + Sync> = cause.into();
        let failure = std::io::Error::other(cause);
        let status = tonic::Status::from_error(Box::new(failure));
        Error::from_status("Config", "localhost:1", &status)
    }

    #[test]
    fn a_lost_connection_without_a_reason_is_a_disconnect() {
        for cause in [
            "operation was canceled: connection was not ready",
            "channel closed",
            "connection error: Connection reset by peer (os error 104)",
        ] {
            assert!(lost(cause).is_disconnect(), "{cause}");
        }
        for cause in [
            "connection error: received fatal alert: CertificateRequired",
            "connection error: keep-alive timed out",
            "http2 error: connection error detected: frame with invalid size",
        ] {
            assert!(!lost(cause).is_disconnect(), "{cause}");
        }
        let refused = Error::from_status("Config", "localhost:1", &tonic::Status::internal("no"));
        assert!(!refused.is_disconnect());
        let refused = Error::Connect {
            target: "localhost:1".into(),
            cause: "tcp connect error: Connection refused (os error 111)".into(),
        };
        assert!(!refused.is_disconnect());
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
