if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.ModelChart do
    @moduledoc false
    # The report of a model whose weights are a VegaLite chart, or bars of text without VegaLite.

    alias SparkEx.Livebook.ModelReport
    alias SparkEx.ML.{Model, PipelineModel}

    # Modules of optional libraries.
    @compile {:no_warn_undefined, [VegaLite]}

    @width 500
    # Names of features may be long.
    @label_pixels 300

    @doc "What Kino renders for a model."
    @spec new(Model.t() | PipelineModel.t()) :: struct
    def new(model) do
      if charts?() do
        model |> ModelReport.sections() |> Enum.map(&output/1) |> Kino.Layout.grid()
      else
        model |> ModelReport.markdown() |> Kino.Markdown.new()
      end
    end

    # `kino_vega_lite` renders the charts of `vega_lite`.
    defp charts?, do: Code.ensure_loaded?(VegaLite) and Code.ensure_loaded?(Kino.VegaLite)

    defp output({:weights, title, weights}), do: chart(weights, title)
    defp output(text), do: Kino.Markdown.new(text)

    @doc "Weights as a chart, in their order."
    @spec chart([{String.t() | non_neg_integer, float}], String.t()) :: struct
    def chart(weights, title) do
      values = for {name, value} <- weights, do: %{"Feature" => "#{name}", title => value}

      [width: @width]
      |> VegaLite.new()
      |> VegaLite.data_from_values(values)
      |> VegaLite.mark(:bar, tooltip: true)
      |> VegaLite.encode_field(:x, title, type: :quantitative)
      |> VegaLite.encode_field(:y, "Feature",
        type: :nominal,
        sort: nil,
        axis: [label_limit: @label_pixels]
      )
    end
  end
end
