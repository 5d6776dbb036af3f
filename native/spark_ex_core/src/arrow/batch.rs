//! Batches of a result, decoded from Arrow IPC.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, SchemaRef};
use bytes::Bytes;

use crate::arrow::cast_error::CastError;
use crate::arrow::normalize::{InvalidUtf8, normal_schema, normalize};
use crate::arrow::schema_names::Names;
use crate::arrow::{ipc_guard, ipc_reader};
use crate::error::Error;
use crate::execution::reassembly::EncodedBatch;

/// A decoded and verified batch of a result.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The types and metadata of the columns, with the names of Spark's schema where it is known.
    pub schema: SchemaRef,
    /// Whether the names differ from those of the IPC stream.
    pub renamed: bool,
    /// The rows as received: usually one record batch, none in an empty result.
    pub records: Vec<RecordBatch>,
    /// The number of rows in all record batches.
    pub rows: usize,
    /// The number of rows before them in the result.
    pub first_row: usize,
    /// The batch as received: a complete Arrow IPC stream.
    pub ipc: Bytes,
    pub(crate) names: Option<Arc<Names>>,
    /// The schema of [`Batch::columns`].
    pub(crate) normal: SchemaRef,
}

impl Batch {
    /// A batch of rows that `ipc` encodes.
    pub fn new(schema: SchemaRef, records: Vec<RecordBatch>, ipc: Bytes) -> Self {
        Self {
            normal: Arc::new(normal_schema(&schema)),
            schema,
            renamed: false,
            names: None,
            rows: records.iter().map(RecordBatch::num_rows).sum(),
            records,
            first_row: 0,
            ipc,
        }
    }

    /// Decodes a batch of a result, which is a complete IPC stream with its schema.
    pub fn decode(encoded: EncodedBatch) -> Result<Self, Error> {
        let batch = Self::from_ipc(encoded.data)?;
        if i64::try_from(batch.rows) != Ok(encoded.row_count) {
            return Err(Error::Decode(format!(
                "malformed Arrow batch: expected {} rows, got {}",
                encoded.row_count, batch.rows
            )));
        }
        Ok(Self {
            first_row: usize::try_from(encoded.first_row).unwrap_or(0),
            ..batch
        })
    }

    /// Decodes a complete IPC stream.
    pub fn from_ipc(ipc: Bytes) -> Result<Self, Error> {
        ipc_guard::validate(&ipc)?;
        let (schema, records) = ipc_reader::read(&ipc)?;
        Ok(Self::new(schema, records, ipc))
    }

    /// The batch with the names of the result's schema.
    pub fn with_names(mut self, names: &Arc<Names>) -> Self {
        if let Some(schema) = names.apply(&self.schema) {
            self.normal = Arc::new(normal_schema(&schema));
            self.schema = Arc::new(schema);
            self.renamed = true;
        }
        self.names = Some(Arc::clone(names));
        self
    }

    /// The parts of Spark's schema that Arrow lacks, for each column, if known.
    pub fn column_names(&self) -> Option<&[(String, Names)]> {
        match self.names.as_deref() {
            Some(Names::Struct(columns)) if columns.len() == self.schema.fields().len() => {
                Some(columns)
            }
            _ => None,
        }
    }

    /// The schema of [`Batch::columns`], with normal types.
    pub fn normal_schema(&self) -> &SchemaRef {
        &self.normal
    }

    /// The columns of each record batch, in normal types. `invalid` returns how to handle strings
    /// with invalid UTF-8 in a column of a type.
    pub fn columns(
        &self,
        invalid: impl Fn(&DataType) -> InvalidUtf8,
    ) -> impl Iterator<Item = Result<Vec<ArrayRef>, Error>> {
        let mut first_row = self.first_row;
        self.records.iter().map(move |records| {
            let rows_before = first_row;
            first_row += records.num_rows();
            let columns = self.normal.fields().iter().zip(records.columns());
            columns
                .map(|(field, column)| {
                    let invalid = invalid(field.data_type());
                    normal_column(field, column, invalid, rows_before)
                })
                .collect()
        })
    }

    /// One column of each record batch, in its normal type.
    pub fn column(&self, index: usize) -> impl Iterator<Item = Result<ArrayRef, Error>> {
        let field = self.normal.field(index);
        let mut first_row = self.first_row;
        self.records.iter().map(move |records| {
            let rows_before = first_row;
            first_row += records.num_rows();
            normal_column(
                field,
                records.column(index),
                InvalidUtf8::Error,
                rows_before,
            )
        })
    }
}

fn normal_column(
    field: &Field,
    column: &ArrayRef,
    invalid: InvalidUtf8,
    rows_before: usize,
) -> Result<ArrayRef, Error> {
    normalize(column, field.data_type(), invalid)
        .map_err(|error| error.within_column(field.name(), rows_before))
        .map_err(result_error)
}

/// The error of a result without a batch, and so without a schema.
pub(crate) fn missing_schema() -> Error {
    Error::Decode("the server sent neither a batch nor a schema".to_owned())
}

/// The error of a batch with another schema than the batches before.
pub(crate) fn schema_mismatch() -> Error {
    Error::Decode("the batches of one result have different schemas".to_owned())
}

fn result_error(error: CastError) -> Error {
    match error.into() {
        Error::Data(text) => Error::Decode(text),
        error => error,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::cast::AsArray;
    use arrow_array::types::Int64Type;
    use arrow_array::{ArrayRef, Int64Array, StringArray};
    use arrow_ipc::writer::StreamWriter;

    use super::*;
    use crate::arrow::cast_error::{Expected, Step};

    fn ipc(values: std::ops::Range<i64>) -> Vec<u8> {
        let texts: StringArray = values.clone().map(|v| Some(v.to_string())).collect();
        let columns: [(&str, ArrayRef); 2] = [
            ("id", Arc::new(Int64Array::from_iter_values(values))),
            ("text", Arc::new(texts)),
        ];
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).unwrap();
        writer.write(&batch).unwrap();
        writer.into_inner().unwrap()
    }

    fn decode(data: impl Into<Bytes>, row_count: i64) -> Result<Batch, Error> {
        Batch::decode(EncodedBatch {
            data: data.into(),
            row_count,
            first_row: 0,
        })
    }

    #[test]
    fn decodes_a_complete_stream() {
        let batch = decode(ipc(0..3), 3).unwrap();
        assert_eq!(batch.rows, 3);
        assert_eq!(batch.schema.field(1).name(), "text");
    }

    #[test]
    fn an_empty_batch_keeps_its_schema() {
        let batch = decode(ipc(0..0), 0).unwrap();
        assert_eq!(batch.rows, 0);
        assert_eq!(batch.schema.fields().len(), 2);
    }

    #[test]
    fn a_wrong_row_count_is_an_error() {
        let error = decode(ipc(0..3), 4).unwrap_err();
        assert!(error.to_string().contains("got 3"), "{error}");
    }

    #[test]
    fn truncated_data_is_an_error() {
        let bytes = Bytes::from(ipc(0..100));
        // The last eight bytes are the optional end-of-stream marker.
        for length in 0..bytes.len() - 8 {
            assert!(
                decode(bytes.slice(..length), 100).is_err(),
                "{length} of {} bytes",
                bytes.len()
            );
        }
    }

    fn columns(batch: &Batch, invalid: InvalidUtf8) -> Result<Vec<ArrayRef>, Error> {
        let columns: Result<Vec<_>, _> = batch.columns(|_| invalid).collect();
        Ok(columns?.concat())
    }

    #[test]
    fn invalid_utf8_is_reported_with_its_row_in_the_result() {
        let mut bytes = ipc(100..200);
        let at = bytes.windows(3).position(|bytes| bytes == b"142").unwrap();
        bytes[at] = 0xff;
        let batch = Batch::decode(EncodedBatch {
            data: bytes.into(),
            row_count: 100,
            first_row: 1_000,
        });
        let batch = batch.unwrap();
        let Err(Error::Value(found)) = columns(&batch, InvalidUtf8::Error) else {
            panic!("no invalid value");
        };
        assert_eq!((found.row, &found.expected), (1_042, &Expected::Text));
        assert!(matches!(&found.path[..], [Step::Field(name)] if name == "text"));
        let replaced = columns(&batch, InvalidUtf8::Replace).unwrap();
        assert_eq!(replaced[1].as_string::<i32>().value(42), "\u{fffd}42");
        let kept = columns(&batch, InvalidUtf8::Binary).unwrap();
        assert_eq!(kept[1].as_binary::<i32>().value(42), b"\xff42");
    }

    #[test]
    fn columns_have_the_names_of_the_schema() {
        let batch = decode(ipc(0..3), 3).unwrap();
        let names = ["n", "n"].map(|name| (name.to_owned(), Names::None));
        let named = batch.with_names(&Arc::new(Names::Struct(names.to_vec())));
        let fields = named.schema.fields().iter();
        let found: Vec<_> = fields.map(|field| field.name().as_str()).collect();
        assert_eq!((found, named.renamed), (vec!["n", "n"], true));
        let columns = columns(&named, InvalidUtf8::Error).unwrap();
        assert_eq!(
            columns[0].as_primitive::<Int64Type>().values().as_ref(),
            [0, 1, 2]
        );
    }
}
