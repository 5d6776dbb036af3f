defmodule SparkEx.DataFrame.Projection do
  @moduledoc false
  # Lists of columns: names, columns, and `name: column` pairs for aliases.

  alias SparkEx.Types.JSONCodec
  alias SparkEx.{Column, Error, Plan}
  alias SparkEx.Column.Hint
  alias SparkEx.DataFrame.Names

  @doc """
  The expressions of one column or a list of columns.

      iex> SparkEx.DataFrame.Projection.exprs([:id, total: "x"])
      [
        %{unresolved_attribute: %{unparsed_identifier: "id"}},
        %{alias: %{expr: %{unresolved_attribute: %{unparsed_identifier: "x"}}, name: ["total"]}}
      ]
  """
  @spec exprs(term) :: [Plan.expression()]
  def exprs(columns) when is_list(columns), do: Enum.map(columns, &Column.alias_expr/1)
  def exprs(column), do: [Column.alias_expr(column)]

  @doc "The expressions of each set of a list of sets of columns."
  @spec sets(term, String.t()) :: [[Plan.expression()]]
  def sets(sets, context) do
    unless is_list(sets) and Enum.all?(sets, &is_list/1) do
      raise Error.Argument,
            "#{context} takes a list of sets, each a list of columns, got: #{inspect(sets)}"
    end

    Enum.map(sets, &exprs/1)
  end

  @doc "The `Expression.Alias` list of `with_columns`."
  @spec aliases(term, String.t()) :: [map]
  def aliases(columns, context) do
    case Names.pairs!(columns, context) do
      [] -> raise Error.Argument, "#{context} needs at least one column"
      pairs -> for {name, column} <- pairs, do: aliased(name, column!(name, column, context))
    end
  end

  @doc "An alias with metadata as JSON."
  @spec with_metadata(Column.t(), term, term) :: map
  def with_metadata(%Column{expr: expr}, name, metadata)
      when is_map(metadata) and not is_struct(metadata) do
    name = Names.name!(name, "with_metadata/3")
    Map.put(aliased(name, expr), :metadata, JSONCodec.encode!(metadata, :spaced))
  end

  def with_metadata(_column, _name, other),
    do: raise(Error.Argument, "with_metadata/3 takes metadata as a map, got: #{inspect(other)}")

  @doc "The old and the new name of each column."
  @spec renames(term, String.t()) :: [map]
  def renames(names, context) do
    for {old, new} <- Names.pairs!(names, context),
        do: %{col_name: old, new_col_name: Names.name!(new, context)}
  end

  @doc """
  The fields of an `Unpivot`. Its `values` differ in meaning when unset (all other columns) and
  when empty (an error of the server).
  """
  @spec unpivot(term, term, term, term) :: keyword
  def unpivot(ids, values, variable_name, value_name) do
    [variable, value] = Names.names!([variable_name, value_name], "unpivot/5")

    [ids: exprs(ids), variable_column_name: variable, value_column_name: value] ++
      if values == nil, do: [], else: [values: %{values: exprs(values)}]
  end

  @doc "The aggregates of an observation."
  @spec metrics(term) :: [Plan.expression()]
  def metrics([]), do: raise(Error.Argument, "observe/3 needs at least one aggregate")
  def metrics(columns), do: exprs(columns)

  @doc "The columns of each row as one JSON string with the given name."
  @spec json(String.t()) :: [Plan.expression()]
  def json(name) do
    struct = Plan.function("struct", [Column.to_expr("*")])
    [%{alias: aliased(name, Plan.function("to_json", [struct]))}]
  end

  @doc "All columns, and the number of the row under the given name."
  @spec with_index(term) :: [Plan.expression()]
  def with_index(name) do
    name = Names.name!(name, "zip_with_index/2")
    number = Plan.function("distributed_sequence_id", [])
    [Column.to_expr("*"), %{alias: aliased(name, number)}]
  end

  @doc "The `ExpressionString` of each SQL expression."
  @spec sql_exprs(term, String.t()) :: [Plan.expression()]
  def sql_exprs(texts, context) when is_list(texts), do: Enum.map(texts, &sql_expr(&1, context))
  def sql_exprs(text, context), do: [sql_expr(text, context)]

  @doc "A condition: a boolean column, a SQL expression, or a list of these that must all hold."
  @spec condition(term, String.t()) :: Plan.expression()
  def condition(%Column{expr: expr}, _context), do: expr

  def condition([_ | _] = conditions, context) do
    conditions
    |> Enum.map(&condition(&1, context))
    |> Enum.reduce(&Plan.function("and", [&2, &1]))
  end

  def condition(value, context) when is_boolean(value), do: Column.condition_expr(value, context)
  def condition(text, context), do: sql_expr(text, context)

  defp aliased(name, expr), do: %{expr: expr, name: [name]}

  defp column!(_name, %Column{expr: expr}, _context), do: expr

  # A string could be a column or a literal.
  defp column!(name, other, context) do
    raise Error.Argument,
          "#{context}: expected a column for #{inspect(name)}, got: #{inspect(other)}" <>
            if(is_boolean(other),
              do: Hint.for_column(other),
              else: "; write col(...) for a column or lit(...) for a value"
            )
  end

  defp sql_expr(text, context) do
    if is_binary(text) and String.valid?(text) do
      %{expression_string: %{expression: text}}
    else
      raise Error.Argument,
            "#{context} takes a SQL expression as a string or a column, got: #{inspect(text)}" <>
              if(is_function(text),
                do:
                  "; Spark cannot run functions of Elixir, write the expression with SparkEx.Query",
                else: ""
              )
    end
  end
end
