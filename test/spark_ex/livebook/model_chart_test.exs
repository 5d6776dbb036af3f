if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.ModelChartTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.Livebook.ModelChart
    alias SparkEx.ML

    defp fit!(session, estimator) do
      rows = for id <- 0..9, do: [id * 1.0, rem(id, 3) * 1.0, if(id > 4, do: 1.0, else: 0.0)]
      frame = SparkEx.create_dataframe!(session, rows, schema: "a DOUBLE, b DOUBLE, label DOUBLE")
      assembler = ML.vector_assembler(input_cols: [:a, :b], output_col: :features)
      [assembler, estimator] |> ML.pipeline() |> ML.fit!(frame)
    end

    @tag :kino_vega_lite
    test "a model renders its weights as a chart", %{session: session} do
      model = fit!(session, ML.random_forest_classifier(num_trees: 3, seed: 1))
      assert %{type: :grid, outputs: outputs} = Kino.Render.to_livebook(model)
      assert [%{type: :markdown, text: "### PipelineModel" <> _} | outputs] = outputs
      assert Enum.any?(outputs, &match?(%{type: :markdown, text: "| Parameter" <> _}, &1))
      assert %{type: :js, js_view: _chart} = List.last(outputs)
    end

    @tag :vega_lite
    test "the chart has a bar for each weight, in their order" do
      spec = [{"hour", -2.0}, {1, 0.5}] |> ModelChart.chart("Coefficient") |> VegaLite.to_spec()

      assert spec["data"]["values"] == [
               %{"Feature" => "hour", "Coefficient" => -2.0},
               %{"Feature" => "1", "Coefficient" => 0.5}
             ]

      assert spec["mark"]["type"] == "bar"
      assert %{"field" => "Feature", "sort" => nil} = spec["encoding"]["y"]
      assert spec["encoding"]["x"]["field"] == "Coefficient"
    end
  end
end
