//! Variants.

use proptest::prelude::*;
use spark_ex_core::error::Error;
use spark_ex_core::values::variant::Variant;

use crate::{cases, damaged, damages};

/// `{"a": [1, null, "x"], "b": -2.5}` as Spark's `parse_json` encodes it.
const METADATA: &[u8] = &[0x01, 2, 0, 1, 2, b'a', b'b'];
const VALUE: &[u8] = &[
    0x02, 2, 0, 1, 0, 11, 17, // an object of two fields: ids, offsets
    0x03, 3, 0, 2, 3, 5, 0x0c, 1, 0x00, 0x05, b'x', // the array
    0x20, 1, 0xe7, 0xff, 0xff, 0xff, // the decimal
];

/// Nested arrays whose elements share their bytes: few bytes, many values.
fn shared_elements(depth: usize) -> Vec<u8> {
    let mut value = vec![0x00];
    for _ in 0..depth {
        const ELEMENTS: u8 = 200;
        let mut array = vec![0x03 | 1 << 2, ELEMENTS];
        for _ in 0..=ELEMENTS {
            array.extend_from_slice(&[0, 0]);
        }
        array.extend_from_slice(&value);
        value = array;
    }
    value
}

#[test]
fn shared_elements_are_an_error() {
    let decoded = Variant::decode(&shared_elements(12), &[0x01, 0, 0]);
    assert!(matches!(decoded, Err(Error::Decode(_))), "{decoded:?}");
}

proptest! {
    #![proptest_config(cases(5_000))]

    #[test]
    fn a_damaged_variant_never_panics(
        value_damages in damages(),
        metadata_damages in proptest::option::of(damages()),
    ) {
        let metadata = damaged(METADATA, &metadata_damages.unwrap_or_default());
        let _ = Variant::decode(&damaged(VALUE, &value_damages), &metadata);
    }

    #[test]
    fn arbitrary_bytes_never_panic(
        value in proptest::collection::vec(any::<u8>(), 0..256),
        metadata in proptest::collection::vec(any::<u8>(), 0..64),
    ) {
        let _ = Variant::decode(&value, &metadata);
        let _ = Variant::decode(&value, METADATA);
    }
}
