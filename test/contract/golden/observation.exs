# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "observe" => %{
    collect_metrics: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      metrics: [
        %{
          alias: %{
            expr: %{
              unresolved_function: %{
                arguments: [%{literal: %{integer: 1}}],
                function_name: "count"
              }
            },
            name: ["rows"]
          }
        }
      ],
      name: "seen"
    },
    common: %{plan_id: 1}
  },
  "observe several" => %{
    collect_metrics: %{
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      metrics: [
        %{
          alias: %{
            expr: %{
              unresolved_function: %{
                arguments: [%{literal: %{integer: 1}}],
                function_name: "count"
              }
            },
            name: ["rows"]
          }
        },
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "max"
          }
        }
      ],
      name: "seen"
    },
    common: %{plan_id: 1}
  },
  "observe and go on" => %{
    collect_metrics: %{
      input: %{
        common: %{plan_id: 0},
        filter: %{
          condition: %{
            unresolved_function: %{
              arguments: [
                %{unresolved_attribute: %{unparsed_identifier: "x"}},
                %{literal: %{integer: 1}}
              ],
              function_name: ">"
            }
          },
          input: %{
            collect_metrics: %{
              input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
              metrics: [
                %{
                  alias: %{
                    expr: %{
                      unresolved_function: %{
                        arguments: [%{literal: %{integer: 1}}],
                        function_name: "count"
                      }
                    },
                    name: ["rows"]
                  }
                }
              ],
              name: "seen"
            },
            common: %{plan_id: 2}
          }
        }
      },
      metrics: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "max"
          }
        }
      ],
      name: "left"
    },
    common: %{plan_id: 3}
  }
}
