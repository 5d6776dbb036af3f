//! Maps of the VM as protobuf messages, and protobuf messages as maps, by the protos' own
//! descriptors: no message has code of its own.
//!
//! Plans are deep. Both directions recurse, on a stack that grows on the heap when it must: a stack
//! overflow in a NIF would take the VM with it. Depth is bounded all the same, with a clear error.

use std::collections::HashMap;
use std::sync::OnceLock;

use rustler::{Atom, Binary, Encoder, Env, MapIterator, NewBinary, NifResult, Term};
use spark_ex_core::schema::{EnumId, Field, Kind, MessageId, Schema, Shape};
use spark_ex_core::wire::{Reader, Value, WireType, Writer};

/// Stack that must be left before one more level is entered, and how much to add when it is not.
const RED_ZONE: usize = 64 * 1024;
const STACK_STEP: usize = 1024 * 1024;

mod atoms {
    rustler::atoms! { nil, nan, infinity, neg_infinity }
}

/// The names of all fields and enum values as atoms, in vectors that mirror those of [`Schema`].
///
/// They come from this library's own protos: nothing that a server sends becomes an atom.
struct Names {
    fields: Vec<FieldNames>,
    enums: Vec<EnumNames>,
}

struct FieldNames {
    atoms: Vec<Atom>,
    positions: HashMap<Atom, usize>,
}

struct EnumNames {
    atoms: HashMap<i32, Atom>,
    numbers: HashMap<Atom, i32>,
}

static NAMES: OnceLock<Names> = OnceLock::new();

/// Makes the atoms; called once, when the library is loaded.
pub(crate) fn load(env: Env) -> NifResult<()> {
    let schema = Schema::get();
    let fields = schema
        .messages
        .iter()
        .map(|message| {
            let atoms = message
                .fields
                .iter()
                .map(|field| Atom::from_str(env, &field.name))
                .collect::<NifResult<Vec<_>>>()?;
            let positions = atoms.iter().enumerate().map(|(at, atom)| (*atom, at));
            Ok(FieldNames {
                positions: positions.collect(),
                atoms,
            })
        })
        .collect::<NifResult<Vec<_>>>()?;
    let enums = schema
        .enums
        .iter()
        .map(|descriptor| {
            let values = descriptor
                .values
                .iter()
                .map(|(name, number)| Ok((Atom::from_str(env, name)?, *number)))
                .collect::<NifResult<Vec<_>>>()?;
            Ok(EnumNames {
                atoms: values
                    .iter()
                    .map(|(atom, number)| (*number, *atom))
                    .collect(),
                numbers: values.into_iter().collect(),
            })
        })
        .collect::<NifResult<Vec<_>>>()?;
    let _ = NAMES.set(Names { fields, enums });
    Ok(())
}

fn names() -> Result<&'static Names, String> {
    NAMES
        .get()
        .ok_or_else(|| "the native library was not loaded".to_owned())
}

/// The message of the protocol with this full name.
pub(crate) fn lookup(name: &str) -> Result<MessageId, String> {
    Schema::get()
        .message(name)
        .ok_or_else(|| format!("there is no message {name}"))
}

/// Encodes a map as the message `id`; at most `max_depth` messages may be nested.
pub(crate) fn encode(id: MessageId, term: Term, max_depth: usize) -> Result<bytes::Bytes, String> {
    let encoder = Encoding {
        schema: Schema::get(),
        names: names()?,
        max_depth,
    };
    let mut writer = Writer::default();
    encoder.message(&mut writer, id, term, 1)?;
    Ok(writer.finish())
}

struct Encoding {
    schema: &'static Schema,
    names: &'static Names,
    max_depth: usize,
}

impl Encoding {
    fn message(
        &self,
        writer: &mut Writer,
        id: MessageId,
        term: Term,
        depth: usize,
    ) -> Result<(), String> {
        if depth > self.max_depth {
            return Err(format!(
                "the plan is nested deeper than {} messages (two a step). Spark itself refuses \
                 more than 1,024 unless spark.connect.grpc.marshallerRecursionLimit is raised \
                 there and :max_plan_depth here. Join, union or checkpoint in between, or give \
                 with_columns/2 all columns at once",
                self.max_depth
            ));
        }
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            for (position, value) in self.set_fields(id, term)?.into_iter().rev() {
                let field = &self.schema.messages[id].fields[position];
                self.field(writer, id, field, value, depth)?;
            }
            Ok(())
        })
    }

    /// The fields that are set, in the order of their numbers.
    fn set_fields<'a>(
        &self,
        id: MessageId,
        term: Term<'a>,
    ) -> Result<Vec<(usize, Term<'a>)>, String> {
        let message = &self.schema.messages[id];
        let pairs = MapIterator::new(term)
            .ok_or_else(|| format!("{} must be a map, got: {}", message.name, shown(term)))?;
        let mut fields = Vec::new();
        for (key, value) in pairs {
            let position = Atom::from_term(key)
                .ok()
                .and_then(|atom| self.names.fields[id].positions.get(&atom))
                .ok_or_else(|| self.unknown_field(id, key))?;
            if !is_nil(value) {
                fields.push((*position, value));
            }
        }
        fields.sort_unstable_by_key(|(position, _)| *position);
        self.check_oneofs(id, &fields)?;
        Ok(fields)
    }

    fn check_oneofs(&self, id: MessageId, fields: &[(usize, Term)]) -> Result<(), String> {
        let message = &self.schema.messages[id];
        let members = || {
            fields.iter().filter_map(|(position, _)| {
                let field = &message.fields[*position];
                Some((field.oneof.as_deref()?, field))
            })
        };
        for (index, (oneof, field)) in members().enumerate() {
            if let Some((_, other)) = members().skip(index + 1).find(|(name, _)| *name == oneof) {
                return Err(format!(
                    "{} can have only one {oneof}, got both :{} and :{}",
                    message.name, field.name, other.name
                ));
            }
        }
        Ok(())
    }

    fn field(
        &self,
        writer: &mut Writer,
        id: MessageId,
        field: &Field,
        value: Term,
        depth: usize,
    ) -> Result<(), String> {
        match field.shape {
            Shape::Single => self.value(writer, id, field, value, depth),
            Shape::List => {
                for element in elements(value)
                    .ok_or_else(|| self.mismatch(id, field, "a list", value))?
                    .into_iter()
                    .rev()
                {
                    self.value(writer, id, field, element, depth)?;
                }
                Ok(())
            }
            Shape::Map => self.entries(writer, id, field, value, depth),
        }
    }

    fn entries(
        &self,
        writer: &mut Writer,
        id: MessageId,
        field: &Field,
        value: Term,
        depth: usize,
    ) -> Result<(), String> {
        let Kind::Message(entry) = field.kind else {
            return Err(self.mismatch(id, field, "a map", value));
        };
        let [key_field, value_field] = &self.schema.messages[entry].fields[..] else {
            return Err(self.mismatch(id, field, "a map", value));
        };
        let pairs =
            MapIterator::new(value).ok_or_else(|| self.mismatch(id, field, "a map", value))?;
        for (key, value) in pairs {
            let before = writer.len();
            self.value(writer, entry, value_field, value, depth)?;
            self.value(writer, entry, key_field, key, depth)?;
            writer.close(field.number, before);
        }
        Ok(())
    }

    fn value(
        &self,
        writer: &mut Writer,
        id: MessageId,
        field: &Field,
        value: Term,
        depth: usize,
    ) -> Result<(), String> {
        let mismatch = |expected: &str| self.mismatch(id, field, expected, value);
        // What can't be told from absent is left out, as protobuf's own encoders do.
        let implicit = field.shape == Shape::Single && !field.presence;
        let varint = |writer: &mut Writer, number: u64| {
            if !(implicit && number == 0) {
                writer.varint(number);
                writer.key(field.number, WireType::Varint);
            }
        };
        let len = |writer: &mut Writer, bytes: &[u8]| {
            if !(implicit && bytes.is_empty()) {
                writer.len_field(field.number, bytes);
            }
        };
        match field.kind {
            Kind::Message(nested) => {
                let before = writer.len();
                self.message(writer, nested, value, depth + 1)?;
                writer.close(field.number, before);
            }
            Kind::String => {
                let text = binary(value).ok_or_else(|| mismatch("a string"))?;
                std::str::from_utf8(text.as_slice())
                    .map_err(|_| mismatch("a string of valid UTF-8"))?;
                len(writer, text.as_slice());
            }
            Kind::Bytes => {
                let bytes = binary(value).ok_or_else(|| mismatch("a binary"))?;
                len(writer, bytes.as_slice());
            }
            Kind::Int32 => {
                let number: i32 = value
                    .decode()
                    .map_err(|_| mismatch("an integer of 32 bits"))?;
                varint(writer, i64::from(number) as u64);
            }
            Kind::Int64 => {
                let number: i64 = value
                    .decode()
                    .map_err(|_| mismatch("an integer of 64 bits"))?;
                varint(writer, number as u64);
            }
            Kind::Uint32 => {
                let number: u32 = value
                    .decode()
                    .map_err(|_| mismatch("an unsigned integer of 32 bits"))?;
                varint(writer, u64::from(number));
            }
            Kind::Uint64 => {
                let number: u64 = value
                    .decode()
                    .map_err(|_| mismatch("an unsigned integer of 64 bits"))?;
                varint(writer, number);
            }
            Kind::Bool => {
                let flag: bool = value.decode().map_err(|_| mismatch("a boolean"))?;
                varint(writer, u64::from(flag));
            }
            Kind::Double => {
                let number = float(value).ok_or_else(|| mismatch("a number"))?;
                if !(implicit && number.to_bits() == 0) {
                    writer.bytes(&number.to_le_bytes());
                    writer.key(field.number, WireType::Fixed64);
                }
            }
            Kind::Float => {
                let number = float(value).ok_or_else(|| mismatch("a number"))? as f32;
                if !(implicit && number.to_bits() == 0) {
                    writer.bytes(&number.to_le_bytes());
                    writer.key(field.number, WireType::Fixed32);
                }
            }
            Kind::Enum(descriptor) => {
                let number = self
                    .enum_number(descriptor, value)
                    .ok_or_else(|| mismatch(&self.enum_values(descriptor)))?;
                varint(writer, i64::from(number) as u64);
            }
        }
        Ok(())
    }

    fn enum_number(&self, id: EnumId, value: Term) -> Option<i32> {
        let atom = Atom::from_term(value).ok()?;
        self.names.enums[id].numbers.get(&atom).copied()
    }

    fn enum_values(&self, id: EnumId) -> String {
        let descriptor = &self.schema.enums[id];
        let values: Vec<_> = descriptor
            .values
            .iter()
            .map(|(name, _)| format!(":{name}"))
            .collect();
        format!("a {} ({})", descriptor.name, values.join(", "))
    }

    fn unknown_field(&self, id: MessageId, key: Term) -> String {
        let message = &self.schema.messages[id];
        let fields: Vec<_> = message
            .fields
            .iter()
            .map(|field| format!(":{}", field.name))
            .collect();
        format!(
            "{} has no field {} (it has {})",
            message.name,
            shown(key),
            if fields.is_empty() {
                "none".to_owned()
            } else {
                fields.join(", ")
            }
        )
    }

    fn mismatch(&self, id: MessageId, field: &Field, expected: &str, value: Term) -> String {
        format!(
            "{}.{} must be {expected}, got: {}",
            self.schema.messages[id].name,
            field.name,
            shown(value)
        )
    }
}

/// Decodes the message `id` as a map. Fields that are not set are left out, as are fields that the
/// vendored protos do not know yet.
pub(crate) fn decode<'a>(env: Env<'a>, id: MessageId, bytes: &[u8]) -> Result<Term<'a>, String> {
    let decoder = Decoding {
        env,
        schema: Schema::get(),
        names: names()?,
    };
    decoder.message(id, bytes, 1)
}

/// The server builds no message this deep; a limit keeps a malformed one from running on.
const MAX_DECODE_DEPTH: usize = 50_000;

struct Decoding<'a> {
    env: Env<'a>,
    schema: &'static Schema,
    names: &'static Names,
}

enum Slot<'a> {
    One(Term<'a>),
    List(Vec<Term<'a>>),
    Map(Term<'a>),
}

impl<'a> Decoding<'a> {
    fn message(&self, id: MessageId, bytes: &[u8], depth: usize) -> Result<Term<'a>, String> {
        if depth > MAX_DECODE_DEPTH {
            return Err(format!(
                "the server's message is nested deeper than {MAX_DECODE_DEPTH} messages"
            ));
        }
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let slots = self.slots(id, bytes, depth)?;
            let keys: Vec<_> = slots
                .iter()
                .map(|(position, _)| self.names.fields[id].atoms[*position].to_term(self.env))
                .collect();
            let values: Vec<_> = slots
                .into_iter()
                .map(|(_, slot)| match slot {
                    Slot::One(term) | Slot::Map(term) => term,
                    Slot::List(terms) => terms.encode(self.env),
                })
                .collect();
            Term::map_from_term_arrays(self.env, &keys, &values)
                .map_err(|_| "the server's message could not be made a map".to_owned())
        })
    }

    fn slots(
        &self,
        id: MessageId,
        bytes: &[u8],
        depth: usize,
    ) -> Result<Vec<(usize, Slot<'a>)>, String> {
        let message = &self.schema.messages[id];
        let mut slots: Vec<(usize, Slot<'a>)> = Vec::new();
        let mut reader = Reader::new(bytes);
        while let Some((number, value)) = reader.field().map_err(|error| error.to_string())? {
            let Some(position) = message.position(number) else {
                continue;
            };
            let field = &message.fields[position];
            let at = slots.iter().position(|(known, _)| *known == position);
            match field.shape {
                Shape::Single => {
                    let slot = Slot::One(self.value(id, field, value, depth)?);
                    match at {
                        Some(at) => slots[at].1 = slot,
                        None => slots.push((position, slot)),
                    }
                }
                Shape::List => {
                    let at = at.unwrap_or_else(|| {
                        slots.push((position, Slot::List(Vec::new())));
                        slots.len() - 1
                    });
                    if let Slot::List(terms) = &mut slots[at].1 {
                        self.append(terms, id, field, value, depth)?;
                    }
                }
                Shape::Map => {
                    let at = at.unwrap_or_else(|| {
                        slots.push((position, Slot::Map(Term::map_new(self.env))));
                        slots.len() - 1
                    });
                    if let Slot::Map(map) = &mut slots[at].1 {
                        *map = self.put_entry(*map, id, field, value, depth)?;
                    }
                }
            }
        }
        Ok(slots)
    }

    fn append(
        &self,
        terms: &mut Vec<Term<'a>>,
        id: MessageId,
        field: &Field,
        value: Value,
        depth: usize,
    ) -> Result<(), String> {
        let packable = !matches!(field.kind, Kind::String | Kind::Bytes | Kind::Message(_));
        let Value::Len(packed) = value else {
            terms.push(self.value(id, field, value, depth)?);
            return Ok(());
        };
        if !packable {
            terms.push(self.value(id, field, value, depth)?);
            return Ok(());
        }
        let mut reader = Reader::new(packed);
        loop {
            let next = match field.kind {
                Kind::Double => reader.packed_fixed64().map(|n| n.map(Value::Fixed64)),
                Kind::Float => reader.packed_fixed32().map(|n| n.map(Value::Fixed32)),
                _ => reader.packed_varint().map(|n| n.map(Value::Varint)),
            };
            match next.map_err(|error| error.to_string())? {
                Some(value) => terms.push(self.value(id, field, value, depth)?),
                None => return Ok(()),
            }
        }
    }

    fn put_entry(
        &self,
        map: Term<'a>,
        id: MessageId,
        field: &Field,
        value: Value,
        depth: usize,
    ) -> Result<Term<'a>, String> {
        let (Kind::Message(entry), Value::Len(bytes)) = (field.kind, value) else {
            return Err(self.malformed(id, field));
        };
        let mut parts = [None, None];
        for (position, slot) in self.slots(entry, bytes, depth)? {
            if let Slot::One(term) = slot {
                parts[position] = Some(term);
            }
        }
        let fields = &self.schema.messages[entry].fields;
        let [key, value] = [0, 1].map(|at| match parts[at] {
            Some(term) => Ok(term),
            None => self.default(&fields[at]),
        });
        map.map_put(key?, value?)
            .map_err(|_| self.malformed(id, field))
    }

    /// An entry's key or value that is at its default is not sent.
    fn default(&self, field: &Field) -> Result<Term<'a>, String> {
        Ok(match field.kind {
            Kind::String | Kind::Bytes => "".encode(self.env),
            Kind::Bool => false.encode(self.env),
            Kind::Double | Kind::Float => 0.0f64.encode(self.env),
            Kind::Message(id) => self.message(id, b"", 1)?,
            _ => 0.encode(self.env),
        })
    }

    fn value(
        &self,
        id: MessageId,
        field: &Field,
        value: Value,
        depth: usize,
    ) -> Result<Term<'a>, String> {
        let env = self.env;
        Ok(match (field.kind, value) {
            (Kind::Message(nested), Value::Len(bytes)) => self.message(nested, bytes, depth + 1)?,
            (Kind::String | Kind::Bytes, Value::Len(bytes)) => {
                NewBinary::from_slice(env, bytes).into()
            }
            (Kind::Int32, Value::Varint(number)) => (number as i32).encode(env),
            (Kind::Int64, Value::Varint(number)) => (number as i64).encode(env),
            (Kind::Uint32, Value::Varint(number)) => (number as u32).encode(env),
            (Kind::Uint64, Value::Varint(number)) => number.encode(env),
            (Kind::Bool, Value::Varint(number)) => (number != 0).encode(env),
            (Kind::Double, Value::Fixed64(bits)) => float_term(env, f64::from_bits(bits)),
            (Kind::Float, Value::Fixed32(bits)) => float_term(env, f32::from_bits(bits).into()),
            (Kind::Enum(descriptor), Value::Varint(number)) => {
                let number = number as i32;
                match self.names.enums[descriptor].atoms.get(&number) {
                    Some(atom) => atom.to_term(env),
                    None => number.encode(env),
                }
            }
            _ => return Err(self.malformed(id, field)),
        })
    }

    fn malformed(&self, id: MessageId, field: &Field) -> String {
        format!(
            "the server sent a malformed {}.{}",
            self.schema.messages[id].name, field.name
        )
    }
}

/// A float as a term; the VM has no float for the values that are not finite.
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

fn float(term: Term) -> Option<f64> {
    if let Ok(number) = term.decode::<f64>() {
        return Some(number);
    }
    if let Ok(number) = term.decode::<i64>() {
        return Some(number as f64);
    }
    let atom = Atom::from_term(term).ok()?;
    [
        (atoms::nan(), f64::NAN),
        (atoms::infinity(), f64::INFINITY),
        (atoms::neg_infinity(), f64::NEG_INFINITY),
    ]
    .into_iter()
    .find_map(|(name, value)| (name == atom).then_some(value))
}

fn binary(term: Term) -> Option<Binary> {
    Binary::from_term(term).ok()
}

fn is_nil(term: Term) -> bool {
    Atom::from_term(term).is_ok_and(|atom| atom == atoms::nil())
}

/// The elements of a proper list.
fn elements(mut list: Term) -> Option<Vec<Term>> {
    let mut elements = Vec::new();
    while let Ok((head, tail)) = list.list_get_cell() {
        elements.push(head);
        list = tail;
    }
    list.is_empty_list().then_some(elements)
}

/// A term for a message, cut to a length at which it can be read.
fn shown(term: Term) -> String {
    const MOST: usize = 120;
    // Printing walks the whole term, which may be a deep plan.
    for (is, what) in [
        (term.is_map(), "a map"),
        (term.is_list(), "a list"),
        (term.is_tuple(), "a tuple"),
    ] {
        if is {
            return what.to_owned();
        }
    }
    let text =
        match binary(term).map(|bytes| std::str::from_utf8(bytes.as_slice()).map(str::to_owned)) {
            Some(Ok(text)) => format!("{text:?}"),
            _ => format!("{term:?}"),
        };
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None if term.is_atom() && !["nil", "true", "false"].contains(&text.as_str()) => {
            format!(":{text}")
        }
        None => text,
    }
}
