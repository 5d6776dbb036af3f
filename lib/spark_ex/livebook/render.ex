if Code.ensure_loaded?(Kino) do
  defimpl Kino.Render, for: SparkEx.DataFrame do
    def to_livebook(frame),
      do: frame |> SparkEx.Livebook.FrameTabs.tabs() |> @protocol.to_livebook()
  end

  defimpl Kino.Render, for: SparkEx.StreamingQuery do
    def to_livebook(query),
      do: query |> SparkEx.Livebook.LiveQuery.new() |> @protocol.to_livebook()
  end

  defimpl Kino.Render, for: SparkEx.Pipeline do
    alias SparkEx.Livebook.{Job, LivePipeline}

    # Livebook logs what a protocol raises, and shows the value without it.
    def to_livebook(pipeline) do
      shown =
        case Job.result(fn -> {:ok, LivePipeline.picture(pipeline)} end) do
          {:ok, picture} -> picture
          {:error, exception} -> SparkEx.Livebook.error(exception)
        end

      @protocol.to_livebook(shown)
    end
  end

  defimpl Kino.Render, for: [SparkEx.ML.Model, SparkEx.ML.PipelineModel] do
    def to_livebook(model),
      do: model |> SparkEx.Livebook.ModelChart.new() |> @protocol.to_livebook()
  end

  defimpl Kino.Render,
    for: [
      SparkEx.Error.Argument,
      SparkEx.Error.Decode,
      SparkEx.Error.Internal,
      SparkEx.Error.LimitExceeded,
      SparkEx.Error.LocalServer,
      SparkEx.Error.Model,
      SparkEx.Error.Pipeline,
      SparkEx.Error.Remote,
      SparkEx.Error.Session,
      SparkEx.Error.Transport
    ] do
    def to_livebook(error), do: error |> SparkEx.Livebook.error() |> @protocol.to_livebook()
  end
end
