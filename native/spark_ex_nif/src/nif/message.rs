//! Messages of the protocol.

use rustler::{Env, NewBinary, Term};

use crate::term::message;
use crate::term::to_term::error::encode_result;

/// Encodes a map as a message: `{:ok, binary}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn message_encode<'a>(env: Env<'a>, name: &str, term: Term<'a>, max_depth: usize) -> Term<'a> {
    let encoded = message::lookup(name).and_then(|id| message::encode(id, term, max_depth));
    encode_result(
        env,
        encoded.map(|bytes| NewBinary::from_slice(env, &bytes).into()),
    )
}

/// Decodes a message as a map: `{:ok, map}`.
#[rustler::nif(schedule = "DirtyCpu")]
fn message_decode<'a>(env: Env<'a>, name: &str, bytes: rustler::Binary<'a>) -> Term<'a> {
    let decoded = message::lookup(name).and_then(|id| message::decode(env, id, bytes.as_slice()));
    encode_result(env, decoded)
}
