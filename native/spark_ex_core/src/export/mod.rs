//! Results as columns of the types that data frame libraries hold, ready to be handed over.
//!
//! | Spark's column                                  | Column of the frame                            |
//! |-------------------------------------------------|------------------------------------------------|
//! | booleans, numbers, dates, times, day-time intervals, nulls | as it came                          |
//! | strings, binaries                               | views                                          |
//! | timestamps in a zone                            | the same moments, in `Etc/UTC`                 |
//! | lists, structs                                  | large lists and structs of such columns        |
//! | year-month and calendar intervals               | ISO 8601 text                                  |
//! | maps, variants                                  | JSON text                                      |
//! | structs without fields, or with several of one name | JSON text                                  |

mod columns;

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchOptions};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, DataType, Fields, Schema, SchemaRef};
use arrow_select::concat::concat_batches;

use crate::arrow::batch::Batch;
use crate::arrow::normalize::InvalidUtf8;
use crate::error::Error;

/// Pieces are added one by one, at a cost that grows with the square of their number.
const MAX_PIECES: usize = 256;
/// Batches of so many bytes are put together into one piece, while the next are on their way. What
/// they came in is free then, and has room for those.
const PIECE: usize = 16 * 1024 * 1024;

/// What becomes of lists and structs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nested {
    /// Lists and structs of the frame.
    Native,
    /// JSON text, as maps and variants are anyway.
    Json,
}

/// The rows of a result so far.
#[derive(Debug)]
pub struct Frame {
    nested: Nested,
    invalid: InvalidUtf8,
    /// Put together of many batches each.
    pieces: Vec<RecordBatch>,
    /// The batches since then.
    loose: Vec<RecordBatch>,
    loose_bytes: usize,
}

impl Frame {
    /// No rows, and not yet a schema.
    pub fn new(nested: Nested, invalid: InvalidUtf8) -> Self {
        Self {
            nested,
            invalid,
            pieces: Vec::new(),
            loose: Vec::new(),
            loose_bytes: 0,
        }
    }

    /// Adds the rows of a batch; the first one says what the columns are.
    pub fn push(&mut self, batch: &Batch) -> Result<(), Error> {
        if batch.records.is_empty() {
            let none = RecordBatch::new_empty(batch.normal_schema().clone());
            self.add(batch, none.columns(), 0)?;
        }
        let invalid = self.invalid;
        for (columns, records) in batch.columns(|_| invalid).zip(&batch.records) {
            self.add(batch, &columns?, records.num_rows())?;
        }
        self.loose_bytes += batch.ipc.len();
        if self.loose_bytes >= PIECE && !self.is_one_piece()? {
            self.put_together()?;
        }
        Ok(())
    }

    fn put_together(&mut self) -> Result<(), Error> {
        if self.loose.len() > 1 {
            let piece = concat_batches(&self.schema()?, &self.loose).map_err(failed)?;
            self.loose = vec![piece];
        }
        self.pieces.append(&mut self.loose);
        self.loose_bytes = 0;
        Ok(())
    }

    fn records(&self) -> impl Iterator<Item = &RecordBatch> {
        self.pieces.iter().chain(&self.loose)
    }

    /// All rows as one record batch, each column in one piece.
    pub fn into_records(self) -> Result<RecordBatch, Error> {
        let schema = self.schema()?;
        let mut records = self.records();
        match (records.next(), records.next()) {
            (Some(only), None) => Ok(only.clone()),
            _ => concat_batches(&schema, self.records()).map_err(failed),
        }
    }

    /// All rows as one stream of the C data interface. Whoever holds it releases it by dropping it;
    /// the arrays that were read from it are the reader's.
    pub fn into_c_stream(mut self) -> Result<FFI_ArrowArrayStream, Error> {
        let schema = self.schema()?;
        if !self.pieces.is_empty() {
            self.put_together()?;
        }
        let records = if self.records().count() > MAX_PIECES || self.is_one_piece()? {
            vec![self.into_records()?]
        } else {
            self.records().cloned().collect()
        };
        let reader = RecordBatchIterator::new(records.into_iter().map(Ok), schema);
        Ok(FFI_ArrowArrayStream::new(Box::new(reader)))
    }

    /// All rows as one Arrow IPC stream.
    pub fn into_ipc(self) -> Result<Vec<u8>, Error> {
        let schema = self.schema()?;
        let mut writer = StreamWriter::try_new(Vec::new(), &schema).map_err(failed)?;
        for records in self.records() {
            writer.write(records).map_err(failed)?;
        }
        writer.into_inner().map_err(failed)
    }

    fn is_one_piece(&self) -> Result<bool, Error> {
        Ok(has_structs(self.schema()?.fields()))
    }

    fn schema(&self) -> Result<SchemaRef, Error> {
        let first = self.records().next();
        let none = || Error::Decode("the server sent no batch, and so no schema".to_owned());
        first.map(RecordBatch::schema).ok_or_else(none)
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
        let records = RecordBatch::try_new_with_options(schema, columns, &rows).map_err(failed)?;
        if let Some(first) = self.records().next()
            && first.schema() != records.schema()
        {
            return Err(Error::Decode(
                "the batches of one result have different schemas".to_owned(),
            ));
        }
        self.loose.push(records);
        Ok(())
    }
}

/// Explorer panics on structs that came in several pieces.
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

fn failed(error: ArrowError) -> Error {
    Error::Decode(format!(
        "a frame could not be made of Arrow batches: {error}"
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
        frame.into_records().unwrap().column(0).clone()
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
    fn strings_and_binaries_are_views() {
        let long = "longer than what a view holds by itself";
        let strings = column(
            Nested::Native,
            StringArray::from(vec![Some("a"), None, Some(long)]),
        );
        assert_eq!(texts(&strings), [Some("a"), None, Some(long)]);
        let bytes = column(Nested::Native, BinaryArray::from(vec![&b"\xff"[..]]));
        assert_eq!(bytes.as_binary_view().value(0), b"\xff");
    }

    #[test]
    fn timestamps_stay_at_their_moment() {
        let zoned = TimestampMicrosecondArray::from(vec![1, -1]).with_timezone("+05:30");
        let moments = column(Nested::Native, zoned);
        let utc = DataType::Timestamp(TimeUnit::Microsecond, Some(UTC.into()));
        assert_eq!(moments.data_type(), &utc);
        let moments = moments.as_primitive::<TimestampMicrosecondType>();
        assert_eq!(moments.values().as_ref(), [1, -1]);
    }

    #[test]
    fn lists_keep_their_elements_wherever_they_start() {
        let whole = column(Nested::Native, lists());
        let part = column(Nested::Native, lists().slice(1, 3));
        assert_eq!(&whole.slice(1, 3), &part);
        let part = part.as_list::<i64>();
        assert!(part.is_null(0));
        assert_eq!(texts(&part.value(2)), [Some("b")]);
    }

    #[test]
    fn what_a_frame_does_not_hold_is_text() {
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
    fn a_struct_with_a_name_twice_is_text() {
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
    fn nested_types_are_text_where_that_is_wanted() {
        let lists = column(Nested::Json, lists());
        let expected = [Some(r#"["a",null]"#), None, Some("[]"), Some(r#"["b"]"#)];
        assert_eq!(texts(&lists), expected);
    }

    #[test]
    fn dates_that_no_library_reads_are_an_error() {
        let pushed = |array: ArrayRef| {
            let mut frame = Frame::new(Nested::Native, InvalidUtf8::Error);
            frame.push(&batch(&[("at", array)]))
        };
        let refused = |array: ArrayRef| pushed(array).unwrap_err().to_string();
        let (first, last) = (*READABLE_DAYS.start() as i32, *READABLE_DAYS.end() as i32);
        assert!(pushed(Arc::new(Date32Array::from(vec![first, last]))).is_ok());
        let text = refused(Arc::new(Date32Array::from(vec![last + 1])));
        assert!(
            text.contains(r#"column "at": 262143-01-01 is beyond"#),
            "{text}"
        );
        let text = refused(Arc::new(Date32Array::from(vec![first - 1])));
        assert!(text.contains("-262144-12-31"), "{text}");
        let text = refused(Arc::new(TimestampMicrosecondArray::from(vec![i64::MAX])));
        assert!(text.contains("294247-01-10T04:00:54.775807"), "{text}");

        // What stands where a value is null is nobody's date.
        let null = NullBuffer::from(vec![false]);
        let days = Date32Array::new(vec![i32::MAX].into(), Some(null));
        assert!(pushed(Arc::new(days)).is_ok());

        let mut lists = ListBuilder::new(Date32Builder::new());
        lists.append_value([Some(last + 1)]);
        let text = refused(Arc::new(lists.finish()));
        assert!(text.contains(r#"column "at": 262143-01-01"#), "{text}");
    }

    #[test]
    fn dictionaries_are_their_values() {
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
        let pieces = pieces(frame(Nested::Native, &batches));
        assert_eq!(pieces.len(), 3);
        let whole = frame(Nested::Native, &[numbers(0..99)]).into_records();
        let schema = pieces[0].schema();
        assert_eq!(concat_batches(&schema, &pieces).unwrap(), whole.unwrap());
    }

    fn pieces(frame: Frame) -> Vec<RecordBatch> {
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
    fn structs_and_very_many_batches_are_in_one_piece() {
        let two = frame(Nested::Native, &[of_structs(), of_structs()]);
        assert_eq!(pieces(two).len(), 1);
        let many = vec![numbers(0..1); MAX_PIECES + 1];
        let many = pieces(frame(Nested::Native, &many));
        assert_eq!((many.len(), many[0].num_rows()), (1, MAX_PIECES + 1));
    }

    fn large(range: std::ops::Range<i64>) -> Batch {
        Batch {
            ipc: vec![0; PIECE / 3 + 1].into(),
            ..numbers(range)
        }
    }

    #[test]
    fn batches_of_many_bytes_are_put_together_as_they_come() {
        let batches: Vec<Batch> = (0..8).map(|at| large(10 * at..10 * (at + 1))).collect();
        let mut frame = Frame::new(Nested::Native, InvalidUtf8::Error);
        for (at, batch) in batches.iter().enumerate() {
            frame.push(batch).unwrap();
            assert_eq!(frame.records().count(), [1, 2, 1, 2, 3, 2, 3, 4][at]);
        }
        let rows: Vec<usize> = pieces(frame).iter().map(RecordBatch::num_rows).collect();
        assert_eq!(rows, [30, 30, 20]);

        let whole = self::frame(Nested::Native, &batches).into_records();
        let loose = self::frame(Nested::Native, &[numbers(0..80)]).into_records();
        assert_eq!(whole.unwrap(), loose.unwrap());
    }

    #[test]
    fn structs_are_put_together_once() {
        let mut frame = Frame::new(Nested::Native, InvalidUtf8::Error);
        for _ in 0..4 {
            let ipc = vec![0; PIECE].into();
            let large = Batch {
                ipc,
                ..of_structs()
            };
            frame.push(&large).unwrap();
        }
        assert_eq!(frame.records().count(), 4);
        assert_eq!(pieces(frame).len(), 1);
    }

    #[test]
    fn a_c_stream_that_nobody_reads_frees_its_columns() {
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
    fn no_rows_have_their_columns() {
        let mut none = numbers(0..0);
        let records = frame(Nested::Native, std::slice::from_ref(&none));
        let records = records.into_records().unwrap();
        assert_eq!((records.num_rows(), records.num_columns()), (0, 2));
        none.records.clear();
        assert_eq!(
            frame(Nested::Native, &[none]).into_records().unwrap(),
            records
        );
        assert!(
            Frame::new(Nested::Native, InvalidUtf8::Error)
                .into_records()
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
