//! Moments and intervals finer than microseconds, and days with a time, as text.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date64Type, DurationNanosecondType, IntervalMonthDayNanoType,
    Time64NanosecondType, TimestampNanosecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, IntervalUnit, TimeUnit};

const NANOS_PER_MICRO: i64 = 1_000;
const MILLIS_PER_DAY: i64 = 86_400_000;

/// The first value of an array as text; `None` where microseconds or days hold it exactly.
pub fn text(array: &ArrayRef) -> Option<String> {
    if array.is_null(0) {
        return None;
    }
    match array.data_type() {
        DataType::Timestamp(TimeUnit::Nanosecond, zone) => {
            let zone = zone.as_ref().map_or("", |_| " UTC");
            let nanos = finer(first::<TimestampNanosecondType>(array), NANOS_PER_MICRO)?;
            Some(format!("{nanos} ns after 1970-01-01 00:00:00{zone}"))
        }
        DataType::Duration(TimeUnit::Nanosecond) => {
            let nanos = finer(first::<DurationNanosecondType>(array), NANOS_PER_MICRO)?;
            Some(format!("{nanos} ns"))
        }
        DataType::Time64(TimeUnit::Nanosecond) => {
            let nanos = finer(first::<Time64NanosecondType>(array), NANOS_PER_MICRO)?;
            Some(format!("{nanos} ns after midnight"))
        }
        DataType::Interval(IntervalUnit::MonthDayNano) => {
            let interval = first::<IntervalMonthDayNanoType>(array);
            let nanos = finer(interval.nanoseconds, NANOS_PER_MICRO)?;
            let (months, days) = (interval.months, interval.days);
            Some(format!("{months} months, {days} days and {nanos} ns"))
        }
        DataType::Date64 => {
            let millis = finer(first::<Date64Type>(array), MILLIS_PER_DAY)?;
            Some(format!("{millis} ms after 1970-01-01"))
        }
        _ => None,
    }
}

fn first<T: ArrowPrimitiveType>(array: &ArrayRef) -> T::Native {
    array.as_primitive::<T>().value(0)
}

fn finer(count: i64, unit: i64) -> Option<i64> {
    (count % unit != 0).then_some(count)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{Date64Array, DurationNanosecondArray, TimestampNanosecondArray};

    use super::*;

    #[test]
    fn only_what_is_finer_is_text() {
        let told = |array: ArrayRef| text(&array);
        let interval = |nanos| told(Arc::new(DurationNanosecondArray::from(vec![nanos])));
        assert_eq!(interval(1_500), Some("1500 ns".to_owned()));
        assert_eq!(interval(-2_000), None);
        let moment = TimestampNanosecondArray::from(vec![Some(-1)]);
        let expected = "-1 ns after 1970-01-01 00:00:00".to_owned();
        assert_eq!(told(Arc::new(moment)), Some(expected));
        let day = Date64Array::from(vec![1]);
        let expected = "1 ms after 1970-01-01".to_owned();
        assert_eq!(told(Arc::new(day)), Some(expected));
        assert_eq!(told(Arc::new(Date64Array::from(vec![None]))), None);
    }
}
