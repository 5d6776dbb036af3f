//! The address of a server and its connection settings.

use std::time::Duration;

use http::Uri;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};

use crate::error::Error;
use crate::transport::ping::{Ping, PingSettings};

/// The most bytes in flight per stream, which bounds a result to one window per round trip.
///
/// Bytes in flight are lost when a connection breaks and must be sent again. A Spark server keeps
/// its last 10 MiB of responses for that. Besides the window, one response may wait in the
/// server, so the window and a chunk of 1 MiB together stay below.
pub const STREAM_WINDOW: u32 = 8_960 * 1024;
/// The connection's window never limits a stream: a paused reader would block all others.
pub const CONNECTION_WINDOW: u32 = (1 << 31) - 1;
/// Large results take a third less client time than with the default of 16 KiB: each HTTP/2 frame
/// is split off, accounted for and forwarded on its own.
pub const MAX_HTTP2_FRAME: u32 = 128 * 1024;
/// Spark sends error details in trailers. hyper can hang on more than its default of 16 KiB.
const MAX_HEADER_LIST: u32 = 16 * 1024 * 1024;
/// TCP keep-alive detects a dead peer within two minutes, at no cost to the server.
const TCP_KEEPALIVE: Duration = Duration::from_secs(60);
const TCP_KEEPALIVE_INTERVAL: Duration = Duration::from_secs(10);
const TCP_KEEPALIVE_RETRIES: u32 = 6;

/// The address of a server.
#[derive(Clone, Debug)]
pub struct Address {
    /// A host name, an IPv4 or an IPv6 address without brackets.
    pub host: String,
    /// The port.
    pub port: u16,
    /// TLS settings; `None` for plaintext.
    pub tls: Option<Tls>,
    /// The HTTP/2 `:authority` to send instead of host and port.
    pub authority: Option<String>,
    /// The timeout for opening a connection.
    pub connect_timeout: Duration,
    /// When to check whether a silent connection still works.
    pub pings: PingSettings,
}

/// TLS settings, in PEM.
#[derive(Clone, Default)]
pub struct Tls {
    /// The CA to trust instead of the system's roots.
    pub ca: Option<Vec<u8>>,
    /// The client's certificate and key.
    pub identity: Option<(Vec<u8>, Vec<u8>)>,
    /// The name in the server's certificate, if it is not the host.
    pub server_name: Option<String>,
    /// The option that turned TLS on, for messages.
    pub reason: Option<String>,
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Tls")
            .field("own_ca", &self.ca.is_some())
            .field("client_certificate", &self.identity.is_some())
            .field("server_name", &self.server_name)
            .finish()
    }
}

impl Address {
    /// Host and port, for messages.
    pub fn target(&self) -> String {
        if self.host.contains(':') {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    /// Host and port, and the option that turned TLS on, for messages.
    pub fn describe(&self) -> String {
        let target = self.target();
        match self.tls.as_ref().and_then(|tls| tls.reason.as_ref()) {
            Some(reason) => format!("{target} (TLS because of {reason})"),
            None => target,
        }
    }

    /// Whether the connection uses TLS without a client certificate.
    pub fn is_anonymous_tls(&self) -> bool {
        self.tls.as_ref().is_some_and(|tls| tls.identity.is_none())
    }

    /// The URI that requests are addressed to.
    pub fn origin(&self) -> Result<Uri, Error> {
        let authority = self.authority.clone().unwrap_or_else(|| self.target());
        self.uri(&authority)
    }

    /// A channel that connects lazily and reconnects after a failure.
    pub fn channel(&self) -> Result<Channel, Error> {
        Ok(self.endpoint(self.pings.rare())?.connect_lazy())
    }

    /// A connected channel for a server that accepts frequent pings.
    pub async fn connect_with_frequent_pings(&self) -> Result<Channel, Error> {
        let endpoint = self.endpoint(self.pings.frequent())?;
        let connected = endpoint.connect().await;
        connected.map_err(|error| Error::Connect {
            target: self.describe(),
            cause: error.to_string(),
        })
    }

    fn endpoint(&self, ping: Option<Ping>) -> Result<Endpoint, Error> {
        let mut endpoint = Endpoint::from(self.uri(&self.target())?)
            .origin(self.origin()?)
            .connect_timeout(self.connect_timeout)
            .tcp_nodelay(true)
            .tcp_keepalive(Some(TCP_KEEPALIVE))
            .tcp_keepalive_interval(Some(TCP_KEEPALIVE_INTERVAL))
            .tcp_keepalive_retries(Some(TCP_KEEPALIVE_RETRIES))
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .max_frame_size(MAX_HTTP2_FRAME)
            .http2_max_header_list_size(MAX_HEADER_LIST);
        if let Some(ping) = ping {
            endpoint = endpoint
                .http2_keep_alive_interval(ping.after)
                .keep_alive_timeout(ping.timeout)
                .keep_alive_while_idle(ping.while_idle);
        }
        if let Some(tls) = &self.tls {
            endpoint = endpoint
                .tls_config(tls.config(self.connect_timeout)?)
                .map_err(|error| Error::Endpoint(tls_error(&error)))?;
        }
        Ok(endpoint)
    }

    fn uri(&self, authority: &str) -> Result<Uri, Error> {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        Uri::builder()
            .scheme(scheme)
            .authority(authority)
            .path_and_query("/")
            .build()
            .map_err(|error| Error::Endpoint(format!("invalid address {authority:?}: {error}")))
    }
}

impl Tls {
    fn config(&self, timeout: Duration) -> Result<ClientTlsConfig, Error> {
        let mut config = ClientTlsConfig::new().timeout(timeout);
        config = match &self.ca {
            // rustls accepts a text without certificates as a CA that trusts no one.
            Some(pem) if !holds_certificate(pem) => {
                return Err(Error::Endpoint(
                    "TLS: the CA file contains no PEM certificate".to_owned(),
                ));
            }
            Some(pem) => config.ca_certificate(Certificate::from_pem(pem)),
            None => config.with_native_roots(),
        };
        if let Some((certificate, key)) = &self.identity {
            config = config.identity(Identity::from_pem(certificate, key));
        }
        if let Some(name) = &self.server_name {
            config = config.domain_name(name);
        }
        Ok(config)
    }
}

fn holds_certificate(pem: &[u8]) -> bool {
    const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
    pem.windows(BEGIN.len()).any(|window| window == BEGIN)
}

/// tonic reports only a transport error; its sources name the file.
fn tls_error(error: &tonic::transport::Error) -> String {
    let mut text = "TLS can't be set up with the given certificates".to_owned();
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(host: &str) -> Address {
        Address {
            host: host.into(),
            port: 15002,
            tls: None,
            authority: None,
            connect_timeout: Duration::from_secs(1),
            pings: PingSettings::default(),
        }
    }

    #[test]
    fn brackets_ipv6_hosts() {
        assert_eq!(address("::1").target(), "[::1]:15002");
        assert_eq!(
            address("::1").origin().unwrap().to_string(),
            "http://[::1]:15002/"
        );
    }

    #[test]
    fn the_authority_replaces_host_and_port() {
        let mut address = address("10.0.0.1");
        address.authority = Some("spark.example:443".into());
        assert_eq!(
            address.origin().unwrap().to_string(),
            "http://spark.example:443/"
        );
    }

    #[test]
    fn describes_the_option_that_turned_tls_on() {
        let mut address = address("localhost");
        address.tls = Some(Tls {
            reason: Some("the option :tls".into()),
            ..Tls::default()
        });
        let expected = "localhost:15002 (TLS because of the option :tls)";
        assert_eq!(address.describe(), expected);
    }

    #[test]
    fn an_invalid_host_is_an_error() {
        let error = address("no host").origin().unwrap_err();
        assert!(error.to_string().contains("no host"), "{error}");
    }

    #[tokio::test]
    async fn a_bad_certificate_is_an_error() {
        let mut address = address("localhost");
        address.tls = Some(Tls {
            ca: Some(b"not a certificate".to_vec()),
            ..Tls::default()
        });
        assert!(matches!(address.channel(), Err(Error::Endpoint(_))));
    }
}
