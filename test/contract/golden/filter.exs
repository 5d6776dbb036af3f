# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "a column" => %{
    common: %{plan_id: 0},
    filter: %{
      condition: %{
        unresolved_function: %{
          arguments: [
            %{unresolved_attribute: %{unparsed_identifier: "id"}},
            %{literal: %{integer: 3}}
          ],
          function_name: ">"
        }
      },
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "a column of the frame" => %{
    common: %{plan_id: 0},
    filter: %{
      condition: %{
        unresolved_function: %{
          arguments: [
            %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "id"}},
            %{literal: %{integer: 3}}
          ],
          function_name: "=="
        }
      },
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "a text" => %{
    common: %{plan_id: 0},
    filter: %{
      condition: %{expression_string: %{expression: "id > 3 AND name LIKE 'a%'"}},
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "where" => %{
    common: %{plan_id: 0},
    filter: %{
      condition: %{expression_string: %{expression: "id > 3"}},
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "twice" => %{
    common: %{plan_id: 0},
    filter: %{
      condition: %{expression_string: %{expression: "b"}},
      input: %{
        common: %{plan_id: 1},
        filter: %{
          condition: %{expression_string: %{expression: "a"}},
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "t"}}}
        }
      }
    }
  },
  "limit" => %{
    common: %{plan_id: 0},
    limit: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      limit: 5
    }
  },
  "limit 0" => %{
    common: %{plan_id: 0},
    limit: %{input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}}
  },
  "offset" => %{
    common: %{plan_id: 0},
    offset: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      offset: 5
    }
  },
  "offset and limit" => %{
    common: %{plan_id: 0},
    limit: %{
      input: %{
        common: %{plan_id: 1},
        offset: %{
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "t"}}},
          offset: 5
        }
      },
      limit: 3
    }
  },
  "distinct" => %{
    common: %{plan_id: 0},
    deduplicate: %{
      all_columns_as_keys: true,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "drop_duplicates" => %{
    common: %{plan_id: 0},
    deduplicate: %{
      all_columns_as_keys: true,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "drop_duplicates of names" => %{
    common: %{plan_id: 0},
    deduplicate: %{
      column_names: ["id", "name"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "drop_duplicates_within_watermark" => %{
    common: %{plan_id: 0},
    deduplicate: %{
      all_columns_as_keys: true,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      within_watermark: true
    }
  },
  "drop_duplicates_within_watermark of names" => %{
    common: %{plan_id: 0},
    deduplicate: %{
      column_names: ["id"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      within_watermark: true
    }
  },
  "with_watermark" => %{
    common: %{plan_id: 0},
    with_watermark: %{
      delay_threshold: "10 minutes",
      event_time: "time",
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  }
}
