//! zstd compression of plans, as the server's configuration asks for (Spark 4.1 and later).
//!
//! The rules are PySpark's (`client/core.py`, `_try_compress_and_set_plan`): plans above a
//! threshold are compressed if that makes them smaller, until the server fails to read one in
//! this session. Nothing here calls a server.

use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use prost::Message;
use tokio::sync::OnceCell;

use crate::error::Error;
use crate::proto::descriptors::{Field, Kind, MessageId, Schema};
use crate::proto::field_numbers::plan;
use crate::proto::messages::{
    CompressedOperation, ConfigOperation, ConfigRequest, ConfigResponse, GetOption, Plan,
};
use crate::proto::wire::{Reader, Value, Writer};

/// Smaller requests are sent without asking the server for its configuration.
pub const MIN_REQUEST_BYTES: usize = 64 * 1024;

const KEYS: [&str; 2] = [
    "spark.connect.session.planCompression.threshold",
    "spark.connect.session.planCompression.defaultAlgorithm",
];
const ALGORITHM: &str = "ZSTD";
/// The default of zstd and PySpark.
const LEVEL: i32 = 3;
const UNREADABLE_PLAN: &str = "CONNECT_INVALID_PLAN.CANNOT_PARSE";
/// An `AnalyzePlanRequest` has its plan one message down.
const MAX_PLAN_DEPTH: usize = 1;

/// The server's threshold, fetched once per session.
#[derive(Debug, Default)]
pub struct PlanCompression {
    threshold: OnceCell<Option<usize>>,
    refused: AtomicBool,
}

impl PlanCompression {
    /// The size above which an operation is compressed; `fetch` runs unless it is known. `None`
    /// if nothing is compressed.
    pub async fn threshold(
        &self,
        fetch: impl Future<Output = Result<Option<usize>, Error>>,
    ) -> Option<usize> {
        if self.refused.load(Ordering::SeqCst) {
            return None;
        }
        // After a failure, the next large plan fetches it again.
        let known = self.threshold.get_or_try_init(|| fetch).await;
        known.ok().copied().flatten()
    }

    /// Turns compression off if the server can't read compressed plans; returns whether it did.
    pub fn disable_if_refused(&self, error: &Error) -> bool {
        let refused = error.has_class(UNREADABLE_PLAN);
        if refused {
            self.refused.store(true, Ordering::SeqCst);
        }
        refused
    }
}

/// The `ConfigRequest` for the server's threshold and algorithm. Servers omit unknown keys.
pub fn config_request() -> Vec<u8> {
    let get_option = GetOption {
        keys: KEYS.map(str::to_owned).to_vec(),
    };
    let operation = ConfigOperation {
        get_option: Some(get_option),
    };
    let request = ConfigRequest {
        operation: Some(operation),
    };
    request.encode_to_vec()
}

/// The threshold in a `ConfigResponse`; `None` if compression is off or of another algorithm.
pub fn parse_threshold(response: &[u8]) -> Result<Option<usize>, Error> {
    let response = ConfigResponse::decode(response).map_err(|error| {
        Error::Decode(format!("the server sent a malformed message: {error}"))
    })?;
    let value = |key: &str| {
        let mut pairs = response.pairs.iter();
        pairs.find_map(|pair| (pair.key == key).then_some(pair.value.as_str()))
    };
    let [threshold, algorithm] = KEYS.map(value);
    // A server turns compression off with a negative threshold.
    Ok(threshold
        .and_then(parse_bytes)
        .filter(|_| algorithm == Some(ALGORITHM)))
}

/// A size of Spark's configuration: a number of bytes, or of a unit such as `m` or `mb`.
fn parse_bytes(text: &str) -> Option<usize> {
    let text = text.trim().to_ascii_lowercase();
    let digits = text.find(|character: char| !character.is_ascii_digit());
    let (number, unit) = text.split_at(digits.unwrap_or(text.len()));
    let exponent = match unit {
        "" | "b" => 0,
        "k" | "kb" => 1,
        "m" | "mb" => 2,
        "g" | "gb" => 3,
        "t" | "tb" => 4,
        "p" | "pb" => 5,
        _ => return None,
    };
    number
        .parse::<usize>()
        .ok()?
        .checked_mul(1024_usize.checked_pow(exponent)?)
}

/// A request with its large plans compressed; `None` if no plan gets smaller.
pub fn compress(
    message: MessageId,
    request: &[u8],
    threshold: usize,
) -> Result<Option<Bytes>, Error> {
    compress_message(message, request, threshold, MAX_PLAN_DEPTH)
}

fn compress_message(
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
                compress_field(field, inner, threshold, depth)?
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

fn compress_field(
    field: &Field,
    inner: &[u8],
    threshold: usize,
    depth: usize,
) -> Result<Option<Bytes>, Error> {
    match field.kind {
        Kind::Message(id) if Schema::get().messages[id].name == "spark.connect.Plan" => {
            compress_plan(inner, threshold)
        }
        Kind::Message(id) if depth > 0 => compress_message(id, inner, threshold, depth - 1),
        _ => Ok(None),
    }
}

/// A `spark.connect.Plan` with its relation or command as a `CompressedOperation`.
fn compress_plan(message: &[u8], threshold: usize) -> Result<Option<Bytes>, Error> {
    // `OpType` numbers relations and commands as these fields.
    let Some((number @ (plan::ROOT | plan::COMMAND), Value::Len(operation))) =
        Reader::new(message).field()?
    else {
        return Ok(None);
    };
    if operation.len() <= threshold {
        return Ok(None);
    }
    let data = zstd::bulk::compress(operation, LEVEL)
        .map_err(|error| Error::Internal(format!("zstd: {error}")))?;
    if data.len() >= operation.len() {
        return Ok(None);
    }
    let plan = Plan {
        compressed_operation: Some(CompressedOperation {
            data: data.into(),
            op_type: if number == plan::ROOT { 1 } else { 2 },
            compression_codec: CompressedOperation::ZSTD,
        }),
    };
    Ok(Some(plan.encode_to_vec().into()))
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
        for expected in path {
            let mut reader = Reader::new(bytes);
            bytes = loop {
                match reader.field().unwrap().expect("missing field") {
                    (number, Value::Len(value)) if number == *expected => break value,
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
    fn compresses_the_plan_of_a_query() {
        let operation = vec![7; 10_000];
        let mut request = nested(&[3, 1], &operation).to_vec();
        request.extend_from_slice(&nested(&[1], b"session"));
        let id = message("spark.connect.ExecutePlanRequest");
        let compressed = compress(id, &request, 9_999).unwrap().unwrap();
        assert!(compressed.len() < 200);
        assert_eq!(inner(&compressed, &[1]), b"session");
        let mut fields = Reader::new(inner(&compressed, &[3, 3]));
        let Some((1, Value::Len(data))) = fields.field().unwrap() else {
            panic!("missing data");
        };
        assert_eq!(zstd::bulk::decompress(data, 20_000).unwrap(), operation);
        assert_eq!(fields.field().unwrap(), Some((2, Value::Varint(1))));
        assert_eq!(fields.field().unwrap(), Some((3, Value::Varint(1))));
    }

    #[test]
    fn marks_a_compressed_command() {
        let request = nested(&[3, 2], &[7; 10_000]);
        let id = message("spark.connect.ExecutePlanRequest");
        let compressed = compress(id, &request, 100).unwrap().unwrap();
        let mut fields = Reader::new(inner(&compressed, &[3, 3]));
        fields.field().unwrap();
        assert_eq!(fields.field().unwrap(), Some((2, Value::Varint(2))));
    }

    #[test]
    fn compresses_the_plan_of_an_analysis() {
        let id = message("spark.connect.AnalyzePlanRequest");
        let schema = Schema::get().messages[id].number("schema").unwrap();
        let request = nested(&[schema, 1, 1], &[7; 10_000]);
        let compressed = compress(id, &request, 100).unwrap().unwrap();
        assert!(!inner(&compressed, &[schema, 1, 3]).is_empty());
    }

    #[test]
    fn keeps_small_and_incompressible_plans() {
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
    fn reads_the_threshold_and_the_algorithm() {
        let threshold = |values| parse_threshold(&response(values)).unwrap();
        assert_eq!(
            threshold([Some("10485760"), Some("ZSTD")]),
            Some(10_485_760)
        );
        assert_eq!(threshold([Some("16m"), Some("ZSTD")]), Some(16 << 20));
        assert_eq!(threshold([Some("10485760"), Some("NONE")]), None);
        assert_eq!(threshold([Some("10485760"), Some("LZ4")]), None);
        assert_eq!(threshold([Some("-1"), Some("ZSTD")]), None);
        assert_eq!(threshold([None, None]), None);
    }

    #[test]
    fn reads_sizes_with_units() {
        for (text, bytes) in [
            ("0", 0),
            ("7b", 7),
            (" 3 ", 3),
            ("2k", 2 << 10),
            ("2KB", 2 << 10),
            ("16m", 16 << 20),
            ("1Gb", 1 << 30),
            ("1t", 1 << 40),
            ("1pb", 1 << 50),
        ] {
            assert_eq!(parse_bytes(text), Some(bytes), "{text}");
        }
        for text in ["", "m", "-1", "-1m", "1.5m", "1 x", "999999999999p"] {
            assert_eq!(parse_bytes(text), None, "{text}");
        }
    }
}
