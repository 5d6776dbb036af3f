//! The entry points, a few lines each. None waits for the network and none panics: what takes time
//! answers by a message, what needs the CPU for long runs on a dirty scheduler.

mod artifact;
mod decode;
mod execution;
mod finalizer;
mod frame;
mod ipc;
mod live;
mod local_table;
mod log;
mod session;

use rustler::{Env, Term};

use crate::term::message;

/// Called by the VM when the library is loaded.
pub(crate) fn load(env: Env, _info: Term) -> bool {
    message::load(env).is_ok()
}
