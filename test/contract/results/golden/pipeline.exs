# Recorded by test/contract/record_pipeline.py from PySpark 4.1.1. Not to be edited.
%{
  "1. dry run" => %{ok: true, events: ["Run is COMPLETED."], tables: %{}},
  "2. first run" => %{
    ok: true,
    events: [
      "Flow spark_catalog.recorded_pipeline.from_files is QUEUED.",
      "Flow spark_catalog.recorded_pipeline.by_shop is QUEUED.",
      "Flow spark_catalog.recorded_pipeline.best is QUEUED.",
      "Flow spark_catalog.recorded_pipeline.from_files is STARTING.",
      "Flow spark_catalog.recorded_pipeline.from_files is RUNNING.",
      "Flow spark_catalog.recorded_pipeline.from_files has COMPLETED.",
      "Flow spark_catalog.recorded_pipeline.by_shop is PLANNING.",
      "Flow spark_catalog.recorded_pipeline.by_shop is STARTING.",
      "Flow spark_catalog.recorded_pipeline.by_shop is RUNNING.",
      "Flow spark_catalog.recorded_pipeline.by_shop has COMPLETED.",
      "Flow spark_catalog.recorded_pipeline.best is PLANNING.",
      "Flow spark_catalog.recorded_pipeline.best is STARTING.",
      "Flow spark_catalog.recorded_pipeline.best is RUNNING.",
      "Flow spark_catalog.recorded_pipeline.best has COMPLETED.",
      "Run is COMPLETED."
    ],
    tables: %{
      "orders" => [[1, "Bern", 20.0], [2, "Basel", 30.5], [3, "Bern", nil]],
      "by_shop" => [["Basel", 1, 30.5], ["Bern", 1, 20.0]],
      "best" => [["Basel", 30.5]]
    }
  },
  "3. second run" => %{
    ok: true,
    events: [
      "Flow spark_catalog.recorded_pipeline.from_files is QUEUED.",
      "Flow spark_catalog.recorded_pipeline.by_shop is QUEUED.",
      "Flow spark_catalog.recorded_pipeline.best is QUEUED.",
      "Flow spark_catalog.recorded_pipeline.from_files is STARTING.",
      "Flow spark_catalog.recorded_pipeline.from_files is RUNNING.",
      "Flow spark_catalog.recorded_pipeline.from_files has COMPLETED.",
      "Flow spark_catalog.recorded_pipeline.by_shop is PLANNING.",
      "Flow spark_catalog.recorded_pipeline.by_shop is STARTING.",
      "Flow spark_catalog.recorded_pipeline.by_shop is RUNNING.",
      "Flow spark_catalog.recorded_pipeline.by_shop has COMPLETED.",
      "Flow spark_catalog.recorded_pipeline.best is PLANNING.",
      "Flow spark_catalog.recorded_pipeline.best is STARTING.",
      "Flow spark_catalog.recorded_pipeline.best is RUNNING.",
      "Flow spark_catalog.recorded_pipeline.best has COMPLETED.",
      "Run is COMPLETED."
    ],
    tables: %{
      "orders" => [
        [1, "Bern", 20.0],
        [2, "Basel", 30.5],
        [3, "Bern", nil],
        [4, "Bern", 15.0],
        [5, "Zürich", 1.0]
      ],
      "by_shop" => [["Basel", 1, 30.5], ["Bern", 2, 35.0], ["Zürich", 1, 1.0]],
      "best" => [["Bern", 35.0]]
    }
  },
  "4. full refresh of a dataset" => %{
    ok: true,
    events: [
      "Flow spark_catalog.recorded_pipeline.from_files is QUEUED.",
      "Flow 'spark_catalog.recorded_pipeline.by_shop' is EXCLUDED.",
      "Flow 'spark_catalog.recorded_pipeline.best' is EXCLUDED.",
      "Flow spark_catalog.recorded_pipeline.from_files is STARTING.",
      "Flow spark_catalog.recorded_pipeline.from_files is RUNNING.",
      "Flow spark_catalog.recorded_pipeline.from_files has COMPLETED.",
      "Run is COMPLETED."
    ],
    tables: %{
      "orders" => [[4, "Bern", 15.0], [5, "Zürich", 1.0]],
      "by_shop" => [["Basel", 1, 30.5], ["Bern", 2, 35.0], ["Zürich", 1, 1.0]],
      "best" => [["Bern", 35.0]]
    }
  },
  "a missing dataset" => %{
    ok: false,
    events: ["Failed to resolve flow: 'spark_catalog.recorded_pipeline.bad'."]
  },
  "a flow that fails" => %{
    ok: false,
    events: [
      "Flow spark_catalog.recorded_pipeline.bad is QUEUED.",
      "Flow spark_catalog.recorded_pipeline.bad is PLANNING.",
      "Flow spark_catalog.recorded_pipeline.bad is STARTING.",
      "Flow spark_catalog.recorded_pipeline.bad is RUNNING.",
      "Flow 'spark_catalog.recorded_pipeline.bad' has FAILED."
    ]
  }
}
