//! Dates, times, timestamps and intervals.

use std::sync::Arc;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    DurationMicrosecondType, IntervalMonthDayNanoType, IntervalYearMonthType, Time64NanosecondType,
    TimestampMicrosecondType,
};
use arrow_buffer::IntervalMonthDayNano;
use arrow_schema::{DataType, IntervalUnit};

use super::{Made, Values};
use crate::arrow::spark_type::ColumnType;

const NANOS_PER_MICRO: i64 = 1_000;
const NANOS_PER_DAY: i64 = 86_400_000_000 * NANOS_PER_MICRO;

impl Values<'_> {
    pub(super) fn temporal(&self) -> Made {
        use ColumnType as Type;
        match (self.kind, self.array.data_type()) {
            (Type::Date, DataType::Date32) => Ok(Arc::clone(self.array)),
            (Type::Timestamp, DataType::Timestamp(_, Some(_)))
            | (Type::TimestampNtz, DataType::Timestamp(_, None)) => self.timestamps(),
            (Type::Time { precision }, DataType::Time64(_)) => self.times(*precision),
            (Type::YearMonth { unit }, DataType::Interval(IntervalUnit::YearMonth)) => {
                let months = self.array.as_primitive::<IntervalYearMonthType>().values();
                let whole = |at: usize| (months[at] % unit == 0).then_some(months[at]);
                Ok(Arc::new(self.primitive::<IntervalYearMonthType>(whole)?))
            }
            (Type::DayTime { unit }, DataType::Duration(_)) => self.day_times(*unit),
            (Type::Calendar, _) => self.calendar_intervals(),
            _ => self.no_kin(),
        }
    }

    fn timestamps(&self) -> Made {
        let moments = self
            .array
            .as_primitive::<TimestampMicrosecondType>()
            .clone();
        Ok(Arc::new(moments.with_data_type(self.kind.arrow())))
    }

    fn day_times(&self, unit: i64) -> Made {
        let micros = self
            .array
            .as_primitive::<DurationMicrosecondType>()
            .values();
        let whole = |at: usize| (micros[at] % unit == 0).then_some(micros[at]);
        match unit {
            1 => Ok(Arc::clone(self.array)),
            _ => Ok(Arc::new(self.primitive::<DurationMicrosecondType>(whole)?)),
        }
    }

    fn times(&self, precision: u8) -> Made {
        let digit = 10i64.pow(9u32.saturating_sub(precision.into()));
        let nanos = self.array.as_primitive::<Time64NanosecondType>().values();
        let fitting = |at: usize| {
            let fits = nanos[at] % digit == 0 && (0..NANOS_PER_DAY).contains(&nanos[at]);
            fits.then_some(nanos[at])
        };
        Ok(Arc::new(self.primitive::<Time64NanosecondType>(fitting)?))
    }

    fn calendar_intervals(&self) -> Made {
        let interval = |months, micros: i64| {
            let nanos = micros.checked_mul(NANOS_PER_MICRO)?;
            Some(IntervalMonthDayNano::new(months, 0, nanos))
        };
        match self.array.data_type() {
            DataType::Interval(IntervalUnit::MonthDayNano) => Ok(Arc::clone(self.array)),
            DataType::Interval(IntervalUnit::YearMonth) => {
                let months = self.array.as_primitive::<IntervalYearMonthType>().values();
                self.intervals(|at| interval(months[at], 0))
            }
            DataType::Duration(_) => {
                let micros = self
                    .array
                    .as_primitive::<DurationMicrosecondType>()
                    .values();
                self.intervals(|at| interval(0, micros[at]))
            }
            _ => self.no_kin(),
        }
    }

    fn intervals(&self, interval: impl Fn(usize) -> Option<IntervalMonthDayNano>) -> Made {
        Ok(Arc::new(
            self.primitive::<IntervalMonthDayNanoType>(interval)?,
        ))
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        ArrayRef, Date64Array, DurationNanosecondArray, DurationSecondArray,
        IntervalMonthDayNanoArray, IntervalYearMonthArray, Time32MillisecondArray,
        Time64MicrosecondArray, TimestampMicrosecondArray, TimestampNanosecondArray,
        TimestampSecondArray,
    };

    use arrow_array::types::Date32Type;

    use super::super::Wanted;
    use super::super::tests::{column, made, misfit, misfit_row};
    use super::*;

    #[test]
    fn moments_stay_where_they_are_in_any_unit_and_zone() {
        let seconds = TimestampSecondArray::from(vec![Some(-1), None]).with_timezone("+05:30");
        let seconds = made(seconds, ColumnType::Timestamp);
        let micros: Vec<_> = seconds
            .as_primitive::<TimestampMicrosecondType>()
            .iter()
            .collect();
        assert_eq!(micros, [Some(-1_000_000), None]);
        let zoned = TimestampMicrosecondArray::from(vec![5]).with_timezone("Europe/Berlin");
        let zoned = made(zoned, ColumnType::Timestamp);
        assert_eq!(zoned.as_primitive::<TimestampMicrosecondType>().value(0), 5);
        let local = made(
            TimestampNanosecondArray::from(vec![-5_000]),
            ColumnType::TimestampNtz,
        );
        assert_eq!(
            local.as_primitive::<TimestampMicrosecondType>().value(0),
            -5
        );
    }

    #[test]
    fn a_moment_in_a_zone_is_none_without() {
        let local = TimestampMicrosecondArray::from(vec![5]);
        let wanted = Wanted::Kin(ColumnType::Timestamp, local.data_type().clone());
        assert_eq!(misfit(local, &column(ColumnType::Timestamp)).wanted, wanted);
    }

    #[test]
    fn what_microseconds_do_not_hold_is_refused() {
        let fine = TimestampNanosecondArray::from(vec![1_000, 1_001]);
        let found = misfit(fine, &column(ColumnType::TimestampNtz));
        let wanted = Wanted::WholeMicros(ColumnType::TimestampNtz);
        assert_eq!((found.row, found.wanted), (1, wanted));
        let far = TimestampSecondArray::from(vec![i64::MAX]);
        assert_eq!(misfit_row(far, ColumnType::TimestampNtz), 0);
        let day_time = ColumnType::DayTime { unit: 1 };
        let found = misfit(
            DurationNanosecondArray::from(vec![1]),
            &column(day_time.clone()),
        );
        assert_eq!(found.wanted, Wanted::WholeMicros(day_time));
    }

    #[test]
    fn days_are_counted_down_from_the_epoch_too() {
        let days = made(Date64Array::from(vec![0, -86_400_000]), ColumnType::Date);
        let days = days.as_primitive::<Date32Type>();
        assert_eq!(days.values().as_ref(), [0, -1]);
        let within = Date64Array::from(vec![0, 86_399_999]);
        assert_eq!(misfit_row(within, ColumnType::Date), 1);
    }

    #[test]
    fn times_have_the_digits_that_their_type_has() {
        let time = |precision| ColumnType::Time { precision };
        let millis = made(Time32MillisecondArray::from(vec![86_399_999]), time(3));
        let nanos = millis.as_primitive::<Time64NanosecondType>().value(0);
        assert_eq!(nanos, 86_399_999_000_000);
        let micros = Time64MicrosecondArray::from(vec![1_000, 1_001]);
        assert_eq!(misfit_row(micros, time(3)), 1);
        let next_day = Time64MicrosecondArray::from(vec![86_400_000_000]);
        assert_eq!(misfit_row(next_day, time(6)), 0);
    }

    #[test]
    fn intervals_are_whole_ones_of_their_unit() {
        let years = ColumnType::YearMonth { unit: 12 };
        assert_eq!(
            misfit_row(IntervalYearMonthArray::from(vec![12, 13]), years),
            1
        );
        let days = ColumnType::DayTime {
            unit: 86_400_000_000,
        };
        let seconds = DurationSecondArray::from(vec![Some(86_400), None, Some(1)]);
        assert_eq!(misfit_row(seconds, days), 2);
    }

    #[test]
    fn an_interval_of_the_calendar_is_any() {
        let of = |array: ArrayRef| {
            let intervals = array.as_primitive::<IntervalMonthDayNanoType>();
            intervals.value(0)
        };
        let months = made(IntervalYearMonthArray::from(vec![13]), ColumnType::Calendar);
        assert_eq!(of(months), IntervalMonthDayNano::new(13, 0, 0));
        let seconds = made(DurationSecondArray::from(vec![2]), ColumnType::Calendar);
        assert_eq!(of(seconds), IntervalMonthDayNano::new(0, 0, 2_000_000_000));
        let fine = IntervalMonthDayNano::new(0, 0, 1);
        let found = misfit(
            IntervalMonthDayNanoArray::from(vec![fine]),
            &column(ColumnType::Calendar),
        );
        assert_eq!(found.wanted, Wanted::WholeMicros(ColumnType::Calendar));
    }
}
