defmodule SparkEx.Python.UDF do
  @moduledoc """
  A Python function over columns. See `SparkEx.Python.udf/2`.

      iex> SparkEx.Python.udf("lambda x: x * 2", returns: :long, use_arrow: false)
      #SparkEx.Python.UDF<<lambda> RETURNS BIGINT, kind: :row>
  """

  alias SparkEx.{CallSite, Column, Error, Plan}
  alias SparkEx.Python.{Command, Loader}
  alias SparkEx.Types.SessionTimestamp

  @enforce_keys [:function, :returns, :kind]
  defstruct [:function, :returns, :kind, deterministic: true]

  @type t :: %__MODULE__{
          function: struct,
          returns: SparkEx.Types.t() | {:timestamp, :session},
          kind: atom,
          deterministic: boolean
        }

  @doc false
  @spec expression(t, [Column.name_or_column()], [{atom, Column.name_or_column()}]) ::
          Plan.expression()
  def expression(udf, arguments, keywords) do
    arguments = arguments!(arguments) ++ Enum.map(keywords!(keywords), &named/1)
    call = inline(udf, arguments)
    CallSite.put(%{common_inline_user_defined_function: call}, call.function_name)
  end

  @doc false
  # A `spark.connect.CommonInlineUserDefinedFunction`.
  @spec inline(t, [Plan.expression()]) :: map
  def inline(udf, arguments \\ []) do
    %{
      function_name: Loader.name(udf.function),
      deterministic: udf.deterministic,
      arguments: arguments,
      python_udf: Command.udf(udf.function, udf.returns, udf.kind)
    }
  end

  defp arguments!(arguments) when is_list(arguments), do: Enum.map(arguments, &Column.to_expr/1)

  defp arguments!(other) do
    raise Error.Argument,
          "expected the arguments of a Python function as a list of columns, got: #{inspect(other)}"
  end

  defp keywords!(keywords) do
    if Keyword.keyword?(keywords),
      do: keywords,
      else:
        raise(
          Error.Argument,
          "expected the keyword arguments of a Python function as a keyword list, got: " <>
            inspect(keywords)
        )
  end

  defp named({key, column}) do
    argument = %{key: Atom.to_string(key), value: Column.to_expr(column)}
    %{named_argument_expression: argument}
  end

  defimpl Inspect do
    alias SparkEx.Python.Loader
    alias SparkEx.Types.SessionTimestamp

    def inspect(udf, _options) do
      type = udf.returns |> SessionTimestamp.resolve(:timestamp) |> SparkEx.Types.to_ddl()
      name = Loader.name(udf.function)
      "#SparkEx.Python.UDF<#{name} RETURNS #{type}, kind: #{inspect(udf.kind)}>"
    end
  end
end
