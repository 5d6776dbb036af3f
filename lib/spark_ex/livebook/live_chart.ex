if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.LiveChart do
    @moduledoc false
    # A VegaLite chart of a streaming frame, which gets the rows of each micro-batch. A complete
    # result replaces the one before, other rows are added.

    alias SparkEx.Arguments.Options
    alias SparkEx.{DataFrame, Error}
    alias SparkEx.Connect.Errors
    alias SparkEx.Livebook.{ChartData, LiveFrame, LiveQuery}

    # Modules of other libraries, which need not be there.
    @compile {:no_warn_undefined, [VegaLite, Kino.VegaLite]}

    @width 600
    @height 300

    @doc "Returns the state of the query above its chart."
    @spec new(DataFrame.t(), keyword) :: Kino.Layout.t()
    def new(frame, options) do
      schema = frame |> DataFrame.schema() |> Errors.unwrap!()
      chart = options |> spec(schema) |> Kino.VegaLite.new()

      start = fn _widget ->
        LiveFrame.start(frame, options, fn batch, _id, mode ->
          with {:ok, columns} <- ChartData.load(batch, options[:max_rows]),
               do: push(chart, points(columns, schema), mode, options[:window])
        end)
      end

      Kino.Layout.grid([LiveQuery.new(frame, start, []), chart], boxed: true)
    end

    @doc "Checks that the libraries of the chart are there."
    @spec check_libraries() :: :ok | {:error, Error.Argument.t()}
    def check_libraries do
      if Code.ensure_loaded?(VegaLite) and Code.ensure_loaded?(Kino.VegaLite),
        do: :ok,
        else: {:error, %Error.Argument{message: "live_chart/2 of a frame needs kino_vega_lite"}}
    end

    defp spec(options, schema) do
      case {options[:spec], options[:x], options[:y]} do
        {nil, x, y} when x != nil and y != nil ->
          built(options, schema)

        {nil, _x, _y} ->
          raise Error.Argument, "live_chart/2 needs the options :x and :y, or :spec"

        {%{__struct__: VegaLite} = spec, nil, nil} ->
          spec

        {_spec, nil, nil} ->
          raise Error.Argument, "the option :spec must be a VegaLite struct"

        _both ->
          raise Error.Argument, "live_chart/2 takes either :spec, or :x and :y"
      end
    end

    defp built(options, schema) do
      [width: @width, height: @height]
      |> VegaLite.new()
      |> VegaLite.mark(options[:mark])
      |> encode(:x, options[:x], schema)
      |> encode(:y, options[:y], schema)
      |> encode(:color, options[:color], schema)
    end

    defp encode(spec, _channel, nil, _schema), do: spec

    defp encode(spec, channel, column, schema) do
      name = to_string(column)
      VegaLite.encode_field(spec, channel, name, type: schema |> type!(name) |> ChartData.scale())
    end

    defp type!({:struct, fields}, name) do
      case Enum.find(fields, &(&1.name == name)) do
        nil ->
          names = Enum.map(fields, & &1.name)
          suggestion = Options.did_you_mean(name, names)
          raise Error.Argument, "the frame has no column #{inspect(name)}#{suggestion}"

        field ->
          field.type
      end
    end

    # VegaLite parses no dates in data that comes later, so times are milliseconds.
    defp points(columns, {:struct, fields}) do
      columns =
        for %{name: name, type: type} <- fields,
            do: Enum.map(columns[name], &{name, value(&1, ChartData.scale(type))})

      Enum.zip_with(columns, &Map.new/1)
    end

    defp value(text, :temporal) when is_binary(text), do: milliseconds(text)
    defp value(value, _scale), do: value

    defp milliseconds(text) do
      text = if String.contains?(text, "T"), do: text, else: text <> "T00:00:00"
      text = if String.ends_with?(text, "Z"), do: text, else: text <> "Z"
      {:ok, time, 0} = DateTime.from_iso8601(text)
      DateTime.to_unix(time, :millisecond)
    end

    defp push(chart, points, :complete, _window) do
      Kino.VegaLite.clear(chart)
      Kino.VegaLite.push_many(chart, points)
    end

    defp push(chart, points, _mode, window),
      do: Kino.VegaLite.push_many(chart, points, window: window)
  end
end
