# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "describe" => %{
    common: %{plan_id: 0},
    describe: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "describe columns" => %{
    common: %{plan_id: 0},
    describe: %{
      cols: ["a", "b"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "summary" => %{
    common: %{plan_id: 0},
    summary: %{input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}}
  },
  "summary of statistics" => %{
    common: %{plan_id: 0},
    summary: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      statistics: ["count", "25%", "max"]
    }
  },
  "crosstab" => %{
    common: %{plan_id: 0},
    crosstab: %{
      col1: "a",
      col2: "b",
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "freq_items" => %{
    common: %{plan_id: 0},
    freq_items: %{
      cols: ["a", "b"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      support: 0.01
    }
  },
  "freq_items with support" => %{
    common: %{plan_id: 0},
    freq_items: %{
      cols: ["a"],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      support: 0.25
    }
  },
  "cov" => %{
    common: %{plan_id: 0},
    cov: %{
      col1: "a",
      col2: "b",
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "corr" => %{
    common: %{plan_id: 0},
    corr: %{
      col1: "a",
      col2: "b",
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      method: "pearson"
    }
  },
  "approx_quantile" => %{
    approx_quantile: %{
      cols: ["a"],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      probabilities: [0.5]
    },
    common: %{plan_id: 1}
  },
  "approx_quantile of columns" => %{
    approx_quantile: %{
      cols: ["a", "b"],
      input: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      probabilities: [0.0, 0.25, 1.0],
      relative_error: 0.1
    },
    common: %{plan_id: 1}
  }
}
