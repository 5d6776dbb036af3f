//! Local data from Elixir, as columns of terms, a few rows at a time.
//!
//! The rest of the data is a term again, the tail of a list: nothing is copied or searched.

use std::collections::HashMap;

use rustler::{Encoder, Env, NifTaggedEnum, Term};

use crate::term::from_term::records::{self, Pairs};
use crate::term::from_term::value_error::{Step, ValueError};
use crate::term::term_vec::TermVec;

/// The remaining rows or columns.
#[derive(NifTaggedEnum)]
pub(crate) enum Source<'a> {
    /// A list of maps, keyword lists, tuples, lists or single values.
    Rows(Term<'a>),
    /// The name and the values of each column.
    Columns(Vec<(String, Term<'a>)>),
}

/// A reader of rows as columns.
pub(crate) struct Table<'a> {
    env: Env<'a>,
    source: Source<'a>,
    names: Names<'a>,
    /// The number of rows taken.
    taken: usize,
}

/// The columns by name.
struct Names<'a> {
    /// Whether unknown names are new columns.
    open: bool,
    columns: HashMap<String, usize>,
    /// The keys of the previous row in order, with their columns: rows are mostly alike.
    previous: Vec<(Term<'a>, usize)>,
    /// The number of values in a row without names.
    width: Option<usize>,
    /// Whether names came from maps, which are unordered.
    unordered: bool,
}

/// The layout of rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Named,
    Positional,
}

impl<'a> Table<'a> {
    /// A table with these columns.
    pub(crate) fn new(
        env: Env<'a>,
        source: Source<'a>,
        names: Vec<String>,
        taken: usize,
    ) -> Self {
        let width = Some(names.len());
        let columns = names.into_iter().zip(0..).collect();
        Self::with_names(env, source, columns, width, taken)
    }

    /// A table whose rows determine the columns.
    pub(crate) fn open(env: Env<'a>, source: Source<'a>) -> Self {
        let mut table = Self::with_names(env, source, HashMap::new(), None, 0);
        table.names.open = true;
        table
    }

    fn with_names(
        env: Env<'a>,
        source: Source<'a>,
        columns: HashMap<String, usize>,
        width: Option<usize>,
        taken: usize,
    ) -> Self {
        let names = Names {
            open: false,
            columns,
            previous: Vec::new(),
            width,
            unordered: false,
        };
        Self {
            env,
            source,
            names,
            taken,
        }
    }

    /// The number of rows taken, including those before this call.
    pub(crate) fn taken(&self) -> usize {
        self.taken
    }

    /// The names of the columns, in the order of their first appearance; none if rows have no
    /// names.
    pub(crate) fn names(&self) -> Vec<&str> {
        if let Source::Columns(columns) = &self.source {
            return columns.iter().map(|(name, _)| name.as_str()).collect();
        }
        let mut names: Vec<_> = self.names.columns.iter().collect();
        names.sort_by_key(|(_, at)| **at);
        names.into_iter().map(|(name, _)| name.as_str()).collect()
    }

    /// Whether the names are unordered.
    pub(crate) fn unordered(&self) -> bool {
        self.names.unordered
    }

    /// The rest of the data, `nil` at the end.
    pub(crate) fn rest(&self) -> Term<'a> {
        let done = match &self.source {
            Source::Rows(rows) => rows.is_empty_list(),
            Source::Columns(columns) => columns.iter().all(|(_, left)| left.is_empty_list()),
        };
        match done {
            true => rustler::types::atom::nil().to_term(self.env),
            false => self.source.encode(self.env),
        }
    }

    /// The next rows as columns, at most `rows`; empty at the end.
    pub(crate) fn take(&mut self, rows: usize) -> Result<Vec<TermVec<'a>>, ValueError<'a>> {
        let first = self.taken;
        let (columns, rows) = match &mut self.source {
            Source::Columns(columns) => {
                let taken = take_columns(self.env, columns, rows, first)?;
                let rows = taken.first().map_or(0, TermVec::len);
                (taken, rows)
            }
            Source::Rows(list) => self.names.take_rows(self.env, list, rows, first)?,
        };
        self.taken += rows;
        Ok(columns)
    }
}

fn take_columns<'a>(
    env: Env<'a>,
    columns: &mut [(String, Term<'a>)],
    rows: usize,
    first: usize,
) -> Result<Vec<TermVec<'a>>, ValueError<'a>> {
    let mut taken: Vec<TermVec> = Vec::with_capacity(columns.len());
    for (name, left) in columns {
        let (terms, rest) = TermVec::take_from_list(env, *left, rows);
        let same_length = taken.first().is_none_or(|other| other.len() == terms.len());
        if !(same_length && rest.is_list()) {
            let expected = "as many values as the other columns have";
            let row = first + terms.len();
            let error = ValueError::new(row, expected, rest);
            return Err(error.within(row, Step::Field(name.clone())));
        }
        taken.push(terms);
        *left = rest;
    }
    Ok(taken)
}

impl<'a> Names<'a> {
    /// The columns and the number of rows; rows can have no columns.
    fn take_rows(
        &mut self,
        env: Env<'a>,
        list: &mut Term<'a>,
        rows: usize,
        first: usize,
    ) -> Result<(Vec<TermVec<'a>>, usize), ValueError<'a>> {
        let (rows, rest) = TermVec::take_from_list(env, *list, rows);
        if !rest.is_list() {
            let expected = "a proper list of rows";
            return Err(ValueError::new(first + rows.len(), expected, rest));
        }
        *list = rest;
        let width = self.width.unwrap_or(self.columns.len());
        let mut columns = vec![rows.nils(); width];
        for at in 0..rows.len() {
            self.take_row(&mut columns, rows.get(at), at, &rows)
                .map_err(|mut error| {
                    error.row += first;
                    error
                })?;
        }
        Ok((columns, rows.len()))
    }

    fn take_row(
        &mut self,
        columns: &mut Vec<TermVec<'a>>,
        row: Term<'a>,
        at: usize,
        rows: &TermVec<'a>,
    ) -> Result<(), ValueError<'a>> {
        if let Some(pairs) = pairs(row) {
            self.check_layout(Layout::Named, at, row)?;
            self.unordered |= row.is_map();
            return self.take_pairs(columns, pairs, row, at, rows);
        }
        let values = positional_values(row);
        self.check_layout(Layout::Positional, at, row)?;
        let width = *self.width.get_or_insert(values.len());
        if values.len() != width {
            let expected = format!("a row of {width} values");
            return Err(ValueError::new(at, expected, row));
        }
        if columns.is_empty() {
            *columns = vec![rows.nils(); width];
        }
        for (column, value) in columns.iter_mut().zip(values) {
            column.set(at, value);
        }
        Ok(())
    }

    /// Requires that all rows have names or none has, unless the columns are known.
    fn check_layout(
        &self,
        layout: Layout,
        at: usize,
        row: Term<'a>,
    ) -> Result<(), ValueError<'a>> {
        let previous = match (self.open, self.columns.is_empty(), self.width) {
            (true, false, _) => Layout::Named,
            (true, true, Some(_)) => Layout::Positional,
            _ => return Ok(()),
        };
        if previous == layout {
            return Ok(());
        }
        let expected = match previous {
            Layout::Named => "a row with names, like the rows before it",
            Layout::Positional => "a row without names, like the rows before it",
        };
        Err(ValueError::new(at, expected, row))
    }

    fn take_pairs(
        &mut self,
        columns: &mut Vec<TermVec<'a>>,
        pairs: Pairs<'a>,
        row: Term<'a>,
        at: usize,
        rows: &TermVec<'a>,
    ) -> Result<(), ValueError<'a>> {
        for (place, (key, value)) in pairs.enumerate() {
            let column = match self.previous.get(place) {
                Some((previous, column)) if is_same_key(*previous, key) => *column,
                _ => self.look_up(place, key, row, at)?,
            };
            while columns.len() <= column {
                columns.push(rows.nils());
            }
            columns[column].set(at, value);
        }
        Ok(())
    }

    fn look_up(
        &mut self,
        place: usize,
        key: Term<'a>,
        row: Term<'a>,
        at: usize,
    ) -> Result<usize, ValueError<'a>> {
        let name = records::name(key)
            .ok_or_else(|| ValueError::new(at, "a row whose names are strings or atoms", row))?;
        let column = match self.columns.get(&name) {
            Some(column) => *column,
            None if self.open => {
                let next = self.columns.len();
                self.columns.insert(name, next);
                next
            }
            None => {
                let expected = format!("a row with the columns of the schema, not {name:?}");
                return Err(ValueError::new(at, expected, row));
            }
        };
        self.previous.truncate(place);
        if self
            .previous
            .iter()
            .any(|(_, previous)| *previous == column)
        {
            let expected = "a row with distinct column names";
            return Err(ValueError::new(at, expected, row));
        }
        if self.previous.len() == place {
            self.previous.push((key, column));
        }
        Ok(column)
    }
}

/// Values by name; `None` for single values, such as Elixir structs and tagged tuples.
fn pairs(row: Term) -> Option<Pairs> {
    if row.is_tuple() && records::is_tagged(row) {
        return Pairs::of(row);
    }
    match row.is_map() || row.is_list() {
        true => Pairs::of(row),
        false => None,
    }
}

fn positional_values(row: Term) -> Vec<Term> {
    if records::is_tagged(row) {
        return vec![row];
    }
    records::positional(row).unwrap_or_else(|| vec![row])
}

/// Whether two keys are equal. Atoms and shared strings are identical terms.
fn is_same_key<'a>(one: Term<'a>, other: Term<'a>) -> bool {
    one.as_c_arg() == other.as_c_arg() || one == other
}
