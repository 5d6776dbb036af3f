defmodule SparkEx.Column do
  @moduledoc """
  An expression over the columns of a frame: PySpark's `Column`.

  A column is plain data, a `spark.connect.Expression` as a map. Nothing is computed, and nothing
  is checked against a schema, until an action runs.

      iex> import SparkEx.Functions, only: [col: 1]
      iex> alias SparkEx.Column
      iex> col("age") |> Column.gt(30) |> Column.and(Column.eq(col(:country), "NO"))
      #SparkEx.Column<((age > 30) and (country == 'NO'))>

  ## Operands

  Operands are those of PySpark: a column is used as it is and **any other value is a literal**
  (`SparkEx.Literal` lists the values), so `eq(col("a"), "b")` compares with the string `"b"`.
  Either side of an operator may be the literal if the other side is a column:
  `minus(1, col("x"))`. Functions of one column, such as `is_null/1` or `asc/1`, also take the
  name of a column.

  `column["key"]` returns a field, an element or a map's value, as `get_item/2` does.

  ## Elixir's own operators

  Elixir's operators do not build columns, so they **must not be used on columns**:

  | Elixir                        | is                                  | use                       |
  |-------------------------------|-------------------------------------|---------------------------|
  | `col("a") > 1`                | `true`, a comparison of Elixir terms | `gt(col("a"), 1)`        |
  | `col("a") == 1`               | `false`                             | `eq(col("a"), 1)`         |
  | `p && q`, `p \|\| q`           | `q`, `p`: one condition is lost     | `and_(p, q)`, `or_(p, q)` |
  | `!p`                          | `false`                             | `not_(p)`                 |

  A bare boolean raises where a condition is expected: in `and_/2`, `or_/2`, `not_/1`, `when_/3`,
  `SparkEx.DataFrame.filter/2` and join conditions. Where any value is allowed, as in
  `lit(col("a") > 1)` or `eq(flag, col("a") == 1)`, a boolean is a valid literal and no error can
  be raised; nor does `p && q` leave a trace of `p`. `SparkEx.Query` has Elixir's operators as
  macros:

      iex> require SparkEx.Query, as: Q
      iex> Q.column(age > 30 and country == "NO")
      #SparkEx.Column<((age > 30) and (country == 'NO'))>

  `use SparkEx` imports this module together with `SparkEx.Functions` and `SparkEx.Query`. To
  import it alone, leave out the names of Elixir's operators:

      import SparkEx.Column, except: [and: 2, or: 2, not: 1]
  """

  import Kernel, except: [and: 2, or: 2, not: 1]

  alias SparkEx.Column.{Formatter, Hint}
  alias SparkEx.DataFrame.Subquery
  alias SparkEx.{CallSite, Error, Literal, Plan, Types, WindowSpec}
  alias SparkEx.Types.SessionTimestamp

  @behaviour Access

  @enforce_keys [:expr]
  defstruct [:expr]

  @type t :: %__MODULE__{expr: map}

  @typedoc "A column, or the name of one."
  @type name_or_column :: t | String.t() | atom

  @typedoc "A column, or a value that becomes a literal."
  @type operand :: t | term

  @typedoc "A sort key: a column or name, ascending by default, or `{:desc, column}`."
  @type sort_key :: name_or_column | {atom, name_or_column}

  @ascending_nulls_first {:SORT_DIRECTION_ASCENDING, :SORT_NULLS_FIRST}
  @orders %{
    asc: @ascending_nulls_first,
    asc_nulls_first: @ascending_nulls_first,
    asc_nulls_last: {:SORT_DIRECTION_ASCENDING, :SORT_NULLS_LAST},
    desc: {:SORT_DIRECTION_DESCENDING, :SORT_NULLS_LAST},
    desc_nulls_first: {:SORT_DIRECTION_DESCENDING, :SORT_NULLS_FIRST},
    desc_nulls_last: {:SORT_DIRECTION_DESCENDING, :SORT_NULLS_LAST}
  }

  # Coercion

  @doc """
  The expression of a column, or of the column of the given name.

  `"*"` stands for all columns and `"a.*"` for all fields of `a`, as in PySpark's `col`.

      iex> SparkEx.Column.to_expr(:id)
      %{unresolved_attribute: %{unparsed_identifier: "id"}}

      iex> SparkEx.Column.to_expr("a.*")
      %{unresolved_star: %{unparsed_target: "a.*"}}

      iex> SparkEx.Column.to_expr(1)
      ** (SparkEx.Error.Argument) expected a SparkEx.Column or the name of a column, got: 1; use SparkEx.Functions.lit/1 to make a column of a value
  """
  @spec to_expr(name_or_column) :: map
  def to_expr(%__MODULE__{expr: expr}), do: expr
  def to_expr("*"), do: %{unresolved_star: %{}}

  def to_expr(name) when is_binary(name) do
    cond do
      Kernel.not(String.valid?(name)) -> not_a_column(name)
      String.ends_with?(name, ".*") -> %{unresolved_star: %{unparsed_target: name}}
      true -> Plan.attribute(name)
    end
  end

  def to_expr(name) when is_atom(name) do
    if name in [nil, true, false], do: not_a_column(name), else: to_expr(Atom.to_string(name))
  end

  def to_expr(other), do: not_a_column(other)

  @doc """
  The expression of a column, or of a literal.

  A list becomes a call of `array`, as in PySpark's `lit`, so that it may contain columns. Spark
  brings its elements to one type; numbers that this would round are refused.

      iex> SparkEx.Column.value_expr("id")
      %{literal: %{string: "id"}}

      iex> SparkEx.Column.value_expr([1])
      %{unresolved_function: %{function_name: "array", arguments: [%{literal: %{integer: 1}}]}}
  """
  @spec value_expr(operand) :: map
  def value_expr(%__MODULE__{expr: expr}), do: expr

  def value_expr(values) when is_list(values) do
    elements = Enum.map(values, &value_expr/1)
    unless columns?(values), do: Literal.check_list!(values)
    Plan.function("array", elements)
  end

  def value_expr(frame) when is_struct(frame, SparkEx.DataFrame) do
    raise Error.Argument,
          "expected a column or a literal, got: #{inspect(frame)}#{Hint.for_value(frame)}"
  end

  def value_expr(value), do: Literal.expression(value)

  defp columns?(values) when is_list(values), do: Enum.any?(values, &columns?/1)
  defp columns?(value), do: is_struct(value, __MODULE__)

  @doc """
  The `Expression.SortOrder` of a sort key.

  A key is a column or a name (ascending, nulls first), a column made by `asc/1`,
  `desc_nulls_first/1` and so on, or a pair `{:desc, column}` with one of these names. A list may
  therefore be written as in Ecto, `[asc: :a, desc: :b]`, or with plain names after the pairs,
  `[{:desc, :revenue}, :o_orderdate]`.

      iex> SparkEx.Column.sort_expr({:desc, :b})
      %{child: %{unresolved_attribute: %{unparsed_identifier: "b"}},
        direction: :SORT_DIRECTION_DESCENDING, null_ordering: :SORT_NULLS_LAST}
  """
  @spec sort_expr(sort_key) :: map
  def sort_expr(%__MODULE__{expr: %{sort_order: order}}), do: order
  def sort_expr({order, column}) when is_map_key(@orders, order), do: ordered(column, order)

  def sort_expr({column, order}) when is_map_key(@orders, order),
    do: unknown_order(column, "; write {#{inspect(order)}, #{inspect(column)}}")

  def sort_expr({order, _column}), do: unknown_order(order, "")
  def sort_expr(column), do: ordered(column, :asc)

  @doc """
  The expression of a column, or of a pair `{name, column}`, which is an alias.

  It allows `select(frame, [:id, total: sum("x")])`.

      iex> SparkEx.Column.alias_expr({:key, "id"})
      %{alias: %{expr: %{unresolved_attribute: %{unparsed_identifier: "id"}}, name: ["key"]}}

      iex> SparkEx.Column.alias_expr(:id)
      %{unresolved_attribute: %{unparsed_identifier: "id"}}
  """
  @spec alias_expr(name_or_column | {atom | String.t(), name_or_column}) :: map
  def alias_expr({name, column}),
    do: %{alias: %{expr: to_expr(column), name: [name_text(name)]}}

  def alias_expr(column), do: to_expr(column)

  # Operators

  operators = [
    {:eq, "==", "Equal (PySpark `==`).", "eq(col(\"a\"), 1)", "(a == 1)"},
    {:gt, ">", "Greater than (PySpark `>`).", "gt(col(\"a\"), 1)", "(a > 1)"},
    {:gte, ">=", "Greater than or equal (PySpark `>=`).", "gte(col(\"a\"), 1)", "(a >= 1)"},
    {:lt, "<", "Less than (PySpark `<`).", "lt(col(\"a\"), 1)", "(a < 1)"},
    {:lte, "<=", "Less than or equal (PySpark `<=`).", "lte(col(\"a\"), 1)", "(a <= 1)"},
    {:eq_null_safe, "<=>", "Equal, where null equals null (PySpark `Column.eqNullSafe`).",
     "eq_null_safe(col(\"a\"), nil)", "(a <=> NULL)"},
    {:plus, "+", "Sum (PySpark `+`).", "plus(col(\"a\"), 1)", "(a + 1)"},
    {:minus, "-", "Difference (PySpark `-`).", "minus(1, col(\"a\"))", "(1 - a)"},
    {:multiply, "*", "Product (PySpark `*`).", "multiply(col(\"a\"), 2)", "(a * 2)"},
    {:divide, "/", "Quotient (PySpark `/`).", "divide(col(\"a\"), 2)", "(a / 2)"},
    {:mod, "%", "Remainder (PySpark `%`).", "mod(col(\"a\"), 2)", "(a % 2)"},
    {:pow, "power", "Power (PySpark `**`).", "pow(col(\"a\"), 2)", "power(a, 2)"},
    {:bitwise_and, "&", "Bitwise and (PySpark `Column.bitwiseAND`).",
     "bitwise_and(col(\"a\"), 1)", "(a & 1)"},
    {:bitwise_or, "|", "Bitwise or (PySpark `Column.bitwiseOR`).", "bitwise_or(col(\"a\"), 1)",
     "(a | 1)"},
    {:bitwise_xor, "^", "Bitwise exclusive or (PySpark `Column.bitwiseXOR`).",
     "bitwise_xor(col(\"a\"), 1)", "(a ^ 1)"}
  ]

  for {name, sent, summary, example, shown} <- operators do
    @doc """
    #{summary}

        iex> import SparkEx.Functions, only: [col: 1]
        iex> SparkEx.Column.#{example}
        #SparkEx.Column<#{shown}>
    """
    @doc group: "Operators"
    @spec unquote(name)(operand, operand) :: t
    def unquote(name)(left, right), do: binary(unquote(sent), left, right)
  end

  for {name, sent, summary, constant} <- [
        {:and_, "and", "Both conditions (PySpark `&`). Also callable as `Column.and(a, b)`.",
         true},
        {:or_, "or", "Either condition (PySpark `|`). Also callable as `Column.or(a, b)`.", false}
      ] do
    @doc """
    #{summary}

        iex> import SparkEx.Functions, only: [col: 1, lit: 1]
        iex> SparkEx.Column.#{name}(col("a"), col("b"))
        #SparkEx.Column<(a #{sent} b)>
        iex> SparkEx.Column.#{name}(col("a"), lit(#{constant}))
        #SparkEx.Column<(a #{sent} #{constant})>

    A bare boolean raises `SparkEx.Error.Argument`, since Elixir's operators on columns return
    one.
    """
    @doc group: "Operators"
    @spec unquote(name)(t, t) :: t
    def unquote(name)(left, right) do
      context = "SparkEx.Column.#{unquote(name)}/2"
      call(unquote(sent), [condition_expr(left, context), condition_expr(right, context)])
    end
  end

  @doc """
  Not equal (PySpark `!=`).

      iex> SparkEx.Column.neq(SparkEx.Functions.col("a"), 1)
      #SparkEx.Column<(NOT (a == 1))>
  """
  @doc group: "Operators"
  @spec neq(operand, operand) :: t
  def neq(left, right), do: left |> eq(right) |> not_()

  @doc """
  Negation of a condition (PySpark `~`). Also callable as `Column.not(a)`.

      iex> SparkEx.Column.not_(SparkEx.Functions.col("a"))
      #SparkEx.Column<(NOT a)>
  """
  @doc group: "Operators"
  @spec not_(name_or_column) :: t
  def not_(column), do: unary("not", column)

  @doc """
  The same as `and_/2`.

      iex> SparkEx.Column.and(SparkEx.Functions.col("a"), SparkEx.Functions.col("b"))
      #SparkEx.Column<(a and b)>
  """
  @doc group: "Operators"
  @spec unquote(:and)(t, t) :: t
  def unquote(:and)(left, right), do: and_(left, right)

  @doc """
  The same as `or_/2`.

      iex> SparkEx.Column.or(SparkEx.Functions.col("a"), SparkEx.Functions.col("b"))
      #SparkEx.Column<(a or b)>
  """
  @doc group: "Operators"
  @spec unquote(:or)(t, t) :: t
  def unquote(:or)(left, right), do: or_(left, right)

  @doc """
  The same as `not_/1`.

      iex> SparkEx.Column.not(SparkEx.Functions.col("a"))
      #SparkEx.Column<(NOT a)>
  """
  @doc group: "Operators"
  @spec unquote(:not)(name_or_column) :: t
  def unquote(:not)(column), do: not_(column)

  @doc """
  The negative of a number (PySpark's unary `-`).

      iex> SparkEx.Column.negate(SparkEx.Functions.col("a"))
      #SparkEx.Column<(- a)>
  """
  @doc group: "Operators"
  @spec negate(name_or_column) :: t
  def negate(column), do: unary("negative", column)

  # Predicates

  @doc """
  Whether the value is null (PySpark `Column.isNull`).

      iex> SparkEx.Column.is_null(SparkEx.Functions.col("a"))
      #SparkEx.Column<(a IS NULL)>
  """
  @doc group: "Predicates"
  @spec is_null(name_or_column) :: t
  def is_null(column), do: unary("isNull", column)

  @doc """
  Whether the value is not null (PySpark `Column.isNotNull`).

      iex> SparkEx.Column.is_not_null(SparkEx.Functions.col("a"))
      #SparkEx.Column<(a IS NOT NULL)>
  """
  @doc group: "Predicates"
  @spec is_not_null(name_or_column) :: t
  def is_not_null(column), do: unary("isNotNull", column)

  @doc """
  Whether the value is NaN (PySpark `Column.isNaN`).

      iex> SparkEx.Column.is_nan(SparkEx.Functions.col("a"))
      #SparkEx.Column<isNaN(a)>
  """
  @doc group: "Predicates"
  @spec is_nan(name_or_column) :: t
  def is_nan(column), do: unary("isNaN", column)

  @doc """
  Whether the value is in a list of columns and literals, or in the rows of a frame (PySpark
  `Column.isin`). A struct of columns is compared with the columns of the frame, one by one.

      iex> SparkEx.Column.isin(SparkEx.Functions.col("a"), [1, 2])
      #SparkEx.Column<(a IN (1, 2))>
  """
  @doc group: "Predicates"
  @spec isin(name_or_column, [operand] | MapSet.t() | SparkEx.DataFrame.t()) :: t
  def isin(column, values) when is_list(values),
    do: call("in", [to_expr(column) | Enum.map(values, &value_expr/1)])

  def isin(column, %MapSet{} = values), do: isin(column, MapSet.to_list(values))

  def isin(column, frame) when is_struct(frame, SparkEx.DataFrame),
    do: Subquery.member(column(column), frame)

  def isin(_column, other) do
    raise Error.Argument,
          "Column.isin/2: expected a list, a MapSet or a frame, got: #{inspect(other)}" <>
            Hint.for_value(other)
  end

  @doc """
  Whether the value lies between two bounds, both inclusive (PySpark `Column.between`).

      iex> SparkEx.Column.between(SparkEx.Functions.col("a"), 1, 9)
      #SparkEx.Column<((a >= 1) and (a <= 9))>
  """
  @doc group: "Predicates"
  @spec between(name_or_column, operand, operand) :: t
  def between(column, lower, upper) do
    column = column(column)
    column |> gte(lower) |> and_(lte(column, upper))
  end

  # Strings

  strings = [
    {:contains, "contains", "Whether a string contains another (PySpark `Column.contains`).",
     "contains(a, 'x')"},
    {:starts_with, "startsWith",
     "Whether a string starts with another (PySpark `Column.startswith`).", "startsWith(a, 'x')"},
    {:ends_with, "endsWith", "Whether a string ends with another (PySpark `Column.endswith`).",
     "endsWith(a, 'x')"},
    {:startswith, "startsWith", "The same as `starts_with/2`, under PySpark's name.",
     "startsWith(a, 'x')"},
    {:endswith, "endsWith", "The same as `ends_with/2`, under PySpark's name.",
     "endsWith(a, 'x')"},
    {:like, "like", "Whether a string matches an SQL pattern (PySpark `Column.like`).",
     "like(a, 'x')"},
    {:ilike, "ilike", "As `like/2`, but case-insensitive (PySpark `Column.ilike`).",
     "ilike(a, 'x')"},
    {:rlike, "rlike",
     "Whether a string matches a Java regular expression (PySpark `Column.rlike`).",
     "rlike(a, 'x')"}
  ]

  for {name, sent, summary, shown} <- strings do
    @doc """
    #{summary}

        iex> SparkEx.Column.#{name}(SparkEx.Functions.col("a"), "x")
        #SparkEx.Column<#{shown}>
    """
    @doc group: "Strings"
    @spec unquote(name)(name_or_column, operand) :: t
    def unquote(name)(column, other), do: binary(unquote(sent), column(column), other)
  end

  @doc """
  A part of a string: its first position, counted from 1, and its length (PySpark
  `Column.substr`).

      iex> SparkEx.Column.substr(SparkEx.Functions.col("a"), 1, 3)
      #SparkEx.Column<substr(a, 1, 3)>
  """
  @doc group: "Strings"
  @spec substr(name_or_column, t | integer, t | integer) :: t
  def substr(column, position, length),
    do: call("substr", [to_expr(column), value_expr(position), value_expr(length)])

  # Conditions

  @doc """
  Adds a branch to a column made by `SparkEx.Functions.when_/2` (PySpark `Column.when`).

      iex> import SparkEx.Column, only: [gt: 2, otherwise: 2, when_: 3]
      iex> import SparkEx.Functions, only: [col: 1, when_: 2]
      iex> when_(gt(col("a"), 9), "big") |> when_(gt(col("a"), 3), "middle") |> otherwise("small")
      #SparkEx.Column<CASE WHEN (a > 9) THEN 'big' WHEN (a > 3) THEN 'middle' ELSE 'small' END>
  """
  @doc group: "Conditions"
  @spec when_(t, t, operand) :: t
  def when_(column, condition, value),
    do:
      extend_case(
        column,
        [condition_expr(condition, "SparkEx.Column.when_/3"), value_expr(value)],
        "when_/3"
      )

  @doc """
  The value where no condition of `when_/3` holds, by default null (PySpark `Column.otherwise`).

      iex> import SparkEx.Functions, only: [col: 1, when_: 2]
      iex> SparkEx.Column.otherwise(when_(col("a"), 1), 0)
      #SparkEx.Column<CASE WHEN a THEN 1 ELSE 0 END>
  """
  @doc group: "Conditions"
  @spec otherwise(t, operand) :: t
  def otherwise(column, value), do: extend_case(column, [value_expr(value)], "otherwise/2")

  # Names and types

  @doc """
  Names the column (PySpark `Column.alias`).

  A list of names is for a generator that returns several columns. `metadata:` is a map that is
  stored with the column in the schema; it needs exactly one name.

      iex> SparkEx.Column.alias_(SparkEx.Functions.col("a"), "b")
      #SparkEx.Column<a AS b>

      iex> SparkEx.Column.alias_("a", "b", metadata: %{unit: "km"}).expr.alias.metadata
      ~s({"unit": "km"})
  """
  @doc group: "Names and types"
  @spec alias_(name_or_column, atom | String.t() | [atom | String.t()], metadata: map) :: t
  def alias_(column, names, options \\ []) do
    names = names |> List.wrap() |> Enum.map(&name_text/1)

    %__MODULE__{
      expr: %{alias: Map.new([expr: to_expr(column), name: names] ++ metadata(options, names))}
    }
  end

  @doc """
  The same as `alias_/3` (PySpark `Column.name`).

      iex> SparkEx.Column.name(SparkEx.Functions.col("a"), :b)
      #SparkEx.Column<a AS b>
  """
  @doc group: "Names and types"
  @spec name(name_or_column, atom | String.t() | [atom | String.t()], metadata: map) :: t
  def name(column, names, options \\ []), do: alias_(column, names, options)

  @doc """
  Converts to a type (PySpark `Column.cast`).

  The type is a string that the server parses, or a type of `SparkEx.Types`.

      iex> SparkEx.Column.cast(SparkEx.Functions.col("a"), "decimal(10,2)")
      #SparkEx.Column<CAST(a AS DECIMAL(10,2))>

      iex> SparkEx.Column.cast(SparkEx.Functions.col("a"), {:array, :long})
      #SparkEx.Column<CAST(a AS ARRAY<BIGINT>)>
  """
  @doc group: "Names and types"
  @spec cast(name_or_column, Types.input()) :: t
  def cast(column, type),
    do: %__MODULE__{expr: CallSite.put(%{cast: cast_fields(column, type)}, "cast")}

  @doc """
  The same as `cast/2` (PySpark `Column.astype`).

      iex> SparkEx.Column.astype(SparkEx.Functions.col("a"), :long)
      #SparkEx.Column<CAST(a AS BIGINT)>
  """
  @doc group: "Names and types"
  @spec astype(name_or_column, Types.input()) :: t
  def astype(column, type), do: cast(column, type)

  @doc """
  As `cast/2`, but null for a value that cannot be converted (PySpark `Column.try_cast`).

      iex> SparkEx.Column.try_cast(SparkEx.Functions.col("a"), :date)
      #SparkEx.Column<TRY_CAST(a AS DATE)>
  """
  @doc group: "Names and types"
  @spec try_cast(name_or_column, Types.input()) :: t
  def try_cast(column, type) do
    cast = column |> cast_fields(type) |> Map.put(:eval_mode, :EVAL_MODE_TRY)
    %__MODULE__{expr: CallSite.put(%{cast: cast}, "try_cast")}
  end

  # Order

  for {name, {_direction, _nulls}} <- Enum.sort(@orders) do
    words = name |> Atom.to_string() |> String.split("_", parts: 2)
    direction = if hd(words) == "asc", do: "Ascending", else: "Descending"
    {_direction, nulls} = @orders[name]
    place = if nulls == :SORT_NULLS_FIRST, do: "first", else: "last"
    shown = if direction == "Ascending", do: "ASC", else: "DESC"

    @doc """
    #{direction} order with nulls #{place} (PySpark `Column.#{name}`).

        iex> SparkEx.Column.#{name}(SparkEx.Functions.col("a"))
        #SparkEx.Column<a #{shown} NULLS #{String.upcase(place)}>
    """
    @doc group: "Order and windows"
    @spec unquote(name)(name_or_column) :: t
    def unquote(name)(column),
      do: %__MODULE__{expr: %{sort_order: ordered(column, unquote(name))}}
  end

  @doc """
  Applies a window function or an aggregate over a window (PySpark `Column.over`).

  The window is a `SparkEx.WindowSpec`, or a keyword list with `:partition_by`, `:order_by` and
  `:rows_between` or `:range_between`, whose value is a pair of boundaries.

      iex> window = SparkEx.Window.partition_by("k") |> SparkEx.WindowSpec.order_by("t")
      iex> SparkEx.Column.over(SparkEx.Functions.row_number(), window)
      #SparkEx.Column<row_number() OVER (PARTITION BY k ORDER BY t ASC NULLS FIRST)>

      iex> SparkEx.Column.over(SparkEx.Functions.sum("x"), partition_by: "k", rows_between: {-1, 1})
      #SparkEx.Column<sum(x) OVER (PARTITION BY k ROWS BETWEEN -1 AND 1)>
  """
  @doc group: "Order and windows"
  @spec over(t, WindowSpec.t() | keyword) :: t
  def over(%__MODULE__{expr: expr}, %WindowSpec{} = window),
    do: %__MODULE__{expr: %{window: WindowSpec.over(window, expr)}}

  def over(%__MODULE__{} = column, [_ | _] = options),
    do: over(column, WindowSpec.from_options(options))

  def over(%__MODULE__{}, other) do
    raise Error.Argument,
          "Column.over/2: expected a SparkEx.WindowSpec or a keyword list, got: #{inspect(other)}"
  end

  def over(other, _window) do
    raise Error.Argument,
          "Column.over/2: expected a column, got: #{inspect(other)}#{Hint.for_column(other)}"
  end

  # Nested values

  @doc """
  The element of an array, the value of a map or the field of a struct (PySpark `Column.getItem`).

      iex> SparkEx.Column.get_item(SparkEx.Functions.col("a"), 0)
      #SparkEx.Column<a[0]>

      iex> SparkEx.Functions.col("a")["key"]
      #SparkEx.Column<a['key']>
  """
  @doc group: "Nested values"
  @spec get_item(name_or_column, operand) :: t
  def get_item(column, key) do
    value = %{child: to_expr(column), extraction: value_expr(key)}
    %__MODULE__{expr: CallSite.put(%{unresolved_extract_value: value}, "get_item")}
  end

  @doc """
  The field of a struct (PySpark `Column.getField`). The name may be an atom.

      iex> SparkEx.Column.get_field(SparkEx.Functions.col("a"), :b)
      #SparkEx.Column<a['b']>
  """
  @doc group: "Nested values"
  @spec get_field(name_or_column, operand) :: t
  def get_field(column, name) when is_atom(name), do: get_item(column, name_text(name))
  def get_field(column, name), do: get_item(column, name)

  @doc """
  A struct with a field added or replaced (PySpark `Column.withField`).

  The field may be nested: `"a.b"`. Its value is a column; use `SparkEx.Functions.lit/1` for a
  constant.

      iex> import SparkEx.Functions, only: [col: 1, lit: 1]
      iex> SparkEx.Column.with_field(col("a"), :b, lit(1))
      #SparkEx.Column<update_field(a, b, 1)>
  """
  @doc group: "Nested values"
  @spec with_field(name_or_column, atom | String.t(), t) :: t
  def with_field(column, name, %__MODULE__{expr: value}) do
    update = %{struct_expression: to_expr(column), field_name: name_text(name)}
    %__MODULE__{expr: %{update_fields: Map.put(update, :value_expression, value)}}
  end

  def with_field(_column, _name, other) do
    raise Error.Argument,
          "Column.with_field/3: expected a column as the value, got: #{inspect(other)}" <>
            Hint.for_column(other)
  end

  @doc """
  A struct without the given field or fields (PySpark `Column.dropFields`).

      iex> SparkEx.Column.drop_fields(SparkEx.Functions.col("a"), [:b, "c"])
      #SparkEx.Column<drop_field(drop_field(a, b), c)>
  """
  @doc group: "Nested values"
  @spec drop_fields(name_or_column, atom | String.t() | [atom | String.t()]) :: t
  def drop_fields(_column, []),
    do: raise(Error.Argument, "Column.drop_fields/2 needs at least one field name")

  def drop_fields(column, names) do
    %__MODULE__{expr: names |> List.wrap() |> Enum.reduce(to_expr(column), &drop_field/2)}
  end

  @doc """
  A reference to a column of the outer query, in a subquery (PySpark `Column.outer`).

  Spark resolves outer references itself, so the column is returned as it is. A plain name is
  looked up in the subquery first. Give the outer frame an alias where both have the name:

      iex> import SparkEx.Functions, only: [col: 1]
      iex> alias SparkEx.{Column, DataFrame, Reader}
      iex> flights = :spark |> Reader.table("flights") |> DataFrame.alias_("f")
      iex> planes = Reader.table(:spark, "planes")
      iex> same = Column.eq(col("tailnum"), Column.outer(col("f.tailnum")))
      iex> DataFrame.filter(flights, planes |> DataFrame.filter(same) |> DataFrame.exists())
      #SparkEx.DataFrame<table("flights") |> alias_(f) |> filter(exists(table("planes") |> filter(tailnum == f.tailnum)))>

  A column of a frame, such as `flights["tailnum"]`, raises `SparkEx.Error.Argument`: Spark looks
  for it in the subquery only.
  """
  @doc group: "Nested values"
  @spec outer(name_or_column) :: t
  def outer(column) do
    column = column(column)
    if frame_column?(column.expr), do: refuse_outer(column), else: column
  end

  @doc """
  Applies a function to the column, for use in a pipeline (PySpark `Column.transform`).

      iex> SparkEx.Column.transform(SparkEx.Functions.col("a"), &SparkEx.Column.plus(&1, 1))
      #SparkEx.Column<(a + 1)>
  """
  @doc group: "Nested values"
  @spec transform(name_or_column, (t -> t)) :: t
  def transform(column, function) when is_function(function, 1), do: function.(column(column))

  def transform(_column, other) do
    raise Error.Argument,
          "Column.transform/2: expected a function of one argument, got: #{inspect(other)}"
  end

  @impl Access
  @doc false
  def fetch(column, key), do: {:ok, get_item(column, key)}

  @impl Access
  @doc false
  def get_and_update(_column, _key, _function), do: immutable()

  @impl Access
  @doc false
  def pop(_column, _key), do: immutable()

  @doc false
  @spec column(name_or_column) :: t
  def column(%__MODULE__{} = column), do: column
  def column(name), do: %__MODULE__{expr: to_expr(name)}

  @doc false
  @spec condition_expr(term, String.t()) :: Plan.expression()
  def condition_expr(%__MODULE__{expr: expr}, _context), do: expr

  def condition_expr(other, context) do
    raise Error.Argument,
          "#{context}: expected a condition as a column, got: #{inspect(other)}" <>
            Hint.for_condition(other)
  end

  defp call(name, arguments), do: %__MODULE__{expr: Plan.function(name, arguments)}
  defp unary(name, operand), do: call(name, [to_expr(operand)])

  defp binary(name, left, right)
       when is_struct(left, __MODULE__)
       when is_struct(right, __MODULE__),
       do: call(name, [value_expr(left), value_expr(right)])

  defp binary(name, left, right) do
    raise Error.Argument,
          "one side of #{name} must be a column (SparkEx.Functions.col/1 makes one of a name), " <>
            "got: #{inspect(left)} and #{inspect(right)}" <>
            (Enum.find_value([left, right], &non_empty(Hint.for_value(&1))) || "")
  end

  defp non_empty(""), do: nil
  defp non_empty(text), do: text

  # Columns of frames have the plan id of their frame.
  defp frame_column?(expr), do: Plan.any?(expr, &is_map_key(&1, :plan_id))

  @spec refuse_outer(t) :: no_return
  defp refuse_outer(column) do
    raise Error.Argument,
          "Column.outer/1: #{inspect(column)} is a column of a frame, which Spark looks for in the " <>
            "subquery only; give the outer frame an alias and use its name: " <>
            "SparkEx.DataFrame.alias_(frame, \"o\") and outer(col(\"o.name\"))"
  end

  @spec unknown_order(term, String.t()) :: no_return
  defp unknown_order(order, hint) do
    raise Error.Argument,
          "unknown sort order #{inspect(order)}#{hint}" <>
            " (allowed: #{Enum.map_join(Enum.sort(Map.keys(@orders)), ", ", &inspect/1)})"
  end

  defp ordered(%__MODULE__{expr: %{sort_order: %{child: child}}}, order),
    do: ordered(%__MODULE__{expr: child}, order)

  defp ordered(column, order) do
    {direction, nulls} = Map.fetch!(@orders, order)
    %{child: to_expr(column), direction: direction, null_ordering: nulls}
  end

  # An even number of arguments means that there is no `otherwise` yet.
  defp extend_case(
         %__MODULE__{expr: %{unresolved_function: %{function_name: "when"} = function}},
         more,
         name
       ) do
    case rem(length(function.arguments), 2) do
      0 -> call("when", function.arguments ++ more)
      1 -> raise Error.Argument, "Column.#{name} cannot follow Column.otherwise/2"
    end
  end

  defp extend_case(_column, _more, name),
    do: raise(Error.Argument, "Column.#{name} follows SparkEx.Functions.when_/2")

  defp cast_fields(column, type) when is_binary(type),
    do: %{expr: to_expr(column), type_str: type}

  defp cast_fields(column, type),
    do: %{expr: to_expr(column), type: SessionTimestamp.to_proto(type)}

  defp drop_field(name, expr),
    do: %{update_fields: %{struct_expression: expr, field_name: name_text(name)}}

  defp metadata([], _names), do: []

  defp metadata([metadata: %{} = metadata], [_one_name]) when Kernel.not(is_struct(metadata)),
    do: [metadata: SparkEx.Types.JSONCodec.encode!(metadata, :spaced)]

  defp metadata(other, names) do
    raise Error.Argument,
          "Column.alias_/3: expected metadata: a map, and one name, " <>
            "got: #{inspect(other)} for #{inspect(names)}"
  end

  @doc false
  @spec name_text(atom | String.t()) :: String.t()
  def name_text(name) when is_atom(name) do
    if name in [nil, true, false], do: not_a_name(name), else: Atom.to_string(name)
  end

  def name_text(name) when is_binary(name) do
    if String.valid?(name), do: name, else: not_a_name(name)
  end

  def name_text(other), do: not_a_name(other)

  @spec not_a_name(term) :: no_return
  defp not_a_name(other),
    do:
      raise(
        Error.Argument,
        "expected a name as a string (valid UTF-8) or an atom, got: #{inspect(other)}"
      )

  @spec not_a_column(term) :: no_return
  defp not_a_column(name) when is_binary(name), do: not_a_name(name)

  defp not_a_column(other) do
    raise Error.Argument,
          "expected a SparkEx.Column or the name of a column, got: #{inspect(other)}" <>
            Hint.for_column(other)
  end

  @spec immutable :: no_return
  defp immutable do
    raise Error.Argument,
          "a column cannot be updated in place; Column.with_field/3 and Column.drop_fields/2 " <>
            "return changed structs"
  end

  defimpl Inspect do
    def inspect(column, _options), do: "#SparkEx.Column<" <> Formatter.render(column.expr) <> ">"
  end
end
