//! Messages of the protocol.

use bytes::Bytes;
use proptest::prelude::*;
use spark_ex_core::execution::response::{BatchChunk, Response};
use spark_ex_core::proto::wire::{self, Reader, Value, WireType, Writer};

use crate::response::encode;
use crate::{cases, damaged, damages};

#[derive(Clone, Debug, PartialEq)]
enum Payload {
    Varint(u64),
    Fixed64(u64),
    Len(Vec<u8>),
    Fixed32(u32),
}

fn payload() -> impl Strategy<Value = Payload> {
    prop_oneof![
        any::<u64>().prop_map(Payload::Varint),
        any::<u64>().prop_map(Payload::Fixed64),
        proptest::collection::vec(any::<u8>(), 0..200).prop_map(Payload::Len),
        any::<u32>().prop_map(Payload::Fixed32),
    ]
}

fn fields() -> impl Strategy<Value = Vec<(u32, Payload)>> {
    proptest::collection::vec((1u32..0x2000_0000, payload()), 0..12)
}

fn written(fields: &[(u32, Payload)]) -> Bytes {
    let mut writer = Writer::default();
    for (number, payload) in fields.iter().rev() {
        match payload {
            Payload::Varint(value) => {
                writer.varint(*value);
                writer.key(*number, WireType::Varint);
            }
            Payload::Fixed64(value) => {
                writer.bytes(&value.to_le_bytes());
                writer.key(*number, WireType::Fixed64);
            }
            Payload::Len(bytes) => writer.len_field(*number, bytes),
            Payload::Fixed32(value) => {
                writer.bytes(&value.to_le_bytes());
                writer.key(*number, WireType::Fixed32);
            }
        }
    }
    writer.finish()
}

fn read(bytes: &[u8]) -> Option<Vec<(u32, Payload)>> {
    let mut reader = Reader::new(bytes);
    let mut fields = Vec::new();
    while let Some((number, value)) = reader.field().ok()? {
        let payload = match value {
            Value::Varint(value) => Payload::Varint(value),
            Value::Fixed64(value) => Payload::Fixed64(value),
            Value::Len(bytes) => Payload::Len(bytes.to_vec()),
            Value::Fixed32(value) => Payload::Fixed32(value),
        };
        fields.push((number, payload));
    }
    Some(fields)
}

fn response() -> impl Strategy<Value = Response> {
    let id = || "[a-z0-9-]{0,12}";
    let chunk = (
        any::<i64>(),
        proptest::collection::vec(any::<u8>(), 0..100),
        proptest::option::of(any::<i64>()),
        0i64..4,
        2i64..9,
    );
    let chunk = chunk.prop_map(|(row_count, data, start_offset, index, count)| BatchChunk {
        row_count,
        data: Bytes::from(data),
        start_offset,
        index,
        count,
    });
    (id(), id(), id(), proptest::option::of(chunk), any::<bool>()).prop_map(
        |(session_id, server_session_id, response_id, chunk, complete)| Response {
            session_id,
            server_session_id,
            response_id,
            chunk,
            complete,
            schema: None,
            rest: Bytes::new(),
        },
    )
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn fields_round_trip(fields in fields()) {
        prop_assert_eq!(read(&written(&fields)), Some(fields));
    }

    #[test]
    fn damaged_fields_never_panic(fields in fields(), damages in damages()) {
        let bytes = damaged(&written(&fields), &damages);
        let _ = read(&bytes);
        let _ = wire::strings(&bytes, [1, 15]);
        let mut reader = Reader::new(&bytes);
        while let Ok(Some(_)) = reader.packed_varint() {}
    }

    #[test]
    fn responses_round_trip(response in response()) {
        let parsed = Response::parse(&encode(&response)).unwrap();
        prop_assert_eq!(parsed.session_id, response.session_id);
        prop_assert_eq!(parsed.server_session_id, response.server_session_id);
        prop_assert_eq!(parsed.response_id, response.response_id);
        prop_assert_eq!(parsed.chunk, response.chunk);
        prop_assert_eq!(parsed.complete, response.complete);
    }

    #[test]
    fn a_damaged_response_never_panics(response in response(), damages in damages()) {
        let _ = Response::parse(&Bytes::from(damaged(&encode(&response), &damages)));
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..256)) {
        let _ = read(&bytes);
        let _ = Response::parse(&Bytes::from(bytes));
    }
}
