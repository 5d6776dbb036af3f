//! One message of an execution's stream, taken apart.

use std::sync::OnceLock;

use bytes::{BufMut, Bytes, BytesMut};

use crate::error::Error;
use crate::proto::descriptors::Schema;
use crate::proto::wire::{Reader, Value, WireType, Writer};

/// A `spark.connect.ExecutePlanResponse`: what the protocol needs read, the rest left as it is.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The session it belongs to.
    pub session_id: String,
    /// The server's id of that session.
    pub server_session_id: String,
    /// The place in the stream.
    pub response_id: String,
    /// A part of an Arrow batch.
    pub chunk: Option<Chunk>,
    /// Whether the stream ends here, complete.
    pub complete: bool,
    /// The schema of the rows, an encoded `spark.connect.DataType`. It stays in `rest`, too.
    pub schema: Option<Bytes>,
    /// All other fields (schema, metrics, progress, results of commands), encoded as they came.
    pub rest: Bytes,
}

/// A `spark.connect.ExecutePlanResponse.ArrowBatch`: a whole batch, or one chunk of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chunk {
    /// Rows in the whole batch.
    pub row_count: i64,
    /// Arrow IPC bytes, of the whole batch or of this chunk.
    pub data: Bytes,
    /// Rows before this batch, where the server says so.
    pub start_offset: Option<i64>,
    /// The place of this chunk in its batch; 0 where not chunked.
    pub index: i64,
    /// Chunks in the batch; 1 where not chunked.
    pub count: i64,
}

struct Numbers {
    session_id: u32,
    server_session_id: u32,
    operation_id: u32,
    response_id: u32,
    arrow_batch: u32,
    result_complete: u32,
    schema: u32,
    row_count: u32,
    data: u32,
    start_offset: u32,
    chunk_index: u32,
    chunk_count: u32,
}

impl Numbers {
    fn get() -> &'static Self {
        static NUMBERS: OnceLock<Numbers> = OnceLock::new();
        NUMBERS.get_or_init(|| {
            let number = |message: &str, field: &str| {
                let schema = Schema::get();
                schema
                    .message(&format!("spark.connect.ExecutePlanResponse{message}"))
                    .and_then(|id| schema.messages[id].number(field))
                    .expect("a field of the vendored protos, by its name")
            };
            Numbers {
                session_id: number("", "session_id"),
                server_session_id: number("", "server_side_session_id"),
                operation_id: number("", "operation_id"),
                response_id: number("", "response_id"),
                arrow_batch: number("", "arrow_batch"),
                result_complete: number("", "result_complete"),
                schema: number("", "schema"),
                row_count: number(".ArrowBatch", "row_count"),
                data: number(".ArrowBatch", "data"),
                start_offset: number(".ArrowBatch", "start_offset"),
                chunk_index: number(".ArrowBatch", "chunk_index"),
                chunk_count: number(".ArrowBatch", "num_chunks_in_batch"),
            }
        })
    }
}

impl Response {
    /// Takes an encoded message apart. Arrow data stays where it is, in the bytes received.
    pub fn parse(message: &Bytes) -> Result<Self, Error> {
        let numbers = Numbers::get();
        let mut response = Self::default();
        let mut rest = BytesMut::new();
        let mut reader = Reader::new(message);
        loop {
            let start = message.len() - reader.remaining();
            let Some((number, value)) = reader.field()? else {
                break;
            };
            match value {
                Value::Len(text) if number == numbers.session_id => {
                    response.session_id = string(text)?;
                }
                Value::Len(text) if number == numbers.server_session_id => {
                    response.server_session_id = string(text)?;
                }
                Value::Len(text) if number == numbers.response_id => {
                    response.response_id = string(text)?;
                }
                Value::Len(_) if number == numbers.operation_id => {}
                Value::Len(bytes) if number == numbers.arrow_batch => {
                    response.chunk = Some(Chunk::parse(&message.slice_ref(bytes))?);
                }
                Value::Len(_) if number == numbers.result_complete => response.complete = true,
                value => {
                    if let Value::Len(schema) = value
                        && number == numbers.schema
                    {
                        response.schema = Some(message.slice_ref(schema));
                    }
                    rest.put_slice(&message[start..message.len() - reader.remaining()]);
                }
            }
        }
        response.rest = rest.freeze();
        Ok(response)
    }

    /// The message again; what a scripted server sends.
    pub fn encode(&self) -> Bytes {
        let numbers = Numbers::get();
        let mut writer = Writer::default();
        writer.bytes(&self.rest);
        if self.complete {
            writer.len_field(numbers.result_complete, b"");
        }
        if let Some(chunk) = &self.chunk {
            let before = writer.len();
            chunk.encode(&mut writer);
            writer.close(numbers.arrow_batch, before);
        }
        for (number, text) in [
            (numbers.response_id, &self.response_id),
            (numbers.server_session_id, &self.server_session_id),
            (numbers.session_id, &self.session_id),
        ] {
            if !text.is_empty() {
                writer.len_field(number, text.as_bytes());
            }
        }
        writer.finish()
    }
}

impl Chunk {
    fn parse(message: &Bytes) -> Result<Self, Error> {
        let numbers = Numbers::get();
        let mut chunk = Self {
            count: 1,
            ..Self::default()
        };
        let mut reader = Reader::new(message);
        while let Some((number, value)) = reader.field()? {
            match value {
                Value::Len(bytes) if number == numbers.data => {
                    chunk.data = message.slice_ref(bytes);
                }
                Value::Varint(value) => {
                    let value = value as i64;
                    if number == numbers.row_count {
                        chunk.row_count = value;
                    } else if number == numbers.start_offset {
                        chunk.start_offset = Some(value);
                    } else if number == numbers.chunk_index {
                        chunk.index = value;
                    } else if number == numbers.chunk_count && value != 0 {
                        chunk.count = value;
                    }
                }
                _ => {}
            }
        }
        Ok(chunk)
    }

    fn encode(&self, writer: &mut Writer) {
        let numbers = Numbers::get();
        let mut integers = vec![(numbers.row_count, self.row_count)];
        integers.extend(
            self.start_offset
                .map(|offset| (numbers.start_offset, offset)),
        );
        if self.count > 1 {
            integers.push((numbers.chunk_index, self.index));
            integers.push((numbers.chunk_count, self.count));
        }
        for (number, value) in integers {
            writer.varint(value as u64);
            writer.key(number, WireType::Varint);
        }
        writer.len_field(numbers.data, &self.data);
    }
}

fn string(bytes: &[u8]) -> Result<String, Error> {
    String::from_utf8(bytes.to_vec())
        .map_err(|_| Error::Decode("the server sent an id that is not valid UTF-8".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_apart_and_together_again() {
        let mut rest = Writer::default();
        rest.len_field(7, b"schema");
        let response = Response {
            session_id: "s".into(),
            server_session_id: "srv".into(),
            response_id: "r".into(),
            chunk: Some(Chunk {
                row_count: 3,
                data: Bytes::from_static(b"arrow"),
                start_offset: Some(0),
                index: 1,
                count: 2,
            }),
            complete: true,
            schema: None,
            rest: rest.finish(),
        };
        let parsed = Response::parse(&response.encode()).unwrap();
        assert_eq!(parsed.session_id, "s");
        assert_eq!(parsed.server_session_id, "srv");
        assert_eq!(parsed.response_id, "r");
        assert_eq!(parsed.chunk, response.chunk);
        assert!(parsed.complete);
        assert_eq!(parsed.schema.as_deref(), Some(&b"schema"[..]));
        assert_eq!(parsed.rest, response.rest);
    }

    #[test]
    fn a_batch_that_is_not_chunked_is_its_own_only_chunk() {
        let response = Response {
            chunk: Some(Chunk {
                data: Bytes::from_static(b"arrow"),
                count: 1,
                ..Chunk::default()
            }),
            ..Response::default()
        };
        let chunk = Response::parse(&response.encode()).unwrap().chunk.unwrap();
        assert_eq!((chunk.index, chunk.count), (0, 1));
        assert_eq!(chunk.start_offset, None);
    }
}
