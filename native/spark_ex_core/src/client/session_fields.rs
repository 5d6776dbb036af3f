//! The fields of every request and response that identify the session.
//!
//! They are looked up by name in the protos, so no caller and no RPC handles them itself.

use std::sync::{Mutex, MutexGuard};

use bytes::Bytes;

use crate::error::Error;
use crate::proto::descriptors::{MessageId, Method, Schema};
use crate::proto::field_numbers::user_context;
use crate::proto::wire::{self, Writer};
use crate::sync::lock;

/// The approximate size of the fields that all requests share.
const HEADROOM_BYTES: usize = 1024;

/// The user of a session.
#[derive(Debug)]
pub struct User {
    /// The id; the server keys sessions by user and session id.
    pub id: String,
    /// The name for display.
    pub name: String,
}

/// The identity of a session, and the server-side session that answered it first.
#[derive(Debug)]
pub struct SessionFields {
    /// The id of the session, a UUID chosen by the client.
    pub session_id: String,
    /// The user.
    pub user: User,
    /// The name of this client in the server's logs.
    pub client_type: String,
    server: Mutex<ServerSession>,
}

#[derive(Debug, Default)]
struct ServerSession {
    session_id: Option<String>,
    lost: bool,
}

impl SessionFields {
    /// A session that no server has answered yet.
    pub fn new(session_id: String, user: User, client_type: String) -> Self {
        Self {
            session_id,
            user,
            client_type,
            server: Mutex::default(),
        }
    }

    /// The server's own id of the session, once it has answered.
    pub fn server_session_id(&self) -> Option<String> {
        self.server().session_id.clone()
    }

    /// The encoded request `body` of `method` with the session fields before it. Fields set in
    /// `body` win: in protobuf the last value of a field counts.
    pub fn stamp(&self, method: &Method, extra: &[(&str, &str)], body: &[u8]) -> Bytes {
        let message = &Schema::get().messages[method.input];
        let server_session_id = self.server_session_id();
        let mut writer = Writer::with_capacity(body.len() + HEADROOM_BYTES);
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
            writer.len_field(user_context::USER_NAME, self.user.name.as_bytes());
            writer.len_field(user_context::USER_ID, self.user.id.as_bytes());
            writer.close(number, before);
        }
        writer.finish()
    }

    /// Verifies that a response belongs to this session and comes from the same server-side
    /// session as before.
    pub fn verify(&self, output: MessageId, response: &[u8]) -> Result<(), Error> {
        let message = &Schema::get().messages[output];
        let number = |name| message.number(name).unwrap_or(0);
        let [session_id, server_session_id] = wire::strings(
            response,
            [number("session_id"), number("server_side_session_id")],
        )?;
        self.verify_ids(session_id, server_session_id)
    }

    /// As [`SessionFields::verify`], for ids already parsed. Empty ids count as not sent.
    pub fn verify_ids(&self, session_id: &str, server_session_id: &str) -> Result<(), Error> {
        if !session_id.is_empty() && session_id != self.session_id {
            return Err(Error::Session(format!(
                "the server answered for session {session_id} instead of {}",
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
        ensure_not_lost(&server)
    }

    /// Marks the session as lost by the server.
    pub fn mark_lost(&self) {
        self.server().lost = true;
    }

    /// Fails once the server has lost the session.
    pub fn ensure_alive(&self) -> Result<(), Error> {
        ensure_not_lost(&self.server())
    }

    fn server(&self) -> MutexGuard<'_, ServerSession> {
        lock(&self.server)
    }
}

fn ensure_not_lost(server: &ServerSession) -> Result<(), Error> {
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

    fn session() -> SessionFields {
        let user = User {
            id: "ann".into(),
            name: "Ann B".into(),
        };
        SessionFields::new("s-1".into(), user, "test".into())
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
    fn stamps_the_fields_by_name() {
        let session = session();
        session.verify_ids("s-1", "srv").unwrap();
        let method = Schema::get().method("Config").unwrap();
        let found = fields(&session.stamp(method, &[], b""));
        assert!(found.contains(&(1, b"s-1".to_vec())));
        assert!(found.contains(&(4, b"test".to_vec())));
        assert!(found.contains(&(8, b"srv".to_vec())));
        assert!(found.contains(&(2, b"\x0a\x03ann\x12\x05Ann B".to_vec())));
    }

    #[test]
    fn refuses_another_server_session_permanently() {
        let session = session();
        session.verify_ids("s-1", "").unwrap();
        session.verify_ids("s-1", "srv").unwrap();
        session.verify_ids("s-1", "").unwrap();
        assert!(matches!(
            session.verify_ids("s-1", "other"),
            Err(Error::Session(_))
        ));
        assert!(matches!(session.ensure_alive(), Err(Error::Session(_))));
        assert_eq!(session.server_session_id().as_deref(), Some("srv"));
    }

    #[test]
    fn refuses_an_answer_for_another_session() {
        let error = session().verify_ids("s-2", "srv").unwrap_err();
        assert!(error.to_string().contains("s-2"), "{error}");
    }
}
