# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "frame" => %{
    common: %{plan_id: 0},
    extension: %{type_url: "type.googleapis.com/example.Message", value: <<10, 1, 97>>}
  },
  "step of a frame" => %{
    common: %{plan_id: 0},
    limit: %{
      input: %{
        common: %{plan_id: 1},
        extension: %{type_url: "type.googleapis.com/example.Message", value: <<10, 1, 97>>}
      },
      limit: 3
    }
  },
  "column" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [
        %{extension: %{type_url: "type.googleapis.com/example.Message", value: <<10, 1, 97>>}}
      ],
      input: %{common: %{plan_id: 1}, range: %{end: 3, start: 0, step: 1}}
    }
  },
  "execute" => %{
    extension: %{type_url: "type.googleapis.com/example.Message", value: <<10, 1, 97>>}
  }
}
