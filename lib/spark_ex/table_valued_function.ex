defmodule SparkEx.TableValuedFunction do
  @moduledoc """
  Functions that make a frame out of values (PySpark's `TableValuedFunction`, `spark.tvf`).

      iex> tags = SparkEx.Functions.array([SparkEx.Functions.lit("a"), SparkEx.Functions.lit("b")])
      iex> SparkEx.TableValuedFunction.explode(:spark, tags)
      #SparkEx.DataFrame<explode>

  The counterpart of `explode/2` and its kin in the columns of a frame is in `SparkEx.Functions`; to have
  one row of a frame after another go through such a function, use it as the right side of
  `SparkEx.DataFrame.lateral_join/4`. `SparkEx.range/2` is the function `range`.

  Each builds a `spark.connect.UnresolvedTableValuedFunction` and raises `SparkEx.Error.Argument` for what
  is no column.
  """

  alias SparkEx.{Column, DataFrame, Error, TableArg}
  alias SparkEx.DataFrame.Names

  for {name, title} <- [
        explode: "One row for each element of an array, or each entry of a map.",
        explode_outer: "As `explode/2`; a row of null where there is no element.",
        posexplode: "As `explode/2`, with the position of each element.",
        posexplode_outer: "As `posexplode/2`; a row of nulls where there is no element.",
        inline: "One row for each struct of an array, its fields as columns.",
        inline_outer: "As `inline/2`; a row of nulls where there is no struct.",
        variant_explode: "One row for each element or field of a variant.",
        variant_explode_outer: "As `variant_explode/2`; a row of nulls where there is none."
      ] do
    @doc """
    #{title}

        iex> SparkEx.TableValuedFunction.#{name}(:spark, SparkEx.Functions.expr("null"))
        #SparkEx.DataFrame<#{name}>

    Source: PySpark `TableValuedFunction.#{name}`.
    """
    @spec unquote(name)(DataFrame.session(), DataFrame.column()) :: DataFrame.t()
    def unquote(name)(session, column), do: call(session, unquote(to_string(name)), [column])
  end

  for {name, title} <- [
        collations: "The collations that Spark knows.",
        sql_keywords: "The keywords of Spark's SQL.",
        python_worker_logs: "What Python workers have logged, where their logging is on."
      ] do
    @doc """
    #{title}

        iex> SparkEx.TableValuedFunction.#{name}(:spark)
        #SparkEx.DataFrame<#{name}>

    Source: PySpark `TableValuedFunction.#{name}`.
    """
    @spec unquote(name)(DataFrame.session()) :: DataFrame.t()
    def unquote(name)(session), do: call(session, unquote(to_string(name)), [])
  end

  @doc """
  The values of fields of a JSON text, as one row.

      iex> json = SparkEx.Functions.lit(~s({"a": 1, "b": 2}))
      iex> fields = Enum.map(["a", "b"], &SparkEx.Functions.lit/1)
      iex> SparkEx.TableValuedFunction.json_tuple(:spark, json, fields)
      #SparkEx.DataFrame<json_tuple>

  Source: PySpark `TableValuedFunction.json_tuple`.
  """
  @spec json_tuple(DataFrame.session(), DataFrame.column(), [DataFrame.column(), ...]) ::
          DataFrame.t()
  def json_tuple(_session, _input, []),
    do: raise(Error.Argument, "json_tuple/3 needs at least one field")

  def json_tuple(session, input, fields), do: call(session, "json_tuple", [input | fields])

  @doc """
  The given values in `rows` rows.

      iex> values = Enum.map([1, 2, 3, 4], &SparkEx.Functions.lit/1)
      iex> SparkEx.TableValuedFunction.stack(:spark, SparkEx.Functions.lit(2), values)
      #SparkEx.DataFrame<stack>

  Source: PySpark `TableValuedFunction.stack`.
  """
  @spec stack(DataFrame.session(), DataFrame.column(), [DataFrame.column()]) :: DataFrame.t()
  def stack(session, rows, values), do: call(session, "stack", [rows | values])

  @doc """
  A function by its name, one of the session's own too; its arguments are columns, or frames by
  `SparkEx.DataFrame.as_table/1`.

      iex> SparkEx.TableValuedFunction.call(:spark, "my_function", [SparkEx.Functions.lit(1)])
      #SparkEx.DataFrame<my_function>

  Source: `spark.connect.UnresolvedTableValuedFunction`. (PySpark calls such functions from SQL, or by
  what `functions.udtf` has made of a Python class.)
  """
  @spec call(DataFrame.session(), DataFrame.name(), [DataFrame.column() | TableArg.t()]) ::
          DataFrame.t()
  def call(session, name, arguments \\ []) do
    arguments = arguments |> List.wrap() |> Enum.map(&argument/1)
    function = %{function_name: Names.name!(name, "call/3"), arguments: arguments}
    DataFrame.new(session, %{unresolved_table_valued_function: function})
  end

  @doc """
  Integers, as `SparkEx.range/5` returns them.

      iex> SparkEx.TableValuedFunction.range(:spark, 10)
      #SparkEx.DataFrame<range(0, 10)>
      iex> SparkEx.TableValuedFunction.range(:spark, 10, 0, -2).plan.range
      %{start: 10, end: 0, step: -2, num_partitions: nil}

  Source: PySpark `TableValuedFunction.range`.
  """
  @spec range(
          DataFrame.session(),
          integer,
          integer | nil | keyword,
          integer | keyword,
          keyword | pos_integer | nil
        ) :: DataFrame.t()
  defdelegate range(session, start_or_end, last \\ nil, step \\ 1, options \\ []), to: SparkEx

  defp argument(%TableArg{} = table), do: table |> TableArg.to_column() |> Column.to_expr()
  defp argument(column), do: Column.to_expr(column)
end
