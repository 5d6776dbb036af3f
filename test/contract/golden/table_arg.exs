# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "as_table" => %{subquery_expression: %{plan_id: 0, subquery_type: :SUBQUERY_TYPE_TABLE_ARG}},
  "partition_by" => %{
    subquery_expression: %{
      plan_id: 0,
      subquery_type: :SUBQUERY_TYPE_TABLE_ARG,
      table_arg_options: %{
        partition_spec: [
          %{unresolved_attribute: %{unparsed_identifier: "a"}},
          %{unresolved_attribute: %{unparsed_identifier: "b"}}
        ]
      }
    }
  },
  "order_by" => %{
    subquery_expression: %{
      plan_id: 0,
      subquery_type: :SUBQUERY_TYPE_TABLE_ARG,
      table_arg_options: %{
        order_spec: [
          %{
            child: %{unresolved_attribute: %{unparsed_identifier: "b"}},
            direction: :SORT_DIRECTION_ASCENDING,
            null_ordering: :SORT_NULLS_FIRST
          },
          %{
            child: %{unresolved_attribute: %{unparsed_identifier: "c"}},
            direction: :SORT_DIRECTION_DESCENDING,
            null_ordering: :SORT_NULLS_LAST
          }
        ],
        partition_spec: [%{unresolved_attribute: %{unparsed_identifier: "a"}}]
      }
    }
  },
  "with_single_partition" => %{
    subquery_expression: %{
      plan_id: 0,
      subquery_type: :SUBQUERY_TYPE_TABLE_ARG,
      table_arg_options: %{
        order_spec: [
          %{
            child: %{unresolved_attribute: %{unparsed_identifier: "b"}},
            direction: :SORT_DIRECTION_ASCENDING,
            null_ordering: :SORT_NULLS_FIRST
          }
        ],
        with_single_partition: true
      }
    }
  }
}
