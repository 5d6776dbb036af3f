//! HTTP/2 pings, which detect that a middlebox no longer forwards packets.
//!
//! Spark 4.2 and older close a connection on more than one ping in five minutes, and on pings
//! while no call is open (`too_many_pings`). Spark 4.3 accepts a ping every ten seconds.

use std::time::Duration;

/// The oldest version of Spark that accepts frequent pings.
const FREQUENT_PINGS_SINCE: (u32, u32) = (4, 3);

/// When to check whether an idle connection still works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ping {
    /// The silence after which a ping is sent.
    pub after: Duration,
    /// The timeout for the answer.
    pub timeout: Duration,
    /// Whether pings are sent while no call is open.
    pub while_idle: bool,
}

/// Settings of pings. Those that are `None` depend on the server's version.
#[derive(Clone, Debug)]
pub struct PingSettings {
    /// Whether pings are sent at all.
    pub enabled: bool,
    /// See [`Ping::after`].
    pub after: Option<Duration>,
    /// See [`Ping::timeout`].
    pub timeout: Option<Duration>,
    /// See [`Ping::while_idle`].
    pub while_idle: Option<bool>,
    /// The age of a session at which a newer server gets more frequent pings. This takes a second
    /// connection, which a short session can do without.
    pub adapt_after: Duration,
}

impl Default for PingSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            after: None,
            timeout: None,
            while_idle: None,
            adapt_after: Duration::from_secs(5),
        }
    }
}

impl PingSettings {
    /// Pings that every server accepts, unless the settings ask for others.
    pub fn rare(&self) -> Option<Ping> {
        self.ping(Ping {
            after: Duration::from_secs(330),
            timeout: Duration::from_secs(20),
            while_idle: false,
        })
    }

    /// Pings for a server that accepts frequent ones, by default those of PySpark 4.3.
    pub fn frequent(&self) -> Option<Ping> {
        self.ping(Ping {
            after: Duration::from_secs(60),
            timeout: Duration::from_secs(20),
            while_idle: true,
        })
    }

    fn ping(&self, default: Ping) -> Option<Ping> {
        self.enabled.then(|| Ping {
            after: self.after.unwrap_or(default.after),
            timeout: self.timeout.unwrap_or(default.timeout),
            while_idle: self.while_idle.unwrap_or(default.while_idle),
        })
    }
}

/// Whether a server of this version of Spark accepts frequent pings.
pub fn accepts_frequent_pings(version: &str) -> bool {
    let mut numbers = version.split(['.', '-']).map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= FREQUENT_PINGS_SINCE,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_spark_4_3_and_newer_accept_frequent_pings() {
        for version in ["4.3.0", "4.3.0-SNAPSHOT", "4.10.1", "5.0.0-preview1"] {
            assert!(accepts_frequent_pings(version), "{version}");
        }
        for version in ["4.2.1", "3.5.8-amzn-0", "4", "", "unknown", "four.three"] {
            assert!(!accepts_frequent_pings(version), "{version}");
        }
    }

    #[test]
    fn settings_replace_the_defaults_of_every_server() {
        let settings = PingSettings {
            after: Some(Duration::from_secs(30)),
            while_idle: Some(false),
            ..PingSettings::default()
        };
        let expected = Ping {
            after: Duration::from_secs(30),
            timeout: Duration::from_secs(20),
            while_idle: false,
        };
        assert_eq!(settings.rare().as_ref(), Some(&expected));
        assert_eq!(settings.frequent(), Some(expected));
    }

    #[test]
    fn pings_can_be_turned_off() {
        let settings = PingSettings {
            enabled: false,
            after: Some(Duration::from_secs(30)),
            ..PingSettings::default()
        };
        assert_eq!(settings.rare(), None);
        assert_eq!(settings.frequent(), None);
    }
}
