//! Casts to variants, from variants and from other types.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::builder::BinaryBuilder;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::DataType;

use super::{Values, cast_within};
use crate::arrow::cast_error::{CastError, CastResult};
use crate::arrow::list_bounds::mask_nulls;
use crate::arrow::primitive::native;
use crate::arrow::spark_type::{self, Column, SparkType};
use crate::values::variant::{self, Variant};

impl Values<'_> {
    pub(super) fn variants(&self) -> CastResult {
        let nulls = self.array.nulls().cloned();
        let parts = match self.array.as_struct_opt() {
            Some(structs) if variant::is_variant(structs.fields()) => self.parts(structs)?,
            _ => self.encoded()?,
        };
        let fields = spark_type::variant_fields();
        Ok(Arc::new(StructArray::try_new(fields, parts, nulls)?))
    }

    fn parts(&self, structs: &StructArray) -> Result<Vec<ArrayRef>, CastError> {
        let nulls = structs.nulls();
        let part = |name: &str| {
            let bytes = Column {
                name: name.to_owned(),
                kind: SparkType::Binary,
                nullable: false,
            };
            match structs.column_by_name(name) {
                Some(part) => cast_within(&mask_nulls(part, nulls)?, &bytes, nulls),
                None => self.incompatible(),
            }
        };
        Ok(vec![part("value")?, part("metadata")?])
    }

    fn encoded(&self) -> Result<Vec<ArrayRef>, CastError> {
        let (mut values, mut metadata) = (BinaryBuilder::new(), BinaryBuilder::new());
        for at in 0..self.array.len() {
            let (value, names) = match self.array.is_null(at) {
                true => Default::default(),
                false => variant(self.array, at)
                    .ok_or_else(|| self.value_error(at))?
                    .encode()?,
            };
            values.append_value(value);
            metadata.append_value(names);
        }
        Ok(vec![Arc::new(values.finish()), Arc::new(metadata.finish())])
    }
}

fn variant(array: &ArrayRef, at: usize) -> Option<Variant> {
    let array = &array.slice(at, 1);
    if array.logical_nulls().is_some_and(|nulls| nulls.is_null(0)) {
        return Some(Variant::Null);
    }
    let values = Values {
        array,
        kind: &SparkType::Variant,
    };
    values.scalar().or_else(|| nested(array))
}

impl Values<'_> {
    fn scalar(&self) -> Option<Variant> {
        if let Some(get) = self.integer() {
            return Some(integer(get(0)));
        }
        if let Some(get) = self.float() {
            return Some(Variant::Float(get(0)));
        }
        if let Some((get, scale)) = self.decimal() {
            let (unscaled, scale) = (get(0)?, u8::try_from(scale).ok()?);
            return Some(Variant::Decimal { unscaled, scale });
        }
        if let Some(text) = self.text() {
            return Some(Variant::String(text(0).to_owned()));
        }
        if let Some(bytes) = self.binary() {
            return Some(Variant::Binary(bytes(0).to_vec()));
        }
        match self.array.data_type() {
            DataType::Boolean => Some(Variant::Boolean(self.array.as_boolean().value(0))),
            DataType::Timestamp(_, zone) => {
                let moment = native::<i64>(self.array)[0];
                Some(match zone {
                    Some(_) => Variant::Timestamp(moment),
                    None => Variant::TimestampNtz(moment),
                })
            }
            DataType::Date32 => Some(Variant::Date(native::<i32>(self.array)[0])),
            _ => None,
        }
    }
}

fn integer(number: i128) -> Variant {
    match i64::try_from(number) {
        Ok(number) => Variant::Integer(number),
        Err(_) => Variant::Decimal {
            unscaled: number,
            scale: 0,
        },
    }
}

/// The one list, map or struct of an array.
fn nested(array: &ArrayRef) -> Option<Variant> {
    let elements = match array.data_type() {
        DataType::List(_) => array.as_list::<i32>().value(0),
        DataType::Map(_, _) => {
            let entries = array.as_map().value(0);
            return object((0..entries.len()).map(|at| {
                let name = match variant(entries.column(0), at)? {
                    Variant::String(name) => name,
                    _ => return None,
                };
                Some((name, variant(entries.column(1), at)?))
            }));
        }
        DataType::Struct(fields) if variant::is_variant(fields) => {
            return variant::value(array.as_struct(), 0).ok();
        }
        DataType::Struct(fields) => {
            let columns = fields.iter().zip(array.as_struct().columns());
            return object(
                columns.map(|(field, column)| Some((field.name().clone(), variant(column, 0)?))),
            );
        }
        _ => return None,
    };
    let values = (0..elements.len()).map(|at| variant(&elements, at));
    values.collect::<Option<_>>().map(Variant::Array)
}

/// An object, if each name occurs once.
fn object(fields: impl Iterator<Item = Option<(String, Variant)>>) -> Option<Variant> {
    let mut object = BTreeMap::new();
    for field in fields {
        let (name, value) = field?;
        if object.insert(name, value).is_some() {
            return None;
        }
    }
    Some(Variant::Object(object.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    use arrow_array::builder::{ListBuilder, StringBuilder};
    use arrow_array::{BinaryViewArray, Int64Array, Time64MicrosecondArray, UInt64Array};
    use arrow_schema::{Field, Fields};

    use super::super::tests::{cast_to, error_row};
    use super::*;

    fn variants(array: &ArrayRef) -> Vec<Option<Variant>> {
        let structs = array.as_struct();
        let rows = 0..structs.len();
        rows.map(|row| {
            let there = structs.is_valid(row);
            there.then(|| variant::value(structs, row).unwrap())
        })
        .collect()
    }

    #[test]
    fn encodes_values_as_variants() {
        let numbers = cast_to(UInt64Array::from(vec![Some(1), None]), SparkType::Variant);
        assert_eq!(variants(&numbers), [Some(Variant::Integer(1)), None]);
        let mut lists = ListBuilder::new(StringBuilder::new());
        lists.append_value([Some("a"), None]);
        let lists: ArrayRef = Arc::new(lists.finish());
        let field = Field::new("list", lists.data_type().clone(), true);
        let structs = StructArray::new(Fields::from(vec![field]), vec![lists], None);
        let texts = vec![Variant::String("a".into()), Variant::Null];
        let object = Variant::Object(vec![("list".into(), Variant::Array(texts))]);
        assert_eq!(
            variants(&cast_to(structs, SparkType::Variant)),
            [Some(object)]
        );
        let times = Time64MicrosecondArray::from(vec![None, Some(1)]);
        assert_eq!(error_row(times, SparkType::Variant), 1);
    }

    #[test]
    fn keeps_variants_of_any_layout() {
        let numbers = cast_to(
            Int64Array::from(vec![Some(7), None, Some(8)]),
            SparkType::Variant,
        );
        let structs = numbers.as_struct();
        let views = structs
            .columns()
            .iter()
            .map(|part| Arc::new(BinaryViewArray::from(part.as_binary::<i32>())) as ArrayRef);
        let fields = structs
            .fields()
            .iter()
            .map(|field| Field::clone(field).with_data_type(DataType::BinaryView));
        let other = StructArray::new(fields.collect(), views.collect(), structs.nulls().cloned());
        let again = cast_to(other, SparkType::Variant);
        assert_eq!(variants(&again), variants(&numbers));
    }
}
