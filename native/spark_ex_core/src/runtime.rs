//! The tokio runtime, one for the whole VM.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};

/// The runtime does network and Arrow IPC work only; rows are built on the VM's schedulers.
const THREADS: usize = 4;

/// The runtime, started at first use.
pub fn runtime() -> Result<&'static Runtime, String> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    RUNTIME
        .get_or_init(|| {
            let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get());
            Builder::new_multi_thread()
                .worker_threads(cores.clamp(2, THREADS))
                .thread_name("spark_ex")
                .enable_all()
                .build()
                .map_err(|error| format!("can't start the native runtime: {error}"))
        })
        .as_ref()
        .map_err(String::clone)
}
