//! The protocol's descriptors and protobuf's wire format.

pub mod descriptors;
pub mod wire;
