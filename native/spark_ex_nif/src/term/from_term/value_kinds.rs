//! The kinds of values in a column, from which Elixir infers its type.
//!
//! Each kind is reported with its first row. Elixir decides which type covers all kinds.

use rustler::{Atom, Binary, Encoder, Env, Term};

use crate::stack;
use crate::term::from_term::records::{self, Pairs};
use crate::term::from_term::value_error::{Step, ValueError};
use crate::term::from_term::values::{self, Parts, Struct};
use crate::term::term_vec::TermVec;

/// The maximum depth; Spark supports no deeper types.
const MAX_DEPTH: usize = 500;

mod atoms {
    rustler::atoms! {
        boolean, long, double, string, binary, date, time, timestamp, timestamp_ntz,
        day_time_interval, year_month_interval, calendar_interval, decimal, array, map,
        r#struct = "struct",
    }
}

/// The kinds of values observed in one place.
#[derive(Default)]
pub(crate) struct ValueKinds {
    simple: Vec<(Atom, usize)>,
    decimal: Option<(i64, i64, usize)>,
    array: Option<(Box<ValueKinds>, usize)>,
    map: Option<(Box<ValueKinds>, Box<ValueKinds>, usize)>,
    fields: Option<(Vec<(String, ValueKinds)>, usize)>,
    empty_map: Option<usize>,
    /// Whether fields came from a map, which is unordered.
    unordered: bool,
}

type ObserveResult<'a> = Result<(), ValueError<'a>>;

impl ValueKinds {
    /// Observes the values of consecutive rows, of which `first` is the first.
    pub(crate) fn observe_column<'a>(
        &mut self,
        terms: &TermVec<'a>,
        first: usize,
    ) -> ObserveResult<'a> {
        for at in 0..terms.len() {
            if !terms.is_nil(at) {
                self.observe(terms.get(at), first + at, 0)?;
            }
        }
        Ok(())
    }

    fn observe<'a>(&mut self, term: Term<'a>, row: usize, depth: usize) -> ObserveResult<'a> {
        if depth > MAX_DEPTH {
            let expected = format!("a value nested at most {MAX_DEPTH} levels deep");
            return Err(ValueError::new(row, expected, term));
        }
        match simple(term) {
            Some(kind) => self.record(kind, row),
            None if term.is_map() || term.is_list() || term.is_tuple() => {
                return stack::grow(|| self.observe_nested(term, row, depth));
            }
            None => return Err(unknown(term, row)),
        }
        Ok(())
    }

    fn record(&mut self, kind: Atom, row: usize) {
        if !self.simple.iter().any(|(known, _)| *known == kind) {
            self.simple.push((kind, row));
        }
    }

    fn observe_nested<'a>(
        &mut self,
        term: Term<'a>,
        row: usize,
        depth: usize,
    ) -> ObserveResult<'a> {
        if term.is_list() {
            return self.observe_list(term, row, depth);
        }
        if term.is_map() {
            return match values::struct_of(term) {
                Some(kind) => self.observe_struct(term, kind, row),
                None => self.observe_map(term, row, depth),
            };
        }
        match term.decode::<(Atom, Binary)>() {
            Ok((tag, _)) if tag == atoms::binary() => {
                self.record(atoms::binary(), row);
                Ok(())
            }
            _ => {
                let pairs = Pairs::of(term).ok_or_else(|| unknown(term, row))?;
                self.observe_fields(term, pairs, row, depth)
            }
        }
    }

    fn observe_list<'a>(
        &mut self,
        list: Term<'a>,
        row: usize,
        depth: usize,
    ) -> ObserveResult<'a> {
        let mut elements = TermVec::with_capacity(list.get_env(), 0);
        if !elements.extend_from_list(list) {
            return Err(unknown(list, row));
        }
        let (kinds, _) = self.array.get_or_insert_with(|| (Box::default(), row));
        for at in (0..elements.len()).filter(|at| !elements.is_nil(*at)) {
            kinds
                .observe(elements.get(at), row, depth + 1)
                .map_err(|error| error.within(row, Step::Element(at)))?;
        }
        Ok(())
    }

    /// A map is a struct if all its keys are atoms.
    fn observe_map<'a>(&mut self, map: Term<'a>, row: usize, depth: usize) -> ObserveResult<'a> {
        let pairs = || Pairs::of_map(map).ok_or_else(|| unknown(map, row));
        if pairs()?.next().is_none() {
            self.empty_map.get_or_insert(row);
            return Ok(());
        }
        if pairs()?.all(|(key, _)| key.is_atom() && records::name(key).is_some()) {
            self.unordered = true;
            return self.observe_fields(map, pairs()?, row, depth);
        }
        let (keys, values, _) = self
            .map
            .get_or_insert_with(|| (Box::default(), Box::default(), row));
        for (key, value) in pairs()? {
            keys.observe_present(key, row, depth + 1)
                .map_err(|error| error.within(row, Step::Key(key)))?;
            values
                .observe_present(value, row, depth + 1)
                .map_err(|error| error.within(row, Step::Value(key)))?;
        }
        Ok(())
    }

    fn observe_fields<'a>(
        &mut self,
        term: Term<'a>,
        pairs: Pairs<'a>,
        row: usize,
        depth: usize,
    ) -> ObserveResult<'a> {
        let (fields, _) = self.fields.get_or_insert_with(|| (Vec::new(), row));
        for (key, value) in pairs {
            let name = records::name(key).ok_or_else(|| unknown(term, row))?;
            let at = fields.iter().position(|(known, _)| *known == name);
            let at = at.unwrap_or_else(|| {
                fields.push((name.clone(), Self::default()));
                fields.len() - 1
            });
            fields[at]
                .1
                .observe_present(value, row, depth + 1)
                .map_err(|error| error.within(row, Step::Field(name)))?;
        }
        Ok(())
    }

    fn observe_present<'a>(
        &mut self,
        term: Term<'a>,
        row: usize,
        depth: usize,
    ) -> ObserveResult<'a> {
        match records::is_nil(term) {
            true => Ok(()),
            false => self.observe(term, row, depth),
        }
    }

    fn observe_struct<'a>(
        &mut self,
        term: Term<'a>,
        kind: Struct,
        row: usize,
    ) -> ObserveResult<'a> {
        let kind = match kind {
            Struct::Date => atoms::date(),
            Struct::Time => atoms::time(),
            Struct::NaiveDateTime => atoms::timestamp_ntz(),
            Struct::DateTime => atoms::timestamp(),
            Struct::DayTime => atoms::day_time_interval(),
            Struct::YearMonth => atoms::year_month_interval(),
            Struct::Calendar => atoms::calendar_interval(),
            Struct::Duration => duration(term).ok_or_else(|| unknown(term, row))?,
            Struct::Decimal => return self.observe_decimal(term, row),
            Struct::Other => return Err(unknown(term, row)),
        };
        self.record(kind, row);
        Ok(())
    }

    fn observe_decimal<'a>(&mut self, term: Term<'a>, row: usize) -> ObserveResult<'a> {
        let digits = values::decimal(term).ok_or_else(|| {
            let expected =
                "a finite Decimal of at most 38 digits, or :nan or :infinity for a DOUBLE";
            ValueError::new(row, expected, term)
        })?;
        let (whole, fraction) = digits.digit_counts();
        let (most_whole, most_fraction, _) = self.decimal.get_or_insert((0, 0, row));
        *most_whole = whole.max(*most_whole);
        *most_fraction = fraction.max(*most_fraction);
        Ok(())
    }

    /// A list of `{kind, first_row}`.
    pub(crate) fn encode<'a>(&self, env: Env<'a>) -> Term<'a> {
        let mut kinds: Vec<Term> = self.simple.iter().map(|kind| kind.encode(env)).collect();
        if let Some((whole, fraction, row)) = self.decimal {
            kinds.push(((atoms::decimal(), whole, fraction), row).encode(env));
        }
        if let Some((elements, row)) = &self.array {
            kinds.push(((atoms::array(), elements.encode(env)), row).encode(env));
        }
        if let Some((keys, values, row)) = &self.map {
            let map = (atoms::map(), keys.encode(env), values.encode(env));
            kinds.push((map, row).encode(env));
        } else if let (Some(row), None) = (self.empty_map, &self.fields) {
            let none: Vec<Term> = Vec::new();
            kinds.push(((atoms::map(), &none, &none), row).encode(env));
        }
        if let Some((fields, row)) = &self.fields {
            let mut fields: Vec<_> = fields.iter().collect();
            if self.unordered {
                fields.sort_by_key(|(name, _)| name);
            }
            let fields: Vec<Term> = fields
                .into_iter()
                .map(|(name, kinds)| (name, kinds.encode(env)).encode(env))
                .collect();
            kinds.push(((atoms::r#struct(), fields), row).encode(env));
        }
        kinds.encode(env)
    }
}

fn simple(term: Term) -> Option<Atom> {
    use rustler::TermType;
    match term.get_type() {
        TermType::Integer if term.decode::<i64>().is_ok() => Some(atoms::long()),
        TermType::Float => Some(atoms::double()),
        TermType::Binary => Some(atoms::string()),
        TermType::Atom if term.decode::<bool>().is_ok() => Some(atoms::boolean()),
        TermType::Atom if values::double(term).is_some() => Some(atoms::double()),
        _ => None,
    }
}

fn duration(term: Term) -> Option<Atom> {
    let parts = Parts::from_duration(term)?;
    Some(match (parts.months, parts.days, parts.micros) {
        (0, _, _) => atoms::day_time_interval(),
        (_, 0, 0) => atoms::year_month_interval(),
        _ => atoms::calendar_interval(),
    })
}

fn unknown(term: Term, row: usize) -> ValueError {
    let expected = if term.is_integer() {
        "an integer of at most 64 bits (larger ones as a Decimal)"
    } else if term.is_tuple() {
        "a value ({:binary, bytes} for a BINARY, {:struct, pairs} for a STRUCT)"
    } else {
        "a value of a type that Spark supports"
    };
    ValueError::new(row, expected, term)
}
