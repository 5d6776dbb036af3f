//! Responses as a server encodes them.

use bytes::Bytes;
use spark_ex_core::execution::response::{BatchChunk, Response};
use spark_ex_core::proto::wire::{WireType, Writer};

/// Encodes a response; the inverse of [`Response::parse`].
pub fn encode(response: &Response) -> Bytes {
    let mut writer = Writer::default();
    writer.bytes(&response.rest);
    if response.complete {
        writer.len_field(14, b"");
    }
    if let Some(chunk) = &response.chunk {
        let before = writer.len();
        encode_chunk(chunk, &mut writer);
        writer.close(2, before);
    }
    for (number, text) in [
        (13, &response.response_id),
        (15, &response.server_session_id),
        (1, &response.session_id),
    ] {
        if !text.is_empty() {
            writer.len_field(number, text.as_bytes());
        }
    }
    writer.finish()
}

fn encode_chunk(chunk: &BatchChunk, writer: &mut Writer) {
    let mut integers = vec![(1, chunk.row_count)];
    integers.extend(chunk.start_offset.map(|offset| (3, offset)));
    if chunk.count > 1 {
        integers.extend([(4, chunk.index), (5, chunk.count)]);
    }
    for (number, value) in integers {
        writer.varint(value as u64);
        writer.key(number, WireType::Varint);
    }
    writer.len_field(2, &chunk.data);
}
