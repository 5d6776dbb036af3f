//! Compiles the vendored protos into one descriptor set; no `protoc` is needed.

use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let protos = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../priv/proto");
    println!("cargo::rerun-if-changed={}", protos.display());

    let descriptors = protox::Compiler::new([&protos])?
        .include_imports(true)
        .open_file("spark/connect/base.proto")?
        .encode_file_descriptor_set();

    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("spark_connect.fds");
    std::fs::write(out, descriptors)?;
    Ok(())
}
