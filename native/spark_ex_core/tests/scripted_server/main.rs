//! The core against a Spark Connect server that answers as it is told.

mod client;
mod execution;
mod reattach;
mod server;
