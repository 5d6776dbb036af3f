//! The connection to a server: address, TLS, credentials, bytes on the wire.

pub mod codec;
pub mod credentials;
pub mod endpoint;
pub mod http_error;
pub mod ping;
