//! Who asks, and of which session on the server.
//!
//! Every request carries the same few fields, every response the session that it belongs to. Both
//! are found by name in the protos, so no caller and no single RPC needs to know of them.

use std::sync::Mutex;

use bytes::Bytes;

use crate::error::Error;
use crate::proto::descriptors::{MessageId, Method, Schema};
use crate::proto::wire::{self, Writer};

/// About what the fields take that all requests share.
const SHARED_BYTES: usize = 1024;

/// The identity of a session, and the server-side session that it was first answered by.
#[derive(Debug)]
pub struct Identity {
    /// The id of the session, a UUID that the client chose.
    pub session_id: String,
    /// Sessions are keyed by user and session id.
    pub user_id: String,
    /// Names this client in the server's logs.
    pub client_type: String,
    server: Mutex<Server>,
}

#[derive(Debug, Default)]
struct Server {
    session_id: Option<String>,
    lost: bool,
}

impl Identity {
    /// An identity that no server has seen yet.
    pub fn new(session_id: String, user_id: String, client_type: String) -> Self {
        Self {
            session_id,
            user_id,
            client_type,
            server: Mutex::default(),
        }
    }

    /// The id that the server gave its side of the session, once it has answered.
    pub fn server_session_id(&self) -> Option<String> {
        self.server().session_id.clone()
    }

    /// `body`, an encoded request of `method`, with the fields in front of it that all requests
    /// share. Those that it sets itself stand: in protobuf the last value of a field counts.
    pub fn envelope(&self, method: &Method, extra: &[(&str, &str)], body: &[u8]) -> Bytes {
        let message = &Schema::get().messages[method.input];
        let server_session_id = self.server_session_id();
        let mut writer = Writer::with_capacity(body.len() + SHARED_BYTES);
        writer.bytes(body);

        let mut fields = vec![
            ("session_id", self.session_id.as_str()),
            ("client_type", self.client_type.as_str()),
        ];
        if let Some(id) = &server_session_id {
            fields.push(("client_observed_server_side_session_id", id));
        }
        fields.extend_from_slice(extra);
        for (name, value) in fields {
            if let Some(number) = message.number(name) {
                writer.len_field(number, value.as_bytes());
            }
        }
        if let Some(number) = message.number("user_context") {
            let before = writer.len();
            let user = self.user_id.as_bytes();
            writer.len_field(2, user);
            writer.len_field(1, user);
            writer.close(number, before);
        }
        writer.finish()
    }

    /// Checks that a response belongs to this session, and that the server still holds the session
    /// that it held before.
    pub fn check(&self, output: MessageId, response: &[u8]) -> Result<(), Error> {
        let message = &Schema::get().messages[output];
        let number = |name| message.number(name).unwrap_or(0);
        let [session_id, server_session_id] = wire::strings(
            response,
            [number("session_id"), number("server_side_session_id")],
        )?;
        self.check_ids(session_id, server_session_id)
    }

    /// As [`Identity::check`], for ids already read. Empty ones were not sent.
    pub fn check_ids(&self, session_id: &str, server_session_id: &str) -> Result<(), Error> {
        if !session_id.is_empty() && session_id != self.session_id {
            return Err(Error::Session(format!(
                "the server answered for session {session_id}, asked was {}",
                self.session_id
            )));
        }
        let mut server = self.server();
        if !server_session_id.is_empty() {
            match &server.session_id {
                None => server.session_id = Some(server_session_id.to_owned()),
                Some(pinned) if pinned != server_session_id => server.lost = true,
                Some(_) => {}
            }
        }
        lost(&server)
    }

    /// Takes note that the server has lost the session.
    pub fn mark_lost(&self) {
        self.server().lost = true;
    }

    /// An error once the server has lost the session.
    pub fn ensure_alive(&self) -> Result<(), Error> {
        lost(&self.server())
    }

    fn server(&self) -> std::sync::MutexGuard<'_, Server> {
        // Nothing that holds the lock can leave it half changed.
        self.server
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

fn lost(server: &Server) -> Result<(), Error> {
    if server.lost {
        return Err(Error::Session(
            "the server no longer holds this session (it was restarted, or the session was idle \
             for too long): its views, configuration and cached data are gone"
                .to_owned(),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::wire::{Reader, Value};

    fn identity() -> Identity {
        Identity::new("s-1".into(), "ann".into(), "test".into())
    }

    fn fields(bytes: &[u8]) -> Vec<(u32, Vec<u8>)> {
        let mut reader = Reader::new(bytes);
        let mut fields = Vec::new();
        while let Some((number, value)) = reader.field().unwrap() {
            let Value::Len(value) = value else {
                panic!("{value:?}")
            };
            fields.push((number, value.to_vec()));
        }
        fields
    }

    #[test]
    fn adds_the_shared_fields_by_their_names() {
        let identity = identity();
        identity.check_ids("s-1", "srv").unwrap();
        let method = Schema::get().method("Config").unwrap();
        let found = fields(&identity.envelope(method, &[], b""));
        assert!(found.contains(&(1, b"s-1".to_vec())));
        assert!(found.contains(&(4, b"test".to_vec())));
        assert!(found.contains(&(8, b"srv".to_vec())));
        assert!(found.contains(&(2, b"\x0a\x03ann\x12\x03ann".to_vec())));
    }

    #[test]
    fn pins_the_first_server_session_and_refuses_another_for_good() {
        let identity = identity();
        identity.check_ids("s-1", "").unwrap();
        identity.check_ids("s-1", "srv").unwrap();
        identity.check_ids("s-1", "").unwrap();
        assert!(matches!(
            identity.check_ids("s-1", "other"),
            Err(Error::Session(_))
        ));
        assert!(matches!(identity.ensure_alive(), Err(Error::Session(_))));
        assert_eq!(identity.server_session_id().as_deref(), Some("srv"));
    }

    #[test]
    fn refuses_the_answer_to_another_session() {
        let error = identity().check_ids("s-2", "srv").unwrap_err();
        assert!(error.to_string().contains("s-2"), "{error}");
    }
}
