defmodule SparkEx.TableValuedFunction do
  @moduledoc """
  Functions that return tables (PySpark's `TableValuedFunction`, `spark.tvf`).

      iex> tags = SparkEx.Functions.lit(["a", "b"])
      iex> SparkEx.TableValuedFunction.explode(:spark, tags)
      #SparkEx.DataFrame<explode>

  `SparkEx.Functions` has `explode/1` and the like for the columns of a frame. To apply a function
  of this module to each row of a frame, make it the right frame of
  `SparkEx.DataFrame.lateral_join/4`.

  Each function builds a `spark.connect.UnresolvedTableValuedFunction` and raises
  `SparkEx.Error.Argument` for an argument that is not a column.
  """

  alias SparkEx.{DataFrame, Error, TableArg}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Python.UDTF

  for {name, title} <- [
        explode: "One row for each element of an array, or each entry of a map.",
        explode_outer: "As `explode/2`, but returns a row of null if there are no elements.",
        posexplode: "As `explode/2`, with the position of each element.",
        posexplode_outer:
          "As `posexplode/2`, but returns a row of nulls if there are no elements.",
        inline: "One row for each struct of an array, with its fields as columns.",
        inline_outer: "As `inline/2`, but returns a row of nulls if there are no structs.",
        variant_explode: "One row for each element or field of a variant.",
        variant_explode_outer:
          "As `variant_explode/2`, but returns a row of nulls if there are no elements."
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
        collations: "The collations that Spark supports.",
        sql_keywords: "The keywords of Spark's SQL.",
        python_worker_logs: "The logs of Python workers, if their logging is enabled."
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
  The values of fields of a JSON string, as one row.

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

  def json_tuple(session, input, fields),
    do: call(session, "json_tuple", [input | list!(fields, "json_tuple/3")])

  @doc """
  The given values, arranged in `rows` rows.

      iex> values = Enum.map([1, 2, 3, 4], &SparkEx.Functions.lit/1)
      iex> SparkEx.TableValuedFunction.stack(:spark, SparkEx.Functions.lit(2), values)
      #SparkEx.DataFrame<stack>

  Source: PySpark `TableValuedFunction.stack`.
  """
  @spec stack(DataFrame.session(), DataFrame.column(), [DataFrame.column()]) :: DataFrame.t()
  def stack(session, rows, values),
    do: call(session, "stack", [rows | list!(values, "stack/3")])

  @doc """
  Calls a function by name, including functions that the session has registered, or a function in
  Python, as `SparkEx.Python.udtf/2` returns it.

      iex> SparkEx.TableValuedFunction.call(:spark, "my_function", [SparkEx.Functions.lit(1)])
      #SparkEx.DataFrame<my_function>

      iex> words = SparkEx.Python.udtf(
      ...>   "class Words:\\n    def eval(self, text):\\n        for word in text.split(): yield word,",
      ...>   returns: "word STRING"
      ...> )
      iex> text = SparkEx.Functions.lit("a b")
      iex> SparkEx.TableValuedFunction.call(:spark, words, [], text: text)
      #SparkEx.DataFrame<Words>

  Arguments are columns, or frames as `SparkEx.DataFrame.as_table/1` returns them; named arguments
  come last. As the right side of `SparkEx.DataFrame.lateral_join/4` a function is called for each
  row of the left one, whose columns are arguments by `SparkEx.Column.outer/1`.

  Source: `spark.connect.UnresolvedTableValuedFunction`, and the result of PySpark
  `functions.udtf`, `spark.connect.CommonInlineUserDefinedTableFunction`. (PySpark calls
  registered functions from SQL.)
  """
  @spec call(
          DataFrame.session(),
          DataFrame.name() | UDTF.t(),
          [DataFrame.column() | TableArg.t()],
          [{atom, DataFrame.column() | TableArg.t()}]
        ) :: DataFrame.t()
  def call(session, function, arguments \\ [], keywords \\ [])

  def call(session, %UDTF{} = udtf, arguments, keywords) do
    arguments = UDTF.arguments!(arguments, keywords, "call/4")
    function = UDTF.message(udtf, arguments)
    DataFrame.new(session, %{common_inline_user_defined_table_function: function})
  end

  def call(session, name, arguments, keywords) do
    arguments = UDTF.arguments!(arguments, keywords, "call/4")
    function = %{function_name: Names.name!(name, "call/4"), arguments: arguments}
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

  defp list!(columns, _context) when is_list(columns), do: columns

  defp list!(other, context),
    do: raise(Error.Argument, "#{context} takes a list of columns, got: #{inspect(other)}")
end
