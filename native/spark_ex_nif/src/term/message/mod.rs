//! Conversion between maps and protobuf messages, by the protos' descriptors: no message has code
//! of its own.
//!
//! Plans are deep. Both directions recurse on a growing stack, and the depth is limited.

mod decode;
mod encode;
mod names;

pub(crate) use decode::decode;
pub(crate) use encode::encode;
pub(crate) use names::load;

use spark_ex_core::proto::descriptors::{MessageId, Schema};

/// The message with this full name.
pub(crate) fn lookup(name: &str) -> Result<MessageId, String> {
    Schema::get()
        .message(name)
        .ok_or_else(|| format!("unknown message {name}"))
}
