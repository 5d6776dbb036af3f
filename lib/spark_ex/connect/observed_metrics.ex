defmodule SparkEx.Connect.ObservedMetrics do
  @moduledoc false
  # Delivers the metrics of a query (ExecutePlanResponse.ObservedMetrics) to the observations that
  # are attached to its plan as `{:observation, name, pid}`.

  alias SparkEx.Connect.ErrorDetails
  alias SparkEx.Literal.Decoder

  @doc """
  Metrics by their names, or the error that Spark (4.2 and newer) sends in their place.

      iex> SparkEx.Connect.ObservedMetrics.decode(%{name: "a", keys: ["n"], values: [%{long: 3}]})
      {:ok, %{"n" => 3}}

      iex> {:error, error} = SparkEx.Connect.ObservedMetrics.decode(%{errors: [%{message: "no"}]})
      iex> error.text
      "no"
  """
  @spec decode(map, map | keyword) :: {:ok, %{String.t() => term}} | {:error, Exception.t()}
  def decode(observed, context \\ [])

  def decode(%{errors: [_ | _]} = observed, context) do
    message = "the observation #{inspect(Map.get(observed, :name, ""))} failed"
    {:error, ErrorDetails.to_exception(observed, %{message: message}, context)}
  end

  def decode(observed, context) do
    case Decoder.parse(%{array: %{elements: Map.get(observed, :values, [])}}) do
      {:ok, values} ->
        {:ok, observed |> Map.get(:keys, []) |> Enum.zip(values) |> Map.new()}

      {:error, exception} ->
        {:error, %{exception | operation_id: context[:operation_id]}}
    end
  end

  @doc """
  Tells the observations of a plan that the calling process runs it. `end_action/2` must follow,
  whether the query succeeds or not.
  """
  @spec begin_action([term], String.t()) :: :ok
  def begin_action(attached, operation_id),
    do: send_all(attached, {:action_started, operation_id, self()})

  @doc "Tells the observations of a plan that the query has ended."
  @spec end_action([term], String.t()) :: :ok
  def end_action(attached, operation_id),
    do: send_all(attached, {:action_ended, operation_id})

  defp send_all(attached, message) do
    for {:observation, _name, pid} <- attached, do: send(pid, message)
    :ok
  end

  @doc "Sends the metrics of a response, or their error, to their observations."
  @spec deliver(map, [term], map | keyword) :: :ok
  def deliver(response, attached, context) do
    for observed <- Map.get(response, :observed_metrics, []),
        {:observation, name, pid} <- attached,
        name == observed[:name],
        do: send(pid, {:observed_metrics, decode(observed, context)})

    :ok
  end
end
