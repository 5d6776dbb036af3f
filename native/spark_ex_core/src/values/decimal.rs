//! Decimals as digits and as text. Hand-written because Spark's 38 digits exceed the 28 of
//! `rust_decimal`.

/// A number in decimal digits: `-1.50` is negative, with the coefficient 150 and the exponent -2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// Whether it is negative.
    pub negative: bool,
    /// All digits as an integer.
    pub coefficient: u128,
    /// The power of ten by which the coefficient is multiplied.
    pub exponent: i64,
}

impl Digits {
    /// The digits of an unscaled number with its scale.
    pub fn new(unscaled: i128, scale: i8) -> Self {
        Self {
            negative: unscaled < 0,
            coefficient: unscaled.unsigned_abs(),
            exponent: -i64::from(scale),
        }
    }

    /// Parses a text such as `"-1.50"`.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{fraction}");
        if whole.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self {
            negative,
            coefficient: all.parse().ok()?,
            exponent: -i64::try_from(fraction.len()).ok()?,
        })
    }

    /// The unscaled number in a decimal type; `None` if the type can't represent it exactly.
    pub fn unscaled(self, precision: u8, scale: u8) -> Option<i128> {
        let shift = self.exponent.checked_add(i64::from(scale))?;
        let coefficient = match shift {
            _ if self.coefficient == 0 => 0,
            0.. => {
                let factor = 10u128.checked_pow(u32::try_from(shift).ok()?)?;
                self.coefficient.checked_mul(factor)?
            }
            _ => {
                let divisor = 10u128.checked_pow(u32::try_from(-shift).ok()?)?;
                let exact = self.coefficient.is_multiple_of(divisor);
                exact.then_some(self.coefficient / divisor)?
            }
        };
        let unscaled = i128::try_from(coefficient).ok()?;
        if coefficient >= 10u128.checked_pow(precision.into())? {
            return None;
        }
        Some(if self.negative { -unscaled } else { unscaled })
    }

    /// The numbers of significant digits before and after the point.
    pub fn digit_counts(self) -> (i64, i64) {
        let fraction = (-self.exponent).max(0);
        let digits = self.coefficient.checked_ilog10().map_or(0, i64::from) + 1;
        match self.coefficient {
            0 => (0, fraction),
            _ => (digits.saturating_add(self.exponent).max(0), fraction),
        }
    }
}

/// `unscaled · 10^-scale` with all digits and without an exponent.
pub fn format(unscaled: i128, scale: i32) -> String {
    let sign = if unscaled < 0 { "-" } else { "" };
    let digits = unscaled.unsigned_abs().to_string();
    match usize::try_from(scale) {
        Ok(0) => format!("{sign}{digits}"),
        Ok(scale) => {
            let digits = format!("{digits:0>width$}", width = scale + 1);
            let (whole, fraction) = digits.split_at(digits.len() - scale);
            format!("{sign}{whole}.{fraction}")
        }
        Err(_) => format!(
            "{sign}{digits}{}",
            "0".repeat(scale.unsigned_abs() as usize)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_all_digits() {
        assert_eq!(format(0, 0), "0");
        assert_eq!(format(0, 2), "0.00");
        assert_eq!(format(-5, 1), "-0.5");
        assert_eq!(format(12_345, 2), "123.45");
        assert_eq!(format(12, -3), "12000");
        let nines = 10i128.pow(38) - 1;
        assert_eq!(format(nines, 38), format!("0.{}", "9".repeat(38)));
        assert_eq!(format(-nines, 0), format!("-{}", "9".repeat(38)));
    }
    #[test]
    fn converts_to_a_decimal_type_exactly_or_not_at_all() {
        let digits = |text| Digits::parse(text).unwrap();
        assert_eq!(digits("-1.50").unscaled(3, 1), Some(-15));
        assert_eq!(digits("-1.50").unscaled(3, 3), None);
        assert_eq!(digits("1.55").unscaled(3, 1), None);
        assert_eq!(digits("0.000").unscaled(1, 0), Some(0));
        assert_eq!(Digits::new(i128::MIN, 0).unscaled(38, 0), None);
        assert_eq!(Digits::new(1_500, 3).unscaled(2, 1), Some(15));
        assert_eq!(digits("12.345").digit_counts(), (2, 3));
        for text in ["", ".5", "1e3", "--1", "1.2.3"] {
            assert_eq!(Digits::parse(text), None, "{text}");
        }
    }
}
