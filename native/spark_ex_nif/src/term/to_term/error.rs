//! Errors of the core as tagged maps, from which Elixir builds its exceptions.

use rustler::{Env, NifMap, NifTaggedEnum, NifUnitEnum, Term};
use spark_ex_core::arrow::cast::{Misfit, Wanted};
use spark_ex_core::error::{Error, RpcError};
pub(crate) use tonic_code::code;

use crate::term::from_term::value_error::{self, Step};
use crate::term::message;

/// `{:kind, %{…}}`, one kind for each way in which things go wrong.
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

/// A value of a result that can't be given out as it is.
#[derive(NifMap)]
struct InvalidValue<'a> {
    row: usize,
    /// From the column inwards.
    path: Vec<Step<'a>>,
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
    fn new(env: Env<'a>, misfit: &Misfit) -> Self {
        let path = misfit.path.iter().rev();
        Self {
            row: misfit.row,
            path: path.map(|step| Step::of(env, step)).collect(),
            problem: match misfit.wanted {
                Wanted::Text => Problem::NotUtf8,
                Wanted::WholeMicros(_) => Problem::FinerThanMicroseconds,
                _ => Problem::OutOfRange,
            },
            value: value_error::value(env, &misfit.value),
        }
    }
}

#[derive(NifMap)]
struct Rpc<'a> {
    method: String,
    code: rustler::Atom,
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

/// `{:error, {:argument, %{message: …}}}`: what was given can't be sent.
pub(crate) fn argument<'a>(env: Env<'a>, message: String) -> Term<'a> {
    env.error_tuple(Native::Argument { message })
}

/// `{:error, {:panic, %{message: …}}}`: a defect of this library.
pub(crate) fn panic<'a>(env: Env<'a>) -> Term<'a> {
    #[derive(NifTaggedEnum)]
    enum Defect {
        Panic { message: String },
    }
    env.error_tuple(Defect::Panic {
        message: "the native task died; this is a bug of SparkEx".to_owned(),
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
        Error::Value(misfit) => Native::InvalidValue(InvalidValue::new(env, misfit)),
        Error::Data(_) => Native::Argument { message },
        Error::Session(_) => Native::Session { message },
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
            code: code(error.code),
            message: error.message.clone(),
            reason: error.info.as_ref().map(|info| info.reason.clone()),
            metadata: info.metadata.into_iter().collect(),
            // Details that can't be read are as good as none: the status still stands.
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

mod tonic_code {
    use rustler::Atom;
    use spark_ex_core::error::Code;

    mod atoms {
        rustler::atoms! {
            ok, cancelled, unknown, invalid_argument, deadline_exceeded, not_found, already_exists,
            permission_denied, resource_exhausted, failed_precondition, aborted, out_of_range,
            unimplemented, internal, unavailable, data_loss, unauthenticated
        }
    }

    pub(crate) fn code(code: Code) -> Atom {
        match code {
            Code::Ok => atoms::ok(),
            Code::Cancelled => atoms::cancelled(),
            Code::Unknown => atoms::unknown(),
            Code::InvalidArgument => atoms::invalid_argument(),
            Code::DeadlineExceeded => atoms::deadline_exceeded(),
            Code::NotFound => atoms::not_found(),
            Code::AlreadyExists => atoms::already_exists(),
            Code::PermissionDenied => atoms::permission_denied(),
            Code::ResourceExhausted => atoms::resource_exhausted(),
            Code::FailedPrecondition => atoms::failed_precondition(),
            Code::Aborted => atoms::aborted(),
            Code::OutOfRange => atoms::out_of_range(),
            Code::Unimplemented => atoms::unimplemented(),
            Code::Internal => atoms::internal(),
            Code::Unavailable => atoms::unavailable(),
            Code::DataLoss => atoms::data_loss(),
            Code::Unauthenticated => atoms::unauthenticated(),
        }
    }
}
