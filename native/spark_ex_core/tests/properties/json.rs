//! JSON texts, read back with serde_json.

use std::sync::Arc;

use arrow_array::builder::{Int64Builder, MapBuilder, StringBuilder};
use arrow_array::{Array, Float64Array, StringArray};
use proptest::prelude::*;
use serde_json::Value;
use spark_ex_core::values::json;

use crate::cases;

fn encode(array: &dyn Array) -> String {
    let mut text = String::new();
    json::write_value(array, 0, &mut text).unwrap();
    text
}

proptest! {
    #![proptest_config(cases(5_000))]

    #[test]
    fn strings_round_trip(text in any::<String>()) {
        let read: String =
            serde_json::from_str(&encode(&StringArray::from(vec![text.as_str()]))).unwrap();
        prop_assert_eq!(read, text);
    }

    #[test]
    fn floats_round_trip(float in any::<f64>()) {
        let text = encode(&Float64Array::from(vec![float]));
        if float.is_finite() {
            prop_assert_eq!(text.parse::<f64>().unwrap().to_bits(), float.to_bits());
            prop_assert!(serde_json::from_str::<Value>(&text).unwrap().is_number());
        } else {
            prop_assert!(serde_json::from_str::<Value>(&text).unwrap().is_string());
        }
    }

    #[test]
    fn maps_round_trip(
        entries in proptest::collection::hash_map(any::<String>(), any::<i64>(), 0..9),
    ) {
        let mut map = MapBuilder::new(None, StringBuilder::new(), Int64Builder::new());
        for (key, value) in &entries {
            map.keys().append_value(key);
            map.values().append_value(*value);
        }
        map.append(true).unwrap();
        let map: Arc<dyn Array> = Arc::new(map.finish());
        let read: std::collections::HashMap<String, i64> =
            serde_json::from_str(&encode(&map)).unwrap();
        prop_assert_eq!(read, entries);
    }
}
