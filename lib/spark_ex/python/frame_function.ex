defmodule SparkEx.Python.FrameFunction do
  @moduledoc false
  # Python functions that take and return rows of a frame: their common options and the message in
  # a relation.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, DataFrame, Error, Python, Types}
  alias SparkEx.DataFrame.SchemaLookup
  alias SparkEx.Python.{Kind, UDF}
  alias SparkEx.Types.{Normalizer, SessionTimestamp}

  @name [
    name: [
      type: :string,
      doc: "The name of the function, for a text that defines several."
    ]
  ]

  @doc "The options of every function."
  @spec options() :: Options.schema()
  def options, do: @name

  @doc "Builds the function from a source."
  @spec function(Python.source(), keyword) :: Python.t()
  def function(source, options),
    do:
      Python.new(
        source,
        Keyword.reject(options, fn {key, name} -> key != :name or name == nil end)
      )

  @doc "The type of the rows that a function returns."
  @spec schema!(Types.input(), String.t()) :: SessionTimestamp.marked()
  def schema!(schema, context) do
    case Normalizer.marked(schema) do
      {:struct, _fields} = type ->
        type

      type ->
        raise Error.Argument,
              "#{context}: expected the columns of the result, such as \"id BIGINT\", got the type " <>
                (type |> SessionTimestamp.resolve(:timestamp) |> Types.to_ddl())
    end
  end

  @doc """
  A `spark.connect.CommonInlineUserDefinedFunction` with arguments.

  Spark reads only the argument columns, so a function of whole rows lists all columns.
  """
  @spec message(Python.t(), SessionTimestamp.marked(), Kind.t(), [String.t()]) :: map
  def message(function, schema, kind, columns),
    do:
      UDF.inline(
        %UDF{function: function, returns: schema, kind: kind},
        Enum.map(columns, &Column.to_expr/1)
      )

  @doc "Fetches the schema of the frame and returns the names of all columns."
  @spec columns!(DataFrame.t()) :: [String.t()]
  def columns!(frame), do: SchemaLookup.columns!(frame)
end
