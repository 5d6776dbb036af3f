//! ISO 8601 text of dates, times, timestamps and intervals.
//!
//! The fraction of a second has as many digits as needed, none if it is zero. Hand-written
//! because chrono does not cover Spark's range of years.

use std::fmt::Write;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, DurationMicrosecondType, IntervalMonthDayNanoType, IntervalYearMonthType,
    Time64NanosecondType, TimestampMicrosecondType,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_schema::{DataType, IntervalUnit, TimeUnit};

use crate::error::Error;
use crate::values::calendar::{self, Date};
use crate::values::time_units::{
    NANOS_PER_DAY, NANOS_PER_MICRO, NANOS_PER_MILLI, NANOS_PER_SECOND, SECONDS_PER_DAY,
};

/// A number of nanoseconds, in 128 bits for the ranges of coarser units.
pub type Nanos = i128;

/// Formats a value, not null, of an array of a normal temporal type.
pub fn format_value(array: &dyn Array, row: usize) -> Result<String, Error> {
    use TimeUnit::{Microsecond, Nanosecond};
    match array.data_type() {
        DataType::Date32 => Ok(format_date(value::<Date32Type>(array, row).into())),
        DataType::Time64(Nanosecond) => {
            format_time(value::<Time64NanosecondType>(array, row).into())
        }
        DataType::Timestamp(Microsecond, zone) => {
            let micros = value::<TimestampMicrosecondType>(array, row);
            format_timestamp(to_nanos(micros, Microsecond), zone.is_some())
        }
        DataType::Duration(Microsecond) => {
            let micros = value::<DurationMicrosecondType>(array, row);
            format_day_time(to_nanos(micros, Microsecond))
        }
        DataType::Interval(IntervalUnit::YearMonth) => {
            format_duration(value::<IntervalYearMonthType>(array, row).into(), 0, 0)
        }
        DataType::Interval(IntervalUnit::MonthDayNano) => {
            let interval = value::<IntervalMonthDayNanoType>(array, row);
            let nanos = interval.nanoseconds.into();
            format_duration(interval.months.into(), interval.days.into(), nanos)
        }
        other => Err(Error::Decode(format!(
            "the Arrow type {other} is not a temporal type"
        ))),
    }
}

/// Converts a value of any unit to nanoseconds.
pub fn to_nanos(value: impl Into<Nanos>, unit: TimeUnit) -> Nanos {
    let nanos = match unit {
        TimeUnit::Second => NANOS_PER_SECOND,
        TimeUnit::Millisecond => NANOS_PER_MILLI,
        TimeUnit::Microsecond => NANOS_PER_MICRO,
        TimeUnit::Nanosecond => 1,
    };
    value.into() * Nanos::from(nanos)
}

fn value<T: ArrowPrimitiveType>(array: &dyn Array, row: usize) -> T::Native {
    array.as_primitive::<T>().value(row)
}

/// Formats a date as `2024-02-29`. Years can have more than four digits and a sign.
pub fn format_date(days: i64) -> String {
    let Date { year, month, day } = calendar::date_from_days(days);
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
}

/// Formats a time of day as `23:59:59.5`.
pub fn format_time(nanos: Nanos) -> Result<String, Error> {
    let (seconds, fraction) = split_seconds(nanos)?;
    let mut text = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    );
    push_fraction(&mut text, fraction);
    Ok(text)
}

/// Formats a timestamp as `2024-02-29T23:59:59.5`, with a final `Z` if it is zoned.
pub fn format_timestamp(nanos: Nanos, zoned: bool) -> Result<String, Error> {
    let (seconds, fraction) = split_seconds(nanos)?;
    let mut text = format_date(seconds.div_euclid(SECONDS_PER_DAY));
    let of_day = Nanos::from(seconds.rem_euclid(SECONDS_PER_DAY)) * Nanos::from(NANOS_PER_SECOND);
    text.push('T');
    text.push_str(&format_time(of_day + Nanos::from(fraction))?);
    if zoned {
        text.push('Z');
    }
    Ok(text)
}

/// Formats a day-time interval as `P1DT2H3.5S`.
pub fn format_day_time(nanos: Nanos) -> Result<String, Error> {
    let day = Nanos::from(NANOS_PER_DAY);
    format_duration(0, (nanos / day) as i64, nanos % day)
}

/// Formats a duration as `P1Y2M3DT4H5M6.5S`. Each negative part has a sign; zero is `PT0S`.
pub fn format_duration(months: i64, days: i64, nanos: Nanos) -> Result<String, Error> {
    let below = nanos < 0;
    let (seconds, fraction) = split_seconds(nanos.saturating_abs())?;
    let signed = |number: i64| if below { -number } else { number };
    let mut text = String::from("P");
    push_parts(
        &mut text,
        [(months / 12, 'Y'), (months % 12, 'M'), (days, 'D')],
    );
    let mut clock = String::new();
    let hours = (signed(seconds / 3_600), 'H');
    push_parts(&mut clock, [hours, (signed(seconds / 60 % 60), 'M')]);
    if seconds % 60 != 0 || fraction != 0 {
        let sign = if below { "-" } else { "" };
        let _ = write!(clock, "{sign}{}", seconds % 60);
        push_fraction(&mut clock, fraction);
        clock.push('S');
    }
    match (text.len(), clock.is_empty()) {
        (1, true) => text.push_str("T0S"),
        (_, true) => {}
        (_, false) => {
            text.push('T');
            text.push_str(&clock);
        }
    }
    Ok(text)
}

fn push_parts<const N: usize>(text: &mut String, parts: [(i64, char); N]) {
    for (number, unit) in parts.into_iter().filter(|(number, _)| *number != 0) {
        // Writing to a string can't fail.
        let _ = write!(text, "{number}{unit}");
    }
}

fn push_fraction(text: &mut String, nanos: u32) {
    if nanos != 0 {
        let digits = format!("{nanos:09}");
        text.push('.');
        text.push_str(digits.trim_end_matches('0'));
    }
}

fn split_seconds(nanos: Nanos) -> Result<(i64, u32), Error> {
    let per_second = Nanos::from(NANOS_PER_SECOND);
    let seconds = i64::try_from(nanos.div_euclid(per_second))
        .map_err(|_| Error::Decode(format!("{nanos} nanoseconds are out of range")))?;
    Ok((seconds, nanos.rem_euclid(per_second) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MICRO: Nanos = 1_000;
    const SECOND: Nanos = NANOS_PER_SECOND as Nanos;
    const DAY: Nanos = SECOND * SECONDS_PER_DAY as Nanos;

    #[test]
    fn formats_dates_of_all_eras() {
        assert_eq!(format_date(0), "1970-01-01");
        assert_eq!(format_date(-719_162), "0001-01-01");
        assert_eq!(format_date(-719_163), "0000-12-31");
        assert_eq!(format_date(-719_529), "-0001-12-31");
        assert_eq!(format_date(2_932_897), "10000-01-01");
    }

    #[test]
    fn formats_the_shortest_fraction() {
        assert_eq!(format_time(0).unwrap(), "00:00:00");
        assert_eq!(format_time(DAY - 1).unwrap(), "23:59:59.999999999");
        assert_eq!(
            format_time(3_600 * SECOND + SECOND / 2).unwrap(),
            "01:00:00.5"
        );
    }

    #[test]
    fn formats_timestamps_before_the_epoch() {
        let before = format_timestamp(-MICRO, true).unwrap();
        assert_eq!(before, "1969-12-31T23:59:59.999999Z");
        assert_eq!(format_timestamp(0, false).unwrap(), "1970-01-01T00:00:00");
    }

    #[test]
    fn formats_the_whole_range_of_microseconds() {
        for micros in [i64::MIN, i64::MAX] {
            format_timestamp(Nanos::from(micros) * MICRO, true).unwrap();
            format_duration(
                i64::from(i32::MIN),
                i64::from(i32::MIN),
                Nanos::from(micros) * MICRO,
            )
            .unwrap();
        }
    }

    #[test]
    fn a_timestamp_out_of_range_is_an_error() {
        assert!(format_timestamp(Nanos::MAX, true).is_err());
    }

    #[test]
    fn formats_the_parts_of_a_duration_that_are_not_zero() {
        assert_eq!(format_duration(0, 0, 0).unwrap(), "PT0S");
        assert_eq!(format_duration(14, 0, 0).unwrap(), "P1Y2M");
        assert_eq!(format_duration(-14, 0, 0).unwrap(), "P-1Y-2M");
        assert_eq!(format_duration(0, 1, SECOND * 3_600).unwrap(), "P1DT1H");
        assert_eq!(format_duration(1, -2, -SECOND / 2).unwrap(), "P1M-2DT-0.5S");
        assert_eq!(
            format_duration(0, 0, 3_723 * SECOND + MICRO).unwrap(),
            "PT1H2M3.000001S"
        );
    }
}
