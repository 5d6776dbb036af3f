//! Descriptors of the Spark Connect protos, compiled into tables for fast lookup.
//!
//! Messages, enums and fields have indexes, so that other crates can keep data about them (the
//! VM's atoms, for example) in vectors of the same shape.

use std::collections::HashMap;
use std::sync::OnceLock;

use prost_reflect::{Cardinality, DescriptorPool, FieldDescriptor, MessageDescriptor};

const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/spark_connect.fds"));
const SERVICE: &str = "spark.connect.SparkConnectService";

/// The index of a message in [`Schema::messages`].
pub type MessageId = usize;
/// The index of an enum in [`Schema::enums`].
pub type EnumId = usize;

/// All messages, enums and methods of the protocol.
#[derive(Debug)]
pub struct Schema {
    /// Every message.
    pub messages: Vec<Message>,
    /// Every enum.
    pub enums: Vec<Enum>,
    methods: HashMap<String, Method>,
    message_ids: HashMap<String, MessageId>,
}

/// A message and its fields.
#[derive(Debug)]
pub struct Message {
    /// The full name, such as `spark.connect.Filter`.
    pub name: String,
    /// The fields, in ascending order of their numbers.
    pub fields: Vec<Field>,
    by_number: HashMap<u32, usize>,
}

/// One field of a message.
#[derive(Debug)]
pub struct Field {
    /// The name in the proto.
    pub name: String,
    /// The number on the wire.
    pub number: u32,
    /// The type of the values.
    pub kind: Kind,
    /// How many values it has.
    pub shape: Shape,
    /// Whether an unset field differs from a field with the default value.
    pub presence: bool,
    /// The oneof it belongs to, if any. `optional` fields belong to none.
    pub oneof: Option<String>,
}

/// How many values a field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// At most one.
    Single,
    /// A list.
    List,
    /// A map; the field's kind is its entry message, with `key` and `value`.
    Map,
}

/// The type of a field's values, by its protobuf name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Kind {
    Double,
    Float,
    Int32,
    Int64,
    Uint32,
    Uint64,
    Bool,
    String,
    Bytes,
    Message(MessageId),
    Enum(EnumId),
}

/// An enum and its values.
#[derive(Debug)]
pub struct Enum {
    /// The full name.
    pub name: String,
    /// Names and numbers, in the proto's order.
    pub values: Vec<(String, i32)>,
}

/// An RPC of the service.
#[derive(Debug)]
pub struct Method {
    /// The name in the proto, such as `AnalyzePlan`.
    pub name: String,
    /// The HTTP/2 path.
    pub path: String,
    /// The request message.
    pub input: MessageId,
    /// The response message.
    pub output: MessageId,
    /// Whether it takes one message and returns one.
    pub unary: bool,
}

impl Schema {
    /// The descriptors of the vendored protos.
    pub fn get() -> &'static Schema {
        static SCHEMA: OnceLock<Schema> = OnceLock::new();
        SCHEMA.get_or_init(|| {
            let pool = DescriptorPool::decode(DESCRIPTORS)
                .expect("the build script of this crate writes the descriptor set");
            Schema::from_pool(&pool)
        })
    }

    /// A message by its full name.
    pub fn message(&self, name: &str) -> Option<MessageId> {
        self.message_ids.get(name).copied()
    }

    /// An RPC by its name, such as `Config`.
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.get(name)
    }

    fn from_pool(pool: &DescriptorPool) -> Self {
        let message_ids: HashMap<_, _> = pool
            .all_messages()
            .enumerate()
            .map(|(id, message)| (message.full_name().to_owned(), id))
            .collect();
        let enum_ids: HashMap<_, _> = pool
            .all_enums()
            .enumerate()
            .map(|(id, descriptor)| (descriptor.full_name().to_owned(), id))
            .collect();
        let messages = pool
            .all_messages()
            .map(|message| Message::new(&message, &message_ids, &enum_ids))
            .collect();
        let enums = pool
            .all_enums()
            .map(|descriptor| Enum {
                name: descriptor.full_name().to_owned(),
                values: descriptor
                    .values()
                    .map(|value| (value.name().to_owned(), value.number()))
                    .collect(),
            })
            .collect();
        let methods = pool
            .services()
            .filter(|service| service.full_name() == SERVICE)
            .flat_map(|service| service.methods().collect::<Vec<_>>())
            .map(|method| {
                let described = Method {
                    name: method.name().to_owned(),
                    path: format!("/{SERVICE}/{}", method.name()),
                    input: message_ids[method.input().full_name()],
                    output: message_ids[method.output().full_name()],
                    unary: !method.is_client_streaming() && !method.is_server_streaming(),
                };
                (described.name.clone(), described)
            })
            .collect();
        Self {
            messages,
            enums,
            methods,
            message_ids,
        }
    }
}

impl Message {
    /// The index in [`Message::fields`] of the field with this number.
    pub fn position(&self, number: u32) -> Option<usize> {
        self.by_number.get(&number).copied()
    }

    /// The number of the field with this name.
    pub fn number(&self, name: &str) -> Option<u32> {
        let field = self.fields.iter().find(|field| field.name == name)?;
        Some(field.number)
    }

    fn new(
        message: &MessageDescriptor,
        messages: &HashMap<String, MessageId>,
        enums: &HashMap<String, EnumId>,
    ) -> Self {
        let mut fields: Vec<_> = message
            .fields()
            .map(|field| Field::new(&field, messages, enums))
            .collect();
        fields.sort_by_key(|field| field.number);
        let by_number = fields
            .iter()
            .enumerate()
            .map(|(position, field)| (field.number, position))
            .collect();
        Self {
            name: message.full_name().to_owned(),
            fields,
            by_number,
        }
    }
}

impl Field {
    fn new(
        field: &FieldDescriptor,
        messages: &HashMap<String, MessageId>,
        enums: &HashMap<String, EnumId>,
    ) -> Self {
        Self {
            name: field.name().to_owned(),
            number: field.number(),
            kind: field_kind(field, messages, enums),
            shape: match field.cardinality() {
                Cardinality::Repeated if field.is_map() => Shape::Map,
                Cardinality::Repeated => Shape::List,
                Cardinality::Optional | Cardinality::Required => Shape::Single,
            },
            presence: field.supports_presence(),
            oneof: field
                .containing_oneof()
                .filter(|oneof| !oneof.is_synthetic())
                .map(|oneof| oneof.name().to_owned()),
        }
    }
}

fn field_kind(
    field: &FieldDescriptor,
    messages: &HashMap<String, MessageId>,
    enums: &HashMap<String, EnumId>,
) -> Kind {
    use prost_reflect::Kind as ProtoKind;
    match field.kind() {
        ProtoKind::Double => Kind::Double,
        ProtoKind::Float => Kind::Float,
        ProtoKind::Int32 => Kind::Int32,
        ProtoKind::Int64 => Kind::Int64,
        ProtoKind::Uint32 => Kind::Uint32,
        ProtoKind::Uint64 => Kind::Uint64,
        ProtoKind::Bool => Kind::Bool,
        ProtoKind::String => Kind::String,
        ProtoKind::Bytes => Kind::Bytes,
        ProtoKind::Message(message) => Kind::Message(messages[message.full_name()]),
        ProtoKind::Enum(descriptor) => Kind::Enum(enums[descriptor.full_name()]),
        // Spark does not use other kinds. A version that does must fail here, not on the wire.
        other => panic!("{} has the unsupported kind {other:?}", field.full_name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_rpc_of_the_service() {
        let schema = Schema::get();
        let methods = schema.methods.values();
        let unary = methods.filter(|method| method.unary);
        let mut unary: Vec<_> = unary.map(|method| method.name.as_str()).collect();
        unary.sort_unstable();
        assert_eq!(
            unary,
            [
                "AnalyzePlan",
                "ArtifactStatus",
                "CloneSession",
                "Config",
                "FetchErrorDetails",
                "GetStatus",
                "Interrupt",
                "ReleaseExecute",
                "ReleaseSession"
            ]
        );
        assert_eq!(
            schema.method("Config").map(|method| method.path.as_str()),
            Some("/spark.connect.SparkConnectService/Config")
        );
    }

    #[test]
    fn describes_presence_oneofs_and_shapes() {
        let schema = Schema::get();
        let field = |message: &str, name: &str| {
            let id = schema.message(message).expect(message);
            schema.messages[id]
                .fields
                .iter()
                .find(|field| field.name == name)
                .expect(name)
        };
        assert!(!field("spark.connect.Range", "step").presence);
        assert!(field("spark.connect.Range", "start").presence);
        assert_eq!(field("spark.connect.Range", "start").oneof, None);
        assert_eq!(
            field("spark.connect.Relation", "filter").oneof.as_deref(),
            Some("rel_type")
        );
        assert_eq!(
            field("spark.connect.SQL", "named_arguments").shape,
            Shape::Map
        );
        assert_eq!(
            field("spark.connect.SQL", "pos_arguments").shape,
            Shape::List
        );
    }
}
