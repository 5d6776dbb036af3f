//! Maps to messages.

use rustler::{Atom, Binary, MapIterator, Term};
use spark_ex_core::proto::descriptors::{EnumId, Field, Kind, MessageId, Schema, Shape};
use spark_ex_core::proto::wire::{WireType, Writer};

use super::names::{Names, names};
use crate::stack;
use crate::term::float::float;

/// Encodes a map as the message `id`, with at most `max_depth` nested messages.
pub(crate) fn encode(
    id: MessageId,
    term: Term,
    max_depth: usize,
) -> Result<bytes::Bytes, String> {
    let encoder = MessageEncoder {
        schema: Schema::get(),
        names: names()?,
        max_depth,
    };
    let mut writer = Writer::default();
    encoder.message(&mut writer, id, term, 1)?;
    Ok(writer.finish())
}

struct MessageEncoder {
    schema: &'static Schema,
    names: &'static Names,
    max_depth: usize,
}

impl MessageEncoder {
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
        stack::grow(|| {
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
            .ok_or_else(|| format!("{} must be a map, got: {}", message.name, inspect(term)))?;
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
        // Default values without presence are omitted, as protobuf's own encoders do.
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
            inspect(key),
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
            inspect(value)
        )
    }
}

fn binary(term: Term) -> Option<Binary> {
    Binary::from_term(term).ok()
}

fn is_nil(term: Term) -> bool {
    Atom::from_term(term).is_ok_and(|atom| atom == rustler::types::atom::nil())
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

/// A term for an error message, truncated.
fn inspect(term: Term) -> String {
    const MAX_CHARS: usize = 120;
    // Formatting a whole term would walk a deep plan.
    for (is, what) in [
        (term.is_map(), "a map"),
        (term.is_list(), "a list"),
        (term.is_tuple(), "a tuple"),
    ] {
        if is {
            return what.to_owned();
        }
    }
    let text = match binary(term)
        .map(|bytes| std::str::from_utf8(bytes.as_slice()).map(str::to_owned))
    {
        Some(Ok(text)) => format!("{text:?}"),
        _ => format!("{term:?}"),
    };
    match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None if term.is_atom() && !["nil", "true", "false"].contains(&text.as_str()) => {
            format!(":{text}")
        }
        None => text,
    }
}
