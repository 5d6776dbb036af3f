//! Columns of terms as Arrow arrays.
//!
//! Each value is checked against the type of its column; a [`ValueError`] reports where it is.

use std::sync::Arc;

use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Decimal128Type, DurationMicrosecondType, Float32Type,
    Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, IntervalMonthDayNanoType,
    IntervalYearMonthType, Time64NanosecondType, TimestampMicrosecondType,
    TimestampNanosecondType,
};
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, NullArray, PrimitiveArray, StringArray, StructArray,
};
use arrow_buffer::{BooleanBuffer, Buffer, IntervalMonthDayNano, NullBuffer, OffsetBuffer};
use arrow_schema::DataType;
use rustler::{Atom, Binary, Term};
use spark_ex_core::arrow::spark_type::{self, Column, SparkType};
use spark_ex_core::values::time_units::NANOS_PER_MICRO;

use crate::stack;
use crate::term::from_term::expected_values;
use crate::term::from_term::value_error::{LocalDataError, ValueError};
use crate::term::from_term::values;
use crate::term::from_term::variants;
use crate::term::term_vec::TermVec;

mod nested;

mod atoms {
    rustler::atoms! { binary }
}

type ArrayResult<'a> = Result<ArrayRef, LocalDataError<'a>>;

/// The array of a column of terms. Values may be missing where the parent is null in `outer`.
pub(crate) fn array<'a>(
    column: &Column,
    terms: &TermVec<'a>,
    outer: Option<&NullBuffer>,
) -> ArrayResult<'a> {
    let nulls = nulls(column, terms, outer)?;
    let kind = &column.kind;
    let values = Values { terms, nulls, kind };
    stack::grow(|| values.array())
}

fn nulls<'a>(
    column: &Column,
    terms: &TermVec<'a>,
    outer: Option<&NullBuffer>,
) -> Result<Option<NullBuffer>, ValueError<'a>> {
    if !terms.any_nil() {
        return Ok(None);
    }
    if !column.nullable {
        let missing =
            |at: &usize| terms.is_nil(*at) && outer.is_none_or(|outer| outer.is_valid(*at));
        if let Some(at) = (0..terms.len()).find(missing) {
            return Err(ValueError::new(at, expected_values::PRESENT, terms.get(at)));
        }
    }
    let valid = BooleanBuffer::collect_bool(terms.len(), |at| !terms.is_nil(at));
    Ok(Some(NullBuffer::new(valid)))
}

/// Terms, their nulls and their target type.
struct Values<'t, 'a> {
    terms: &'t TermVec<'a>,
    nulls: Option<NullBuffer>,
    kind: &'t SparkType,
}

impl<'a> Values<'_, 'a> {
    fn array(self) -> ArrayResult<'a> {
        use SparkType as Type;
        match self.kind {
            Type::Null => self.nulls_only(),
            Type::Boolean => self.booleans(),
            Type::Byte => self.integers::<Int8Type>(),
            Type::Short => self.integers::<Int16Type>(),
            Type::Integer => self.integers::<Int32Type>(),
            Type::Long => self.integers::<Int64Type>(),
            Type::Float => self.numbers::<Float32Type>(values::float),
            Type::Double => self.numbers::<Float64Type>(values::double),
            Type::Decimal { precision, scale } => self.decimals(*precision, *scale),
            Type::String => self.strings(),
            Type::Binary => self.binaries(),
            Type::Variant => self.variants(),
            Type::Array(element) => self.lists(element),
            Type::Map(key, value) => self.maps(key, value),
            Type::Struct(fields) => self.structs(fields),
            Type::Date => self.numbers::<Date32Type>(values::date),
            Type::Timestamp => self.timestamps(values::date_time),
            Type::TimestampNtz => self.timestamps(values::naive_date_time),
            Type::TimestampNanos { .. } => self.nanosecond_timestamps(values::date_time),
            Type::TimestampNtzNanos { .. } => self.nanosecond_timestamps(values::naive_date_time),
            Type::Time { precision } => self.times(*precision),
            Type::YearMonth { unit } => self.numbers::<IntervalYearMonthType>(|term| {
                values::year_month(term).filter(|months| months % unit == 0)
            }),
            Type::DayTime { unit } => self.numbers::<DurationMicrosecondType>(|term| {
                values::day_time(term).filter(|micros| micros % unit == 0)
            }),
            Type::Calendar => self.calendar_intervals(),
        }
    }

    fn len(&self) -> usize {
        self.terms.len()
    }

    /// The term at an index, `None` for `nil`.
    fn get(&self, at: usize) -> Option<Term<'a>> {
        match &self.nulls {
            Some(nulls) if nulls.is_null(at) => None,
            _ => Some(self.terms.get(at)),
        }
    }

    fn value_error(&self, at: usize) -> LocalDataError<'a> {
        self.value_error_as(at, &expected_values::describe_type(self.kind))
    }

    fn value_error_as(&self, at: usize, expected: &str) -> LocalDataError<'a> {
        ValueError::new(at, expected, self.terms.get(at)).into()
    }

    fn nulls_only(self) -> ArrayResult<'a> {
        match (0..self.len()).find(|at| !self.terms.is_nil(*at)) {
            Some(at) => Err(self.value_error(at)),
            None => Ok(Arc::new(NullArray::new(self.len()))),
        }
    }

    fn booleans(self) -> ArrayResult<'a> {
        let mut values = Vec::with_capacity(self.len());
        for at in 0..self.len() {
            values.push(match self.get(at).map(|term| term.decode::<bool>()) {
                None => false,
                Some(Ok(value)) => value,
                Some(Err(_)) => return Err(self.value_error(at)),
            });
        }
        Ok(Arc::new(BooleanArray::new(values.into(), self.nulls)))
    }

    fn integers<T: ArrowPrimitiveType>(self) -> ArrayResult<'a>
    where
        T::Native: TryFrom<i64>,
    {
        // Decoding narrower integers would truncate them.
        let integer = |term: Term<'a>| T::Native::try_from(term.decode::<i64>().ok()?).ok();
        self.numbers::<T>(integer)
    }

    fn numbers<T: ArrowPrimitiveType>(
        self,
        number: impl FnMut(Term<'a>) -> Option<T::Native>,
    ) -> ArrayResult<'a> {
        Ok(Arc::new(self.primitive::<T>(number)?))
    }

    fn primitive<T: ArrowPrimitiveType>(
        self,
        mut number: impl FnMut(Term<'a>) -> Option<T::Native>,
    ) -> Result<PrimitiveArray<T>, LocalDataError<'a>> {
        let mut values: Vec<T::Native> = Vec::with_capacity(self.len());
        for at in 0..self.len() {
            values.push(match self.get(at) {
                None => T::Native::default(),
                Some(term) => number(term).ok_or_else(|| self.value_error(at))?,
            });
        }
        Ok(PrimitiveArray::try_new(values.into(), self.nulls)?)
    }

    fn decimals(self, precision: u8, scale: u8) -> ArrayResult<'a> {
        let number = |term| values::digits(term)?.unscaled(precision, scale);
        let scale = i8::try_from(scale).unwrap_or(i8::MAX);
        let array = self.primitive::<Decimal128Type>(number)?;
        Ok(Arc::new(array.with_precision_and_scale(precision, scale)?))
    }

    fn timestamps(self, micros: impl FnMut(Term<'a>) -> Option<i64>) -> ArrayResult<'a> {
        let zone = match self.kind.arrow() {
            DataType::Timestamp(_, zone) => zone,
            _ => None,
        };
        let array = self.primitive::<TimestampMicrosecondType>(micros)?;
        Ok(Arc::new(array.with_timezone_opt(zone)))
    }

    fn times(self, precision: u8) -> ArrayResult<'a> {
        let unit = 10i64.pow(6u32.saturating_sub(precision.into()));
        self.numbers::<Time64NanosecondType>(|term| {
            let micros = values::time(term).filter(|micros| micros % unit == 0)?;
            Some(micros * NANOS_PER_MICRO)
        })
    }

    fn nanosecond_timestamps(self, micros: impl Fn(Term<'a>) -> Option<i64>) -> ArrayResult<'a> {
        let data_type = self.kind.arrow();
        let nanos = |term| micros(term)?.checked_mul(NANOS_PER_MICRO);
        let moments = self.primitive::<TimestampNanosecondType>(nanos)?;
        Ok(Arc::new(moments.with_data_type(data_type)))
    }

    fn calendar_intervals(self) -> ArrayResult<'a> {
        self.numbers::<IntervalMonthDayNanoType>(|term| {
            let (months, days, micros) = values::calendar_interval(term)?;
            let nanos = micros.checked_mul(NANOS_PER_MICRO)?;
            Some(IntervalMonthDayNano::new(months, days, nanos))
        })
    }

    fn strings(self) -> ArrayResult<'a> {
        let text = |term| Binary::from_term(term).ok();
        let (offsets, bytes) = self.bytes(text)?;
        match StringArray::try_new(offsets, bytes, self.nulls.clone()) {
            Ok(array) => Ok(Arc::new(array)),
            Err(_) => Err(self.invalid_utf8()),
        }
    }

    fn invalid_utf8(&self) -> LocalDataError<'a> {
        let invalid = |at: &usize| {
            let bytes = self.get(*at).and_then(|term| Binary::from_term(term).ok());
            bytes.is_some_and(|bytes| std::str::from_utf8(bytes.as_slice()).is_err())
        };
        match (0..self.len()).find(invalid) {
            Some(at) => self.value_error_as(at, expected_values::UTF8),
            None => LocalDataError::Data("can't convert the strings to Arrow".to_owned()),
        }
    }

    fn binaries(self) -> ArrayResult<'a> {
        let (offsets, bytes) = self.bytes(binary)?;
        Ok(Arc::new(BinaryArray::try_new(offsets, bytes, self.nulls)?))
    }

    fn bytes(
        &self,
        bytes: impl Fn(Term<'a>) -> Option<Binary<'a>>,
    ) -> Result<(OffsetBuffer<i32>, Buffer), LocalDataError<'a>> {
        let mut offsets = Offsets::new(self.len());
        let mut all: Vec<u8> = Vec::new();
        for at in 0..self.len() {
            if let Some(term) = self.get(at) {
                let bytes = bytes(term).ok_or_else(|| self.value_error(at))?;
                all.extend_from_slice(bytes.as_slice());
            }
            offsets.push(all.len())?;
        }
        Ok((offsets.finish(), all.into()))
    }

    fn variants(self) -> ArrayResult<'a> {
        let env = self.terms.env();
        let mut parts = [(); 2].map(|()| (Offsets::new(self.len()), Vec::new()));
        for at in 0..self.len() {
            let encoded = match self.get(at) {
                None => variants::Encoded::default(),
                Some(term) => variants::encode(env, term)
                    .map_err(|expected| self.value_error_as(at, &expected))?,
            };
            for ((offsets, all), bytes) in
                parts.iter_mut().zip([&encoded.value, &encoded.metadata])
            {
                all.extend_from_slice(bytes);
                offsets.push(all.len())?;
            }
        }
        let arrays = parts.map(|(offsets, bytes)| {
            BinaryArray::try_new(offsets.finish(), bytes.into(), None)
                .map(|array| Arc::new(array) as ArrayRef)
        });
        let columns = arrays.into_iter().collect::<Result<_, _>>()?;
        let fields = spark_type::variant_fields();
        Ok(Arc::new(StructArray::try_new(fields, columns, self.nulls)?))
    }
}

/// The ends of values of variable size.
struct Offsets(Vec<i32>);

impl Offsets {
    fn new(count: usize) -> Self {
        let mut offsets = Vec::with_capacity(count + 1);
        offsets.push(0);
        Self(offsets)
    }

    fn push<'a>(&mut self, end: usize) -> Result<(), LocalDataError<'a>> {
        let end = i32::try_from(end).map_err(|_| {
            LocalDataError::Data(
                "the values of a column in consecutive rows exceed 2 GiB, the limit of an Arrow \
                 array"
                    .to_owned(),
            )
        })?;
        self.0.push(end);
        Ok(())
    }

    fn finish(self) -> OffsetBuffer<i32> {
        OffsetBuffer::new(self.0.into())
    }
}

/// A binary, also tagged as `{:binary, bytes}`.
fn binary(term: Term) -> Option<Binary> {
    if let Ok(bytes) = Binary::from_term(term) {
        return Some(bytes);
    }
    let (tag, bytes): (Atom, Binary) = term.decode().ok()?;
    (tag == atoms::binary()).then_some(bytes)
}
