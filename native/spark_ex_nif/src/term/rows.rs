//! Batches as rows or columns of terms, on the caller's own heap.

use rustler::{Encoder, Env, NifMap, NifUnitEnum, Term};
use spark_ex_core::batch::Batch;

use crate::term::cells::{self, Cells, Decimals};
use crate::term::structs::Keys;

/// What a batch becomes.
#[derive(NifMap)]
pub(crate) struct Shape {
    rows_as: RowsAs,
    decimals: Decimals,
}

/// One term a row, or one a column.
#[derive(Clone, Copy, NifUnitEnum)]
enum RowsAs {
    /// `%{"name" => value}`.
    Maps,
    /// `[value]`.
    Lists,
    /// A list of the values of each column.
    Columns,
}

/// The terms of a batch.
pub(crate) fn decode<'a>(env: Env<'a>, batch: &Batch, shape: Shape) -> Result<Term<'a>, String> {
    let mut cells = Cells::new(env, shape.decimals)?;
    let width = batch.schema.fields().len();
    let mut columns: Vec<Vec<Term>> = vec![Vec::new(); width];
    for record in &batch.records {
        for (column, terms) in columns.iter_mut().zip(cells.columns(record.columns())?) {
            column.extend(terms);
        }
    }
    match shape.rows_as {
        RowsAs::Columns => Ok(columns.encode(env)),
        RowsAs::Lists => rows(env, batch.rows, &columns, |values| Ok(values.encode(env))),
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
            rows(env, batch.rows, &columns, |values| keys.map(values))
        }
    }
}

fn rows<'a>(
    env: Env<'a>,
    count: usize,
    columns: &[Vec<Term<'a>>],
    row: impl Fn(&[Term<'a>]) -> Result<Term<'a>, String>,
) -> Result<Term<'a>, String> {
    let mut values = vec![rustler::types::atom::nil().to_term(env); columns.len()];
    let rows: Result<Vec<Term>, String> = (0..count)
        .map(|at| {
            cells::fill(&mut values, columns, at);
            row(&values)
        })
        .collect();
    Ok(rows?.encode(env))
}
