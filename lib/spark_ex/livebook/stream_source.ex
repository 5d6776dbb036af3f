defmodule SparkEx.Livebook.StreamSource do
  @moduledoc false
  # The code of the smart cell "Spark stream", from the values of its fields.

  @readers %{
    "json" => :json,
    "csv" => :csv,
    "parquet" => :parquet,
    "orc" => :orc,
    "text" => :text
  }
  @files Map.keys(@readers)
  @formats %{
    "memory" => :memory,
    "parquet" => :parquet,
    "json" => :json,
    "csv" => :csv,
    "orc" => :orc,
    "console" => :console,
    "noop" => :noop
  }
  @output_modes %{"append" => :append, "update" => :update, "complete" => :complete}

  @typedoc "The values of the fields by name."
  @type values :: %{String.t() => term}

  @doc "Returns the names of the formats that read files."
  @spec files() :: [String.t()]
  def files, do: @files

  @doc """
  Returns the quoted expressions of a cell.

      iex> values = %{"session" => "spark", "variable" => "rows", "source" => "rate"}
      iex> values |> SparkEx.Livebook.StreamSource.quoted() |> Macro.to_string()
      "rows = SparkEx.StreamReader.load(spark, nil, format: :rate)\\nSparkEx.Livebook.live_table(rows)"
  """
  @spec quoted(values) :: Macro.t()
  def quoted(values) do
    frame = variable(values["variable"])
    read = quote(do: unquote(frame) = unquote(read(values)))
    {:__block__, [], [read, write(frame, values)]}
  end

  ## Reading

  defp read(%{"source" => "kafka"} = values) do
    options = [
      servers: list(values["servers"]),
      topic: list(values["topic"]),
      value: present(values["schema"]) && {:json, values["schema"]},
      options: nonempty(options(values))
    ]

    call(SparkEx.Streaming, :kafka, [session(values)], compact(options))
  end

  defp read(%{"source" => "table"} = values),
    do: call(SparkEx.StreamReader, :table, [session(values), values["table"]], options(values))

  defp read(%{"source" => source} = values) when is_map_key(@readers, source) do
    arguments = [session(values), values["path"]]
    options = compact(schema: present(values["schema"])) ++ options(values)
    call(SparkEx.StreamReader, @readers[source], arguments, options)
  end

  defp read(%{"source" => "rate"} = values) do
    rate = compact(format: :rate, rows_per_second: values["rows_per_second"])
    call(SparkEx.StreamReader, :load, [session(values), nil], rate ++ options(values))
  end

  ## Writing

  defp write(frame, values) do
    case values["sink"] || "live" do
      "live" ->
        call(SparkEx.Livebook, :live_table, [frame], compact(shared(values)))

      sink ->
        query = variable(values["query"])
        options = compact(sink(sink, values) ++ shared(values) ++ stored(values))
        path = if sink in @files, do: present(values["target"])
        started = call(SparkEx.Livebook, :start_query!, [frame, path], options)
        quote(do: unquote(query) = unquote(started))
    end
  end

  defp sink("table", values), do: [table: values["target_table"]]
  defp sink(format, _values), do: [format: Map.fetch!(@formats, format)]

  defp shared(values),
    do: [output_mode: @output_modes[values["output_mode"]], trigger: trigger(values)]

  defp stored(values) do
    [
      query_name: present(values["query_name"]),
      checkpoint_location: present(values["checkpoint"])
    ]
  end

  defp trigger(%{"trigger" => "processing_time", "interval" => interval}),
    do: [processing_time: interval]

  # A live table ends with its cell.
  defp trigger(%{"trigger" => "available_now"}), do: :available_now
  defp trigger(_values), do: nil

  ## Values

  # One `name: value` on each line, with names in snake_case.
  defp options(values) do
    for line <- String.split(values["options"] || "", "\n"),
        [name, value] <- [String.split(line, ":", parts: 2)],
        do: {name |> String.trim() |> String.to_atom(), value |> String.trim() |> literal()}
  end

  defp literal("true"), do: true
  defp literal("false"), do: false

  defp literal(text) do
    case Integer.parse(text) do
      {integer, ""} -> integer
      _other -> text
    end
  end

  defp list(text) do
    case text |> String.split(",") |> Enum.map(&String.trim/1) do
      [one] -> one
      several -> several
    end
  end

  defp present(text) when text in [nil, ""], do: nil
  defp present(text), do: text

  defp nonempty([]), do: nil
  defp nonempty(options), do: options

  defp compact(options), do: for({name, value} <- options, value != nil, do: {name, value})

  defp call(module, function, arguments, []),
    do: quote(do: unquote(module).unquote(function)(unquote_splicing(arguments)))

  defp call(module, function, arguments, options),
    do: quote(do: unquote(module).unquote(function)(unquote_splicing(arguments ++ [options])))

  defp session(values), do: variable(values["session"])
  defp variable(name), do: {String.to_atom(name), [], nil}
end
