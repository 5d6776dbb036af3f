//! Log records as messages.

use rustler::env::OwnedEnv;
use rustler::{Atom, Encoder, Env, LocalPid, NifMap, NifUnitEnum, Term};
use spark_ex_core::log::{Fields, Level, Record, Value};

mod atoms {
    rustler::atoms! { spark_ex_log }
}

/// The level of a record, by the names of Elixir's `Logger`, and `trace`.
#[derive(NifUnitEnum)]
pub(crate) enum LogLevel {
    Error,
    Warning,
    Info,
    Debug,
    Trace,
}

impl From<Level> for LogLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::ERROR => Self::Error,
            Level::WARN => Self::Warning,
            Level::INFO => Self::Info,
            Level::DEBUG => Self::Debug,
            Level::TRACE => Self::Trace,
        }
    }
}

impl From<LogLevel> for Level {
    fn from(level: LogLevel) -> Self {
        match level {
            LogLevel::Error => Self::ERROR,
            LogLevel::Warning => Self::WARN,
            LogLevel::Info => Self::INFO,
            LogLevel::Debug => Self::DEBUG,
            LogLevel::Trace => Self::TRACE,
        }
    }
}

#[derive(NifMap)]
struct LogRecord<'a> {
    level: LogLevel,
    message: String,
    fields: Vec<(Atom, Term<'a>)>,
    dropped: usize,
}

/// Sends `{:spark_ex_log, map}`; returns false if the process has exited. Must not run on a
/// scheduler thread.
pub(crate) fn send(pid: &LocalPid, record: Record) -> bool {
    let sent = OwnedEnv::new().send_and_clear(pid, |env| {
        let record = LogRecord {
            level: record.level.into(),
            message: record.message,
            fields: fields(env, record.fields),
            dropped: record.dropped,
        };
        (atoms::spark_ex_log(), record)
    });
    sent.is_ok()
}

// Field names are literals of the core, so the number of atoms is bounded.
fn fields(env: Env, fields: Fields) -> Vec<(Atom, Term)> {
    let named = fields.into_iter().filter_map(|(name, value)| {
        let value = match value {
            Value::Number(number) => number.encode(env),
            Value::Flag(flag) => flag.encode(env),
            Value::Text(text) => text.encode(env),
        };
        Some((Atom::from_str(env, name).ok()?, value))
    });
    named.collect()
}
