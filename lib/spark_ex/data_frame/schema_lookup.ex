defmodule SparkEx.DataFrame.SchemaLookup do
  @moduledoc false
  # The schema of a frame: from the session's cache, or else from the server.
  #
  # As in PySpark, a few builders need the schema, too: positions of columns in `col`, `order_by`
  # and `group_by`, the aggregates of all numeric columns, and the arguments of Python functions
  # over whole rows.

  alias SparkEx.Connect.{Client, PlanEncoder, SessionHandle}
  alias SparkEx.DataFrame.{Actions, Names, SchemaOrigin}
  alias SparkEx.Session.SchemaCache
  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, Types}

  @refresh [
    refresh: [
      type: :boolean,
      default: false,
      doc: "Whether to ask Spark even if the session has cached the schema."
    ]
  ]
  @numeric [:byte, :short, :integer, :long, :float, :double]

  @doc "The options of `schema/2` and related actions."
  @spec options() :: Options.schema()
  def options, do: @refresh ++ Actions.timeout_options()

  @doc "The schema, as a type."
  @spec schema(DataFrame.t(), keyword, String.t()) :: {:ok, Types.t()} | {:error, Exception.t()}
  def schema(frame, options, context) do
    with {:ok, options} <- Options.validate(options, options(), context),
         {:ok, handle} <- SessionHandle.fetch(DataFrame.frame!(frame).session) do
      key = SchemaCache.key(handle.schemas, SchemaOrigin.of(frame.plan))
      known = if options[:refresh], do: :error, else: SchemaCache.fetch(handle.schemas, key)
      with :error <- known, do: request(handle, frame.plan, options, key)
    end
  end

  # The whole plan is sent, so that errors in the steps above the origin are found.
  defp request(handle, plan, options, key) do
    request = %{schema: %{plan: PlanEncoder.root(plan)}}

    with {:ok, %{schema: schema}} <-
           Client.analyze(handle, request, Keyword.take(options, [:timeout])),
         {:ok, schema} <- Types.Proto.parse(schema) do
      SchemaCache.put(handle.schemas, key, schema)
      {:ok, schema}
    end
  end

  @doc "The column of an ordinal, a position from 1. Other terms are returned unchanged."
  @spec ordinal(DataFrame.t(), term) :: term
  def ordinal(frame, ordinal) when is_integer(ordinal) and ordinal > 0,
    do: column_at!(frame, ordinal - 1, 1)

  def ordinal(_frame, ordinal) when is_integer(ordinal),
    do: raise(Error.Argument, "the position of a column starts at 1, got: #{ordinal}")

  def ordinal(_frame, column), do: column

  @doc "The quoted name of the column at a position, from 0 or, if negative, from the end."
  @spec column_at!(DataFrame.t(), integer) :: String.t()
  def column_at!(frame, position), do: column_at!(frame, position, 0)

  defp column_at!(frame, position, first) do
    fields = fields!(frame)

    case Enum.fetch(fields, position) do
      {:ok, field} ->
        Names.quoted(field.name)

      :error ->
        raise Error.Argument,
              "no column at position #{position + first}: the frame has #{length(fields)}, " <>
                "the first at #{first}"
    end
  end

  @doc "The quoted names of all columns."
  @spec columns!(DataFrame.t()) :: [String.t()]
  def columns!(frame), do: for(%{name: name} <- fields!(frame), do: Names.quoted(name))

  @doc "The quoted names of the numeric columns."
  @spec numeric_columns!(DataFrame.t()) :: [String.t()]
  def numeric_columns!(frame),
    do: for(%{name: name, type: type} <- fields!(frame), numeric?(type), do: Names.quoted(name))

  defp numeric?({:decimal, _precision, _scale}), do: true
  defp numeric?(type), do: type in @numeric

  defp fields!(frame) do
    case schema(frame, [], "schema/2") do
      {:ok, {:struct, fields}} -> fields
      {:error, exception} -> raise exception
    end
  end
end
