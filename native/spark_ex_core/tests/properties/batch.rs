//! Arrow batches.

use std::sync::Arc;

use arrow_array::builder::{
    Decimal128Builder, Int32Builder, ListBuilder, MapBuilder, StringBuilder, StructBuilder,
};
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, Float64Array, Int64Array, LargeStringArray,
    RecordBatch, StringArray, TimestampMicrosecondArray,
};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::{DataType, Field};
use bytes::Bytes;
use proptest::prelude::*;
use spark_ex_core::arrow::batch::Batch;
use spark_ex_core::error::Error;
use spark_ex_core::execution::reassembly::EncodedBatch;

use crate::{cases, damaged, damages};

const ROWS: i64 = 37;

fn nested() -> [(&'static str, ArrayRef); 3] {
    let mut lists = ListBuilder::new(Int32Builder::new());
    let mut maps = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
    let fields = vec![Field::new("s", DataType::Utf8, true)];
    let mut structs = StructBuilder::from_fields(fields, 0);
    for row in 0..ROWS {
        lists.append_value((0..row as i32 % 4).map(Some));
        maps.keys().append_value(format!("k{row}"));
        maps.values().append_value(row as i32);
        maps.append(row % 5 != 0).unwrap();
        let text = structs.field_builder::<StringBuilder>(0).unwrap();
        text.append_value("x".repeat(row as usize));
        structs.append(row % 3 != 0);
    }
    [
        ("list", Arc::new(lists.finish())),
        ("map", Arc::new(maps.finish())),
        ("struct", Arc::new(structs.finish())),
    ]
}

fn numbers() -> [(&'static str, ArrayRef); 5] {
    let mut decimals = Decimal128Builder::new()
        .with_precision_and_scale(20, 3)
        .unwrap();
    (0..ROWS).for_each(|row| decimals.append_value(row.into()));
    let floats = (0..ROWS).map(|row| row as f64);
    let days = 0..ROWS as i32;
    [
        ("id", Arc::new(Int64Array::from_iter_values(0..ROWS))),
        ("float", Arc::new(Float64Array::from_iter_values(floats))),
        ("decimal", Arc::new(decimals.finish())),
        ("day", Arc::new(Date32Array::from_iter_values(days))),
        (
            "at",
            Arc::new(TimestampMicrosecondArray::from_iter_values(0..ROWS)),
        ),
    ]
}

fn texts() -> [(&'static str, ArrayRef); 4] {
    let texts = || (0..ROWS).map(|row| (row % 7 != 0).then(|| row.to_string()));
    let bytes = (0..ROWS).map(|row| vec![0; row as usize]);
    let flags = (0..ROWS).map(|row| Some(row % 2 == 0));
    [
        ("text", Arc::new(texts().collect::<StringArray>())),
        ("large", Arc::new(texts().collect::<LargeStringArray>())),
        ("bytes", Arc::new(BinaryArray::from_iter_values(bytes))),
        ("flag", Arc::new(flags.collect::<BooleanArray>())),
    ]
}

pub(crate) fn records() -> RecordBatch {
    let columns = numbers().into_iter().chain(texts()).chain(nested());
    RecordBatch::try_from_iter(columns).unwrap()
}

pub(crate) fn ipc(records: &RecordBatch, compression: Option<CompressionType>) -> Bytes {
    let options = IpcWriteOptions::default()
        .try_with_compression(compression)
        .unwrap();
    let mut writer =
        StreamWriter::try_new_with_options(Vec::new(), &records.schema(), options).unwrap();
    writer.write(records).unwrap();
    Bytes::from(writer.into_inner().unwrap())
}

fn decode(data: impl Into<Bytes>, row_count: i64) -> Result<Batch, Error> {
    Batch::decode(EncodedBatch {
        data: data.into(),
        row_count,
        first_row: 0,
    })
}

pub(crate) fn compression() -> impl Strategy<Value = Option<CompressionType>> {
    prop_oneof![
        Just(None),
        Just(Some(CompressionType::LZ4_FRAME)),
        Just(Some(CompressionType::ZSTD)),
    ]
}

#[test]
fn undamaged_batches_are_decoded() {
    for compression in [
        None,
        Some(CompressionType::LZ4_FRAME),
        Some(CompressionType::ZSTD),
    ] {
        assert_eq!(
            decode(ipc(&records(), compression), ROWS).unwrap().records,
            [records()]
        );
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn a_damaged_batch_never_panics(compression in compression(), damages in damages()) {
        let bytes = damaged(&ipc(&records(), compression), &damages);
        if let Ok(batch) = decode(bytes, ROWS) {
            prop_assert_eq!(batch.rows as i64, ROWS);
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..512)) {
        // Zeros and no bytes are valid ends of a stream.
        let _ = decode(bytes, 0);
    }
}
