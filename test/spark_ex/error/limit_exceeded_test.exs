defmodule SparkEx.Error.LimitExceededTest do
  use ExUnit.Case, async: true

  alias SparkEx.Error.LimitExceeded

  defp message(limit, max) do
    Exception.message(%LimitExceeded{
      limit: limit,
      max: max,
      option: :"max_#{limit}",
      default: :"collect_#{limit}_max"
    })
  end

  test "names the limit and the options of the call and the session" do
    assert message(:rows, 10_000) ==
             "the result has more than 10000 rows: take fewer with limit/2, filter/2 or an " <>
               "aggregate, or allow more with max_rows: in this call (:infinity for no limit) or " <>
               "limits: [collect_rows_max: …] of SparkEx.connect/1"
  end

  test "shows whole megabytes" do
    assert message(:bytes, 64_000_000) =~ "more than 64 MB:"
    assert message(:bytes, 64_000_001) =~ "more than 64000001 bytes:"
    assert message(:rows, 1_000_000) =~ "more than 1000000 rows:"
  end

  test "uses the singular for one" do
    assert message(:rows, 1) =~ "more than 1 row:"
    assert message(:bytes, 1) =~ "more than 1 byte:"
    assert message(:batches, 1) =~ "more than 1 batch:"
  end
end
