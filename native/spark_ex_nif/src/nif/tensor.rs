//! Columns of batches as the bytes of tensors.

use rustler::{
    Decoder, Encoder, Env, NifResult, NifUnitEnum, Resource, ResourceArc, Term, types::atom,
};
use spark_ex_core::error::Error;
use spark_ex_core::export::tensor::{self, Tensor};

use crate::nif::batch::Batch;
use crate::nif::resource_count::{self, ResourceGuard};
use crate::term::float;
use crate::term::to_term::error;

/// The elements of a tensor, while a binary of the VM refers to them.
struct Elements {
    bytes: Vec<u8>,
    _guard: ResourceGuard,
}

#[rustler::resource_impl]
impl Resource for Elements {}

/// Nx's names of types.
#[derive(NifUnitEnum)]
enum Kind {
    S,
    U,
    F,
}

/// The number in place of nulls: an integer, a float or the atom of a float.
struct Fill(tensor::Fill);

impl<'a> Decoder<'a> for Fill {
    fn decode(term: Term<'a>) -> NifResult<Self> {
        if let Ok(integer) = term.decode() {
            return Ok(Self(tensor::Fill::Integer(integer)));
        }
        float::float(term)
            .map(|value| Self(tensor::Fill::Float(value)))
            .ok_or(rustler::Error::BadArg)
    }
}

/// The indices of the columns that hold numbers: `{:ok, indices}`.
#[rustler::nif]
fn batch_numeric_columns<'a>(env: Env<'a>, batch: ResourceArc<Batch>) -> Term<'a> {
    let columns = batch.get().map(|batch| tensor::numeric_columns(&batch));
    error::encode_result(env, columns.map(|columns| columns.encode(env)))
}

/// The elements of a column, without a copy: `{:ok, {kind, bits, width | nil, binary}}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn batch_tensor<'a>(
    env: Env<'a>,
    batch: ResourceArc<Batch>,
    index: usize,
    fill: Option<Fill>,
) -> Term<'a> {
    let batch = batch.get().map_err(Error::Decode);
    let fill = fill.map(|fill| fill.0);
    match batch.and_then(|batch| Tensor::of_column(&batch, index, fill)) {
        Ok(tensor) => (atom::ok(), tensor_term(env, tensor)).encode(env),
        Err(failure) => error::encode(env, &failure),
    }
}

fn tensor_term(env: Env, tensor: Tensor) -> Term {
    let kind = match tensor.kind {
        tensor::Kind::Signed => Kind::S,
        tensor::Kind::Unsigned => Kind::U,
        tensor::Kind::Float => Kind::F,
    };
    let elements = ResourceArc::new(Elements {
        bytes: tensor.bytes,
        _guard: resource_count::STREAMS.track(),
    });
    let binary = elements.make_binary(env, |elements| &elements.bytes);
    (kind, tensor.bits, tensor.width, binary).encode(env)
}
