//! Spark's types, and the Arrow types in which their values travel to a server.
//!
//! The pairs are those of Spark's own `ArrowUtils`.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, IntervalUnit, TimeUnit};

use crate::values::variant;

/// The zone of timestamps on the wire: what travels is a moment.
const ZONE: &str = "UTC";

/// A column, an element, a field: a type with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it is called.
    pub name: String,
    /// What it holds.
    pub kind: ColumnType,
    /// Whether values may be missing.
    pub nullable: bool,
}

/// A type of Spark's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ColumnType {
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
    /// `precision` digits of a second.
    Time {
        precision: u8,
    },
    /// Of so many months at least: 12 for an interval of years alone.
    YearMonth {
        unit: i32,
    },
    /// Of so many microseconds at least: a day's for an interval of days alone.
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
        Field::new(&self.name, self.kind.arrow(), self.nullable)
    }
}

/// The Arrow fields of columns that stand side by side.
///
/// Names that repeat are told apart by a number: Java's Arrow can't have two children of one name. The
/// server names columns and fields by their position in the schema, so nothing is lost.
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

    /// What Spark has of an Arrow field; where it has nothing, an error that names the field.
    fn try_from(field: &Field) -> Result<Self, String> {
        let kind = ColumnType::of(field.data_type()).map_err(|text| match text {
            Unknown::Type(data_type) => {
                format!(
                    "{:?}: Spark has no type for Arrow's {data_type}",
                    field.name()
                )
            }
            Unknown::Within(text) => format!("{:?}: {text}", field.name()),
        })?;
        Ok(Self {
            name: field.name().clone(),
            kind,
            nullable: field.is_nullable(),
        })
    }
}

/// Why an Arrow type is none of Spark's.
enum Unknown {
    Type(DataType),
    Within(String),
}

impl ColumnType {
    /// What Spark has of an Arrow type that `arrow::normalize` gives. Integers without a sign need a wider type with one.
    fn of(data_type: &DataType) -> Result<Self, Unknown> {
        let nested = |field: &Field| {
            Column::try_from(field)
                .map(Box::new)
                .map_err(Unknown::Within)
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
            DataType::Timestamp(_, Some(_)) => Self::Timestamp,
            DataType::Timestamp(_, None) => Self::TimestampNtz,
            DataType::Time64(_) => Self::Time { precision: 6 },
            DataType::Interval(IntervalUnit::YearMonth) => Self::YearMonth { unit: 1 },
            DataType::Duration(_) => Self::DayTime { unit: 1 },
            DataType::Interval(IntervalUnit::MonthDayNano) => Self::Calendar,
            DataType::List(element) => Self::Array(nested(element)?),
            DataType::Map(entries, _) => match entries.data_type() {
                DataType::Struct(fields) if fields.len() == 2 => {
                    Self::Map(nested(&fields[0])?, nested(&fields[1])?)
                }
                _ => return Err(Unknown::Type(data_type.clone())),
            },
            DataType::Struct(fields) if variant::is_variant(fields) => Self::Variant,
            DataType::Struct(fields) => {
                let columns = fields.iter().map(|field| Column::try_from(field.as_ref()));
                Self::Struct(columns.collect::<Result<_, _>>().map_err(Unknown::Within)?)
            }
            other => return Err(Unknown::Type(other.clone())),
        })
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

/// The two binaries of a variant; the second is marked, by which Spark knows them.
pub fn variant_fields() -> Fields {
    let mark = HashMap::from([("variant".to_owned(), "true".to_owned())]);
    Fields::from(vec![
        Field::new("value", DataType::Binary, false),
        Field::new("metadata", DataType::Binary, false).with_metadata(mark),
    ])
}

fn entries(key: &Column, value: &Column) -> Field {
    let fields = Fields::from(vec![key.arrow(), value.arrow()]);
    Field::new("entries", DataType::Struct(fields), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, kind: ColumnType) -> Column {
        Column {
            name: name.into(),
            kind,
            nullable: true,
        }
    }

    #[test]
    fn names_that_repeat_are_told_apart_and_others_stay() {
        let columns = ["a", "b", "a"].map(|name| column(name, ColumnType::Long));
        let fields = arrow_fields(&columns);
        let names: Vec<_> = fields.iter().map(|field| field.name().as_str()).collect();
        assert_eq!(names, ["a_0", "b", "a_2"]);
    }

    #[test]
    fn every_type_comes_back_from_arrow() {
        use ColumnType as Type;
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
    fn a_type_that_spark_has_not_is_named_with_its_place() {
        let wide = Field::new("wide", DataType::Decimal256(76, 0), true);
        let list = Field::new_list("list", wide.clone(), true);
        assert_eq!(
            Column::try_from(&list).unwrap_err(),
            "\"list\": \"wide\": Spark has no type for Arrow's Decimal256(76, 0)"
        );
        assert!(Column::try_from(&wide).is_err());
    }

    #[test]
    fn a_map_has_entries_that_are_there_with_keys_that_are_there() {
        let key = Column {
            nullable: false,
            ..column("key", ColumnType::String)
        };
        let map = ColumnType::Map(Box::new(key), Box::new(column("value", ColumnType::Date)));
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
