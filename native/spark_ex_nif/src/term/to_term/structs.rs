//! Elixir structs, built in bulk.
//!
//! A struct is a map whose keys never change. The VM checks the order of the keys of each map
//! built from arrays, and stores them with it. An update of one value does neither and shares the
//! keys. So consecutive structs that differ in few fields, as timestamps of one second do, are
//! built from each other.
//!
//! The first struct can be a literal of Elixir code. All others share its keys, which are not
//! copied with a message.

use rustler::{Atom, Encoder, Env, MapIterator, Term};
use spark_ex_core::values::calendar::{Date, Time};

use crate::term::term_vec::TermVec;

/// The digits of a second's fraction in Spark.
const PRECISION: u32 = 6;

mod atoms {
    rustler::atoms! {
        __struct__, calendar, year, month, day, hour, minute, second, microsecond, std_offset,
        utc_offset, time_zone, zone_abbr, sign, coef, exp, months, days, microseconds,
        iso = "Elixir.Calendar.ISO",
        date = "Elixir.Date",
        time = "Elixir.Time",
        naive_date_time = "Elixir.NaiveDateTime",
        date_time = "Elixir.DateTime",
        decimal = "Elixir.Decimal",
        day_time_interval = "Elixir.SparkEx.Interval.DayTime",
        year_month_interval = "Elixir.SparkEx.Interval.YearMonth",
        calendar_interval = "Elixir.SparkEx.Interval.Calendar",
    }
}

/// The keys of a map in the VM's order, and the slots of the caller's keys.
pub(crate) struct Keys<'a> {
    keys: TermVec<'a>,
    slots: Vec<usize>,
}

impl<'a> Keys<'a> {
    /// `None` if keys repeat.
    pub(crate) fn new(env: Env<'a>, keys: &[Term<'a>]) -> Option<Self> {
        let positions: Vec<Term> = (0..keys.len()).map(|at| at.encode(env)).collect();
        let template = Term::map_from_term_arrays(env, keys, &positions).ok()?;
        let mut ordered = TermVec::with_capacity(env, keys.len());
        let mut slots = vec![0; keys.len()];
        for (slot, (key, position)) in MapIterator::new(template)?.enumerate() {
            let position: usize = position.decode().ok()?;
            slots[position] = slot;
            ordered.push(key);
        }
        Some(Self {
            keys: ordered,
            slots,
        })
    }

    /// The slot of the caller's key at `position`.
    pub(crate) fn slot(&self, position: usize) -> usize {
        self.slots[position]
    }

    /// A map of values in the VM's order of keys.
    pub(crate) fn map(&self, values: &TermVec<'a>) -> Result<Term<'a>, String> {
        self.keys
            .map(0..self.keys.len(), values, 0..values.len())
            .ok_or_else(|| "can't build a map".to_owned())
    }

    fn has(&self, slot: usize, key: Term<'a>) -> bool {
        self.keys.is_at(slot, key)
    }

    /// `map` with the value of one slot from `values`.
    fn update(
        &self,
        map: Term<'a>,
        slot: usize,
        values: &TermVec<'a>,
    ) -> Result<Term<'a>, String> {
        map.map_update(self.keys.get(slot), values.get(slot))
            .map_err(|_| "can't update a map".to_owned())
    }
}

/// A struct with some fixed fields and `N` variable ones.
struct Template<'a, const N: usize> {
    keys: Keys<'a>,
    values: TermVec<'a>,
    slots: [usize; N],
    last: Option<Term<'a>>,
    /// Whether the last struct differed in few fields from the one before.
    steady: bool,
}

/// The most changed fields for which updating a struct takes no more memory than building it
/// anew.
const FEW: usize = 2;

impl<'a, const N: usize> Template<'a, N> {
    fn new(
        env: Env<'a>,
        module: Atom,
        fixed: &[(Atom, Term<'a>)],
        filled: [Atom; N],
    ) -> Result<Self, String> {
        let name = module.to_term(env);
        let fixed = fixed.iter().map(|(key, value)| (key.to_term(env), *value));
        let filled = filled.iter().map(|key| (key.to_term(env), name));
        let fields: Vec<(Term, Term)> = std::iter::once((atoms::__struct__().to_term(env), name))
            .chain(fixed)
            .chain(filled)
            .collect();
        let names: Vec<Term> = fields.iter().map(|(key, _)| *key).collect();
        let keys = Keys::new(env, &names).ok_or("repeated keys in a struct")?;
        let mut values = TermVec::repeated(name, fields.len());
        for (position, (_, value)) in fields.iter().enumerate() {
            values.set(keys.slot(position), *value);
        }
        let first_filled = fields.len() - N;
        Ok(Self {
            slots: std::array::from_fn(|at| keys.slot(first_filled + at)),
            keys,
            values,
            last: None,
            steady: true,
        })
    }

    /// Builds the following structs from a literal; `None` if its fields differ.
    fn seed(&mut self, literal: Term<'a>) -> Option<()> {
        let mut values = self.values.clone();
        let mut fields = MapIterator::new(literal)?.enumerate();
        let same = fields.all(|(slot, (key, value))| {
            let known = slot < values.len() && self.keys.has(slot, key);
            if known {
                values.set(slot, value);
            }
            known
        });
        (same && literal.map_size().ok()? == values.len()).then(|| {
            self.values = values;
            self.last = Some(literal);
        })
    }

    fn fill(&mut self, values: [Term<'a>; N]) -> Result<Term<'a>, String> {
        let mut changed = [0; N];
        let mut count = 0;
        for (slot, value) in self.slots.into_iter().zip(values) {
            if !self.values.is_at(slot, value) {
                self.values.set(slot, value);
                changed[count] = slot;
                count += 1;
            }
        }
        // After a steady run one step may be larger: the next run starts there with the same
        // keys.
        let term = match self.last {
            Some(last) if count <= FEW || self.steady => changed[..count]
                .iter()
                .try_fold(last, |map, slot| self.keys.update(map, *slot, &self.values))?,
            _ => self.keys.map(&self.values)?,
        };
        self.steady = count <= FEW;
        self.last = Some(term);
        Ok(term)
    }
}

/// Builds the structs of one call.
pub(crate) struct Structs<'a> {
    env: Env<'a>,
    microsecond: (u32, Term<'a>),
    date: Template<'a, 3>,
    time: Template<'a, 4>,
    naive: Template<'a, 7>,
    utc: Template<'a, 7>,
    decimal: Template<'a, 3>,
    day_time: Template<'a, 1>,
    year_month: Template<'a, 1>,
    calendar: Template<'a, 3>,
}

impl<'a> Structs<'a> {
    pub(crate) fn new(env: Env<'a>) -> Result<Self, String> {
        use atoms as a;

        let iso = (a::calendar(), a::iso().to_term(env));
        let zero = 0.encode(env);
        let utc = [
            iso,
            (a::std_offset(), zero),
            (a::utc_offset(), zero),
            (a::time_zone(), "Etc/UTC".encode(env)),
            (a::zone_abbr(), "UTC".encode(env)),
        ];
        let date = [a::year(), a::month(), a::day()];
        let time = [a::hour(), a::minute(), a::second(), a::microsecond()];
        let both = [
            date[0], date[1], date[2], time[0], time[1], time[2], time[3],
        ];
        Ok(Self {
            env,
            microsecond: (0, (0, PRECISION).encode(env)),
            date: Template::new(env, a::date(), &[iso], date)?,
            time: Template::new(env, a::time(), &[iso], time)?,
            naive: Template::new(env, a::naive_date_time(), &[iso], both)?,
            utc: Template::new(env, a::date_time(), &utc, both)?,
            decimal: Template::new(env, a::decimal(), &[], [a::sign(), a::coef(), a::exp()])?,
            day_time: Template::new(env, a::day_time_interval(), &[], [a::microseconds()])?,
            year_month: Template::new(env, a::year_month_interval(), &[], [a::months()])?,
            calendar: Template::new(
                env,
                a::calendar_interval(),
                &[],
                [a::months(), a::days(), a::microseconds()],
            )?,
        })
    }

    /// Builds the following structs from literals, one per module.
    pub(crate) fn seed(&mut self, literals: &[Term<'a>]) -> Result<(), String> {
        for literal in literals {
            let module = literal
                .map_get(atoms::__struct__().to_term(self.env))
                .and_then(|module| module.decode::<Atom>());
            let seeded = match module {
                Ok(module) if module == atoms::date() => self.date.seed(*literal),
                Ok(module) if module == atoms::time() => self.time.seed(*literal),
                Ok(module) if module == atoms::naive_date_time() => self.naive.seed(*literal),
                Ok(module) if module == atoms::date_time() => self.utc.seed(*literal),
                _ => None,
            };
            seeded.ok_or("a literal struct has unknown fields")?;
        }
        Ok(())
    }

    pub(crate) fn date(&mut self, date: Date) -> Result<Term<'a>, String> {
        let values = self.date_values(date);
        self.date.fill(values)
    }

    pub(crate) fn time(&mut self, time: Time) -> Result<Term<'a>, String> {
        let values = self.time_values(time);
        self.time.fill(values)
    }

    pub(crate) fn naive_date_time(&mut self, date: Date, time: Time) -> Result<Term<'a>, String> {
        let values = self.both_values(date, time);
        self.naive.fill(values)
    }

    pub(crate) fn utc_date_time(&mut self, date: Date, time: Time) -> Result<Term<'a>, String> {
        let values = self.both_values(date, time);
        self.utc.fill(values)
    }

    pub(crate) fn decimal(&mut self, unscaled: i128, scale: i32) -> Result<Term<'a>, String> {
        let env = self.env;
        self.decimal.fill([
            if unscaled < 0 { -1 } else { 1 }.encode(env),
            unscaled.unsigned_abs().encode(env),
            (-scale).encode(env),
        ])
    }

    pub(crate) fn day_time(&mut self, microseconds: i64) -> Result<Term<'a>, String> {
        let value = microseconds.encode(self.env);
        self.day_time.fill([value])
    }

    pub(crate) fn year_month(&mut self, months: i32) -> Result<Term<'a>, String> {
        let value = months.encode(self.env);
        self.year_month.fill([value])
    }

    pub(crate) fn calendar(
        &mut self,
        months: i32,
        days: i32,
        microseconds: i64,
    ) -> Result<Term<'a>, String> {
        let env = self.env;
        self.calendar.fill([
            months.encode(env),
            days.encode(env),
            microseconds.encode(env),
        ])
    }

    fn date_values(&self, date: Date) -> [Term<'a>; 3] {
        let env = self.env;
        [
            date.year.encode(env),
            date.month.encode(env),
            date.day.encode(env),
        ]
    }

    fn time_values(&mut self, time: Time) -> [Term<'a>; 4] {
        let env = self.env;
        if self.microsecond.0 != time.microsecond {
            let term = (time.microsecond, PRECISION).encode(env);
            self.microsecond = (time.microsecond, term);
        }
        [
            time.hour.encode(env),
            time.minute.encode(env),
            time.second.encode(env),
            self.microsecond.1,
        ]
    }

    fn both_values(&mut self, date: Date, time: Time) -> [Term<'a>; 7] {
        let [year, month, day] = self.date_values(date);
        let [hour, minute, second, microsecond] = self.time_values(time);
        [year, month, day, hour, minute, second, microsecond]
    }
}
