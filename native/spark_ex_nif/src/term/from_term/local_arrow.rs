//! Batches as chunks of Arrow data for the server.

use rustler::Env;
use spark_ex_core::arrow::batch::Batch;
use spark_ex_core::arrow::spark_type::Column;
use spark_ex_core::local_data::arrow_table::ArrowTable;
use spark_ex_core::local_data::chunks::{Chunk, ChunkLimits};

use crate::term::from_term::value_error::Unsendable;

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
