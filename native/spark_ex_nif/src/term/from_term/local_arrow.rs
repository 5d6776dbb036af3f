//! Batches as chunks of local data.

use rustler::Env;
use spark_ex_core::arrow::batch::Batch;
use spark_ex_core::arrow::spark_type::Column;
use spark_ex_core::local_data::arrow_table::ArrowTable;
use spark_ex_core::local_data::chunks::{Chunk, ChunkLimits};

use crate::stack;
use crate::term::from_term::value_error::LocalDataError;

/// The chunk of the rows after the first `taken`.
pub(crate) fn chunk<'a>(
    env: Env<'a>,
    batch: &Batch,
    places: &[usize],
    columns: &[Column],
    limits: ChunkLimits,
    taken: usize,
) -> Result<Chunk, LocalDataError<'a>> {
    let table = ArrowTable::new(batch, places, columns).ok_or_else(|| {
        LocalDataError::Data("the batch does not have these columns".to_owned())
    })?;
    stack::with_room_for_arrow(|| table.chunk(taken, limits))
        .map_err(|error| LocalDataError::from_cast(env, error))
}
