//! Batches as rows or columns of terms, on the caller's heap.

use arrow_schema::DataType;
use rustler::{Encoder, Env, NifMap, NifUnitEnum, Term};
use spark_ex_core::arrow::batch::Batch;
use spark_ex_core::arrow::normalize;
use spark_ex_core::error::Error;

use crate::term::from_term::invalid_utf8::InvalidUtf8;
use crate::term::from_term::nested_format::Nested;
use crate::term::term_vec::TermVec;
use crate::term::to_term::cells::{self, Cells, Decimals};
use crate::term::to_term::structs::Keys;

/// The shape of decoded batches.
#[derive(NifMap)]
pub(crate) struct Shape<'a> {
    rows_as: RowsAs,
    nested: Nested,
    invalid_utf8: InvalidUtf8,
    decimals: Decimals,
    /// Literal structs whose keys the result's structs share.
    literals: Vec<Term<'a>>,
}

/// One term per row or per column.
#[derive(Clone, Copy, NifUnitEnum)]
enum RowsAs {
    /// `%{"name" => value}`.
    Maps,
    /// `[value]`.
    Lists,
    /// A list of values per column.
    Columns,
}

/// Decodes a batch.
pub(crate) fn decode<'a>(
    env: Env<'a>,
    batch: &Batch,
    shape: Shape<'a>,
) -> Result<Term<'a>, Error> {
    let columns = columns(env, batch, &shape)?;
    arrange(env, batch, shape.rows_as, columns).map_err(Error::Decode)
}

/// Columns as rows or lists.
fn arrange<'a>(
    env: Env<'a>,
    batch: &Batch,
    rows_as: RowsAs,
    columns: Vec<TermVec<'a>>,
) -> Result<Term<'a>, String> {
    match rows_as {
        RowsAs::Columns => {
            let lists: Vec<Term> = columns
                .iter()
                .map(|column| column.list(0..column.len()))
                .collect();
            Ok(lists.encode(env))
        }
        RowsAs::Lists => rows(env, batch.rows, &columns, |row| Ok(row.list(0..row.len()))),
        RowsAs::Maps => {
            let names: Vec<Term> = batch
                .schema
                .fields()
                .iter()
                .map(|field| cells::bytes(env, field.name().as_bytes()))
                .collect();
            let keys = Keys::new(env, &names)
                .ok_or("column names repeat, so rows can't be maps without losing values")?;
            let columns = cells::in_key_order(&keys, columns);
            rows(env, batch.rows, &columns, |row| keys.map(row))
        }
    }
}

fn columns<'a>(
    env: Env<'a>,
    batch: &Batch,
    shape: &Shape<'a>,
) -> Result<Vec<TermVec<'a>>, Error> {
    let mut cells = Cells::new(env, shape.decimals).map_err(Error::Decode)?;
    cells.seed(&shape.literals).map_err(Error::Decode)?;
    let mut columns: Option<Vec<TermVec>> = None;
    for arrays in batch.columns(|data_type| shape.invalid(data_type)) {
        let arrays = shape.nested.columns(arrays?)?;
        let added = cells.columns(&arrays).map_err(Error::Decode)?;
        match &mut columns {
            None => columns = Some(added),
            Some(columns) => {
                for (column, terms) in columns.iter_mut().zip(added) {
                    column.append(terms);
                }
            }
        }
    }
    let none = || vec![TermVec::with_capacity(env, 0); batch.schema.fields().len()];
    Ok(columns.unwrap_or_else(none))
}

impl Shape<'_> {
    /// JSON can't distinguish binaries from strings.
    fn invalid(&self, data_type: &DataType) -> normalize::InvalidUtf8 {
        match self.invalid_utf8 {
            InvalidUtf8::Binary if self.nested.is_json(data_type) => {
                normalize::InvalidUtf8::Error
            }
            invalid => invalid.into(),
        }
    }
}

fn rows<'a>(
    env: Env<'a>,
    count: usize,
    columns: &[TermVec<'a>],
    row: impl Fn(&TermVec<'a>) -> Result<Term<'a>, String>,
) -> Result<Term<'a>, String> {
    let mut values = TermVec::repeated(rustler::types::atom::nil().to_term(env), columns.len());
    let mut rows = TermVec::with_capacity(env, count);
    for at in 0..count {
        values.take_row(columns, at);
        rows.push(row(&values)?);
    }
    Ok(rows.list(0..count))
}
