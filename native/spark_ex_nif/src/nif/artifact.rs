//! Artifacts for a session's server.

use std::path::PathBuf;
use std::time::Duration;

use bytes::Bytes;
use rustler::{Binary, Encoder, Env, NifTaggedEnum, ResourceArc, Term};
use spark_ex_core::client::artifact::{Artifact, Content};

use crate::nif::local_data::Chunk;
use crate::nif::session::{Session, spawn};
use crate::term::to_term::reply::Reply;
use crate::term::to_term::retry_event::Notices;

/// Where the data of an artifact is.
#[derive(NifTaggedEnum)]
enum Data<'a> {
    Bytes(Binary<'a>),
    File(String),
    Chunk(ResourceArc<Chunk>),
}

/// An artifact's name, and its data.
type Given<'a> = (String, Data<'a>);

/// Sends artifacts; answers `{tag, {:ok, nil} | {:error, …}}`, and `{tag, {:notice, …}}` for each try that
/// is made again before.
#[rustler::nif(schedule = "DirtyCpu")]
fn artifacts_add<'a>(
    env: Env<'a>,
    session: ResourceArc<Session>,
    artifacts: Vec<Given<'a>>,
    timeout: Option<u64>,
    tag: Term<'a>,
) -> Term<'a> {
    let artifacts: Vec<Artifact> = artifacts.into_iter().map(artifact).collect();
    let client = session.client.clone();
    let reply = Reply::new(env, tag);
    let notices = Notices::new(env, tag);
    let deadline = timeout.map(Duration::from_millis);
    spawn(env, async move {
        let outcome = client.add_artifacts(&artifacts, deadline, &notices).await;
        reply.send(outcome, |env, ()| {
            Ok(rustler::types::atom::nil().encode(env))
        });
    })
}

fn artifact((name, data): Given) -> Artifact {
    let content = match data {
        Data::Bytes(bytes) => Content::Bytes(Bytes::copy_from_slice(bytes.as_slice())),
        Data::File(path) => Content::File(PathBuf::from(path)),
        Data::Chunk(chunk) => Content::Bytes(chunk.ipc()),
    };
    Artifact { name, content }
}
