# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "count" => %{
    aggregate: %{
      aggregate_expressions: [
        %{unresolved_function: %{arguments: [%{literal: %{integer: 1}}], function_name: "count"}}
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "is_empty" => %{
    common: %{plan_id: 0},
    limit: %{
      input: %{
        common: %{plan_id: 1},
        project: %{
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      },
      limit: 1
    }
  },
  "first" => %{
    common: %{plan_id: 0},
    limit: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      limit: 1
    }
  },
  "head" => %{
    common: %{plan_id: 0},
    limit: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      limit: 1
    }
  },
  "head of several" => %{
    common: %{plan_id: 0},
    limit: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      limit: 3
    }
  },
  "take" => %{
    common: %{plan_id: 0},
    limit: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      limit: 3
    }
  },
  "tail" => %{
    common: %{plan_id: 0},
    tail: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      limit: 3
    }
  },
  "show" => %{
    common: %{plan_id: 0},
    show_string: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_rows: 20,
      truncate: 20
    }
  },
  "show all of a cell" => %{
    common: %{plan_id: 0},
    show_string: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_rows: 5
    }
  },
  "show vertically" => %{
    common: %{plan_id: 0},
    show_string: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_rows: 5,
      truncate: 10,
      vertical: true
    }
  },
  "html_string" => %{
    common: %{plan_id: 0},
    html_string: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      num_rows: 5,
      truncate: 10
    }
  }
}
