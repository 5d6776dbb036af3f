//! Dates, times, timestamps and intervals as ISO 8601 writes them.
//!
//! A fraction of a second is as long as it has to be, and left out where it is zero.

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

const NANOS_PER_SECOND: i64 = 1_000_000_000;
const NANOS_PER_DAY: Nanos = 86_400_000_000_000;
const SECONDS_PER_DAY: i64 = 86_400;

/// A number of nanoseconds, of which no text has more than nine digits' worth.
///
/// Wide, as the ranges of 64 bits of coarser units must fit in.
pub type Nanos = i128;

/// A value, not null, of an array of a temporal type, in the unit in which Spark has it.
pub fn text(array: &dyn Array, row: usize) -> Result<String, Error> {
    use TimeUnit::{Microsecond, Nanosecond};
    match array.data_type() {
        DataType::Date32 => Ok(date(value::<Date32Type>(array, row).into())),
        DataType::Time64(Nanosecond) => time(value::<Time64NanosecondType>(array, row).into()),
        DataType::Timestamp(Microsecond, zone) => {
            let micros = value::<TimestampMicrosecondType>(array, row);
            timestamp(nanos(micros, Microsecond), zone.is_some())
        }
        DataType::Duration(Microsecond) => {
            let micros = value::<DurationMicrosecondType>(array, row);
            day_time(nanos(micros, Microsecond))
        }
        DataType::Interval(IntervalUnit::YearMonth) => {
            duration(value::<IntervalYearMonthType>(array, row).into(), 0, 0)
        }
        DataType::Interval(IntervalUnit::MonthDayNano) => {
            let interval = value::<IntervalMonthDayNanoType>(array, row);
            let nanos = interval.nanoseconds.into();
            duration(interval.months.into(), interval.days.into(), nanos)
        }
        other => Err(Error::Decode(format!(
            "values of the Arrow type {other} are no dates, times or intervals"
        ))),
    }
}

/// Nanoseconds of any unit.
pub fn nanos(value: impl Into<Nanos>, unit: TimeUnit) -> Nanos {
    value.into()
        * match unit {
            TimeUnit::Second => 1_000_000_000,
            TimeUnit::Millisecond => 1_000_000,
            TimeUnit::Microsecond => 1_000,
            TimeUnit::Nanosecond => 1,
        }
}

fn value<T: ArrowPrimitiveType>(array: &dyn Array, row: usize) -> T::Native {
    array.as_primitive::<T>().value(row)
}

/// `2024-02-29`; years beyond four digits as they are, those before 1 BC with a sign.
pub fn date(days: i64) -> String {
    let Date { year, month, day } = calendar::date(days);
    let sign = if year < 0 { "-" } else { "" };
    format!("{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
}

/// `23:59:59.5`.
pub fn time(nanos: Nanos) -> Result<String, Error> {
    let (seconds, fraction) = split(nanos)?;
    let mut text = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60
    );
    push_fraction(&mut text, fraction);
    Ok(text)
}

/// `2024-02-29T23:59:59.5`; in UTC and with a `Z` at the end where the moment is in a zone.
pub fn timestamp(nanos: Nanos, zoned: bool) -> Result<String, Error> {
    let (seconds, fraction) = split(nanos)?;
    let mut text = date(seconds.div_euclid(SECONDS_PER_DAY));
    let of_day = Nanos::from(seconds.rem_euclid(SECONDS_PER_DAY)) * Nanos::from(NANOS_PER_SECOND);
    text.push('T');
    text.push_str(&time(of_day + Nanos::from(fraction))?);
    if zoned {
        text.push('Z');
    }
    Ok(text)
}

/// `P1DT2H3.5S`: whole days apart from the rest.
pub fn day_time(nanos: Nanos) -> Result<String, Error> {
    duration(0, (nanos / NANOS_PER_DAY) as i64, nanos % NANOS_PER_DAY)
}

/// `P1Y2M3DT4H5M6.5S`; what is below zero has a sign of its own, and nothing at all is `PT0S`.
pub fn duration(months: i64, days: i64, nanos: Nanos) -> Result<String, Error> {
    let below = nanos < 0;
    let (seconds, fraction) = split(nanos.saturating_abs())?;
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

fn split(nanos: Nanos) -> Result<(i64, u32), Error> {
    let per_second = Nanos::from(NANOS_PER_SECOND);
    let seconds = i64::try_from(nanos.div_euclid(per_second))
        .map_err(|_| Error::Decode(format!("{nanos} nanoseconds are beyond all calendars")))?;
    Ok((seconds, nanos.rem_euclid(per_second) as u32))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MICRO: Nanos = 1_000;
    const SECOND: Nanos = NANOS_PER_SECOND as Nanos;
    const DAY: Nanos = SECOND * SECONDS_PER_DAY as Nanos;

    #[test]
    fn dates_of_all_eras() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(-719_162), "0001-01-01");
        assert_eq!(date(-719_163), "0000-12-31");
        assert_eq!(date(-719_529), "-0001-12-31");
        assert_eq!(date(2_932_897), "10000-01-01");
    }

    #[test]
    fn fractions_are_as_long_as_they_have_to_be() {
        assert_eq!(time(0).unwrap(), "00:00:00");
        assert_eq!(time(DAY - 1).unwrap(), "23:59:59.999999999");
        assert_eq!(time(3_600 * SECOND + SECOND / 2).unwrap(), "01:00:00.5");
    }

    #[test]
    fn a_microsecond_before_the_epoch() {
        let before = timestamp(-MICRO, true).unwrap();
        assert_eq!(before, "1969-12-31T23:59:59.999999Z");
        assert_eq!(timestamp(0, false).unwrap(), "1970-01-01T00:00:00");
    }

    #[test]
    fn the_bounds_of_microseconds_have_texts() {
        for micros in [i64::MIN, i64::MAX] {
            timestamp(Nanos::from(micros) * MICRO, true).unwrap();
            duration(
                i64::from(i32::MIN),
                i64::from(i32::MIN),
                Nanos::from(micros) * MICRO,
            )
            .unwrap();
        }
    }

    #[test]
    fn a_timestamp_beyond_all_calendars_is_an_error() {
        assert!(timestamp(Nanos::MAX, true).is_err());
    }

    #[test]
    fn durations_name_what_is_not_zero() {
        assert_eq!(duration(0, 0, 0).unwrap(), "PT0S");
        assert_eq!(duration(14, 0, 0).unwrap(), "P1Y2M");
        assert_eq!(duration(-14, 0, 0).unwrap(), "P-1Y-2M");
        assert_eq!(duration(0, 1, SECOND * 3_600).unwrap(), "P1DT1H");
        assert_eq!(duration(1, -2, -SECOND / 2).unwrap(), "P1M-2DT-0.5S");
        assert_eq!(
            duration(0, 0, 3_723 * SECOND + MICRO).unwrap(),
            "PT1H2M3.000001S"
        );
    }
}
