//! Where a result has user-defined types.

use rustler::{Encoder, Env, Term};
use spark_ex_core::arrow::schema_names::Names;

use crate::stack;

mod atoms {
    rustler::atoms! { udt, array, map, r#struct = "struct" }
}

/// `{name, type}` for each column, `nil` if none has a user-defined type. A type is
/// `{:udt, class}`, `{:array, type}`, `{:map, type, type}`, `{:struct, [{name, type}]}`, or `nil`
/// if it contains no user-defined one.
pub(crate) fn encode<'a>(env: Env<'a>, columns: Option<&[(String, Names)]>) -> Term<'a> {
    match columns {
        Some(columns) if columns.iter().any(|(_, names)| names.has_user_defined()) => {
            fields(env, columns)
        }
        _ => nil(env),
    }
}

fn fields<'a>(env: Env<'a>, fields: &[(String, Names)]) -> Term<'a> {
    let pairs = fields
        .iter()
        .map(|(name, names)| (name.as_str(), encode_type(env, names)));
    pairs.collect::<Vec<_>>().encode(env)
}

fn encode_type<'a>(env: Env<'a>, names: &Names) -> Term<'a> {
    if !names.has_user_defined() {
        return nil(env);
    }
    stack::grow(|| match names {
        Names::None => nil(env),
        Names::UserDefined(class, _) => (atoms::udt(), class.as_str()).encode(env),
        Names::Array(element) => (atoms::array(), encode_type(env, element)).encode(env),
        Names::Map(key, value) => {
            let [key, value] = [key, value].map(|names| encode_type(env, names));
            (atoms::map(), key, value).encode(env)
        }
        Names::Struct(inside) => (atoms::r#struct(), fields(env, inside)).encode(env),
    })
}

fn nil(env: Env) -> Term {
    rustler::types::atom::nil().to_term(env)
}
