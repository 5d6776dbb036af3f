defmodule SparkEx.Contract.ResultsTest do
  @moduledoc """
  Result parity: SparkEx and PySpark collect the same rows and schema for a query.
  """

  use SparkEx.SparkCase

  alias SparkEx.ResultCases

  @moduletag :recorded_queries

  for area <- ResultCases.areas() do
    golden = ResultCases.golden(area)

    test "#{area}: every recorded result has a case, and every case a recorded result" do
      names = for case <- ResultCases.cases(unquote(area)), do: case.name
      assert Enum.sort(names) == unquote(golden |> Map.keys() |> Enum.sort())
    end

    for case <- ResultCases.cases(area) do
      @case case
      @golden golden[case.name]

      test "#{area}: #{case.name}", %{session: session} do
        configured(session, @case.conf, fn ->
          session |> SparkEx.sql(@case.query) |> check!(@golden)
        end)
      end
    end
  end

  # An older version may lack what the query needs.
  defp check!(frame, %{error: class}) do
    assert {:error, %Error.Remote{error_class: ^class}} = DataFrame.collect(frame)
  end

  defp check!(frame, golden) do
    assert DataFrame.schema!(frame) == golden.schema
    assert DataFrame.collect!(frame, as: :lists) === golden.rows
    # Streaming batch by batch returns the same rows.
    assert frame |> DataFrame.stream(as: :lists) |> Enum.to_list() === golden.rows
  end

  defp configured(session, conf, function) do
    :ok = Session.config_set(session, conf)
    function.()
  after
    for {key, _value} <- conf, do: :ok = Session.config_unset(session, key)
  end
end
