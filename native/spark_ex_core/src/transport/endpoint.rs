//! Where a server is and how to reach it.

use std::time::Duration;

use http::Uri;
use tonic::transport::{Certificate, Channel, ClientTlsConfig, Endpoint, Identity};

use crate::error::Error;

/// Each stream may have this much on the way. What is on the way when a connection breaks has to be
/// sent again, and a Spark server keeps no more than 10 MiB for that.
const STREAM_WINDOW: u32 = 4 * 1024 * 1024;
/// The connection's own window must never be what stops a stream: a paused reader would otherwise
/// hold up all others on the session.
const CONNECTION_WINDOW: u32 = (1 << 31) - 1;
/// The default of 16 KiB costs a client of large results a third of its time: each frame is cut out of
/// the stream, accounted for and passed on by itself.
const MAX_FRAME: u32 = 128 * 1024;
/// Spark puts error details into trailers. hyper's default of 16 KiB can hang on larger ones.
const MAX_HEADER_LIST: u32 = 16 * 1024 * 1024;
/// TCP keep-alive costs nothing at the server. It finds a peer that is gone, within two minutes.
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
    /// How to encrypt; `None` is plaintext.
    pub tls: Option<Tls>,
    /// What to send as HTTP/2 `:authority` in place of host and port.
    pub authority: Option<String>,
    /// How long a connection may take to be made.
    pub connect_timeout: Duration,
    /// When to find out whether a silent connection still works.
    pub ping: Ping,
}

/// HTTP/2 pings, which find out that whatever stands in between has stopped to forward.
///
/// They are sent while calls wait for an answer and nothing at all arrives. More often than
/// every five minutes, they make Spark 4.1 and older close the connection (`too_many_pings`).
#[derive(Clone, Debug)]
pub struct Ping {
    /// After how much silence one is sent.
    pub after: Duration,
    /// How long its answer may take.
    pub timeout: Duration,
}

impl Default for Ping {
    fn default() -> Self {
        Self {
            after: Duration::from_secs(330),
            timeout: Duration::from_secs(20),
        }
    }
}

/// TLS, by PEM texts.
#[derive(Clone, Default)]
pub struct Tls {
    /// Trusted in place of the system's roots.
    pub ca: Option<Vec<u8>>,
    /// The client's certificate and key.
    pub identity: Option<(Vec<u8>, Vec<u8>)>,
    /// The name that the server's certificate must hold, where it is not the host.
    pub server_name: Option<String>,
    /// What asked for TLS, for messages.
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

    /// Host and port, and what made the connection TLS, for messages.
    pub fn described(&self) -> String {
        let target = self.target();
        match self.tls.as_ref().and_then(|tls| tls.reason.as_ref()) {
            Some(reason) => format!("{target} (TLS because of {reason})"),
            None => target,
        }
    }

    /// Whether the connection is TLS, and the client has no certificate.
    pub fn is_anonymous_tls(&self) -> bool {
        self.tls.as_ref().is_some_and(|tls| tls.identity.is_none())
    }

    /// The URI that requests are addressed to.
    pub fn origin(&self) -> Result<Uri, Error> {
        let authority = self.authority.clone().unwrap_or_else(|| self.target());
        self.uri(&authority)
    }

    /// A channel that connects at its first use, and again whenever the connection is lost.
    pub fn channel(&self) -> Result<Channel, Error> {
        let mut endpoint = Endpoint::from(self.uri(&self.target())?)
            .origin(self.origin()?)
            .connect_timeout(self.connect_timeout)
            .tcp_nodelay(true)
            .tcp_keepalive(Some(TCP_KEEPALIVE))
            .tcp_keepalive_interval(Some(TCP_KEEPALIVE_INTERVAL))
            .tcp_keepalive_retries(Some(TCP_KEEPALIVE_RETRIES))
            .http2_keep_alive_interval(self.ping.after)
            .keep_alive_timeout(self.ping.timeout)
            .keep_alive_while_idle(false)
            .initial_stream_window_size(STREAM_WINDOW)
            .initial_connection_window_size(CONNECTION_WINDOW)
            .max_frame_size(MAX_FRAME)
            .http2_max_header_list_size(MAX_HEADER_LIST);
        if let Some(tls) = &self.tls {
            endpoint = endpoint
                .tls_config(tls.config(self.connect_timeout)?)
                .map_err(|error| Error::Endpoint(unusable(&error)))?;
        }
        Ok(endpoint.connect_lazy())
    }

    fn uri(&self, authority: &str) -> Result<Uri, Error> {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        Uri::builder()
            .scheme(scheme)
            .authority(authority)
            .path_and_query("/")
            .build()
            .map_err(|error| Error::Endpoint(format!("the address {authority:?}: {error}")))
    }
}

impl Tls {
    fn config(&self, timeout: Duration) -> Result<ClientTlsConfig, Error> {
        let mut config = ClientTlsConfig::new().timeout(timeout);
        config = match &self.ca {
            // rustls takes a text without any certificate for a CA that trusts nobody.
            Some(pem) if !holds_certificate(pem) => {
                return Err(Error::Endpoint(
                    "TLS: the CA file holds no PEM certificate".to_owned(),
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

/// tonic says no more than that it is the transport's error; its causes say which file it is.
fn unusable(error: &tonic::transport::Error) -> String {
    let mut text = "TLS can't be set up from the certificates given".to_owned();
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
            ping: Ping::default(),
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
    fn what_made_it_tls_is_told() {
        let mut address = address("localhost");
        address.tls = Some(Tls {
            reason: Some("the option :tls".into()),
            ..Tls::default()
        });
        let told = "localhost:15002 (TLS because of the option :tls)";
        assert_eq!(address.described(), told);
    }

    #[test]
    fn an_impossible_host_is_an_error() {
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
