//! Many terms of one environment, each in one word.
//!
//! A `Term` carries its environment and is three words; a result has millions of them. Here the
//! environment is kept once. This is the one file with unsafe code of its own.
#![allow(unsafe_code)]

use std::mem::MaybeUninit;
use std::ops::Range;

use rustler::sys::{ErlNifTerm, enif_make_list_from_array, enif_make_map_from_arrays};
use rustler::{Env, Term};

/// A vector of terms that all live in one environment: their lifetime is its own, so no other can
/// get in.
#[derive(Clone)]
pub(crate) struct Terms<'a> {
    env: Env<'a>,
    raw: Vec<ErlNifTerm>,
}

impl<'a> Terms<'a> {
    /// None yet.
    pub(crate) fn with_capacity(env: Env<'a>, capacity: usize) -> Self {
        Self {
            env,
            raw: Vec::with_capacity(capacity),
        }
    }

    /// One term, so many times.
    pub(crate) fn repeated(term: Term<'a>, count: usize) -> Self {
        Self {
            env: term.get_env(),
            raw: vec![term.as_c_arg(); count],
        }
    }

    /// The first terms of a list, and what is left of it: no list, where the list is improper.
    pub(crate) fn take_from_list(env: Env<'a>, list: Term<'a>, count: usize) -> (Self, Term<'a>) {
        let mut terms = Self::with_capacity(env, 0);
        let mut rest = list;
        while terms.len() < count
            && let Ok((head, tail)) = rest.list_get_cell()
        {
            terms.push(head);
            rest = tail;
        }
        (terms, rest)
    }

    /// As many `nil` as there are terms here.
    pub(crate) fn all_nil(&self) -> Self {
        let nil = rustler::types::atom::nil().to_term(self.env);
        Self::repeated(nil, self.len())
    }

    pub(crate) fn env(&self) -> Env<'a> {
        self.env
    }

    pub(crate) fn is_nil(&self, at: usize) -> bool {
        self.raw[at] == rustler::types::atom::nil().as_c_arg()
    }

    pub(crate) fn any_nil(&self) -> bool {
        self.raw.contains(&rustler::types::atom::nil().as_c_arg())
    }

    /// Appends the elements of a list; `false` where the term is no proper list.
    pub(crate) fn extend_from_list(&mut self, list: Term<'a>) -> bool {
        let mut rest = list;
        while let Ok((head, tail)) = rest.list_get_cell() {
            self.push(head);
            rest = tail;
        }
        rest.is_empty_list()
    }

    pub(crate) fn len(&self) -> usize {
        self.raw.len()
    }

    pub(crate) fn push(&mut self, term: Term<'a>) {
        self.raw.push(term.as_c_arg());
    }

    pub(crate) fn append(&mut self, mut other: Self) {
        self.raw.append(&mut other.raw);
    }

    pub(crate) fn set(&mut self, at: usize, term: Term<'a>) {
        self.raw[at] = term.as_c_arg();
    }

    /// Whether the term at `at` is this very one, not only an equal one.
    pub(crate) fn is_at(&self, at: usize, term: Term<'a>) -> bool {
        self.raw[at] == term.as_c_arg()
    }

    pub(crate) fn get(&self, at: usize) -> Term<'a> {
        // SAFETY: only terms of lifetime 'a were put in, which are terms of this environment.
        unsafe { Term::new(self.env, self.raw[at]) }
    }

    /// Takes one row out of columns.
    pub(crate) fn take_row(&mut self, columns: &[Terms<'a>], row: usize) {
        for (value, column) in self.raw.iter_mut().zip(columns) {
            *value = column.raw[row];
        }
    }

    /// The list of some of the terms.
    pub(crate) fn list(&self, range: Range<usize>) -> Term<'a> {
        let terms = &self.raw[range];
        let length = u32::try_from(terms.len()).unwrap_or(u32::MAX);
        // SAFETY: the pointer and the length are those of a slice of terms of this environment.
        unsafe {
            let list = enif_make_list_from_array(self.env.as_c_arg(), terms.as_ptr(), length);
            Term::new(self.env, list)
        }
    }

    /// The map of these keys and values, one each; `None` where keys repeat.
    pub(crate) fn map(
        &self,
        keys: Range<usize>,
        values: &Terms<'a>,
        at: Range<usize>,
    ) -> Option<Term<'a>> {
        let (keys, values) = (&self.raw[keys], &values.raw[at]);
        if keys.len() != values.len() {
            return None;
        }
        let mut map = MaybeUninit::uninit();
        // SAFETY: both pointers are to as many terms of this environment as is said; the map is
        // written whenever 1 is returned.
        unsafe {
            let made = enif_make_map_from_arrays(
                self.env.as_c_arg(),
                keys.as_ptr(),
                values.as_ptr(),
                keys.len(),
                map.as_mut_ptr(),
            );
            (made == 1).then(|| Term::new(self.env, map.assume_init()))
        }
    }
}
