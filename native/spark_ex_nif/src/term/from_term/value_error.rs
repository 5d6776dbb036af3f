//! Values that do not match their column, as errors for Elixir.

use arrow_array::ArrayRef;
use rustler::{Encoder, Env, NifTaggedEnum, Term};
use spark_ex_core::arrow::cast_error::{self, CastError};
use spark_ex_core::arrow::normalize::{InvalidUtf8, normal_type, normalize};
use spark_ex_core::values::value_error;

use crate::term::from_term::expected_values;
use crate::term::to_term::cells::{Cells, Decimals};
use crate::term::to_term::error;

/// A term that does not match its column.
pub(crate) type ValueError<'a> = value_error::ValueError<Term<'a>, String>;
/// One step from a column to a term inside it.
pub(crate) type Step<'a> = value_error::Step<Term<'a>>;

/// Why local data can't be sent.
pub(crate) enum LocalDataError<'a> {
    /// A value does not match its column.
    Value(ValueError<'a>),
    /// Any other error.
    Data(String),
}

/// The path and the error as Elixir reads them.
#[derive(NifTaggedEnum)]
enum Tagged<'a> {
    Value {
        row: usize,
        path: Vec<Term<'a>>,
        expected: String,
        value: Term<'a>,
    },
}

#[derive(NifTaggedEnum)]
enum TaggedStep<'a> {
    Field(String),
    Element(usize),
    Key(Term<'a>),
    Value(Term<'a>),
}

impl<'a> LocalDataError<'a> {
    /// The error of a cast from Arrow data.
    pub(crate) fn from_cast(env: Env<'a>, error: CastError) -> Self {
        match error {
            CastError::Value(error) => Self::Value(ValueError {
                row: error.row,
                path: path_terms(env, &error.path),
                expected: expected_values::describe(&error.expected).into_owned(),
                value: value_term(env, &error.value),
            }),
            CastError::Data(error) => error.into(),
        }
    }

    /// The same error, where the value belongs to a parent.
    pub(crate) fn map_value(self, map: impl FnOnce(ValueError<'a>) -> ValueError<'a>) -> Self {
        match self {
            Self::Value(error) => Self::Value(map(error)),
            other => other,
        }
    }

    /// `{:error, {:value, …}}` or `{:error, {:argument, …}}`.
    pub(crate) fn encode(self, env: Env<'a>) -> Term<'a> {
        match self {
            Self::Data(text) => error::argument(env, text),
            Self::Value(error) => env.error_tuple(Tagged::Value {
                row: error.row,
                path: encode_path(env, error.path),
                expected: error.expected,
                value: error.value,
            }),
        }
    }
}

impl<'a> From<ValueError<'a>> for LocalDataError<'a> {
    fn from(error: ValueError<'a>) -> Self {
        Self::Value(error)
    }
}

impl From<spark_ex_core::error::Error> for LocalDataError<'_> {
    fn from(error: spark_ex_core::error::Error) -> Self {
        Self::Data(error.to_string())
    }
}

impl From<arrow_schema::ArrowError> for LocalDataError<'_> {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::Data(format!("the data can't be converted to Arrow: {error}"))
    }
}

/// The steps of a path in Arrow, with keys as terms.
pub(crate) fn path_terms<'a>(env: Env<'a>, path: &[cast_error::Step]) -> Vec<Step<'a>> {
    let step_term = |step: &cast_error::Step| match step {
        cast_error::Step::Field(name) => Step::Field(name.clone()),
        cast_error::Step::Element(at) => Step::Element(*at),
        cast_error::Step::Key(key) => Step::Key(value_term(env, key)),
        cast_error::Step::Value(key) => Step::Value(value_term(env, key)),
    };
    path.iter().map(step_term).collect()
}

/// A path from the column inwards, as Elixir reads it.
pub(crate) fn encode_path<'a>(env: Env<'a>, path: Vec<Step<'a>>) -> Vec<Term<'a>> {
    let encode_step = |step| match step {
        Step::Field(name) => TaggedStep::Field(name).encode(env),
        Step::Element(at) => TaggedStep::Element(at).encode(env),
        Step::Key(key) => TaggedStep::Key(key).encode(env),
        Step::Value(key) => TaggedStep::Value(key).encode(env),
    };
    path.into_iter().rev().map(encode_step).collect()
}

/// The first value of an array, or a description if it has no exact term.
pub(crate) fn value_term<'a>(env: Env<'a>, array: &ArrayRef) -> Term<'a> {
    let normal = normalize(array, &normal_type(array.data_type()), InvalidUtf8::Binary);
    let array = normal.as_ref().unwrap_or(array);
    let cells = Cells::new(env, Decimals::String);
    match cells.and_then(|mut cells| cells.column(array)) {
        Ok(terms) => terms.get(0),
        Err(text) => text.encode(env),
    }
}
