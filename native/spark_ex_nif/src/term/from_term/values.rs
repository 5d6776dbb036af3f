//! Elixir's structs for dates, times, decimals and intervals as numbers.
//!
//! Functions return `None` for other terms and for values out of range.

use rustler::{Atom, Decoder, Term};
use spark_ex_core::values::calendar::{self, Date, Time};
use spark_ex_core::values::decimal::Digits;
use spark_ex_core::values::exact_floats;
use spark_ex_core::values::time_units::{MICROS_PER_DAY, MICROS_PER_HOUR, MICROS_PER_SECOND};

use crate::term::float::not_finite;

mod atoms {
    rustler::atoms! {
        __struct__, calendar, year, month, day, week, hour, minute, second, microsecond,
        std_offset, utc_offset, sign, coef, exp, months, days, microseconds,
        iso = "Elixir.Calendar.ISO",
        date = "Elixir.Date",
        time = "Elixir.Time",
        naive_date_time = "Elixir.NaiveDateTime",
        date_time = "Elixir.DateTime",
        decimal = "Elixir.Decimal",
        duration = "Elixir.Duration",
        day_time_interval = "Elixir.SparkEx.Interval.DayTime",
        year_month_interval = "Elixir.SparkEx.Interval.YearMonth",
        calendar_interval = "Elixir.SparkEx.Interval.Calendar",
    }
}

/// The structs that represent single values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Struct {
    Date,
    Time,
    NaiveDateTime,
    DateTime,
    Decimal,
    Duration,
    DayTime,
    YearMonth,
    Calendar,
    /// Any other struct.
    Other,
}

/// The struct of a term; `None` for other terms.
pub(crate) fn struct_of(term: Term) -> Option<Struct> {
    let module: Atom = get(term, atoms::__struct__())?;
    let known = [
        (atoms::date(), Struct::Date),
        (atoms::time(), Struct::Time),
        (atoms::naive_date_time(), Struct::NaiveDateTime),
        (atoms::date_time(), Struct::DateTime),
        (atoms::decimal(), Struct::Decimal),
        (atoms::duration(), Struct::Duration),
        (atoms::day_time_interval(), Struct::DayTime),
        (atoms::year_month_interval(), Struct::YearMonth),
        (atoms::calendar_interval(), Struct::Calendar),
    ];
    let found = known.into_iter().find(|(name, _)| *name == module);
    Some(found.map_or(Struct::Other, |(_, kind)| kind))
}

fn is(term: Term, module: Atom) -> Option<()> {
    (get::<Atom>(term, atoms::__struct__())? == module).then_some(())
}

fn get<'a, T: Decoder<'a>>(term: Term<'a>, key: Atom) -> Option<T> {
    let value = term.map_get(key.to_term(term.get_env())).ok()?;
    value.decode().ok()
}

fn iso(term: Term) -> Option<()> {
    (get::<Atom>(term, atoms::calendar())? == atoms::iso()).then_some(())
}

/// The days since the epoch of a `Date`.
pub(crate) fn date(term: Term) -> Option<i32> {
    is(term, atoms::date())?;
    i32::try_from(days(term)?).ok()
}

fn days(term: Term) -> Option<i64> {
    iso(term)?;
    let year: i64 = get(term, atoms::year())?;
    // Exceeds the range of Spark's types and prevents overflows.
    if !(-10_000_000..=10_000_000).contains(&year) {
        return None;
    }
    Some(calendar::days_from_date(Date {
        year,
        month: get(term, atoms::month())?,
        day: get(term, atoms::day())?,
    }))
}

fn micros_of_day(term: Term) -> Option<i64> {
    let (microsecond, _precision): (u32, u32) = get(term, atoms::microsecond())?;
    Some(calendar::micros_from_time(Time {
        hour: get(term, atoms::hour())?,
        minute: get(term, atoms::minute())?,
        second: get(term, atoms::second())?,
        microsecond,
    }))
}

/// The microseconds since midnight of a `Time`.
pub(crate) fn time(term: Term) -> Option<i64> {
    is(term, atoms::time())?;
    iso(term)?;
    micros_of_day(term)
}

/// The microseconds since the epoch of a `NaiveDateTime`.
pub(crate) fn naive_date_time(term: Term) -> Option<i64> {
    is(term, atoms::naive_date_time())?;
    local_micros(term)
}

/// The microseconds since the epoch of a `DateTime` in any time zone.
pub(crate) fn date_time(term: Term) -> Option<i64> {
    is(term, atoms::date_time())?;
    let offset = get::<i64>(term, atoms::utc_offset())?
        .checked_add(get::<i64>(term, atoms::std_offset())?)?
        .checked_mul(MICROS_PER_SECOND)?;
    local_micros(term)?.checked_sub(offset)
}

fn local_micros(term: Term) -> Option<i64> {
    // In 128 bits: the first day of the range starts before the range.
    let micros = i128::from(days(term)?) * i128::from(MICROS_PER_DAY);
    i64::try_from(micros + i128::from(micros_of_day(term)?)).ok()
}

/// The digits of a `Decimal`, an integer or a text such as `"-1.50"`.
pub(crate) fn digits(term: Term) -> Option<Digits> {
    if let Ok(number) = term.decode::<i64>() {
        return Some(Digits::new(number.into(), 0));
    }
    if term.is_map() {
        return decimal(term);
    }
    if let Ok(text) = term.decode::<&str>() {
        return Digits::parse(text);
    }
    Some(Digits::new(term.decode().ok()?, 0))
}

/// The digits of a `Decimal`; `None` for NaN and infinity.
pub(crate) fn decimal(term: Term) -> Option<Digits> {
    is(term, atoms::decimal())?;
    Some(Digits {
        negative: get::<i64>(term, atoms::sign())? < 0,
        coefficient: get(term, atoms::coef())?,
        exponent: get(term, atoms::exp())?,
    })
}

/// A float: a float, an integer that it represents exactly, or the atom of a value that is not
/// finite.
pub(crate) fn double(term: Term) -> Option<f64> {
    match term.is_integer() {
        true => exact_floats::double(term.decode().ok()?),
        false => any_float(term),
    }
}

/// As [`double`], in 32 bits; floats are rounded.
pub(crate) fn float(term: Term) -> Option<f32> {
    match term.is_integer() {
        true => exact_floats::float(term.decode().ok()?),
        false => exact_floats::nearest(any_float(term)?),
    }
}

fn any_float(term: Term) -> Option<f64> {
    term.decode().ok().or_else(|| not_finite(term))
}

/// The months of a year-month interval.
pub(crate) fn year_month(term: Term) -> Option<i32> {
    match struct_of(term)? {
        Struct::YearMonth => get(term, atoms::months()),
        Struct::Duration => match Parts::from_duration(term)? {
            Parts {
                months,
                days: 0,
                micros: 0,
            } => i32::try_from(months).ok(),
            _ => None,
        },
        _ => None,
    }
}

/// The microseconds of a day-time interval.
pub(crate) fn day_time(term: Term) -> Option<i64> {
    match struct_of(term)? {
        Struct::DayTime => get(term, atoms::microseconds()),
        Struct::Duration => match Parts::from_duration(term)? {
            Parts {
                months: 0,
                days,
                micros,
            } => days.checked_mul(MICROS_PER_DAY)?.checked_add(micros),
            _ => None,
        },
        _ => None,
    }
}

/// The months, days and microseconds of a calendar interval.
pub(crate) fn calendar_interval(term: Term) -> Option<(i32, i32, i64)> {
    match struct_of(term)? {
        Struct::Calendar => Some((
            get(term, atoms::months())?,
            get(term, atoms::days())?,
            get(term, atoms::microseconds())?,
        )),
        Struct::DayTime => Some((0, 0, get(term, atoms::microseconds())?)),
        Struct::YearMonth => Some((get(term, atoms::months())?, 0, 0)),
        Struct::Duration => {
            let parts = Parts::from_duration(term)?;
            let narrow = |number| i32::try_from(number).ok();
            Some((narrow(parts.months)?, narrow(parts.days)?, parts.micros))
        }
        _ => None,
    }
}

/// An Elixir `Duration` in units that do not convert into each other.
pub(crate) struct Parts {
    pub(crate) months: i64,
    pub(crate) days: i64,
    pub(crate) micros: i64,
}

impl Parts {
    pub(crate) fn from_duration(term: Term) -> Option<Self> {
        let unit = |key, factor: i64| get::<i64>(term, key)?.checked_mul(factor);
        let (micros, _precision): (i64, u32) = get(term, atoms::microsecond())?;
        Some(Self {
            months: unit(atoms::year(), 12)?.checked_add(unit(atoms::month(), 1)?)?,
            days: unit(atoms::week(), 7)?.checked_add(unit(atoms::day(), 1)?)?,
            micros: unit(atoms::hour(), MICROS_PER_HOUR)?
                .checked_add(unit(atoms::minute(), 60 * MICROS_PER_SECOND)?)?
                .checked_add(unit(atoms::second(), MICROS_PER_SECOND)?)?
                .checked_add(micros)?,
        })
    }
}
