//! What Elixir has for the types of Spark, in the words of an error.

use std::borrow::Cow;

use spark_ex_core::arrow::cast::Wanted;
use spark_ex_core::arrow::spark_type::ColumnType;

pub(crate) const PRESENT: &str = "a value, as NULL is not allowed here";
pub(crate) const UTF8: &str = "a STRING of valid UTF-8 (a BINARY is {:binary, bytes})";
pub(crate) const STRUCT: &str =
    "a STRUCT (a map, a keyword list or {:struct, fields}, or its values in order)";
pub(crate) const VARIANT: &str =
    "a VARIANT (a number, string, boolean, date, time stamp, list, or map with names as keys)";

/// A value of a type.
pub(crate) fn value(kind: &ColumnType) -> Cow<'static, str> {
    use ColumnType as Type;
    Cow::Borrowed(match kind {
        Type::Null => "a VOID (nil)",
        Type::Boolean => "a BOOLEAN (true or false)",
        Type::Byte => "a TINYINT (an integer of -128 to 127)",
        Type::Short => "a SMALLINT (an integer of -32768 to 32767)",
        Type::Integer => "an INT (an integer of 32 bits)",
        Type::Long => "a BIGINT (an integer of 64 bits)",
        Type::Float => {
            "a FLOAT (a float of its range, an integer that it holds exactly, :nan, :infinity or \
             :neg_infinity)"
        }
        Type::Double => {
            "a DOUBLE (a float, an integer that it holds exactly, :nan, :infinity or :neg_infinity)"
        }
        Type::String => "a STRING (a string)",
        Type::Binary => "a BINARY ({:binary, bytes} or a binary)",
        Type::Date => "a DATE (a Date)",
        Type::Timestamp => "a TIMESTAMP (a DateTime)",
        Type::TimestampNtz => "a TIMESTAMP_NTZ (a NaiveDateTime)",
        Type::Calendar => "an INTERVAL (a SparkEx.Interval.Calendar, its time less than 293 years)",
        Type::Variant => VARIANT,
        Type::Array(_) => "an ARRAY (a list)",
        Type::Map(_, _) => "a MAP (a map)",
        Type::Struct(_) => STRUCT,
        parametrized => return Cow::Owned(parameters(parametrized)),
    })
}

fn parameters(kind: &ColumnType) -> String {
    match kind {
        ColumnType::Decimal { precision, scale } => format!(
            "a DECIMAL({precision},{scale}) (a Decimal, an integer or digits in a string, without \
             rounding)"
        ),
        ColumnType::Time { precision } => {
            format!("a TIME({precision}) (a Time of no finer digits)")
        }
        ColumnType::YearMonth { unit } => format!(
            "an INTERVAL of whole {} (a SparkEx.Interval.YearMonth)",
            if *unit == 12 { "years" } else { "months" }
        ),
        ColumnType::DayTime { unit } => format!(
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

/// A struct of no other fields.
pub(crate) fn fields<'n>(names: impl Iterator<Item = &'n str>) -> String {
    format!("a STRUCT of the fields {:?}", names.collect::<Vec<_>>())
}

/// What the core wanted of an Arrow array.
pub(crate) fn wanted(wanted: &Wanted) -> Cow<'static, str> {
    match wanted {
        Wanted::Present => Cow::Borrowed(PRESENT),
        Wanted::Text => Cow::Borrowed(UTF8),
        Wanted::Value(kind) => value(kind),
        Wanted::WholeMicros(kind @ ColumnType::DayTime { unit: 1 }) => value(kind),
        Wanted::WholeMicros(kind) => Cow::Owned(format!("{} of whole microseconds", value(kind))),
        Wanted::Fields(names) => Cow::Owned(fields(names.iter().map(String::as_str))),
        Wanted::Kin(kind, found) => {
            Cow::Owned(format!("{}, which no {found} of Arrow is", value(kind)))
        }
    }
}
