//! Integers, floats and decimals.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal128Type, Decimal256Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type,
};
use arrow_schema::DataType;

use super::{Made, Values, native};
use crate::arrow::spark_type::ColumnType;
use crate::values::decimal::Digits;
use crate::values::exact;

/// How to get at the number in a row.
type Get<N> = Box<dyn Fn(usize) -> N>;

impl Values<'_> {
    pub(super) fn numbers(&self) -> Made {
        use ColumnType as Type;
        match self.kind {
            Type::Byte => self.integers::<Int8Type>(),
            Type::Short => self.integers::<Int16Type>(),
            Type::Integer => self.integers::<Int32Type>(),
            Type::Long => self.integers::<Int64Type>(),
            Type::Float => self.floats::<Float32Type>(exact::nearest, exact::float),
            Type::Double => self.floats::<Float64Type>(Some, exact::double),
            Type::Decimal { precision, scale } => self.decimals(*precision, *scale),
            _ => self.no_kin(),
        }
    }

    fn integers<T: ArrowPrimitiveType>(&self) -> Made
    where
        T::Native: TryFrom<i128>,
    {
        if self.array.data_type() == &T::DATA_TYPE {
            return Ok(Arc::clone(self.array));
        }
        match self.integer() {
            Some(get) => Ok(Arc::new(
                self.primitive::<T>(|at| T::Native::try_from(get(at)).ok())?,
            )),
            None => self.no_kin(),
        }
    }

    fn floats<T: ArrowPrimitiveType>(
        &self,
        of_float: impl Fn(f64) -> Option<T::Native>,
        of_integer: impl Fn(i128) -> Option<T::Native>,
    ) -> Made {
        if self.array.data_type() == &T::DATA_TYPE {
            return Ok(Arc::clone(self.array));
        }
        if let Some(get) = self.float() {
            return Ok(Arc::new(self.primitive::<T>(|at| of_float(get(at)))?));
        }
        match self.integer() {
            Some(get) => Ok(Arc::new(self.primitive::<T>(|at| of_integer(get(at)))?)),
            None => self.no_kin(),
        }
    }

    /// Arrow does not promise that decimals have no more digits than their type says, so each is looked at.
    fn decimals(&self, precision: u8, scale: u8) -> Made {
        let Some(digits) = self.digits() else {
            return self.no_kin();
        };
        let array =
            self.primitive::<Decimal128Type>(|at| digits(at)?.unscaled(precision, scale))?;
        let scale = i8::try_from(scale).unwrap_or(i8::MAX);
        Ok(Arc::new(array.with_precision_and_scale(precision, scale)?))
    }

    fn digits(&self) -> Option<Box<dyn Fn(usize) -> Option<Digits> + '_>> {
        if let Some(get) = self.integer() {
            return Some(Box::new(move |at| Some(Digits::new(get(at), 0))));
        }
        if let Some((get, scale)) = self.decimal() {
            return Some(Box::new(move |at| Some(Digits::new(get(at)?, scale))));
        }
        let text = self.text()?;
        Some(Box::new(move |at| Digits::of_text(text(at))))
    }

    pub(super) fn integer(&self) -> Option<Get<i128>> {
        fn get<N: arrow_buffer::ArrowNativeType>(values: &Values) -> Get<i128>
        where
            i128: From<N>,
        {
            let numbers = native::<N>(values.array);
            Box::new(move |at| i128::from(numbers[at]))
        }
        Some(match self.array.data_type() {
            DataType::Int8 => get::<i8>(self),
            DataType::Int16 => get::<i16>(self),
            DataType::Int32 => get::<i32>(self),
            DataType::Int64 => get::<i64>(self),
            DataType::UInt8 => get::<u8>(self),
            DataType::UInt16 => get::<u16>(self),
            DataType::UInt32 => get::<u32>(self),
            DataType::UInt64 => get::<u64>(self),
            _ => return None,
        })
    }

    pub(super) fn float(&self) -> Option<Get<f64>> {
        Some(match self.array.data_type() {
            DataType::Float32 => {
                let numbers = native::<f32>(self.array);
                Box::new(move |at| f64::from(numbers[at]))
            }
            DataType::Float64 => {
                let numbers = native::<f64>(self.array);
                Box::new(move |at| numbers[at])
            }
            _ => return None,
        })
    }

    /// Unscaled numbers, and their scale.
    pub(super) fn decimal(&self) -> Option<(Get<Option<i128>>, i8)> {
        Some(match self.array.data_type() {
            DataType::Decimal128(_, scale) => {
                let numbers = native::<i128>(self.array);
                (Box::new(move |at| Some(numbers[at])), *scale)
            }
            DataType::Decimal256(_, scale) => {
                let numbers = self.array.as_primitive::<Decimal256Type>().values().clone();
                (Box::new(move |at| numbers[at].to_i128()), *scale)
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use arrow_array::types::Float16Type;
    use arrow_array::{
        ArrayRef, Decimal128Array, Float16Array, Float32Array, Float64Array, Int64Array,
        StringViewArray, UInt8Array, UInt32Array, UInt64Array,
    };

    use super::super::tests::{made, misfit_row};
    use super::*;

    fn decimal(precision: u8, scale: u8) -> ColumnType {
        ColumnType::Decimal { precision, scale }
    }

    fn unscaled(array: &ArrayRef) -> Vec<Option<i128>> {
        array.as_primitive::<Decimal128Type>().iter().collect()
    }

    #[test]
    fn integers_are_those_of_other_widths_that_are_in_range() {
        let bytes = made(UInt8Array::from(vec![Some(255), None]), ColumnType::Short);
        let bytes: Vec<_> = bytes.as_primitive::<Int16Type>().iter().collect();
        assert_eq!(bytes, [Some(255), None]);
        let wide = UInt32Array::from(vec![u32::MAX]);
        let wide = made(wide, ColumnType::Long);
        assert_eq!(
            wide.as_primitive::<Int64Type>().value(0),
            i64::from(u32::MAX)
        );
        let longs = Int64Array::from(vec![1, i32::MAX.into(), i64::from(i32::MIN) - 1]);
        assert_eq!(misfit_row(longs, ColumnType::Integer), 2);
        assert_eq!(
            misfit_row(UInt64Array::from(vec![u64::MAX]), ColumnType::Long),
            0
        );
    }

    #[test]
    fn a_part_of_an_array_begins_where_it_begins() {
        let longs = Int64Array::from(vec![1, 2, 3, 4]).slice(1, 2);
        let made = made(longs, ColumnType::Short);
        assert_eq!(made.as_primitive::<Int16Type>().values().as_ref(), [2, 3]);
    }

    #[test]
    fn floats_hold_floats_and_integers_that_are_exact() {
        let halves = Float16Array::from_iter_values([half(1.5)]);
        let halves = made(halves, ColumnType::Float);
        assert_eq!(halves.as_primitive::<Float32Type>().value(0), 1.5);
        let wide = made(Float32Array::from(vec![0.1]), ColumnType::Double);
        assert_eq!(
            wide.as_primitive::<Float64Type>().value(0),
            f64::from(0.1f32)
        );
        let large = Float64Array::from(vec![f64::NAN, f64::INFINITY, 1e39]);
        assert_eq!(misfit_row(large, ColumnType::Float), 2);
        let exact = Int64Array::from(vec![1 << 53, 1 << 60, (1 << 53) + 1]);
        assert_eq!(misfit_row(exact, ColumnType::Double), 2);
        let exact = UInt32Array::from(vec![1 << 24, (1 << 24) + 2, (1 << 24) + 1]);
        assert_eq!(misfit_row(exact, ColumnType::Float), 2);
    }

    fn half(value: f32) -> <Float16Type as ArrowPrimitiveType>::Native {
        <Float16Type as ArrowPrimitiveType>::Native::from_f32(value)
    }

    #[test]
    fn decimals_are_never_rounded() {
        let money = |values: Vec<i128>| {
            Decimal128Array::from(values)
                .with_precision_and_scale(10, 2)
                .unwrap()
        };
        let wider = made(money(vec![-150, 0]), decimal(20, 5));
        assert_eq!(unscaled(&wider), [Some(-150_000), Some(0)]);
        let narrower = made(money(vec![-150]), decimal(2, 1));
        assert_eq!(unscaled(&narrower), [Some(-15)]);
        assert_eq!(misfit_row(money(vec![150, 155]), decimal(2, 1)), 1);
        assert_eq!(misfit_row(money(vec![1_000]), decimal(2, 1)), 0);
        // More digits than the type of the array itself has room for.
        assert_eq!(misfit_row(money(vec![10i128.pow(20)]), decimal(10, 2)), 0);
        let large = made(UInt64Array::from(vec![u64::MAX]), decimal(20, 0));
        assert_eq!(unscaled(&large), [Some(u64::MAX.into())]);
        let digits = StringViewArray::from(vec!["-1.5", "1e1"]);
        assert_eq!(misfit_row(digits, decimal(3, 1)), 1);
    }
}
