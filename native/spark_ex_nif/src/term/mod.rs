//! Conversion between terms of the VM and values of the core.

pub(crate) mod float;
pub(crate) mod from_term;
pub(crate) mod message;
pub(crate) mod term_vec;
pub(crate) mod to_term;
