//! The number in place of nulls in tensors.

/// The number in place of nulls.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fill {
    /// For columns of integers and floats.
    Integer(i64),
    /// For columns of floats.
    Float(f64),
}

/// A number type to which a fill converts: integers exactly, and finite floats to finite ones.
pub(super) trait FromFill: Sized {
    fn from_fill(fill: Fill) -> Option<Self>;
}

macro_rules! integers {
    ($($native:ty)*) => {$(
        impl FromFill for $native {
            fn from_fill(fill: Fill) -> Option<Self> {
                match fill {
                    Fill::Integer(value) => value.try_into().ok(),
                    Fill::Float(_) => None,
                }
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

impl FromFill for f32 {
    fn from_fill(fill: Fill) -> Option<Self> {
        match fill {
            Fill::Integer(value) => {
                let float = value as f32;
                (float as i128 == i128::from(value)).then_some(float)
            }
            Fill::Float(value) => {
                let float = value as f32;
                (float.is_finite() || !value.is_finite()).then_some(float)
            }
        }
    }
}

impl FromFill for f64 {
    fn from_fill(fill: Fill) -> Option<Self> {
        match fill {
            Fill::Integer(value) => {
                let float = value as f64;
                (float as i128 == i128::from(value)).then_some(float)
            }
            Fill::Float(value) => Some(value),
        }
    }
}
