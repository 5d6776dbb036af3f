//! Values that are not what their column wants, and where they are.

use arrow_array::ArrayRef;
use rustler::{Encoder, Env, NifTaggedEnum, Term};
use spark_ex_core::arrow::cast::{self, CastError, Misfit};
use spark_ex_core::arrow::normalize::{InvalidUtf8, normal_type, normalize};

use crate::term::from_term::expected;
use crate::term::to_term::cells::{Cells, Decimals};

/// One step from a column to the value inside of it.
#[derive(Clone, NifTaggedEnum)]
pub(crate) enum Step<'a> {
    /// A column, or the field of a struct.
    Field(String),
    /// An element of an array.
    Element(usize),
    /// The key of a map.
    Key(Term<'a>),
    /// What a map has under a key.
    Value(Term<'a>),
}

/// A value that can't be taken.
pub(crate) struct Refusal<'a> {
    /// The row, counted from 0; while it travels outwards, the place among its neighbours.
    pub(crate) row: usize,
    /// From the value outwards.
    path: Vec<Step<'a>>,
    expected: String,
    value: Term<'a>,
}

impl<'a> Refusal<'a> {
    pub(crate) fn new(row: usize, expected: impl Into<String>, value: Term<'a>) -> Self {
        Self {
            row,
            path: Vec::new(),
            expected: expected.into(),
            value,
        }
    }

    /// The same, seen from one level further out.
    pub(crate) fn within(mut self, row: usize, step: Step<'a>) -> Self {
        self.row = row;
        self.path.push(step);
        self
    }
}

impl<'a> Refusal<'a> {
    /// Of a value in Arrow.
    fn of(env: Env<'a>, misfit: &Misfit) -> Self {
        Self {
            row: misfit.row,
            path: misfit.path.iter().map(|step| Step::of(env, step)).collect(),
            expected: expected::wanted(&misfit.wanted).into_owned(),
            value: value(env, &misfit.value),
        }
    }
}

impl<'a> Step<'a> {
    pub(crate) fn of(env: Env<'a>, step: &cast::Step) -> Self {
        match step {
            cast::Step::Field(name) => Self::Field(name.clone()),
            cast::Step::Element(at) => Self::Element(*at),
            cast::Step::Key(key) => Self::Key(value(env, key)),
            cast::Step::Value(key) => Self::Value(value(env, key)),
        }
    }
}

/// The first value of an array; a value without a term is text.
pub(crate) fn value<'a>(env: Env<'a>, array: &ArrayRef) -> Term<'a> {
    let normal = normalize(array, &normal_type(array.data_type()), InvalidUtf8::Binary);
    let array = normal.as_ref().unwrap_or(array);
    let cells = Cells::new(env, Decimals::String);
    match cells.and_then(|mut cells| cells.column(array)) {
        Ok(terms) => terms.get(0),
        Err(text) => text.encode(env),
    }
}

#[derive(NifTaggedEnum)]
enum Native<'a> {
    Value {
        row: usize,
        path: Vec<Step<'a>>,
        expected: String,
        value: Term<'a>,
    },
}

/// Why local data can't be sent.
pub(crate) enum Unsendable<'a> {
    /// A value is not what its column wants.
    Value(Refusal<'a>),
    /// Whatever else is wrong.
    Data(String),
}

impl<'a> From<Refusal<'a>> for Unsendable<'a> {
    fn from(refusal: Refusal<'a>) -> Self {
        Self::Value(refusal)
    }
}

impl From<spark_ex_core::error::Error> for Unsendable<'_> {
    fn from(error: spark_ex_core::error::Error) -> Self {
        Self::Data(error.to_string())
    }
}

impl From<arrow_schema::ArrowError> for Unsendable<'_> {
    fn from(error: arrow_schema::ArrowError) -> Self {
        Self::Data(format!("the data can't be made Arrow: {error}"))
    }
}

impl<'a> Unsendable<'a> {
    /// Why Arrow data can't be cast.
    pub(crate) fn of(env: Env<'a>, error: CastError) -> Self {
        match error {
            CastError::Misfit(misfit) => Refusal::of(env, &misfit).into(),
            CastError::Data(error) => error.into(),
        }
    }

    /// `{:error, {:value, …}}` or `{:error, {:argument, …}}`.
    pub(crate) fn encode(self, env: Env<'a>) -> Term<'a> {
        match self {
            Self::Data(text) => crate::term::to_term::error::argument(env, text),
            Self::Value(mut refusal) => {
                refusal.path.reverse();
                env.error_tuple(
                    Native::Value {
                        row: refusal.row,
                        path: refusal.path,
                        expected: refusal.expected,
                        value: refusal.value,
                    }
                    .encode(env),
                )
            }
        }
    }
}
