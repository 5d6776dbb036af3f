//! Spark's types and their Arrow types.
//!
//! The mapping is that of Spark's `ArrowUtils`. From 4.3 on, Spark keeps the precision of times
//! and timestamps in the metadata of Arrow fields.

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, IntervalUnit, TimeUnit};

use crate::values::variant;

/// The time zone of timestamps on the wire.
const ZONE: &str = "UTC";
/// The key of the precision of a time, and its values.
const TIME_PRECISION: (&str, RangeInclusive<u8>) = ("SPARK::time::precision", 0..=9);
/// The key of the precision of a timestamp with nanoseconds, and its values.
const TIMESTAMP_PRECISION: (&str, RangeInclusive<u8>) =
    ("SPARK::timestampNanos::precision", 7..=9);

/// A named type: a column, an array element or a struct field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The name.
    pub name: String,
    /// The type.
    pub kind: SparkType,
    /// Whether values can be null.
    pub nullable: bool,
}

/// A Spark type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum SparkType {
    Null,
    Boolean,
    Byte,
    Short,
    Integer,
    Long,
    Float,
    Double,
    Decimal {
        precision: u8,
        scale: u8,
    },
    String,
    Binary,
    Date,
    Timestamp,
    TimestampNtz,
    /// With `precision` digits of a second's fraction, more than six.
    TimestampNanos {
        precision: u8,
    },
    /// As `TimestampNanos`, without a time zone.
    TimestampNtzNanos {
        precision: u8,
    },
    /// With `precision` digits of a second's fraction.
    Time {
        precision: u8,
    },
    /// In multiples of `unit` months: 12 for an interval of years only.
    YearMonth {
        unit: i32,
    },
    /// In multiples of `unit` microseconds: a day's for an interval of days only.
    DayTime {
        unit: i64,
    },
    Calendar,
    Variant,
    Array(Box<Column>),
    Map(Box<Column>, Box<Column>),
    Struct(Vec<Column>),
}

impl Column {
    /// The Arrow field.
    pub fn arrow(&self) -> Field {
        let field = Field::new(&self.name, self.kind.arrow(), self.nullable);
        match self.kind.precision() {
            None => field,
            Some((key, precision)) => {
                field.with_metadata(HashMap::from([(key.to_owned(), precision.to_string())]))
            }
        }
    }
}

/// The Arrow fields of sibling columns.
///
/// Repeated names get a number, as Java's Arrow does not allow two children with one name. The
/// server names columns and fields by position in the schema, so no name is lost.
pub fn arrow_fields(columns: &[Column]) -> Fields {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for column in columns {
        *seen.entry(&column.name).or_default() += 1;
    }
    let named = |(at, column): (usize, &Column)| {
        let field = column.arrow();
        match seen.get(column.name.as_str()) {
            Some(1) => field,
            _ => field.with_name(format!("{}_{at}", column.name)),
        }
    };
    columns.iter().enumerate().map(named).collect()
}

impl TryFrom<&Field> for Column {
    type Error = String;

    /// The Spark column for an Arrow field; an error that names the field if there is none.
    fn try_from(field: &Field) -> Result<Self, String> {
        let kind = SparkType::of(field).map_err(|text| match text {
            UnsupportedType::Type(data_type) => {
                format!(
                    "{:?}: Spark has no type for the Arrow type {data_type}",
                    field.name()
                )
            }
            UnsupportedType::Within(text) => format!("{:?}: {text}", field.name()),
        })?;
        Ok(Self {
            name: field.name().clone(),
            kind,
            nullable: field.is_nullable(),
        })
    }
}

/// Why there is no Spark type for an Arrow type.
enum UnsupportedType {
    Type(DataType),
    Within(String),
}

impl SparkType {
    /// The Spark type for a field of a normal Arrow type. Unsigned integers need a wider signed
    /// type.
    fn of(field: &Field) -> Result<Self, UnsupportedType> {
        let data_type = field.data_type();
        let nested = |field: &Field| {
            Column::try_from(field)
                .map(Box::new)
                .map_err(UnsupportedType::Within)
        };
        Ok(match data_type {
            DataType::Null => Self::Null,
            DataType::Boolean => Self::Boolean,
            DataType::Int8 => Self::Byte,
            DataType::Int16 | DataType::UInt8 => Self::Short,
            DataType::Int32 | DataType::UInt16 => Self::Integer,
            DataType::Int64 | DataType::UInt32 => Self::Long,
            DataType::UInt64 => Self::Decimal {
                precision: 20,
                scale: 0,
            },
            DataType::Float32 => Self::Float,
            DataType::Float64 => Self::Double,
            DataType::Decimal128(precision, scale) if *scale >= 0 => Self::Decimal {
                precision: *precision,
                scale: scale.unsigned_abs(),
            },
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Self::String,
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView => Self::Binary,
            DataType::Date32 => Self::Date,
            DataType::Timestamp(_, zone) => {
                match (precision(field, &TIMESTAMP_PRECISION), zone) {
                    (None, Some(_)) => Self::Timestamp,
                    (None, None) => Self::TimestampNtz,
                    (Some(precision), Some(_)) => Self::TimestampNanos { precision },
                    (Some(precision), None) => Self::TimestampNtzNanos { precision },
                }
            }
            DataType::Time64(_) => Self::Time {
                precision: precision(field, &TIME_PRECISION).unwrap_or(6),
            },
            DataType::Interval(IntervalUnit::YearMonth) => Self::YearMonth { unit: 1 },
            DataType::Duration(_) => Self::DayTime { unit: 1 },
            DataType::Interval(IntervalUnit::MonthDayNano) => Self::Calendar,
            DataType::List(element) => Self::Array(nested(element)?),
            DataType::Map(entries, _) => match entries.data_type() {
                DataType::Struct(fields) if fields.len() == 2 => {
                    Self::Map(nested(&fields[0])?, nested(&fields[1])?)
                }
                _ => return Err(UnsupportedType::Type(data_type.clone())),
            },
            DataType::Struct(fields) if variant::is_variant(fields) => Self::Variant,
            DataType::Struct(fields) => {
                let columns = fields.iter().map(|field| Column::try_from(field.as_ref()));
                Self::Struct(
                    columns
                        .collect::<Result<_, _>>()
                        .map_err(UnsupportedType::Within)?,
                )
            }
            other => return Err(UnsupportedType::Type(other.clone())),
        })
    }

    /// The precision that Arrow's types do not have, and its key in the metadata.
    fn precision(&self) -> Option<(&'static str, u8)> {
        match self {
            Self::Time { precision } => Some((TIME_PRECISION.0, *precision)),
            Self::TimestampNanos { precision } | Self::TimestampNtzNanos { precision } => {
                Some((TIMESTAMP_PRECISION.0, *precision))
            }
            _ => None,
        }
    }

    /// The Arrow type.
    pub fn arrow(&self) -> DataType {
        match self {
            Self::Null => DataType::Null,
            Self::Boolean => DataType::Boolean,
            Self::Byte => DataType::Int8,
            Self::Short => DataType::Int16,
            Self::Integer => DataType::Int32,
            Self::Long => DataType::Int64,
            Self::Float => DataType::Float32,
            Self::Double => DataType::Float64,
            Self::Decimal { precision, scale } => {
                DataType::Decimal128(*precision, i8::try_from(*scale).unwrap_or(i8::MAX))
            }
            Self::String => DataType::Utf8,
            Self::Binary => DataType::Binary,
            Self::Date => DataType::Date32,
            Self::Timestamp => DataType::Timestamp(TimeUnit::Microsecond, Some(ZONE.into())),
            Self::TimestampNtz => DataType::Timestamp(TimeUnit::Microsecond, None),
            Self::TimestampNanos { .. } => {
                DataType::Timestamp(TimeUnit::Nanosecond, Some(ZONE.into()))
            }
            Self::TimestampNtzNanos { .. } => DataType::Timestamp(TimeUnit::Nanosecond, None),
            Self::Time { .. } => DataType::Time64(TimeUnit::Nanosecond),
            Self::YearMonth { .. } => DataType::Interval(IntervalUnit::YearMonth),
            Self::DayTime { .. } => DataType::Duration(TimeUnit::Microsecond),
            Self::Calendar => DataType::Interval(IntervalUnit::MonthDayNano),
            Self::Variant => DataType::Struct(variant_fields()),
            Self::Array(element) => DataType::List(Arc::new(element.arrow())),
            Self::Map(key, value) => DataType::Map(Arc::new(entries(key, value)), false),
            Self::Struct(fields) => DataType::Struct(arrow_fields(fields)),
        }
    }
}

/// The precision in the metadata of a field; as in Spark, an invalid one counts as none.
fn precision(field: &Field, (key, valid): &(&str, RangeInclusive<u8>)) -> Option<u8> {
    let precision = field.metadata().get(key)?.parse().ok()?;
    valid.contains(&precision).then_some(precision)
}

/// The two binaries of a variant. Spark recognizes the metadata of the second one.
pub fn variant_fields() -> Fields {
    let metadata = HashMap::from([("variant".to_owned(), "true".to_owned())]);
    Fields::from(vec![
        Field::new("value", DataType::Binary, false),
        Field::new("metadata", DataType::Binary, false).with_metadata(metadata),
    ])
}

fn entries(key: &Column, value: &Column) -> Field {
    let fields = Fields::from(vec![key.arrow(), value.arrow()]);
    Field::new("entries", DataType::Struct(fields), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, kind: SparkType) -> Column {
        Column {
            name: name.into(),
            kind,
            nullable: true,
        }
    }

    #[test]
    fn numbers_repeated_names() {
        let columns = ["a", "b", "a"].map(|name| column(name, SparkType::Long));
        let fields = arrow_fields(&columns);
        let names: Vec<_> = fields.iter().map(|field| field.name().as_str()).collect();
        assert_eq!(names, ["a_0", "b", "a_2"]);
    }

    #[test]
    fn every_type_round_trips_through_arrow() {
        use SparkType as Type;
        let element = Box::new(column("element", Type::Short));
        let key = Column {
            nullable: false,
            ..column("key", Type::String)
        };
        let value = Box::new(column("value", Type::Variant));
        for kind in [
            Type::Null,
            Type::Boolean,
            Type::Byte,
            Type::Short,
            Type::Integer,
            Type::Long,
            Type::Float,
            Type::Double,
            Type::Decimal {
                precision: 38,
                scale: 10,
            },
            Type::String,
            Type::Binary,
            Type::Date,
            Type::Timestamp,
            Type::TimestampNtz,
            Type::Time { precision: 6 },
            Type::Time { precision: 0 },
            Type::TimestampNanos { precision: 9 },
            Type::TimestampNtzNanos { precision: 7 },
            Type::Array(Box::new(column("element", Type::Time { precision: 3 }))),
            Type::YearMonth { unit: 1 },
            Type::DayTime { unit: 1 },
            Type::Calendar,
            Type::Variant,
            Type::Array(element.clone()),
            Type::Map(Box::new(key), value),
            Type::Struct(vec![*element]),
        ] {
            let column = column("x", kind);
            assert_eq!(Column::try_from(&column.arrow()), Ok(column));
        }
    }

    #[test]
    fn an_unknown_precision_counts_as_none() {
        let kind = |data_type, metadata: [&str; 2]| {
            let [key, value] = metadata.map(str::to_owned);
            let field = Field::new("x", data_type, true);
            let field = field.with_metadata(HashMap::from([(key, value)]));
            Column::try_from(&field).unwrap().kind
        };
        let time = DataType::Time64(TimeUnit::Nanosecond);
        for value in ["10", "-1", "x"] {
            let found = kind(time.clone(), [TIME_PRECISION.0, value]);
            assert_eq!(found, SparkType::Time { precision: 6 });
        }
        let moment = DataType::Timestamp(TimeUnit::Microsecond, None);
        for metadata in [["other", "9"], [TIMESTAMP_PRECISION.0, "6"]] {
            assert_eq!(kind(moment.clone(), metadata), SparkType::TimestampNtz);
        }
    }

    #[test]
    fn an_unsupported_type_is_reported_with_its_path() {
        let wide = Field::new("wide", DataType::Decimal256(76, 0), true);
        let list = Field::new_list("list", wide.clone(), true);
        assert_eq!(
            Column::try_from(&list).unwrap_err(),
            "\"list\": \"wide\": Spark has no type for the Arrow type Decimal256(76, 0)"
        );
        assert!(Column::try_from(&wide).is_err());
    }

    #[test]
    fn map_entries_and_keys_are_not_nullable() {
        let key = Column {
            nullable: false,
            ..column("key", SparkType::String)
        };
        let map = SparkType::Map(Box::new(key), Box::new(column("value", SparkType::Date)));
        let DataType::Map(entries, false) = map.arrow() else {
            panic!("{:?}", map.arrow());
        };
        assert!(!entries.is_nullable());
        let DataType::Struct(fields) = entries.data_type() else {
            panic!("{entries:?}");
        };
        assert!(!fields[0].is_nullable() && fields[1].is_nullable());
    }
}
