//! Arrow arrays as terms, one vector per column.
//!
//! Arrays have the types of `spark_ex_core::arrow::normalize`.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use rustler::{Encoder, Env, NewBinary, Term};
use spark_ex_core::values::decimal;

use crate::term::float::float_term;
use crate::term::term_vec::TermVec;
use crate::term::to_term::structs::Structs;

mod nested;
mod temporal;

pub(crate) use nested::in_key_order;

/// The terms of a column, or a description of an unsupported value.
type CellResult<T> = Result<T, String>;

/// The representation of decimals: `Decimal` is an optional library.
#[derive(Clone, Copy, PartialEq, Eq, rustler::NifUnitEnum)]
pub(crate) enum Decimals {
    Struct,
    String,
}

/// Builds the terms of one call.
pub(crate) struct Cells<'a> {
    env: Env<'a>,
    nil: Term<'a>,
    structs: Structs<'a>,
    decimals: Decimals,
}

impl<'a> Cells<'a> {
    pub(crate) fn new(env: Env<'a>, decimals: Decimals) -> CellResult<Self> {
        Ok(Self {
            env,
            nil: rustler::types::atom::nil().to_term(env),
            structs: Structs::new(env)?,
            decimals,
        })
    }

    /// Builds structs of the modules of these literals from them.
    pub(crate) fn seed(&mut self, literals: &[Term<'a>]) -> CellResult<()> {
        self.structs.seed(literals)
    }

    /// All values of an array, nulls as `nil`.
    pub(crate) fn column(&mut self, array: &ArrayRef) -> CellResult<TermVec<'a>> {
        let env = self.env;
        match array.data_type() {
            DataType::Null => Ok(TermVec::repeated(self.nil, array.len())),
            DataType::Boolean => {
                let values = array.as_boolean();
                self.each(array, |_, row| Ok(values.value(row).encode(env)))
            }
            DataType::Int8 => self.plain::<Int8Type>(array),
            DataType::Int16 => self.plain::<Int16Type>(array),
            DataType::Int32 => self.plain::<Int32Type>(array),
            DataType::Int64 => self.plain::<Int64Type>(array),
            DataType::UInt8 => self.plain::<UInt8Type>(array),
            DataType::UInt16 => self.plain::<UInt16Type>(array),
            DataType::UInt32 => self.plain::<UInt32Type>(array),
            DataType::UInt64 => self.plain::<UInt64Type>(array),
            DataType::Float32 => self.floats::<Float32Type>(array, f64::from),
            DataType::Float64 => self.floats::<Float64Type>(array, |value| value),
            DataType::Utf8 => {
                let values = array.as_string::<i32>();
                self.each(array, |_, row| Ok(bytes(env, values.value(row).as_bytes())))
            }
            DataType::LargeUtf8 => {
                let values = array.as_string::<i64>();
                self.each(array, |_, row| Ok(bytes(env, values.value(row).as_bytes())))
            }
            DataType::Utf8View => {
                let values = array.as_string_view();
                self.each(array, |_, row| Ok(bytes(env, values.value(row).as_bytes())))
            }
            DataType::Binary => {
                let values = array.as_binary::<i32>();
                self.each(array, |_, row| Ok(bytes(env, values.value(row))))
            }
            DataType::LargeBinary => {
                let values = array.as_binary::<i64>();
                self.each(array, |_, row| Ok(bytes(env, values.value(row))))
            }
            DataType::BinaryView => {
                let values = array.as_binary_view();
                self.each(array, |_, row| Ok(bytes(env, values.value(row))))
            }
            DataType::Decimal128(_, scale) => self.decimals(array, *scale),
            temporal if temporal.is_temporal() => self.temporal(array),
            nested => self.nested(array, nested),
        }
    }

    fn each(
        &mut self,
        array: &dyn Array,
        mut value: impl FnMut(&mut Self, usize) -> CellResult<Term<'a>>,
    ) -> CellResult<TermVec<'a>> {
        let nil = self.nil;
        let mut terms = TermVec::with_capacity(self.env, array.len());
        match array.nulls() {
            None => {
                for row in 0..array.len() {
                    terms.push(value(self, row)?);
                }
            }
            Some(nulls) => {
                for row in 0..array.len() {
                    terms.push(match nulls.is_valid(row) {
                        true => value(self, row)?,
                        false => nil,
                    });
                }
            }
        }
        Ok(terms)
    }

    fn plain<T: ArrowPrimitiveType>(&mut self, array: &ArrayRef) -> CellResult<TermVec<'a>>
    where
        T::Native: Encoder,
    {
        let env = self.env;
        let values = array.as_primitive::<T>().values();
        self.each(array, |_, row| Ok(values[row].encode(env)))
    }

    fn floats<T: ArrowPrimitiveType>(
        &mut self,
        array: &ArrayRef,
        widen: impl Fn(T::Native) -> f64,
    ) -> CellResult<TermVec<'a>> {
        let env = self.env;
        let values = array.as_primitive::<T>().values();
        self.each(array, |_, row| Ok(float_term(env, widen(values[row]))))
    }

    fn decimals(&mut self, array: &ArrayRef, scale: i8) -> CellResult<TermVec<'a>> {
        let values = array.as_primitive::<Decimal128Type>().values();
        self.each(array, |cells, row| {
            cells.decimal(values[row], i32::from(scale))
        })
    }

    fn decimal(&mut self, unscaled: i128, scale: i32) -> CellResult<Term<'a>> {
        match self.decimals {
            Decimals::Struct => self.structs.decimal(unscaled, scale),
            Decimals::String => Ok(decimal::format(unscaled, scale).encode(self.env)),
        }
    }

    pub(crate) fn columns(&mut self, arrays: &[ArrayRef]) -> CellResult<Vec<TermVec<'a>>> {
        arrays.iter().map(|array| self.column(array)).collect()
    }
}

/// A binary: short ones are copied to the process's heap, longer ones stand alone. A kept row
/// never keeps its batch alive.
pub(crate) fn bytes<'a>(env: Env<'a>, bytes: &[u8]) -> Term<'a> {
    NewBinary::from_slice(env, bytes).into()
}

fn unsupported(data_type: &DataType) -> String {
    format!("the Arrow type {data_type} can't be decoded")
}
