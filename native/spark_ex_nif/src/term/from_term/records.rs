//! Rows and structs as terms: values by name or by position.

use rustler::{Atom, ListIterator, MapIterator, Term};

use crate::term::from_term::values;

mod atoms {
    rustler::atoms! { binary, r#struct = "struct" }
}

/// Names and values of a map, a keyword list, a list of pairs or `{:struct, pairs}`.
pub(crate) enum Pairs<'a> {
    Map(Box<MapIterator<'a>>),
    List(std::vec::IntoIter<(Term<'a>, Term<'a>)>),
}

impl<'a> Pairs<'a> {
    /// `None` for terms without names.
    pub(crate) fn of(term: Term<'a>) -> Option<Self> {
        if term.is_map() {
            return Self::of_map(term);
        }
        if term.is_list() {
            return starts_with_pair(term).then(|| Self::of_list(term))?;
        }
        let (tag, pairs): (Atom, Term) = term.decode().ok()?;
        (tag == atoms::r#struct() && pairs.is_list()).then(|| Self::of_list(pairs))?
    }

    /// Keys and values of a map; `None` for an Elixir struct.
    pub(crate) fn of_map(term: Term<'a>) -> Option<Self> {
        if values::struct_of(term).is_some() {
            return None;
        }
        MapIterator::new(term).map(|pairs| Self::Map(Box::new(pairs)))
    }

    fn of_list(list: Term<'a>) -> Option<Self> {
        let pairs: Vec<(Term, Term)> = list.decode().ok()?;
        Some(Self::List(pairs.into_iter()))
    }
}

impl<'a> Iterator for Pairs<'a> {
    type Item = (Term<'a>, Term<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Map(pairs) => pairs.next(),
            Self::List(pairs) => pairs.next(),
        }
    }
}

/// Whether a list consists of pairs. `{:binary, bytes}` and `{:struct, pairs}` are values, not
/// pairs.
fn starts_with_pair(list: Term) -> bool {
    let Ok((first, _rest)) = list.list_get_cell() else {
        return false;
    };
    match first.decode::<(Term, Term)>() {
        Ok((key, _value)) if key.is_atom() => !is_tag(key),
        Ok((key, _value)) => key.is_binary(),
        Err(_) => false,
    }
}

fn is_tag(term: Term) -> bool {
    Atom::from_term(term).is_ok_and(|atom| atom == atoms::binary() || atom == atoms::r#struct())
}

/// Whether a term is `{:binary, _}` or `{:struct, _}`.
pub(crate) fn is_tagged(term: Term) -> bool {
    term.is_tuple() && matches!(term.decode::<(Term, Term)>(), Ok((tag, _)) if is_tag(tag))
}

/// The values of a tuple or a list.
pub(crate) fn positional(term: Term) -> Option<Vec<Term>> {
    if term.is_tuple() {
        return rustler::types::tuple::get_tuple(term).ok();
    }
    let values: ListIterator = term.decode().ok()?;
    Some(values.collect())
}

/// A name as text: a string, or an atom other than `nil`, `true` and `false`.
pub(crate) fn name(term: Term) -> Option<String> {
    if term.is_atom() {
        let name = term.atom_to_string().ok()?;
        return (!["nil", "true", "false"].contains(&name.as_str())).then_some(name);
    }
    term.decode().ok()
}

/// Whether a term is this name.
pub(crate) fn is_name(term: Term, name: &str) -> bool {
    match term.is_atom() {
        true => term.atom_to_string().is_ok_and(|text| text == name),
        false => term.decode::<&str>().is_ok_and(|text| text == name),
    }
}

/// Whether a term is `nil`.
pub(crate) fn is_nil(term: Term) -> bool {
    Atom::from_term(term).is_ok_and(|atom| atom == rustler::types::atom::nil())
}
