//! Uploads of artifacts.

use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use rustler::{Binary, Encoder, Env, NifTaggedEnum, ResourceArc, Term};
use spark_ex_core::client::artifact::{Artifact, Content};

use crate::nif::local_data::Chunk;
use crate::nif::session::{Session, spawn};
use crate::term::to_term::reply::Reply;
use crate::term::to_term::retry_event::RetryEventSender;

/// The data of an artifact.
#[derive(NifTaggedEnum)]
enum Data<'a> {
    Bytes(Binary<'a>),
    File(String),
    Chunk(ResourceArc<Chunk>),
}

/// The name and the data of an artifact.
type NamedData<'a> = (String, Data<'a>);

/// Uploads artifacts. Sends `{tag, {:ok, nil} | {:error, …}}`, and `{tag, {:retry, …}}` before
/// each retry.
#[rustler::nif(schedule = "DirtyCpu")]
fn artifact_add<'a>(
    env: Env<'a>,
    session: ResourceArc<Session>,
    artifacts: Vec<NamedData<'a>>,
    timeout: Option<u64>,
    tag: Term<'a>,
) -> Term<'a> {
    let artifacts: Vec<Artifact> = artifacts.into_iter().map(artifact).collect();
    let client = session.client.clone();
    let reply = Reply::new(env, tag);
    let on_retry = RetryEventSender::new(env, tag);
    let deadline = timeout.map(Duration::from_millis);
    spawn(env, async move {
        let outcome = client.add_artifacts(&artifacts, deadline, &on_retry).await;
        reply.send(outcome, |env, ()| {
            Ok(rustler::types::atom::nil().encode(env))
        });
    })
}

fn artifact((name, data): NamedData) -> Artifact {
    let content = match data {
        Data::Bytes(bytes) => Content::Bytes(Bytes::copy_from_slice(bytes.as_slice())),
        Data::File(path) => Content::File(PathBuf::from(path)),
        Data::Chunk(chunk) => Content::Bytes(chunk.ipc()),
    };
    Artifact { name, content }
}
