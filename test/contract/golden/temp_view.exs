# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "create_temp_view" => %{
    create_dataframe_view: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      name: "v"
    }
  },
  "create_or_replace_temp_view" => %{
    create_dataframe_view: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      name: "v",
      replace: true
    }
  },
  "create_global_temp_view" => %{
    create_dataframe_view: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_global: true,
      name: "v"
    }
  },
  "create_or_replace_global_temp_view" => %{
    create_dataframe_view: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_global: true,
      name: "v",
      replace: true
    }
  }
}
