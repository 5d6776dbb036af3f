//! The NIF library of SparkEx, around `spark_ex_core`.
//!
//! `nif` has the entry points, a few lines each; `term` converts between terms and values of the
//! core.

mod nif;
mod stack;
mod term;

rustler::init!("Elixir.SparkEx.Native", load = nif::load);
