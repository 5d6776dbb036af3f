//! Rows and columns of terms as chunks of Arrow data.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{Schema, SchemaRef};
use rustler::{Env, Term};
use spark_ex_core::arrow::spark_type::{self, Column};
use spark_ex_core::local_data::chunks::{Chunk, ChunkLimits, Chunker};

use crate::term::from_term::arrays;
use crate::term::from_term::table::{Source, Table};
use crate::term::from_term::value_error::{Step, Unsendable};
use crate::term::from_term::value_kinds::Kinds;

/// Arrow walks nested types by recursion, and a stack of the VM is small.
const STACK: usize = 8 * 1024 * 1024;
/// Rows that are looked at together.
const STEP_ROWS: usize = 4_096;

/// `{names, kinds}`: what each column is called, if rows say it, and a list of kinds for each.
pub(crate) fn kinds<'a>(
    env: Env<'a>,
    source: Source<'a>,
) -> Result<(Vec<String>, Vec<Term<'a>>), Unsendable<'a>> {
    let mut table = Table::open(env, source);
    let mut kinds: Vec<Kinds> = Vec::new();
    loop {
        let first = table.taken();
        let columns = table.take(STEP_ROWS)?;
        kinds.resize_with(columns.len().max(kinds.len()), Kinds::default);
        for (at, (kinds, terms)) in kinds.iter_mut().zip(&columns).enumerate() {
            kinds.observe(terms, first).map_err(|refusal| {
                let row = refusal.row;
                refusal.within(row, Step::Field(name(&table.names(), at)))
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
    let mut named: Vec<(String, Term)> = names.into_iter().map(str::to_owned).zip(kinds).collect();
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

/// The next chunk, and what is left of the data.
pub(crate) fn chunk<'a>(
    env: Env<'a>,
    source: Source<'a>,
    columns: &[Column],
    limits: ChunkLimits,
    taken: usize,
) -> Result<(Chunk, Term<'a>), Unsendable<'a>> {
    let names = columns.iter().map(|column| column.name.clone()).collect();
    let mut table = Table::new(env, source, names, taken);
    let chunk = stacker::maybe_grow(STACK, STACK, || gather(&mut table, columns, limits))?;
    Ok((chunk, table.rest()))
}

fn gather<'a>(
    table: &mut Table<'a>,
    columns: &[Column],
    limits: ChunkLimits,
) -> Result<Chunk, Unsendable<'a>> {
    let schema: SchemaRef = Arc::new(Schema::new(spark_type::arrow_fields(columns)));
    let mut chunker = Chunker::new(&schema, limits)?;
    while let Some(rows) = chunker.wanted() {
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
) -> Result<RecordBatch, Unsendable<'a>> {
    let first = table.taken();
    let terms = table.take(rows)?;
    let made = columns.iter().zip(&terms).map(|(column, terms)| {
        arrays::array(column, terms, None).map_err(|error| match error {
            Unsendable::Value(refusal) => {
                let row = first + refusal.row;
                refusal.within(row, Step::Field(column.name.clone())).into()
            }
            other => other,
        })
    });
    let arrays = made.collect::<Result<Vec<_>, _>>()?;
    let options = RecordBatchOptions::new().with_row_count(Some(table.taken() - first));
    Ok(RecordBatch::try_new_with_options(
        Arc::clone(schema),
        arrays,
        &options,
    )?)
}
