//! Descriptions of expected values, for error messages.

use std::borrow::Cow;

use spark_ex_core::arrow::cast_error::Expected;
use spark_ex_core::arrow::spark_type::SparkType;

pub(crate) const PRESENT: &str = "a value that is not nil, as the column is not nullable";
pub(crate) const UTF8: &str = "a STRING of valid UTF-8 (a BINARY is {:binary, bytes})";
pub(crate) const STRUCT: &str =
    "a STRUCT (a map, a keyword list or {:struct, fields}, or its values in order)";
pub(crate) const VARIANT: &str =
    "a VARIANT (a number, string, boolean, date, timestamp, list, or map with names as keys)";

/// A value of a type, with its Elixir representation.
pub(crate) fn describe_type(kind: &SparkType) -> Cow<'static, str> {
    use SparkType as Type;
    Cow::Borrowed(match kind {
        Type::Null => "a VOID (nil)",
        Type::Boolean => "a BOOLEAN (true or false)",
        Type::Byte => "a TINYINT (an integer of -128 to 127)",
        Type::Short => "a SMALLINT (an integer of -32768 to 32767)",
        Type::Integer => "an INT (an integer of 32 bits)",
        Type::Long => "a BIGINT (an integer of 64 bits)",
        Type::Float => {
            "a FLOAT (a float in its range, an integer that it represents exactly, :nan, \
             :infinity or :neg_infinity)"
        }
        Type::Double => {
            "a DOUBLE (a float, an integer that it represents exactly, :nan, :infinity or \
             :neg_infinity)"
        }
        Type::String => "a STRING (a string)",
        Type::Binary => "a BINARY ({:binary, bytes} or a binary)",
        Type::Date => "a DATE (a Date)",
        Type::Timestamp => "a TIMESTAMP (a DateTime)",
        Type::TimestampNtz => "a TIMESTAMP_NTZ (a NaiveDateTime)",
        Type::Calendar => {
            "an INTERVAL (a SparkEx.Interval.Calendar, its time less than 293 years)"
        }
        Type::Variant => VARIANT,
        Type::Array(_) => "an ARRAY (a list)",
        Type::Map(_, _) => "a MAP (a map)",
        Type::Struct(_) => STRUCT,
        parametrized => return Cow::Owned(describe_parametrized(parametrized)),
    })
}

fn describe_parametrized(kind: &SparkType) -> String {
    match kind {
        SparkType::Decimal { precision, scale } => format!(
            "a DECIMAL({precision},{scale}) (a Decimal, an integer or digits in a string, \
             without rounding)"
        ),
        SparkType::Time { precision } => {
            format!("a TIME({precision}) (a Time of at most this precision)")
        }
        SparkType::TimestampNanos { precision } => {
            format!("a TIMESTAMP_LTZ({precision}) (a DateTime of 1678 to 2261)")
        }
        SparkType::TimestampNtzNanos { precision } => {
            format!("a TIMESTAMP_NTZ({precision}) (a NaiveDateTime of 1678 to 2261)")
        }
        SparkType::YearMonth { unit } => format!(
            "an INTERVAL of whole {} (a SparkEx.Interval.YearMonth)",
            if *unit == 12 { "years" } else { "months" }
        ),
        SparkType::DayTime { unit } => format!(
            "an INTERVAL of whole {} (a SparkEx.Interval.DayTime)",
            day_time_unit(*unit)
        ),
        other => format!("{other:?}"),
    }
}

fn day_time_unit(unit: i64) -> &'static str {
    match unit {
        86_400_000_000 => "days",
        3_600_000_000 => "hours",
        60_000_000 => "minutes",
        _ => "microseconds",
    }
}

/// A struct with these fields only.
pub(crate) fn describe_fields<'n>(names: impl Iterator<Item = &'n str>) -> String {
    format!("a STRUCT of the fields {:?}", names.collect::<Vec<_>>())
}

/// What a cast of Arrow data expects.
pub(crate) fn describe(expected: &Expected) -> Cow<'static, str> {
    match expected {
        Expected::Present => Cow::Borrowed(PRESENT),
        Expected::Text => Cow::Borrowed(UTF8),
        Expected::Value(kind) => describe_type(kind),
        Expected::WholeMicros(kind @ SparkType::DayTime { unit: 1 }) => describe_type(kind),
        Expected::WholeMicros(kind) => {
            Cow::Owned(format!("{} in whole microseconds", describe_type(kind)))
        }
        Expected::Fields(names) => Cow::Owned(describe_fields(names.iter().map(String::as_str))),
        Expected::IncompatibleType(kind, found) => Cow::Owned(format!(
            "{}, not the Arrow type {found}",
            describe_type(kind)
        )),
    }
}
