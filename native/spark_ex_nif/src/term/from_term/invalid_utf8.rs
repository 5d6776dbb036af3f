//! The option `:invalid_utf8`.

use rustler::NifUnitEnum;
use spark_ex_core::arrow::normalize;

/// How to handle strings with invalid UTF-8.
#[derive(Clone, Copy, NifUnitEnum)]
pub(crate) enum InvalidUtf8 {
    Error,
    Replace,
    Binary,
}

impl From<InvalidUtf8> for normalize::InvalidUtf8 {
    fn from(invalid: InvalidUtf8) -> Self {
        match invalid {
            InvalidUtf8::Error => Self::Error,
            InvalidUtf8::Replace => Self::Replace,
            InvalidUtf8::Binary => Self::Binary,
        }
    }
}
