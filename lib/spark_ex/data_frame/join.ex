defmodule SparkEx.DataFrame.Join do
  @moduledoc false
  # Joins: the types, by all names that PySpark has for them, and the forms of `on`.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, DataFrame, Error}
  alias SparkEx.DataFrame.JoinCondition

  # As in PySpark, names are compared in lower case and without underscores.
  @types %{
    "inner" => :JOIN_TYPE_INNER,
    "outer" => :JOIN_TYPE_FULL_OUTER,
    "full" => :JOIN_TYPE_FULL_OUTER,
    "fullouter" => :JOIN_TYPE_FULL_OUTER,
    "left" => :JOIN_TYPE_LEFT_OUTER,
    "leftouter" => :JOIN_TYPE_LEFT_OUTER,
    "right" => :JOIN_TYPE_RIGHT_OUTER,
    "rightouter" => :JOIN_TYPE_RIGHT_OUTER,
    "semi" => :JOIN_TYPE_LEFT_SEMI,
    "leftsemi" => :JOIN_TYPE_LEFT_SEMI,
    "anti" => :JOIN_TYPE_LEFT_ANTI,
    "leftanti" => :JOIN_TYPE_LEFT_ANTI,
    "cross" => :JOIN_TYPE_CROSS
  }
  @lateral_types Map.take(@types, ~w(inner left leftouter cross))

  @on "names that both frames have, `left: right` pairs of names, or conditions"
  @options [
    on: [type: :any, doc: "What rows are joined on: #{@on}."],
    how: [type: :any, doc: "The join type."]
  ]

  @as_of_options [
    on: [type: :any, doc: "Further conditions: #{@on}."],
    how: [type: {:in, [:inner, :left]}, default: :inner, doc: "`:inner` or `:left`."],
    tolerance: [type: :any, doc: "The largest difference of the two values, as a column."],
    allow_exact_matches: [type: :boolean, default: true, doc: "Whether equal values match."],
    direction: [
      type: {:in, [:backward, :forward, :nearest]},
      default: :backward,
      doc: "Where to search, seen from the left row: `:backward`, `:forward` or `:nearest`."
    ]
  ]

  @nearest_max 100_000
  @nearest_options [
    mode: [
      type: {:in, [:exact, :approx]},
      required: true,
      doc: "`:exact`, or `:approx` where Spark may use an index."
    ],
    direction: [
      type: {:in, [:distance, :similarity]},
      required: true,
      doc: "`:distance` for the least rankings, `:similarity` for the greatest."
    ],
    how: [
      type: {:in, [:inner, :left]},
      default: :inner,
      pyspark: :joinType,
      doc: "`:inner` or `:left`."
    ]
  ]

  @spec as_of_docs() :: String.t()
  def as_of_docs, do: Options.docs(@as_of_options)

  @spec options() :: Options.schema()
  def options, do: @options

  @spec join(DataFrame.t(), DataFrame.t(), term, term) :: DataFrame.t()
  def join(left, right, on, how) do
    {on, how} = arguments(on, how, "join/4")
    type = type!(how, @types, "join/4")
    {left, right, fields} = JoinCondition.put(left, right, on, :join_condition, "join/4")
    two(left, right, :join, Map.put(fields, :join_type, type))
  end

  @spec lateral(DataFrame.t(), DataFrame.t(), term, term) :: DataFrame.t()
  def lateral(left, right, on, how) do
    {on, how} = arguments(on, how, "lateral_join/4")
    type = %{join_type: type!(how, @lateral_types, "lateral_join/4")}
    fields = JoinCondition.condition(on, :join_condition, "lateral_join/4")
    two(left, right, :lateral_join, Map.merge(type, fields))
  end

  @spec as_of(DataFrame.t(), DataFrame.t(), term, term, keyword) :: DataFrame.t()
  def as_of(left, right, left_as_of, right_as_of, options) do
    options = Options.validate!(options, @as_of_options, "as_of_join/5")

    {left, right, on} = JoinCondition.put(left, right, options[:on], :join_expr, "as_of_join/5")

    fields = %{
      left_as_of: side(left, left_as_of),
      right_as_of: side(right, right_as_of),
      join_type: Atom.to_string(options[:how]),
      allow_exact_matches: options[:allow_exact_matches],
      direction: Atom.to_string(options[:direction])
    }

    fields = Map.merge(fields, on)
    tolerance = options[:tolerance]
    fields = if tolerance == nil, do: fields, else: Map.put(fields, :tolerance, value(tolerance))

    two(left, right, :as_of_join, fields)
  end

  @spec nearest_docs() :: String.t()
  def nearest_docs, do: Options.docs(@nearest_options)

  @spec nearest(DataFrame.t(), DataFrame.t(), term, term, keyword) :: DataFrame.t()
  def nearest(left, right, ranking, number, options) do
    left = DataFrame.frame!(left)
    options = Options.validate!(options, @nearest_options, "nearest_by_join/5")

    unless is_integer(number) and number in 1..@nearest_max do
      raise Error.Argument,
            "nearest_by_join/5: the number of rows is 1 to #{@nearest_max}, " <>
              "got: #{inspect(number)}"
    end

    two(left, right, :nearest_by_join, %{
      ranking_expression: Column.to_expr(ranking),
      num_results: number,
      join_type: Atom.to_string(options[:how]),
      mode: Atom.to_string(options[:mode]),
      direction: Atom.to_string(options[:direction])
    })
  end

  @spec zip(DataFrame.t(), DataFrame.t()) :: DataFrame.t()
  def zip(left, right), do: two(left, right, :zip, %{})

  # `on` and `how`, or a keyword list with one or both of them.
  defp arguments([{key, _} | _] = options, nil, context) when key in [:on, :how] do
    options = Options.validate!(options, @options, context)
    {options[:on], options[:how]}
  end

  defp arguments([on: on], how, _context), do: {on, how}
  defp arguments(on, [how: how], _context), do: {on, how}
  defp arguments(on, how, _context), do: {on, how}

  defp two(left, right, relation, fields) do
    DataFrame.same_session!(left, right)
    fields = Map.merge(fields, %{left: left.plan, right: right.plan})
    DataFrame.new(left.session, %{relation => fields})
  end

  defp type!(nil, types, _context), do: Map.fetch!(types, "inner")

  defp type!(how, types, context) when is_atom(how) or is_binary(how) do
    spelling = how |> to_string() |> String.downcase() |> String.replace("_", "")

    with :error <- Map.fetch(types, spelling) do
      raise Error.Argument,
            "#{context}: unknown join type #{inspect(how)}" <>
              Options.did_you_mean(how, Map.keys(types)) <>
              " (allowed: #{types |> Map.keys() |> Enum.sort() |> Enum.join(", ")})"
    else
      {:ok, type} -> type
    end
  end

  defp type!(how, _types, context) do
    raise Error.Argument, "#{context}: a join type is an atom or a string, got: #{inspect(how)}"
  end

  defp side(_frame, %Column{expr: expr}), do: expr
  defp side(frame, name), do: DataFrame.col(frame, name).expr

  defp value(%Column{expr: expr}), do: expr
  defp value(value), do: Column.value_expr(value)
end
