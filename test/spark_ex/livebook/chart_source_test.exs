defmodule SparkEx.Livebook.ChartSourceTest do
  use ExUnit.Case, async: true

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
end
