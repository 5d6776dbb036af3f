//! Links the library so that it is never unloaded.
//!
//! The VM unloads a NIF library when its module is purged. The threads of the runtime run its
//! code until the VM ends, and so do arrays that another library frees.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
