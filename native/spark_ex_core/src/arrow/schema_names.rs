//! The names of a result's columns and fields, from the schema that Spark reports.
//!
//! In Arrow, Spark renames the fields of a struct whose names are equal: `a, a` becomes `a_0, a_1`. The
//! schema that comes before the batches has the names as they are.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema as ArrowSchema};

use crate::error::Error;
use crate::proto::descriptors::Schema;
use crate::proto::wire::{Reader, Value};
use crate::values::variant;

/// The names inside of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Names {
    /// A type without names.
    None,
    /// Those inside of the elements.
    Array(Box<Names>),
    /// Those inside of the keys and of the values.
    Map(Box<Names>, Box<Names>),
    /// The fields, and what names are inside of each.
    Struct(Vec<(String, Names)>),
}

impl Names {
    /// Reads an encoded `spark.connect.DataType`.
    pub fn parse(data_type: &[u8]) -> Result<Self, Error> {
        let numbers = Numbers::get();
        let mut reader = Reader::new(data_type);
        while let Some((number, value)) = reader.field()? {
            let Value::Len(bytes) = value else { continue };
            if number == numbers.array {
                return Ok(Self::Array(inside(bytes, numbers.element_type)?));
            }
            if number == numbers.map {
                let (key, value) = (numbers.key_type, numbers.value_type);
                return Ok(Self::Map(inside(bytes, key)?, inside(bytes, value)?));
            }
            if number == numbers.udt {
                return inside(bytes, numbers.sql_type).map(|names| *names);
            }
            if number == numbers.r#struct {
                return Self::parse_struct(bytes);
            }
        }
        Ok(Self::None)
    }

    fn parse_struct(message: &[u8]) -> Result<Self, Error> {
        let numbers = Numbers::get();
        let mut fields = Vec::new();
        let mut reader = Reader::new(message);
        while let Some((number, value)) = reader.field()? {
            if let Value::Len(field) = value
                && number == numbers.fields
            {
                let [name] = crate::proto::wire::strings(field, [numbers.name])?;
                fields.push((name.to_owned(), *inside(field, numbers.data_type)?));
            }
        }
        Ok(Self::Struct(fields))
    }

    /// The schema with these names, if it has others.
    pub fn apply(&self, schema: &ArrowSchema) -> Option<ArrowSchema> {
        let fields = self.fields(schema.fields());
        let renamed = &fields != schema.fields() && !fields.iter().any(has_dictionary);
        renamed.then(|| ArrowSchema::new_with_metadata(fields, schema.metadata().clone()))
    }

    /// The first name that two fields of one struct have in Arrow, which makes the batch unreadable.
    pub fn collision(&self) -> Option<String> {
        match self {
            Self::None => None,
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
        let mut in_arrow = in_arrow(fields).into_iter();
        in_arrow
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

fn inside(message: &[u8], number: u32) -> Result<Box<Names>, Error> {
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

/// What Spark calls the fields of a struct in Arrow.
fn in_arrow(fields: &[(String, Names)]) -> Vec<String> {
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

/// Ids of dictionaries are lost where a schema is written anew. Spark has none.
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

struct Numbers {
    array: u32,
    map: u32,
    r#struct: u32,
    udt: u32,
    element_type: u32,
    key_type: u32,
    value_type: u32,
    sql_type: u32,
    fields: u32,
    name: u32,
    data_type: u32,
}

impl Numbers {
    fn get() -> &'static Self {
        static NUMBERS: OnceLock<Numbers> = OnceLock::new();
        NUMBERS.get_or_init(|| {
            let number = |message: &str, field: &str| {
                let schema = Schema::get();
                schema
                    .message(&format!("spark.connect.DataType{message}"))
                    .and_then(|id| schema.messages[id].number(field))
                    .expect("a field of the vendored protos, by its name")
            };
            Numbers {
                array: number("", "array"),
                map: number("", "map"),
                r#struct: number("", "struct"),
                udt: number("", "udt"),
                element_type: number(".Array", "element_type"),
                key_type: number(".Map", "key_type"),
                value_type: number(".Map", "value_type"),
                sql_type: number(".UDT", "sql_type"),
                fields: number(".Struct", "fields"),
                name: number(".StructField", "name"),
                data_type: number(".StructField", "data_type"),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::wire::Writer;

    fn encode(names: &Names) -> Vec<u8> {
        let numbers = Numbers::get();
        let mut writer = Writer::default();
        match names {
            Names::None => {}
            Names::Array(element) => {
                let mut array = Writer::default();
                array.len_field(numbers.element_type, &encode(element));
                writer.len_field(numbers.array, &array.finish());
            }
            Names::Map(key, value) => {
                let mut map = Writer::default();
                map.len_field(numbers.value_type, &encode(value));
                map.len_field(numbers.key_type, &encode(key));
                writer.len_field(numbers.map, &map.finish());
            }
            Names::Struct(fields) => {
                let mut list = Writer::default();
                for (name, names) in fields.iter().rev() {
                    let mut field = Writer::default();
                    field.len_field(numbers.data_type, &encode(names));
                    field.len_field(numbers.name, name.as_bytes());
                    list.len_field(numbers.fields, &field.finish());
                }
                writer.len_field(numbers.r#struct, &list.finish());
            }
        }
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
    fn names_are_read_at_every_depth() {
        let map = Names::Map(Box::new(names(&["k", "k"])), Box::new(Names::None));
        let all = column("v", Names::Array(Box::new(map)));
        assert_eq!(Names::parse(&encode(&all)).unwrap(), all);
        assert_eq!(Names::parse(b"").unwrap(), Names::None);
    }

    #[test]
    fn a_schema_takes_the_names_at_every_depth() {
        let schema = |fields: &[&str]| {
            let element = Field::new_list_field(arrow(fields), true);
            let list = DataType::List(Arc::new(element));
            let entries = Fields::from(vec![
                Field::new("key", DataType::Utf8, false),
                Field::new("value", list, true),
            ]);
            let entries = Field::new("entries", DataType::Struct(entries), false);
            let map = DataType::Map(Arc::new(entries), false);
            ArrowSchema::new(vec![Field::new("v", map, true)])
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
    fn names_that_spark_makes_equal_are_found() {
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
