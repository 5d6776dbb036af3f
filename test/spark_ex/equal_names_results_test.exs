defmodule SparkEx.EqualNamesResultsTest do
  # Structs with equal field names, which Spark renames in Arrow.
  use SparkEx.SparkCase

  alias SparkEx.{Batch, Types}

  @twins "named_struct('a', 1, 'a', 2)"

  defp value(session, expression, options \\ []) do
    frame = SparkEx.sql(session, "SELECT #{expression} AS v")
    [[value]] = DataFrame.collect!(frame, [as: :lists] ++ options)
    value
  end

  # The expression, the value in rows and the JSON.
  @values [
    {@twins, [{"a", 1}, {"a", 2}], ~s({"a":1,"a":2})},
    {"array(#{@twins}, NULL)", [[{"a", 1}, {"a", 2}], nil], ~s([{"a":1,"a":2},null])},
    {"map('k', #{@twins})", %{"k" => [{"a", 1}, {"a", 2}]}, ~s({"k":{"a":1,"a":2}})},
    {"map(#{@twins}, 3)", %{[{"a", 1}, {"a", 2}] => 3}, ~S({"{\"a\":1,\"a\":2}":3})},
    {"named_struct('x', #{@twins})", %{"x" => [{"a", 1}, {"a", 2}]}, ~s({"x":{"a":1,"a":2}})},
    {"named_struct('x', #{@twins}, 'y', 0, 'x', 1)",
     [{"x", [{"a", 1}, {"a", 2}]}, {"y", 0}, {"x", 1}], ~s({"x":{"a":1,"a":2},"y":0,"x":1})},
    {"array(map('k', named_struct('a_0', 1, 'b', 2)))", [%{"k" => %{"a_0" => 1, "b" => 2}}],
     ~s([{"k":{"a_0":1,"b":2}}])}
  ]

  test "rows and JSON keep the names of the schema at every depth", %{session: session} do
    for {expression, value, json} <- @values do
      assert value(session, expression) == value
      assert value(session, expression, nested: :json) == json
    end
  end

  test "batches, Arrow and streams keep the names", %{session: session} do
    for {expression, value, json} <- @values do
      frame = SparkEx.sql(session, "SELECT #{expression} AS v, 1 AS x, 2 AS x")
      {:struct, [%{type: type} | _]} = DataFrame.schema!(frame)

      {:ok, ipc} = DataFrame.to_arrow(frame)
      {:ok, of_arrow} = Batch.from_ipc(ipc)
      [streamed] = frame |> DataFrame.stream_batches() |> Enum.to_list()
      {:ok, of_batch} = streamed |> Batch.to_ipc() |> Batch.from_ipc()

      for batch <- [of_arrow, streamed, of_batch] do
        assert Batch.names(batch) == ["v", "x", "x"]
        assert {:struct, [field, _, _]} = Batch.schema!(batch)
        assert Types.simple_string(field.type) == Types.simple_string(type)
        assert Batch.rows!(batch, as: :lists) == [[value, 1, 2]]
        assert Batch.rows!(batch, as: :lists, nested: :json) == [[json, 1, 2]]
      end

      assert frame |> DataFrame.stream(as: :lists) |> Enum.to_list() == [[value, 1, 2]]
    end
  end

  test "many batches keep the names", %{session: session} do
    frame =
      SparkEx.sql(session, "SELECT named_struct('a', id, 'a', -id) AS v FROM range(0, 9, 1, 3)")

    expected = for id <- 0..8, do: [{"a", id}, {"a", -id}]
    assert DataFrame.collect!(frame, as: :columns) == [{"v", expected}]
    {:ok, batch} = frame |> DataFrame.to_arrow!() |> Batch.from_ipc()
    assert Batch.rows!(batch, as: :columns) == [{"v", expected}]
  end

  test "create_dataframe accepts the pairs", %{session: session} do
    frame = SparkEx.sql(session, "SELECT #{@twins} AS v")
    {:struct, _fields} = schema = DataFrame.schema!(frame)
    rows = DataFrame.collect!(frame)
    assert rows == [%{"v" => [{"a", 1}, {"a", 2}]}]

    {:ok, again} = SparkEx.create_dataframe(session, rows, schema: schema)
    assert DataFrame.collect!(again) == rows
    {:ok, batch} = frame |> DataFrame.to_arrow!() |> Batch.from_ipc()
    {:ok, again} = SparkEx.create_dataframe(session, batch)
    assert DataFrame.collect!(again) == rows
  end

  test "names that collide in Arrow return an error with a hint", %{session: session} do
    frame = SparkEx.sql(session, "SELECT array(struct(1 AS a, 2 AS a, 3 AS a_0)) AS v")
    assert {:error, %Error.Decode{} = error} = DataFrame.collect(frame)
    assert Exception.message(error) =~ ~s("a_0")
    assert Exception.message(error) =~ "Rename"
    refute Exception.message(error) =~ "malformed"
    assert {:error, %Error.Decode{}} = DataFrame.to_arrow(frame)
  end

  test "an observation returns the pairs", %{session: session} do
    observation = SparkEx.Observation.new()

    session
    |> SparkEx.range(3)
    |> DataFrame.observe(observation, [
      F.named_struct([F.lit("a"), F.min("id"), F.lit("a"), F.max("id")]) |> Column.alias_("v")
    ])
    |> DataFrame.collect!()

    assert SparkEx.Observation.get!(observation) == %{"v" => [{"a", 0}, {"a", 2}]}
  end

  @tag :explorer
  @compile {:no_warn_undefined, [Explorer.DataFrame, Explorer.Series]}
  test "Explorer returns such structs as JSON", %{session: session} do
    for {expression, _value, json} <- @values, expression =~ ~r/^named_struct/ do
      explorer =
        session
        |> SparkEx.sql("SELECT #{expression} AS v")
        |> DataFrame.to_explorer!(nested: :json)

      assert Explorer.Series.to_list(explorer["v"]) == [json]
    end

    explorer = session |> SparkEx.sql("SELECT #{@twins} AS v") |> DataFrame.to_explorer!()
    assert Explorer.Series.dtype(explorer["v"]) == :string
  end
end
