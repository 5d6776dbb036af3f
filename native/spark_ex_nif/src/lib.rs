//! The NIF library of SparkEx, in two rings around `spark_ex_core`.
//!
//! `nif` holds the entry points, a few lines each; `term` turns terms into the core's values and
//! back. Everything else is in the core, which does not know of the VM.

mod nif;
mod term;

rustler::init!("Elixir.SparkEx.Native", load = nif::load);
