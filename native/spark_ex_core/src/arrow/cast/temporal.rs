//! Dates, times, timestamps and intervals.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, DurationMicrosecondType, IntervalMonthDayNanoType, IntervalYearMonthType,
    Time64NanosecondType, TimestampMicrosecondType,
};
use arrow_array::{Array, ArrayRef, PrimitiveArray};
use arrow_buffer::IntervalMonthDayNano;
use arrow_schema::{DataType, IntervalUnit, TimeUnit};

use super::{CastError, Made, Values, Wanted, native};
use crate::arrow::spark_type::ColumnType;

const NANOS_PER_MICRO: i64 = 1_000;
const MILLIS_PER_DAY: i64 = 86_400_000;
const MICROS_PER_DAY: i64 = MILLIS_PER_DAY * 1_000;

impl Values<'_> {
    pub(super) fn temporal(&self) -> Made {
        use ColumnType as Type;
        match (self.kind, self.array.data_type()) {
            (Type::Date, DataType::Date32) => Ok(Arc::clone(self.array)),
            (Type::Date, DataType::Date64) => {
                let millis = native::<i64>(self.array);
                let day = |at: usize| {
                    let whole = millis[at] % MILLIS_PER_DAY == 0;
                    i32::try_from(whole.then_some(millis[at] / MILLIS_PER_DAY)?).ok()
                };
                Ok(Arc::new(self.primitive::<Date32Type>(day)?))
            }
            (Type::Timestamp, DataType::Timestamp(unit, Some(_)))
            | (Type::TimestampNtz, DataType::Timestamp(unit, None)) => self.timestamps(*unit),
            (Type::Time { precision }, DataType::Time32(unit)) => {
                let times = native::<i32>(self.array);
                self.times(*precision, *unit, |at| times[at].into())
            }
            (Type::Time { precision }, DataType::Time64(unit)) => {
                let times = native::<i64>(self.array);
                self.times(*precision, *unit, |at| times[at])
            }
            (Type::YearMonth { unit }, DataType::Interval(IntervalUnit::YearMonth)) => {
                let months = native::<i32>(self.array);
                let whole = |at: usize| (months[at] % unit == 0).then_some(months[at]);
                Ok(Arc::new(self.primitive::<IntervalYearMonthType>(whole)?))
            }
            (Type::DayTime { unit }, DataType::Duration(found)) => self.day_times(*unit, *found),
            (Type::Calendar, _) => self.calendar_intervals(),
            _ => self.no_kin(),
        }
    }

    fn timestamps(&self, unit: TimeUnit) -> Made {
        let zone = match self.kind.arrow() {
            DataType::Timestamp(_, zone) => zone,
            _ => None,
        };
        let moments: PrimitiveArray<TimestampMicrosecondType> = match unit {
            TimeUnit::Microsecond => self.array.as_primitive().clone(),
            _ => self.micros(unit)?,
        };
        Ok(Arc::new(moments.with_timezone_opt(zone)))
    }

    fn day_times(&self, whole: i64, unit: TimeUnit) -> Made {
        let micros: PrimitiveArray<DurationMicrosecondType> = self.micros(unit)?;
        let values = micros.values();
        let fraction = |at: &usize| micros.is_valid(*at) && values[*at] % whole != 0;
        match (0..micros.len()).find(fraction) {
            Some(at) if whole > 1 => Err(self.refuse(at)),
            _ => Ok(Arc::new(micros)),
        }
    }

    fn micros<T>(&self, unit: TimeUnit) -> Result<PrimitiveArray<T>, CastError>
    where
        T: arrow_array::types::ArrowPrimitiveType<Native = i64>,
    {
        let values = native::<i64>(self.array);
        let micros = self.primitive::<T>(|at| micros(values[at], unit));
        micros.map_err(|error| in_whole_micros(error, unit))
    }

    fn times(&self, precision: u8, unit: TimeUnit, get: impl Fn(usize) -> i64) -> Made {
        let digit = 10i64.pow(6u32.saturating_sub(precision.into()));
        let nanos = |at: usize| {
            let micros = micros(get(at), unit)?;
            let fits = micros % digit == 0 && (0..MICROS_PER_DAY).contains(&micros);
            fits.then_some(micros * NANOS_PER_MICRO)
        };
        Ok(Arc::new(self.primitive::<Time64NanosecondType>(nanos)?))
    }

    fn calendar_intervals(&self) -> Made {
        let interval = |months, days, micros: i64| {
            let nanos = micros.checked_mul(NANOS_PER_MICRO)?;
            Some(IntervalMonthDayNano::new(months, days, nanos))
        };
        match self.array.data_type() {
            DataType::Interval(IntervalUnit::MonthDayNano) => {
                let intervals = native::<IntervalMonthDayNano>(self.array);
                let whole = |at: usize| {
                    let interval = intervals[at];
                    (interval.nanoseconds % NANOS_PER_MICRO == 0).then_some(interval)
                };
                let made = self.primitive::<IntervalMonthDayNanoType>(whole);
                shared(made.map_err(|error| in_whole_micros(error, TimeUnit::Nanosecond)))
            }
            DataType::Interval(IntervalUnit::YearMonth) => {
                let months = native::<i32>(self.array);
                shared(self.primitive::<IntervalMonthDayNanoType>(|at| interval(months[at], 0, 0)))
            }
            DataType::Duration(unit) => {
                let values = native::<i64>(self.array);
                let made = self.primitive::<IntervalMonthDayNanoType>(|at| {
                    interval(0, 0, micros(values[at], *unit)?)
                });
                shared(made.map_err(|error| in_whole_micros(error, *unit)))
            }
            _ => self.no_kin(),
        }
    }
}

fn shared(made: Result<PrimitiveArray<IntervalMonthDayNanoType>, CastError>) -> Made {
    made.map(|array| Arc::new(array) as ArrayRef)
}

/// A count of some unit in microseconds, if those are whole and in range.
pub(super) fn micros(count: i64, unit: TimeUnit) -> Option<i64> {
    match unit {
        TimeUnit::Second => count.checked_mul(1_000_000),
        TimeUnit::Millisecond => count.checked_mul(1_000),
        TimeUnit::Microsecond => Some(count),
        TimeUnit::Nanosecond => (count % NANOS_PER_MICRO == 0).then_some(count / NANOS_PER_MICRO),
    }
}

/// A count of nanoseconds fails for one reason only.
fn in_whole_micros(error: CastError, unit: TimeUnit) -> CastError {
    match error {
        CastError::Misfit(mut misfit) if unit == TimeUnit::Nanosecond => {
            if let Wanted::Value(kind) = misfit.wanted {
                misfit.wanted = Wanted::WholeMicros(kind);
            }
            CastError::Misfit(misfit)
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::{
        Date64Array, DurationNanosecondArray, DurationSecondArray, IntervalMonthDayNanoArray,
        IntervalYearMonthArray, Time32MillisecondArray, Time64MicrosecondArray,
        TimestampMicrosecondArray, TimestampNanosecondArray, TimestampSecondArray,
    };

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
        let next_day = Time64MicrosecondArray::from(vec![MICROS_PER_DAY]);
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
