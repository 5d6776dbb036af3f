defmodule SparkEx.ExecutionInfo do
  @moduledoc """
  What Spark tells of a query that has ended: the option `:execution_info` of actions.

      DataFrame.collect!(flights, execution_info: fn info -> IO.inspect(info.metrics) end)

  `:metrics` are the steps of the physical plan, as they were run:

      %{name: "WholeStageCodegen (1)", plan_id: 12, parent: 10,
        values: %{"duration" => %{name: "duration", value: 7, type: "timing"}}}

  `:observed` are the metrics of `SparkEx.DataFrame.observe/3`, by the name of the observation and
  the name of the metric; `:observation_errors` are the errors of those that Spark could not
  compute. Source: PySpark `DataFrame.executionInfo`, `ExecutePlanResponse.Metrics`.
  """

  alias SparkEx.Connect.ObservedMetrics

  defstruct metrics: [], observed: %{}, observation_errors: %{}

  @typedoc "A step of the physical plan, and what was counted in it."
  @type metric :: %{
          name: String.t(),
          plan_id: integer,
          parent: integer,
          values: %{String.t() => %{name: String.t(), value: integer, type: String.t()}}
        }

  @type t :: %__MODULE__{
          metrics: [metric],
          observed: %{String.t() => SparkEx.Observation.metrics()},
          observation_errors: %{String.t() => Exception.t()}
        }

  @doc false
  # What the responses of a query tell of it.
  @spec new([map]) :: t
  def new(responses) do
    metrics = Enum.flat_map(responses, &(get_in(&1, [:metrics, :metrics]) || []))
    observed = Enum.flat_map(responses, &Map.get(&1, :observed_metrics, []))

    results = Enum.map(observed, &{Map.get(&1, :name, ""), ObservedMetrics.decode(&1)})

    %__MODULE__{
      metrics: Enum.map(metrics, &metric/1),
      observed: for({name, {:ok, metrics}} <- results, into: %{}, do: {name, metrics}),
      observation_errors: for({name, {:error, error}} <- results, into: %{}, do: {name, error})
    }
  end

  # What is 0 or empty is not sent.
  defp metric(metric) do
    values =
      for {key, value} <- Map.get(metric, :execution_metrics, %{}), into: %{} do
        {key,
         %{
           name: Map.get(value, :name, ""),
           value: Map.get(value, :value, 0),
           type: Map.get(value, :metric_type, "")
         }}
      end

    %{
      name: Map.get(metric, :name, ""),
      plan_id: Map.get(metric, :plan_id, 0),
      parent: Map.get(metric, :parent, 0),
      values: values
    }
  end
end
