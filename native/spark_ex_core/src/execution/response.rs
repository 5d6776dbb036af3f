//! One message of an execution's response stream.

use bytes::{BufMut, Bytes, BytesMut};

use crate::error::Error;
use crate::proto::field_numbers::{arrow_batch, response as field};
use crate::proto::wire::{Reader, Value};

/// A `spark.connect.ExecutePlanResponse`, parsed as far as the protocol needs it.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The id of the session.
    pub session_id: String,
    /// The server's own id of the session.
    pub server_session_id: String,
    /// The position in the stream.
    pub response_id: String,
    /// A chunk of an Arrow batch.
    pub chunk: Option<BatchChunk>,
    /// Whether the stream is complete with this response.
    pub complete: bool,
    /// The schema of the rows, an encoded `spark.connect.DataType`. Also part of `rest`.
    pub schema: Option<Bytes>,
    /// All other fields (schema, metrics, progress, command results), still encoded.
    pub rest: Bytes,
}

/// A `spark.connect.ExecutePlanResponse.ArrowBatch`: a whole batch, or one chunk of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BatchChunk {
    /// The number of rows in the whole batch.
    pub row_count: i64,
    /// Arrow IPC bytes of the batch or the chunk.
    pub data: Bytes,
    /// The number of rows before this batch, if the server sends it.
    pub start_offset: Option<i64>,
    /// The index of the chunk in its batch; 0 for a batch in one piece.
    pub index: i64,
    /// The number of chunks in the batch; 1 for a batch in one piece.
    pub count: i64,
}

impl Response {
    /// Parses an encoded message. Arrow data is not copied.
    pub fn parse(message: &Bytes) -> Result<Self, Error> {
        let mut response = Self::default();
        let mut rest = BytesMut::new();
        let mut reader = Reader::new(message);
        loop {
            let start = message.len() - reader.remaining();
            let Some((number, value)) = reader.field()? else {
                break;
            };
            match (number, value) {
                (field::SESSION_ID, Value::Len(text)) => response.session_id = string(text)?,
                (field::SERVER_SESSION_ID, Value::Len(text)) => {
                    response.server_session_id = string(text)?;
                }
                (field::RESPONSE_ID, Value::Len(text)) => response.response_id = string(text)?,
                (field::OPERATION_ID, Value::Len(_)) => {}
                (field::ARROW_BATCH, Value::Len(bytes)) => {
                    response.chunk = Some(BatchChunk::parse(&message.slice_ref(bytes))?);
                }
                (field::RESULT_COMPLETE, Value::Len(_)) => response.complete = true,
                _ => {
                    if let (field::SCHEMA, Value::Len(schema)) = (number, value) {
                        response.schema = Some(message.slice_ref(schema));
                    }
                    rest.put_slice(&message[start..message.len() - reader.remaining()]);
                }
            }
        }
        response.rest = rest.freeze();
        Ok(response)
    }
}

impl BatchChunk {
    fn parse(message: &Bytes) -> Result<Self, Error> {
        let mut chunk = Self {
            count: 1,
            ..Self::default()
        };
        let mut reader = Reader::new(message);
        while let Some((number, value)) = reader.field()? {
            match (number, value) {
                (arrow_batch::DATA, Value::Len(bytes)) => chunk.data = message.slice_ref(bytes),
                (arrow_batch::ROW_COUNT, Value::Varint(rows)) => chunk.row_count = rows as i64,
                (arrow_batch::START_OFFSET, Value::Varint(rows)) => {
                    chunk.start_offset = Some(rows as i64);
                }
                (arrow_batch::CHUNK_INDEX, Value::Varint(index)) => chunk.index = index as i64,
                (arrow_batch::NUM_CHUNKS, Value::Varint(count)) if count != 0 => {
                    chunk.count = count as i64;
                }
                _ => {}
            }
        }
        Ok(chunk)
    }
}

fn string(bytes: &[u8]) -> Result<String, Error> {
    String::from_utf8(bytes.to_vec())
        .map_err(|_| Error::Decode("the server sent an id that is not valid UTF-8".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proto::wire::Writer;

    #[test]
    fn a_batch_in_one_piece_is_its_only_chunk() {
        let mut writer = Writer::default();
        writer.len_field(arrow_batch::DATA, b"arrow");
        writer.close(field::ARROW_BATCH, 0);
        let response = Response::parse(&writer.finish()).unwrap();
        let chunk = response.chunk.unwrap();
        assert_eq!((chunk.index, chunk.count), (0, 1));
        assert_eq!((&chunk.data[..], chunk.start_offset), (&b"arrow"[..], None));
    }

    #[test]
    fn the_schema_is_also_part_of_the_rest() {
        let mut writer = Writer::default();
        writer.len_field(field::SCHEMA, b"type");
        let message = writer.finish();
        let response = Response::parse(&message).unwrap();
        assert_eq!(response.schema.as_deref(), Some(&b"type"[..]));
        assert_eq!(response.rest, message);
    }
}
