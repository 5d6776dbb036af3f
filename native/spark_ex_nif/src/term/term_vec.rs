//! Vectors of terms, one word per term.
//!
//! A `Term` holds its environment and takes three words; results have millions of terms. Here the
//! environment is stored once. The unsafe code of this crate is in this file.
#![allow(unsafe_code)]

use std::mem::MaybeUninit;
use std::ops::Range;

use rustler::sys::{ErlNifTerm, enif_make_list_from_array, enif_make_map_from_arrays};
use rustler::{Env, Term};

/// A vector of terms of one environment: their lifetime is unique to it, so no other terms can
/// get in.
#[derive(Clone)]
pub(crate) struct TermVec<'a> {
    env: Env<'a>,
    raw: Vec<ErlNifTerm>,
}

impl<'a> TermVec<'a> {
    /// An empty vector.
    pub(crate) fn with_capacity(env: Env<'a>, capacity: usize) -> Self {
        Self {
            env,
            raw: Vec::with_capacity(capacity),
        }
    }

    /// `count` copies of a term.
    pub(crate) fn repeated(term: Term<'a>, count: usize) -> Self {
        Self {
            env: term.get_env(),
            raw: vec![term.as_c_arg(); count],
        }
    }

    /// The first terms of a list and its tail, which is not a list if the list is improper.
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

    /// A vector of `nil` of the same length.
    pub(crate) fn nils(&self) -> Self {
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

    /// Appends the elements of a list; `false` for an improper list.
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

    /// Whether the term at `at` is identical to `term`, not only equal.
    pub(crate) fn is_at(&self, at: usize, term: Term<'a>) -> bool {
        self.raw[at] == term.as_c_arg()
    }

    pub(crate) fn get(&self, at: usize) -> Term<'a> {
        // SAFETY: only terms of lifetime 'a are pushed, which belong to this environment.
        unsafe { Term::new(self.env, self.raw[at]) }
    }

    /// Replaces all terms by those of one row of columns.
    pub(crate) fn take_row(&mut self, columns: &[TermVec<'a>], row: usize) {
        for (value, column) in self.raw.iter_mut().zip(columns) {
            *value = column.raw[row];
        }
    }

    /// A list of a range of terms.
    pub(crate) fn list(&self, range: Range<usize>) -> Term<'a> {
        let terms = &self.raw[range];
        let length = u32::try_from(terms.len()).unwrap_or(u32::MAX);
        // SAFETY: the pointer and the length are those of a slice of terms of this environment.
        unsafe {
            let list = enif_make_list_from_array(self.env.as_c_arg(), terms.as_ptr(), length);
            Term::new(self.env, list)
        }
    }

    /// A map of keys and values; `None` if keys repeat.
    pub(crate) fn map(
        &self,
        keys: Range<usize>,
        values: &TermVec<'a>,
        at: Range<usize>,
    ) -> Option<Term<'a>> {
        let (keys, values) = (&self.raw[keys], &values.raw[at]);
        if keys.len() != values.len() {
            return None;
        }
        let mut map = MaybeUninit::uninit();
        // SAFETY: both pointers refer to `keys.len()` terms of this environment; the map is
        // written if 1 is returned.
        unsafe {
            let status = enif_make_map_from_arrays(
                self.env.as_c_arg(),
                keys.as_ptr(),
                values.as_ptr(),
                keys.len(),
                map.as_mut_ptr(),
            );
            (status == 1).then(|| Term::new(self.env, map.assume_init()))
        }
    }
}
