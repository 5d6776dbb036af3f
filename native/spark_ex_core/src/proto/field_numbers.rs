//! Numbers of the fields that the core reads from encoded messages.

/// Declares a module of numbers for each message, and a table of them for the test.
macro_rules! field_numbers {
    ($(
        mod $module:ident: $message:literal {
            $($constant:ident: $field:literal = $number:literal,)*
        }
    )*) => {
        $(
            #[doc = concat!("Fields of `", $message, "`.")]
            pub(crate) mod $module {
                $(pub(crate) const $constant: u32 = $number;)*
            }
        )*

        #[cfg(test)]
        const TABLE: &[(&str, &str, u32)] = &[$($(($message, $field, $number),)*)*];
    };
}

field_numbers! {
    mod response: "spark.connect.ExecutePlanResponse" {
        SESSION_ID: "session_id" = 1,
        ARROW_BATCH: "arrow_batch" = 2,
        SCHEMA: "schema" = 7,
        OPERATION_ID: "operation_id" = 12,
        RESPONSE_ID: "response_id" = 13,
        RESULT_COMPLETE: "result_complete" = 14,
        SERVER_SESSION_ID: "server_side_session_id" = 15,
    }

    mod arrow_batch: "spark.connect.ExecutePlanResponse.ArrowBatch" {
        ROW_COUNT: "row_count" = 1,
        DATA: "data" = 2,
        START_OFFSET: "start_offset" = 3,
        CHUNK_INDEX: "chunk_index" = 4,
        NUM_CHUNKS: "num_chunks_in_batch" = 5,
    }

    mod plan: "spark.connect.Plan" {
        ROOT: "root" = 1,
        COMMAND: "command" = 2,
    }

    mod user_context: "spark.connect.UserContext" {
        USER_ID: "user_id" = 1,
        USER_NAME: "user_name" = 2,
    }

    mod data_type: "spark.connect.DataType" {
        ARRAY: "array" = 20,
        STRUCT: "struct" = 21,
        MAP: "map" = 22,
        UDT: "udt" = 23,
    }

    mod array: "spark.connect.DataType.Array" {
        ELEMENT_TYPE: "element_type" = 1,
    }

    mod map: "spark.connect.DataType.Map" {
        KEY_TYPE: "key_type" = 1,
        VALUE_TYPE: "value_type" = 2,
    }

    mod r#struct: "spark.connect.DataType.Struct" {
        FIELDS: "fields" = 1,
    }

    mod struct_field: "spark.connect.DataType.StructField" {
        NAME: "name" = 1,
        DATA_TYPE: "data_type" = 2,
    }

    mod udt: "spark.connect.DataType.UDT" {
        JVM_CLASS: "jvm_class" = 2,
        SQL_TYPE: "sql_type" = 5,
    }
}

#[cfg(test)]
mod tests {
    use super::TABLE;
    use crate::proto::descriptors::Schema;

    #[test]
    fn field_numbers_match_the_protos() {
        let schema = Schema::get();
        for (message, field, number) in TABLE {
            let id = schema.message(message).expect(message);
            let found = schema.messages[id].number(field);
            assert_eq!(found, Some(*number), "{message}.{field}");
        }
    }
}
