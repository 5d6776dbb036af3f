//! Lists, maps and structs.

use std::sync::Arc;

use arrow_array::{ListArray, MapArray, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use rustler::Term;
use spark_ex_core::arrow::spark_type::{self, Column};

use super::{Made, Offsets, Values, array};
use crate::term::from_term::expected;
use crate::term::from_term::records::{self, Pairs};
use crate::term::from_term::value_error::{Refusal, Step, Unsendable};
use crate::term::term_vec::Terms;

impl<'a> Values<'_, 'a> {
    pub(super) fn lists(self, element: &Column) -> Made<'a> {
        let mut offsets = Offsets::new(self.len());
        let mut elements = Terms::with_capacity(self.terms.env(), self.len());
        for at in 0..self.len() {
            if let Some(list) = self.get(at)
                && !elements.extend_from_list(list)
            {
                return Err(self.refuse(at));
            }
            offsets.push(elements.len())?;
        }
        let offsets = offsets.finish();
        let values = array(element, &elements, None)
            .map_err(|error| outwards(error, &offsets, |at| Step::Element(at.within)))?;
        let field = Arc::new(element.arrow());
        Ok(Arc::new(ListArray::try_new(
            field, offsets, values, self.nulls,
        )?))
    }

    pub(super) fn maps(self, key: &Column, value: &Column) -> Made<'a> {
        let env = self.terms.env();
        let mut offsets = Offsets::new(self.len());
        let mut keys = Terms::with_capacity(env, self.len());
        let mut values = Terms::with_capacity(env, self.len());
        for at in 0..self.len() {
            if let Some(map) = self.get(at) {
                let entries = Pairs::of_map(map).ok_or_else(|| self.refuse(at))?;
                for (key, value) in entries {
                    keys.push(key);
                    values.push(value);
                }
            }
            offsets.push(keys.len())?;
        }
        let offsets = offsets.finish();
        let key_step = |at: Place| Step::Key(keys.get(at.whole));
        let value_step = |at: Place| Step::Value(keys.get(at.whole));
        let columns = vec![
            array(key, &keys, None).map_err(|error| outwards(error, &offsets, key_step))?,
            array(value, &values, None).map_err(|error| outwards(error, &offsets, value_step))?,
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

    pub(super) fn structs(self, fields: &[Column]) -> Made<'a> {
        let mut columns = FieldTerms::new(fields, self.terms);
        for at in 0..self.len() {
            if let Some(term) = self.get(at) {
                columns.take(at, term)?;
            }
        }
        let nulls = self.nulls.as_ref();
        let made = fields.iter().zip(&columns.terms).map(|(field, terms)| {
            array(field, terms, nulls).map_err(|error| match error {
                Unsendable::Value(refusal) => {
                    let row = refusal.row;
                    refusal.within(row, Step::Field(field.name.clone())).into()
                }
                other => other,
            })
        });
        let arrays = made.collect::<Result<Vec<_>, _>>()?;
        let arrow = spark_type::arrow_fields(fields);
        Ok(Arc::new(StructArray::try_new_with_length(
            arrow,
            arrays,
            self.nulls.clone(),
            self.terms.len(),
        )?))
    }
}

/// The values of the fields of structs, a column each.
struct FieldTerms<'c, 'a> {
    fields: &'c [Column],
    terms: Vec<Terms<'a>>,
}

impl<'c, 'a> FieldTerms<'c, 'a> {
    fn new(fields: &'c [Column], structs: &Terms<'a>) -> Self {
        Self {
            fields,
            terms: vec![structs.all_nil(); fields.len()],
        }
    }

    fn take(&mut self, at: usize, term: Term<'a>) -> Result<(), Refusal<'a>> {
        let refuse = || Refusal::new(at, expected::STRUCT, term);
        if let Some(pairs) = Pairs::of(term) {
            return self.take_pairs(at, term, pairs);
        }
        let values = records::positional(term).ok_or_else(refuse)?;
        if values.len() != self.terms.len() {
            return Err(refuse());
        }
        for (terms, value) in self.terms.iter_mut().zip(values) {
            terms.set(at, value);
        }
        Ok(())
    }

    /// By name; pairs in the order of fields whose names repeat are taken by their place.
    fn take_pairs(
        &mut self,
        at: usize,
        term: Term<'a>,
        pairs: Pairs<'a>,
    ) -> Result<(), Refusal<'a>> {
        let mut next = 0;
        for (key, value) in pairs {
            let is = |field: &Column| records::is_name(key, &field.name);
            let found = match self.fields.get(next) {
                Some(field) if is(field) => Some(next),
                _ => self.fields.iter().position(is),
            };
            let Some(position) = found else {
                let names = self.fields.iter().map(|field| field.name.as_str());
                return Err(Refusal::new(at, expected::fields(names), term));
            };
            self.terms[position].set(at, value);
            next = position + 1;
        }
        Ok(())
    }
}

/// Where a value inside of lists or maps is.
struct Place {
    /// Among all values of all lists.
    whole: usize,
    /// In its own list.
    within: usize,
}

fn outwards<'a>(
    error: Unsendable<'a>,
    offsets: &OffsetBuffer<i32>,
    step: impl FnOnce(Place) -> Step<'a>,
) -> Unsendable<'a> {
    let Unsendable::Value(refusal) = error else {
        return error;
    };
    let whole = refusal.row;
    let row = offsets.partition_point(|offset| *offset as usize <= whole) - 1;
    let within = whole - offsets[row] as usize;
    let step = step(Place { whole, within });
    refusal.within(row, step).into()
}
