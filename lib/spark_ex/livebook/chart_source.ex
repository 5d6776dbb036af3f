defmodule SparkEx.Livebook.ChartSource do
  @moduledoc false
  # The code of the smart cell "Spark chart", from the values of its fields. A name of a column is
  # a path to Spark and to Vega-Lite, so both get it escaped.

  alias SparkEx.DataFrame.Names

  # What the fields take, with labels.
  @marks [
    bar: "Bars",
    line: "Line",
    area: "Area",
    point: "Points",
    tick: "Ticks",
    boxplot: "Boxes"
  ]
  @types [
    quantitative: "numbers",
    temporal: "times",
    nominal: "names",
    ordinal: "ordered names"
  ]
  @functions [
    sum: "sum",
    mean: "mean",
    median: "median",
    min: "smallest",
    max: "largest"
  ]
  @mark_of Map.new(@marks, fn {mark, _label} -> {to_string(mark), mark} end)
  @type_of Map.new(@types, fn {type, _label} -> {to_string(type), type} end)
  @function_of Map.new(@functions, fn {name, _label} -> {to_string(name), name} end)
  # The other aggregates have the type of their column.
  @numeric ["count", "sum", "mean", "median"]

  @typedoc "The values of the fields by name."
  @type values :: %{String.t() => term}

  @doc "The kinds of charts, with labels."
  @spec marks() :: keyword(String.t())
  def marks, do: @marks

  @doc "The types of fields, with labels."
  @spec types() :: keyword(String.t())
  def types, do: @types

  @doc "The aggregates of a column, with labels."
  @spec functions() :: keyword(String.t())
  def functions, do: @functions

  @doc """
  Returns the quoted expression of a cell. An aggregate is computed on Spark. The expression is
  empty until both axes have a column.

      iex> values = %{"frame" => "flights", "x" => "hour", "aggregate" => "count"}
      iex> code = values |> SparkEx.Livebook.ChartSource.quoted() |> Macro.to_string()
      iex> code =~ ~s/SparkEx.DataFrame.group_by(["hour"])/
      true
  """
  @spec quoted(values) :: Macro.t()
  def quoted(values), do: if(complete?(values), do: chart(values), else: {:__block__, [], []})

  defp complete?(%{"aggregate" => "count"} = values), do: present([values["x"]]) != []
  defp complete?(values), do: length(present([values["x"], values["y"]])) == 2

  defp chart(values) do
    y = y(values)

    [
      quote(do: VegaLite.new()),
      quote(do: VegaLite.data_from_values(unquote(data(values, y)))),
      quote(do: VegaLite.mark(unquote(Map.get(@mark_of, values["mark"], :bar)), tooltip: true)),
      encoded(:x, values["x"], type(@type_of[values["x_type"]])),
      encoded(:y, elem(y, 0), type(y_type(values))),
      encoded(:color, values["color"], type(@type_of[values["color_type"]]))
    ]
    |> Enum.filter(& &1)
    |> pipe()
  end

  # The name of the column on the y axis, and its aggregate.
  defp y(%{"aggregate" => "count"} = values),
    do: {unused("count", names(values)), quote(do: SparkEx.Functions.count("*"))}

  defp y(%{"aggregate" => aggregate, "y" => y} = values)
       when is_map_key(@function_of, aggregate) do
    function = Map.fetch!(@function_of, aggregate)

    {unused("#{function}(#{y})", names(values)),
     quote(do: SparkEx.Functions.unquote(function)(unquote(Names.quoted(y))))}
  end

  defp y(values), do: {values["y"], nil}

  defp y_type(%{"aggregate" => aggregate}) when aggregate in @numeric, do: :quantitative
  defp y_type(values), do: @type_of[values["y_type"]]

  # Spark ignores the case of names.
  defp unused(name, names) do
    taken = Enum.map(names, &String.downcase/1)

    [name]
    |> Stream.concat(Stream.map(Stream.iterate(2, &(&1 + 1)), &"#{name}_#{&1}"))
    |> Enum.find(&(String.downcase(&1) not in taken))
  end

  defp data(values, y) do
    [{String.to_atom(values["frame"]), [], nil}]
    |> Enum.concat(selected(y, names(values)))
    |> Enum.concat([chart_data(values["max_rows"])])
    |> pipe()
  end

  defp selected({y, nil}, names) do
    columns = Enum.map(Enum.uniq(names ++ [y]), &Names.quoted/1)
    [quote(do: SparkEx.DataFrame.select(unquote(columns)))]
  end

  defp selected({y, aggregate}, names) do
    [
      quote(do: SparkEx.DataFrame.group_by(unquote(Enum.map(names, &Names.quoted/1)))),
      quote(do: SparkEx.DataFrame.agg([{unquote(y), unquote(aggregate)}]))
    ]
  end

  defp names(values), do: Enum.uniq(present([values["x"], values["color"]]))

  defp chart_data(nil), do: quote(do: SparkEx.Livebook.chart_data())
  defp chart_data(rows), do: quote(do: SparkEx.Livebook.chart_data(max_rows: unquote(rows)))

  defp encoded(_channel, name, _options) when name in [nil, ""], do: nil

  defp encoded(channel, name, []),
    do: quote(do: VegaLite.encode_field(unquote(channel), unquote(field(name))))

  defp encoded(channel, name, options) do
    quote do
      VegaLite.encode_field(unquote(channel), unquote(field(name)), unquote(options))
    end
  end

  defp field(name), do: String.replace(name, ["\\", ".", "[", "]"], &("\\" <> &1))

  defp type(nil), do: []
  defp type(type), do: [type: type]

  defp present(names), do: Enum.reject(names, &(&1 in [nil, ""]))

  defp pipe(steps), do: Enum.reduce(steps, fn step, piped -> {:|>, [], [piped, step]} end)
end
