# Recorded by test/contract/record.py from PySpark 4.3.0. Not to be edited.
%{
  "json" => %{
    common: %{plan_id: 0},
    parse: %{
      format: :PARSE_FORMAT_JSON,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "texts"}}}
    }
  },
  "json with a schema" => %{
    common: %{plan_id: 0},
    parse: %{
      format: :PARSE_FORMAT_JSON,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "texts"}}},
      options: %{"allowComments" => "true"},
      schema: %{struct: %{fields: [%{data_type: %{long: %{}}, name: "id"}]}}
    }
  },
  "csv" => %{
    common: %{plan_id: 0},
    parse: %{
      format: :PARSE_FORMAT_CSV,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "texts"}}},
      options: %{"header" => "true", "sep" => ";"}
    }
  },
  "csv with a schema" => %{
    common: %{plan_id: 0},
    parse: %{
      format: :PARSE_FORMAT_CSV,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "texts"}}},
      schema: %{struct: %{fields: [%{data_type: %{long: %{}}, name: "id"}]}}
    }
  },
  "xml" => %{
    common: %{plan_id: 0},
    parse: %{
      format: :PARSE_FORMAT_XML,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "texts"}}},
      options: %{"rowTag" => "r"}
    }
  },
  "changes" => %{common: %{plan_id: 0}, relation_changes: %{unparsed_identifier: "c.t"}},
  "changes with options" => %{
    common: %{plan_id: 0},
    relation_changes: %{options: %{"startingVersion" => "3"}, unparsed_identifier: "c.t"}
  },
  "stream changes" => %{
    common: %{plan_id: 0},
    relation_changes: %{
      is_streaming: true,
      options: %{"startingVersion" => "3"},
      unparsed_identifier: "c.t"
    }
  },
  "stream name" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "rate", source_name: "orders_1"}, is_streaming: true}
  },
  "stream name of files" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "json", paths: ["/p"], schema: "a INT", source_name: "orders"},
      is_streaming: true
    }
  },
  "trigger real time" => %{
    write_stream_operation_start: %{
      input: %{common: %{plan_id: 0}, read: %{data_source: %{format: "rate"}, is_streaming: true}},
      real_time_batch_duration: "5 minutes"
    }
  }
}
