//! The entry points, a few lines each. None waits for the network and none panics: what takes time
//! answers by a message, what needs the CPU for long runs on a dirty scheduler.

mod artifact;
mod batch;
mod execution;
mod export;
mod finalizer;
mod ipc_stream;
mod local_data;
mod log;
mod resource_count;
mod session;

use rustler::{Env, Term};

use crate::term::message;

/// Called by the VM when the library is loaded.
pub(crate) fn load(env: Env, _info: Term) -> bool {
    message::load(env).is_ok()
}
