//! Normalization of dates, times, timestamps and intervals.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, DurationMicrosecondType, IntervalDayTimeType,
    IntervalMonthDayNanoType, Time64NanosecondType, TimestampMicrosecondType,
};
use arrow_array::{Array, PrimitiveArray, StringArray};
use arrow_buffer::{IntervalMonthDayNano, ScalarBuffer};
use arrow_schema::{DataType, IntervalUnit, TimeUnit};

use super::Normalizer;
use crate::arrow::cast_error::{CastError, CastResult, Expected};
use crate::arrow::primitive::native;
use crate::error::Error;
use crate::values::iso8601::{self, to_nanos};
use crate::values::time_units::{
    MICROS_PER_SECOND, MILLIS_PER_DAY, NANOS_PER_MICRO, NANOS_PER_MILLI,
};

impl Normalizer<'_> {
    pub(super) fn temporal(&self, data_type: &DataType) -> CastResult {
        use TimeUnit::Millisecond;
        match (self.array.data_type(), data_type) {
            (DataType::Date64, DataType::Date32) => {
                let millis = self.array.as_primitive::<Date64Type>().values();
                let day = |at: usize| {
                    let whole = millis[at] % MILLIS_PER_DAY == 0;
                    i32::try_from(whole.then_some(millis[at] / MILLIS_PER_DAY)?).ok()
                };
                let text = |at: usize| {
                    iso8601::format_timestamp(to_nanos(millis[at], Millisecond), false)
                };
                let days = self.primitive::<Date32Type>(data_type, day);
                Ok(Arc::new(days.map_err(|error| self.with_text(error, text))?))
            }
            (DataType::Timestamp(unit, _), DataType::Timestamp(_, zone)) => {
                let moments: PrimitiveArray<TimestampMicrosecondType> =
                    self.in_micros(native(self.array), *unit, data_type)?;
                Ok(Arc::new(moments.with_timezone_opt(zone.clone())))
            }
            (DataType::Duration(unit), DataType::Duration(_)) => {
                let durations: PrimitiveArray<DurationMicrosecondType> =
                    self.in_micros(native(self.array), *unit, data_type)?;
                Ok(Arc::new(durations))
            }
            (DataType::Time32(unit), DataType::Time64(_)) => {
                let counts = native::<i32>(self.array);
                self.times(
                    counts.iter().map(|count| i64::from(*count)).collect(),
                    *unit,
                )
            }
            (DataType::Time64(unit), DataType::Time64(_)) => {
                self.times(native(self.array), *unit)
            }
            (DataType::Interval(unit), DataType::Interval(_)) => self.intervals(*unit),
            (found, _) if found == data_type => Ok(Arc::clone(self.array)),
            _ => self.incompatible(data_type),
        }
    }

    fn in_micros<T: ArrowPrimitiveType<Native = i64>>(
        &self,
        counts: ScalarBuffer<i64>,
        unit: TimeUnit,
        data_type: &DataType,
    ) -> Result<PrimitiveArray<T>, CastError> {
        self.primitive::<T>(data_type, |at| micros(counts[at], unit))
            .map_err(|error| self.with_text(error, |at| self.format(counts[at], unit)))
    }

    fn times(&self, counts: ScalarBuffer<i64>, unit: TimeUnit) -> CastResult {
        let whole = |at: usize| micros(counts[at], unit)?.checked_mul(NANOS_PER_MICRO);
        let times = self.primitive::<Time64NanosecondType>(&DataType::Time64(unit), whole);
        let text = |at: usize| iso8601::format_time(to_nanos(counts[at], unit));
        Ok(Arc::new(
            times.map_err(|error| self.with_text(error, text))?,
        ))
    }

    fn intervals(&self, unit: IntervalUnit) -> CastResult {
        let interval = |at: usize| match unit {
            IntervalUnit::DayTime => {
                let interval = self.array.as_primitive::<IntervalDayTimeType>().value(at);
                let nanos = i64::from(interval.milliseconds) * NANOS_PER_MILLI;
                Some(IntervalMonthDayNano::new(0, interval.days, nanos))
            }
            _ => {
                let intervals = self.array.as_primitive::<IntervalMonthDayNanoType>();
                let interval = intervals.value(at);
                micros(interval.nanoseconds, TimeUnit::Nanosecond).map(|_| interval)
            }
        };
        if unit == IntervalUnit::YearMonth {
            return Ok(Arc::clone(self.array));
        }
        let data_type = DataType::Interval(IntervalUnit::MonthDayNano);
        let intervals = self.primitive::<IntervalMonthDayNanoType>(&data_type, interval);
        let text = |at: usize| iso8601::format_value(self.array, at);
        Ok(Arc::new(
            intervals.map_err(|error| self.with_text(error, text))?,
        ))
    }

    fn format(&self, count: i64, unit: TimeUnit) -> Result<String, Error> {
        let nanos = to_nanos(count, unit);
        match self.array.data_type() {
            DataType::Timestamp(_, zone) => iso8601::format_timestamp(nanos, zone.is_some()),
            _ => iso8601::format_day_time(nanos),
        }
    }

    /// Shows the value of an error in its own unit, as it has none in Spark.
    fn with_text(
        &self,
        error: CastError,
        text: impl Fn(usize) -> Result<String, Error>,
    ) -> CastError {
        error.map_value(|mut error| {
            if let Ok(text) = text(error.row) {
                error.value = Arc::new(StringArray::from(vec![text]));
            }
            error.expected = match error.expected {
                Expected::Value(kind) if self.has_nanos() => Expected::WholeMicros(kind),
                expected => expected,
            };
            error
        })
    }

    /// Nanoseconds fail only if they are not whole microseconds.
    fn has_nanos(&self) -> bool {
        matches!(
            self.array.data_type(),
            DataType::Timestamp(TimeUnit::Nanosecond, _)
                | DataType::Duration(TimeUnit::Nanosecond)
                | DataType::Time64(TimeUnit::Nanosecond)
                | DataType::Interval(IntervalUnit::MonthDayNano)
        )
    }
}

/// A count in microseconds, if it is a whole number in range.
fn micros(count: i64, unit: TimeUnit) -> Option<i64> {
    match unit {
        TimeUnit::Second => count.checked_mul(MICROS_PER_SECOND),
        TimeUnit::Millisecond => count.checked_mul(1_000),
        TimeUnit::Microsecond => Some(count),
        TimeUnit::Nanosecond => (count % NANOS_PER_MICRO == 0).then_some(count / NANOS_PER_MICRO),
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        Date64Array, DurationNanosecondArray, DurationSecondArray, IntervalDayTimeArray,
        IntervalMonthDayNanoArray, Time32MillisecondArray, Time64NanosecondArray,
        TimestampNanosecondArray, TimestampSecondArray,
    };
    use arrow_buffer::IntervalDayTime;

    use super::super::tests::{error, normal};
    use super::*;
    use crate::arrow::cast_error::ValueError;
    use crate::arrow::spark_type::SparkType;

    fn shown(error: &ValueError) -> &str {
        error.value.as_string::<i32>().value(0)
    }

    #[test]
    fn converts_timestamps_of_any_unit_and_zone() {
        let seconds = TimestampSecondArray::from(vec![Some(-1), None]).with_timezone("+05:30");
        let moments = normal(seconds).unwrap();
        let moments = moments.as_primitive::<TimestampMicrosecondType>();
        assert_eq!(moments.timezone(), Some("+05:30"));
        assert_eq!(moments.iter().collect::<Vec<_>>(), [Some(-1_000_000), None]);
        let local = normal(TimestampNanosecondArray::from(vec![-5_000])).unwrap();
        assert_eq!(
            local.as_primitive::<TimestampMicrosecondType>().value(0),
            -5
        );
    }

    #[test]
    fn refuses_fractions_of_a_microsecond() {
        let fine = TimestampNanosecondArray::from(vec![Some(1_000), None, Some(1_001)]);
        let found = error(normal(fine));
        let expected = Expected::WholeMicros(SparkType::TimestampNtz);
        assert_eq!((found.row, &found.expected), (2, &expected));
        assert_eq!(shown(&found), "1970-01-01T00:00:00.000001001");
        let found = error(normal(DurationNanosecondArray::from(vec![1])));
        assert_eq!(
            found.expected,
            Expected::WholeMicros(SparkType::DayTime { unit: 1 })
        );
        assert_eq!(shown(&found), "PT0.000000001S");
        let found = error(normal(Time64NanosecondArray::from(vec![0, 1])));
        assert_eq!(
            found.expected,
            Expected::WholeMicros(SparkType::Time { precision: 6 })
        );
        assert_eq!((found.row, shown(&found)), (1, "00:00:00.000000001"));
        let fine = IntervalMonthDayNano::new(1, 0, 1);
        let found = error(normal(IntervalMonthDayNanoArray::from(vec![fine])));
        assert_eq!(found.expected, Expected::WholeMicros(SparkType::Calendar));
        assert_eq!(shown(&found), "P1MT0.000000001S");
    }

    #[test]
    fn refuses_values_out_of_range() {
        let found = error(normal(TimestampSecondArray::from(vec![0, i64::MAX])));
        assert_eq!(
            (found.row, found.expected),
            (1, Expected::Value(SparkType::TimestampNtz))
        );
        let found = error(normal(DurationSecondArray::from(vec![i64::MIN])));
        assert_eq!(
            found.expected,
            Expected::Value(SparkType::DayTime { unit: 1 })
        );
    }

    #[test]
    fn converts_days_before_the_epoch() {
        let days = normal(Date64Array::from(vec![0, -86_400_000])).unwrap();
        assert_eq!(days.as_primitive::<Date32Type>().values().as_ref(), [0, -1]);
        for beyond in [86_399_999, i64::MAX / 86_400_000 * 86_400_000] {
            let found = error(normal(Date64Array::from(vec![0, beyond])));
            assert_eq!(
                (found.row, found.expected),
                (1, Expected::Value(SparkType::Date))
            );
        }
    }

    #[test]
    fn converts_times_and_intervals_of_any_unit() {
        let times = normal(Time32MillisecondArray::from(vec![86_399_999])).unwrap();
        assert_eq!(
            times.as_primitive::<Time64NanosecondType>().value(0),
            86_399_999_000_000
        );
        let intervals = IntervalDayTimeArray::from(vec![IntervalDayTime::new(-1, 2)]);
        let intervals = normal(intervals).unwrap();
        let intervals = intervals.as_primitive::<IntervalMonthDayNanoType>();
        assert_eq!(
            intervals.value(0),
            IntervalMonthDayNano::new(0, -1, 2_000_000)
        );
    }
}
