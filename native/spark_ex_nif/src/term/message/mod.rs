//! Maps of the VM as protobuf messages, and protobuf messages as maps, by the protos' own
//! descriptors: no message has code of its own.
//!
//! Plans are deep. Both directions recurse, on a stack that grows on the heap when it must: a stack
//! overflow in a NIF would take the VM with it. Depth is bounded all the same, with a clear error.

mod decode;
mod encode;
mod names;

pub(crate) use decode::decode;
pub(crate) use encode::encode;
pub(crate) use names::load;

use spark_ex_core::proto::descriptors::{MessageId, Schema};

/// The message of the protocol with this full name.
pub(crate) fn lookup(name: &str) -> Result<MessageId, String> {
    Schema::get()
        .message(name)
        .ok_or_else(|| format!("there is no message {name}"))
}

/// Goes one level deeper, on a stack that has room for it.
fn one_level_deeper<T>(level: impl FnOnce() -> T) -> T {
    const RED_ZONE: usize = 64 * 1024;
    const STACK_STEP: usize = 1024 * 1024;
    stacker::maybe_grow(RED_ZONE, STACK_STEP, level)
}
