# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "group_by and agg" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        },
        %{
          alias: %{
            expr: %{
              unresolved_function: %{
                arguments: [%{unresolved_attribute: %{unparsed_identifier: "y"}}],
                function_name: "max"
              }
            },
            name: ["most"]
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "group_by columns" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [
        %{unresolved_attribute: %{unparsed_identifier: "k"}},
        %{unresolved_attribute: %{plan_id: 0, unparsed_identifier: "y"}}
      ],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "group_by an alias" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [
        %{
          alias: %{
            expr: %{
              unresolved_function: %{
                arguments: [%{unresolved_attribute: %{unparsed_identifier: "d"}}],
                function_name: "year"
              }
            },
            name: ["year"]
          }
        }
      ],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "group_by nothing" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "agg" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        },
        %{unresolved_function: %{arguments: [%{literal: %{integer: 1}}], function_name: "count"}}
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "agg by function names" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        },
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "y"}}],
            function_name: "max"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "grouped agg by function names" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        },
        %{unresolved_function: %{arguments: [%{unresolved_star: %{}}], function_name: "count"}}
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "count" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          alias: %{
            expr: %{
              unresolved_function: %{
                arguments: [%{literal: %{integer: 1}}],
                function_name: "count"
              }
            },
            name: ["count"]
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "sum" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        },
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "y"}}],
            function_name: "sum"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "avg" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "avg"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "mean" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "avg"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "min" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "min"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "max" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "max"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPBY,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "rollup" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        }
      ],
      group_type: :GROUP_TYPE_ROLLUP,
      grouping_expressions: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "cube" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        }
      ],
      group_type: :GROUP_TYPE_CUBE,
      grouping_expressions: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "grouping_sets" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        }
      ],
      group_type: :GROUP_TYPE_GROUPING_SETS,
      grouping_expressions: [
        %{unresolved_attribute: %{unparsed_identifier: "a"}},
        %{unresolved_attribute: %{unparsed_identifier: "b"}}
      ],
      grouping_sets: [
        %{
          grouping_set: [
            %{unresolved_attribute: %{unparsed_identifier: "a"}},
            %{unresolved_attribute: %{unparsed_identifier: "b"}}
          ]
        },
        %{grouping_set: [%{unresolved_attribute: %{unparsed_identifier: "a"}}]},
        %{}
      ],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    },
    common: %{plan_id: 1}
  },
  "pivot" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        }
      ],
      group_type: :GROUP_TYPE_PIVOT,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      pivot: %{col: %{unresolved_attribute: %{plan_id: 0, unparsed_identifier: "q"}}}
    },
    common: %{plan_id: 1}
  },
  "pivot on values" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          unresolved_function: %{
            arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
            function_name: "sum"
          }
        }
      ],
      group_type: :GROUP_TYPE_PIVOT,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      pivot: %{
        col: %{unresolved_attribute: %{plan_id: 0, unparsed_identifier: "q"}},
        values: [%{integer: 1}, %{integer: 2}, %{integer: 3}]
      }
    },
    common: %{plan_id: 1}
  },
  "pivot on texts" => %{
    aggregate: %{
      aggregate_expressions: [
        %{
          alias: %{
            expr: %{
              unresolved_function: %{
                arguments: [%{literal: %{integer: 1}}],
                function_name: "count"
              }
            },
            name: ["count"]
          }
        }
      ],
      group_type: :GROUP_TYPE_PIVOT,
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      pivot: %{
        col: %{unresolved_attribute: %{plan_id: 0, unparsed_identifier: "q"}},
        values: [%{string: "a"}, %{string: "b"}]
      }
    },
    common: %{plan_id: 1}
  }
}
