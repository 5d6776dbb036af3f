//! The parts of Spark's schema that Arrow's schema lacks.
//!
//! In Arrow, Spark renames fields of a struct with equal names: `a, a` becomes `a_0, a_1`. Values
//! of user-defined types, such as the vectors of Spark ML, arrive as the types that store them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema};

use crate::error::Error;
use crate::proto::field_numbers::{array, data_type, map, r#struct, struct_field, udt};
use crate::proto::wire::{self, Reader, Value};
use crate::values::variant;

/// The names inside a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Names {
    /// A type without names.
    None,
    /// The names inside the elements.
    Array(Box<Names>),
    /// The names inside the keys and inside the values.
    Map(Box<Names>, Box<Names>),
    /// Each field with the names inside it.
    Struct(Vec<(String, Names)>),
    /// The Java class of a user-defined type, and the names inside the type that stores it.
    UserDefined(String, Box<Names>),
}

impl Names {
    /// Reads an encoded `spark.connect.DataType`.
    pub fn parse(message: &[u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(message);
        while let Some((number, value)) = reader.field()? {
            let Value::Len(bytes) = value else { continue };
            let inside = |number| parse_field(bytes, number);
            return match number {
                data_type::ARRAY => Ok(Self::Array(inside(array::ELEMENT_TYPE)?)),
                data_type::MAP => Ok(Self::Map(inside(map::KEY_TYPE)?, inside(map::VALUE_TYPE)?)),
                data_type::STRUCT => Self::parse_struct(bytes),
                data_type::UDT => {
                    let [class] = wire::strings(bytes, [udt::JVM_CLASS])?;
                    let names = inside(udt::SQL_TYPE)?;
                    Ok(Self::UserDefined(class.to_owned(), names))
                }
                _ => continue,
            };
        }
        Ok(Self::None)
    }

    fn parse_struct(message: &[u8]) -> Result<Self, Error> {
        let mut fields = Vec::new();
        let mut reader = Reader::new(message);
        while let Some(field) = reader.field()? {
            if let (r#struct::FIELDS, Value::Len(field)) = field {
                let [name] = wire::strings(field, [struct_field::NAME])?;
                let names = parse_field(field, struct_field::DATA_TYPE)?;
                fields.push((name.to_owned(), *names));
            }
        }
        Ok(Self::Struct(fields))
    }

    /// The schema with these names; `None` if it has them already.
    pub fn apply(&self, schema: &Schema) -> Option<Schema> {
        let fields = self.fields(schema.fields());
        let renamed = &fields != schema.fields() && !fields.iter().any(has_dictionary);
        renamed.then(|| Schema::new_with_metadata(fields, schema.metadata().clone()))
    }

    /// Whether a type is user-defined, or contains one that is.
    pub fn has_user_defined(&self) -> bool {
        match self {
            Self::None => false,
            Self::UserDefined(_, _) => true,
            Self::Array(element) => element.has_user_defined(),
            Self::Map(key, value) => key.has_user_defined() || value.has_user_defined(),
            Self::Struct(fields) => fields.iter().any(|(_, names)| names.has_user_defined()),
        }
    }

    /// The first name that two fields of a struct share in Arrow, which makes batches unreadable.
    pub fn collision(&self) -> Option<String> {
        match self {
            Self::None => None,
            Self::UserDefined(_, names) => names.collision(),
            Self::Array(element) => element.nested_collision(),
            Self::Map(key, value) => key.nested_collision().or_else(|| value.nested_collision()),
            Self::Struct(fields) => fields
                .iter()
                .find_map(|(_, names)| names.nested_collision()),
        }
    }

    fn nested_collision(&self) -> Option<String> {
        let Self::Struct(fields) = self else {
            return self.collision();
        };
        let mut seen = HashSet::new();
        let mut names = arrow_names(fields).into_iter();
        names
            .find(|name| !seen.insert(name.clone()))
            .or_else(|| self.collision())
    }

    fn fields(&self, fields: &Fields) -> Fields {
        match self {
            Self::Struct(names) if names.len() == fields.len() => {
                let fields = names.iter().zip(fields);
                fields
                    .map(|((name, inside), field)| {
                        let data_type = inside.data_type(field.data_type());
                        renamed(field, name, data_type)
                    })
                    .collect()
            }
            _ => fields.clone(),
        }
    }

    fn field(&self, field: &FieldRef) -> FieldRef {
        renamed(field, field.name(), self.data_type(field.data_type()))
    }

    fn data_type(&self, data_type: &DataType) -> DataType {
        match (self, data_type) {
            (Self::UserDefined(_, names), _) => names.data_type(data_type),
            (Self::Struct(_), DataType::Struct(fields)) if !variant::is_variant(fields) => {
                DataType::Struct(self.fields(fields))
            }
            (Self::Array(names), DataType::List(element)) => DataType::List(names.field(element)),
            (Self::Array(names), DataType::LargeList(element)) => {
                DataType::LargeList(names.field(element))
            }
            (Self::Map(key, value), DataType::Map(entries, sorted)) => {
                let DataType::Struct(fields) = entries.data_type() else {
                    return data_type.clone();
                };
                let named = [key, value].into_iter().zip(fields);
                let named = named.map(|(names, field)| names.field(field)).collect();
                let entries = renamed(entries, entries.name(), DataType::Struct(named));
                DataType::Map(entries, *sorted)
            }
            _ => data_type.clone(),
        }
    }
}

fn parse_field(message: &[u8], number: u32) -> Result<Box<Names>, Error> {
    let mut reader = Reader::new(message);
    while let Some((found, value)) = reader.field()? {
        if let Value::Len(data_type) = value
            && found == number
        {
            return Names::parse(data_type).map(Box::new);
        }
    }
    Ok(Box::new(Names::None))
}

/// The names that Spark gives the fields of a struct in Arrow.
fn arrow_names(fields: &[(String, Names)]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, _) in fields {
        *counts.entry(name).or_default() += 1;
    }
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let named = fields.iter().map(|(name, _)| match counts[name.as_str()] {
        1 => name.clone(),
        _ => {
            let number = numbers.entry(name).or_default();
            *number += 1;
            format!("{name}_{}", *number - 1)
        }
    });
    named.collect()
}

fn renamed(field: &FieldRef, name: &str, data_type: DataType) -> FieldRef {
    match field.name() == name && field.data_type() == &data_type {
        true => Arc::clone(field),
        false => Arc::new(
            Field::clone(field)
                .with_name(name)
                .with_data_type(data_type),
        ),
    }
}

/// Re-encoding a schema loses the ids of dictionaries. Spark sends no dictionaries.
fn has_dictionary(field: &FieldRef) -> bool {
    match field.data_type() {
        DataType::Dictionary(_, _) => true,
        DataType::List(inner) | DataType::LargeList(inner) | DataType::Map(inner, _) => {
            has_dictionary(inner)
        }
        DataType::Struct(fields) => fields.iter().any(has_dictionary),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::wire::Writer;

    fn encode(names: &Names) -> Vec<u8> {
        let mut writer = Writer::default();
        let (number, fields) = match names {
            Names::None => return Vec::new(),
            Names::UserDefined(class, names) => (
                data_type::UDT,
                vec![
                    (udt::JVM_CLASS, class.as_bytes().to_vec()),
                    (udt::SQL_TYPE, encode(names)),
                ],
            ),
            Names::Array(element) => (
                data_type::ARRAY,
                vec![(array::ELEMENT_TYPE, encode(element))],
            ),
            Names::Map(key, value) => (
                data_type::MAP,
                vec![
                    (map::KEY_TYPE, encode(key)),
                    (map::VALUE_TYPE, encode(value)),
                ],
            ),
            Names::Struct(fields) => {
                let fields = fields.iter().map(|(name, names)| {
                    let mut field = Writer::default();
                    field.len_field(struct_field::DATA_TYPE, &encode(names));
                    field.len_field(struct_field::NAME, name.as_bytes());
                    (r#struct::FIELDS, field.finish().to_vec())
                });
                (data_type::STRUCT, fields.collect())
            }
        };
        for (number, value) in fields.iter().rev() {
            writer.len_field(*number, value);
        }
        writer.close(number, 0);
        writer.finish().to_vec()
    }

    fn names(fields: &[&str]) -> Names {
        let fields = fields.iter().map(|name| ((*name).to_owned(), Names::None));
        Names::Struct(fields.collect())
    }

    fn column(name: &str, inside: Names) -> Names {
        Names::Struct(vec![(name.to_owned(), inside)])
    }

    fn arrow(fields: &[&str]) -> DataType {
        let fields = fields
            .iter()
            .map(|name| Field::new(*name, DataType::Int32, true));
        DataType::Struct(fields.collect())
    }

    #[test]
    fn parses_names_at_every_depth() {
        let map = Names::Map(Box::new(names(&["k", "k"])), Box::new(Names::None));
        let all = column("v", Names::Array(Box::new(map)));
        assert_eq!(Names::parse(&encode(&all)).unwrap(), all);
        assert_eq!(Names::parse(b"").unwrap(), Names::None);
    }

    #[test]
    fn parses_classes_of_user_defined_types() {
        let vector = Names::UserDefined("a.VectorUDT".to_owned(), Box::new(names(&["type"])));
        let all = column("v", Names::Array(Box::new(vector)));
        assert_eq!(Names::parse(&encode(&all)).unwrap(), all);
        assert!(all.has_user_defined());
        assert!(!column("v", names(&["type"])).has_user_defined());
    }

    #[test]
    fn renames_fields_at_every_depth() {
        let schema = |fields: &[&str]| {
            let element = Field::new_list_field(arrow(fields), true);
            let list = DataType::List(Arc::new(element));
            let entries = Fields::from(vec![
                Field::new("key", DataType::Utf8, false),
                Field::new("value", list, true),
            ]);
            let entries = Field::new("entries", DataType::Struct(entries), false);
            let map = DataType::Map(Arc::new(entries), false);
            Schema::new(vec![Field::new("v", map, true)])
        };
        let lists = Names::Array(Box::new(names(&["a", "a"])));
        let all = column("v", Names::Map(Box::new(Names::None), Box::new(lists)));
        assert_eq!(
            all.apply(&schema(&["a_0", "a_1"])),
            Some(schema(&["a", "a"]))
        );
        assert_eq!(all.apply(&schema(&["a", "a"])), None);
        // Another server may send other fields.
        assert_eq!(all.apply(&schema(&["a_0", "a_1", "b"])), None);
    }

    #[test]
    fn finds_names_that_spark_makes_equal() {
        let collision = |fields: &[&str]| column("v", names(fields)).collision();
        assert_eq!(collision(&["a", "a", "a_0"]), Some("a_0".to_owned()));
        assert_eq!(collision(&["a", "a", "a_2"]), None);
        assert_eq!(collision(&["a", "b"]), None);
        // Columns keep their names.
        assert_eq!(names(&["a", "a"]).collision(), None);
        let deep = Names::Array(Box::new(names(&["x_1", "x", "x"])));
        assert_eq!(column("v", deep).collision(), Some("x_1".to_owned()));
    }
}
