defmodule SparkEx.Functions do
  @moduledoc """
  Spark's functions: PySpark's `pyspark.sql.functions`.

  Each returns a `SparkEx.Column`; nothing runs. The names are PySpark's in snake_case, with an
  underscore if the name is a reserved word of Elixir (`when_/2`).

      iex> alias SparkEx.Functions, as: F
      iex> F.round(F.avg("delay"), 1)
      #SparkEx.Column<round(avg(delay), 1)>

  Use it with an alias, as above, or import the functions that you need, as in
  `import SparkEx.Functions, only: [col: 1, sum: 1]`. An import of all must leave out `quote/1`,
  which is a special form of Elixir:

      import SparkEx.Functions, except: [quote: 1]

  Names that `Kernel` also has are then ambiguous when called (`abs/1`, `ceil/1`, `floor/1`,
  `length/1`, `round/1`, `struct/1`). `use SparkEx` imports this module, `SparkEx.Column` and
  `SparkEx.Query` without such conflicts.

  ## Arguments

    * As in PySpark, **each parameter decides what a bare string means**: a column in
      `upper("name")`, a string in the second argument of `date_format("day", "yyyy")`. An atom is
      the same as a string. `col/1` and `lit/1` are explicit.
    * Any number of arguments in PySpark is one list here: `coalesce(["a", "b"])`,
      `concat_ws("-", ["a", "b"])`. The list is optional for a single argument.
    * Optional parameters come last, and `nil` omits them. If all parameters are optional, they
      may be given by name: `make_interval(days: "d", hours: "h")`.
    * Options are a map or a keyword list. Atoms in snake_case are converted to Spark's names, and
      a name that is almost an option of the format raises, as in `SparkEx.Reader`:
      `from_json("text", "a DATE", date_format: "dd/MM/yyyy", mode: "FAILFAST")`.
    * A function over an array or a map takes an Elixir function:
      `transform("xs", fn x -> Column.plus(x, 1) end)`.
    * A default seed is drawn when the column is built, so that the column is the same in every
      action.

  Wrong arguments raise `SparkEx.Error.Argument`, which names the parameter. Elixir's own
  operators do not work on columns (see `SparkEx.Column`): the result of `col("a") > 1` is a
  boolean, which is an error for a parameter that must be a column, but a literal in
  `lit(col("a") > 1)` and `array_contains("flags", col("a") == 1)`.

  ## Versions of Spark

  The documentation of a function that Spark 4.0 lacks names the version that it needs. For an
  older server, an action returns `SparkEx.Error.Argument` with that version and does not run.

  ## Missing functions

  `SparkEx.Python` makes `udf`, `pandas_udf`, `arrow_udf`, `udtf` and `arrow_udtf` of source text.
  Functions that are registered on the server, or exist in SQL only, are called with
  `call_function/2` or `expr/1`.
  """

  import Kernel, except: [abs: 1, ceil: 1, floor: 1, round: 1, struct: 1]

  alias SparkEx.Arguments.Options
  alias SparkEx.{CallSite, Column, Error, Literal, Plan, Types}
  alias SparkEx.Functions.{Call, Docs, Signature}

  @table Path.join([__DIR__, "..", "..", "priv", "functions.tsv"])
  @external_resource @table
  @signatures Signature.table(@table)

  @protobuf_options [
    descriptor_file: [type: :string, doc: "The path of a descriptor set, which the client reads."],
    descriptor_set: [type: {:or, [:string, :any]}, doc: "The bytes of a descriptor set."],
    options: [type: {:or, [:keyword, :map]}, doc: "Options such as `mode:`, see Arguments above."]
  ]

  # Columns and literals

  @doc """
  A column by name (PySpark `functions.col`).

  `"*"` is all columns, `"a.*"` all fields of `a`; dots separate the parts of a name, backquotes
  hold a part with dots together.

      iex> SparkEx.Functions.col(:id)
      #SparkEx.Column<id>
  """
  @doc group: "normal"
  @spec col(Column.name_or_column()) :: Column.t()
  def col(name), do: Column.column(name)

  @doc """
  The same as `col/1` (PySpark `functions.column`).

      iex> SparkEx.Functions.column("id")
      #SparkEx.Column<id>
  """
  @doc group: "normal"
  @spec column(Column.name_or_column()) :: Column.t()
  def column(name), do: Column.column(name)

  @doc """
  All columns, as `col("*")`.

      iex> SparkEx.Functions.star()
      #SparkEx.Column<*>
  """
  @doc group: "normal"
  @spec star :: Column.t()
  def star, do: Column.column("*")

  @doc """
  A value as a column (PySpark `functions.lit`). A column is returned unchanged.

  `SparkEx.Literal` lists the values. A list becomes a call of `array`. A comparison with Elixir's
  operators, as in `lit(col("a") > 1)`, is a boolean and so a literal: write
  `Column.gt(col("a"), 1)`.

      iex> SparkEx.Functions.lit("text")
      #SparkEx.Column<'text'>

      iex> SparkEx.Functions.lit([1, 2])
      #SparkEx.Column<array(1, 2)>
  """
  @doc group: "normal"
  @spec lit(Column.operand()) :: Column.t()
  def lit(value), do: %Column{expr: Column.value_expr(value)}

  @doc """
  A value as a literal of the given type (see `SparkEx.Types`). A decimal may be given as a
  string.

      iex> SparkEx.Functions.lit(1, :long).expr
      %{literal: %{long: 1}}

      iex> SparkEx.Functions.lit("0.06", {:decimal, 12, 2})
      #SparkEx.Column<0.06>
  """
  @doc group: "normal"
  @spec lit(term, Types.input()) :: Column.t()
  def lit(value, type), do: %Column{expr: Literal.expression(value, type)}

  @doc """
  A SQL expression, which the server parses (PySpark `functions.expr`).

      iex> SparkEx.Functions.expr("length(name) > 3")
      #SparkEx.Column<length(name) > 3>
  """
  @doc group: "normal"
  @spec expr(String.t()) :: Column.t()
  def expr(sql) do
    if is_binary(sql) and String.valid?(sql),
      do: %Column{expr: %{expression_string: %{expression: sql}}},
      else:
        raise(
          Error.Argument,
          "SparkEx.Functions.expr/1: expected SQL as a string, got: #{inspect(sql)}"
        )
  end

  # Conditions

  @doc """
  A value where a condition holds (PySpark `functions.when`).

  `SparkEx.Column.when_/3` adds more conditions, `SparkEx.Column.otherwise/2` the value for other
  rows.

      iex> import SparkEx.Column, only: [gt: 2, otherwise: 2]
      iex> adult = gt(SparkEx.Functions.col("age"), 17)
      iex> SparkEx.Functions.when_(adult, "adult") |> otherwise("child")
      #SparkEx.Column<CASE WHEN (age > 17) THEN 'adult' ELSE 'child' END>
  """
  @doc group: "conditional"
  @spec when_(Column.t(), Column.operand()) :: Column.t()
  def when_(condition, value) do
    arguments = [
      Column.condition_expr(condition, "SparkEx.Functions.when_/2"),
      Column.value_expr(value)
    ]

    %Column{expr: Plan.function("when", arguments)}
  end

  # Order

  for {name, summary} <- [
        asc: "Ascending order, nulls first",
        asc_nulls_first: "Ascending order, nulls first",
        asc_nulls_last: "Ascending order, nulls last",
        desc: "Descending order, nulls last",
        desc_nulls_first: "Descending order, nulls first",
        desc_nulls_last: "Descending order, nulls last"
      ] do
    @doc """
    #{summary} (PySpark `functions.#{name}`).

        iex> SparkEx.Functions.#{name}("a")
        #{inspect(apply(Column, name, ["a"]))}
    """
    @doc group: "sort"
    @spec unquote(name)(Column.name_or_column()) :: Column.t()
    def unquote(name)(column), do: Column.unquote(name)(column)
  end

  # Calls by name

  @doc """
  Calls any function of the server by name (PySpark `functions.call_function`).

  The name is a SQL identifier: `"catalog.schema.name"` for a function of a catalog.

      iex> SparkEx.Functions.call_function("len", ["name"])
      #SparkEx.Column<len(name)>
  """
  @doc group: "call"
  @spec call_function(String.t() | atom, [Column.name_or_column()] | Column.name_or_column()) ::
          Column.t()
  def call_function(name, columns \\ []) do
    arguments = columns |> List.wrap() |> Enum.map(&Column.to_expr/1)
    name = Column.name_text(name)
    call = %{call_function: %{function_name: name, arguments: arguments}}
    %Column{expr: CallSite.put(call, name)}
  end

  @doc """
  Calls a registered user-defined function (PySpark `functions.call_udf`).

      iex> SparkEx.Functions.call_udf("my_function", ["a"])
      #SparkEx.Column<my_function(a)>
  """
  @doc group: "call"
  @spec call_udf(String.t() | atom, [Column.name_or_column()] | Column.name_or_column()) ::
          Column.t()
  def call_udf(name, columns \\ []) do
    arguments = columns |> List.wrap() |> Enum.map(&Column.to_expr/1)
    %Column{expr: Plan.function(Column.name_text(name), arguments)}
  end

  @doc """
  Hints that a frame is small enough to be sent to all executors in a join (PySpark
  `functions.broadcast`).

      iex> frame = SparkEx.Reader.table(:spark, "airlines")
      iex> SparkEx.Functions.broadcast(frame)
      #SparkEx.DataFrame<table("airlines") |> hint(broadcast)>
  """
  @doc group: "normal"
  @spec broadcast(SparkEx.DataFrame.t()) :: SparkEx.DataFrame.t()
  def broadcast(frame), do: SparkEx.DataFrame.hint(frame, "broadcast")

  # Functions that the table cannot describe

  @doc """
  The number of rows in which the column is not null, or of all rows for `"*"` (PySpark
  `functions.count`).

      iex> SparkEx.Functions.count("a")
      #SparkEx.Column<count(a)>

      iex> SparkEx.Functions.count(SparkEx.Functions.col("*"))
      #SparkEx.Column<count(1)>
  """
  @doc group: "aggregate"
  @spec count(Column.name_or_column()) :: Column.t()
  def count(%Column{expr: %{unresolved_star: _}}), do: count(lit(1))
  def count(column), do: %Column{expr: Plan.function("count", [Column.to_expr(column)])}

  @doc """
  Time windows for `group_by` (PySpark `functions.window`).

  Without a slide the windows do not overlap. `start` is their offset from 1970-01-01 00:00:00
  UTC.

      iex> SparkEx.Functions.window("at", "10 minutes", "5 minutes")
      #SparkEx.Column<window(at, '10 minutes', '5 minutes')>
  """
  @doc group: "date and timestamp"
  @spec window(Column.name_or_column(), String.t(), String.t() | nil, String.t() | nil) ::
          Column.t()
  def window(column, duration, slide \\ nil, start \\ nil) do
    slide = if start, do: slide || duration, else: slide
    texts = Enum.reject([duration, slide, start], &is_nil/1)
    literals = Enum.map(texts, &%{literal: Literal.encode(&1, :string)})
    %Column{expr: Plan.function("window", [Column.to_expr(column) | literals])}
  end

  for {name, summary} <- [
        from_protobuf: "Reads a binary column of protobuf messages",
        to_protobuf: "Writes a column as protobuf messages"
      ] do
    @doc """
    #{summary} (PySpark `protobuf.functions.#{name}`).

    The server needs Spark's protobuf package. The name is that of a message in a descriptor set,
    or of the Java class of a message:

    #{Options.docs(@protobuf_options)}

        iex> SparkEx.Functions.#{name}("data", "Person", options: [mode: "PERMISSIVE"])
        #SparkEx.Column<#{name}(data, 'Person', map('mode', 'PERMISSIVE'))>
    """
    @doc group: "protobuf"
    @spec unquote(name)(Column.name_or_column(), String.t(), keyword) :: Column.t()
    def unquote(name)(column, message, options \\ []),
      do: protobuf(unquote("#{name}"), column, message, options)
  end

  defp protobuf(name, column, message, options) do
    options = Options.validate!(options, @protobuf_options, "SparkEx.Functions.#{name}/3")

    arguments =
      [Column.to_expr(column), %{literal: Literal.encode(message, :string)}] ++
        descriptor(options[:descriptor_set], options[:descriptor_file]) ++
        protobuf_options(options[:options])

    %Column{expr: Plan.function(name, arguments)}
  end

  defp descriptor(nil, nil), do: []
  defp descriptor(nil, path), do: descriptor(read!(path), nil)
  defp descriptor(bytes, _path), do: [%{literal: Literal.encode(bytes, :binary)}]

  defp read!(path) do
    case File.read(path) do
      {:ok, bytes} ->
        bytes

      {:error, reason} ->
        raise Error.Argument, "cannot read #{path}: #{:file.format_error(reason)}"
    end
  end

  defp protobuf_options(nil), do: []

  defp protobuf_options(options) do
    {:ok, expr} = SparkEx.Functions.Argument.expr({:options, "protobuf"}, options)
    [expr]
  end

  # Vectors of Spark ML

  @doc """
  A column of vectors as arrays of doubles, or of floats (PySpark `ml.functions.vector_to_array`).

      iex> SparkEx.Functions.vector_to_array("features")
      #SparkEx.Column<vector_to_array(features, 'float64')>

  The second argument is `"float64"` or `"float32"`.
  """
  @doc group: "vector"
  @spec vector_to_array(Column.name_or_column(), String.t()) :: Column.t()
  def vector_to_array(column, type \\ "float64")

  def vector_to_array(column, type) when type in ["float64", "float32"] do
    arguments = [Column.to_expr(column), %{literal: Literal.encode(type, :string)}]
    %Column{expr: Plan.function("vector_to_array", arguments)}
  end

  def vector_to_array(_column, type) do
    raise Error.Argument,
          "SparkEx.Functions.vector_to_array/2: expected \"float64\" or \"float32\", got: " <>
            inspect(type)
  end

  @doc """
  A column of arrays of numbers as dense vectors (PySpark `ml.functions.array_to_vector`).

      iex> SparkEx.Functions.array_to_vector("xs")
      #SparkEx.Column<array_to_vector(xs)>
  """
  @doc group: "vector"
  @spec array_to_vector(Column.name_or_column()) :: Column.t()
  def array_to_vector(column) do
    arguments = [Column.to_expr(column)]
    %Column{expr: Plan.function("array_to_vector", arguments)}
  end

  # Generated functions

  for signature <- @signatures do
    parameters =
      case signature do
        %{form: :keyword} ->
          [%{name: :arguments, min_count: nil, default: :required, kind: :keyword}]

        %{parameters: parameters} ->
          parameters
      end

    variables = Enum.map(parameters, &Macro.var(&1.name, __MODULE__))

    heads =
      Enum.zip_with(parameters, variables, fn parameter, variable ->
        case Signature.head_default(parameter) do
          :none -> variable
          {:default, default} -> quote(do: unquote(variable) \\ unquote(default))
        end
      end)

    call = Map.take(signature, [:name, :wire_name, :parameters, :order, :distinct, :form])
    call = Kernel.struct!(Signature, call)

    @doc Docs.text(signature)
    @doc group: signature.group
    for types <- Docs.specs(signature) do
      @spec unquote(signature.name)(unquote_splicing(types)) :: Column.t()
    end

    def unquote(signature.name)(unquote_splicing(heads)),
      do: Call.column(unquote(Macro.escape(call)), unquote(variables))
  end
end
