//! Casts to dates, times, timestamps and intervals.

use std::sync::Arc;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    DurationMicrosecondType, IntervalMonthDayNanoType, IntervalYearMonthType,
    Time64NanosecondType, TimestampMicrosecondType, TimestampNanosecondType,
};
use arrow_buffer::IntervalMonthDayNano;
use arrow_schema::{DataType, IntervalUnit};

use super::Values;
use crate::arrow::cast_error::CastResult;
use crate::arrow::spark_type::SparkType;
use crate::values::time_units::{NANOS_PER_DAY, NANOS_PER_MICRO};

impl Values<'_> {
    pub(super) fn temporal(&self) -> CastResult {
        use SparkType as Type;
        match (self.kind, self.array.data_type()) {
            (Type::Date, DataType::Date32) => Ok(Arc::clone(self.array)),
            (Type::Timestamp, DataType::Timestamp(_, Some(_)))
            | (Type::TimestampNtz, DataType::Timestamp(_, None)) => self.timestamps(),
            (Type::TimestampNanos { .. }, DataType::Timestamp(_, Some(_)))
            | (Type::TimestampNtzNanos { .. }, DataType::Timestamp(_, None)) => {
                self.nanosecond_timestamps()
            }
            (Type::Time { precision }, DataType::Time64(_)) => self.times(*precision),
            (Type::YearMonth { unit }, DataType::Interval(IntervalUnit::YearMonth)) => {
                let months = self.array.as_primitive::<IntervalYearMonthType>().values();
                let whole = |at: usize| (months[at] % unit == 0).then_some(months[at]);
                Ok(Arc::new(self.primitive::<IntervalYearMonthType>(whole)?))
            }
            (Type::DayTime { unit }, DataType::Duration(_)) => self.day_times(*unit),
            (Type::Calendar, _) => self.calendar_intervals(),
            _ => self.incompatible(),
        }
    }

    fn timestamps(&self) -> CastResult {
        let moments = self
            .array
            .as_primitive::<TimestampMicrosecondType>()
            .clone();
        Ok(Arc::new(moments.with_data_type(self.kind.arrow())))
    }

    fn nanosecond_timestamps(&self) -> CastResult {
        let micros = self
            .array
            .as_primitive::<TimestampMicrosecondType>()
            .values();
        let nanos = |at: usize| micros[at].checked_mul(NANOS_PER_MICRO);
        let moments = self.primitive::<TimestampNanosecondType>(nanos)?;
        Ok(Arc::new(moments.with_data_type(self.kind.arrow())))
    }

    fn day_times(&self, unit: i64) -> CastResult {
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

    fn times(&self, precision: u8) -> CastResult {
        let digit = 10i64.pow(9u32.saturating_sub(precision.into()));
        let nanos = self.array.as_primitive::<Time64NanosecondType>().values();
        let fitting = |at: usize| {
            let fits = nanos[at] % digit == 0 && (0..NANOS_PER_DAY).contains(&nanos[at]);
            fits.then_some(nanos[at])
        };
        Ok(Arc::new(self.primitive::<Time64NanosecondType>(fitting)?))
    }

    fn calendar_intervals(&self) -> CastResult {
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
            _ => self.incompatible(),
        }
    }

    fn intervals(&self, interval: impl Fn(usize) -> Option<IntervalMonthDayNano>) -> CastResult {
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

    use super::super::tests::{cast_to, column, error, error_row};
    use super::*;
    use crate::arrow::cast_error::Expected;
    use crate::values::time_units::MICROS_PER_DAY;

    #[test]
    fn casts_timestamps_of_any_unit_and_zone() {
        let seconds = TimestampSecondArray::from(vec![Some(-1), None]).with_timezone("+05:30");
        let seconds = cast_to(seconds, SparkType::Timestamp);
        let micros: Vec<_> = seconds
            .as_primitive::<TimestampMicrosecondType>()
            .iter()
            .collect();
        assert_eq!(micros, [Some(-1_000_000), None]);
        let zoned = TimestampMicrosecondArray::from(vec![5]).with_timezone("Europe/Berlin");
        let zoned = cast_to(zoned, SparkType::Timestamp);
        assert_eq!(zoned.as_primitive::<TimestampMicrosecondType>().value(0), 5);
        let local = cast_to(
            TimestampNanosecondArray::from(vec![-5_000]),
            SparkType::TimestampNtz,
        );
        assert_eq!(
            local.as_primitive::<TimestampMicrosecondType>().value(0),
            -5
        );
    }

    #[test]
    fn casts_timestamps_to_nanoseconds_in_their_range() {
        let kind = SparkType::TimestampNanos { precision: 9 };
        let zoned = TimestampMicrosecondArray::from(vec![Some(-5), None]).with_timezone("UTC");
        let nanos = cast_to(zoned, kind.clone());
        let nanos = nanos.as_primitive::<TimestampNanosecondType>();
        assert_eq!(nanos.iter().collect::<Vec<_>>(), [Some(-5_000), None]);
        assert_eq!(nanos.timezone(), Some("UTC"));
        let far = TimestampMicrosecondArray::from(vec![0, i64::MAX / 1_000 + 1]);
        assert_eq!(error_row(far.with_timezone("UTC"), kind), 1);
    }

    #[test]
    fn a_local_timestamp_is_not_cast_to_a_zoned_one() {
        let local = TimestampMicrosecondArray::from(vec![5]);
        let expected =
            Expected::IncompatibleType(SparkType::Timestamp, local.data_type().clone());
        assert_eq!(
            error(local, &column(SparkType::Timestamp)).expected,
            expected
        );
    }

    #[test]
    fn refuses_fractions_of_a_microsecond() {
        let fine = TimestampNanosecondArray::from(vec![1_000, 1_001]);
        let found = error(fine, &column(SparkType::TimestampNtz));
        let expected = Expected::WholeMicros(SparkType::TimestampNtz);
        assert_eq!((found.row, found.expected), (1, expected));
        let far = TimestampSecondArray::from(vec![i64::MAX]);
        assert_eq!(error_row(far, SparkType::TimestampNtz), 0);
        let day_time = SparkType::DayTime { unit: 1 };
        let found = error(
            DurationNanosecondArray::from(vec![1]),
            &column(day_time.clone()),
        );
        assert_eq!(found.expected, Expected::WholeMicros(day_time));
    }

    #[test]
    fn casts_days_before_the_epoch() {
        let days = cast_to(Date64Array::from(vec![0, -86_400_000]), SparkType::Date);
        let days = days.as_primitive::<Date32Type>();
        assert_eq!(days.values().as_ref(), [0, -1]);
        let within = Date64Array::from(vec![0, 86_399_999]);
        assert_eq!(error_row(within, SparkType::Date), 1);
    }

    #[test]
    fn refuses_times_beyond_the_precision() {
        let time = |precision| SparkType::Time { precision };
        let millis = cast_to(Time32MillisecondArray::from(vec![86_399_999]), time(3));
        let nanos = millis.as_primitive::<Time64NanosecondType>().value(0);
        assert_eq!(nanos, 86_399_999_000_000);
        let micros = Time64MicrosecondArray::from(vec![1_000, 1_001]);
        assert_eq!(error_row(micros, time(3)), 1);
        let next_day = Time64MicrosecondArray::from(vec![MICROS_PER_DAY]);
        assert_eq!(error_row(next_day, time(6)), 0);
    }

    #[test]
    fn refuses_fractions_of_an_interval_unit() {
        let years = SparkType::YearMonth { unit: 12 };
        assert_eq!(
            error_row(IntervalYearMonthArray::from(vec![12, 13]), years),
            1
        );
        let days = SparkType::DayTime {
            unit: 86_400_000_000,
        };
        let seconds = DurationSecondArray::from(vec![Some(86_400), None, Some(1)]);
        assert_eq!(error_row(seconds, days), 2);
    }

    #[test]
    fn casts_any_interval_to_a_calendar_interval() {
        let of = |array: ArrayRef| {
            let intervals = array.as_primitive::<IntervalMonthDayNanoType>();
            intervals.value(0)
        };
        let months = cast_to(IntervalYearMonthArray::from(vec![13]), SparkType::Calendar);
        assert_eq!(of(months), IntervalMonthDayNano::new(13, 0, 0));
        let seconds = cast_to(DurationSecondArray::from(vec![2]), SparkType::Calendar);
        assert_eq!(of(seconds), IntervalMonthDayNano::new(0, 0, 2_000_000_000));
        let fine = IntervalMonthDayNano::new(0, 0, 1);
        let found = error(
            IntervalMonthDayNanoArray::from(vec![fine]),
            &column(SparkType::Calendar),
        );
        assert_eq!(found.expected, Expected::WholeMicros(SparkType::Calendar));
    }
}
