//! Local data as it comes from Elixir, taken as columns of terms a few rows at a time.
//!
//! What is left of it is again a term, the tail of a list: nothing is copied, and no place in it has to
//! be found again.

use std::collections::HashMap;

use rustler::{Encoder, Env, NifTaggedEnum, Term};

use crate::term::from_term::records::{self, Pairs};
use crate::term::from_term::value_error::{Refusal, Step};
use crate::term::term_vec::Terms;

/// Rows or columns that are still to be taken.
#[derive(NifTaggedEnum)]
pub(crate) enum Source<'a> {
    /// A list of maps, keyword lists, tuples, lists, or of single values.
    Rows(Term<'a>),
    /// The name of each column, and a list of its values.
    Columns(Vec<(String, Term<'a>)>),
}

/// Takes rows as columns.
pub(crate) struct Table<'a> {
    env: Env<'a>,
    source: Source<'a>,
    names: Names<'a>,
    /// Rows taken so far.
    taken: usize,
}

/// Which column a name means.
struct Names<'a> {
    /// Whether new names are new columns.
    open: bool,
    columns: HashMap<String, usize>,
    /// The keys of the row before by their place in it, and their columns: rows are mostly alike.
    before: Vec<(Term<'a>, usize)>,
    /// How many values a row without names has.
    width: Option<usize>,
    /// Whether a map named columns: maps have no order of their own.
    unordered: bool,
}

/// What the rows of a table look like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Named,
    Positional,
}

impl<'a> Table<'a> {
    /// Of columns with these names.
    pub(crate) fn new(env: Env<'a>, source: Source<'a>, names: Vec<String>, taken: usize) -> Self {
        let width = Some(names.len());
        let columns = names.into_iter().zip(0..).collect();
        Self::with_names(env, source, columns, width, taken)
    }

    /// Of columns that the rows themselves name or count.
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
            before: Vec::new(),
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

    /// Rows taken so far, those before the first as well.
    pub(crate) fn taken(&self) -> usize {
        self.taken
    }

    /// The names of the columns, those that rows gave in the order of their first appearance; none where
    /// rows have none.
    pub(crate) fn names(&self) -> Vec<&str> {
        if let Source::Columns(columns) = &self.source {
            return columns.iter().map(|(name, _)| name.as_str()).collect();
        }
        let mut names: Vec<_> = self.names.columns.iter().collect();
        names.sort_by_key(|(_, at)| **at);
        names.into_iter().map(|(name, _)| name.as_str()).collect()
    }

    /// Whether the order of the names means nothing.
    pub(crate) fn unordered(&self) -> bool {
        self.names.unordered
    }

    /// What is left, `nil` where nothing is.
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

    /// At most so many of the next rows, as columns; an empty table where nothing is left.
    pub(crate) fn take(&mut self, rows: usize) -> Result<Vec<Terms<'a>>, Refusal<'a>> {
        let first = self.taken;
        let (columns, rows) = match &mut self.source {
            Source::Columns(columns) => {
                let taken = take_columns(self.env, columns, rows, first)?;
                let rows = taken.first().map_or(0, Terms::len);
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
) -> Result<Vec<Terms<'a>>, Refusal<'a>> {
    let mut taken: Vec<Terms> = Vec::with_capacity(columns.len());
    for (name, left) in columns {
        let (terms, rest) = Terms::take_from_list(env, *left, rows);
        let alike = taken.first().is_none_or(|other| other.len() == terms.len());
        if !(alike && rest.is_list()) {
            let expected = "as many values as the other columns have";
            let row = first + terms.len();
            let refusal = Refusal::new(row, expected, rest);
            return Err(refusal.within(row, Step::Field(name.clone())));
        }
        taken.push(terms);
        *left = rest;
    }
    Ok(taken)
}

impl<'a> Names<'a> {
    /// Columns, and how many rows they are: rows may be of no columns.
    fn take_rows(
        &mut self,
        env: Env<'a>,
        list: &mut Term<'a>,
        rows: usize,
        first: usize,
    ) -> Result<(Vec<Terms<'a>>, usize), Refusal<'a>> {
        let (rows, rest) = Terms::take_from_list(env, *list, rows);
        if !rest.is_list() {
            let expected = "a proper list of rows";
            return Err(Refusal::new(first + rows.len(), expected, rest));
        }
        *list = rest;
        let width = self.width.unwrap_or(self.columns.len());
        let mut columns = vec![rows.all_nil(); width];
        for at in 0..rows.len() {
            self.take_row(&mut columns, rows.get(at), at, &rows)
                .map_err(|mut refusal| {
                    refusal.row += first;
                    refusal
                })?;
        }
        Ok((columns, rows.len()))
    }

    fn take_row(
        &mut self,
        columns: &mut Vec<Terms<'a>>,
        row: Term<'a>,
        at: usize,
        rows: &Terms<'a>,
    ) -> Result<(), Refusal<'a>> {
        if let Some(pairs) = pairs(row) {
            self.check_layout(Layout::Named, at, row)?;
            self.unordered |= row.is_map();
            return self.take_pairs(columns, pairs, row, at, rows);
        }
        let values = values_in_order(row);
        self.check_layout(Layout::Positional, at, row)?;
        let width = *self.width.get_or_insert(values.len());
        if values.len() != width {
            let expected = format!("a row of {width} values");
            return Err(Refusal::new(at, expected, row));
        }
        if columns.is_empty() {
            *columns = vec![rows.all_nil(); width];
        }
        for (column, value) in columns.iter_mut().zip(values) {
            column.set(at, value);
        }
        Ok(())
    }

    /// Where the columns are not known beforehand, rows have names or have none.
    fn check_layout(&self, layout: Layout, at: usize, row: Term<'a>) -> Result<(), Refusal<'a>> {
        let before = match (self.open, self.columns.is_empty(), self.width) {
            (true, false, _) => Layout::Named,
            (true, true, Some(_)) => Layout::Positional,
            _ => return Ok(()),
        };
        if before == layout {
            return Ok(());
        }
        let expected = match before {
            Layout::Named => "a row with names, as those before it",
            Layout::Positional => "a row without names, as those before it",
        };
        Err(Refusal::new(at, expected, row))
    }

    fn take_pairs(
        &mut self,
        columns: &mut Vec<Terms<'a>>,
        pairs: Pairs<'a>,
        row: Term<'a>,
        at: usize,
        rows: &Terms<'a>,
    ) -> Result<(), Refusal<'a>> {
        for (place, (key, value)) in pairs.enumerate() {
            let column = match self.before.get(place) {
                Some((before, column)) if same(*before, key) => *column,
                _ => self.look_up(place, key, row, at)?,
            };
            while columns.len() <= column {
                columns.push(rows.all_nil());
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
    ) -> Result<usize, Refusal<'a>> {
        let name = records::name(key)
            .ok_or_else(|| Refusal::new(at, "a row whose names are strings or atoms", row))?;
        let column = match self.columns.get(&name) {
            Some(column) => *column,
            None if self.open => {
                let next = self.columns.len();
                self.columns.insert(name, next);
                next
            }
            None => {
                let expected = format!("a row of the columns that the schema has, not {name:?}");
                return Err(Refusal::new(at, expected, row));
            }
        };
        self.before.truncate(place);
        if self.before.iter().any(|(_, before)| *before == column) {
            let expected = "a row in which each column is named once";
            return Err(Refusal::new(at, expected, row));
        }
        if self.before.len() == place {
            self.before.push((key, column));
        }
        Ok(column)
    }
}

/// Values by name; a struct of Elixir's, and a value in a tagged tuple, are single values.
fn pairs(row: Term) -> Option<Pairs> {
    if row.is_tuple() && records::is_tagged(row) {
        return Pairs::of(row);
    }
    match row.is_map() || row.is_list() {
        true => Pairs::of(row),
        false => None,
    }
}

fn values_in_order(row: Term) -> Vec<Term> {
    if records::is_tagged(row) {
        return vec![row];
    }
    records::positional(row).unwrap_or_else(|| vec![row])
}

/// Whether two keys are the same. Atoms, and strings that rows share, need not be looked into.
fn same<'a>(one: Term<'a>, other: Term<'a>) -> bool {
    one.as_c_arg() == other.as_c_arg() || one == other
}
