# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "tuples" => %{
    common: %{plan_id: 0},
    local_relation: %{
      data: [[1, "a", 2.5, true], [2, nil, nil, nil]],
      schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"_1\",\"nullable\":true,\"type\":\"long\"},{\"metadata\":{},\"name\":\"_2\",\"nullable\":true,\"type\":\"string\"},{\"metadata\":{},\"name\":\"_3\",\"nullable\":true,\"type\":\"double\"},{\"metadata\":{},\"name\":\"_4\",\"nullable\":true,\"type\":\"boolean\"}],\"type\":\"struct\"}"
    }
  },
  "tuples with a schema" => %{
    common: %{plan_id: 0},
    local_relation: %{
      data: [[1, "a"], [2, nil]],
      schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"id\",\"nullable\":false,\"type\":\"long\"},{\"metadata\":{},\"name\":\"name\",\"nullable\":true,\"type\":\"string\"}],\"type\":\"struct\"}"
    }
  },
  "tuples with names" => %{
    common: %{plan_id: 0},
    to_df: %{
      column_names: ["id", "name"],
      input: %{
        common: %{plan_id: 1},
        local_relation: %{
          data: [[1, "a"]],
          schema:
            "{\"fields\":[{\"metadata\":{},\"name\":\"id\",\"nullable\":true,\"type\":\"long\"},{\"metadata\":{},\"name\":\"name\",\"nullable\":true,\"type\":\"string\"}],\"type\":\"struct\"}"
        }
      }
    }
  },
  "lists" => %{
    common: %{plan_id: 0},
    local_relation: %{
      data: [[1, "a"]],
      schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"id\",\"nullable\":false,\"type\":\"long\"},{\"metadata\":{},\"name\":\"name\",\"nullable\":true,\"type\":\"string\"}],\"type\":\"struct\"}"
    }
  },
  "maps" => %{
    common: %{plan_id: 0},
    local_relation: %{
      data: [["x", 1], ["y", nil]],
      schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"a\",\"nullable\":true,\"type\":\"string\"},{\"metadata\":{},\"name\":\"b\",\"nullable\":true,\"type\":\"long\"}],\"type\":\"struct\"}"
    }
  },
  "single values" => %{
    common: %{plan_id: 0},
    local_relation: %{
      data: [[1], [2]],
      schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"value\",\"nullable\":true,\"type\":\"long\"}],\"type\":\"struct\"}"
    }
  },
  "no rows" => %{
    common: %{plan_id: 0},
    local_relation: %{
      schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"id\",\"nullable\":false,\"type\":\"long\"},{\"metadata\":{},\"name\":\"name\",\"nullable\":true,\"type\":\"string\"}],\"type\":\"struct\"}"
    }
  },
  "types" => %{
    common: %{plan_id: 0},
    local_relation: %{
      data: [[1, 0.5, "1.250", "1582-10-15", "2024-03-31T02:30:00.000001Z", <<255>>]],
      schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"b\",\"nullable\":true,\"type\":\"byte\"},{\"metadata\":{},\"name\":\"f\",\"nullable\":true,\"type\":\"float\"},{\"metadata\":{},\"name\":\"d\",\"nullable\":true,\"type\":\"decimal(20,3)\"},{\"metadata\":{},\"name\":\"day\",\"nullable\":true,\"type\":\"date\"},{\"metadata\":{},\"name\":\"moment\",\"nullable\":true,\"type\":\"timestamp\"},{\"metadata\":{},\"name\":\"bytes\",\"nullable\":true,\"type\":\"binary\"}],\"type\":\"struct\"}"
    }
  },
  "nested" => %{
    common: %{plan_id: 0},
    local_relation: %{
      data: [
        [[1, 2], %{"k" => ["v", nil]}, %{"id" => 1, "name" => "a"}],
        [[], %{}, nil],
        [nil, nil, nil]
      ],
      schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"xs\",\"nullable\":true,\"type\":{\"containsNull\":false,\"elementType\":\"long\",\"type\":\"array\"}},{\"metadata\":{},\"name\":\"m\",\"nullable\":true,\"type\":{\"keyType\":\"string\",\"type\":\"map\",\"valueContainsNull\":true,\"valueType\":{\"containsNull\":true,\"elementType\":\"string\",\"type\":\"array\"}}},{\"metadata\":{},\"name\":\"s\",\"nullable\":true,\"type\":{\"fields\":[{\"metadata\":{},\"name\":\"id\",\"nullable\":false,\"type\":\"long\"},{\"metadata\":{},\"name\":\"name\",\"nullable\":true,\"type\":\"string\"}],\"type\":\"struct\"}}],\"type\":\"struct\"}"
    }
  }
}
