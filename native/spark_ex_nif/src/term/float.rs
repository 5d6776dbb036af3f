//! Floats. The VM has finite floats only; other values are atoms.

use rustler::{Atom, Encoder, Env, Term};

mod atoms {
    rustler::atoms! { nan, infinity, neg_infinity }
}

/// A float as a term; an atom if it is not finite.
pub(crate) fn float_term(env: Env, value: f64) -> Term {
    if value.is_finite() {
        value.encode(env)
    } else if value.is_nan() {
        atoms::nan().to_term(env)
    } else if value > 0.0 {
        atoms::infinity().to_term(env)
    } else {
        atoms::neg_infinity().to_term(env)
    }
}

/// A number or the atom of a float; `None` for other terms.
pub(crate) fn float(term: Term) -> Option<f64> {
    if let Ok(number) = term.decode::<f64>() {
        return Some(number);
    }
    if let Ok(number) = term.decode::<i64>() {
        return Some(number as f64);
    }
    not_finite(term)
}

/// The float of an atom; `None` for other terms.
pub(crate) fn not_finite(term: Term) -> Option<f64> {
    let atom = Atom::from_term(term).ok()?;
    [
        (atoms::nan(), f64::NAN),
        (atoms::infinity(), f64::INFINITY),
        (atoms::neg_infinity(), f64::NEG_INFINITY),
    ]
    .into_iter()
    .find_map(|(name, value)| (name == atom).then_some(value))
}
