# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "with a seed" => %{
    common: %{plan_id: 0},
    sample: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      seed: 7,
      upper_bound: 0.25
    }
  },
  "with replacement" => %{
    common: %{plan_id: 0},
    sample: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      seed: 7,
      upper_bound: 1.5,
      with_replacement: true
    }
  },
  "without a seed" => %{
    common: %{plan_id: 0},
    sample: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      seed: :random,
      upper_bound: 0.5
    }
  },
  "random_split" => %{
    common: %{plan_id: 0},
    sample: %{
      deterministic_order: true,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      seed: 7,
      upper_bound: 0.75
    }
  },
  "random_split, second part" => %{
    common: %{plan_id: 0},
    sample: %{
      deterministic_order: true,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      lower_bound: 0.75,
      seed: 7,
      upper_bound: 1.0
    }
  },
  "random_split without a seed" => %{
    common: %{plan_id: 0},
    sample: %{
      deterministic_order: true,
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      lower_bound: 0.16666666666666666,
      seed: :random,
      upper_bound: 0.5
    }
  },
  "sample_by" => %{
    common: %{plan_id: 0},
    sample_by: %{
      col: %{unresolved_attribute: %{unparsed_identifier: "k"}},
      fractions: [
        %{fraction: 0.1, stratum: %{string: "a"}},
        %{fraction: 1.0, stratum: %{string: "b"}}
      ],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      seed: 7
    }
  },
  "sample_by numbers" => %{
    common: %{plan_id: 0},
    sample_by: %{
      col: %{unresolved_attribute: %{unparsed_identifier: "k"}},
      fractions: [%{stratum: %{integer: 1}}, %{fraction: 0.5, stratum: %{integer: 2}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      seed: 7
    }
  },
  "sample_by without a seed" => %{
    common: %{plan_id: 0},
    sample_by: %{
      col: %{unresolved_attribute: %{unparsed_identifier: "k"}},
      fractions: [%{fraction: 0.1, stratum: %{string: "a"}}],
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      seed: :random
    }
  }
}
