# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "no condition" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "on one name" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "on names" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id", "day"]
    }
  },
  "on no names" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "on a condition" => %{
    common: %{plan_id: 0},
    join: %{
      join_condition: %{
        unresolved_function: %{
          arguments: [
            %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "id"}},
            %{unresolved_attribute: %{plan_id: 2, unparsed_identifier: "key"}}
          ],
          function_name: "=="
        }
      },
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "on conditions" => %{
    common: %{plan_id: 0},
    join: %{
      join_condition: %{
        unresolved_function: %{
          arguments: [
            %{
              unresolved_function: %{
                arguments: [
                  %{
                    unresolved_function: %{
                      arguments: [
                        %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "id"}},
                        %{unresolved_attribute: %{plan_id: 2, unparsed_identifier: "key"}}
                      ],
                      function_name: "=="
                    }
                  },
                  %{
                    unresolved_function: %{
                      arguments: [
                        %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "a"}},
                        %{unresolved_attribute: %{plan_id: 2, unparsed_identifier: "b"}}
                      ],
                      function_name: ">"
                    }
                  }
                ],
                function_name: "and"
              }
            },
            %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{unparsed_identifier: "c"}},
                  %{literal: %{integer: 1}}
                ],
                function_name: "=="
              }
            }
          ],
          function_name: "and"
        }
      },
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "inner" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "cross" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_CROSS,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "outer" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_FULL_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "full" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_FULL_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "fullouter" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_FULL_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "full_outer" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_FULL_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "left" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "leftouter" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "left_outer" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "right" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_RIGHT_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "rightouter" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_RIGHT_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "right_outer" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_RIGHT_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "semi" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_SEMI,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "leftsemi" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_SEMI,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "left_semi" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_SEMI,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "anti" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_ANTI,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "leftanti" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_ANTI,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "left_anti" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_ANTI,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "in upper case" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}},
      using_columns: ["id"]
    }
  },
  "with itself" => %{
    common: %{plan_id: 0},
    join: %{
      join_condition: %{
        unresolved_function: %{
          arguments: [
            %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "id"}},
            %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "parent"}}
          ],
          function_name: "=="
        }
      },
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}}
    }
  },
  "with itself by alias" => %{
    common: %{plan_id: 0},
    join: %{
      join_condition: %{
        unresolved_function: %{
          arguments: [
            %{unresolved_attribute: %{unparsed_identifier: "a.id"}},
            %{unresolved_attribute: %{unparsed_identifier: "b.id"}}
          ],
          function_name: "=="
        }
      },
      join_type: :JOIN_TYPE_INNER,
      left: %{
        common: %{plan_id: 1},
        subquery_alias: %{
          alias: "a",
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "l"}}}
        }
      },
      right: %{
        common: %{plan_id: 3},
        subquery_alias: %{
          alias: "b",
          input: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "l"}}}
        }
      }
    }
  },
  "of joins" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_LEFT_OUTER,
      left: %{
        common: %{plan_id: 1},
        join: %{
          join_type: :JOIN_TYPE_INNER,
          left: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "l"}}},
          right: %{common: %{plan_id: 3}, read: %{named_table: %{unparsed_identifier: "r"}}},
          using_columns: ["id"]
        }
      },
      right: %{common: %{plan_id: 4}, read: %{named_table: %{unparsed_identifier: "x"}}},
      using_columns: ["id"]
    }
  },
  "cross_join" => %{
    common: %{plan_id: 0},
    join: %{
      join_type: :JOIN_TYPE_CROSS,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "lateral" => %{
    common: %{plan_id: 0},
    lateral_join: %{
      join_type: :JOIN_TYPE_INNER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "lateral left on a condition" => %{
    common: %{plan_id: 0},
    lateral_join: %{
      join_condition: %{
        unresolved_function: %{
          arguments: [
            %{unresolved_attribute: %{unparsed_identifier: "a"}},
            %{unresolved_attribute: %{unparsed_identifier: "b"}}
          ],
          function_name: "=="
        }
      },
      join_type: :JOIN_TYPE_LEFT_OUTER,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "lateral cross" => %{
    common: %{plan_id: 0},
    lateral_join: %{
      join_type: :JOIN_TYPE_CROSS,
      left: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "l"}}},
      right: %{common: %{plan_id: 2}, read: %{named_table: %{unparsed_identifier: "r"}}}
    }
  },
  "as of" => %{
    as_of_join: %{
      allow_exact_matches: true,
      direction: "backward",
      join_type: "inner",
      left: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "l"}}},
      left_as_of: %{unresolved_attribute: %{plan_id: 0, unparsed_identifier: "time"}},
      right: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "r"}}},
      right_as_of: %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "time"}}
    },
    common: %{plan_id: 2}
  },
  "as of on a name" => %{
    as_of_join: %{
      allow_exact_matches: true,
      direction: "backward",
      join_type: "left",
      left: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "l"}}},
      left_as_of: %{unresolved_attribute: %{plan_id: 0, unparsed_identifier: "time"}},
      right: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "r"}}},
      right_as_of: %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "at"}},
      using_columns: ["id"]
    },
    common: %{plan_id: 2}
  },
  "as of with everything" => %{
    as_of_join: %{
      direction: "nearest",
      join_expr: %{
        unresolved_function: %{
          arguments: [
            %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{plan_id: 0, unparsed_identifier: "a"}},
                  %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "b"}}
                ],
                function_name: "=="
              }
            },
            %{
              unresolved_function: %{
                arguments: [
                  %{unresolved_attribute: %{plan_id: 0, unparsed_identifier: "c"}},
                  %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "d"}}
                ],
                function_name: "=="
              }
            }
          ],
          function_name: "and"
        }
      },
      join_type: "inner",
      left: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "l"}}},
      left_as_of: %{unresolved_attribute: %{plan_id: 0, unparsed_identifier: "time"}},
      right: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "r"}}},
      right_as_of: %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "at"}},
      tolerance: %{literal: %{integer: 5}}
    },
    common: %{plan_id: 2}
  }
}
