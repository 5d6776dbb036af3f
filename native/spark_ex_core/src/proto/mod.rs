//! The protocol's descriptors, its flat messages and protobuf's wire format.

pub mod descriptors;
pub(crate) mod field_numbers;
pub(crate) mod messages;
pub mod wire;
