//! Lists, structs, maps and variants.

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, ListArray, MapArray, StructArray};
use arrow_schema::{DataType, Fields};
use rustler::{Encoder, Env, Term};
use spark_ex_core::values::calendar;
use spark_ex_core::values::variant::{self, Variant};

use super::{CellResult, Cells, bytes, unsupported};
use crate::term::float::float_term;
use crate::term::term_vec::TermVec;
use crate::term::to_term::structs::Keys;

impl<'a> Cells<'a> {
    pub(super) fn nested(
        &mut self,
        array: &ArrayRef,
        data_type: &DataType,
    ) -> CellResult<TermVec<'a>> {
        match data_type {
            DataType::List(_) => self.lists(array.as_list::<i32>()),
            DataType::Struct(fields) if variant::is_variant(fields) => {
                self.variants(array.as_struct())
            }
            DataType::Struct(fields) => self.struct_maps(array.as_struct(), fields),
            DataType::Map(_, _) => self.maps(array.as_map()),
            other => Err(unsupported(other)),
        }
    }

    fn lists(&mut self, array: &ListArray) -> CellResult<TermVec<'a>> {
        let values = self.column(array.values())?;
        let offsets = array.value_offsets();
        self.each(array, |_, row| {
            Ok(values.list(offsets[row] as usize..offsets[row + 1] as usize))
        })
    }

    /// Structs as maps; as lists of pairs if field names repeat, as a map would lose values.
    fn struct_maps(&mut self, array: &StructArray, fields: &Fields) -> CellResult<TermVec<'a>> {
        let env = self.env;
        let names: Vec<Term> = fields
            .iter()
            .map(|field| bytes(env, field.name().as_bytes()))
            .collect();
        let columns = self.columns(array.columns())?;
        match Keys::new(env, &names) {
            Some(keys) => {
                let columns = in_key_order(&keys, columns);
                let mut values = TermVec::repeated(self.nil, columns.len());
                self.each(array, |_, row| {
                    values.take_row(&columns, row);
                    keys.map(&values)
                })
            }
            None => self.each(array, |_, row| {
                let pairs: Vec<(Term, Term)> = names
                    .iter()
                    .zip(&columns)
                    .map(|(name, column)| (*name, column.get(row)))
                    .collect();
                Ok(pairs.encode(env))
            }),
        }
    }

    fn maps(&mut self, array: &MapArray) -> CellResult<TermVec<'a>> {
        let env = self.env;
        let keys = self.column(array.keys())?;
        let values = self.column(array.values())?;
        let offsets = array.value_offsets();
        self.each(array, |_, row| {
            let entries = offsets[row] as usize..offsets[row + 1] as usize;
            match keys.map(entries.clone(), &values, entries.clone()) {
                Some(map) => Ok(map),
                None => last_wins(env, entries.map(|at| (keys.get(at), values.get(at)))),
            }
        })
    }

    fn variants(&mut self, array: &StructArray) -> CellResult<TermVec<'a>> {
        self.each(array, |cells, row| {
            let variant = variant::value(array, row).map_err(|error| error.to_string())?;
            cells.variant(&variant)
        })
    }

    fn variant(&mut self, variant: &Variant) -> CellResult<Term<'a>> {
        let env = self.env;
        match variant {
            Variant::Null => Ok(self.nil),
            Variant::Boolean(value) => Ok(value.encode(env)),
            Variant::Integer(value) => Ok(value.encode(env)),
            Variant::Float(value) => Ok(float_term(env, *value)),
            Variant::Decimal { unscaled, scale } => self.decimal(*unscaled, i32::from(*scale)),
            Variant::Date(days) => self
                .structs
                .date(calendar::date_from_days(i64::from(*days))),
            Variant::Timestamp(micros) => {
                let (date, time) = calendar::timestamp_from_micros(*micros);
                self.structs.utc_date_time(date, time)
            }
            Variant::TimestampNtz(micros) => {
                let (date, time) = calendar::timestamp_from_micros(*micros);
                self.structs.naive_date_time(date, time)
            }
            Variant::Binary(value) => Ok(bytes(env, value)),
            Variant::String(value) => Ok(bytes(env, value.as_bytes())),
            Variant::Array(values) => {
                let terms: CellResult<Vec<Term>> =
                    values.iter().map(|v| self.variant(v)).collect();
                Ok(terms?.encode(env))
            }
            Variant::Object(fields) => {
                let pairs: CellResult<Vec<(Term, Term)>> = fields
                    .iter()
                    .map(|(name, value)| Ok((bytes(env, name.as_bytes()), self.variant(value)?)))
                    .collect();
                last_wins(env, pairs?)
            }
        }
    }
}

/// Columns in the VM's order of the keys that name them.
pub(crate) fn in_key_order<'a>(keys: &Keys, columns: Vec<TermVec<'a>>) -> Vec<TermVec<'a>> {
    let mut ordered = vec![None; columns.len()];
    for (position, column) in columns.into_iter().enumerate() {
        ordered[keys.slot(position)] = Some(column);
    }
    ordered.into_iter().flatten().collect()
}

fn last_wins<'a>(
    env: Env<'a>,
    pairs: impl IntoIterator<Item = (Term<'a>, Term<'a>)>,
) -> CellResult<Term<'a>> {
    pairs
        .into_iter()
        .try_fold(Term::map_new(env), |map, (key, value)| {
            map.map_put(key, value)
        })
        .map_err(|_| "can't build a map".to_owned())
}
