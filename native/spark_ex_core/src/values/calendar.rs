//! Days and microseconds since the Unix epoch as calendar fields.
//!
//! The calendar is proleptic Gregorian, before 1582 as well, as in Elixir and in Spark since 3.0.
//! Hand-written because chrono does not cover Spark's range of years.

use crate::values::time_units::{MICROS_PER_DAY, MICROS_PER_SECOND};

/// A date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The astronomical year: 0 is 1 BC.
    pub year: i64,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
    /// 0 to 59.
    pub second: u32,
    /// 0 to 999,999.
    pub microsecond: u32,
}

/// The date of a number of days since 1970-01-01.
pub fn date_from_days(days: i64) -> Date {
    // Years start in March, so that the leap day is the last one, in eras of 400 years.
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    Date {
        year: year_of_era + era * 400 + i64::from(month <= 2),
        month: month as u32,
        day: day as u32,
    }
}

/// The days from 1970-01-01 to a date; the inverse of [`date_from_days`].
pub fn days_from_date(date: Date) -> i64 {
    let year = date.year - i64::from(date.month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (i64::from(date.month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(date.day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The microseconds since midnight of a time; the inverse of [`time_from_micros`].
pub fn micros_from_time(time: Time) -> i64 {
    let minutes = i64::from(time.hour) * 60 + i64::from(time.minute);
    (minutes * 60 + i64::from(time.second)) * MICROS_PER_SECOND + i64::from(time.microsecond)
}

/// The time of a number of microseconds since midnight, modulo a day.
pub fn time_from_micros(micros: i64) -> Time {
    let seconds = micros.div_euclid(MICROS_PER_SECOND);
    Time {
        hour: seconds.div_euclid(3_600).rem_euclid(24) as u32,
        minute: seconds.div_euclid(60).rem_euclid(60) as u32,
        second: seconds.rem_euclid(60) as u32,
        microsecond: micros.rem_euclid(MICROS_PER_SECOND) as u32,
    }
}

/// The date and time of a number of microseconds since the Unix epoch.
pub fn timestamp_from_micros(micros: i64) -> (Date, Time) {
    (
        date_from_days(micros.div_euclid(MICROS_PER_DAY)),
        time_from_micros(micros.rem_euclid(MICROS_PER_DAY)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(days: i64) -> (i64, u32, u32) {
        let date = date_from_days(days);
        (date.year, date.month, date.day)
    }

    #[test]
    fn converts_known_days() {
        assert_eq!(ymd(0), (1970, 1, 1));
        assert_eq!(ymd(-1), (1969, 12, 31));
        assert_eq!(ymd(11_016), (2000, 2, 29));
        assert_eq!(ymd(-141_428), (1582, 10, 14));
        assert_eq!(ymd(-719_162), (1, 1, 1));
        assert_eq!(ymd(-719_163), (0, 12, 31));
        assert_eq!(ymd(2_932_897), (10_000, 1, 1));
    }

    #[test]
    fn consecutive_days_have_consecutive_dates() {
        let mut previous = date_from_days(-150_000);
        for number in -149_999..150_000 {
            let next = date_from_days(number);
            assert_eq!(days_from_date(next), number);
            let same_month = next.year == previous.year && next.month == previous.month;
            assert!(
                if same_month {
                    next.day == previous.day + 1
                } else {
                    next.day == 1 && previous.day >= 28
                },
                "{previous:?} is followed by {next:?}"
            );
            previous = next;
        }
    }

    #[test]
    fn sparks_range_does_not_overflow() {
        assert_eq!(ymd(i64::from(i32::MAX)), (5_881_580, 7, 11));
        assert_eq!(ymd(i64::from(i32::MIN)), (-5_877_641, 6, 23));
        for bound in [i64::from(i32::MAX), i64::from(i32::MIN)] {
            assert_eq!(days_from_date(date_from_days(bound)), bound);
        }
        timestamp_from_micros(i64::MIN);
        timestamp_from_micros(i64::MAX);
    }

    #[test]
    fn converts_times_before_the_epoch() {
        let (date, time) = timestamp_from_micros(-1);
        assert_eq!(micros_from_time(time), MICROS_PER_DAY - 1);
        assert_eq!((date.year, date.month, date.day), (1969, 12, 31));
        assert_eq!(
            time,
            Time {
                hour: 23,
                minute: 59,
                second: 59,
                microsecond: 999_999
            }
        );
    }
}
