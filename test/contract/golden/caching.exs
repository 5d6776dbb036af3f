# Recorded by test/contract/record.py from PySpark 4.1.1. Not to be edited.
%{
  "cache" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{deserialized: true, replication: 1, use_disk: true, use_memory: true}
    }
  },
  "persist at none" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 1}
    }
  },
  "persist at disk_only" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 1, use_disk: true}
    }
  },
  "persist at disk_only_2" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 2, use_disk: true}
    }
  },
  "persist at disk_only_3" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 3, use_disk: true}
    }
  },
  "persist at memory_only" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 1, use_memory: true}
    }
  },
  "persist at memory_only_2" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 2, use_memory: true}
    }
  },
  "persist at memory_and_disk" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 1, use_disk: true, use_memory: true}
    }
  },
  "persist at memory_and_disk_2" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 2, use_disk: true, use_memory: true}
    }
  },
  "persist at memory_and_disk_deser" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{deserialized: true, replication: 1, use_disk: true, use_memory: true}
    }
  },
  "persist at off_heap" => %{
    persist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}},
      storage_level: %{replication: 1, use_disk: true, use_memory: true, use_off_heap: true}
    }
  },
  "unpersist" => %{
    unpersist: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "unpersist, waiting" => %{
    unpersist: %{
      blocking: true,
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  },
  "storage_level" => %{
    get_storage_level: %{
      relation: %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
    }
  }
}
