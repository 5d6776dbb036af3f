defmodule SparkEx.Livebook.ChartSourceTest do
  use ExUnit.Case, async: true

  doctest SparkEx.Livebook.ChartData
  doctest SparkEx.Livebook.ChartSource

  alias SparkEx.Livebook.ChartSource

  test "the code of each row" do
    values = %{
      "frame" => "flights",
      "mark" => "point",
      "x" => "distance",
      "x_type" => "quantitative",
      "aggregate" => "",
      "y" => "air_time",
      "y_type" => "quantitative",
      "color" => "carrier",
      "color_type" => "nominal",
      "max_rows" => 100
    }

    assert values |> ChartSource.quoted() |> Macro.to_string() == """
           VegaLite.new()
           |> VegaLite.data_from_values(
             flights
             |> SparkEx.DataFrame.select(["distance", "carrier", "air_time"])
             |> SparkEx.Livebook.chart_data(max_rows: 100)
           )
           |> VegaLite.mark(:point, tooltip: true)
           |> VegaLite.encode_field(:x, "distance", type: :quantitative)
           |> VegaLite.encode_field(:y, "air_time", type: :quantitative)
           |> VegaLite.encode_field(:color, "carrier", type: :nominal)\
           """
  end

  test "an aggregate by two columns" do
    values = %{
      "frame" => "flights",
      "x" => "hour",
      "aggregate" => "mean",
      "y" => "delay",
      "color" => "carrier"
    }

    source = values |> ChartSource.quoted() |> Macro.to_string()
    assert source =~ ~s{SparkEx.DataFrame.group_by(["hour", "carrier"])}
    assert source =~ ~s|agg([{"mean(delay)", SparkEx.Functions.mean("delay")}])|
    assert source =~ ~s{encode_field(:y, "mean(delay)", type: :quantitative)}
  end

  test "no code until both axes have a column" do
    for values <- [
          %{"x" => "", "y" => "delay", "aggregate" => "sum"},
          %{"x" => "hour", "y" => "", "aggregate" => "sum"},
          %{"x" => "hour", "y" => "", "aggregate" => ""},
          %{"x" => "", "y" => "", "aggregate" => "count"}
        ],
        do: assert(source(values) == "")

    assert source(%{"x" => "hour", "y" => "", "aggregate" => "count"}) =~ "VegaLite"
  end

  test "the type of y is that of the aggregate or of the column" do
    for aggregate <- ~w(count sum mean median) do
      values = %{"x" => "hour", "y" => "delay", "y_type" => "temporal", "aggregate" => aggregate}
      assert source(values) =~ ~r/encode_field\(:y, ".*", type: :quantitative\)/
    end

    for aggregate <- ["", "min", "max"] do
      values = %{"x" => "hour", "y" => "date", "aggregate" => aggregate}
      assert source(values) =~ ~r/encode_field\(:y, "[^"]*"\)/
      values = Map.put(values, "y_type", "temporal")
      assert source(values) =~ ~r/encode_field\(:y, "[^"]*", type: :temporal\)/
    end
  end

  test "the aggregate has another name than the columns of its group" do
    source = source(%{"x" => "Count", "color" => "count_2", "aggregate" => "count"})
    assert source =~ ~s|agg([{"count_3", SparkEx.Functions.count("*")}])|
    assert source =~ ~s|encode_field(:y, "count_3", type: :quantitative)|
  end

  test "names that are paths are escaped" do
    source = source(%{"x" => "a.b", "y" => "c[0]", "color" => "d\\e", "aggregate" => ""})
    assert source =~ ~S|select(["`a.b`", "d\\e", "c[0]"])|
    assert source =~ ~S|encode_field(:x, "a\\.b")|
    assert source =~ ~S|encode_field(:y, "c\\[0\\]")|
    assert source =~ ~S|encode_field(:color, "d\\\\e")|

    source = source(%{"x" => "a.b", "y" => "c.d", "aggregate" => "max"})
    assert source =~ ~S|group_by(["`a.b`"])|
    assert source =~ ~S|agg([{"max(c.d)", SparkEx.Functions.max("`c.d`")}])|
    assert source =~ ~S|encode_field(:y, "max(c\\.d)")|
  end

  defp source(values),
    do: %{"frame" => "flights"} |> Map.merge(values) |> ChartSource.quoted() |> Macro.to_string()
end
