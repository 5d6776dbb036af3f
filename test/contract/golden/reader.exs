# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "table" => %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "db.t"}}},
  "table with options" => %{
    common: %{plan_id: 0},
    read: %{named_table: %{options: %{"a" => "1", "b" => "true"}, unparsed_identifier: "t"}}
  },
  "load" => %{common: %{plan_id: 0}, read: %{data_source: %{paths: ["p"]}}},
  "load paths" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "parquet", paths: ["p", "q"]}}
  },
  "load without a path" => %{common: %{plan_id: 0}, read: %{data_source: %{format: "rate"}}},
  "load with everything" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{
        format: "csv",
        options: %{"header" => "true"},
        paths: ["p"],
        schema: "id BIGINT"
      }
    }
  },
  "option" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "csv", options: %{"header" => "true", "n" => "1.5"}, paths: ["p"]}
    }
  },
  "options" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "csv", options: %{"header" => "false", "sep" => "\t"}, paths: ["p"]}
    }
  },
  "option taken away" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "csv", paths: ["p"]}}
  },
  "schema as a text" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "parquet", paths: ["p"], schema: "id BIGINT, n STRING"}}
  },
  "schema as a type" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{
        format: "json",
        paths: ["p"],
        schema:
          "{\"fields\":[{\"metadata\":{},\"name\":\"id\",\"nullable\":false,\"type\":\"long\"},{\"metadata\":{},\"name\":\"tags\",\"nullable\":true,\"type\":{\"containsNull\":true,\"elementType\":\"string\",\"type\":\"array\"}}],\"type\":\"struct\"}"
      }
    }
  },
  "csv" => %{common: %{plan_id: 0}, read: %{data_source: %{format: "csv", paths: ["p"]}}},
  "csv with options" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{
        format: "csv",
        options: %{"header" => "true", "inferSchema" => "false"},
        paths: ["p", "q"],
        schema: "a INT"
      }
    }
  },
  "json" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "json", options: %{"multiLine" => "true"}, paths: ["p"]}}
  },
  "parquet" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "parquet", paths: ["p", "q"]}}
  },
  "parquet with options" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "parquet", options: %{"mergeSchema" => "true"}, paths: ["p"]}}
  },
  "orc" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{format: "orc", options: %{"recursiveFileLookup" => "true"}, paths: ["p"]}
    }
  },
  "text" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "text", options: %{"wholetext" => "false"}, paths: ["p"]}}
  },
  "text of whole files" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{
        format: "text",
        options: %{"lineSep" => "\n", "wholetext" => "true"},
        paths: ["p", "q"]
      }
    }
  },
  "xml" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "xml", options: %{"rowTag" => "row"}, paths: ["p"]}}
  },
  "jdbc" => %{
    common: %{plan_id: 0},
    read: %{data_source: %{format: "jdbc", options: %{"dbtable" => "t", "url" => "jdbc:x"}}}
  },
  "jdbc with properties" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{
        format: "jdbc",
        options: %{"dbtable" => "t", "url" => "jdbc:x", "user" => "me"}
      }
    }
  },
  "jdbc by range" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{
        format: "jdbc",
        options: %{
          "dbtable" => "t",
          "lowerBound" => "1",
          "numPartitions" => "4",
          "partitionColumn" => "id",
          "upperBound" => "9",
          "url" => "jdbc:x"
        }
      }
    }
  },
  "jdbc by predicates" => %{
    common: %{plan_id: 0},
    read: %{
      data_source: %{
        format: "jdbc",
        options: %{"dbtable" => "t", "url" => "jdbc:x"},
        predicates: ["a < 1", "a >= 1"]
      }
    }
  }
}
