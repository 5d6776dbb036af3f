//! Plans compressed with zstd, as the server's configuration asks for (Spark 4.1 and later).
//!
//! The rules are PySpark's (`client/core.py`, `_try_compress_and_set_plan`): from a threshold on,
//! only if that makes the plan smaller, and no more in this session once the server could not read
//! one. Nothing here talks to a server.

use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use tokio::sync::OnceCell;

use crate::error::Error;
use crate::proto::descriptors::{Field, Kind, MessageId, Schema};
use crate::proto::wire::{self, Reader, Value, WireType, Writer};

/// Requests that are smaller are never worth asking the server for its configuration.
pub const LARGE: usize = 64 * 1024;

const KEYS: [&str; 2] = [
    "spark.connect.session.planCompression.threshold",
    "spark.connect.session.planCompression.defaultAlgorithm",
];
const ALGORITHM: &str = "ZSTD";
/// zstd's own default, as with PySpark.
const LEVEL: i32 = 3;
const CANNOT_PARSE: &str = "CONNECT_INVALID_PLAN.CANNOT_PARSE";
/// An `AnalyzePlanRequest` holds its plan within the analysis that is asked for.
const PLAN_DEPTH: usize = 1;

/// What is known of the server's wish; asked for once in a session.
#[derive(Debug, Default)]
pub struct Compression {
    threshold: OnceCell<Option<usize>>,
    refused: AtomicBool,
}

impl Compression {
    /// The bytes that an operation must exceed to be compressed, as `fetch` finds out unless that is
    /// known; `None` where nothing is compressed.
    pub async fn threshold(
        &self,
        fetch: impl Future<Output = Result<Option<usize>, Error>>,
    ) -> Option<usize> {
        if self.refused.load(Ordering::SeqCst) {
            return None;
        }
        // A failure says nothing about the wish: the next large plan asks again.
        let known = self.threshold.get_or_try_init(|| fetch).await;
        known.ok().copied().flatten()
    }

    /// Whether an error says that the server can't read compressed plans; it gets none any more.
    pub fn refused(&self, error: &Error) -> bool {
        let refused = error.names(CANNOT_PARSE);
        if refused {
            self.refused.store(true, Ordering::SeqCst);
        }
        refused
    }
}

/// The `ConfigRequest` that asks for the server's wish. Servers that do not know the keys leave the
/// values out.
pub fn config_request() -> Bytes {
    const OPERATION: u32 = 3;
    const GET_OPTION: u32 = 4;
    const FIELD_KEYS: u32 = 1;
    let mut writer = Writer::default();
    for key in KEYS.iter().rev() {
        writer.len_field(FIELD_KEYS, key.as_bytes());
    }
    writer.close(GET_OPTION, 0);
    writer.close(OPERATION, 0);
    writer.finish()
}

/// The threshold that a `ConfigResponse` names, where it wants a compression that is known here.
pub fn wish(response: &[u8]) -> Result<Option<usize>, Error> {
    const PAIRS: u32 = 2;
    const KEY: u32 = 1;
    const VALUE: u32 = 2;
    let mut values = [""; 2];
    let mut reader = Reader::new(response);
    while let Some((number, value)) = reader.field()? {
        if let (PAIRS, Value::Len(pair)) = (number, value) {
            let [key, value] = wire::strings(pair, [KEY, VALUE])?;
            if let Some(at) = KEYS.iter().position(|known| *known == key) {
                values[at] = value;
            }
        }
    }
    let [threshold, algorithm] = values;
    // A negative one is how a server switches it off.
    Ok(threshold
        .parse()
        .ok()
        .filter(|_: &usize| algorithm == ALGORITHM))
}

/// A request with its large plans compressed; `None` where there are none, or none gets smaller.
pub fn compress(
    message: MessageId,
    request: &[u8],
    threshold: usize,
) -> Result<Option<Bytes>, Error> {
    rewrite(message, request, threshold, PLAN_DEPTH)
}

fn rewrite(
    message: MessageId,
    bytes: &[u8],
    threshold: usize,
    depth: usize,
) -> Result<Option<Bytes>, Error> {
    let schema = Schema::get();
    let mut reader = Reader::new(bytes);
    let mut fields = Vec::new();
    loop {
        let before = bytes.len() - reader.remaining();
        let Some((number, value)) = reader.field()? else {
            break;
        };
        let raw = &bytes[before..bytes.len() - reader.remaining()];
        let position = schema.messages[message].position(number);
        let field = position.map(|position| &schema.messages[message].fields[position]);
        let smaller = match (field, value) {
            (Some(field), Value::Len(inner)) if inner.len() > threshold => {
                shrink(field, inner, threshold, depth)?
            }
            _ => None,
        };
        fields.push((number, raw, smaller));
    }
    if fields.iter().all(|(_, _, smaller)| smaller.is_none()) {
        return Ok(None);
    }
    let mut writer = Writer::default();
    for (number, raw, smaller) in fields.into_iter().rev() {
        match smaller {
            Some(smaller) => writer.len_field(number, &smaller),
            None => writer.bytes(raw),
        }
    }
    Ok(Some(writer.finish()))
}

fn shrink(
    field: &Field,
    inner: &[u8],
    threshold: usize,
    depth: usize,
) -> Result<Option<Bytes>, Error> {
    match field.kind {
        Kind::Message(id) if Schema::get().messages[id].name == "spark.connect.Plan" => {
            compressed_plan(inner, threshold)
        }
        Kind::Message(id) if depth > 0 => rewrite(id, inner, threshold, depth - 1),
        _ => Ok(None),
    }
}

/// A `spark.connect.Plan` with its relation or command as a `CompressedOperation`.
fn compressed_plan(plan: &[u8], threshold: usize) -> Result<Option<Bytes>, Error> {
    const ROOT: u32 = 1;
    const COMMAND: u32 = 2;
    const COMPRESSED_OPERATION: u32 = 3;
    const DATA: u32 = 1;
    const OP_TYPE: u32 = 2;
    const COMPRESSION_CODEC: u32 = 3;
    const ZSTD: u64 = 1;
    let Some((number @ (ROOT | COMMAND), Value::Len(operation))) = Reader::new(plan).field()?
    else {
        return Ok(None);
    };
    if operation.len() <= threshold {
        return Ok(None);
    }
    let data = zstd::bulk::compress(operation, LEVEL)
        .map_err(|error| Error::Endpoint(format!("zstd: {error}")))?;
    if data.len() >= operation.len() {
        return Ok(None);
    }
    let mut writer = Writer::default();
    writer.varint(ZSTD);
    writer.key(COMPRESSION_CODEC, WireType::Varint);
    // OP_TYPE_RELATION and OP_TYPE_COMMAND are numbered as the fields are.
    writer.varint(u64::from(number));
    writer.key(OP_TYPE, WireType::Varint);
    writer.len_field(DATA, &data);
    writer.close(COMPRESSED_OPERATION, 0);
    Ok(Some(writer.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A message of one field, `path` from the outermost to the innermost.
    fn nested(path: &[u32], payload: &[u8]) -> Bytes {
        let mut writer = Writer::default();
        writer.bytes(payload);
        for number in path.iter().rev() {
            writer.close(*number, 0);
        }
        writer.finish()
    }

    fn inner<'a>(mut bytes: &'a [u8], path: &[u32]) -> &'a [u8] {
        for wanted in path {
            let mut reader = Reader::new(bytes);
            bytes = loop {
                match reader.field().unwrap().expect("no such field") {
                    (number, Value::Len(value)) if number == *wanted => break value,
                    _ => {}
                }
            };
        }
        bytes
    }

    fn message(name: &str) -> MessageId {
        Schema::get().message(name).unwrap()
    }

    #[test]
    fn the_plan_of_a_query_becomes_a_compressed_operation() {
        let operation = vec![7; 10_000];
        let mut request = nested(&[3, 1], &operation).to_vec();
        request.extend_from_slice(&nested(&[1], b"session"));
        let id = message("spark.connect.ExecutePlanRequest");
        let compressed = compress(id, &request, 9_999).unwrap().unwrap();
        assert!(compressed.len() < 200);
        assert_eq!(inner(&compressed, &[1]), b"session");
        let mut fields = Reader::new(inner(&compressed, &[3, 3]));
        let Some((1, Value::Len(data))) = fields.field().unwrap() else {
            panic!("no data");
        };
        assert_eq!(zstd::bulk::decompress(data, 20_000).unwrap(), operation);
        assert_eq!(fields.field().unwrap(), Some((2, Value::Varint(1))));
        assert_eq!(fields.field().unwrap(), Some((3, Value::Varint(1))));
    }

    #[test]
    fn a_command_is_marked_as_one() {
        let request = nested(&[3, 2], &[7; 10_000]);
        let id = message("spark.connect.ExecutePlanRequest");
        let compressed = compress(id, &request, 100).unwrap().unwrap();
        let mut fields = Reader::new(inner(&compressed, &[3, 3]));
        fields.field().unwrap();
        assert_eq!(fields.field().unwrap(), Some((2, Value::Varint(2))));
    }

    #[test]
    fn the_plan_of_an_analysis_is_found_as_well() {
        let id = message("spark.connect.AnalyzePlanRequest");
        let schema = Schema::get().messages[id].number("schema").unwrap();
        let request = nested(&[schema, 1, 1], &[7; 10_000]);
        let compressed = compress(id, &request, 100).unwrap().unwrap();
        assert!(!inner(&compressed, &[schema, 1, 3]).is_empty());
    }

    #[test]
    fn what_is_small_or_would_not_shrink_stays_as_it_is() {
        let id = message("spark.connect.ExecutePlanRequest");
        let at_the_threshold = nested(&[3, 1], &[7; 10_000]);
        assert_eq!(compress(id, &at_the_threshold, 10_000).unwrap(), None);
        let random: Vec<u8> = (0..10_000).map(|_| fastrand::u8(..)).collect();
        assert_eq!(compress(id, &nested(&[3, 1], &random), 100).unwrap(), None);
        let id = message("spark.connect.ConfigRequest");
        assert_eq!(compress(id, &nested(&[3], b""), 0).unwrap(), None);
    }

    fn response(values: [Option<&str>; 2]) -> Bytes {
        let mut writer = Writer::default();
        for (key, value) in KEYS.iter().zip(values) {
            let before = writer.len();
            if let Some(value) = value {
                writer.len_field(2, value.as_bytes());
            }
            writer.len_field(1, key.as_bytes());
            writer.close(2, before);
        }
        writer.finish()
    }

    #[test]
    fn compresses_only_as_the_server_wishes() {
        let wished = |values| wish(&response(values)).unwrap();
        assert_eq!(wished([Some("10485760"), Some("ZSTD")]), Some(10_485_760));
        assert_eq!(wished([Some("10485760"), Some("NONE")]), None);
        assert_eq!(wished([Some("10485760"), Some("LZ4")]), None);
        assert_eq!(wished([Some("-1"), Some("ZSTD")]), None);
        assert_eq!(wished([None, None]), None);
    }
}
