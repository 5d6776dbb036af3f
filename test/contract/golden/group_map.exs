# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "apply_in_pandas" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "group",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 201,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "apply_in_pandas without keys" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "group",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 201,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "apply_in_pandas by expressions" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "group",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 201,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      grouping_expressions: [
        %{
          unresolved_function: %{
            arguments: [
              %{unresolved_attribute: %{unparsed_identifier: "id"}},
              %{literal: %{integer: 2}}
            ],
            function_name: "%"
          }
        },
        %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "name"}}
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "apply_in_pandas with an iterator" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "frames",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 216,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "apply_in_pandas with a key and an iterator" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "keyed_frames",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 216,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "apply_in_arrow" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "group",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 209,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "apply_in_arrow with an iterator" => %{
    common: %{plan_id: 0},
    group_map: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "tables",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 215,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "cogrouped apply_in_pandas" => %{
    co_group_map: %{
      func: %{
        deterministic: true,
        function_name: "groups",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 206,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      input_grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      other: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "u"}}},
      other_grouping_expressions: [
        %{
          unresolved_function: %{
            arguments: [
              %{unresolved_attribute: %{unparsed_identifier: "id"}},
              %{literal: %{integer: 1}}
            ],
            function_name: "+"
          }
        }
      ]
    },
    common: %{plan_id: 2}
  },
  "cogrouped apply_in_arrow" => %{
    co_group_map: %{
      func: %{
        deterministic: true,
        function_name: "groups",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 210,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      input_grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      other: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "u"}}},
      other_grouping_expressions: [
        %{
          unresolved_function: %{
            arguments: [
              %{unresolved_attribute: %{unparsed_identifier: "id"}},
              %{literal: %{integer: 1}}
            ],
            function_name: "+"
          }
        }
      ]
    },
    common: %{plan_id: 2}
  },
  "apply_in_pandas_with_state" => %{
    apply_in_pandas_with_state: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "stateful",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 208,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      grouping_expressions: [%{unresolved_attribute: %{unparsed_identifier: "id"}}],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      output_mode: "update",
      output_schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"n\",\"nullable\":true,\"type\":\"long\"},{\"metadata\":{},\"name\":\"s\",\"nullable\":true,\"type\":\"string\"}],\"type\":\"struct\"}",
      state_schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"n\",\"nullable\":true,\"type\":\"long\"}],\"type\":\"struct\"}",
      timeout_conf: "NoTimeout"
    },
    common: %{plan_id: 1}
  },
  "apply_in_pandas_with_state in DDL" => %{
    apply_in_pandas_with_state: %{
      func: %{
        arguments: [
          %{unresolved_attribute: %{unparsed_identifier: "id"}},
          %{unresolved_attribute: %{unparsed_identifier: "name"}}
        ],
        deterministic: true,
        function_name: "stateful",
        python_udf: %{
          command: <<112, 105, 99, 107, 108, 101, 100>>,
          eval_type: 208,
          output_type: %{
            struct: %{
              fields: [
                %{data_type: %{long: %{}}, name: "n", nullable: true},
                %{data_type: %{string: %{}}, name: "s", nullable: true}
              ]
            }
          },
          python_ver: "3.11"
        }
      },
      grouping_expressions: [
        %{unresolved_attribute: %{unparsed_identifier: "id"}},
        %{unresolved_attribute: %{unparsed_identifier: "name"}}
      ],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      output_mode: "append",
      output_schema:
        "{\"fields\":[{\"metadata\":{},\"name\":\"n\",\"nullable\":true,\"type\":\"long\"},{\"metadata\":{},\"name\":\"s\",\"nullable\":true,\"type\":\"string\"}],\"type\":\"struct\"}",
      state_schema: "n BIGINT",
      timeout_conf: "EventTimeTimeout"
    },
    common: %{plan_id: 1}
  }
}
