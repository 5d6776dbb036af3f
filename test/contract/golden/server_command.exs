# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "get_resources" => %{get_resources_command: %{}},
  "execute_external_command" => %{
    execute_external_command: %{
      command: "VACUUM t",
      options: %{"dryRun" => "true"},
      runner: "example.Runner"
    }
  }
}
