defmodule SparkEx.DataFrame.Join do
  @moduledoc false
  # The joins: types by all of PySpark's spellings, and what may stand after `on`.

  alias SparkEx.{Column, DataFrame, Error, Options, Plan}
  alias SparkEx.DataFrame.Names

  # Spellings are compared in lower case and without underscores, as PySpark does.
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

  @options [
    on: [type: :any, doc: "A name, a column, or a list of either."],
    how: [type: :any, doc: "The join type."]
  ]

  @as_of_options [
    on: [type: :any, doc: "A name, a column, or a list of either, that must be equal as well."],
    how: [type: {:in, [:inner, :left]}, default: :inner, doc: "`:inner` or `:left`."],
    tolerance: [type: :any, doc: "A column: how far apart the two may lie."],
    allow_exact_matches: [type: :boolean, default: true, doc: "Whether equal values match."],
    direction: [
      type: {:in, [:backward, :forward, :nearest]},
      default: :backward,
      doc: "Where to look from the left row: `:backward`, `:forward` or `:nearest`."
    ]
  ]

  @spec as_of_docs() :: String.t()
  def as_of_docs, do: Options.docs(@as_of_options)

  @spec join(DataFrame.t(), DataFrame.t(), term, term) :: DataFrame.t()
  def join(left, right, [{key, _} | _] = options, nil) when key in [:on, :how] do
    options = Options.validate!(options, @options, "join/3")
    join(left, right, options[:on], options[:how])
  end

  def join(left, right, on, how) do
    type = %{join_type: type!(how, @types, "join/4")}
    two(left, right, :join, Map.merge(type, on(on, :join_condition, "join/4")))
  end

  @spec lateral(DataFrame.t(), DataFrame.t(), Column.t() | nil, term) :: DataFrame.t()
  def lateral(left, right, on, how) do
    type = %{join_type: type!(how, @lateral_types, "lateral_join/4")}
    on = if on, do: %{join_condition: Column.to_expr(on)}, else: %{}
    two(left, right, :lateral_join, Map.merge(type, on))
  end

  @spec as_of(DataFrame.t(), DataFrame.t(), term, term, keyword) :: DataFrame.t()
  def as_of(left, right, left_as_of, right_as_of, options) do
    options = Options.validate!(options, @as_of_options, "as_of_join/5")

    fields = %{
      left_as_of: side(left, left_as_of),
      right_as_of: side(right, right_as_of),
      join_type: Atom.to_string(options[:how]),
      allow_exact_matches: options[:allow_exact_matches],
      direction: Atom.to_string(options[:direction])
    }

    fields = Map.merge(fields, on(options[:on], :join_expr, "as_of_join/5"))
    tolerance = options[:tolerance]
    fields = if tolerance, do: Map.put(fields, :tolerance, value(tolerance)), else: fields
    two(left, right, :as_of_join, fields)
  end

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

  # Names are the columns that both sides share; columns are conditions, all of which must hold.
  defp on(nil, _field, _context), do: %{}
  defp on([], _field, _context), do: %{}

  defp on(on, field, context) do
    on = List.wrap(on)

    cond do
      Enum.all?(on, &is_struct(&1, Column)) ->
        %{field => on |> Enum.map(& &1.expr) |> Enum.reduce(&Plan.function("and", [&2, &1]))}

      Enum.any?(on, &is_struct(&1, Column)) ->
        raise Error.Argument, "#{context}: `on` is a list of names or of columns, not of both"

      true ->
        %{using_columns: Names.names!(on, context)}
    end
  end

  defp side(_frame, %Column{expr: expr}), do: expr
  defp side(frame, name), do: DataFrame.col(frame, name).expr

  defp value(%Column{expr: expr}), do: expr
  defp value(value), do: Column.value_expr(value)
end
