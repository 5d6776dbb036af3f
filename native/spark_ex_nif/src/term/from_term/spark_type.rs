//! Spark's types in the full form of `SparkEx.Types`.

use rustler::{Atom, Decoder, Encoder, Env, ListIterator, NifMap, NifResult, Term};
use spark_ex_core::arrow::spark_type::{Column, SparkType};

use crate::stack;

/// The maximum depth; `SparkEx.Types` refuses deeper types.
const MAX_DEPTH: usize = 1_000;

mod atoms {
    rustler::atoms! {
        null, boolean, byte, short, integer, long, float, double, string, binary, date, timestamp,
        timestamp_ntz, timestamp_ltz, calendar_interval, variant, decimal, time, year_month_interval,
        day_time_interval, array, map, name, nullable, kind = "type", year, month, day, hour,
        minute, second, r#struct = "struct",
    }
}

/// A schema, a list of `SparkEx.Types.Field`.
pub(crate) struct Schema(pub(crate) Vec<Column>);

/// A field as a map with the keys of `SparkEx.Types.Field`.
#[derive(NifMap)]
struct FieldMap<'a> {
    name: String,
    r#type: Term<'a>,
    nullable: bool,
}

impl Encoder for Schema {
    fn encode<'a>(&self, env: Env<'a>) -> Term<'a> {
        encode_fields(env, &self.0)
    }
}

fn encode_fields<'a>(env: Env<'a>, columns: &[Column]) -> Term<'a> {
    let fields = columns.iter().map(|column| {
        let field = FieldMap {
            name: column.name.clone(),
            r#type: encode_type(env, &column.kind),
            nullable: column.nullable,
        };
        field.encode(env)
    });
    fields.collect::<Vec<_>>().encode(env)
}

fn encode_type<'a>(env: Env<'a>, kind: &SparkType) -> Term<'a> {
    stack::grow(|| match kind {
        SparkType::Decimal { precision, scale } => {
            (atoms::decimal(), *precision, *scale).encode(env)
        }
        SparkType::Time { precision } => (atoms::time(), *precision).encode(env),
        SparkType::TimestampNanos { precision } => {
            (atoms::timestamp_ltz(), *precision).encode(env)
        }
        SparkType::TimestampNtzNanos { precision } => {
            (atoms::timestamp_ntz(), *precision).encode(env)
        }
        SparkType::YearMonth { .. } => {
            (atoms::year_month_interval(), atoms::year(), atoms::month()).encode(env)
        }
        SparkType::DayTime { .. } => {
            (atoms::day_time_interval(), atoms::day(), atoms::second()).encode(env)
        }
        SparkType::Array(element) => (
            atoms::array(),
            encode_type(env, &element.kind),
            element.nullable,
        )
            .encode(env),
        SparkType::Map(key, value) => {
            let (key, nullable) = (encode_type(env, &key.kind), value.nullable);
            (atoms::map(), key, encode_type(env, &value.kind), nullable).encode(env)
        }
        SparkType::Struct(fields) => (atoms::r#struct(), encode_fields(env, fields)).encode(env),
        plain_kind => {
            let named = simple_types()
                .into_iter()
                .find(|(_, kind)| kind == plain_kind);
            named.map(|(name, _)| name).encode(env)
        }
    })
}

impl<'a> Decoder<'a> for Schema {
    fn decode(term: Term<'a>) -> NifResult<Self> {
        decode_fields(term, 0)
            .map(Schema)
            .ok_or(rustler::Error::BadArg)
    }
}

fn decode_fields(list: Term, depth: usize) -> Option<Vec<Column>> {
    let list: ListIterator = list.decode().ok()?;
    list.map(|field| decode_field(field, depth)).collect()
}

fn decode_field(field: Term, depth: usize) -> Option<Column> {
    let env = field.get_env();
    let get = |key: Atom| field.map_get(key.to_term(env)).ok();
    Some(Column {
        name: get(atoms::name())?.decode().ok()?,
        kind: decode_type(get(atoms::kind())?, depth + 1)?,
        nullable: get(atoms::nullable())?.decode().ok()?,
    })
}

fn decode_type(term: Term, depth: usize) -> Option<SparkType> {
    if depth > MAX_DEPTH {
        return None;
    }
    stack::grow(|| {
        if let Ok(atom) = Atom::from_term(term) {
            return decode_simple(atom);
        }
        let parts = rustler::types::tuple::get_tuple(term).ok()?;
        let (tag, parameters) = parts.split_first()?;
        decode_parametrized(term.get_env(), tag.decode().ok()?, parameters, depth)
    })
}

fn decode_simple(atom: Atom) -> Option<SparkType> {
    let named = simple_types().into_iter().find(|(name, _)| *name == atom);
    named.map(|(_, kind)| kind)
}

/// The types without parameters, which are atoms.
fn simple_types() -> [(Atom, SparkType); 15] {
    use SparkType as Type;
    [
        (atoms::null(), Type::Null),
        (atoms::boolean(), Type::Boolean),
        (atoms::byte(), Type::Byte),
        (atoms::short(), Type::Short),
        (atoms::integer(), Type::Integer),
        (atoms::long(), Type::Long),
        (atoms::float(), Type::Float),
        (atoms::double(), Type::Double),
        (atoms::string(), Type::String),
        (atoms::binary(), Type::Binary),
        (atoms::date(), Type::Date),
        (atoms::timestamp(), Type::Timestamp),
        (atoms::timestamp_ntz(), Type::TimestampNtz),
        (atoms::calendar_interval(), Type::Calendar),
        (atoms::variant(), Type::Variant),
    ]
}

fn decode_parametrized<'a>(
    _env: Env<'a>,
    tag: Atom,
    parameters: &[Term<'a>],
    depth: usize,
) -> Option<SparkType> {
    let nested = |name: &str, term: &Term, nullable: bool| {
        Some(Box::new(Column {
            name: name.to_owned(),
            kind: decode_type(*term, depth + 1)?,
            nullable,
        }))
    };
    match parameters {
        [precision, scale] if tag == atoms::decimal() => Some(SparkType::Decimal {
            precision: precision.decode().ok()?,
            scale: scale.decode().ok()?,
        }),
        [_collation] if tag == atoms::string() => Some(SparkType::String),
        [precision] if tag == atoms::time() => Some(SparkType::Time {
            precision: precision.decode().ok()?,
        }),
        [precision] if tag == atoms::timestamp_ltz() => Some(SparkType::TimestampNanos {
            precision: precision.decode().ok()?,
        }),
        [precision] if tag == atoms::timestamp_ntz() => Some(SparkType::TimestampNtzNanos {
            precision: precision.decode().ok()?,
        }),
        [_first, last] if tag == atoms::year_month_interval() => Some(SparkType::YearMonth {
            unit: if last.decode::<Atom>().ok()? == atoms::year() {
                12
            } else {
                1
            },
        }),
        [_first, last] if tag == atoms::day_time_interval() => Some(SparkType::DayTime {
            unit: day_time_unit(last.decode().ok()?)?,
        }),
        [element, contains_null] if tag == atoms::array() => Some(SparkType::Array(nested(
            "element",
            element,
            contains_null.decode().ok()?,
        )?)),
        [key, value, contains_null] if tag == atoms::map() => Some(SparkType::Map(
            nested("key", key, false)?,
            nested("value", value, contains_null.decode().ok()?)?,
        )),
        [list] if tag == atoms::r#struct() => decode_fields(*list, depth).map(SparkType::Struct),
        _ => None,
    }
}

/// The microseconds in a unit of an interval that ends with this field.
fn day_time_unit(last: Atom) -> Option<i64> {
    const SECOND: i64 = 1_000_000;
    [
        (atoms::day(), 86_400 * SECOND),
        (atoms::hour(), 3_600 * SECOND),
        (atoms::minute(), 60 * SECOND),
        (atoms::second(), 1),
    ]
    .into_iter()
    .find_map(|(name, unit)| (name == last).then_some(unit))
}
