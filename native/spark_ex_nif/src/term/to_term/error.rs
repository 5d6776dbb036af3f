//! Errors of the core as tagged maps, which Elixir turns into exceptions.

use rustler::types::atom;
use rustler::{Atom, Encoder, Env, NifMap, NifTaggedEnum, NifUnitEnum, Term};
use spark_ex_core::arrow::cast_error::{Expected, ValueError};
use spark_ex_core::error::{Code, Error, RpcError, code_name};

use crate::term::from_term::value_error::{encode_path, path_terms, value_term};
use crate::term::message;

/// `{kind, %{…}}`.
#[derive(NifTaggedEnum)]
enum Native<'a> {
    Endpoint {
        message: String,
    },
    Connect {
        message: String,
        target: String,
    },
    Rpc(Rpc<'a>),
    Decode {
        message: String,
    },
    InvalidValue(InvalidValue<'a>),
    Argument {
        message: String,
    },
    Session {
        message: String,
    },
    Internal {
        message: String,
    },
    Closed {
        message: String,
    },
    Cancelled {
        message: String,
    },
    Deadline {
        message: String,
        method: String,
        after: u64,
        last_failure: Option<String>,
    },
    Token {
        message: String,
    },
}

/// A value of a result without an exact counterpart in its Spark type.
#[derive(NifMap)]
struct InvalidValue<'a> {
    row: usize,
    /// From the column inwards.
    path: Vec<Term<'a>>,
    problem: Problem,
    value: Term<'a>,
}

#[derive(NifUnitEnum)]
enum Problem {
    NotUtf8,
    FinerThanMicroseconds,
    OutOfRange,
}

impl<'a> InvalidValue<'a> {
    fn new(env: Env<'a>, error: &ValueError) -> Self {
        Self {
            row: error.row,
            path: encode_path(env, path_terms(env, &error.path)),
            problem: match error.expected {
                Expected::Text => Problem::NotUtf8,
                Expected::WholeMicros(_) => Problem::FinerThanMicroseconds,
                _ => Problem::OutOfRange,
            },
            value: value_term(env, &error.value),
        }
    }
}

#[derive(NifMap)]
struct Rpc<'a> {
    method: String,
    code: Atom,
    message: String,
    reason: Option<String>,
    metadata: Vec<(String, String)>,
    details: Option<Term<'a>>,
    retry_delay: Option<u64>,
}

/// `{:error, {kind, fields}}`.
pub(crate) fn encode<'a>(env: Env<'a>, error: &Error) -> Term<'a> {
    env.error_tuple(native(env, error))
}

/// `{:error, {:argument, %{message: …}}}`: the given data can't be sent.
pub(crate) fn argument<'a>(env: Env<'a>, message: String) -> Term<'a> {
    env.error_tuple(Native::Argument { message })
}

/// `{:ok, term}` or `{:error, {:argument, %{message: …}}}`.
pub(crate) fn encode_result<'a>(env: Env<'a>, result: Result<Term<'a>, String>) -> Term<'a> {
    match result {
        Ok(term) => (atom::ok(), term).encode(env),
        Err(text) => argument(env, text),
    }
}

/// `{:error, {:panic, %{message: …}}}`: a defect of this library.
pub(crate) fn panic<'a>(env: Env<'a>) -> Term<'a> {
    #[derive(NifTaggedEnum)]
    enum Defect {
        Panic { message: String },
    }
    env.error_tuple(Defect::Panic {
        message: "a native task panicked; this is a bug in SparkEx".to_owned(),
    })
}

fn native<'a>(env: Env<'a>, error: &Error) -> Native<'a> {
    let message = error.to_string();
    match error {
        Error::Endpoint(_) => Native::Endpoint { message },
        Error::Connect { target, .. } => Native::Connect {
            message,
            target: target.clone(),
        },
        Error::Rpc(rpc) => Native::Rpc(Rpc::new(env, rpc)),
        Error::Decode(_) => Native::Decode { message },
        Error::Value(error) => Native::InvalidValue(InvalidValue::new(env, error)),
        Error::Data(_) => Native::Argument { message },
        Error::Session(_) => Native::Session { message },
        Error::Internal(_) => Native::Internal { message },
        Error::Closed => Native::Closed { message },
        Error::Cancelled => Native::Cancelled { message },
        Error::Deadline {
            method,
            after,
            last_failure,
        } => Native::Deadline {
            message,
            method: method.clone(),
            after: u64::try_from(after.as_millis()).unwrap_or(u64::MAX),
            last_failure: last_failure.as_deref().map(ToOwned::to_owned),
        },
        Error::Token(_) => Native::Token { message },
    }
}

impl<'a> Rpc<'a> {
    fn new(env: Env<'a>, error: &RpcError) -> Self {
        let info = error.info.clone().unwrap_or_default();
        Self {
            method: error.method.clone(),
            code: code_atom(env, error.code),
            message: error.message.clone(),
            reason: error.info.as_ref().map(|info| info.reason.clone()),
            metadata: info.metadata.into_iter().collect(),
            // Without readable details, the status is the whole error.
            details: error.details.as_ref().and_then(|bytes| {
                let id = message::lookup("spark.connect.FetchErrorDetailsResponse").ok()?;
                message::decode(env, id, bytes).ok()
            }),
            retry_delay: error
                .retry_delay
                .map(|delay| u64::try_from(delay.as_millis()).unwrap_or(u64::MAX)),
        }
    }
}

/// The atom of a gRPC code, such as `:unavailable`.
pub(crate) fn code_atom(env: Env, code: Code) -> Atom {
    Atom::from_str(env, code_name(code)).unwrap_or_else(|_| atom::undefined())
}
