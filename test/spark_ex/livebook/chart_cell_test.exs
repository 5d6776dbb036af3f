if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.ChartCellTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.DataFrame
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
      assert source == ""

      push_event(kino, "change", %{"name" => "frame", "value" => "numbers"})
      assert_broadcast_event(kino, "choices", %{"x" => ["id"]}, patience())
      assert_smart_cell_update(kino, %{"frame" => "numbers"}, _source, patience())
    end

    test "without columns of a frame that does not exist", %{session: session} do
      view = "chart_cell_#{System.unique_integer([:positive])}"
      binding = [good: SparkEx.range(session, 3), broken: SparkEx.table(session, view)]
      {kino, _source} = start_smart_cell!(ChartCell, %{})
      ChartCell.scan_binding(kino.pid, binding, __ENV__)
      assert_broadcast_event(kino, "choices", %{"x" => []}, patience())
      assert_broadcast_event(kino, "choices", %{"x" => ["id"]}, patience())

      push_event(kino, "change", %{"name" => "frame", "value" => "broken"})
      # The first event comes at once, the second when Spark has answered.
      assert_broadcast_event(kino, "choices", %{"x" => []}, patience())
      assert_broadcast_event(kino, "choices", %{"x" => []}, patience())
      assert %{choices: %{"x" => []}} = connect_client(kino)

      # The next evaluation asks again: one event at once, one for the answer.
      ChartCell.scan_binding(kino.pid, binding, __ENV__)
      assert_broadcast_event(kino, "choices", %{"x" => []}, patience())
      assert_broadcast_event(kino, "choices", %{"x" => []}, patience())
    end

    test "the columns are those of the latest frame of a name", %{session: session} do
      old = SparkEx.range(session, 3)
      new = SparkEx.sql(session, "SELECT 1 AS hour")
      {kino, _source} = start_smart_cell!(ChartCell, %{})
      ChartCell.scan_binding(kino.pid, [frame: old], __ENV__)
      ChartCell.scan_binding(kino.pid, [frame: new], __ENV__)
      assert_broadcast_event(kino, "choices", %{"x" => ["hour"]}, patience())

      # An answer for the old frame may be on its way.
      send(kino.pid, {make_ref(), DataFrame.schema(old)})
      assert %{choices: %{"x" => ["hour"]}} = connect_client(kino)
    end

    test "an evaluation that leaves the frame fetches nothing", %{session: session} do
      {kino, _source} = start_smart_cell!(ChartCell, %{})
      binding = [frame: SparkEx.range(session, 3)]
      ChartCell.scan_binding(kino.pid, binding, __ENV__)
      assert_broadcast_event(kino, "choices", %{"x" => ["id"]}, patience())

      ChartCell.scan_binding(kino.pid, binding, __ENV__)
      # A fetch would have reset the columns.
      assert %{choices: %{"x" => ["id"]}} = connect_client(kino)
    end

    test "leaves out variables of macros", %{session: session} do
      frame = SparkEx.range(session, 3)
      {kino, _source} = start_smart_cell!(ChartCell, %{})
      binding = [{{:hidden, __MODULE__}, frame}, {:numbers, frame}]
      ChartCell.scan_binding(kino.pid, binding, __ENV__)
      assert_broadcast_event(kino, "choices", %{"frame" => ["numbers"]}, patience())
    end

    test "a column on the y axis brings its type", %{session: session} do
      frame = SparkEx.sql(session, "SELECT current_date() AS day, 1 AS hour, 'x' AS name")
      {kino, _source} = start_smart_cell!(ChartCell, %{})
      ChartCell.scan_binding(kino.pid, [frame: frame], __ENV__)
      assert_broadcast_event(kino, "choices", %{"y" => ["day", "hour", "name"]}, patience())

      for {name, type} <- [day: "temporal", hour: "quantitative", name: "nominal"] do
        push_event(kino, "change", %{"name" => "y", "value" => "#{name}"})
        assert_broadcast_event(kino, "values", %{"y_type" => ^type}, patience())
      end
    end

    test "the code is empty until both axes have a column" do
      {_kino, source} = start_smart_cell!(ChartCell, %{"frame" => "flights"})
      assert source == ""
    end

    @tag :vega_lite
    test "the chart of columns whose names are paths", %{session: session} do
      sales =
        SparkEx.create_dataframe!(session, [{"Bern", 2.0, 1}],
          schema: "`a.b` STRING, `price[0]` DOUBLE, count INT"
        )

      attrs = %{"frame" => "sales", "x" => "a.b", "aggregate" => "max", "y" => "price[0]"}
      assert chart_values(attrs, sales) == [%{"a.b" => "Bern", "max(price[0])" => 2.0}]

      attrs = %{"frame" => "sales", "x" => "a.b", "aggregate" => "count", "color" => "count"}
      assert chart_values(attrs, sales) == [%{"a.b" => "Bern", "count" => 1, "count_2" => 1}]
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

    defp chart_values(attrs, sales) do
      {_kino, source} = start_smart_cell!(ChartCell, attrs)
      {chart, _binding} = Code.eval_string(source, sales: sales)
      apply(VegaLite, :to_spec, [chart])["data"]["values"]
    end
  end
end
