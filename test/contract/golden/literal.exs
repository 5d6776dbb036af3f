# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "null" => %{literal: %{null: %{null: %{}}}},
  "true" => %{literal: %{boolean: true}},
  "false" => %{literal: %{boolean: false}},
  "integer" => %{literal: %{integer: 1}},
  "zero" => %{literal: %{integer: 0}},
  "greatest integer" => %{literal: %{integer: 2_147_483_647}},
  "least integer" => %{literal: %{integer: -2_147_483_648}},
  "least long above the integers" => %{literal: %{long: 2_147_483_648}},
  "greatest long" => %{literal: %{long: 9_223_372_036_854_775_807}},
  "least long" => %{literal: %{long: -9_223_372_036_854_775_808}},
  "double" => %{literal: %{double: 1.5}},
  "negative zero" => %{literal: %{double: -0.0}},
  "small double" => %{literal: %{double: 5.0e-324}},
  "great double" => %{literal: %{double: 1.7976931348623157e+308}},
  "NaN" => %{literal: %{double: :nan}},
  "infinity" => %{literal: %{double: :infinity}},
  "negative infinity" => %{literal: %{double: :neg_infinity}},
  "text" => %{literal: %{string: "Grüße, \"世界\" 👋\n"}},
  "empty text" => %{literal: %{string: ""}},
  "binary" => %{literal: %{binary: <<0, 255>>}},
  "empty binary" => %{literal: %{binary: <<>>}},
  "decimal" => %{literal: %{decimal: %{precision: 10, scale: 0, value: "12.345"}}},
  "great decimal" => %{
    literal: %{
      decimal: %{precision: 10, scale: 0, value: "-99999999999999999999999999999999999999"}
    }
  },
  "date" => %{literal: %{date: 15736}},
  "date before 1970" => %{literal: %{date: -719_162}},
  "timestamp" => %{literal: %{timestamp: 1_359_635_415_250_000}},
  "timestamp before 1970" => %{literal: %{timestamp: -1}},
  "timestamp in a zone" => %{literal: %{timestamp: 1_359_651_600_000_000}},
  "timestamp without a zone" => %{literal: %{timestamp: 1_359_635_400_000_000}},
  "time" => %{literal: %{time: %{nano: 45_015_250_000_000, precision: 6}}},
  "midnight" => %{literal: %{time: %{precision: 6}}},
  "day-time interval" => %{literal: %{day_time_interval: 86_402_000_003}},
  "negative day-time interval" => %{literal: %{day_time_interval: -1}},
  "byte" => %{literal: %{byte: -1}},
  "short" => %{literal: %{short: 300}},
  "integer by type" => %{literal: %{integer: 1}},
  "long by type" => %{literal: %{long: 1}},
  "float" => %{literal: %{float: 1.5}},
  "double by type" => %{literal: %{double: 1.5}},
  "timestamp_ntz" => %{literal: %{timestamp_ntz: 1_359_635_400_000_000}},
  "timestamp_ntz before 1970" => %{literal: %{timestamp_ntz: -62_135_596_800_000_000}},
  "null by type" => %{
    literal: %{null: %{array: %{contains_null: true, element_type: %{long: %{}}}}}
  },
  "decimal by type" => %{literal: %{decimal: %{precision: 38, scale: 18, value: "1.50"}}},
  "array" => %{
    literal: %{
      array: %{
        element_type: %{integer: %{}},
        elements: [%{integer: 1}, %{integer: 2}, %{null: %{integer: %{}}}]
      }
    }
  },
  "array of arrays" => %{
    literal: %{
      array: %{
        element_type: %{
          array: %{contains_null: true, element_type: %{string: %{}}}
        },
        elements: [
          %{
            array: %{
              element_type: %{string: %{}},
              elements: [%{string: "a"}]
            }
          },
          %{array: %{element_type: %{string: %{}}}}
        ]
      }
    }
  },
  "list" => %{
    unresolved_function: %{
      arguments: [%{literal: %{integer: 1}}, %{literal: %{integer: 2}}],
      function_name: "array"
    }
  },
  "list of lists" => %{
    unresolved_function: %{
      arguments: [
        %{
          unresolved_function: %{arguments: [%{literal: %{string: "a"}}], function_name: "array"}
        },
        %{
          unresolved_function: %{
            arguments: [%{literal: %{string: "b"}}, %{literal: %{string: "c"}}],
            function_name: "array"
          }
        }
      ],
      function_name: "array"
    }
  }
}
