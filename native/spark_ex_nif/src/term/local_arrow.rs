//! Batches as chunks of Arrow data for the server.

use rustler::Env;
use spark_ex_core::arrow_table::ArrowTable;
use spark_ex_core::batch::Batch;
use spark_ex_core::column_type::Column;
use spark_ex_core::local_table::{Chunk, ChunkLimits};

use crate::term::refusal::Unsendable;

/// Arrow walks nested types by recursion, and a stack of the VM is small.
const STACK: usize = 8 * 1024 * 1024;

/// The next chunk after the rows that were taken.
pub(crate) fn chunk<'a>(
    env: Env<'a>,
    batch: &Batch,
    places: &[usize],
    columns: &[Column],
    limits: ChunkLimits,
    taken: usize,
) -> Result<Chunk, Unsendable<'a>> {
    let table = ArrowTable::new(batch, places, columns)
        .ok_or_else(|| Unsendable::Data("the batch has no such columns".to_owned()))?;
    stacker::maybe_grow(STACK, STACK, || table.chunk(taken, limits))
        .map_err(|error| Unsendable::of(env, error))
}
