//! Results in the column types of data frame libraries.
//!
//! | Spark column                                               | data frame column            |
//! |------------------------------------------------------------|------------------------------|
//! | booleans, numbers, dates, times, day-time intervals, nulls | unchanged                    |
//! | strings, binaries                                          | views                        |
//! | timestamps with a time zone                                | the same, in `Etc/UTC`       |
//! | lists, structs                                             | large lists and structs      |
//! | year-month and calendar intervals                          | ISO 8601 text                |
//! | maps, variants                                             | JSON text                    |
//! | structs without fields, or with repeated names             | JSON text                    |

mod columns;
mod fill;
mod ml_vectors;
pub mod tensor;

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchOptions};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, Fields, Schema, SchemaRef};
use arrow_select::concat::concat_batches;

use crate::arrow::batch::{Batch, missing_schema, schema_mismatch};
use crate::arrow::normalize::InvalidUtf8;
use crate::error::Error;

/// The reader's cost grows with the square of the number of batches.
const MAX_BATCHES: usize = 256;
/// Batches are coalesced at this many bytes, while later ones are in transit. This frees the
/// memory in which they were received.
const COALESCE_BYTES: usize = 16 * 1024 * 1024;

/// The representation of lists and structs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nested {
    /// Lists and structs.
    Native,
    /// JSON text, as for maps and variants.
    Json,
}

/// A data frame under construction: the rows of a result so far.
#[derive(Debug)]
pub struct Frame {
    nested: Nested,
    invalid: InvalidUtf8,
    /// Record batches of many received batches each.
    coalesced: Vec<RecordBatch>,
    /// The batches received since the last coalescing.
    pending: Vec<RecordBatch>,
    pending_bytes: usize,
}

impl Frame {
    /// A frame without rows or schema.
    pub fn new(nested: Nested, invalid: InvalidUtf8) -> Self {
        Self {
            nested,
            invalid,
            coalesced: Vec::new(),
            pending: Vec::new(),
            pending_bytes: 0,
        }
    }

    /// Appends a batch. The first one determines the columns.
    pub fn push(&mut self, batch: &Batch) -> Result<(), Error> {
        if batch.records.is_empty() {
            let none = RecordBatch::new_empty(batch.normal_schema().clone());
            self.add(batch, none.columns(), 0)?;
        }
        let invalid = self.invalid;
        for (columns, records) in batch.columns(|_| invalid).zip(&batch.records) {
            self.add(batch, &columns?, records.num_rows())?;
        }
        self.pending_bytes += batch.ipc.len();
        if self.pending_bytes >= COALESCE_BYTES && !self.needs_one_batch()? {
            self.coalesce()?;
        }
        Ok(())
    }

    fn coalesce(&mut self) -> Result<(), Error> {
        if self.pending.len() > 1 {
            let batch = concat_batches(&self.schema()?, &self.pending).map_err(arrow_error)?;
            self.pending = vec![batch];
        }
        self.coalesced.append(&mut self.pending);
        self.pending_bytes = 0;
        Ok(())
    }

    fn records(&self) -> impl Iterator<Item = &RecordBatch> {
        self.coalesced.iter().chain(&self.pending)
    }

    /// All rows as one record batch.
    pub fn into_record_batch(self) -> Result<RecordBatch, Error> {
        let schema = self.schema()?;
        let mut records = self.records();
        match (records.next(), records.next()) {
            (Some(only), None) => Ok(only.clone()),
            _ => concat_batches(&schema, self.records()).map_err(arrow_error),
        }
    }

    /// All rows as an Arrow C stream. Dropping it releases it; arrays read from it belong to the
    /// reader.
    pub fn into_c_stream(mut self) -> Result<FFI_ArrowArrayStream, Error> {
        let schema = self.schema()?;
        if !self.coalesced.is_empty() {
            self.coalesce()?;
        }
        let records = if self.records().count() > MAX_BATCHES || self.needs_one_batch()? {
            vec![self.into_record_batch()?]
        } else {
            self.records().cloned().collect()
        };
        let reader = RecordBatchIterator::new(records.into_iter().map(Ok), schema);
        Ok(FFI_ArrowArrayStream::new(Box::new(reader)))
    }

    /// All rows as an Arrow IPC stream.
    pub fn into_ipc(self) -> Result<Vec<u8>, Error> {
        let schema = self.schema()?;
        let mut writer = StreamWriter::try_new(Vec::new(), &schema).map_err(arrow_error)?;
        for records in self.records() {
            writer.write(records).map_err(arrow_error)?;
        }
        writer.into_inner().map_err(arrow_error)
    }

    fn needs_one_batch(&self) -> Result<bool, Error> {
        Ok(has_structs(self.schema()?.fields()))
    }

    fn schema(&self) -> Result<SchemaRef, Error> {
        let first = self.records().next();
        first.map(RecordBatch::schema).ok_or_else(missing_schema)
    }

    fn add(&mut self, batch: &Batch, columns: &[ArrayRef], rows: usize) -> Result<(), Error> {
        let names = batch.schema.fields();
        let columns = names.iter().zip(columns);
        let columns: Result<Vec<ArrayRef>, Error> = columns
            .map(|(field, column)| self.nested.column(column).map_err(in_column(field.name())))
            .collect();
        let columns = columns?;
        let schema = Arc::new(Schema::new(columns::fields(names, &columns)));
        let rows = RecordBatchOptions::new().with_row_count(Some(rows));
        let records =
            RecordBatch::try_new_with_options(schema, columns, &rows).map_err(arrow_error)?;
        if let Some(first) = self.records().next()
            && first.schema() != records.schema()
        {
            return Err(schema_mismatch());
        }
        self.pending.push(records);
        Ok(())
    }
}

/// Explorer panics on structs in several batches.
fn has_structs(fields: &Fields) -> bool {
    fields.iter().any(|field| match field.data_type() {
        DataType::Struct(_) => true,
        DataType::LargeList(element) => has_structs(&Fields::from(vec![element.clone()])),
        _ => false,
    })
}

fn in_column(name: &str) -> impl Fn(Error) -> Error {
    move |error| match error {
        Error::Decode(text) => Error::Decode(format!("column {name:?}: {text}")),
        other => other,
    }
}

fn arrow_error(error: ArrowError) -> Error {
    Error::Decode(format!(
        "can't convert Arrow batches to a data frame: {error}"
    ))
}

#[cfg(test)]
mod tests {
    use arrow_array::builder::{
        Date32Builder, Int32Builder, ListBuilder, MapBuilder, StringBuilder,
    };
    use arrow_array::cast::AsArray;
    use arrow_array::ffi_stream::RecordBatchStreamReader;
    use arrow_array::types::{Int8Type, TimestampMicrosecondType};
    use arrow_array::{
        Array, BinaryArray, Date32Array, DictionaryArray, GenericListArray, Int64Array,
        IntervalYearMonthArray, StringArray, StructArray, TimestampMicrosecondArray,
    };
    use arrow_buffer::NullBuffer;
    use arrow_ipc::reader::StreamReader;
    use arrow_schema::{Field, TimeUnit};
    use bytes::Bytes;

    use super::columns::{READABLE_DAYS, UTC};
    use super::*;

    fn batch(columns: &[(&str, ArrayRef)]) -> Batch {
        let columns = columns.iter().cloned();
        let records = RecordBatch::try_from_iter(columns).unwrap();
        Batch::new(records.schema(), vec![records], Bytes::new())
    }

    fn frame(nested: Nested, batches: &[Batch]) -> Frame {
        let mut frame = Frame::new(nested, InvalidUtf8::Error);
        for batch in batches {
            frame.push(batch).unwrap();
        }
        frame
    }

    fn column(nested: Nested, array: impl Array + 'static) -> ArrayRef {
        let frame = frame(nested, &[batch(&[("c", Arc::new(array))])]);
        frame.into_record_batch().unwrap().column(0).clone()
    }

    fn lists() -> GenericListArray<i32> {
        let mut lists = ListBuilder::new(StringBuilder::new());
        lists.append_value([Some("a"), None]);
        lists.append_null();
        lists.append_value([None::<&str>; 0]);
        lists.append_value([Some("b")]);
        lists.finish()
    }

    fn texts(array: &ArrayRef) -> Vec<Option<&str>> {
        array.as_string_view().iter().collect()
    }

    #[test]
    fn converts_strings_and_binaries_to_views() {
        let long = "longer than a view holds inline";
        let strings = column(
            Nested::Native,
            StringArray::from(vec![Some("a"), None, Some(long)]),
        );
        assert_eq!(texts(&strings), [Some("a"), None, Some(long)]);
        let bytes = column(Nested::Native, BinaryArray::from(vec![&b"\xff"[..]]));
        assert_eq!(bytes.as_binary_view().value(0), b"\xff");
    }

    #[test]
    fn keeps_timestamps() {
        let zoned = TimestampMicrosecondArray::from(vec![1, -1]).with_timezone("+05:30");
        let moments = column(Nested::Native, zoned);
        let utc = DataType::Timestamp(TimeUnit::Microsecond, Some(UTC.into()));
        assert_eq!(moments.data_type(), &utc);
        let moments = moments.as_primitive::<TimestampMicrosecondType>();
        assert_eq!(moments.values().as_ref(), [1, -1]);
    }

    #[test]
    fn keeps_the_elements_of_sliced_lists() {
        let whole = column(Nested::Native, lists());
        let part = column(Nested::Native, lists().slice(1, 3));
        assert_eq!(&whole.slice(1, 3), &part);
        let part = part.as_list::<i64>();
        assert!(part.is_null(0));
        assert_eq!(texts(&part.value(2)), [Some("b")]);
    }

    #[test]
    fn converts_unsupported_types_to_text() {
        let intervals = IntervalYearMonthArray::from(vec![Some(14), None]);
        assert_eq!(
            texts(&column(Nested::Native, intervals)),
            [Some("P1Y2M"), None]
        );
        let mut maps = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
        maps.keys().append_value("k");
        maps.values().append_value(1);
        maps.append(true).unwrap();
        maps.append(false).unwrap();
        let maps = column(Nested::Native, maps.finish());
        assert_eq!(texts(&maps), [Some(r#"{"k":1}"#), None]);
        let none = StructArray::new_empty_fields(1, None);
        assert_eq!(texts(&column(Nested::Native, none)), [Some("{}")]);
    }

    #[test]
    fn converts_a_struct_with_repeated_names_to_text() {
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        let field = |name| Field::new(name, DataType::Int64, true);
        let twice = vec![field("a"), field("a")];
        let twice = StructArray::new(twice.into(), vec![ids.clone(), ids.clone()], None);
        assert_eq!(
            texts(&column(Nested::Native, twice)),
            [Some(r#"{"a":1,"a":1}"#)]
        );
        let once = StructArray::new(vec![field("a")].into(), vec![ids], None);
        let once = column(Nested::Native, once);
        assert!(matches!(once.data_type(), DataType::Struct(_)));
    }

    #[test]
    fn converts_nested_types_to_json_on_request() {
        let lists = column(Nested::Json, lists());
        let expected = [Some(r#"["a",null]"#), None, Some("[]"), Some(r#"["b"]"#)];
        assert_eq!(texts(&lists), expected);
    }

    #[test]
    fn dates_out_of_range_are_an_error() {
        let pushed = |array: ArrayRef| {
            let mut frame = Frame::new(Nested::Native, InvalidUtf8::Error);
            frame.push(&batch(&[("at", array)]))
        };
        let error = |array: ArrayRef| pushed(array).unwrap_err().to_string();
        let (first, last) = (*READABLE_DAYS.start() as i32, *READABLE_DAYS.end() as i32);
        assert!(pushed(Arc::new(Date32Array::from(vec![first, last]))).is_ok());
        let text = error(Arc::new(Date32Array::from(vec![last + 1])));
        assert!(
            text.contains(r#"column "at": 262143-01-01 is out of range"#),
            "{text}"
        );
        let text = error(Arc::new(Date32Array::from(vec![first - 1])));
        assert!(text.contains("-262144-12-31"), "{text}");
        let text = error(Arc::new(TimestampMicrosecondArray::from(vec![i64::MAX])));
        assert!(text.contains("294247-01-10T04:00:54.775807"), "{text}");

        // Data under a null is ignored.
        let null = NullBuffer::from(vec![false]);
        let days = Date32Array::new(vec![i32::MAX].into(), Some(null));
        assert!(pushed(Arc::new(days)).is_ok());

        let mut lists = ListBuilder::new(Date32Builder::new());
        lists.append_value([Some(last + 1)]);
        let text = error(Arc::new(lists.finish()));
        assert!(text.contains(r#"column "at": 262143-01-01"#), "{text}");
    }

    #[test]
    fn converts_dictionaries_to_their_values() {
        let words: DictionaryArray<Int8Type> = [Some("a"), None, Some("a")].into_iter().collect();
        let words = column(Nested::Native, words);
        assert_eq!(texts(&words), [Some("a"), None, Some("a")]);
    }

    fn numbers(range: std::ops::Range<i64>) -> Batch {
        let texts: StringArray = range.clone().map(|id| Some(id.to_string())).collect();
        let ids = Int64Array::from_iter_values(range);
        batch(&[("id", Arc::new(ids)), ("text", Arc::new(texts))])
    }

    #[test]
    fn the_c_stream_has_all_rows() {
        let batches = [numbers(0..5), numbers(5..5), numbers(5..99)];
        let batches = read_c_stream(frame(Nested::Native, &batches));
        assert_eq!(batches.len(), 3);
        let whole = frame(Nested::Native, &[numbers(0..99)]).into_record_batch();
        let schema = batches[0].schema();
        assert_eq!(concat_batches(&schema, &batches).unwrap(), whole.unwrap());
    }

    fn read_c_stream(frame: Frame) -> Vec<RecordBatch> {
        let reader = RecordBatchStreamReader::try_new(frame.into_c_stream().unwrap()).unwrap();
        reader.map(Result::unwrap).collect()
    }

    fn of_structs() -> Batch {
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        let field = Field::new("a", DataType::Int64, true);
        let structs = StructArray::new(vec![field].into(), vec![ids], None);
        batch(&[("s", Arc::new(structs))])
    }

    #[test]
    fn structs_and_many_batches_become_one_batch() {
        let two = frame(Nested::Native, &[of_structs(), of_structs()]);
        assert_eq!(read_c_stream(two).len(), 1);
        let many = vec![numbers(0..1); MAX_BATCHES + 1];
        let many = read_c_stream(frame(Nested::Native, &many));
        assert_eq!((many.len(), many[0].num_rows()), (1, MAX_BATCHES + 1));
    }

    fn large(range: std::ops::Range<i64>) -> Batch {
        Batch {
            ipc: vec![0; COALESCE_BYTES / 3 + 1].into(),
            ..numbers(range)
        }
    }

    #[test]
    fn large_batches_are_coalesced_as_they_arrive() {
        let batches: Vec<Batch> = (0..8).map(|at| large(10 * at..10 * (at + 1))).collect();
        let mut frame = Frame::new(Nested::Native, InvalidUtf8::Error);
        for (at, batch) in batches.iter().enumerate() {
            frame.push(batch).unwrap();
            assert_eq!(frame.records().count(), [1, 2, 1, 2, 3, 2, 3, 4][at]);
        }
        let rows: Vec<usize> = read_c_stream(frame)
            .iter()
            .map(RecordBatch::num_rows)
            .collect();
        assert_eq!(rows, [30, 30, 20]);

        let whole = self::frame(Nested::Native, &batches).into_record_batch();
        let at_once = self::frame(Nested::Native, &[numbers(0..80)]).into_record_batch();
        assert_eq!(whole.unwrap(), at_once.unwrap());
    }

    #[test]
    fn structs_are_coalesced_once() {
        let mut frame = Frame::new(Nested::Native, InvalidUtf8::Error);
        for _ in 0..4 {
            let ipc = vec![0; COALESCE_BYTES].into();
            let large = Batch {
                ipc,
                ..of_structs()
            };
            frame.push(&large).unwrap();
        }
        assert_eq!(frame.records().count(), 4);
        assert_eq!(read_c_stream(frame).len(), 1);
    }

    #[test]
    fn an_unread_c_stream_frees_its_columns() {
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        let frame = frame(Nested::Native, &[batch(&[("id", ids.clone())])]);
        let stream = frame.into_c_stream().unwrap();
        assert!(Arc::strong_count(&ids) > 1);
        drop(stream);
        assert_eq!(Arc::strong_count(&ids), 1);
    }

    #[test]
    fn the_ipc_stream_has_all_rows() {
        let frame = frame(Nested::Native, &[numbers(0..5), numbers(5..99)]);
        let ipc = frame.into_ipc().unwrap();
        let reader = StreamReader::try_new(ipc.as_slice(), None).unwrap();
        assert_eq!(
            reader
                .map(|records| records.unwrap().num_rows())
                .sum::<usize>(),
            99
        );
    }

    #[test]
    fn an_empty_result_has_its_columns() {
        let mut none = numbers(0..0);
        let records = frame(Nested::Native, std::slice::from_ref(&none));
        let records = records.into_record_batch().unwrap();
        assert_eq!((records.num_rows(), records.num_columns()), (0, 2));
        none.records.clear();
        assert_eq!(
            frame(Nested::Native, &[none]).into_record_batch().unwrap(),
            records
        );
        assert!(
            Frame::new(Nested::Native, InvalidUtf8::Error)
                .into_record_batch()
                .is_err()
        );
    }

    #[test]
    fn another_schema_is_an_error() {
        let mut frame = frame(Nested::Native, &[numbers(0..5)]);
        let ids: ArrayRef = Arc::new(Int64Array::from(vec![1]));
        let error = frame.push(&batch(&[("id", ids)])).unwrap_err();
        assert!(error.to_string().contains("different schemas"), "{error}");
    }
}
