//! Properties of any input: nothing panics, and no row is lost or repeated.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test properties` runs more cases than the
//! default.

mod arrow_table;
mod batch;
mod export;
mod json;
mod message;
mod reassembly;
#[path = "../support/response.rs"]
mod response;
mod variant;

use proptest::prelude::ProptestConfig;
use proptest::prop_oneof;
use proptest::strategy::{BoxedStrategy, Just, Strategy};

/// The number of cases per property, unless the environment sets it. Failures are not stored in
/// files; each becomes a test.
fn cases(count: u32) -> ProptestConfig {
    let default = ProptestConfig::default();
    let given = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if given { default.cases } else { count },
        failure_persistence: None,
        ..default
    }
}

/// One damage to a message in transit.
#[derive(Clone, Debug)]
enum Damage {
    Set(usize, u8),
    Flip(usize, u8),
    Number(usize, i64),
    Remove(usize, usize),
    Insert(usize, Vec<u8>),
    Repeat(usize, usize),
    Truncate(usize),
}

/// Some damages, at positions modulo the length.
fn damages() -> BoxedStrategy<Vec<Damage>> {
    use proptest::collection::vec;
    use proptest::num::{i64, u8, usize};

    let number = prop_oneof![
        i64::ANY,
        -4i64..70_000,
        Just(i64::MAX),
        Just(i64::MIN),
        Just(1i64 << 32)
    ];
    let damage = prop_oneof![
        (usize::ANY, u8::ANY).prop_map(|(at, byte)| Damage::Set(at, byte)),
        (usize::ANY, 0u8..8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        (usize::ANY, number).prop_map(|(at, number)| Damage::Number(at, number)),
        (usize::ANY, 1usize..64).prop_map(|(at, length)| Damage::Remove(at, length)),
        (usize::ANY, vec(u8::ANY, 1..16)).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (usize::ANY, 1usize..256).prop_map(|(at, length)| Damage::Repeat(at, length)),
        usize::ANY.prop_map(Damage::Truncate),
    ];
    vec(damage, 1..8).boxed()
}

fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for damage in damages {
        damage.apply(&mut bytes);
    }
    bytes
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        let place = |at: &usize| if length == 0 { 0 } else { at % length };
        let range = |at: &usize, size: &usize| place(at)..(place(at) + size).min(length);
        match self {
            _ if length == 0 => {}
            Self::Set(at, byte) => bytes[place(at)] = *byte,
            Self::Flip(at, bit) => bytes[place(at)] ^= 1 << bit,
            Self::Number(at, number) => {
                // Numbers are aligned in Arrow's buffers.
                let at = place(at) & !7;
                let size = (length - at).min(8);
                bytes[at..at + size].copy_from_slice(&number.to_le_bytes()[..size]);
            }
            Self::Remove(at, size) => drop(bytes.drain(range(at, size))),
            Self::Insert(at, inserted) => {
                drop(bytes.splice(place(at)..place(at), inserted.clone()))
            }
            Self::Repeat(at, size) => {
                let repeated = bytes[range(at, size)].to_vec();
                drop(bytes.splice(place(at)..place(at), repeated));
            }
            Self::Truncate(at) => bytes.truncate(place(at)),
        }
    }
}
