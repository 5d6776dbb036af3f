//! Uploads of artifacts to a scripted server.

use bytes::Bytes;
use spark_ex_core::client::Client;
use spark_ex_core::client::artifact::{Artifact, Content, PART_BYTES};
use spark_ex_core::error::Error;
use spark_ex_core::proto::wire::{Reader, Value, WireType, Writer, strings};
use tonic::Status;

use crate::fixture::start;
use crate::server::{Script, Step};

const BATCH: u32 = 3;
const BEGIN_CHUNK: u32 = 4;
const CHUNK: u32 = 5;

fn artifact(name: &str, bytes: usize) -> Artifact {
    let data: Vec<u8> = (0..bytes).map(|at| (at * 31 % 251) as u8).collect();
    Artifact {
        name: name.into(),
        content: Content::Bytes(Bytes::from(data)),
    }
}

fn data(artifact: &Artifact) -> &[u8] {
    match &artifact.content {
        Content::Bytes(bytes) => bytes,
        Content::File(path) => panic!("{path:?}"),
    }
}

fn fields(message: &[u8]) -> Vec<(u32, Value<'_>)> {
    let mut reader = Reader::new(message);
    std::iter::from_fn(|| reader.field().unwrap()).collect()
}

fn len(message: &[u8], number: u32) -> Option<&[u8]> {
    fields(message).into_iter().find_map(|field| match field {
        (found, Value::Len(bytes)) if found == number => Some(bytes),
        _ => None,
    })
}

fn varint(message: &[u8], number: u32) -> Option<u64> {
    fields(message).into_iter().find_map(|field| match field {
        (found, Value::Varint(value)) if found == number => Some(value),
        _ => None,
    })
}

/// The data of a chunk, after its checksum was verified.
fn checked(chunk: &[u8]) -> Vec<u8> {
    let data = len(chunk, 1).unwrap_or_default();
    assert_eq!(
        varint(chunk, 2).unwrap_or(0),
        u64::from(crc32fast::hash(data))
    );
    data.to_vec()
}

/// The artifacts in the requests, by name.
fn received(script: &Script) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for request in script.requests("AddArtifacts") {
        assert_eq!(strings(&request, [1]).unwrap(), ["session-1"]);
        for (number, value) in fields(&request) {
            let Value::Len(payload) = value else {
                continue;
            };
            match number {
                BATCH => all.extend(fields(payload).into_iter().map(|(_, single)| {
                    let Value::Len(single) = single else {
                        panic!("{single:?}");
                    };
                    let name = strings(single, [1]).unwrap()[0].to_owned();
                    (name, checked(len(single, 2).unwrap()))
                })),
                BEGIN_CHUNK => {
                    let name = strings(payload, [1]).unwrap()[0].to_owned();
                    all.push((name, checked(len(payload, 4).unwrap())));
                }
                CHUNK => all.last_mut().unwrap().1.extend(checked(payload)),
                _ => {}
            }
        }
    }
    all
}

async fn add(client: &Client, artifacts: &[Artifact]) -> Result<(), Error> {
    client.add_artifacts(artifacts, None, &()).await
}

#[tokio::test]
async fn artifacts_of_any_size_arrive_unchanged_and_in_order() {
    let (script, client) = start().await;
    let sizes = [
        0,
        1,
        PART_BYTES - 1,
        PART_BYTES,
        10,
        PART_BYTES + 1,
        3 * PART_BYTES,
        20,
    ];
    let artifacts: Vec<_> = sizes
        .iter()
        .enumerate()
        .map(|(at, size)| artifact(&format!("files/{at}"), *size))
        .collect();
    add(&client, &artifacts).await.unwrap();
    let expected: Vec<_> = artifacts
        .iter()
        .map(|artifact| (artifact.name.clone(), data(artifact).to_vec()))
        .collect();
    assert_eq!(received(&script), expected);
}

#[tokio::test]
async fn a_large_artifact_announces_its_size_and_parts() {
    let (script, client) = start().await;
    let large = artifact("files/a", 2 * PART_BYTES + 5);
    add(&client, &[large]).await.unwrap();
    let requests = script.requests("AddArtifacts");
    let begin = len(&requests[0], BEGIN_CHUNK).unwrap();
    assert_eq!(varint(begin, 2), Some(2 * PART_BYTES as u64 + 5));
    assert_eq!(varint(begin, 3), Some(3));
    assert_eq!(requests.len(), 3);
}

#[tokio::test]
async fn small_artifacts_share_a_message() {
    let (script, client) = start().await;
    let artifacts: Vec<_> = (0..100)
        .map(|at| artifact(&format!("files/{at}"), 100))
        .collect();
    add(&client, &artifacts).await.unwrap();
    assert_eq!(script.requests("AddArtifacts").len(), 1);
    assert_eq!(received(&script).len(), 100);
}

#[tokio::test]
async fn a_failed_upload_is_retried_as_a_whole() {
    let (script, client) = start().await;
    let unavailable = vec![Step::Fail(Box::new(Status::unavailable("soon")))];
    let answer = vec![Step::Send(Bytes::new())];
    script.answers_in_turn("AddArtifacts", vec![unavailable, answer]);
    add(&client, &[artifact("files/a", 2 * PART_BYTES)])
        .await
        .unwrap();
    let received = received(&script);
    assert_eq!(received.len(), 2);
    assert_eq!(received[0], received[1]);
}

#[tokio::test]
async fn a_damaged_artifact_is_an_error() {
    let (script, client) = start().await;
    let mut response = Writer::default();
    for (name, successful) in [("files/a", 1), ("files/b", 0)] {
        let before = response.len();
        response.varint(successful);
        response.key(2, WireType::Varint);
        response.len_field(1, name.as_bytes());
        response.close(1, before);
    }
    script.answer("AddArtifacts", vec![Step::Send(response.finish())]);
    let failed = add(&client, &[artifact("files/a", 1), artifact("files/b", 1)]).await;
    let text = failed.unwrap_err().to_string();
    assert!(
        text.contains("files/b") && !text.contains("files/a"),
        "{text}"
    );
}

#[tokio::test]
async fn files_are_read_while_they_are_sent() {
    let (script, client) = start().await;
    let content = artifact("", 3 * PART_BYTES + 7);
    let path = std::env::temp_dir().join(format!("spark_ex-artifact-{}", std::process::id()));
    std::fs::write(&path, data(&content)).unwrap();
    let file = Artifact {
        name: "files/a".into(),
        content: Content::File(path.clone()),
    };
    add(&client, &[file]).await.unwrap();
    std::fs::remove_file(path).unwrap();
    assert_eq!(
        received(&script),
        [("files/a".into(), data(&content).to_vec())]
    );
}

#[tokio::test]
async fn a_missing_file_is_an_error() {
    let (_script, client) = start().await;
    let file = Artifact {
        name: "files/a".into(),
        content: Content::File("/no/such/file".into()),
    };
    let failed = add(&client, &[artifact("files/b", 3 * PART_BYTES), file]).await;
    assert!(
        matches!(&failed, Err(Error::Data(text)) if text.contains("/no/such/file")),
        "{failed:?}"
    );
}
