//! The core against a Spark Connect server that follows a script.

mod arrow;
mod artifact;
mod client;
mod execution;
mod faults;
mod fixture;
mod http_error;
mod pings;
mod plan_compression;
mod reattach;
#[path = "../support/response.rs"]
mod response;
mod server;
