# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "schema" => %{
    schema: %{
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  },
  "explain simple" => %{
    explain: %{
      explain_mode: :EXPLAIN_MODE_SIMPLE,
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  },
  "explain extended" => %{
    explain: %{
      explain_mode: :EXPLAIN_MODE_EXTENDED,
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  },
  "explain codegen" => %{
    explain: %{
      explain_mode: :EXPLAIN_MODE_CODEGEN,
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  },
  "explain cost" => %{
    explain: %{
      explain_mode: :EXPLAIN_MODE_COST,
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  },
  "explain formatted" => %{
    explain: %{
      explain_mode: :EXPLAIN_MODE_FORMATTED,
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  },
  "is_local" => %{
    is_local: %{
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  },
  "is_streaming" => %{
    is_streaming: %{
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  },
  "input_files" => %{
    input_files: %{
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  },
  "same_semantics" => %{
    same_semantics: %{
      other_plan: %{
        root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "o"}}}
      },
      target_plan: %{
        root: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
      }
    }
  },
  "semantic_hash" => %{
    semantic_hash: %{
      plan: %{root: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}}
    }
  }
}
