# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "table" => %{
    common: %{plan_id: 0},
    read: %{is_streaming: true, named_table: %{unparsed_identifier: "db.t"}}
  },
  "table with options" => %{
    common: %{plan_id: 0},
    read: %{is_streaming: true, named_table: %{options: %{"a" => "1"}, unparsed_identifier: "t"}}
  },
  "load" => %{common: %{plan_id: 0}, read: %{data_source: %{paths: ["p"]}, is_streaming: true}},
  "load without a path" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "rate"}, is_streaming: true}
  },
  "load with everything" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{
        format: "csv",
        options: %{"header" => "true"},
        paths: ["p"],
        schema: "id BIGINT"
      },
      is_streaming: true
    }
  },
  "options" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "rate", options: %{"numPartitions" => "1", "rowsPerSecond" => "5"}},
      is_streaming: true
    }
  },
  "schema as a type" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{
        format: "json",
        paths: ["p"],
        schema:
          "{\"fields\":[{\"metadata\":{},\"name\":\"id\",\"nullable\":false,\"type\":\"long\"}],\"type\":\"struct\"}"
      },
      is_streaming: true
    }
  },
  "csv" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "csv", options: %{"header" => "true"}, paths: ["p"], schema: "a INT"},
      is_streaming: true
    }
  },
  "json" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "json", options: %{"multiLine" => "true"}, paths: ["p"]},
      is_streaming: true
    }
  },
  "orc" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "orc", paths: ["p"]}, is_streaming: true}
  },
  "parquet" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "parquet", options: %{"mergeSchema" => "true"}, paths: ["p"]},
      is_streaming: true
    }
  },
  "text" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "text", options: %{"wholetext" => "False"}, paths: ["p"]},
      is_streaming: true
    }
  },
  "xml" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "xml", options: %{"rowTag" => "row"}, paths: ["p"]},
      is_streaming: true
    }
  },
  "with_watermark" => %{
    common: %{plan_id: 0},
    with_watermark: %{
      delay_threshold: "10 seconds",
      event_time: "at",
      input: %{
        common: %{plan_id: 1},
        read: %{is_streaming: true, named_table: %{unparsed_identifier: "t"}}
      }
    }
  }
}
