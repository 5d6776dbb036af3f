if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.ChartCellTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.Livebook.ChartCell

    test "the cell is registered with Kino" do
      assert ChartCell in Application.get_env(:kino, :smart_cell_modules)
      assert ChartCell.__smart_definition__().name == "Spark chart"
    end

    test "the code of all combinations of fields calls existing functions" do
      choices = %{
        "frame" => ["flights"],
        "mark" => ["bar", "boxplot"],
        "x" => ["", "hour"],
        "x_type" => ["", "temporal"],
        "aggregate" => ["", "count", "sum", "mean", "median", "min", "max"],
        "y" => ["", "delay"],
        "color" => ["", "hour", "carrier"],
        "max_rows" => [nil, 7]
      }

      for attrs <- combinations(choices),
          {module, name, arity} <- attrs |> ChartCell.to_source() |> list_calls(),
          # VegaLite may be missing.
          module != VegaLite do
        assert Code.ensure_loaded?(module) and function_exported?(module, name, arity)
      end
    end

    test "proposes frames and the columns of the chosen one", %{session: session} do
      flights = SparkEx.sql(session, "SELECT 1 AS hour, 'UA' AS carrier")
      numbers = SparkEx.range(session, 3)
      {kino, _source} = start_smart_cell!(ChartCell, %{})
      connect_client(kino)

      ChartCell.scan_binding(kino.pid, [x: 1, flights: flights, numbers: numbers], __ENV__)
      frames = ["flights", "numbers"]
      assert_broadcast_event(kino, "choices", %{"frame" => ^frames}, patience())
      columns = ["hour", "carrier"]

      assert_broadcast_event(
        kino,
        "choices",
        %{"x" => ^columns, "y" => ^columns, "color" => ^columns},
        patience()
      )

      assert_smart_cell_update(kino, %{"frame" => "flights"}, source, patience())
      assert source =~ "flights\n  |> SparkEx.DataFrame.select"

      push_event(kino, "change", %{"name" => "frame", "value" => "numbers"})
      assert_broadcast_event(kino, "choices", %{"x" => ["id"]}, patience())
      assert_smart_cell_update(kino, %{"frame" => "numbers"}, _source, patience())
    end

    test "without columns of a frame that does not exist", %{session: session} do
      broken = SparkEx.sql(session, "SELECT * FROM no_such_table")
      {kino, _source} = start_smart_cell!(ChartCell, %{})
      ChartCell.scan_binding(kino.pid, [broken: broken], __ENV__)
      assert_broadcast_event(kino, "values", %{"frame" => "broken"}, patience())
      assert %{choices: %{"x" => []}} = connect_client(kino)
    end

    @tag :vega_lite
    test "the chart has the aggregates that Spark computed", %{session: session} do
      sales =
        SparkEx.create_dataframe!(session, [{"Bern", 2.0}, {"Basel", 3.0}, {"Bern", 4.0}],
          schema: "city STRING, price DOUBLE"
        )

      attrs = %{"frame" => "sales", "x" => "city", "aggregate" => "sum", "y" => "price"}
      {_kino, source} = start_smart_cell!(ChartCell, attrs)
      {chart, _binding} = Code.eval_string(source, sales: sales)
      spec = apply(VegaLite, :to_spec, [chart])

      assert Enum.sort_by(spec["data"]["values"], & &1["city"]) == [
               %{"city" => "Basel", "sum(price)" => 3.0},
               %{"city" => "Bern", "sum(price)" => 6.0}
             ]

      assert spec["encoding"]["y"]["field"] == "sum(price)"
      assert spec["encoding"]["y"]["type"] == "quantitative"
    end
  end
end
