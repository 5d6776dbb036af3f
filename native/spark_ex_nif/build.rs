//! Links the library so that it stays in memory once it is loaded.
//!
//! The VM unloads a NIF library when its module is purged. But the runtime's threads run code of it for as
//! long as the VM lives, and so do arrays that were handed to another library, when they are freed.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-z,nodelete");
    }
}
