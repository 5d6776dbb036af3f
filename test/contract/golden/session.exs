# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "range to" => %{common: %{plan_id: 0}, range: %{end: 10, start: 0, step: 1}},
  "range" => %{common: %{plan_id: 0}, range: %{end: 10, start: 5, step: 1}},
  "range from 0" => %{common: %{plan_id: 0}, range: %{end: 10, start: 0, step: 1}},
  "range with a step" => %{common: %{plan_id: 0}, range: %{start: 10, step: -2}},
  "range in partitions" => %{
    common: %{plan_id: 0},
    range: %{end: 10, num_partitions: 4, start: 0, step: 1}
  },
  "sql" => %{common: %{plan_id: 0}, sql: %{query: "SELECT 1"}},
  "sql with values by position" => %{
    common: %{plan_id: 0},
    sql: %{
      pos_arguments: [%{literal: %{integer: 1}}, %{literal: %{string: "a"}}],
      query: "SELECT ?, ?"
    }
  },
  "sql with values by name" => %{
    common: %{plan_id: 0},
    sql: %{
      named_arguments: %{
        "a" => %{literal: %{null: %{null: %{}}}},
        "b" => %{literal: %{double: 1.5}}
      },
      query: "SELECT :a, :b"
    }
  },
  "sql with columns" => %{
    common: %{plan_id: 0},
    sql: %{
      pos_arguments: [
        %{
          unresolved_function: %{
            arguments: [%{literal: %{integer: 1}}, %{literal: %{integer: 2}}],
            function_name: "array"
          }
        }
      ],
      query: "SELECT ?"
    }
  },
  "sql with frames" => %{
    common: %{plan_id: 0},
    with_relations: %{
      references: [
        %{
          common: %{plan_id: 1},
          subquery_alias: %{
            alias: "late",
            input: %{common: %{plan_id: 2}, range: %{end: 3, start: 0, step: 1}}
          }
        },
        %{
          common: %{plan_id: 3},
          subquery_alias: %{
            alias: "t",
            input: %{common: %{plan_id: 4}, range: %{end: 9, start: 0, step: 1}}
          }
        }
      ],
      root: %{
        common: %{plan_id: 5},
        sql: %{
          named_arguments: %{"n" => %{literal: %{integer: 1}}},
          query: "SELECT * FROM {late} JOIN {t} USING (id) WHERE id = :n"
        }
      }
    }
  }
}
