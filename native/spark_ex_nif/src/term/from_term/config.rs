//! The configuration of sessions and executions.

use std::sync::Arc;
use std::time::Duration;

use rustler::{Binary, LocalPid, NifMap, NifUntaggedEnum};
use spark_ex_core::client::Config;
use spark_ex_core::client::retry::Policy;
use spark_ex_core::client::rpc_event::{RpcEvents, RpcObserver};
use spark_ex_core::client::session_fields::{SessionFields, User};
use spark_ex_core::transport::credentials::Credentials;
use spark_ex_core::transport::endpoint::{Address, Tls};
use spark_ex_core::transport::ping::PingSettings;

use crate::term::from_term::token::TokenProcess;
use crate::term::to_term::rpc_event::RpcProcess;

/// The argument of `session_open`.
#[derive(NifMap)]
pub(crate) struct SessionConfig<'a> {
    host: String,
    port: u16,
    tls: Option<TlsConfig>,
    authority: Option<String>,
    connect_timeout: u64,
    call_timeout: Option<u64>,
    session_id: String,
    user_id: String,
    user_name: String,
    client_type: String,
    token: Option<TokenConfig>,
    headers: Vec<(String, Binary<'a>)>,
    max_message_bytes: usize,
    pub(crate) max_plan_depth: usize,
    retry: RetryConfig,
    pings: PingConfig,
    rpc_observer: Option<LocalPid>,
    /// Whether the server drops the session when its owner process exits.
    pub(crate) release: bool,
}

/// Times are in milliseconds.
#[derive(NifMap)]
struct RetryConfig {
    max_retries: u32,
    initial_backoff: u64,
    max_backoff: u64,
    backoff_multiplier: f64,
    jitter: u64,
    min_jitter_threshold: u64,
}

/// Times are in milliseconds.
#[derive(NifMap)]
struct PingConfig {
    enabled: bool,
    after: Option<u64>,
    timeout: Option<u64>,
    while_idle: Option<bool>,
}

#[derive(NifMap)]
struct TlsConfig {
    ca: Option<String>,
    certificate: Option<String>,
    key: Option<String>,
    server_name: Option<String>,
    reason: Option<String>,
}

#[derive(NifUntaggedEnum)]
enum TokenConfig {
    Fixed(String),
    Process(LocalPid),
}

/// The options of `execution_start`.
#[derive(NifMap)]
pub(crate) struct ExecutionConfig {
    pub(crate) operation_id: String,
    pub(crate) is_chosen_id: bool,
    pub(crate) detachable: bool,
    pub(crate) buffer_bytes: usize,
    pub(crate) timeout: Option<u64>,
    pub(crate) keep_alive: u64,
}

impl SessionConfig<'_> {
    /// The core's configuration.
    pub(crate) fn into_core(self) -> Config {
        let user = User {
            id: self.user_id,
            name: self.user_name,
        };
        Config {
            address: Address {
                host: self.host,
                port: self.port,
                tls: self.tls.map(TlsConfig::into_core),
                authority: self.authority,
                connect_timeout: Duration::from_millis(self.connect_timeout),
                pings: self.pings.into_core(),
            },
            session_fields: SessionFields::new(self.session_id, user, self.client_type),
            credentials: match self.token {
                None => Credentials::None,
                Some(TokenConfig::Fixed(token)) => Credentials::Token(token),
                Some(TokenConfig::Process(pid)) => {
                    Credentials::Source(Arc::new(TokenProcess(pid)))
                }
            },
            headers: self
                .headers
                .into_iter()
                .map(|(name, value)| (name, value.as_slice().to_vec()))
                .collect(),
            max_message_bytes: self.max_message_bytes,
            call_timeout: self.call_timeout.map(Duration::from_millis),
            retry_policy: self.retry.into_core(),
            rpc_events: RpcEvents(
                self.rpc_observer
                    .map(|pid| Arc::new(RpcProcess(pid)) as Arc<dyn RpcObserver>),
            ),
        }
    }
}

impl RetryConfig {
    fn into_core(self) -> Policy {
        Policy {
            max_retries: self.max_retries,
            initial_backoff: Duration::from_millis(self.initial_backoff),
            max_backoff: Duration::from_millis(self.max_backoff),
            backoff_multiplier: self.backoff_multiplier,
            jitter: Duration::from_millis(self.jitter),
            min_jitter_threshold: Duration::from_millis(self.min_jitter_threshold),
        }
    }
}

impl PingConfig {
    fn into_core(self) -> PingSettings {
        PingSettings {
            enabled: self.enabled,
            after: self.after.map(Duration::from_millis),
            timeout: self.timeout.map(Duration::from_millis),
            while_idle: self.while_idle,
            ..PingSettings::default()
        }
    }
}

impl TlsConfig {
    fn into_core(self) -> Tls {
        let pem = String::into_bytes;
        Tls {
            ca: self.ca.map(pem),
            identity: self.certificate.map(pem).zip(self.key.map(pem)),
            server_name: self.server_name,
            reason: self.reason,
        }
    }
}
