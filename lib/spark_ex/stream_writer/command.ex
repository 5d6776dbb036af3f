defmodule SparkEx.StreamWriter.Command do
  @moduledoc false
  # The command that starts a streaming query (`spark.connect.WriteStreamOperationStart`).

  alias SparkEx.{Error, StreamWriter, StreamingQuery}
  alias SparkEx.Arguments.{Options, SourceOptions}
  alias SparkEx.Connect.Client
  alias SparkEx.DataFrame.Names
  alias SparkEx.Streaming.{Event, ForeachBatch, ListenerBus}
  alias SparkEx.StreamingQuery.Started

  # Options that a misspelled option of the sink may have meant.
  @own_options [:format, :output_mode, :partition_by, :cluster_by, :query_name, :trigger]
  @output_modes ["append", "complete", "update"]

  @doc "The name of an output mode, in lower case."
  @spec output_mode!(term) :: String.t()
  def output_mode!(mode) when (is_atom(mode) and mode not in [true, false]) or is_binary(mode) do
    name = mode |> to_string() |> String.downcase()

    if name in @output_modes do
      name
    else
      raise Error.Argument,
            "unknown output mode #{inspect(mode)}#{Options.did_you_mean(mode, @output_modes)} " <>
              "(allowed: #{Enum.join(@output_modes, ", ")})"
    end
  end

  def output_mode!(mode),
    do: raise(Error.Argument, "an output mode is an atom or a string, got: #{inspect(mode)}")

  @doc "Writes to a path, or to a sink without one."
  @spec start(StreamWriter.t(), String.t() | nil) :: map
  def start(writer, nil), do: command(writer, [])
  def start(writer, path), do: command(writer, path: Names.text!(path, "a path to write"))

  @doc "Writes to a table."
  @spec to_table(StreamWriter.t(), term) :: map
  def to_table(writer, table), do: command(writer, table_name: Names.name!(table, "to_table/3"))

  defp command(writer, target) do
    SourceOptions.check!(writer.given, writer.format, @own_options)

    always = [
      input: writer.frame.plan,
      options: writer.options,
      partitioning_column_names: writer.partition_by,
      clustering_column_names: writer.cluster_by
    ]

    set = [
      format: writer.format,
      output_mode: writer.output_mode,
      query_name: writer.query_name,
      foreach_writer: python_function(writer.foreach),
      foreach_batch: python_function(writer.foreach_batch)
    ]

    set = for {field, value} <- set, value != nil, do: {field, value}
    trigger = Map.to_list(writer.trigger || %{})
    %{write_stream_operation_start: Map.new(always ++ set ++ trigger ++ target)}
  end

  defp python_function(nil), do: nil
  defp python_function(command), do: %{python_function: command}

  @doc "Starts the query of a command that the function builds. Returns invalid arguments as errors."
  @spec run(StreamWriter.t(), (StreamWriter.t() -> map)) :: StreamWriter.result()
  def run(%{on_batch: nil} = writer, build), do: start_query(writer, build)

  def run(%{on_batch: {function, options}} = writer, build) do
    if writer.format || writer.foreach,
      do: {:error, %Error.Argument{message: "foreach_batch/3 allows no format and no foreach/2"}},
      else: ForeachBatch.start(writer, function, options, &start_query(&1, build))
  end

  @doc "Starts a query that writes to no path. Returns invalid arguments as errors."
  @spec start_query(StreamWriter.t(), (StreamWriter.t() -> map)) :: StreamWriter.result()
  def start_query(writer, build \\ &start(&1, nil))

  def start_query(%{frame: %{session: session}, action: action} = writer, build) do
    command = build.(writer)

    ListenerBus.start_query(session, fn ->
      with {:ok, responses} <- Client.command(session, command, action),
           {:ok, result} <- started(responses) do
        query = StreamingQuery.from_result(session, result)
        {{:ok, query}, event(query, result)}
      else
        {:error, exception} -> {{:error, exception}, nil}
      end
    end)
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp started(responses) do
    case Enum.find_value(responses, & &1[:write_stream_operation_start_result]) do
      nil -> {:error, %Error.Decode{text: "the server returned no id of the started query"}}
      result -> {:ok, result}
    end
  end

  # The server sends the event with the result unless it has lost the session's listener bus.
  defp event(query, result) do
    with json when json != nil <- result[:query_started_event_json],
         {:ok, event} <- Event.decode_started(json) do
      event
    else
      _none -> %Started{id: query.id, run_id: query.run_id, name: query.name}
    end
  end
end
