//! Terms as variants.

use std::collections::BTreeMap;

use rustler::{Atom, Binary, Env, Term};
use spark_ex_core::values::variant::{self, Variant};

use crate::stack;
use crate::term::from_term::expected_values::VARIANT;
use crate::term::from_term::records::{self, Pairs};
use crate::term::from_term::values::{self, Struct};
use crate::term::term_vec::TermVec;

const DIGITS: u8 = 38;

mod atoms {
    rustler::atoms! { binary }
}

/// The two binaries of a variant.
#[derive(Default)]
pub(crate) struct Encoded {
    pub(crate) value: Vec<u8>,
    pub(crate) metadata: Vec<u8>,
}

/// Encodes a term as a variant, or describes what was expected.
pub(crate) fn encode<'a>(env: Env<'a>, term: Term<'a>) -> Result<Encoded, String> {
    let variant = variant(env, term, 0)?;
    let (value, metadata) = variant.encode().map_err(|error| error.to_string())?;
    Ok(Encoded { value, metadata })
}

fn variant<'a>(env: Env<'a>, term: Term<'a>, depth: usize) -> Result<Variant, String> {
    if depth > variant::MAX_DEPTH {
        return Err(format!(
            "a VARIANT nested at most {} levels deep",
            variant::MAX_DEPTH
        ));
    }
    if let Some(scalar) = scalar(term) {
        return Ok(scalar);
    }
    stack::grow(|| {
        if term.is_list() {
            let mut elements = TermVec::with_capacity(env, 0);
            if !elements.extend_from_list(term) {
                return Err(VARIANT.to_owned());
            }
            let values = (0..elements.len()).map(|at| variant(env, elements.get(at), depth + 1));
            return values.collect::<Result<_, _>>().map(Variant::Array);
        }
        let mut fields = BTreeMap::new();
        for (key, value) in Pairs::of(term).ok_or(VARIANT)? {
            let name = records::name(key).ok_or(VARIANT)?;
            let value = variant(env, value, depth + 1)?;
            if fields.insert(name, value).is_some() {
                return Err("a VARIANT with distinct names".to_owned());
            }
        }
        Ok(Variant::Object(fields.into_iter().collect()))
    })
}

fn scalar(term: Term) -> Option<Variant> {
    if term.is_atom() {
        return match records::is_nil(term) {
            true => Some(Variant::Null),
            false => term
                .decode()
                .map(Variant::Boolean)
                .ok()
                .or_else(|| float(term)),
        };
    }
    if let Ok(number) = term.decode::<i64>() {
        return Some(Variant::Integer(number));
    }
    if term.is_float() {
        return float(term);
    }
    if term.is_binary() {
        return term.decode().map(Variant::String).ok();
    }
    if let Ok((tag, bytes)) = term.decode::<(Atom, Binary)>() {
        return (tag == atoms::binary()).then(|| Variant::Binary(bytes.as_slice().to_vec()));
    }
    match values::struct_of(term) {
        Some(Struct::Date) => values::date(term).map(Variant::Date),
        Some(Struct::DateTime) => values::date_time(term).map(Variant::Timestamp),
        Some(Struct::NaiveDateTime) => values::naive_date_time(term).map(Variant::TimestampNtz),
        Some(Struct::Decimal) => decimal(term),
        Some(_) => None,
        None if term.is_integer() => decimal(term),
        None => None,
    }
}

fn float(term: Term) -> Option<Variant> {
    values::double(term).map(Variant::Float)
}

fn decimal(term: Term) -> Option<Variant> {
    let digits = values::digits(term)?;
    let (_whole, fraction) = digits.digit_counts();
    let scale = u8::try_from(fraction).ok()?;
    let unscaled = digits.unscaled(DIGITS, scale)?;
    Some(Variant::Decimal { unscaled, scale })
}
