//! The flat messages that the core itself writes and reads.
//!
//! Fields that every request carries are left out: `client::session_fields` adds them. Plans
//! never become structs, see `transport::codec`.

use bytes::Bytes;
use prost::Message;

/// A message without fields.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Empty {}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct AnalyzePlanRequest {
    #[prost(message, optional, tag = "10")]
    pub(crate) spark_version: Option<Empty>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct AnalyzePlanResponse {
    #[prost(message, optional, tag = "8")]
    pub(crate) spark_version: Option<SparkVersion>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct SparkVersion {
    #[prost(string, tag = "1")]
    pub(crate) version: String,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ReleaseExecuteRequest {
    #[prost(string, tag = "3")]
    pub(crate) operation_id: String,
    #[prost(message, optional, tag = "5")]
    pub(crate) release_all: Option<Empty>,
    #[prost(message, optional, tag = "6")]
    pub(crate) release_until: Option<ReleaseUntil>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ReleaseUntil {
    #[prost(string, tag = "1")]
    pub(crate) response_id: String,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct InterruptRequest {
    #[prost(int32, tag = "4")]
    pub(crate) interrupt_type: i32,
    #[prost(string, tag = "6")]
    pub(crate) operation_id: String,
}

impl InterruptRequest {
    pub(crate) const OPERATION_ID: i32 = 3;
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ConfigRequest {
    #[prost(message, optional, tag = "3")]
    pub(crate) operation: Option<ConfigOperation>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ConfigOperation {
    #[prost(message, optional, tag = "4")]
    pub(crate) get_option: Option<GetOption>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct GetOption {
    #[prost(string, repeated, tag = "1")]
    pub(crate) keys: Vec<String>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ConfigResponse {
    #[prost(message, repeated, tag = "2")]
    pub(crate) pairs: Vec<KeyValue>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct KeyValue {
    #[prost(string, tag = "1")]
    pub(crate) key: String,
    #[prost(string, tag = "2")]
    pub(crate) value: String,
}

/// A plan whose relation or command is compressed.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Plan {
    #[prost(message, optional, tag = "3")]
    pub(crate) compressed_operation: Option<CompressedOperation>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct CompressedOperation {
    #[prost(bytes = "bytes", tag = "1")]
    pub(crate) data: Bytes,
    #[prost(int32, tag = "2")]
    pub(crate) op_type: i32,
    #[prost(int32, tag = "3")]
    pub(crate) compression_codec: i32,
}

impl CompressedOperation {
    pub(crate) const ZSTD: i32 = 1;
}

/// One message of an upload; exactly one field is set.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct AddArtifactsRequest {
    #[prost(message, optional, tag = "3")]
    pub(crate) batch: Option<ArtifactBatch>,
    #[prost(message, optional, tag = "4")]
    pub(crate) begin_chunk: Option<BeginChunkedArtifact>,
    #[prost(message, optional, tag = "5")]
    pub(crate) chunk: Option<ArtifactChunk>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ArtifactBatch {
    #[prost(message, repeated, tag = "1")]
    pub(crate) artifacts: Vec<SingleChunkArtifact>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct SingleChunkArtifact {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(message, optional, tag = "2")]
    pub(crate) data: Option<ArtifactChunk>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct BeginChunkedArtifact {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(int64, tag = "2")]
    pub(crate) total_bytes: i64,
    #[prost(int64, tag = "3")]
    pub(crate) num_chunks: i64,
    #[prost(message, optional, tag = "4")]
    pub(crate) initial_chunk: Option<ArtifactChunk>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ArtifactChunk {
    #[prost(bytes = "bytes", tag = "1")]
    pub(crate) data: Bytes,
    #[prost(int64, tag = "2")]
    pub(crate) crc: i64,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct AddArtifactsResponse {
    #[prost(message, repeated, tag = "1")]
    pub(crate) artifacts: Vec<ArtifactSummary>,
}

#[derive(Clone, PartialEq, Message)]
pub(crate) struct ArtifactSummary {
    #[prost(string, tag = "1")]
    pub(crate) name: String,
    #[prost(bool, tag = "2")]
    pub(crate) is_crc_successful: bool,
}

#[cfg(test)]
mod tests {
    use crate::proto::descriptors::Schema;

    /// The tags above, by the names that the protos give them.
    const TAGS: &[(&str, &[(&str, u32)])] = &[
        ("AnalyzePlanRequest", &[("spark_version", 10)]),
        ("AnalyzePlanResponse", &[("spark_version", 8)]),
        ("AnalyzePlanResponse.SparkVersion", &[("version", 1)]),
        (
            "ReleaseExecuteRequest",
            &[
                ("operation_id", 3),
                ("release_all", 5),
                ("release_until", 6),
            ],
        ),
        ("ReleaseExecuteRequest.ReleaseUntil", &[("response_id", 1)]),
        (
            "InterruptRequest",
            &[("interrupt_type", 4), ("operation_id", 6)],
        ),
        ("ConfigRequest", &[("operation", 3)]),
        ("ConfigRequest.Operation", &[("get_option", 4)]),
        ("ConfigRequest.GetOption", &[("keys", 1)]),
        ("ConfigResponse", &[("pairs", 2)]),
        ("KeyValue", &[("key", 1), ("value", 2)]),
        ("Plan", &[("compressed_operation", 3)]),
        (
            "Plan.CompressedOperation",
            &[("data", 1), ("op_type", 2), ("compression_codec", 3)],
        ),
        (
            "AddArtifactsRequest",
            &[("batch", 3), ("begin_chunk", 4), ("chunk", 5)],
        ),
        ("AddArtifactsRequest.Batch", &[("artifacts", 1)]),
        (
            "AddArtifactsRequest.SingleChunkArtifact",
            &[("name", 1), ("data", 2)],
        ),
        (
            "AddArtifactsRequest.BeginChunkedArtifact",
            &[
                ("name", 1),
                ("total_bytes", 2),
                ("num_chunks", 3),
                ("initial_chunk", 4),
            ],
        ),
        (
            "AddArtifactsRequest.ArtifactChunk",
            &[("data", 1), ("crc", 2)],
        ),
        ("AddArtifactsResponse", &[("artifacts", 1)]),
        (
            "AddArtifactsResponse.ArtifactSummary",
            &[("name", 1), ("is_crc_successful", 2)],
        ),
    ];

    #[test]
    fn tags_match_the_protos() {
        let schema = Schema::get();
        for (name, fields) in TAGS {
            let id = schema
                .message(&format!("spark.connect.{name}"))
                .expect(name);
            for (field, tag) in *fields {
                assert_eq!(
                    schema.messages[id].number(field),
                    Some(*tag),
                    "{name}.{field}"
                );
            }
        }
    }
}
