# Recorded by test/contract/record.py from PySpark 4.3.0. Not to be edited.
%{
  "nearest_by_join" => %{
    common: %{plan_id: 0},
    nearest_by_join: %{
      direction: "distance",
      join_type: "inner",
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      mode: "exact",
      num_results: 3,
      ranking_expression: %{
        unresolved_function: %{
          arguments: [
            %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "x"}},
                  %{unresolved_attribute: %{plan_id: 2, unparsed_identifier: "y"}}
                ],
                function_name: "-"
              }
            }
          ],
          function_name: "abs"
        }
      },
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "nearest_by_join left" => %{
    common: %{plan_id: 0},
    nearest_by_join: %{
      direction: "similarity",
      join_type: "left",
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      mode: "approx",
      num_results: 1,
      ranking_expression: %{
        unresolved_function: %{
          arguments: [
            %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "x"}},
                  %{unresolved_attribute: %{plan_id: 2, unparsed_identifier: "y"}}
                ],
                function_name: "-"
              }
            }
          ],
          function_name: "abs"
        }
      },
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "zip" => %{
    common: %{plan_id: 0},
    zip: %{
      left: %{
        common: %{plan_id: 1},
        project: %{
          expressions: [%{unresolved_attribute: %{unparsed_identifier: "a"}}],
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "l"}}}
        }
      },
      right: %{
        common: %{plan_id: 3},
        project: %{
          expressions: [%{unresolved_attribute: %{unparsed_identifier: "b"}}],
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "l"}}}
        }
      }
    }
  },
  "zip_with_index" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [
        %{unresolved_star: %{}},
        %{
          alias: %{
            expr: %{unresolved_function: %{function_name: "distributed_sequence_id"}},
            name: ["index"]
          }
        }
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}}
    }
  },
  "zip_with_index with a name" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [
        %{unresolved_star: %{}},
        %{
          alias: %{
            expr: %{unresolved_function: %{function_name: "distributed_sequence_id"}},
            name: ["n"]
          }
        }
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}}
    }
  },
  "to_json" => %{
    common: %{plan_id: 0},
    project: %{
      expressions: [
        %{
          alias: %{
            expr: %{
              unresolved_function: %{
                arguments: [
                  %{
                    unresolved_function: %{
                      arguments: [%{unresolved_star: %{}}],
                      function_name: "struct"
                    }
                  }
                ],
                function_name: "to_json"
              }
            },
            name: ["value"]
          }
        }
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}}
    }
  },
  "empty_dataframe" => %{
    common: %{plan_id: 0},
    local_relation: %{
      schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"id\",\"nullable\":false,\"type\":\"long\"}],\"type\":\"struct\"}"
    }
  }
}
