//! Casts to arrays, maps and structs.
//!
//! Arrow allows any data under a null. It is dropped from lists and maps, and becomes null in
//! structs, before it is cast.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ListArray, MapArray, StructArray, new_null_array};
use arrow_schema::{DataType, Field, Fields};

use super::{Values, cast_within};
use crate::arrow::cast_error::{CastResult, Expected, Step};
use crate::arrow::list_bounds::{ListBounds, mask_nulls};
use crate::arrow::spark_type::{self, Column};
use crate::values::value_error::ElementPosition;

impl Values<'_> {
    pub(super) fn lists(&self, element: &Column) -> CastResult {
        let DataType::List(_) = self.array.data_type() else {
            return self.incompatible();
        };
        let lists = self.array.as_list::<i32>();
        let bounds = ListBounds::new(lists.value_offsets(), lists.nulls());
        let offsets = bounds.offsets()?;
        let values = cast_within(&bounds.of(lists.values())?, element, None)
            .map_err(|error| error.within_list(&offsets, |at| Step::Element(at.in_list)))?;
        let field = Arc::new(element.arrow());
        let nulls = self.array.nulls().cloned();
        Ok(Arc::new(ListArray::try_new(field, offsets, values, nulls)?))
    }

    pub(super) fn maps(&self, key: &Column, value: &Column) -> CastResult {
        let Some(maps) = self.array.as_map_opt() else {
            return self.incompatible();
        };
        let bounds = ListBounds::new(maps.value_offsets(), maps.nulls());
        let offsets = bounds.offsets()?;
        let (keys, values) = (bounds.of(maps.keys())?, bounds.of(maps.values())?);
        let key_at = |at: ElementPosition| keys.slice(at.overall, 1);
        let columns = vec![
            cast_within(&keys, key, None)
                .map_err(|error| error.within_list(&offsets, |at| Step::Key(key_at(at))))?,
            cast_within(&values, value, None)
                .map_err(|error| error.within_list(&offsets, |at| Step::Value(key_at(at))))?,
        ];
        let fields = Fields::from(vec![key.arrow(), value.arrow()]);
        let entries = StructArray::try_new(fields, columns, None)?;
        let field = Field::new("entries", entries.data_type().clone(), false);
        let nulls = self.array.nulls().cloned();
        let maps = MapArray::try_new(Arc::new(field), offsets, entries, nulls, false)?;
        Ok(Arc::new(maps))
    }

    pub(super) fn structs(&self, fields: &[Column]) -> CastResult {
        let Some(structs) = self.array.as_struct_opt() else {
            return self.incompatible();
        };
        let Some(places) = match_fields(structs.fields(), fields) else {
            let expected = fields.iter().map(|field| field.name.clone()).collect();
            return match self.first_present() {
                Some(at) => Err(self.error(at, Expected::Fields(expected))),
                None => self.incompatible(),
            };
        };
        let nulls = structs.nulls();
        let columns = fields.iter().zip(places).map(|(field, place)| {
            let values = match place {
                Some(place) => mask_nulls(structs.column(place), nulls)?,
                None => new_null_array(&DataType::Null, structs.len()),
            };
            cast_within(&values, field, nulls)
                .map_err(|error| error.within_column(&field.name, 0))
        });
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        let arrow = spark_type::arrow_fields(fields);
        let nulls = nulls.cloned();
        let structs = StructArray::try_new_with_length(arrow, columns, nulls, structs.len())?;
        Ok(Arc::new(structs))
    }
}

/// The index of each expected field: by name, or by position if all names are equal, since names
/// can repeat. `None` if there are unexpected fields.
fn match_fields(found: &Fields, expected: &[Column]) -> Option<Vec<Option<usize>>> {
    let names = found.iter().map(|field| field.name().as_str());
    if names.eq(expected.iter().map(|column| column.name.as_str())) {
        return Some((0..expected.len()).map(Some).collect());
    }
    let mut places = vec![None; expected.len()];
    for (at, field) in found.iter().enumerate() {
        let is = |column: &Column| column.name == *field.name();
        let place = expected.iter().position(is)?;
        if places[place].replace(at).is_some() {
            return None;
        }
    }
    Some(places)
}

#[cfg(test)]
mod tests {
    use arrow_array::builder::{
        Int32Builder, Int64Builder, ListBuilder, MapBuilder, StringBuilder,
    };
    use arrow_array::types::{Int32Type, Int64Type};
    use arrow_array::{ArrayRef, FixedSizeListArray, Int64Array, LargeListArray};
    use arrow_buffer::OffsetBuffer;

    use super::super::tests::{cast_to, column, error};
    use super::*;
    use crate::arrow::cast_error::ValueError;
    use crate::arrow::spark_type::SparkType;

    fn named(name: &str, kind: SparkType) -> Column {
        Column {
            name: name.into(),
            ..column(kind)
        }
    }

    fn never_null(column: Column) -> Column {
        Column {
            nullable: false,
            ..column
        }
    }

    fn array_of(element: Column) -> SparkType {
        SparkType::Array(Box::new(element))
    }

    fn integers() -> SparkType {
        array_of(never_null(named("element", SparkType::Integer)))
    }

    fn lists(array: &ArrayRef) -> Vec<Option<Vec<i32>>> {
        let lists = array.as_list::<i32>().iter();
        lists
            .map(|list| Some(list?.as_primitive::<Int32Type>().values().to_vec()))
            .collect()
    }

    fn path(error: &ValueError) -> String {
        let steps = error.path.iter().rev().map(|step| match step {
            Step::Field(name) => format!(".{name}"),
            Step::Element(at) => format!("[{at}]"),
            Step::Key(key) => format!("[key {}]", key.as_string::<i32>().value(0)),
            Step::Value(key) => format!("[{}]", key.as_string::<i32>().value(0)),
        });
        steps.collect()
    }

    fn large(offsets: Vec<i64>, values: Vec<Option<i64>>, there: Vec<bool>) -> LargeListArray {
        let field = Arc::new(Field::new_list_field(DataType::Int64, true));
        let values = Arc::new(Int64Array::from(values));
        LargeListArray::new(
            field,
            OffsetBuffer::new(offsets.into()),
            values,
            Some(there.into()),
        )
    }

    #[test]
    fn casts_lists_of_all_layouts() {
        let values = vec![Some(1), Some(2), Some(3)];
        let large = large(vec![0, 2, 2, 3], values, vec![true, true, true]);
        let expected = [Some(vec![1, 2]), Some(vec![]), Some(vec![3])];
        assert_eq!(lists(&cast_to(large.clone(), integers())), expected);
        assert_eq!(
            lists(&cast_to(large.slice(1, 2), integers())),
            expected[1..]
        );
        let pairs = [Some([Some(1), Some(2)]), None, Some([Some(3), Some(4)])];
        let pairs = FixedSizeListArray::from_iter_primitive::<Int64Type, _, _>(pairs, 2);
        let expected = [Some(vec![1, 2]), None, Some(vec![3, 4])];
        assert_eq!(lists(&cast_to(pairs.clone(), integers())), expected);
        assert_eq!(
            lists(&cast_to(pairs.slice(1, 2), integers())),
            expected[1..]
        );
    }

    #[test]
    fn ignores_the_data_of_null_lists() {
        let garbage = vec![Some(1), None, Some(i64::MAX), Some(2)];
        let lists_ = large(vec![0, 1, 3, 4], garbage, vec![true, false, true]);
        let expected = [Some(vec![1]), None, Some(vec![2])];
        assert_eq!(lists(&cast_to(lists_, integers())), expected);
        let garbage = vec![Some(1), Some(i64::MAX), Some(i64::MAX)];
        let found = large(vec![0, 1, 2, 3], garbage, vec![true, false, true]);
        let found = error(found, &column(integers()));
        assert_eq!((found.row, path(&found).as_str()), (2, "[0]"));
    }

    #[test]
    fn reports_the_path_to_a_value() {
        let values = vec![Some(1), Some(2), None];
        let found = large(vec![0, 0, 1, 3], values, vec![true, true, true]);
        let found = error(found, &column(integers()));
        assert_eq!((found.row, path(&found).as_str()), (2, "[1]"));
        assert_eq!(found.expected, Expected::Present);
    }

    fn maps() -> MapArray {
        let values = ListBuilder::new(Int64Builder::new());
        let mut maps = MapBuilder::new(None, StringBuilder::new(), values);
        maps.append(true).unwrap();
        maps.append(false).unwrap();
        for (key, number) in [("a", 1), ("b", i64::MAX)] {
            maps.keys().append_value(key);
            maps.values().append_value([Some(number)]);
        }
        maps.append(true).unwrap();
        maps.finish()
    }

    #[test]
    fn casts_maps() {
        let map = |element| {
            let key = never_null(named("key", SparkType::String));
            let value = named("value", array_of(named("element", element)));
            SparkType::Map(Box::new(key), Box::new(value))
        };
        let array = cast_to(maps(), map(SparkType::Long));
        assert_eq!(array.as_map().value_offsets(), [0, 0, 0, 2]);
        assert!(array.is_null(1));
        let found = error(maps(), &column(map(SparkType::Short)));
        assert_eq!((found.row, path(&found).as_str()), (2, "[b][0]"));
    }

    fn structs(there: Vec<bool>) -> StructArray {
        let mut lists = ListBuilder::new(Int32Builder::new());
        for row in 0..3 {
            lists.append_value([Some(row)]);
        }
        let lists: ArrayRef = Arc::new(lists.finish());
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![None, Some(i64::MAX), Some(3)]));
        let fields = [("n", &numbers), ("l", &lists)]
            .map(|(name, array)| Field::new(name, array.data_type().clone(), true));
        StructArray::new(
            Fields::from(fields.to_vec()),
            vec![numbers, lists],
            Some(there.into()),
        )
    }

    #[test]
    fn casts_fields_by_name_and_nulls_with_their_struct() {
        let lists = named("l", array_of(named("element", SparkType::Long)));
        let fields = vec![
            lists,
            named("more", SparkType::Date),
            never_null(named("n", SparkType::Short)),
        ];
        let kind = SparkType::Struct(fields);
        let array = cast_to(structs(vec![false, false, true]), kind.clone());
        let array = array.as_struct();
        assert_eq!(array.column(1).null_count(), 3);
        assert_eq!(array.column(2).null_count(), 2);
        assert_eq!(array.column(0).null_count(), 2);

        let found = error(structs(vec![false, true, true]), &column(kind.clone()));
        assert_eq!((found.row, path(&found).as_str()), (1, ".n"));
        let found = error(structs(vec![true, false, true]), &column(kind));
        assert_eq!((found.row, found.expected), (0, Expected::Present));
    }

    #[test]
    fn refuses_an_unexpected_field() {
        let kind = SparkType::Struct(vec![named("n", SparkType::Long)]);
        let found = error(structs(vec![false, true, true]), &column(kind));
        assert_eq!(
            (found.row, found.expected),
            (1, Expected::Fields(vec!["n".into()]))
        );
    }

    #[test]
    fn casts_repeated_names_by_position() {
        let columns = [1, 2].map(|number| Arc::new(Int64Array::from(vec![number])) as ArrayRef);
        let fields = Fields::from(vec![Field::new("x", DataType::Int64, true); 2]);
        let twins = StructArray::new(fields, columns.to_vec(), None);
        let kind = SparkType::Struct(vec![named("x", SparkType::Long); 2]);
        assert_eq!(cast_to(twins, kind).as_struct().columns(), columns);
    }
}
