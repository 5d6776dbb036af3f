//! The core against a Spark Connect server that answers as it is told.

mod arrow;
mod artifact;
mod client;
mod execution;
mod faults;
mod fixture;
mod gateway;
mod plan_size;
mod reattach;
mod server;
