//! Artifacts: files and bytes that a session's server is given, in one stream of checked frames.
//!
//! Those that fit into a frame travel together, larger ones in as many frames as they need. Each frame
//! carries the CRC-32 of its data, and the server says which artifacts arrived undamaged.

use std::collections::VecDeque;
use std::path::PathBuf;

use bytes::Bytes;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use crate::error::Error;
use crate::proto::descriptors::{Method, Schema};
use crate::proto::wire::{Reader, Value, WireType, Writer};

/// Data in one message at most. PySpark sends 32 KiB.
pub const FRAME_BYTES: usize = 1024 * 1024;

// The numbers of the fields in the messages nested in an `AddArtifactsRequest`.
const DATA: u32 = 1;
const CRC: u32 = 2;
const NAME: u32 = 1;
const SINGLE_DATA: u32 = 2;
const BATCH_ARTIFACTS: u32 = 1;
const TOTAL_BYTES: u32 = 2;
const NUM_CHUNKS: u32 = 3;
const INITIAL_CHUNK: u32 = 4;

// And of those of an `AddArtifactsResponse`.
const SUMMARY_NAME: u32 = 1;
const SUMMARY_CRC_SUCCESSFUL: u32 = 2;

/// Something to give to the server.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// What the server knows it by, such as `jars/a.jar` or `cache/` and a hash.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// Where the data of an artifact is.
#[derive(Clone, Debug)]
pub enum Content {
    /// In memory.
    Bytes(Bytes),
    /// In a file, which is read while it is sent.
    File(PathBuf),
}

/// The messages that carry some artifacts, made one at a time.
#[derive(Debug)]
pub struct Frames {
    numbers: Numbers,
    left: VecDeque<Artifact>,
    open: Option<Open>,
}

/// A large artifact of which some frames are sent.
#[derive(Debug)]
struct Open {
    source: Source,
    size: u64,
    sent: u64,
}

#[derive(Debug)]
enum Source {
    Bytes(Bytes),
    File(File, PathBuf),
}

/// The members of the request's payload.
#[derive(Clone, Copy, Debug)]
struct Numbers {
    batch: u32,
    begin_chunk: u32,
    chunk: u32,
}

impl Frames {
    /// Of these artifacts, in their order.
    pub fn new(method: &Method, artifacts: Vec<Artifact>) -> Result<Self, Error> {
        let message = &Schema::get().messages[method.input];
        let number = |name: &str| {
            message
                .number(name)
                .ok_or_else(|| Error::Endpoint(format!("{} has no field {name}", message.name)))
        };
        Ok(Self {
            numbers: Numbers {
                batch: number("batch")?,
                begin_chunk: number("begin_chunk")?,
                chunk: number("chunk")?,
            },
            left: artifacts.into(),
            open: None,
        })
    }

    /// The next message but for the fields that all requests share; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        if let Some(open) = self.open.take() {
            return self.further(open).await.map(Some);
        }
        let mut batch = Vec::new();
        let mut bytes = 0;
        while let Some(artifact) = self.left.pop_front() {
            let open = Open::new(&artifact).await?;
            let size = usize::try_from(open.size).unwrap_or(usize::MAX);
            if !batch.is_empty() && size > FRAME_BYTES - bytes {
                self.left.push_front(artifact);
                break;
            }
            if size > FRAME_BYTES {
                return self.begin(artifact.name, open).await.map(Some);
            }
            let mut open = open;
            bytes += size;
            batch.push((artifact.name, open.read().await?));
        }
        Ok((!batch.is_empty()).then(|| self.batch(&batch)))
    }

    fn batch(&self, artifacts: &[(String, Bytes)]) -> Bytes {
        let bytes: usize = artifacts.iter().map(|(_, data)| data.len() + 256).sum();
        let mut writer = Writer::with_capacity(bytes);
        let whole = writer.len();
        for (name, data) in artifacts.iter().rev() {
            let before = writer.len();
            chunk(&mut writer, SINGLE_DATA, data);
            writer.len_field(NAME, name.as_bytes());
            writer.close(BATCH_ARTIFACTS, before);
        }
        writer.close(self.numbers.batch, whole);
        writer.finish()
    }

    async fn begin(&mut self, name: String, mut open: Open) -> Result<Bytes, Error> {
        let data = open.read().await?;
        let mut writer = Writer::with_capacity(data.len() + 256);
        let before = writer.len();
        chunk(&mut writer, INITIAL_CHUNK, &data);
        writer.varint(open.size.div_ceil(FRAME_BYTES as u64));
        writer.key(NUM_CHUNKS, WireType::Varint);
        writer.varint(open.size);
        writer.key(TOTAL_BYTES, WireType::Varint);
        writer.len_field(NAME, name.as_bytes());
        writer.close(self.numbers.begin_chunk, before);
        self.open = Some(open);
        Ok(writer.finish())
    }

    async fn further(&mut self, mut open: Open) -> Result<Bytes, Error> {
        let data = open.read().await?;
        let mut writer = Writer::with_capacity(data.len() + 64);
        chunk(&mut writer, self.numbers.chunk, &data);
        if open.sent < open.size {
            self.open = Some(open);
        }
        Ok(writer.finish())
    }
}

impl Open {
    async fn new(artifact: &Artifact) -> Result<Self, Error> {
        let (source, size) = match &artifact.content {
            Content::Bytes(bytes) => (Source::Bytes(bytes.clone()), bytes.len() as u64),
            Content::File(path) => {
                let unreadable = |error| unreadable(path, error);
                let file = File::open(path).await.map_err(unreadable)?;
                let size = file.metadata().await.map_err(unreadable)?.len();
                (Source::File(file, path.clone()), size)
            }
        };
        Ok(Self {
            source,
            size,
            sent: 0,
        })
    }

    /// The data of the next frame. A file that has become shorter meanwhile is an error: the server was
    /// told its size.
    async fn read(&mut self) -> Result<Bytes, Error> {
        let length = (self.size - self.sent).min(FRAME_BYTES as u64) as usize;
        let data = match &mut self.source {
            Source::Bytes(bytes) => bytes.split_to(length),
            Source::File(file, path) => {
                let mut data = vec![0; length];
                let read = file.read_exact(&mut data).await;
                read.map_err(|error| unreadable(path, error))?;
                Bytes::from(data)
            }
        };
        self.sent += length as u64;
        Ok(data)
    }
}

fn chunk(writer: &mut Writer, field: u32, data: &[u8]) {
    let before = writer.len();
    writer.varint(u64::from(crc32fast::hash(data)));
    writer.key(CRC, WireType::Varint);
    writer.len_field(DATA, data);
    writer.close(field, before);
}

fn unreadable(path: &std::path::Path, error: std::io::Error) -> Error {
    Error::Data(format!(
        "the file {} can't be read: {error}",
        path.display()
    ))
}

/// An error where a response says that an artifact arrived damaged.
pub fn check(method: &Method, response: &[u8]) -> Result<(), Error> {
    let message = &Schema::get().messages[method.output];
    let artifacts = message.number("artifacts");
    let mut damaged = Vec::new();
    let mut reader = Reader::new(response);
    while let Some((number, value)) = reader.field()? {
        if let (true, Value::Len(summary)) = (Some(number) == artifacts, value) {
            damaged.extend(damaged_name(summary)?);
        }
    }
    if damaged.is_empty() {
        return Ok(());
    }
    Err(Error::Decode(format!(
        "the server received data that was damaged on the way (CRC-32) and has discarded it: {}",
        damaged.join(", ")
    )))
}

fn damaged_name(summary: &[u8]) -> Result<Option<String>, Error> {
    let (mut name, mut successful) = (String::new(), false);
    let mut reader = Reader::new(summary);
    while let Some((number, value)) = reader.field()? {
        match (number, value) {
            (SUMMARY_NAME, Value::Len(bytes)) => {
                name = String::from_utf8_lossy(bytes).into_owned();
            }
            (SUMMARY_CRC_SUCCESSFUL, Value::Varint(flag)) => successful = flag != 0,
            _ => {}
        }
    }
    Ok((!successful).then_some(name))
}
