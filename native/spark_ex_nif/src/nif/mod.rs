//! The entry points, a few lines each.
//!
//! None blocks on the network and none panics. Slow operations answer with a message; CPU-bound
//! ones run on dirty schedulers.

mod artifact;
mod batch;
mod execution;
mod export;
mod finalizer;
mod ipc_stream;
mod local_data;
mod log;
mod message;
mod resource_count;
mod session;
mod tensor;

use rustler::{Env, Term};

use crate::term;

/// Called by the VM when it loads the library.
pub(crate) fn load(env: Env, _info: Term) -> bool {
    term::message::load(env).is_ok()
}
