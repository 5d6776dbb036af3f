//! A reader of Arrow IPC streams that accepts strings with invalid UTF-8.
//!
//! Arrow's reader rejects a batch for one string with invalid UTF-8. Such a batch is read again
//! with binaries in place of strings, so that all other checks apply: buffers, offsets, lengths,
//! nulls.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::Buffer;
use arrow_ipc::convert::try_fb_to_schema;
use arrow_ipc::reader::{StreamDecoder, read_dictionary, read_record_batch};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, Schema, SchemaRef};
use bytes::Bytes;

use crate::arrow::ipc_stream::{self, IpcMessage};
use crate::error::Error;

/// A schema and record batches. After invalid UTF-8, the record batches have only binaries.
pub type Stream = (SchemaRef, Vec<RecordBatch>);

/// Reads a complete stream.
pub fn read(stream: &Bytes) -> Result<Stream, Error> {
    // Arrow's reader trusts some lengths and offsets, and panics on wrong ones.
    let guarded = |read: fn(&Bytes) -> Result<Stream, ArrowError>| {
        catch_unwind(AssertUnwindSafe(|| read(stream)))
            .unwrap_or_else(|_| Err(invalid("a buffer is out of bounds")))
    };
    guarded(read_strict)
        .or_else(|error| guarded(read_with_binaries).map_err(|_| error))
        .map_err(malformed)
}

fn read_strict(stream: &Bytes) -> Result<Stream, ArrowError> {
    let mut buffer = Buffer::from(stream.clone());
    let mut decoder = StreamDecoder::new();
    let mut records = Vec::new();
    while !buffer.is_empty() {
        records.extend(decoder.decode(&mut buffer)?);
    }
    decoder.finish()?;
    let schema = decoder
        .schema()
        .ok_or_else(|| invalid("the schema is missing"))?;
    Ok((schema, records))
}

fn read_with_binaries(stream: &Bytes) -> Result<Stream, ArrowError> {
    let mut schemas: Option<(SchemaRef, SchemaRef)> = None;
    let mut dictionaries: HashMap<i64, ArrayRef> = HashMap::new();
    let mut records = Vec::new();
    let mut messages = ipc_stream::messages(stream);
    for IpcMessage { message, body, .. } in messages.by_ref() {
        let (body, version) = (Buffer::from(stream.slice_ref(body)), message.version());
        if let Some(schema) = message.header_as_schema() {
            let schema = try_fb_to_schema(schema)?;
            let binary = Schema::new(without_strings(schema.fields()));
            schemas = Some((Arc::new(schema), Arc::new(binary)));
            continue;
        }
        let (_, schema) = schemas
            .as_ref()
            .ok_or_else(|| invalid("the schema is missing"))?;
        if let Some(batch) = message.header_as_record_batch() {
            let schema = Arc::clone(schema);
            records.push(read_record_batch(
                &body,
                batch,
                schema,
                &dictionaries,
                None,
                &version,
            )?);
        } else if let Some(batch) = message.header_as_dictionary_batch() {
            read_dictionary(&body, batch, schema, &mut dictionaries, &version)?;
        }
    }
    match schemas {
        Some((schema, _)) if messages.is_complete() => Ok((schema, records)),
        _ => Err(invalid("the last message is incomplete")),
    }
}

fn without_strings(fields: &Fields) -> Fields {
    fields.iter().map(binary_field).collect()
}

fn binary_field(field: &FieldRef) -> FieldRef {
    // A copy of the field keeps the id of its dictionary.
    Arc::new(Field::clone(field).with_data_type(binary_type(field.data_type())))
}

/// The type with binaries of the same layout in place of strings.
fn binary_type(data_type: &DataType) -> DataType {
    match data_type {
        DataType::Utf8 => DataType::Binary,
        DataType::LargeUtf8 => DataType::LargeBinary,
        DataType::Utf8View => DataType::BinaryView,
        DataType::List(element) => DataType::List(binary_field(element)),
        DataType::LargeList(element) => DataType::LargeList(binary_field(element)),
        DataType::FixedSizeList(element, size) => {
            DataType::FixedSizeList(binary_field(element), *size)
        }
        DataType::Struct(fields) => DataType::Struct(without_strings(fields)),
        DataType::Map(entries, sorted) => DataType::Map(binary_field(entries), *sorted),
        DataType::Dictionary(keys, values) => {
            DataType::Dictionary(keys.clone(), Box::new(binary_type(values)))
        }
        other => other.clone(),
    }
}

fn invalid(what: &str) -> ArrowError {
    ArrowError::IpcError(what.to_owned())
}

fn malformed(error: ArrowError) -> Error {
    Error::Decode(format!("malformed Arrow batch: {error}"))
}

#[cfg(test)]
mod tests {
    use arrow_array::builder::StringDictionaryBuilder;
    use arrow_array::cast::AsArray;
    use arrow_array::types::Int32Type;
    use arrow_array::{BinaryArray, Int64Array, StringArray};
    use arrow_ipc::writer::StreamWriter;

    use super::*;

    fn stream(records: &RecordBatch) -> Vec<u8> {
        let mut writer = StreamWriter::try_new(Vec::new(), &records.schema()).unwrap();
        writer.write(records).unwrap();
        writer.into_inner().unwrap()
    }

    /// The stream of these columns, with the bytes `good` made invalid.
    fn broken(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
        let mut stream = stream(&RecordBatch::try_from_iter(columns).unwrap());
        let at = stream.windows(4).position(|bytes| bytes == b"good");
        stream[at.unwrap()] = 0xff;
        stream
    }

    fn strings() -> ArrayRef {
        Arc::new(StringArray::from(vec![Some("first"), None, Some("good")]))
    }

    fn numbers() -> ArrayRef {
        Arc::new(Int64Array::from(vec![1, 2, 3]))
    }

    #[test]
    fn reads_strings_with_invalid_utf8_as_binaries() {
        let bytes = broken(vec![("text", strings()), ("n", numbers())]);
        let (schema, records) = read(&bytes.into()).unwrap();
        assert_eq!(schema.field(0).data_type(), &DataType::Utf8);
        let expected = BinaryArray::from(vec![Some(&b"first"[..]), None, Some(b"\xffood")]);
        assert_eq!(records[0].column(0).as_binary::<i32>(), &expected);
        assert_eq!(records[0].column(1).as_ref(), numbers().as_ref());
    }

    #[test]
    fn reads_dictionaries_with_invalid_utf8_as_binaries() {
        let mut words = StringDictionaryBuilder::<Int32Type>::new();
        words.extend(["good", "word", "good"].map(Some));
        let bytes = broken(vec![("word", Arc::new(words.finish()))]);
        let (_, records) = read(&bytes.into()).unwrap();
        let words = records[0].column(0).as_any_dictionary();
        let expected = BinaryArray::from(vec![&b"\xffood"[..], b"word"]);
        assert_eq!(words.values().as_binary::<i32>(), &expected);
    }

    #[test]
    fn validates_the_offsets_of_invalid_strings() {
        let good = broken(vec![("text", strings())]);
        let offsets: Vec<u8> = [0i32, 5, 5, 9]
            .iter()
            .flat_map(|n| n.to_le_bytes())
            .collect();
        let at = good.windows(16).position(|bytes| bytes == offsets).unwrap();
        for wrong in [i32::MAX, -1, 3, 1 << 20] {
            let mut bytes = good.clone();
            bytes[at + 12..at + 16].copy_from_slice(&wrong.to_le_bytes());
            let error = read(&bytes.into()).unwrap_err();
            assert!(error.to_string().contains("malformed"), "{wrong}: {error}");
        }
    }

    #[test]
    fn any_truncation_is_an_error() {
        let bytes = Bytes::from(broken(vec![("text", strings()), ("n", numbers())]));
        // The last eight bytes are the optional end-of-stream marker.
        for length in 0..bytes.len() - 8 {
            let read = read(&bytes.slice(..length));
            // A stream that ends after its schema is an empty result.
            let rows = |(_, records): &Stream| records.iter().map(RecordBatch::num_rows).sum();
            assert!(
                read.is_err() || read.as_ref().map(rows).ok() == Some(0usize),
                "{length}"
            );
        }
    }
}
