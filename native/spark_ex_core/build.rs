//! Compiles the vendored protos into one descriptor set; no `protoc` is needed.

use std::path::PathBuf;

// Relative to the package, where cargo runs this: checkouts that share a target folder share this
// program.
const PROTOS: &str = "../../priv/proto";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={PROTOS}");

    let descriptors = protox::Compiler::new([PROTOS])?
        .include_imports(true)
        .open_file("spark/connect/base.proto")?
        .encode_file_descriptor_set();

    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("spark_connect.fds");
    std::fs::write(out, descriptors)?;
    Ok(())
}
