//! Dates, times, timestamps and intervals.

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, DurationMicrosecondType, DurationMillisecondType,
    DurationNanosecondType, DurationSecondType, IntervalDayTimeType, IntervalMonthDayNanoType,
    IntervalYearMonthType, Time32MillisecondType, Time32SecondType, Time64MicrosecondType,
    Time64NanosecondType, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, IntervalUnit, TimeUnit};
use rustler::Term;
use spark_ex_core::values::calendar;

use super::{Cells, Made, unsupported};
use crate::term::term_vec::Terms;

impl<'a> Cells<'a> {
    pub(super) fn temporal(&mut self, array: &ArrayRef) -> Made<Terms<'a>> {
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
}

fn micros_of(factor: i64) -> impl Fn(i64) -> Made<i64> {
    move |value| {
        value
            .checked_mul(factor)
            .ok_or_else(|| format!("{value} is beyond the range of microseconds"))
    }
}
