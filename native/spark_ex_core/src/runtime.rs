//! The one tokio runtime of the VM.

use std::sync::OnceLock;

use tokio::runtime::{Builder, Runtime};

/// Network and Arrow framing are all that runs here; rows are made on the VM's own schedulers.
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
                .map_err(|error| format!("the native runtime did not start: {error}"))
        })
        .as_ref()
        .map_err(String::clone)
}
