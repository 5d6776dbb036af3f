//! Exact conversion of integers to floats.

/// The 64-bit float of an integer; `None` if it would be rounded.
pub fn double(number: i128) -> Option<f64> {
    let float = number as f64;
    equals(float, number).then_some(float)
}

/// The 32-bit float of an integer; `None` if it would be rounded.
pub fn float(number: i128) -> Option<f32> {
    let float = number as f32;
    equals(float.into(), number).then_some(float)
}

/// The nearest 32-bit float; `None` if it is out of range.
pub fn nearest(number: f64) -> Option<f32> {
    let float = number as f32;
    (float.is_finite() || !number.is_finite()).then_some(float)
}

/// Whether a float equals an integer. Casts of larger floats would saturate.
fn equals(float: f64, number: i128) -> bool {
    float.abs() < 2f64.powi(127) && float as i128 == number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_integers_exactly_or_not_at_all() {
        assert_eq!(double(1 << 53), Some(9_007_199_254_740_992.0));
        assert_eq!(double((1 << 53) + 1), None);
        assert_eq!(double(-(1 << 60)), Some(-(2f64.powi(60))));
        assert_eq!(double(i64::MAX.into()), None);
        assert_eq!(double(i64::MIN.into()), Some(-(2f64.powi(63))));
        assert_eq!(double(i128::MAX), None);
        assert_eq!(float(16_777_216), Some(16_777_216.0));
        assert_eq!(float(-16_777_217), None);
        assert_eq!(float(16_777_218), Some(16_777_218.0));
        assert_eq!(float(i128::MAX), None);
    }

    #[test]
    fn rounds_to_the_nearest_float_in_range() {
        assert_eq!(nearest(0.1), Some(0.1f32));
        assert_eq!(nearest(1e39), None);
        assert_eq!(nearest(f64::NEG_INFINITY), Some(f32::NEG_INFINITY));
        assert!(nearest(f64::NAN).is_some_and(f32::is_nan));
    }
}
