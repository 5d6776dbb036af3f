defmodule SparkEx.Pipeline.Failure do
  @moduledoc false
  # The exception of a failed run, from Spark's events and its last exception, with the file and
  # line of each definition.

  alias SparkEx.{Error, Pipeline}
  alias SparkEx.Pipeline.{Datasets, Event}

  @typedoc "Where the flow or dataset with a full name is defined."
  @type place :: %{flow: String.t(), file: String.t() | nil, line: pos_integer | nil}

  @doc """
  The places of a pipeline's definitions, under the full names that the server has given them.

  The names of SQL definitions are not known; they end with the name in the text.
  """
  @spec places(Pipeline.t(), %{String.t() => String.t()}) :: [place]
  def places(pipeline, names) do
    for %{name: name, file: file, line: line} <- Datasets.places(pipeline),
        do: %{flow: Map.get(names, name, name), file: file, line: line}
  end

  @doc "The exception of a definition that the server has refused."
  @spec definition(Exception.t(), atom, map) :: Exception.t()
  def definition(%Error.Remote{} = error, command, fields) do
    failure =
      command
      |> definition_place(fields)
      |> Map.put(:message, Exception.message(error))

    %Error.Pipeline{cause: error, failures: [failure]}
  end

  def definition(error, _command, _fields), do: error

  defp definition_place(:define_sql_graph_elements, %{sql_file_path: file}),
    do: %{flow: nil, file: file, line: nil}

  defp definition_place(_command, fields) do
    location = Map.get(fields, :source_code_location, %{})
    name = fields[:output_name] || fields[:flow_name]
    %{flow: name, file: location[:file_name], line: location[:line_number]}
  end

  @doc "The exception of a run that has failed; errors of the connection stay as they are."
  @spec run(Exception.t(), [Event.t()], [place]) :: Exception.t()
  def run(%Error.Remote{} = error, events, places) do
    failures =
      case failed_flows(events) do
        [] -> named(error, places)
        failed -> Enum.map(failed, &failure(&1, places))
      end

    %Error.Pipeline{cause: error, failures: failures, events: events}
  end

  def run(error, _events, _places), do: error

  # The last event of each flow, where that is a failure.
  defp failed_flows(events) do
    last = for %{flow: flow} = event <- events, flow != nil, into: %{}, do: {flow, event}

    events
    |> Enum.filter(&(&1.flow != nil and last[&1.flow] == &1 and &1.state == :failed))
    |> Enum.uniq_by(& &1.flow)
  end

  defp failure(event, places) do
    place = Enum.find(places, %{}, &same?(&1.flow, event.flow))

    %{
      flow: event.flow,
      message: event.error || event.message,
      file: place[:file],
      line: place[:line]
    }
  end

  defp same?(name, full), do: name == full or String.ends_with?(full, "." <> name)

  # Without such an event, the failures are the definitions that the exception mentions.
  defp named(error, places) do
    message = Exception.message(error)
    text = String.replace(message, "`", "")

    for place <- places, mentioned?(text, place.flow), do: Map.put(place, :message, message)
  end

  defp mentioned?(text, name), do: text =~ ~r/(?<![\w.])#{Regex.escape(name)}(?![\w.]*\w)/
end
