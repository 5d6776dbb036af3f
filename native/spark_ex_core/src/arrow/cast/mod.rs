//! Arrow arrays of any kind, cast to the Arrow types in which Spark takes its own.
//!
//! The rules are those for Elixir's values: a value arrives exactly as it is, or there is a
//! [`Misfit`] that says where it is and what was wanted there. That is why these are no kernels of a
//! library: those round, cut and wrap around, and do not tell the place.
//!
//! | Spark's type                | Arrow's types that it is made of                                 |
//! |-----------------------------|------------------------------------------------------------------|
//! | integers                    | integers of any width, with a sign or without, that are in range |
//! | `FLOAT`, `DOUBLE`           | floats, and integers that they hold exactly                      |
//! | `DECIMAL`                   | decimals and integers that need no rounding, digits in a text    |
//! | `STRING`, `BINARY`          | texts and binaries, small, large and views                       |
//! | `DATE`, `TIME`, timestamps  | their kin                                                        |
//! | intervals                   | their kin; those of the calendar of the others, too              |
//! | `ARRAY`                     | lists                                                            |
//! | `MAP`, `STRUCT`             | maps; structs, whose fields are found by name                    |
//! | `VARIANT`                   | variants, and whatever a variant can hold                        |
//!
//! Arrays come in the types that [`normalize`] gives them. Nulls without a type are values of any.

mod bytes;
mod nested;
mod numbers;
mod temporal;
mod variants;

pub(crate) use bytes::offset;

use std::fmt;
use std::sync::Arc;

use arrow_array::types::ArrowPrimitiveType;
use arrow_array::{Array, ArrayRef, NullArray, PrimitiveArray, new_null_array};
use arrow_buffer::{ArrowNativeType, NullBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType};

use crate::arrow::normalize::{InvalidUtf8, normalize};
use crate::arrow::spark_type::{Column, ColumnType};
use crate::error::Error;

/// Why an array can't be cast.
#[derive(Debug)]
pub enum CastError {
    /// A value is not what its column wants.
    Misfit(Box<Misfit>),
    /// Whatever else is wrong.
    Data(Error),
}

/// A value that does not fit, and where it is.
#[derive(Clone, Debug)]
pub struct Misfit {
    /// The row; while it travels outwards, the place among its neighbours.
    pub row: usize,
    /// From the value outwards.
    pub path: Vec<Step>,
    /// What should be there.
    pub wanted: Wanted,
    /// The value, an array of it alone.
    pub value: ArrayRef,
}

/// One step from a column to the value inside of it.
#[derive(Clone, Debug)]
pub enum Step {
    /// A column, or the field of a struct.
    Field(String),
    /// An element of an array.
    Element(usize),
    /// The key of a map, which is the array's one value.
    Key(ArrayRef),
    /// What a map has under a key.
    Value(ArrayRef),
}

/// What should be in the place of a misfit.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// Anything but null.
    Present,
    /// A text, which is UTF-8.
    Text,
    /// A value of this type.
    Value(ColumnType),
    /// A moment or an interval without fractions of a microsecond.
    WholeMicros(ColumnType),
    /// A struct of no other fields than these.
    Fields(Vec<String>),
    /// A value of this type, which no value of that Arrow type is.
    Kin(ColumnType, DataType),
}

impl CastError {
    pub(crate) fn within(self, row: usize, step: Step) -> Self {
        match self {
            Self::Misfit(mut misfit) => {
                misfit.row = row;
                misfit.path.push(step);
                Self::Misfit(misfit)
            }
            other => other,
        }
    }

    /// The same, seen from the column in which the array is, some rows after its first.
    pub(crate) fn in_column(self, name: &str, rows_before: usize) -> Self {
        let row = match &self {
            Self::Misfit(misfit) => rows_before + misfit.row,
            Self::Data(_) => 0,
        };
        self.within(row, Step::Field(name.to_owned()))
    }
}

impl From<Error> for CastError {
    fn from(error: Error) -> Self {
        Self::Data(error)
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "row {}: expected {:?}, got {:?}",
            self.row, self.wanted, self.value
        )
    }
}

impl From<CastError> for Error {
    fn from(error: CastError) -> Self {
        match error {
            CastError::Misfit(misfit) => Self::Value(misfit),
            CastError::Data(error) => error,
        }
    }
}

impl From<ArrowError> for CastError {
    fn from(error: ArrowError) -> Self {
        Self::Data(Error::Data(format!("the data can't be cast: {error}")))
    }
}

pub(crate) type Made = Result<ArrayRef, CastError>;

/// The values of an array, which [`normalize`] takes to `data_type`, as those of a column.
pub fn cast(array: &ArrayRef, data_type: &DataType, column: &Column) -> Made {
    let normal = normalize(array, data_type, InvalidUtf8::Error)?;
    cast_within(&normal, column, None)
}

/// Where `outer` says that what holds a value is itself missing, so may the value be.
fn cast_within(array: &ArrayRef, column: &Column, outer: Option<&NullBuffer>) -> Made {
    let values = Values {
        array,
        kind: &column.kind,
    };
    if !column.nullable {
        values.check_present(outer)?;
    }
    if array.data_type() == &DataType::Null {
        return Ok(new_null_array(&column.kind.arrow(), array.len()));
    }
    values.cast()
}

/// An array, and what its values are to become.
struct Values<'a> {
    array: &'a ArrayRef,
    kind: &'a ColumnType,
}

impl Values<'_> {
    fn cast(&self) -> Made {
        use ColumnType as Type;
        match self.kind {
            Type::Null => self.nothing(),
            Type::Boolean if self.array.data_type() == &DataType::Boolean => {
                Ok(Arc::clone(self.array))
            }
            Type::Byte
            | Type::Short
            | Type::Integer
            | Type::Long
            | Type::Float
            | Type::Double
            | Type::Decimal { .. } => self.numbers(),
            Type::String | Type::Binary => self.bytes(),
            Type::Date
            | Type::Timestamp
            | Type::TimestampNtz
            | Type::Time { .. }
            | Type::YearMonth { .. }
            | Type::DayTime { .. }
            | Type::Calendar => self.temporal(),
            Type::Array(element) => self.lists(element),
            Type::Map(key, value) => self.maps(key, value),
            Type::Struct(fields) => self.structs(fields),
            Type::Variant => self.variants(),
            Type::Boolean => self.no_kin(),
        }
    }

    fn check_present(&self, outer: Option<&NullBuffer>) -> Result<(), CastError> {
        let Some(nulls) = self.array.logical_nulls() else {
            return Ok(());
        };
        let missing =
            |at: &usize| nulls.is_null(*at) && outer.is_none_or(|outer| outer.is_valid(*at));
        match (0..nulls.len()).find(missing) {
            Some(at) => Err(self.misfit(at, Wanted::Present)),
            None => Ok(()),
        }
    }

    fn nothing(&self) -> Made {
        match self.first_present() {
            Some(at) => Err(self.refuse(at)),
            None => Ok(Arc::new(NullArray::new(self.array.len()))),
        }
    }

    /// Where an array is of another kind than what it is to become, nulls are all that it may hold.
    fn no_kin(&self) -> Made {
        match self.first_present() {
            Some(at) => {
                let found = self.array.data_type().clone();
                Err(self.misfit(at, Wanted::Kin(self.kind.clone(), found)))
            }
            None => Ok(new_null_array(&self.kind.arrow(), self.array.len())),
        }
    }

    fn first_present(&self) -> Option<usize> {
        (0..self.array.len()).find(|at| self.array.is_valid(*at))
    }

    fn refuse(&self, at: usize) -> CastError {
        self.misfit(at, Wanted::Value(self.kind.clone()))
    }

    fn misfit(&self, at: usize, wanted: Wanted) -> CastError {
        CastError::Misfit(Box::new(Misfit {
            row: at,
            path: Vec::new(),
            wanted,
            value: self.array.slice(at, 1),
        }))
    }

    /// A number for each value, `None` for one that does not fit.
    fn primitive<T: ArrowPrimitiveType>(
        &self,
        number: impl Fn(usize) -> Option<T::Native>,
    ) -> Result<PrimitiveArray<T>, CastError> {
        let nulls = self.array.nulls();
        let mut numbers: Vec<T::Native> = Vec::with_capacity(self.array.len());
        for at in 0..self.array.len() {
            numbers.push(match nulls {
                Some(nulls) if nulls.is_null(at) => T::Native::default(),
                _ => number(at).ok_or_else(|| self.refuse(at))?,
            });
        }
        Ok(PrimitiveArray::try_new(numbers.into(), nulls.cloned())?)
    }
}

/// The numbers of an array of primitive values, whatever they mean.
pub(crate) fn native<N: ArrowNativeType>(array: &ArrayRef) -> ScalarBuffer<N> {
    let data = array.to_data();
    ScalarBuffer::new(data.buffers()[0].clone(), data.offset(), data.len())
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int8Type;
    use arrow_array::{BooleanArray, DictionaryArray, Int32Array, Int64Array, StringArray};

    use super::*;
    use crate::arrow::normalize::normal_type;

    pub(super) fn cast_normal(array: &ArrayRef, column: &Column) -> Made {
        cast(array, &normal_type(array.data_type()), column)
    }

    pub(super) fn column(kind: ColumnType) -> Column {
        Column {
            name: "c".into(),
            kind,
            nullable: true,
        }
    }

    pub(super) fn made(array: impl Array + 'static, kind: ColumnType) -> ArrayRef {
        let array: ArrayRef = Arc::new(array);
        let made = cast_normal(&array, &column(kind.clone())).unwrap();
        assert_eq!(made.data_type(), &kind.arrow());
        assert_eq!(made.len(), array.len());
        made
    }

    pub(super) fn misfit(array: impl Array + 'static, column: &Column) -> Misfit {
        let array: ArrayRef = Arc::new(array);
        match cast_normal(&array, column) {
            Err(CastError::Misfit(misfit)) => *misfit,
            other => panic!("{other:?}"),
        }
    }

    /// The row, and that its value is none of the type.
    pub(super) fn misfit_row(array: impl Array + 'static, kind: ColumnType) -> usize {
        let misfit = misfit(array, &column(kind.clone()));
        assert_eq!(misfit.wanted, Wanted::Value(kind));
        misfit.row
    }

    #[test]
    fn a_dictionary_counts_as_what_it_holds() {
        let words: DictionaryArray<Int8Type> = [Some("b"), None, Some("a"), Some("b")]
            .into_iter()
            .collect();
        let texts = made(words, ColumnType::String);
        let expected = StringArray::from(vec![Some("b"), None, Some("a"), Some("b")]);
        assert_eq!(texts.as_string::<i32>(), &expected);
    }

    #[test]
    fn nulls_are_values_of_any_type() {
        let element = Box::new(column(ColumnType::Date));
        for kind in [
            ColumnType::Long,
            ColumnType::Variant,
            ColumnType::Array(element),
        ] {
            assert_eq!(made(NullArray::new(3), kind.clone()).null_count(), 3);
            let texts = StringArray::from(vec![None::<&str>; 2]);
            match kind {
                ColumnType::Variant => {}
                kind => assert_eq!(made(texts, kind).null_count(), 2),
            }
        }
        assert_eq!(
            misfit_row(Int32Array::from(vec![None, Some(1)]), ColumnType::Null),
            1
        );
    }

    #[test]
    fn a_column_that_takes_no_nulls_names_the_first() {
        let never = Column {
            nullable: false,
            ..column(ColumnType::Long)
        };
        let found = misfit(Int64Array::from(vec![Some(1), Some(2), None, None]), &never);
        assert_eq!((found.row, found.wanted), (2, Wanted::Present));
        assert_eq!(misfit(NullArray::new(1), &never).wanted, Wanted::Present);
        let array: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        assert!(cast_normal(&array, &never).is_ok());
    }

    #[test]
    fn a_value_of_another_kind_is_named_with_its_arrow_type() {
        let flags = BooleanArray::from(vec![None, Some(true)]);
        let found = misfit(flags, &column(ColumnType::Long));
        let wanted = Wanted::Kin(ColumnType::Long, DataType::Boolean);
        assert_eq!((found.row, found.wanted), (1, wanted));
        assert_eq!(
            found.value.as_ref(),
            &BooleanArray::from(vec![true]) as &dyn Array
        );
    }
}
