defmodule SparkEx.Pipeline.Event do
  @moduledoc """
  An event of a pipeline's run, see `SparkEx.Pipeline.run/3`.

    * `:timestamp` - when it happened, a `DateTime` in UTC
    * `:message` - the text, as Spark wrote it
    * `:flow` - the full name of the flow that the event is about, or `nil` for the whole run
    * `:state` - the state of the flow or the run, or `nil` if the text names none that SparkEx
      knows
    * `:error` - the error of a flow that failed, or `nil`

  Spark sends only the text, and the other fields are parsed from it. Source:
  `spark.connect.PipelineEvent`.
  """

  @enforce_keys [:message]
  defstruct [:timestamp, :message, :flow, :state, :error]

  @states ~w(queued planning starting running idle completed failed skipped excluded stopped
             canceled)a
  @state_names Map.new(@states, &{&1 |> Atom.to_string() |> String.upcase(), &1})

  @typedoc "The state of a flow or of a run."
  @type state ::
          :queued
          | :planning
          | :starting
          | :running
          | :idle
          | :completed
          | :failed
          | :skipped
          | :excluded
          | :stopped
          | :canceled

  @type t :: %__MODULE__{
          timestamp: DateTime.t() | nil,
          message: String.t(),
          flow: String.t() | nil,
          state: state | nil,
          error: String.t() | nil
        }

  @doc """
  Decodes an event that the server sends.

      iex> message = %{message: "Flow spark_catalog.default.daily has COMPLETED."}
      iex> event = SparkEx.Pipeline.Event.from_proto(message)
      iex> {event.flow, event.state}
      {"spark_catalog.default.daily", :completed}
  """
  @spec from_proto(map) :: t
  def from_proto(event) do
    message = Map.get(event, :message, "")
    {flow, state} = flow_and_state(message)

    %__MODULE__{
      timestamp: timestamp(event[:timestamp]),
      message: message,
      flow: flow,
      state: state,
      error: error(message)
    }
  end

  defp timestamp(nil), do: nil

  defp timestamp(%{} = timestamp) do
    microseconds =
      Map.get(timestamp, :seconds, 0) * 1_000_000 + div(Map.get(timestamp, :nanos, 0), 1_000)

    case DateTime.from_unix(microseconds, :microsecond) do
      {:ok, timestamp} -> timestamp
      {:error, _out_of_range} -> nil
    end
  end

  # The texts of Spark's FlowProgressEventLogger, PipelineExecution and RunTerminationReason.
  defp flow_and_state(message) do
    with nil <- flow_progress(message),
         nil <- named(~r/\AFlow '(.+?)' SKIPPED due to upstream failure/s, message, :skipped),
         nil <- named(~r/\AFlow '(.+?)' has been processed by/s, message, :skipped),
         nil <- named(~r/\AFailed to resolve flow: '(.+?)'\./s, message, :failed),
         nil <- named(~r/\AFailed to resolve flow due to .*?: '(.+?)'\./s, message, :skipped),
         do: {nil, run_state(message)}
  end

  defp flow_progress(message) do
    case Regex.run(~r/\AFlow (?:'(.+?)'|(.+?)) (?:is|has) ([A-Z]+)\b/s, message) do
      [_all, quoted, plain, state] when is_map_key(@state_names, state) ->
        {if(quoted == "", do: plain, else: quoted), @state_names[state]}

      _other ->
        nil
    end
  end

  defp named(pattern, message, state) do
    with [_all, flow] <- Regex.run(pattern, message), do: {flow, state}
  end

  defp run_state(message) do
    case Regex.run(~r/\ARun (?:is|has) ([A-Z]+)\b/, message) do
      [_all, state] -> @state_names[state]
      nil -> nil
    end
  end

  defp error(message) do
    case String.split(message, "\nError: ", parts: 2) do
      [_text, error] -> String.trim_trailing(error)
      [_text] -> nil
    end
  end
end
