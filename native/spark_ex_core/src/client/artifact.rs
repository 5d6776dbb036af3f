//! Artifacts: files and bytes for the session's server, as one stream of checksummed messages.
//!
//! Small artifacts share a message; larger ones are split into parts. Each part carries its
//! CRC-32, and the server reports which artifacts arrived intact.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use prost::Message;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use crate::error::Error;
use crate::proto::messages::{
    AddArtifactsRequest, AddArtifactsResponse, ArtifactBatch, ArtifactChunk,
    BeginChunkedArtifact, SingleChunkArtifact,
};

/// The most data in one message. PySpark sends 32 KiB.
pub const PART_BYTES: usize = 1024 * 1024;

/// An artifact to send.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Its name on the server, such as `jars/a.jar` or `cache/` and a hash.
    pub name: String,
    /// Its data.
    pub content: Content,
}

/// The data of an artifact.
#[derive(Clone, Debug)]
pub enum Content {
    /// Bytes in memory.
    Bytes(Bytes),
    /// A file, read while it is sent.
    File(PathBuf),
}

/// The messages of an upload, built one at a time.
#[derive(Debug)]
pub struct UploadMessages {
    remaining: VecDeque<Artifact>,
    partial: Option<PartialArtifact>,
}

/// An artifact of which some parts are sent.
#[derive(Debug)]
struct PartialArtifact {
    source: Source,
    size: u64,
    sent: u64,
}

#[derive(Debug)]
enum Source {
    Bytes(Bytes),
    File(File, PathBuf),
}

impl UploadMessages {
    /// The messages that carry these artifacts, in their order.
    pub fn new(artifacts: Vec<Artifact>) -> Self {
        Self {
            remaining: artifacts.into(),
            partial: None,
        }
    }

    /// The next message, without the session fields; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let request = self.next_request().await?;
        Ok(request.map(|request| request.encode_to_vec()))
    }

    async fn next_request(&mut self) -> Result<Option<AddArtifactsRequest>, Error> {
        if let Some(partial) = self.partial.take() {
            return self.next_part(partial).await.map(Some);
        }
        let mut batch = Vec::new();
        let mut bytes = 0;
        while let Some(artifact) = self.remaining.pop_front() {
            let mut partial = PartialArtifact::open(&artifact).await?;
            let size = usize::try_from(partial.size).unwrap_or(usize::MAX);
            if !batch.is_empty() && size > PART_BYTES - bytes {
                self.remaining.push_front(artifact);
                break;
            }
            if size > PART_BYTES {
                return self.first_part(artifact.name, partial).await.map(Some);
            }
            bytes += size;
            batch.push(SingleChunkArtifact {
                name: artifact.name,
                data: Some(partial.read_part().await?),
            });
        }
        Ok((!batch.is_empty()).then(|| AddArtifactsRequest {
            batch: Some(ArtifactBatch { artifacts: batch }),
            ..AddArtifactsRequest::default()
        }))
    }

    async fn first_part(
        &mut self,
        name: String,
        mut partial: PartialArtifact,
    ) -> Result<AddArtifactsRequest, Error> {
        let begin_chunk = BeginChunkedArtifact {
            name,
            total_bytes: partial.size.cast_signed(),
            num_chunks: partial.size.div_ceil(PART_BYTES as u64).cast_signed(),
            initial_chunk: Some(partial.read_part().await?),
        };
        self.partial = Some(partial);
        Ok(AddArtifactsRequest {
            begin_chunk: Some(begin_chunk),
            ..AddArtifactsRequest::default()
        })
    }

    async fn next_part(
        &mut self,
        mut partial: PartialArtifact,
    ) -> Result<AddArtifactsRequest, Error> {
        let chunk = partial.read_part().await?;
        if partial.sent < partial.size {
            self.partial = Some(partial);
        }
        Ok(AddArtifactsRequest {
            chunk: Some(chunk),
            ..AddArtifactsRequest::default()
        })
    }
}

impl PartialArtifact {
    async fn open(artifact: &Artifact) -> Result<Self, Error> {
        let (source, size) = match &artifact.content {
            Content::Bytes(bytes) => (Source::Bytes(bytes.clone()), bytes.len() as u64),
            Content::File(path) => {
                let error = |error| read_error(path, error);
                let file = File::open(path).await.map_err(error)?;
                let size = file.metadata().await.map_err(error)?.len();
                (Source::File(file, path.clone()), size)
            }
        };
        Ok(Self {
            source,
            size,
            sent: 0,
        })
    }

    /// Reads the next part. Fails if a file has become shorter: its size was already sent.
    async fn read_part(&mut self) -> Result<ArtifactChunk, Error> {
        let length = (self.size - self.sent).min(PART_BYTES as u64) as usize;
        let data = match &mut self.source {
            Source::Bytes(bytes) => bytes.split_to(length),
            Source::File(file, path) => {
                let mut data = vec![0; length];
                let read = file.read_exact(&mut data).await;
                read.map_err(|error| read_error(path, error))?;
                Bytes::from(data)
            }
        };
        self.sent += length as u64;
        Ok(ArtifactChunk {
            crc: crc32fast::hash(&data).into(),
            data,
        })
    }
}

fn read_error(path: &Path, error: std::io::Error) -> Error {
    Error::Data(format!("can't read the file {}: {error}", path.display()))
}

/// Fails if the server reports that an artifact was damaged.
pub fn verify_checksums(response: &[u8]) -> Result<(), Error> {
    let response = AddArtifactsResponse::decode(response).map_err(|error| {
        Error::Decode(format!("the server sent a malformed message: {error}"))
    })?;
    let damaged: Vec<String> = response
        .artifacts
        .into_iter()
        .filter(|artifact| !artifact.is_crc_successful)
        .map(|artifact| artifact.name)
        .collect();
    if damaged.is_empty() {
        return Ok(());
    }
    Err(Error::Decode(format!(
        "the server discarded artifacts that were damaged in transit (CRC-32 mismatch): {}",
        damaged.join(", ")
    )))
}
