//! Messages to maps.

use rustler::{Encoder, Env, NewBinary, Term};
use spark_ex_core::proto::descriptors::{Field, Kind, MessageId, Schema, Shape};
use spark_ex_core::proto::wire::{Reader, Value};

use super::names::{Names, names};
use crate::stack;
use crate::term::float::float_term;

/// Decodes the message `id` as a map, without unset fields and fields unknown to the vendored
/// protos.
pub(crate) fn decode<'a>(env: Env<'a>, id: MessageId, bytes: &[u8]) -> Result<Term<'a>, String> {
    let decoder = MessageDecoder {
        env,
        schema: Schema::get(),
        names: names()?,
    };
    decoder.message(id, bytes, 1)
}

/// A limit against malformed messages; servers build none this deep.
const MAX_DECODE_DEPTH: usize = 50_000;

struct MessageDecoder<'a> {
    env: Env<'a>,
    schema: &'static Schema,
    names: &'static Names,
}

enum Slot<'a> {
    One(Term<'a>),
    List(Vec<Term<'a>>),
    Map(Term<'a>),
}

impl<'a> MessageDecoder<'a> {
    fn message(&self, id: MessageId, bytes: &[u8], depth: usize) -> Result<Term<'a>, String> {
        if depth > MAX_DECODE_DEPTH {
            return Err(format!(
                "the server's message is nested deeper than {MAX_DECODE_DEPTH} messages"
            ));
        }
        stack::grow(|| {
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
                .map_err(|_| "can't convert the server's message to a map".to_owned())
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

    /// The default of a key or a value; entries omit it.
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
            (Kind::Message(nested), Value::Len(bytes)) => {
                self.message(nested, bytes, depth + 1)?
            }
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
