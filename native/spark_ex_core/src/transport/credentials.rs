//! The bearer token of a session.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::error::Error;

/// Returns a token for each call, so that tokens may expire while a query runs.
pub trait TokenSource: Send + Sync {
    /// The token for the next call, or the reason for the failure.
    fn token(&self) -> Pin<Box<dyn Future<Output = Result<String, String>> + Send + '_>>;

    /// Called when the server refused the token; the next token must be another one.
    fn discard(&self) {}
}

/// How a session authenticates. `Debug` hides the token.
#[derive(Clone, Default)]
pub enum Credentials {
    /// No authentication.
    #[default]
    None,
    /// A fixed token.
    Token(String),
    /// A new token for each call.
    Source(Arc<dyn TokenSource>),
}

impl Credentials {
    /// Whether a refused token can be replaced.
    pub fn is_renewable(&self) -> bool {
        matches!(self, Self::Source(_))
    }

    /// Discards the token after the server refused it.
    pub fn discard(&self) {
        if let Self::Source(source) = self {
            source.discard();
        }
    }

    /// The value of the `authorization` header for the next call.
    pub async fn authorization(&self) -> Result<Option<String>, Error> {
        let token = match self {
            Self::None => return Ok(None),
            Self::Token(token) => token.clone(),
            Self::Source(source) => source.token().await.map_err(Error::Token)?,
        };
        Ok(Some(format!("Bearer {token}")))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "Credentials::None",
            Self::Token(_) => "Credentials::Token(..)",
            Self::Source(_) => "Credentials::Source(..)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_token() {
        let shown = format!("{:?}", Credentials::Token("secret".into()));
        assert!(!shown.contains("secret"), "{shown}");
    }
}
