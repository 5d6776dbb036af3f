# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "partition_by" => %{
    window: %{
      partition_spec: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      window_function: %{
        unresolved_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
          function_name: "sum"
        }
      }
    }
  },
  "partition_by several" => %{
    window: %{
      partition_spec: [
        %{unresolved_attribute: %{unparsed_identifier: "k"}},
        %{unresolved_attribute: %{unparsed_identifier: "l"}}
      ],
      window_function: %{
        unresolved_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
          function_name: "sum"
        }
      }
    }
  },
  "order_by" => %{
    window: %{
      order_spec: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "t"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ],
      window_function: %{unresolved_function: %{function_name: "row_number"}}
    }
  },
  "order_by descending" => %{
    window: %{
      order_spec: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "t"}},
          direction: :SORT_DIRECTION_DESCENDING,
          null_ordering: :SORT_NULLS_LAST
        },
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "u"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ],
      partition_spec: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      window_function: %{unresolved_function: %{function_name: "rank"}}
    }
  },
  "rows from the start to here" => %{
    window: %{
      frame_spec: %{
        frame_type: :FRAME_TYPE_ROW,
        lower: %{unbounded: true},
        upper: %{current_row: true}
      },
      order_spec: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "t"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ],
      window_function: %{
        unresolved_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
          function_name: "sum"
        }
      }
    }
  },
  "rows around" => %{
    window: %{
      frame_spec: %{
        frame_type: :FRAME_TYPE_ROW,
        lower: %{value: %{literal: %{integer: -1}}},
        upper: %{value: %{literal: %{integer: 1}}}
      },
      order_spec: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "t"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ],
      window_function: %{
        unresolved_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
          function_name: "sum"
        }
      }
    }
  },
  "all rows" => %{
    window: %{
      frame_spec: %{
        frame_type: :FRAME_TYPE_ROW,
        lower: %{unbounded: true},
        upper: %{unbounded: true}
      },
      window_function: %{
        unresolved_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
          function_name: "sum"
        }
      }
    }
  },
  "range from the start to here" => %{
    window: %{
      frame_spec: %{
        frame_type: :FRAME_TYPE_RANGE,
        lower: %{unbounded: true},
        upper: %{current_row: true}
      },
      order_spec: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "t"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ],
      window_function: %{
        unresolved_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
          function_name: "sum"
        }
      }
    }
  },
  "range around" => %{
    window: %{
      frame_spec: %{
        frame_type: :FRAME_TYPE_RANGE,
        lower: %{value: %{literal: %{long: -10}}},
        upper: %{value: %{literal: %{long: 10}}}
      },
      order_spec: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "t"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ],
      window_function: %{
        unresolved_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
          function_name: "sum"
        }
      }
    }
  },
  "range to the end" => %{
    window: %{
      frame_spec: %{
        frame_type: :FRAME_TYPE_RANGE,
        lower: %{current_row: true},
        upper: %{unbounded: true}
      },
      order_spec: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "t"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ],
      partition_spec: [%{unresolved_attribute: %{unparsed_identifier: "k"}}],
      window_function: %{
        unresolved_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
          function_name: "sum"
        }
      }
    }
  },
  "beyond the bounds" => %{
    window: %{
      frame_spec: %{
        frame_type: :FRAME_TYPE_ROW,
        lower: %{unbounded: true},
        upper: %{unbounded: true}
      },
      order_spec: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "t"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ],
      window_function: %{
        unresolved_function: %{
          arguments: [%{unresolved_attribute: %{unparsed_identifier: "x"}}],
          function_name: "sum"
        }
      }
    }
  }
}
