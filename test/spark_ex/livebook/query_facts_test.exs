defmodule SparkEx.Livebook.QueryFactsTest do
  use ExUnit.Case, async: true

  alias SparkEx.Livebook.QueryFacts
  alias SparkEx.StreamingQuery.{Progress, SinkProgress, StateOperatorProgress}

  doctest QueryFacts

  test "facts name the watermark, the state and the sink" do
    progress = %Progress{
      id: "a",
      run_id: "b",
      batch_id: 0,
      num_input_rows: 7,
      event_time: %{"watermark" => ~U[2026-01-01 10:00:00.123Z]},
      state_operators: [%StateOperatorProgress{num_rows_total: 2}, %StateOperatorProgress{}],
      sink: %SinkProgress{description: "MemorySink"}
    }

    assert for(%{label: label, value: value} <- QueryFacts.of(progress), do: {label, value}) == [
             {"Micro-batch", 0},
             {"Rows", 7},
             {"Watermark", "2026-01-01T10:00:00Z"},
             {"State rows", 2},
             {"Sink", "MemorySink"}
           ]
  end

  test "rates that are missing or not numbers are zero" do
    progress = %Progress{
      id: "a",
      run_id: "b",
      batch_id: 0,
      timestamp: ~U[1970-01-01 00:00:01.500Z],
      input_rows_per_second: :nan,
      processed_rows_per_second: 2.5
    }

    assert QueryFacts.rate(progress) == %{at: 1500, arriving: 0, processed: 2.5}
    missing = %Progress{id: "a", run_id: "b", batch_id: 0}
    assert QueryFacts.rate(missing) == %{at: nil, arriving: 0, processed: 0}
  end
end
