defmodule SparkEx.Functions.Argument do
  @moduledoc false
  # Arguments as expressions, by the kind of the parameter. The kind decides what a bare string
  # means: a column for some PySpark functions, a string for others.

  alias SparkEx.Arguments.SourceOptions
  alias SparkEx.{Column, Literal, Plan}
  alias SparkEx.Functions.Lambda
  alias SparkEx.Types.SessionTimestamp

  @type kind ::
          :column
          | :field
          | :expression
          | :value
          | :string
          | :integer
          | :number
          | :boolean
          | :percentage
          | {:options, source :: String.t()}
          | :schema
          | :ddl
          | :column_or_integer
          | :column_or_number
          | :string_or_binary
          | {:lambda, [1..3]}

  @kinds %{
    "column" => :column,
    "field" => :field,
    "expression" => :expression,
    "value" => :value,
    "string" => :string,
    "integer" => :integer,
    "number" => :number,
    "boolean" => :boolean,
    "percentage" => :percentage,
    "options/avro" => {:options, "avro"},
    "options/csv" => {:options, "csv"},
    "options/json" => {:options, "json"},
    "options/xml" => {:options, "xml"},
    "schema" => :schema,
    "ddl" => :ddl,
    "column|integer" => :column_or_integer,
    "column|number" => :column_or_number,
    "string|binary" => :string_or_binary,
    "lambda/1" => {:lambda, [1]},
    "lambda/2" => {:lambda, [2]},
    "lambda/3" => {:lambda, [3]},
    "lambda/1|2" => {:lambda, [1, 2]}
  }

  @spec kind!(String.t()) :: kind
  def kind!(name), do: Map.fetch!(@kinds, name)

  @words %{1 => "one", 2 => "two", 3 => "three"}

  defguardp is_name(value)
            when is_binary(value) or (is_atom(value) and value not in [nil, true, false])

  @doc "The expression of an argument, or `:error` where the kind does not take it."
  @spec expr(kind, term) :: {:ok, SparkEx.Plan.expression()} | :error
  def expr({:lambda, arities}, function) do
    if Enum.any?(arities, &is_function(function, &1)),
      do: {:ok, Lambda.expr(function)},
      else: :error
  end

  def expr(:field, {name, column}) when is_name(name),
    do: {:ok, Column.alias_expr({name, column})}

  def expr({:options, source}, options), do: options(options, source)
  def expr(_kind, %Column{expr: expr}), do: {:ok, expr}
  def expr(:value, value), do: {:ok, Column.value_expr(value)}
  def expr(:string, value) when is_name(value), do: literal(to_string(value))
  def expr(:string_or_binary, value) when is_name(value), do: literal(to_string(value))
  def expr(:string_or_binary, {:binary, _bytes} = value), do: literal(value)
  def expr(:integer, value) when is_integer(value), do: literal(value)
  def expr(:column_or_integer, value) when is_integer(value), do: literal(value)
  def expr(:number, value) when is_number(value), do: literal(value)
  def expr(:column_or_number, value) when is_number(value), do: literal(value)
  def expr(:percentage, value) when is_number(value), do: literal(value)
  def expr(:percentage, values) when is_list(values), do: {:ok, Column.value_expr(values)}
  def expr(:boolean, value) when is_boolean(value), do: literal(value)
  def expr(kind, text) when kind in [:schema, :ddl] and is_binary(text), do: literal(text)
  def expr(:schema, type) when is_name(type) or is_list(type) or is_tuple(type), do: json(type)

  def expr(:ddl, type) when is_name(type) or is_list(type) or is_tuple(type),
    do: type |> SessionTimestamp.to_ddl() |> literal()

  def expr(kind, name)
      when kind in [:column, :field, :column_or_integer, :column_or_number] and is_name(name),
      do: {:ok, Column.to_expr(name)}

  def expr(_kind, _value), do: :error

  @doc "Whether the kind is a column in the first place, so that a value needs `lit/1`."
  @spec column?(kind) :: boolean
  def column?(kind),
    do: kind in [:column, :field, :expression, :column_or_integer, :column_or_number]

  @doc "Describes what a parameter of this kind takes."
  @spec describe(kind) :: String.t()
  def describe(:column), do: "a column or the name of one"
  def describe(:field), do: "a column, the name of one, or {name, column}"
  def describe(:expression), do: "a column"
  def describe(:value), do: "a column or a literal"
  def describe(:string), do: "a string or a column"
  def describe(:integer), do: "an integer or a column"
  def describe(:number), do: "a number or a column"
  def describe(:boolean), do: "true, false or a column"
  def describe(:percentage), do: "a number, a list of numbers or a column"
  def describe({:options, _source}), do: "a map or a keyword list"
  def describe(:schema), do: "a DDL string, a type of SparkEx.Types or a column"
  def describe(:ddl), do: "a DDL string, a type of SparkEx.Types or a column"
  def describe(:column_or_integer), do: "a column, the name of one, or an integer"
  def describe(:column_or_number), do: "a column, the name of one, or a number"
  def describe(:string_or_binary), do: "a string, {:binary, bytes} or a column"

  def describe({:lambda, [1]}), do: "a function of one argument"

  def describe({:lambda, arities}),
    do: "a function of #{Enum.map_join(arities, " or ", &@words[&1])} arguments"

  @doc "The type of a parameter of this kind, for specs."
  @spec typespec(kind) :: Macro.t()
  def typespec(:column), do: quote(do: Column.name_or_column())
  def typespec(:field), do: quote(do: Column.name_or_column() | {atom, Column.name_or_column()})
  def typespec(:expression), do: quote(do: Column.t())
  def typespec(:value), do: quote(do: Column.operand())
  def typespec(:string), do: quote(do: String.t() | atom | Column.t())
  def typespec(:integer), do: quote(do: integer | Column.t())
  def typespec(:number), do: quote(do: number | Column.t())
  def typespec(:boolean), do: quote(do: boolean | Column.t())
  def typespec(:percentage), do: quote(do: number | [number] | Column.t())
  def typespec({:options, _source}), do: quote(do: keyword | map)
  def typespec(:schema), do: quote(do: SparkEx.Types.input() | Column.t())
  def typespec(:ddl), do: quote(do: SparkEx.Types.input() | Column.t())
  def typespec(:column_or_integer), do: quote(do: Column.name_or_column() | integer)
  def typespec(:column_or_number), do: quote(do: Column.name_or_column() | number)
  def typespec(:string_or_binary), do: quote(do: String.t() | {:binary, binary} | Column.t())
  def typespec({:lambda, _arities}), do: quote(do: fun)

  defp literal(value), do: {:ok, %{literal: Literal.encode(value)}}
  defp json(type), do: type |> SessionTimestamp.to_text() |> literal()

  # As PySpark's _options_to_col: every key and every value is a string.
  defp options(options, source) when is_list(options) or is_map(options) do
    pairs = SourceOptions.arguments(options, source, "the #{source} options")
    texts = Enum.flat_map(pairs, fn {key, value} -> [key, value] end)
    {:ok, Plan.function("map", Enum.map(texts, &%{literal: Literal.encode(&1)}))}
  end

  defp options(_other, _source), do: :error
end
