//! Dates, times, timestamps and intervals.

use std::collections::HashMap;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, DurationMicrosecondType, IntervalMonthDayNanoType, IntervalYearMonthType,
    Time64NanosecondType, TimestampMicrosecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, IntervalUnit, TimeUnit};
use rustler::Term;
use spark_ex_core::values::calendar;
use spark_ex_core::values::time_units::NANOS_PER_MICRO;

use super::{CellResult, Cells, unsupported};
use crate::term::term_vec::TermVec;

impl<'a> Cells<'a> {
    pub(super) fn temporal(&mut self, array: &ArrayRef) -> CellResult<TermVec<'a>> {
        use TimeUnit::{Microsecond, Nanosecond};
        match array.data_type() {
            DataType::Date32 => self.dates(array),
            DataType::Timestamp(Microsecond, zone) => self.timestamps(array, zone.is_some()),
            DataType::Time64(Nanosecond) => self.times(array),
            DataType::Duration(Microsecond) => self.durations(array),
            DataType::Interval(IntervalUnit::YearMonth) => self.year_months(array),
            DataType::Interval(IntervalUnit::MonthDayNano) => self.calendar_intervals(array),
            other => Err(unsupported(other)),
        }
    }

    /// Dates repeat, so each is built once and shared.
    fn dates(&mut self, array: &ArrayRef) -> CellResult<TermVec<'a>> {
        let values = array.as_primitive::<Date32Type>().values();
        let mut known: HashMap<i32, Term<'a>> = HashMap::new();
        self.each(array, |cells, row| {
            let day = values[row];
            if let Some(term) = known.get(&day) {
                return Ok(*term);
            }
            let term = cells.structs.date(calendar::date_from_days(day.into()))?;
            known.insert(day, term);
            Ok(term)
        })
    }

    fn timestamps(&mut self, array: &ArrayRef, zoned: bool) -> CellResult<TermVec<'a>> {
        let values = array.as_primitive::<TimestampMicrosecondType>().values();
        self.each(array, |cells, row| {
            let (date, time) = calendar::timestamp_from_micros(values[row]);
            match zoned {
                true => cells.structs.utc_date_time(date, time),
                false => cells.structs.naive_date_time(date, time),
            }
        })
    }

    fn times(&mut self, array: &ArrayRef) -> CellResult<TermVec<'a>> {
        let values = array.as_primitive::<Time64NanosecondType>().values();
        self.each(array, |cells, row| {
            cells
                .structs
                .time(calendar::time_from_micros(values[row] / NANOS_PER_MICRO))
        })
    }

    fn durations(&mut self, array: &ArrayRef) -> CellResult<TermVec<'a>> {
        let values = array.as_primitive::<DurationMicrosecondType>().values();
        self.each(array, |cells, row| cells.structs.day_time(values[row]))
    }

    fn year_months(&mut self, array: &ArrayRef) -> CellResult<TermVec<'a>> {
        let values = array.as_primitive::<IntervalYearMonthType>().values();
        self.each(array, |cells, row| cells.structs.year_month(values[row]))
    }

    fn calendar_intervals(&mut self, array: &ArrayRef) -> CellResult<TermVec<'a>> {
        let values = array.as_primitive::<IntervalMonthDayNanoType>().values();
        self.each(array, |cells, row| {
            let micros = values[row].nanoseconds / NANOS_PER_MICRO;
            cells
                .structs
                .calendar(values[row].months, values[row].days, micros)
        })
    }
}
