//! Arrow arrays as terms, one vector a column.
//!
//! The Arrow types are those that Spark writes, and their large, view and dictionary kin, which
//! other servers of the protocol send for the same Spark types.

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type,
    DurationMicrosecondType, DurationMillisecondType, DurationNanosecondType, DurationSecondType,
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    IntervalDayTimeType, IntervalMonthDayNanoType, IntervalYearMonthType, Time32MillisecondType,
    Time32SecondType, Time64MicrosecondType, Time64NanosecondType, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, MapArray, StructArray};
use arrow_schema::{DataType, Fields, IntervalUnit, TimeUnit};
use rustler::{Encoder, Env, NewBinary, Term};
use spark_ex_core::variant::{self, Variant};
use spark_ex_core::{calendar, decimal};

use crate::term::float::float_term;
use crate::term::structs::{Keys, Structs};
use crate::term::terms::Terms;

/// What a value becomes; `Err` names what can't be a term.
type Made<T> = Result<T, String>;

/// How decimals are given out: `Decimal` is an optional library.
#[derive(Clone, Copy, PartialEq, Eq, rustler::NifUnitEnum)]
pub(crate) enum Decimals {
    Struct,
    String,
}

/// Makes the terms of one call.
pub(crate) struct Cells<'a> {
    env: Env<'a>,
    nil: Term<'a>,
    structs: Structs<'a>,
    decimals: Decimals,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(env: Env<'a>, decimals: Decimals) -> Made<Self> {
        Ok(Self {
            env,
            nil: rustler::types::atom::nil().to_term(env),
            structs: Structs::new(env)?,
            decimals,
        })
    }

    /// All values of an array, nulls as `nil`.
    pub(crate) fn column(&mut self, array: &ArrayRef) -> Made<Terms<'a>> {
        let env = self.env;
        match array.data_type() {
            DataType::Null => Ok(Terms::repeated(self.nil, array.len())),
            DataType::Boolean => {
                let values = array.as_boolean();
                self.each(array, |_, row| Ok(values.value(row).encode(env)))
            }
            DataType::Int8 => self.plain::<Int8Type>(array),
            DataType::Int16 => self.plain::<Int16Type>(array),
            DataType::Int32 => self.plain::<Int32Type>(array),
            DataType::Int64 => self.plain::<Int64Type>(array),
            DataType::UInt8 => self.plain::<UInt8Type>(array),
            DataType::UInt16 => self.plain::<UInt16Type>(array),
            DataType::UInt32 => self.plain::<UInt32Type>(array),
            DataType::UInt64 => self.plain::<UInt64Type>(array),
            DataType::Float16 => self.floats::<Float16Type>(array, |value| value.to_f64()),
            DataType::Float32 => self.floats::<Float32Type>(array, f64::from),
            DataType::Float64 => self.floats::<Float64Type>(array, |value| value),
            DataType::Utf8 => {
                let values = array.as_string::<i32>();
                self.each(array, |_, row| Ok(bytes(env, values.value(row).as_bytes())))
            }
            DataType::LargeUtf8 => {
                let values = array.as_string::<i64>();
                self.each(array, |_, row| Ok(bytes(env, values.value(row).as_bytes())))
            }
            DataType::Utf8View => {
                let values = array.as_string_view();
                self.each(array, |_, row| Ok(bytes(env, values.value(row).as_bytes())))
            }
            DataType::Binary => {
                let values = array.as_binary::<i32>();
                self.each(array, |_, row| Ok(bytes(env, values.value(row))))
            }
            DataType::LargeBinary => {
                let values = array.as_binary::<i64>();
                self.each(array, |_, row| Ok(bytes(env, values.value(row))))
            }
            DataType::BinaryView => {
                let values = array.as_binary_view();
                self.each(array, |_, row| Ok(bytes(env, values.value(row))))
            }
            DataType::FixedSizeBinary(_) => {
                let values = array.as_fixed_size_binary();
                self.each(array, |_, row| Ok(bytes(env, values.value(row))))
            }
            DataType::Decimal32(_, scale) => {
                self.decimals::<Decimal32Type>(array, *scale, i128::from)
            }
            DataType::Decimal64(_, scale) => {
                self.decimals::<Decimal64Type>(array, *scale, i128::from)
            }
            DataType::Decimal128(_, scale) => {
                self.decimals::<Decimal128Type>(array, *scale, |unscaled| unscaled)
            }
            DataType::Dictionary(_, _) => self.dictionary(array),
            temporal if temporal.is_temporal() => self.temporal(array),
            nested => self.nested(array, nested),
        }
    }

    fn temporal(&mut self, array: &ArrayRef) -> Made<Terms<'a>> {
        use TimeUnit::{Microsecond, Millisecond, Nanosecond, Second};
        const MILLIS: i64 = 1_000;
        const SECONDS: i64 = 1_000_000;
        match array.data_type() {
            DataType::Date32 => self.dates::<Date32Type>(array, i64::from),
            DataType::Date64 => self.dates::<Date64Type>(array, |ms| ms.div_euclid(86_400_000)),
            DataType::Timestamp(Second, zone) => {
                self.timestamps::<TimestampSecondType>(array, zone.is_some(), micros_of(SECONDS))
            }
            DataType::Timestamp(Millisecond, zone) => self.timestamps::<TimestampMillisecondType>(
                array,
                zone.is_some(),
                micros_of(MILLIS),
            ),
            DataType::Timestamp(Microsecond, zone) => {
                self.timestamps::<TimestampMicrosecondType>(array, zone.is_some(), Ok)
            }
            DataType::Timestamp(Nanosecond, zone) => {
                self.timestamps::<TimestampNanosecondType>(array, zone.is_some(), |nanos| {
                    Ok(nanos.div_euclid(1_000))
                })
            }
            DataType::Time32(Second) => {
                self.times::<Time32SecondType>(array, |value| i64::from(value) * SECONDS)
            }
            DataType::Time32(_) => {
                self.times::<Time32MillisecondType>(array, |value| i64::from(value) * MILLIS)
            }
            DataType::Time64(Microsecond) => self.times::<Time64MicrosecondType>(array, |us| us),
            DataType::Time64(_) => self.times::<Time64NanosecondType>(array, |nanos| nanos / 1_000),
            DataType::Duration(Second) => {
                self.durations::<DurationSecondType>(array, micros_of(SECONDS))
            }
            DataType::Duration(Millisecond) => {
                self.durations::<DurationMillisecondType>(array, micros_of(MILLIS))
            }
            DataType::Duration(Microsecond) => self.durations::<DurationMicrosecondType>(array, Ok),
            DataType::Duration(Nanosecond) => {
                self.durations::<DurationNanosecondType>(array, |nanos| Ok(nanos.div_euclid(1_000)))
            }
            DataType::Interval(unit) => self.intervals(array, *unit),
            other => Err(unsupported(other)),
        }
    }

    fn intervals(&mut self, array: &ArrayRef, unit: IntervalUnit) -> Made<Terms<'a>> {
        match unit {
            IntervalUnit::YearMonth => {
                let values = array.as_primitive::<IntervalYearMonthType>();
                self.each(array, |cells, row| {
                    cells.structs.year_month(values.value(row))
                })
            }
            IntervalUnit::DayTime => {
                let values = array.as_primitive::<IntervalDayTimeType>();
                self.each(array, |cells, row| {
                    let value = values.value(row);
                    let micros = i64::from(value.milliseconds) * 1_000;
                    cells.structs.calendar(0, value.days, micros)
                })
            }
            IntervalUnit::MonthDayNano => {
                let values = array.as_primitive::<IntervalMonthDayNanoType>();
                self.each(array, |cells, row| {
                    let value = values.value(row);
                    let micros = value.nanoseconds.div_euclid(1_000);
                    cells.structs.calendar(value.months, value.days, micros)
                })
            }
        }
    }

    fn nested(&mut self, array: &ArrayRef, data_type: &DataType) -> Made<Terms<'a>> {
        match data_type {
            DataType::List(_) => {
                let list = array.as_list::<i32>();
                let offsets = list.value_offsets();
                let bounds = |row: usize| (offsets[row] as usize, offsets[row + 1] as usize);
                self.lists(array, list.values(), bounds)
            }
            DataType::LargeList(_) => {
                let list = array.as_list::<i64>();
                let offsets = list.value_offsets();
                let bounds = |row: usize| (offsets[row] as usize, offsets[row + 1] as usize);
                self.lists(array, list.values(), bounds)
            }
            DataType::FixedSizeList(_, size) => {
                let list = array.as_fixed_size_list();
                let size = *size as usize;
                self.lists(array, list.values(), |row| (row * size, (row + 1) * size))
            }
            DataType::Struct(fields) if variant::is_variant(fields) => {
                self.variants(array.as_struct())
            }
            DataType::Struct(fields) => self.struct_maps(array.as_struct(), fields),
            DataType::Map(_, _) => self.maps(array.as_map()),
            other => Err(unsupported(other)),
        }
    }

    fn each(
        &mut self,
        array: &dyn Array,
        mut value: impl FnMut(&mut Self, usize) -> Made<Term<'a>>,
    ) -> Made<Terms<'a>> {
        let nil = self.nil;
        let mut terms = Terms::with_capacity(self.env, array.len());
        match array.nulls() {
            None => {
                for row in 0..array.len() {
                    terms.push(value(self, row)?);
                }
            }
            Some(nulls) => {
                for row in 0..array.len() {
                    terms.push(match nulls.is_valid(row) {
                        true => value(self, row)?,
                        false => nil,
                    });
                }
            }
        }
        Ok(terms)
    }

    fn plain<T: ArrowPrimitiveType>(&mut self, array: &ArrayRef) -> Made<Terms<'a>>
    where
        T::Native: Encoder,
    {
        let env = self.env;
        let values = array.as_primitive::<T>().values();
        self.each(array, |_, row| Ok(values[row].encode(env)))
    }

    fn floats<T: ArrowPrimitiveType>(
        &mut self,
        array: &ArrayRef,
        widen: impl Fn(T::Native) -> f64,
    ) -> Made<Terms<'a>> {
        let env = self.env;
        let values = array.as_primitive::<T>().values();
        self.each(array, |_, row| Ok(float_term(env, widen(values[row]))))
    }

    /// Days repeat: each is made once and shared.
    fn dates<T: ArrowPrimitiveType>(
        &mut self,
        array: &ArrayRef,
        days: impl Fn(T::Native) -> i64,
    ) -> Made<Terms<'a>> {
        let values = array.as_primitive::<T>().values();
        let mut known: HashMap<i64, Term<'a>> = HashMap::new();
        self.each(array, |cells, row| {
            let day = days(values[row]);
            if let Some(term) = known.get(&day) {
                return Ok(*term);
            }
            let term = cells.structs.date(calendar::date(day))?;
            known.insert(day, term);
            Ok(term)
        })
    }

    fn timestamps<T: ArrowPrimitiveType>(
        &mut self,
        array: &ArrayRef,
        zoned: bool,
        micros: impl Fn(T::Native) -> Made<i64>,
    ) -> Made<Terms<'a>> {
        let values = array.as_primitive::<T>().values();
        self.each(array, |cells, row| {
            let (date, time) = calendar::timestamp(micros(values[row])?);
            match zoned {
                true => cells.structs.utc_date_time(date, time),
                false => cells.structs.naive_date_time(date, time),
            }
        })
    }

    fn times<T: ArrowPrimitiveType>(
        &mut self,
        array: &ArrayRef,
        micros: impl Fn(T::Native) -> i64,
    ) -> Made<Terms<'a>> {
        let values = array.as_primitive::<T>().values();
        self.each(array, |cells, row| {
            cells.structs.time(calendar::time(micros(values[row])))
        })
    }

    fn durations<T: ArrowPrimitiveType>(
        &mut self,
        array: &ArrayRef,
        micros: impl Fn(T::Native) -> Made<i64>,
    ) -> Made<Terms<'a>> {
        let values = array.as_primitive::<T>().values();
        self.each(array, |cells, row| {
            cells.structs.day_time(micros(values[row])?)
        })
    }

    fn decimals<T: ArrowPrimitiveType>(
        &mut self,
        array: &ArrayRef,
        scale: i8,
        unscaled: impl Fn(T::Native) -> i128,
    ) -> Made<Terms<'a>> {
        let values = array.as_primitive::<T>().values();
        self.each(array, |cells, row| {
            cells.decimal(unscaled(values[row]), i32::from(scale))
        })
    }

    fn decimal(&mut self, unscaled: i128, scale: i32) -> Made<Term<'a>> {
        match self.decimals {
            Decimals::Struct => self.structs.decimal(unscaled, scale),
            Decimals::String => Ok(decimal::text(unscaled, scale).encode(self.env)),
        }
    }

    fn dictionary(&mut self, array: &ArrayRef) -> Made<Terms<'a>> {
        let dictionary = array.as_any_dictionary();
        let values = self.column(dictionary.values())?;
        if values.len() == 0 {
            return Ok(Terms::repeated(self.nil, array.len()));
        }
        let keys = dictionary.normalized_keys();
        self.each(array, |_, row| Ok(values.get(keys[row])))
    }

    fn lists(
        &mut self,
        array: &ArrayRef,
        values: &ArrayRef,
        bounds: impl Fn(usize) -> (usize, usize),
    ) -> Made<Terms<'a>> {
        let values = self.column(values)?;
        self.each(array, |_, row| {
            let (start, end) = bounds(row);
            Ok(values.list(start..end))
        })
    }

    /// Structs are maps. Where field names repeat a map would lose values, so such a struct is a
    /// list of pairs.
    fn struct_maps(&mut self, array: &StructArray, fields: &Fields) -> Made<Terms<'a>> {
        let env = self.env;
        let names: Vec<Term> = fields
            .iter()
            .map(|field| bytes(env, field.name().as_bytes()))
            .collect();
        let columns = self.columns(array.columns())?;
        match Keys::new(env, &names) {
            Some(keys) => {
                let columns = in_key_order(&keys, columns);
                let mut values = Terms::repeated(self.nil, columns.len());
                self.each(array, |_, row| {
                    values.take_row(&columns, row);
                    keys.map(&values)
                })
            }
            None => self.each(array, |_, row| {
                let pairs: Vec<(Term, Term)> = names
                    .iter()
                    .zip(&columns)
                    .map(|(name, column)| (*name, column.get(row)))
                    .collect();
                Ok(pairs.encode(env))
            }),
        }
    }

    pub(crate) fn columns(&mut self, arrays: &[ArrayRef]) -> Made<Vec<Terms<'a>>> {
        arrays.iter().map(|array| self.column(array)).collect()
    }

    fn maps(&mut self, array: &MapArray) -> Made<Terms<'a>> {
        let env = self.env;
        let keys = self.column(array.keys())?;
        let values = self.column(array.values())?;
        let offsets = array.value_offsets();
        self.each(array, |_, row| {
            let entries = offsets[row] as usize..offsets[row + 1] as usize;
            match keys.map(entries.clone(), &values, entries.clone()) {
                Some(map) => Ok(map),
                None => last_wins(env, entries.map(|at| (keys.get(at), values.get(at)))),
            }
        })
    }

    fn variants(&mut self, array: &StructArray) -> Made<Terms<'a>> {
        self.each(array, |cells, row| {
            let variant = variant::value(array, row).map_err(|error| error.to_string())?;
            cells.variant(&variant)
        })
    }

    fn variant(&mut self, variant: &Variant) -> Made<Term<'a>> {
        let env = self.env;
        match variant {
            Variant::Null => Ok(self.nil),
            Variant::Boolean(value) => Ok(value.encode(env)),
            Variant::Integer(value) => Ok(value.encode(env)),
            Variant::Float(value) => Ok(float_term(env, *value)),
            Variant::Decimal { unscaled, scale } => self.decimal(*unscaled, i32::from(*scale)),
            Variant::Date(days) => self.structs.date(calendar::date(i64::from(*days))),
            Variant::Timestamp(micros) => {
                let (date, time) = calendar::timestamp(*micros);
                self.structs.utc_date_time(date, time)
            }
            Variant::TimestampNtz(micros) => {
                let (date, time) = calendar::timestamp(*micros);
                self.structs.naive_date_time(date, time)
            }
            Variant::Binary(value) => Ok(bytes(env, value)),
            Variant::String(value) => Ok(bytes(env, value.as_bytes())),
            Variant::Array(values) => {
                let terms: Made<Vec<Term>> = values.iter().map(|v| self.variant(v)).collect();
                Ok(terms?.encode(env))
            }
            Variant::Object(fields) => {
                let pairs: Made<Vec<(Term, Term)>> = fields
                    .iter()
                    .map(|(name, value)| Ok((bytes(env, name.as_bytes()), self.variant(value)?)))
                    .collect();
                last_wins(env, pairs?)
            }
        }
    }
}

/// Columns in the order in which the VM wants the keys that name them.
pub(crate) fn in_key_order<'a>(keys: &Keys, columns: Vec<Terms<'a>>) -> Vec<Terms<'a>> {
    let mut ordered = vec![None; columns.len()];
    for (position, column) in columns.into_iter().enumerate() {
        ordered[keys.slot(position)] = Some(column);
    }
    ordered.into_iter().flatten().collect()
}

fn last_wins<'a>(
    env: Env<'a>,
    pairs: impl IntoIterator<Item = (Term<'a>, Term<'a>)>,
) -> Made<Term<'a>> {
    pairs
        .into_iter()
        .try_fold(Term::map_new(env), |map, (key, value)| {
            map.map_put(key, value)
        })
        .map_err(|_| "a map could not be made".to_owned())
}

fn micros_of(factor: i64) -> impl Fn(i64) -> Made<i64> {
    move |value| {
        value
            .checked_mul(factor)
            .ok_or_else(|| format!("{value} is beyond the range of microseconds"))
    }
}

/// Short ones live on the process's heap, longer ones by themselves: a row that is kept never pins
/// the batch that it came in.
pub(crate) fn bytes<'a>(env: Env<'a>, bytes: &[u8]) -> Term<'a> {
    NewBinary::from_slice(env, bytes).into()
}

fn unsupported(data_type: &DataType) -> String {
    format!("values of the Arrow type {data_type} can't be decoded")
}
