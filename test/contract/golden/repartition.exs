# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "by number" => %{
    common: %{plan_id: 0},
    repartition: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_partitions: 8,
      shuffle: true
    }
  },
  "by columns" => %{
    common: %{plan_id: 0},
    repartition_by_expression: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      partition_exprs: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ]
    }
  },
  "by number and columns" => %{
    common: %{plan_id: 0},
    repartition_by_expression: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_partitions: 8,
      partition_exprs: [%{unresolved_attribute: %{unparsed_identifier: "a"}}]
    }
  },
  "by range" => %{
    common: %{plan_id: 0},
    repartition_by_expression: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      partition_exprs: [
        %{
          sort_order: %{
            child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
            direction: :SORT_DIRECTION_ASCENDING,
            null_ordering: :SORT_NULLS_FIRST
          }
        },
        %{
          sort_order: %{
            child: %{unresolved_attribute: %{unparsed_identifier: "b"}},
            direction: :SORT_DIRECTION_DESCENDING,
            null_ordering: :SORT_NULLS_LAST
          }
        }
      ]
    }
  },
  "by number and range" => %{
    common: %{plan_id: 0},
    repartition_by_expression: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_partitions: 8,
      partition_exprs: [
        %{
          sort_order: %{
            child: %{unresolved_attribute: %{unparsed_identifier: "a"}},
            direction: :SORT_DIRECTION_ASCENDING,
            null_ordering: :SORT_NULLS_FIRST
          }
        }
      ]
    }
  },
  "by id" => %{
    common: %{plan_id: 0},
    repartition_by_expression: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_partitions: 8,
      partition_exprs: [
        %{
          direct_shuffle_partition_id: %{
            child: %{unresolved_attribute: %{unparsed_identifier: "a"}}
          }
        }
      ]
    }
  },
  "by id of a column" => %{
    common: %{plan_id: 0},
    repartition_by_expression: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_partitions: 8,
      partition_exprs: [
        %{
          direct_shuffle_partition_id: %{
            child: %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{unparsed_identifier: "a"}},
                  %{literal: %{integer: 8}}
                ],
                function_name: "%"
              }
            }
          }
        }
      ]
    }
  },
  "coalesce" => %{
    common: %{plan_id: 0},
    repartition: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_partitions: 1
    }
  }
}
