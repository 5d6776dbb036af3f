# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "fillna with an integer" => %{
    common: %{plan_id: 0},
    fill_na: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      values: [%{long: 0}]
    }
  },
  "fillna with a float" => %{
    common: %{plan_id: 0},
    fill_na: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      values: [%{double: 1.5}]
    }
  },
  "fillna with a boolean" => %{
    common: %{plan_id: 0},
    fill_na: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      values: [%{boolean: false}]
    }
  },
  "fillna with a text" => %{
    common: %{plan_id: 0},
    fill_na: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      values: [%{string: ""}]
    }
  },
  "fillna of one column" => %{
    common: %{plan_id: 0},
    fill_na: %{
      cols: ["a"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      values: [%{long: 0}]
    }
  },
  "fillna of columns" => %{
    common: %{plan_id: 0},
    fill_na: %{
      cols: ["a", "b"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      values: [%{long: 0}]
    }
  },
  "fillna by column" => %{
    common: %{plan_id: 0},
    fill_na: %{
      cols: ["a", "b", "c", "d"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      values: [%{long: 1}, %{string: "x"}, %{boolean: true}, %{double: 2.5}]
    }
  },
  "dropna" => %{
    common: %{plan_id: 0},
    drop_na: %{input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}}
  },
  "dropna where all" => %{
    common: %{plan_id: 0},
    drop_na: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      min_non_nulls: 1
    }
  },
  "dropna below a threshold" => %{
    common: %{plan_id: 0},
    drop_na: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      min_non_nulls: 0
    }
  },
  "dropna of columns" => %{
    common: %{plan_id: 0},
    drop_na: %{
      cols: ["a", "b"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "replace a number" => %{
    common: %{plan_id: 0},
    replace: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      replacements: [%{new_value: %{double: 2.0}, old_value: %{double: 1.0}}]
    }
  },
  "replace a text by null" => %{
    common: %{plan_id: 0},
    replace: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      replacements: [%{new_value: %{null: %{null: %{}}}, old_value: %{string: "a"}}]
    }
  },
  "replace numbers by one" => %{
    common: %{plan_id: 0},
    replace: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      replacements: [
        %{new_value: %{double: 0.0}, old_value: %{double: 1.0}},
        %{new_value: %{double: 0.0}, old_value: %{double: 2.5}}
      ]
    }
  },
  "replace one by one" => %{
    common: %{plan_id: 0},
    replace: %{
      cols: ["n"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      replacements: [
        %{new_value: %{string: "x"}, old_value: %{string: "a"}},
        %{new_value: %{string: "y"}, old_value: %{string: "b"}}
      ]
    }
  },
  "replace by map" => %{
    common: %{plan_id: 0},
    replace: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      replacements: [
        %{new_value: %{string: "x"}, old_value: %{string: "a"}},
        %{new_value: %{null: %{null: %{}}}, old_value: %{string: "b"}}
      ]
    }
  },
  "replace by map in a column" => %{
    common: %{plan_id: 0},
    replace: %{
      cols: ["n"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      replacements: [%{new_value: %{double: 10.0}, old_value: %{double: 1.0}}]
    }
  },
  "replace a boolean" => %{
    common: %{plan_id: 0},
    replace: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      replacements: [%{new_value: %{boolean: false}, old_value: %{boolean: true}}]
    }
  },
  "fillna with infinity" => %{
    common: %{plan_id: 0},
    fill_na: %{
      cols: ["a"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      values: [%{double: :infinity}]
    }
  },
  "replace NaN" => %{
    common: %{plan_id: 0},
    replace: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      replacements: [%{new_value: %{double: 0.0}, old_value: %{double: :nan}}]
    }
  }
}
