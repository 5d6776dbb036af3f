//! Normalization of lists, maps and structs.
//!
//! Arrow allows any data under a null, so it is dropped before values are converted.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, ListArray, MapArray, StructArray};
use arrow_schema::{DataType, Field, FieldRef, Fields};

use super::{Normalizer, normalize};
use crate::arrow::cast_error::{CastResult, Step};
use crate::arrow::list_bounds::{ListBounds, mask_nulls};
use crate::values::value_error::ElementPosition;

impl Normalizer<'_> {
    pub(super) fn list(&self, element: &FieldRef) -> CastResult {
        let Some((bounds, values)) = ListBounds::of_lists(self.array) else {
            return self.incompatible(&DataType::List(Arc::clone(element)));
        };
        let offsets = bounds.offsets()?;
        let values = normalize(&bounds.of(values)?, element.data_type(), self.invalid)
            .map_err(|error| error.within_list(&offsets, |at| Step::Element(at.in_list)))?;
        let nulls = self.array.nulls().cloned();
        let lists = ListArray::try_new(with_type_of(element, &values), offsets, values, nulls)?;
        Ok(Arc::new(lists))
    }

    pub(super) fn map(&self, entries: &FieldRef, sorted: bool) -> CastResult {
        let (Some(maps), DataType::Struct(fields)) =
            (self.array.as_map_opt(), entries.data_type())
        else {
            return self.incompatible(&DataType::Map(Arc::clone(entries), sorted));
        };
        let [key, value] = fields.as_ref() else {
            return self.incompatible(&DataType::Map(Arc::clone(entries), sorted));
        };
        let bounds = ListBounds::new(maps.value_offsets(), maps.nulls());
        let offsets = bounds.offsets()?;
        let keys = bounds.of(maps.keys())?;
        let key_at = |at: ElementPosition| keys.slice(at.overall, 1);
        let columns = [
            normalize(&keys, key.data_type(), self.invalid)
                .map_err(|error| error.within_list(&offsets, |at| Step::Key(key_at(at))))?,
            normalize(&bounds.of(maps.values())?, value.data_type(), self.invalid)
                .map_err(|error| error.within_list(&offsets, |at| Step::Value(key_at(at))))?,
        ];
        let fields = Fields::from(vec![
            with_type_of(key, &columns[0]),
            with_type_of(value, &columns[1]),
        ]);
        let structs = StructArray::try_new(fields, columns.to_vec(), None)?;
        let entries = Field::clone(entries).with_data_type(structs.data_type().clone());
        let nulls = self.array.nulls().cloned();
        Ok(Arc::new(MapArray::try_new(
            Arc::new(entries),
            offsets,
            structs,
            nulls,
            sorted,
        )?))
    }

    pub(super) fn fields(&self, fields: &Fields) -> CastResult {
        let structs = match self.array.as_struct_opt() {
            Some(structs) if structs.num_columns() == fields.len() => structs,
            _ => return self.incompatible(&DataType::Struct(fields.clone())),
        };
        let nulls = structs.nulls();
        let columns = fields.iter().zip(structs.columns()).map(|(field, column)| {
            normalize(&mask_nulls(column, nulls)?, field.data_type(), self.invalid)
                .map_err(|error| error.within_column(field.name(), 0))
        });
        let columns = columns.collect::<Result<Vec<ArrayRef>, _>>()?;
        let fields = fields.iter().zip(&columns);
        let fields = fields.map(|(field, values)| with_type_of(field, values));
        Ok(Arc::new(StructArray::try_new_with_length(
            fields.collect(),
            columns,
            nulls.cloned(),
            structs.len(),
        )?))
    }
}

/// The field with the type of its values: a binary where strings with invalid UTF-8 were kept.
fn with_type_of(field: &FieldRef, values: &ArrayRef) -> FieldRef {
    match values.data_type() == field.data_type() {
        true => Arc::clone(field),
        false => Arc::new(Field::clone(field).with_data_type(values.data_type().clone())),
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::builder::{BinaryBuilder, ListBuilder, MapBuilder};
    use arrow_array::types::Int64Type;
    use arrow_array::{FixedSizeListArray, Int32Array, LargeListArray, TimestampNanosecondArray};
    use arrow_buffer::OffsetBuffer;

    use super::super::InvalidUtf8;
    use super::super::tests::{error, normal};
    use super::*;
    use crate::arrow::cast_error::ValueError;

    fn path(error: &ValueError) -> String {
        let steps = error.path.iter().rev().map(|step| match step {
            Step::Field(name) => format!(".{name}"),
            Step::Element(at) => format!("[{at}]"),
            Step::Key(key) => format!("[key {:?}]", key.as_binary::<i32>().value(0)),
            Step::Value(key) => format!("[{:?}]", key.as_binary::<i32>().value(0)),
        });
        steps.collect()
    }

    fn numbers(lists: &ArrayRef) -> Vec<Option<Vec<i64>>> {
        let lists = lists.as_list::<i32>().iter();
        lists
            .map(|list| Some(list?.as_primitive::<Int64Type>().values().to_vec()))
            .collect()
    }

    #[test]
    fn converts_lists_of_all_layouts() {
        let pairs = [Some([Some(1), Some(2)]), None, Some([Some(3), Some(4)])];
        let expected = [Some(vec![1, 2]), None, Some(vec![3, 4])];
        let fixed = FixedSizeListArray::from_iter_primitive::<Int64Type, _, _>(pairs, 2);
        assert_eq!(numbers(&normal(fixed.slice(1, 2)).unwrap()), expected[1..]);
        let large = LargeListArray::from_iter_primitive::<Int64Type, _, _>(pairs);
        assert_eq!(numbers(&normal(large.clone()).unwrap()), expected);
        assert_eq!(numbers(&normal(large.slice(1, 2)).unwrap()), expected[1..]);
    }

    #[test]
    fn reports_the_path_to_a_value() {
        let moments = Arc::new(TimestampNanosecondArray::from(vec![1_000, 1_001]));
        let element = Arc::new(Field::new_list_field(moments.data_type().clone(), true));
        let offsets = OffsetBuffer::new(vec![0, 0, 2].into());
        let lists: ArrayRef = Arc::new(ListArray::new(element, offsets, moments, None));
        let field = Field::new("at", lists.data_type().clone(), true);
        let found = error(normal(StructArray::new(
            vec![field].into(),
            vec![lists],
            None,
        )));
        assert_eq!((found.row, path(&found).as_str()), (1, ".at[1]"));
    }

    #[test]
    fn ignores_the_data_under_nulls() {
        let moments: ArrayRef = Arc::new(TimestampNanosecondArray::from(vec![1_001, 1_000]));
        let field = Field::new("at", moments.data_type().clone(), true);
        let nulls = Some(vec![false, true].into());
        let structs = StructArray::new(vec![field].into(), vec![moments.clone()], nulls.clone());
        assert!(normal(structs).is_ok());
        let element = Arc::new(Field::new_list_field(moments.data_type().clone(), true));
        let offsets = OffsetBuffer::new(vec![0, 1, 2].into());
        assert!(normal(ListArray::new(element, offsets, moments, nulls)).is_ok());
    }

    fn maps() -> MapArray {
        let mut maps = MapBuilder::new(
            None,
            BinaryBuilder::new(),
            ListBuilder::new(BinaryBuilder::new()),
        );
        maps.append(true).unwrap();
        for (key, value) in [(&b"a"[..], &b"b"[..]), (b"k", b"\xfe")] {
            maps.keys().append_value(key);
            maps.values().append_value([Some(&b"x"[..]), Some(value)]);
        }
        maps.append(true).unwrap();
        maps.finish()
    }

    /// The type of the maps with strings in place of binaries.
    fn with_strings(data_type: &DataType) -> DataType {
        let field = |field: &FieldRef| {
            Arc::new(Field::clone(field).with_data_type(with_strings(field.data_type())))
        };
        match data_type {
            DataType::Binary => DataType::Utf8,
            DataType::List(element) => DataType::List(field(element)),
            DataType::Map(entries, sorted) => DataType::Map(field(entries), *sorted),
            DataType::Struct(fields) => DataType::Struct(fields.iter().map(field).collect()),
            other => other.clone(),
        }
    }

    #[test]
    fn reports_replaces_or_keeps_strings_in_maps() {
        let maps: ArrayRef = Arc::new(maps());
        let strings = with_strings(maps.data_type());
        let found = error(normalize(&maps, &strings, InvalidUtf8::Error));
        assert_eq!((found.row, path(&found).as_str()), (1, "[[107]][1]"));
        let replaced = normalize(&maps, &strings, InvalidUtf8::Replace).unwrap();
        assert_eq!(replaced.data_type(), &strings);
        let binary = normalize(&maps, &strings, InvalidUtf8::Binary).unwrap();
        let DataType::Map(entries, _) = binary.data_type() else {
            panic!("{binary:?}");
        };
        let DataType::Struct(fields) = entries.data_type() else {
            panic!("{entries:?}");
        };
        assert_eq!(fields[0].data_type(), &DataType::Utf8);
        let DataType::List(element) = fields[1].data_type() else {
            panic!("{fields:?}");
        };
        assert_eq!(element.data_type(), &DataType::Binary);
    }

    #[test]
    fn renames_fields_as_in_the_type() {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(Int32Array::from(vec![1])),
            Arc::new(Int32Array::from(vec![2])),
        ];
        let fields = |names: [&str; 2]| -> Fields {
            let fields = names.map(|name| Field::new(name, DataType::Int32, false));
            fields.into_iter().collect()
        };
        let structs: ArrayRef = Arc::new(StructArray::new(
            fields(["a_0", "a_1"]),
            columns.clone(),
            None,
        ));
        let expected = DataType::Struct(fields(["a", "a"]));
        let named = normalize(&structs, &expected, InvalidUtf8::Error).unwrap();
        assert_eq!(named.data_type(), &expected);
        assert_eq!(named.as_struct().columns(), columns);
    }
}
