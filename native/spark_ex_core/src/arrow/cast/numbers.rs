//! Casts to integers, floats and decimals.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Decimal128Type, Decimal256Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type,
};
use arrow_schema::DataType;

use super::Values;
use crate::arrow::cast_error::CastResult;
use crate::arrow::primitive::native;
use crate::arrow::spark_type::SparkType;
use crate::values::decimal::Digits;
use crate::values::exact_floats;

/// Reads the number of a row.
type Get<N> = Box<dyn Fn(usize) -> N>;

impl Values<'_> {
    pub(super) fn numbers(&self) -> CastResult {
        use SparkType as Type;
        match self.kind {
            Type::Byte => self.integers::<Int8Type>(),
            Type::Short => self.integers::<Int16Type>(),
            Type::Integer => self.integers::<Int32Type>(),
            Type::Long => self.integers::<Int64Type>(),
            Type::Float => self.floats::<Float32Type>(exact_floats::nearest, exact_floats::float),
            Type::Double => self.floats::<Float64Type>(Some, exact_floats::double),
            Type::Decimal { precision, scale } => self.decimals(*precision, *scale),
            _ => self.incompatible(),
        }
    }

    fn integers<T: ArrowPrimitiveType>(&self) -> CastResult
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
            None => self.incompatible(),
        }
    }

    fn floats<T: ArrowPrimitiveType>(
        &self,
        from_float: impl Fn(f64) -> Option<T::Native>,
        from_integer: impl Fn(i128) -> Option<T::Native>,
    ) -> CastResult {
        if self.array.data_type() == &T::DATA_TYPE {
            return Ok(Arc::clone(self.array));
        }
        if let Some(get) = self.float() {
            return Ok(Arc::new(self.primitive::<T>(|at| from_float(get(at)))?));
        }
        match self.integer() {
            Some(get) => Ok(Arc::new(self.primitive::<T>(|at| from_integer(get(at)))?)),
            None => self.incompatible(),
        }
    }

    /// Checks each value: Arrow does not guarantee that decimals fit their type's precision.
    fn decimals(&self, precision: u8, scale: u8) -> CastResult {
        let Some(digits) = self.digits() else {
            return self.incompatible();
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
        Some(Box::new(move |at| Digits::parse(text(at))))
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

    /// The unscaled numbers and their scale.
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

    use super::super::tests::{cast_to, error_row};
    use super::*;

    fn decimal(precision: u8, scale: u8) -> SparkType {
        SparkType::Decimal { precision, scale }
    }

    fn unscaled(array: &ArrayRef) -> Vec<Option<i128>> {
        array.as_primitive::<Decimal128Type>().iter().collect()
    }

    #[test]
    fn casts_integers_in_range() {
        let bytes = cast_to(UInt8Array::from(vec![Some(255), None]), SparkType::Short);
        let bytes: Vec<_> = bytes.as_primitive::<Int16Type>().iter().collect();
        assert_eq!(bytes, [Some(255), None]);
        let wide = UInt32Array::from(vec![u32::MAX]);
        let wide = cast_to(wide, SparkType::Long);
        assert_eq!(wide.as_primitive::<Int64Type>().value(0), u32::MAX.into());
        let longs = Int64Array::from(vec![1, i32::MAX.into(), i64::from(i32::MIN) - 1]);
        assert_eq!(error_row(longs, SparkType::Integer), 2);
        assert_eq!(
            error_row(UInt64Array::from(vec![u64::MAX]), SparkType::Long),
            0
        );
    }

    #[test]
    fn casts_a_slice_of_an_array() {
        let longs = Int64Array::from(vec![1, 2, 3, 4]).slice(1, 2);
        let array = cast_to(longs, SparkType::Short);
        assert_eq!(array.as_primitive::<Int16Type>().values().as_ref(), [2, 3]);
    }

    #[test]
    fn casts_floats_and_exact_integers_to_floats() {
        let halves = Float16Array::from_iter_values([half(1.5)]);
        let halves = cast_to(halves, SparkType::Float);
        assert_eq!(halves.as_primitive::<Float32Type>().value(0), 1.5);
        let wide = cast_to(Float32Array::from(vec![0.1]), SparkType::Double);
        assert_eq!(
            wide.as_primitive::<Float64Type>().value(0),
            f64::from(0.1f32)
        );
        let large = Float64Array::from(vec![f64::NAN, f64::INFINITY, 1e39]);
        assert_eq!(error_row(large, SparkType::Float), 2);
        let exact = Int64Array::from(vec![1 << 53, 1 << 60, (1 << 53) + 1]);
        assert_eq!(error_row(exact, SparkType::Double), 2);
        let exact = UInt32Array::from(vec![1 << 24, (1 << 24) + 2, (1 << 24) + 1]);
        assert_eq!(error_row(exact, SparkType::Float), 2);
    }

    fn half(value: f32) -> <Float16Type as ArrowPrimitiveType>::Native {
        <Float16Type as ArrowPrimitiveType>::Native::from_f32(value)
    }

    #[test]
    fn never_rounds_decimals() {
        let money = |values: Vec<i128>| {
            Decimal128Array::from(values)
                .with_precision_and_scale(10, 2)
                .unwrap()
        };
        let wider = cast_to(money(vec![-150, 0]), decimal(20, 5));
        assert_eq!(unscaled(&wider), [Some(-150_000), Some(0)]);
        let narrower = cast_to(money(vec![-150]), decimal(2, 1));
        assert_eq!(unscaled(&narrower), [Some(-15)]);
        assert_eq!(error_row(money(vec![150, 155]), decimal(2, 1)), 1);
        assert_eq!(error_row(money(vec![1_000]), decimal(2, 1)), 0);
        // More digits than the precision of the array's own type.
        assert_eq!(error_row(money(vec![10i128.pow(20)]), decimal(10, 2)), 0);
        let large = cast_to(UInt64Array::from(vec![u64::MAX]), decimal(20, 0));
        assert_eq!(unscaled(&large), [Some(u64::MAX.into())]);
        let digits = StringViewArray::from(vec!["-1.5", "1e1"]);
        assert_eq!(error_row(digits, decimal(3, 1)), 1);
    }
}
