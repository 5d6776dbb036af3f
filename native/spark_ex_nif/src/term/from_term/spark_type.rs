//! Spark's types as `SparkEx.Types` writes them in full form.

use rustler::{Atom, Decoder, Encoder, Env, ListIterator, NifMap, NifResult, Term};
use spark_ex_core::arrow::spark_type::{Column, ColumnType};

/// Types nested deeper are refused by `SparkEx.Types` already.
const MAX_DEPTH: usize = 1_000;
const RED_ZONE: usize = 64 * 1024;
const STACK_STEP: usize = 1024 * 1024;

mod atoms {
    rustler::atoms! {
        null, boolean, byte, short, integer, long, float, double, string, binary, date, timestamp,
        timestamp_ntz, calendar_interval, variant, decimal, time, year_month_interval,
        day_time_interval, array, map, name, nullable, kind = "type", year, month, day, hour,
        minute, second, r#struct = "struct",
    }
}

/// The columns of a schema, a list of `SparkEx.Types.Field`.
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
        written_fields(env, &self.0)
    }
}

fn written_fields<'a>(env: Env<'a>, columns: &[Column]) -> Term<'a> {
    let fields = columns.iter().map(|column| {
        let field = FieldMap {
            name: column.name.clone(),
            r#type: written(env, &column.kind),
            nullable: column.nullable,
        };
        field.encode(env)
    });
    fields.collect::<Vec<_>>().encode(env)
}

fn written<'a>(env: Env<'a>, kind: &ColumnType) -> Term<'a> {
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || match kind {
        ColumnType::Decimal { precision, scale } => {
            (atoms::decimal(), *precision, *scale).encode(env)
        }
        ColumnType::Time { precision } => (atoms::time(), *precision).encode(env),
        ColumnType::YearMonth { .. } => {
            (atoms::year_month_interval(), atoms::year(), atoms::month()).encode(env)
        }
        ColumnType::DayTime { .. } => {
            (atoms::day_time_interval(), atoms::day(), atoms::second()).encode(env)
        }
        ColumnType::Array(element) => (
            atoms::array(),
            written(env, &element.kind),
            element.nullable,
        )
            .encode(env),
        ColumnType::Map(key, value) => {
            let (key, nullable) = (written(env, &key.kind), value.nullable);
            (atoms::map(), key, written(env, &value.kind), nullable).encode(env)
        }
        ColumnType::Struct(fields) => (atoms::r#struct(), written_fields(env, fields)).encode(env),
        plain_kind => {
            let named = plain().into_iter().find(|(_, kind)| kind == plain_kind);
            named.map(|(name, _)| name).encode(env)
        }
    })
}

impl<'a> Decoder<'a> for Schema {
    fn decode(term: Term<'a>) -> NifResult<Self> {
        fields(term, 0).map(Schema).ok_or(rustler::Error::BadArg)
    }
}

fn fields(list: Term, depth: usize) -> Option<Vec<Column>> {
    let list: ListIterator = list.decode().ok()?;
    list.map(|field| self::field(field, depth)).collect()
}

fn field(field: Term, depth: usize) -> Option<Column> {
    let env = field.get_env();
    let get = |key: Atom| field.map_get(key.to_term(env)).ok();
    Some(Column {
        name: get(atoms::name())?.decode().ok()?,
        kind: kind(get(atoms::kind())?, depth + 1)?,
        nullable: get(atoms::nullable())?.decode().ok()?,
    })
}

fn kind(term: Term, depth: usize) -> Option<ColumnType> {
    if depth > MAX_DEPTH {
        return None;
    }
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
        if let Ok(atom) = Atom::from_term(term) {
            return simple(atom);
        }
        let parts = rustler::types::tuple::get_tuple(term).ok()?;
        let (tag, parameters) = parts.split_first()?;
        parametrized(term.get_env(), tag.decode().ok()?, parameters, depth)
    })
}

fn simple(atom: Atom) -> Option<ColumnType> {
    let named = plain().into_iter().find(|(name, _)| *name == atom);
    named.map(|(_, kind)| kind)
}

/// The types that are atoms.
fn plain() -> [(Atom, ColumnType); 15] {
    use ColumnType as Type;
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

fn parametrized<'a>(
    _env: Env<'a>,
    tag: Atom,
    parameters: &[Term<'a>],
    depth: usize,
) -> Option<ColumnType> {
    let nested = |name: &str, term: &Term, nullable: bool| {
        Some(Box::new(Column {
            name: name.to_owned(),
            kind: kind(*term, depth + 1)?,
            nullable,
        }))
    };
    match parameters {
        [precision, scale] if tag == atoms::decimal() => Some(ColumnType::Decimal {
            precision: precision.decode().ok()?,
            scale: scale.decode().ok()?,
        }),
        [_collation] if tag == atoms::string() => Some(ColumnType::String),
        [precision] if tag == atoms::time() => Some(ColumnType::Time {
            precision: precision.decode().ok()?,
        }),
        [_first, last] if tag == atoms::year_month_interval() => Some(ColumnType::YearMonth {
            unit: if last.decode::<Atom>().ok()? == atoms::year() {
                12
            } else {
                1
            },
        }),
        [_first, last] if tag == atoms::day_time_interval() => Some(ColumnType::DayTime {
            unit: day_time_unit(last.decode().ok()?)?,
        }),
        [element, contains_null] if tag == atoms::array() => Some(ColumnType::Array(nested(
            "element",
            element,
            contains_null.decode().ok()?,
        )?)),
        [key, value, contains_null] if tag == atoms::map() => Some(ColumnType::Map(
            nested("key", key, false)?,
            nested("value", value, contains_null.decode().ok()?)?,
        )),
        [list] if tag == atoms::r#struct() => fields(*list, depth).map(ColumnType::Struct),
        _ => None,
    }
}

/// Microseconds that an interval whose last field is this one counts at least.
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
