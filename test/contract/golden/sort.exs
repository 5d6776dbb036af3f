# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "a name" => %{
    common: %{plan_id: 0},
    sort: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_global: true,
      order: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "id"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ]
    }
  },
  "names" => %{
    common: %{plan_id: 0},
    sort: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_global: true,
      order: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "id"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        },
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "name"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ]
    }
  },
  "columns" => %{
    common: %{plan_id: 0},
    sort: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_global: true,
      order: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "id"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        },
        %{
          child: %{unresolved_attribute: %{plan_id: 1, unparsed_identifier: "name"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ]
    }
  },
  "desc" => %{
    common: %{plan_id: 0},
    sort: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_global: true,
      order: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "id"}},
          direction: :SORT_DIRECTION_DESCENDING,
          null_ordering: :SORT_NULLS_LAST
        }
      ]
    }
  },
  "asc_nulls_last" => %{
    common: %{plan_id: 0},
    sort: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_global: true,
      order: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "id"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_LAST
        }
      ]
    }
  },
  "desc_nulls_first" => %{
    common: %{plan_id: 0},
    sort: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_global: true,
      order: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "id"}},
          direction: :SORT_DIRECTION_DESCENDING,
          null_ordering: :SORT_NULLS_FIRST
        }
      ]
    }
  },
  "mixed" => %{
    common: %{plan_id: 0},
    sort: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      is_global: true,
      order: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "name"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        },
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "id"}},
          direction: :SORT_DIRECTION_DESCENDING,
          null_ordering: :SORT_NULLS_LAST
        }
      ]
    }
  },
  "sort_within_partitions" => %{
    common: %{plan_id: 0},
    sort: %{
      input: %{common: %{plan_id: 1}, read: %{named_table: %{unparsed_identifier: "t"}}},
      order: [
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "id"}},
          direction: :SORT_DIRECTION_ASCENDING,
          null_ordering: :SORT_NULLS_FIRST
        },
        %{
          child: %{unresolved_attribute: %{unparsed_identifier: "name"}},
          direction: :SORT_DIRECTION_DESCENDING,
          null_ordering: :SORT_NULLS_LAST
        }
      ]
    }
  }
}
