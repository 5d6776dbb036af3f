# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "create" => %{
    create_resource_profile_command: %{
      profile: %{
        executor_resources: %{
          "cores" => %{amount: 4, resource_name: "cores"},
          "gpu" => %{
            amount: 2,
            discovery_script: "/find",
            resource_name: "gpu",
            vendor: "nvidia.com"
          },
          "memory" => %{amount: 2048, resource_name: "memory"}
        },
        task_resources: %{
          "cpus" => %{amount: 2.0, resource_name: "cpus"},
          "gpu" => %{amount: 0.5, resource_name: "gpu"}
        }
      }
    }
  },
  "create for tasks" => %{
    create_resource_profile_command: %{
      profile: %{
        task_resources: %{
          "cpus" => %{amount: 2.0, resource_name: "cpus"},
          "gpu" => %{amount: 0.5, resource_name: "gpu"}
        }
      }
    }
  }
}
