# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "union" => %{
    common: %{plan_id: 0},
    set_op: %{
      is_all: true,
      left_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right_input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      set_op_type: :SET_OP_TYPE_UNION
    }
  },
  "union_all" => %{
    common: %{plan_id: 0},
    set_op: %{
      is_all: true,
      left_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right_input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      set_op_type: :SET_OP_TYPE_UNION
    }
  },
  "union_by_name" => %{
    common: %{plan_id: 0},
    set_op: %{
      by_name: true,
      is_all: true,
      left_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right_input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      set_op_type: :SET_OP_TYPE_UNION
    }
  },
  "union_by_name with missing columns" => %{
    common: %{plan_id: 0},
    set_op: %{
      allow_missing_columns: true,
      by_name: true,
      is_all: true,
      left_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right_input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      set_op_type: :SET_OP_TYPE_UNION
    }
  },
  "intersect" => %{
    common: %{plan_id: 0},
    set_op: %{
      left_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right_input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      set_op_type: :SET_OP_TYPE_INTERSECT
    }
  },
  "intersect_all" => %{
    common: %{plan_id: 0},
    set_op: %{
      is_all: true,
      left_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right_input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      set_op_type: :SET_OP_TYPE_INTERSECT
    }
  },
  "except" => %{
    common: %{plan_id: 0},
    set_op: %{
      left_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right_input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      set_op_type: :SET_OP_TYPE_EXCEPT
    }
  },
  "except_all" => %{
    common: %{plan_id: 0},
    set_op: %{
      is_all: true,
      left_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right_input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      set_op_type: :SET_OP_TYPE_EXCEPT
    }
  },
  "with itself" => %{
    common: %{plan_id: 0},
    set_op: %{
      is_all: true,
      left_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right_input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      set_op_type: :SET_OP_TYPE_UNION
    }
  }
}
