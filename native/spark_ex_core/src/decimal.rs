//! Decimals as text.

/// All digits of `unscaled · 10^-scale`, and no exponent.
pub fn text(unscaled: i128, scale: i32) -> String {
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
    fn all_digits_are_there() {
        assert_eq!(text(0, 0), "0");
        assert_eq!(text(0, 2), "0.00");
        assert_eq!(text(-5, 1), "-0.5");
        assert_eq!(text(12_345, 2), "123.45");
        assert_eq!(text(12, -3), "12000");
        let nines = 10i128.pow(38) - 1;
        assert_eq!(text(nines, 38), format!("0.{}", "9".repeat(38)));
        assert_eq!(text(-nines, 0), format!("-{}", "9".repeat(38)));
    }
}
