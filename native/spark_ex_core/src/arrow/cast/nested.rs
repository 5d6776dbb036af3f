//! Lists, maps and structs.
//!
//! What a null holds may be anything in Arrow. It is left out of lists and maps, and is null inside of
//! structs, before it is looked at.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ListArray, MapArray, StructArray, new_null_array};
use arrow_schema::{DataType, Field, Fields};

use super::{Made, Step, Values, Wanted, cast_within};
use crate::arrow::list_bounds::{ListBounds, masked, outwards};
use crate::arrow::spark_type::{self, Column};

impl Values<'_> {
    pub(super) fn lists(&self, element: &Column) -> Made {
        let DataType::List(_) = self.array.data_type() else {
            return self.no_kin();
        };
        let lists = self.array.as_list::<i32>();
        let bounds = ListBounds::new(lists.value_offsets(), lists.nulls());
        let offsets = bounds.offsets()?;
        let values = cast_within(&bounds.of(lists.values())?, element, None)
            .map_err(|error| outwards(error, &offsets, |at| Step::Element(at.within)))?;
        let field = Arc::new(element.arrow());
        let nulls = self.array.nulls().cloned();
        Ok(Arc::new(ListArray::try_new(field, offsets, values, nulls)?))
    }

    pub(super) fn maps(&self, key: &Column, value: &Column) -> Made {
        let Some(maps) = self.array.as_map_opt() else {
            return self.no_kin();
        };
        let bounds = ListBounds::new(maps.value_offsets(), maps.nulls());
        let offsets = bounds.offsets()?;
        let (keys, values) = (bounds.of(maps.keys())?, bounds.of(maps.values())?);
        let key_at = |at: usize| keys.slice(at, 1);
        let made = vec![
            cast_within(&keys, key, None)
                .map_err(|error| outwards(error, &offsets, |at| Step::Key(key_at(at.whole))))?,
            cast_within(&values, value, None)
                .map_err(|error| outwards(error, &offsets, |at| Step::Value(key_at(at.whole))))?,
        ];
        let fields = Fields::from(vec![key.arrow(), value.arrow()]);
        let entries = StructArray::try_new(fields, made, None)?;
        let field = Field::new("entries", entries.data_type().clone(), false);
        let nulls = self.array.nulls().cloned();
        let maps = MapArray::try_new(Arc::new(field), offsets, entries, nulls, false)?;
        Ok(Arc::new(maps))
    }

    pub(super) fn structs(&self, fields: &[Column]) -> Made {
        let Some(structs) = self.array.as_struct_opt() else {
            return self.no_kin();
        };
        let Some(places) = places(structs.fields(), fields) else {
            let wanted = fields.iter().map(|field| field.name.clone()).collect();
            return match self.first_present() {
                Some(at) => Err(self.misfit(at, Wanted::Fields(wanted))),
                None => self.no_kin(),
            };
        };
        let nulls = structs.nulls();
        let made = fields.iter().zip(places).map(|(field, place)| {
            let values = match place {
                Some(place) => masked(structs.column(place), nulls)?,
                None => new_null_array(&DataType::Null, structs.len()),
            };
            cast_within(&values, field, nulls).map_err(|error| error.in_column(&field.name, 0))
        });
        let made = made.collect::<Result<Vec<_>, _>>()?;
        let arrow = spark_type::arrow_fields(fields);
        let nulls = nulls.cloned();
        let structs = StructArray::try_new_with_length(arrow, made, nulls, structs.len())?;
        Ok(Arc::new(structs))
    }
}

/// Which of the fields that there are is each that is wanted: by name, or by place where all names are
/// as they are wanted, as they may repeat. `None` where there are fields that nobody wants.
fn places(found: &Fields, wanted: &[Column]) -> Option<Vec<Option<usize>>> {
    let names = found.iter().map(|field| field.name().as_str());
    if names.eq(wanted.iter().map(|column| column.name.as_str())) {
        return Some((0..wanted.len()).map(Some).collect());
    }
    let mut places = vec![None; wanted.len()];
    for (at, field) in found.iter().enumerate() {
        let is = |column: &Column| column.name == *field.name();
        let place = wanted.iter().position(is)?;
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

    use super::super::Misfit;
    use super::super::tests::{column, made, misfit};
    use super::*;
    use crate::arrow::spark_type::ColumnType;

    fn named(name: &str, kind: ColumnType) -> Column {
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

    fn array_of(element: Column) -> ColumnType {
        ColumnType::Array(Box::new(element))
    }

    fn integers() -> ColumnType {
        array_of(never_null(named("element", ColumnType::Integer)))
    }

    fn lists(array: &ArrayRef) -> Vec<Option<Vec<i32>>> {
        let lists = array.as_list::<i32>().iter();
        lists
            .map(|list| Some(list?.as_primitive::<Int32Type>().values().to_vec()))
            .collect()
    }

    fn path(misfit: &Misfit) -> String {
        let steps = misfit.path.iter().rev().map(|step| match step {
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
    fn lists_are_small_large_or_of_fixed_size() {
        let values = vec![Some(1), Some(2), Some(3)];
        let large = large(vec![0, 2, 2, 3], values, vec![true, true, true]);
        let expected = [Some(vec![1, 2]), Some(vec![]), Some(vec![3])];
        assert_eq!(lists(&made(large.clone(), integers())), expected);
        assert_eq!(lists(&made(large.slice(1, 2), integers())), expected[1..]);
        let pairs = [Some([Some(1), Some(2)]), None, Some([Some(3), Some(4)])];
        let pairs = FixedSizeListArray::from_iter_primitive::<Int64Type, _, _>(pairs, 2);
        let expected = [Some(vec![1, 2]), None, Some(vec![3, 4])];
        assert_eq!(lists(&made(pairs.clone(), integers())), expected);
        assert_eq!(lists(&made(pairs.slice(1, 2), integers())), expected[1..]);
    }

    #[test]
    fn what_a_null_list_holds_is_not_looked_at() {
        let garbage = vec![Some(1), None, Some(i64::MAX), Some(2)];
        let lists_ = large(vec![0, 1, 3, 4], garbage, vec![true, false, true]);
        let expected = [Some(vec![1]), None, Some(vec![2])];
        assert_eq!(lists(&made(lists_, integers())), expected);
        let garbage = vec![Some(1), Some(i64::MAX), Some(i64::MAX)];
        let found = large(vec![0, 1, 2, 3], garbage, vec![true, false, true]);
        let found = misfit(found, &column(integers()));
        assert_eq!((found.row, path(&found).as_str()), (2, "[0]"));
    }

    #[test]
    fn the_way_to_a_misfit_is_told() {
        let values = vec![Some(1), Some(2), None];
        let found = large(vec![0, 0, 1, 3], values, vec![true, true, true]);
        let found = misfit(found, &column(integers()));
        assert_eq!((found.row, path(&found).as_str()), (2, "[1]"));
        assert_eq!(found.wanted, Wanted::Present);
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
    fn maps_keep_their_entries() {
        let map = |element| {
            let key = never_null(named("key", ColumnType::String));
            let value = named("value", array_of(named("element", element)));
            ColumnType::Map(Box::new(key), Box::new(value))
        };
        let made = made(maps(), map(ColumnType::Long));
        assert_eq!(made.as_map().value_offsets(), [0, 0, 0, 2]);
        assert!(made.is_null(1));
        let found = misfit(maps(), &column(map(ColumnType::Short)));
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
    fn fields_are_found_by_name_and_are_null_where_the_struct_is() {
        let lists = named("l", array_of(named("element", ColumnType::Long)));
        let fields = vec![
            lists,
            named("more", ColumnType::Date),
            never_null(named("n", ColumnType::Short)),
        ];
        let kind = ColumnType::Struct(fields);
        let made = made(structs(vec![false, false, true]), kind.clone());
        let made = made.as_struct();
        assert_eq!(made.column(1).null_count(), 3);
        assert_eq!(made.column(2).null_count(), 2);
        assert_eq!(made.column(0).null_count(), 2);

        let found = misfit(structs(vec![false, true, true]), &column(kind.clone()));
        assert_eq!((found.row, path(&found).as_str()), (1, ".n"));
        let found = misfit(structs(vec![true, false, true]), &column(kind));
        assert_eq!((found.row, found.wanted), (0, Wanted::Present));
    }

    #[test]
    fn a_field_that_nobody_wants_is_not_dropped() {
        let kind = ColumnType::Struct(vec![named("n", ColumnType::Long)]);
        let found = misfit(structs(vec![false, true, true]), &column(kind));
        assert_eq!(
            (found.row, found.wanted),
            (1, Wanted::Fields(vec!["n".into()]))
        );
    }

    #[test]
    fn fields_of_one_name_are_taken_by_their_place() {
        let columns = [1, 2].map(|number| Arc::new(Int64Array::from(vec![number])) as ArrayRef);
        let fields = Fields::from(vec![Field::new("x", DataType::Int64, true); 2]);
        let twins = StructArray::new(fields, columns.to_vec(), None);
        let kind = ColumnType::Struct(vec![named("x", ColumnType::Long); 2]);
        assert_eq!(made(twins, kind).as_struct().columns(), columns);
    }
}
