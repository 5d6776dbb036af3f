defmodule SparkEx.Connect.ObservedMetrics do
  @moduledoc false
  # Metrics that a query has observed (ExecutePlanResponse.ObservedMetrics), and those who wait for them:
  # what the plan has attached as `{:observation, name, pid}`.

  alias SparkEx.Literal.Value

  @doc """
  Metrics by their names.

      iex> SparkEx.Connect.ObservedMetrics.decode(%{name: "a", keys: ["n"], values: [%{long: 3}]})
      %{"n" => 3}
  """
  @spec decode(map) :: %{String.t() => term}
  def decode(observed) do
    values = observed |> Map.get(:values, []) |> Enum.map(&Value.of/1)
    observed |> Map.get(:keys, []) |> Enum.zip(values) |> Map.new()
  end

  @doc "Sends the metrics of a response to the observations that they are for."
  @spec deliver(map, [term]) :: :ok
  def deliver(response, attached) do
    for observed <- Map.get(response, :observed_metrics, []),
        {:observation, name, pid} <- attached,
        name == observed[:name],
        do: send(pid, {:observed_metrics, decode(observed)})

    :ok
  end
end
