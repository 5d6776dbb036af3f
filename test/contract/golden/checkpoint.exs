# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "checkpoint" => %{
    checkpoint_command: %{
      eager: true,
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "checkpoint when asked for" => %{
    checkpoint_command: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "local_checkpoint" => %{
    checkpoint_command: %{
      eager: true,
      local: true,
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "local_checkpoint at a level" => %{
    checkpoint_command: %{
      local: true,
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 1, use_disk: true}
    }
  }
}
