//! Arrow IPC streams as sequences of messages, without decoding arrays.

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_ipc::writer::StreamWriter;
use arrow_ipc::{Message, root_as_message};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use bytes::Bytes;

use crate::arrow::batch::{Batch, missing_schema, schema_mismatch};
use crate::error::Error;

const CONTINUATION: u32 = u32::MAX;
const END_OF_STREAM: [u8; 8] = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];

/// One message of a stream.
pub struct IpcMessage<'a> {
    /// The metadata, with the locations of the buffers in the body.
    pub message: Message<'a>,
    /// The buffers.
    pub body: &'a [u8],
    /// The whole message with its length prefix.
    pub bytes: &'a [u8],
}

/// The messages of a stream, up to its end or the first malformed one.
pub fn messages(stream: &[u8]) -> Messages<'_> {
    Messages { rest: stream }
}

/// An iterator over the messages of a stream.
pub struct Messages<'a> {
    rest: &'a [u8],
}

impl Messages<'_> {
    /// Whether the stream ends here.
    pub fn is_complete(&self) -> bool {
        // The marker is optional, and older writers omit its first half.
        self.rest.is_empty() || self.rest == END_OF_STREAM || self.rest == &END_OF_STREAM[4..]
    }
}

impl<'a> Iterator for Messages<'a> {
    type Item = IpcMessage<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let (message, rest) = split_message(self.rest)?;
        self.rest = rest;
        Some(message)
    }
}

fn split_message(bytes: &[u8]) -> Option<(IpcMessage<'_>, &[u8])> {
    let (mut size, mut rest) = split_u32(bytes)?;
    if size == CONTINUATION {
        (size, rest) = split_u32(rest)?;
    }
    let (metadata, rest) = rest.split_at_checked(usize::try_from(size).ok()?)?;
    let message = root_as_message(metadata).ok()?;
    let (body, rest) = rest.split_at_checked(usize::try_from(message.bodyLength()).ok()?)?;
    let bytes = &bytes[..bytes.len() - rest.len()];
    let ipc_message = IpcMessage {
        message,
        body,
        bytes,
    };
    Some((ipc_message, rest))
}

fn split_u32(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk()?;
    Some((u32::from_le_bytes(*number), rest))
}

/// A concatenation of batches, each a complete stream, into one stream with one schema.
///
/// Messages are copied while later batches are still in transit: as they are, or inflated.
#[derive(Debug, Default)]
pub struct StreamConcat {
    inflate: bool,
    schema: Option<(SchemaRef, Bytes)>,
    stream: Vec<u8>,
}

impl StreamConcat {
    /// A stream that is never compressed.
    pub fn inflated() -> Self {
        Self {
            inflate: true,
            ..Self::default()
        }
    }

    /// Appends a batch.
    pub fn push(&mut self, batch: &Batch) -> Result<(), Error> {
        let ipc = match self.inflate && is_compressed(&batch.ipc) {
            true => encode(batch).map_err(write_error)?,
            false => batch.ipc.clone(),
        };
        let mut rows = 0;
        for IpcMessage { message, bytes, .. } in messages(&ipc) {
            if message.header_as_schema().is_some() {
                self.push_schema(batch, &ipc, bytes)?;
                continue;
            }
            // A dictionary replaces the previous one with the same id.
            if message.header_as_dictionary_batch().is_some() {
                self.check_dictionaries(&ipc)?;
            }
            rows += message
                .header_as_record_batch()
                .map_or(0, |records| records.length());
            self.stream.extend_from_slice(bytes);
        }
        match i64::try_from(batch.rows) {
            Ok(expected) if expected == rows => Ok(()),
            _ => Err(Error::Decode(format!(
                "expected {} rows in the messages of an Arrow batch, got {rows}",
                batch.rows
            ))),
        }
    }

    /// The stream; an error without any batch.
    pub fn finish(mut self) -> Result<Vec<u8>, Error> {
        self.schema.ok_or_else(missing_schema)?;
        self.stream.extend_from_slice(&END_OF_STREAM);
        self.stream.shrink_to_fit();
        Ok(self.stream)
    }

    fn push_schema(&mut self, batch: &Batch, ipc: &Bytes, message: &[u8]) -> Result<(), Error> {
        match &self.schema {
            None => {
                let message = match batch.renamed {
                    true => schema_message(&batch.schema)?,
                    false => ipc.slice_ref(message),
                };
                self.stream.extend_from_slice(&message);
                self.schema = Some((batch.schema.clone(), message));
            }
            Some((first, _)) if *first == batch.schema => {}
            Some(_) => return Err(schema_mismatch()),
        }
        Ok(())
    }

    /// Only the schema message has the ids of dictionaries.
    fn check_dictionaries(&self, stream: &[u8]) -> Result<(), Error> {
        let schema = messages(stream).next().map(|message| message.bytes);
        match &self.schema {
            Some((_, first)) if schema == Some(first) => Ok(()),
            _ => Err(schema_mismatch()),
        }
    }
}

fn is_compressed(stream: &[u8]) -> bool {
    messages(stream).any(|IpcMessage { message, .. }| {
        let dictionary = message.header_as_dictionary_batch();
        let records = message
            .header_as_record_batch()
            .or_else(|| dictionary.and_then(|dictionary| dictionary.data()));
        records.is_some_and(|records| records.compression().is_some())
    })
}

/// The batch as a stream without compression.
fn encode(batch: &Batch) -> Result<Bytes, ArrowError> {
    let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema)?;
    for records in &batch.records {
        let records = RecordBatch::try_new_with_options(
            batch.schema.clone(),
            records.columns().to_vec(),
            &RecordBatchOptions::new().with_row_count(Some(records.num_rows())),
        )?;
        writer.write(&records)?;
    }
    Ok(writer.into_inner()?.into())
}

fn schema_message(schema: &Schema) -> Result<Bytes, Error> {
    let mut writer = StreamWriter::try_new(Vec::new(), schema).map_err(write_error)?;
    writer.flush().map_err(write_error)?;
    Ok(writer.get_ref().clone().into())
}

fn write_error(error: ArrowError) -> Error {
    Error::Decode(format!("can't encode Arrow data: {error}"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::types::Int32Type;
    use arrow_array::{ArrayRef, DictionaryArray, Int64Array, StringArray};
    use arrow_ipc::CompressionType;
    use arrow_ipc::reader::StreamReader;
    use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};

    use super::*;
    use crate::arrow::schema_names::Names;
    use crate::execution::reassembly::EncodedBatch;

    fn numbers(range: std::ops::Range<i64>) -> RecordBatch {
        let ids: ArrayRef = Arc::new(Int64Array::from_iter_values(range.clone()));
        let texts: StringArray = range.map(|id| Some(id.to_string())).collect();
        RecordBatch::try_from_iter([("id", ids), ("text", Arc::new(texts))]).unwrap()
    }

    fn words(words: &[&str]) -> RecordBatch {
        let words: DictionaryArray<Int32Type> = words.iter().copied().collect();
        RecordBatch::try_from_iter([("word", Arc::new(words) as _)]).unwrap()
    }

    fn batch(records: &RecordBatch, compression: Option<CompressionType>) -> Batch {
        let options = IpcWriteOptions::default()
            .try_with_compression(compression)
            .unwrap();
        let mut writer =
            StreamWriter::try_new_with_options(Vec::new(), &records.schema(), options).unwrap();
        writer.write(records).unwrap();
        let data = writer.into_inner().unwrap().into();
        let row_count = records.num_rows() as i64;
        Batch::decode(EncodedBatch {
            data,
            row_count,
            first_row: 0,
        })
        .unwrap()
    }

    fn concat(batches: &[Batch]) -> Vec<u8> {
        let mut concat = StreamConcat::default();
        for batch in batches {
            concat.push(batch).unwrap();
        }
        concat.finish().unwrap()
    }

    fn read(stream: &[u8]) -> Vec<RecordBatch> {
        let reader = StreamReader::try_new(stream, None).unwrap();
        reader.map(Result::unwrap).collect()
    }

    #[test]
    fn keeps_each_record_batch_once_and_in_order() {
        for compression in [
            None,
            Some(CompressionType::LZ4_FRAME),
            Some(CompressionType::ZSTD),
        ] {
            let records = [numbers(0..3), numbers(3..3), numbers(3..1000)];
            let batches = records
                .each_ref()
                .map(|records| batch(records, compression));
            assert_eq!(read(&concat(&batches)), records);
        }
    }

    #[test]
    fn inflates_compressed_batches() {
        for compression in [None, Some(CompressionType::ZSTD)] {
            let records = [numbers(0..1000), numbers(1000..1000), numbers(1000..1500)];
            let mut concat = StreamConcat::inflated();
            for records in &records {
                concat.push(&batch(records, compression)).unwrap();
            }
            let stream = concat.finish().unwrap();
            assert!(!is_compressed(&stream));
            assert_eq!(read(&stream), records);
        }
        assert!(is_compressed(
            &batch(&numbers(0..1000), Some(CompressionType::ZSTD)).ipc
        ));
    }

    #[test]
    fn inflates_dictionaries() {
        let records = [words(&["a", "b", "a"]), words(&["c", "a"])];
        let mut concat = StreamConcat::inflated();
        for records in &records {
            concat
                .push(&batch(records, Some(CompressionType::ZSTD)))
                .unwrap();
        }
        assert_eq!(read(&concat.finish().unwrap()), records);
    }

    #[test]
    fn a_single_batch_is_unchanged() {
        let batch = batch(&numbers(0..10), None);
        assert_eq!(concat(std::slice::from_ref(&batch)), batch.ipc);
    }

    #[test]
    fn an_empty_result_keeps_its_schema() {
        let records = numbers(0..0);
        let stream = concat(&[batch(&records, None)]);
        let reader = StreamReader::try_new(stream.as_slice(), None).unwrap();
        assert_eq!(reader.schema(), records.schema());
        assert_eq!(
            reader.map(|batch| batch.unwrap().num_rows()).sum::<usize>(),
            0
        );
    }

    #[test]
    fn each_batch_keeps_its_dictionary() {
        let records = [words(&["a", "b", "a"]), words(&["c", "a"])];
        let batches = records.each_ref().map(|records| batch(records, None));
        assert_eq!(read(&concat(&batches)), records);
    }

    #[test]
    fn another_schema_is_an_error() {
        let mut concat = StreamConcat::default();
        concat.push(&batch(&numbers(0..3), None)).unwrap();
        let error = concat.push(&batch(&words(&["a"]), None)).unwrap_err();
        assert!(error.to_string().contains("different schemas"), "{error}");
    }

    #[test]
    fn a_wrong_row_count_is_an_error() {
        let mut batch = batch(&numbers(0..3), None);
        batch.rows = 4;
        let error = StreamConcat::default().push(&batch).unwrap_err();
        assert!(error.to_string().contains("got 3"), "{error}");
    }

    #[test]
    fn the_schema_has_the_names_of_the_batch() {
        let names = ["n", "n"].map(|name| (name.to_owned(), Names::None));
        let names = Arc::new(Names::Struct(names.to_vec()));
        let records = [numbers(0..3), numbers(3..5)];
        let batches = records
            .each_ref()
            .map(|records| batch(records, None).with_names(&names));
        let read = read(&concat(&batches));
        assert_eq!(read[0].schema().field(1).name(), "n");
        let columns = |records: &RecordBatch| records.columns().to_vec();
        assert!(read.iter().map(columns).eq(records.iter().map(columns)));
    }
}
