# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "unpivot" => %{
    common: %{plan_id: 0},
    unpivot: %{
      ids: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      value_column_name: "value",
      values: %{
        values: [
          %{unresolved_attribute: %{unparsed_identifier: "a"}},
          %{unresolved_attribute: %{unparsed_identifier: "b"}}
        ]
      },
      variable_column_name: "name"
    }
  },
  "unpivot all others" => %{
    common: %{plan_id: 0},
    unpivot: %{
      ids: [
        %{unresolved_attribute: %{unparsed_identifier: "id"}},
        %{unresolved_attribute: %{unparsed_identifier: "k"}}
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      value_column_name: "value",
      variable_column_name: "name"
    }
  },
  "unpivot nothing" => %{
    common: %{plan_id: 0},
    unpivot: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      value_column_name: "value",
      values: %{},
      variable_column_name: "name"
    }
  },
  "melt" => %{
    common: %{plan_id: 0},
    unpivot: %{
      ids: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      value_column_name: "value",
      values: %{values: [%{unresolved_attribute: %{unparsed_identifier: "a"}}]},
      variable_column_name: "name"
    }
  },
  "transpose" => %{
    common: %{plan_id: 0},
    transpose: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "transpose by a column" => %{
    common: %{plan_id: 0},
    transpose: %{
      index_columns: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "alias" => %{
    common: %{plan_id: 0},
    subquery_alias: %{
      alias: "a",
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "hint" => %{
    common: %{plan_id: 0},
    hint: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      name: "broadcast"
    }
  },
  "hint with parameters" => %{
    common: %{plan_id: 0},
    hint: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      name: "repartition",
      parameters: [
        %{literal: %{integer: 10}},
        %{literal: %{string: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}},
        %{literal: %{double: 1.5}}
      ]
    }
  },
  "hint with a list" => %{
    common: %{plan_id: 0},
    hint: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      name: "merge",
      parameters: [%{literal: %{string: "a"}}, %{literal: %{string: "b"}}]
    }
  },
  "transform" => %{
    common: %{plan_id: 0},
    limit: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      limit: 1
    }
  }
}
