//! Rows and columns of terms as chunks of local data.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{Schema, SchemaRef};
use rustler::{Env, Term};
use spark_ex_core::arrow::spark_type::{self, Column};
use spark_ex_core::local_data::chunks::{Chunk, ChunkLimits, Chunker};

use crate::stack;
use crate::term::from_term::arrays;
use crate::term::from_term::table::{Source, Table};
use crate::term::from_term::value_error::{LocalDataError, Step};
use crate::term::from_term::value_kinds::ValueKinds;

/// The rows observed per step.
const STEP_ROWS: usize = 4_096;

/// The column names, if rows have them, and the kinds of values in each column.
pub(crate) fn kinds<'a>(
    env: Env<'a>,
    source: Source<'a>,
) -> Result<(Vec<String>, Vec<Term<'a>>), LocalDataError<'a>> {
    let mut table = Table::open(env, source);
    let mut kinds: Vec<ValueKinds> = Vec::new();
    loop {
        let first = table.taken();
        let columns = table.take(STEP_ROWS)?;
        kinds.resize_with(columns.len().max(kinds.len()), ValueKinds::default);
        for (at, (kinds, terms)) in kinds.iter_mut().zip(&columns).enumerate() {
            kinds.observe_column(terms, first).map_err(|error| {
                let row = error.row;
                error.within(row, Step::Field(name(&table.names(), at)))
            })?;
        }
        if table.taken() == first {
            break;
        }
    }
    let names = table.names();
    let kinds = kinds.iter().map(|kinds| kinds.encode(env));
    if names.is_empty() {
        return Ok((Vec::new(), kinds.collect()));
    }
    let mut named: Vec<(String, Term)> =
        names.into_iter().map(str::to_owned).zip(kinds).collect();
    if table.unordered() {
        named.sort_by(|(one, _), (other, _)| one.cmp(other));
    }
    Ok(named.into_iter().unzip())
}

fn name(names: &[&str], at: usize) -> String {
    names
        .get(at)
        .map_or_else(|| format!("_{}", at + 1), |name| (*name).to_owned())
}

/// The next chunk and the rest of the data.
pub(crate) fn chunk<'a>(
    env: Env<'a>,
    source: Source<'a>,
    columns: &[Column],
    limits: ChunkLimits,
    taken: usize,
) -> Result<(Chunk, Term<'a>), LocalDataError<'a>> {
    let names = columns.iter().map(|column| column.name.clone()).collect();
    let mut table = Table::new(env, source, names, taken);
    let chunk = stack::with_room_for_arrow(|| gather(&mut table, columns, limits))?;
    Ok((chunk, table.rest()))
}

fn gather<'a>(
    table: &mut Table<'a>,
    columns: &[Column],
    limits: ChunkLimits,
) -> Result<Chunk, LocalDataError<'a>> {
    let schema: SchemaRef = Arc::new(Schema::new(spark_type::arrow_fields(columns)));
    let mut chunker = Chunker::new(&schema, limits)?;
    while let Some(rows) = chunker.next_rows() {
        let batch = batch(table, columns, &schema, rows)?;
        if batch.num_rows() == 0 {
            break;
        }
        chunker.add(&batch)?;
    }
    Ok(chunker.finish()?)
}

fn batch<'a>(
    table: &mut Table<'a>,
    columns: &[Column],
    schema: &SchemaRef,
    rows: usize,
) -> Result<RecordBatch, LocalDataError<'a>> {
    let first = table.taken();
    let terms = table.take(rows)?;
    let arrays = columns.iter().zip(&terms).map(|(column, terms)| {
        arrays::array(column, terms, None)
            .map_err(|error| error.map_value(|error| error.within_column(&column.name, first)))
    });
    let arrays = arrays.collect::<Result<Vec<_>, _>>()?;
    let options = RecordBatchOptions::new().with_row_count(Some(table.taken() - first));
    Ok(RecordBatch::try_new_with_options(
        Arc::clone(schema),
        arrays,
        &options,
    )?)
}
