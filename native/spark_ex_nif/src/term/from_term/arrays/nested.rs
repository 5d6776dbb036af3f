//! Arrays, maps and structs.

use std::sync::Arc;

use arrow_array::{ListArray, MapArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use rustler::Term;
use spark_ex_core::arrow::spark_type::{self, Column};
use spark_ex_core::values::value_error::ElementPosition;

use super::{ArrayResult, Offsets, Values, array};
use crate::term::from_term::expected_values;
use crate::term::from_term::records::{self, Pairs};
use crate::term::from_term::value_error::{LocalDataError, Step, ValueError};
use crate::term::term_vec::TermVec;

impl<'a> Values<'_, 'a> {
    pub(super) fn lists(self, element: &Column) -> ArrayResult<'a> {
        let mut offsets = Offsets::new(self.len());
        let mut elements = TermVec::with_capacity(self.terms.env(), self.len());
        for at in 0..self.len() {
            if let Some(list) = self.get(at)
                && !elements.extend_from_list(list)
            {
                return Err(self.value_error(at));
            }
            offsets.push(elements.len())?;
        }
        let offsets = offsets.finish();
        let values = array(element, &elements, None)
            .map_err(|error| within_list(error, &offsets, |at| Step::Element(at.in_list)))?;
        let field = Arc::new(element.arrow());
        Ok(Arc::new(ListArray::try_new(
            field, offsets, values, self.nulls,
        )?))
    }

    pub(super) fn maps(self, key: &Column, value: &Column) -> ArrayResult<'a> {
        let env = self.terms.env();
        let mut offsets = Offsets::new(self.len());
        let mut keys = TermVec::with_capacity(env, self.len());
        let mut values = TermVec::with_capacity(env, self.len());
        for at in 0..self.len() {
            if let Some(map) = self.get(at) {
                let entries = Pairs::of_map(map).ok_or_else(|| self.value_error(at))?;
                for (key, value) in entries {
                    keys.push(key);
                    values.push(value);
                }
            }
            offsets.push(keys.len())?;
        }
        let offsets = offsets.finish();
        let key_step = |at: ElementPosition| Step::Key(keys.get(at.overall));
        let value_step = |at: ElementPosition| Step::Value(keys.get(at.overall));
        let columns = vec![
            array(key, &keys, None).map_err(|error| within_list(error, &offsets, key_step))?,
            array(value, &values, None)
                .map_err(|error| within_list(error, &offsets, value_step))?,
        ];
        let fields = vec![key.arrow(), value.arrow()];
        let entries = StructArray::try_new(fields.into(), columns, None)?;
        let field = Field::new("entries", DataType::Struct(entries.fields().clone()), false);
        Ok(Arc::new(MapArray::try_new(
            Arc::new(field),
            offsets,
            entries,
            self.nulls,
            false,
        )?))
    }

    pub(super) fn structs(self, fields: &[Column]) -> ArrayResult<'a> {
        let mut columns = FieldTerms::new(fields, self.terms);
        for at in 0..self.len() {
            if let Some(term) = self.get(at) {
                columns.take(at, term)?;
            }
        }
        let nulls = self.nulls.as_ref();
        let arrays = fields.iter().zip(&columns.terms).map(|(field, terms)| {
            array(field, terms, nulls)
                .map_err(|error| error.map_value(|error| error.within_column(&field.name, 0)))
        });
        let arrays = arrays.collect::<Result<Vec<_>, _>>()?;
        let arrow = spark_type::arrow_fields(fields);
        Ok(Arc::new(StructArray::try_new_with_length(
            arrow,
            arrays,
            self.nulls.clone(),
            self.terms.len(),
        )?))
    }
}

/// The values of struct fields, a column each.
struct FieldTerms<'c, 'a> {
    fields: &'c [Column],
    terms: Vec<TermVec<'a>>,
}

impl<'c, 'a> FieldTerms<'c, 'a> {
    fn new(fields: &'c [Column], structs: &TermVec<'a>) -> Self {
        Self {
            fields,
            terms: vec![structs.nils(); fields.len()],
        }
    }

    fn take(&mut self, at: usize, term: Term<'a>) -> Result<(), ValueError<'a>> {
        let value_error = || ValueError::new(at, expected_values::STRUCT, term);
        if let Some(pairs) = Pairs::of(term) {
            return self.take_pairs(at, term, pairs);
        }
        let values = records::positional(term).ok_or_else(value_error)?;
        if values.len() != self.terms.len() {
            return Err(value_error());
        }
        for (terms, value) in self.terms.iter_mut().zip(values) {
            terms.set(at, value);
        }
        Ok(())
    }

    /// Assigns values by name; repeated names by position.
    fn take_pairs(
        &mut self,
        at: usize,
        term: Term<'a>,
        pairs: Pairs<'a>,
    ) -> Result<(), ValueError<'a>> {
        let mut next = 0;
        for (key, value) in pairs {
            let is = |field: &Column| records::is_name(key, &field.name);
            let found = match self.fields.get(next) {
                Some(field) if is(field) => Some(next),
                _ => self.fields.iter().position(is),
            };
            let Some(position) = found else {
                let names = self.fields.iter().map(|field| field.name.as_str());
                return Err(ValueError::new(
                    at,
                    expected_values::describe_fields(names),
                    term,
                ));
            };
            self.terms[position].set(at, value);
            next = position + 1;
        }
        Ok(())
    }
}

fn within_list<'a>(
    error: LocalDataError<'a>,
    offsets: &OffsetBuffer<i32>,
    step: impl FnOnce(ElementPosition) -> Step<'a>,
) -> LocalDataError<'a> {
    error.map_value(|error| error.within_list(offsets, step))
}
