//! The retry policy: which errors to retry, how often and after which waits.
//!
//! The numbers are those of PySpark's `DefaultPolicy` (`client/retries.py`): about ten minutes in
//! all, in which a server can restart. Nothing here sleeps.

use std::time::Duration;

use crate::error::{Code, Error};

/// The longest wait that a server can ask for.
const MAX_SERVER_DELAY: Duration = Duration::from_secs(600);

/// How often to retry, and after which waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// The most attempts after the first one.
    pub max_retries: u32,
    /// The wait before the first retry.
    pub initial_backoff: Duration,
    /// The longest wait, without jitter.
    pub max_backoff: Duration,
    /// The factor from one wait to the next.
    pub backoff_multiplier: f64,
    /// The most random time added to a wait.
    pub jitter: Duration,
    /// The shortest wait that gets jitter.
    pub min_jitter_threshold: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            max_retries: 15,
            initial_backoff: Duration::from_millis(50),
            max_backoff: Duration::from_secs(60),
            backoff_multiplier: 4.0,
            jitter: Duration::from_millis(500),
            min_jitter_threshold: Duration::from_secs(2),
        }
    }
}

/// The retries used of a policy. Progress resets them.
#[derive(Clone, Debug)]
pub struct Budget {
    policy: Policy,
    attempt: u32,
}

impl Budget {
    /// An unused budget.
    pub fn new(policy: Policy) -> Self {
        Self { policy, attempt: 0 }
    }

    /// The retries since the last progress.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Resets the budget after progress.
    pub fn renew(&mut self) {
        self.attempt = 0;
    }

    /// The wait before the next retry; `None` once the budget is used up. `random` is between 0
    /// and 1; `server_delay` is the delay that the server asked for.
    pub fn next_wait(&mut self, random: f64, server_delay: Option<Duration>) -> Option<Duration> {
        if self.attempt >= self.policy.max_retries {
            return None;
        }
        let exponent = i32::try_from(self.attempt).unwrap_or(i32::MAX);
        self.attempt += 1;
        let longest = self.policy.max_backoff.as_secs_f64();
        let backoff = self.policy.initial_backoff.as_secs_f64()
            * self.policy.backoff_multiplier.powi(exponent);
        let mut wait = Duration::from_secs_f64(backoff.min(longest));
        if let Some(delay) = server_delay {
            wait = wait.max(delay.min(MAX_SERVER_DELAY));
        }
        if wait >= self.policy.min_jitter_threshold {
            wait += self.policy.jitter.mul_f64(random.clamp(0.0, 1.0));
        }
        Some(wait)
    }
}

/// Whether a call can be retried after this error. `connected` tells whether the server has ever
/// answered; until then, a wrong address or a TLS mismatch is more likely than a restart.
pub fn is_retryable(error: &Error, connected: bool) -> bool {
    match error {
        Error::Connect { .. } => connected,
        Error::Rpc(rpc) => {
            rpc.retry_delay.is_some()
                || (rpc.code == Code::Unavailable && (connected || !rpc.connection_lost))
                || (rpc.code == Code::Internal
                    && rpc.message.contains("INVALID_CURSOR.DISCONNECTED"))
        }
        _ => false,
    }
}

/// The delay that the server asked for.
pub fn server_delay(error: &Error) -> Option<Duration> {
    match error {
        Error::Rpc(rpc) => rpc.retry_delay,
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::RpcError;

    fn waits(policy: Policy, random: f64) -> Vec<u128> {
        let mut budget = Budget::new(policy);
        std::iter::from_fn(|| budget.next_wait(random, None))
            .map(|wait| wait.as_millis())
            .collect()
    }

    #[test]
    fn the_default_waits_are_pysparks() {
        let mut expected = vec![50, 200, 800, 3_200, 12_800, 51_200];
        expected.extend([60_000; 9]);
        assert_eq!(waits(Policy::default(), 0.0), expected);
    }

    #[test]
    fn jitter_is_added_to_long_waits_only() {
        let jittered = waits(Policy::default(), 1.0);
        assert_eq!(jittered[..4], [50, 200, 800, 3_700]);
        assert_eq!(jittered[14], 60_500);
    }

    #[test]
    fn progress_renews_the_budget() {
        let mut budget = Budget::new(Policy {
            max_retries: 1,
            ..Policy::default()
        });
        assert!(budget.next_wait(0.0, None).is_some());
        assert!(budget.next_wait(0.0, None).is_none());
        budget.renew();
        assert!(budget.next_wait(0.0, None).is_some());
    }

    #[test]
    fn server_delays_are_capped() {
        let asked = |seconds| {
            Budget::new(Policy::default()).next_wait(0.0, Some(Duration::from_secs(seconds)))
        };
        assert_eq!(asked(5), Some(Duration::from_secs(5)));
        assert_eq!(asked(100_000), Some(MAX_SERVER_DELAY));
        assert_eq!(asked(0), Some(Duration::from_millis(50)));
    }

    #[test]
    fn retries_transient_errors_only() {
        let rpc = |code, message: &str| {
            Error::Rpc(Box::new(RpcError {
                code,
                message: message.to_owned(),
                ..RpcError::default()
            }))
        };
        assert!(is_retryable(&rpc(Code::Unavailable, ""), false));
        assert!(is_retryable(
            &rpc(Code::Internal, "[INVALID_CURSOR.DISCONNECTED] x"),
            false
        ));
        for code in [
            Code::Internal,
            Code::ResourceExhausted,
            Code::Unknown,
            Code::DeadlineExceeded,
            Code::Unauthenticated,
            Code::PermissionDenied,
        ] {
            assert!(!is_retryable(&rpc(code, "boom"), true), "{code:?}");
        }
        let refused = Error::Connect {
            target: "t".into(),
            cause: "refused".into(),
        };
        assert!(!is_retryable(&refused, false));
        assert!(is_retryable(&refused, true));
        assert!(!is_retryable(&Error::Cancelled, true));
        let connection_lost = Error::Rpc(Box::new(RpcError {
            code: Code::Unavailable,
            connection_lost: true,
            ..RpcError::default()
        }));
        assert!(!is_retryable(&connection_lost, false));
        assert!(is_retryable(&connection_lost, true));
    }
}
