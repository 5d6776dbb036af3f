defmodule SparkEx.Python.UDTF do
  @options [
    returns: [
      type: :any,
      doc: """
      The columns of the result: a type of `SparkEx.Types` or a DDL string. Without it, the class
      has a static method `analyze`, which returns them.
      """
    ],
    kind: [
      type: {:in, [:row, :arrow]},
      default: :row,
      doc: """
      How Spark calls the methods: `:row` with the values of a row, `:arrow` with `pyarrow.Array`
      or, for a table, `pyarrow.RecordBatch`. With `:arrow` they yield `pyarrow.Table` or
      `pyarrow.RecordBatch`.
      """
    ],
    use_arrow: [
      type: :boolean,
      default: false,
      pyspark: :useArrow,
      doc: """
      Whether rows travel to the workers as Arrow data, which needs pandas and pyarrow there. Only
      for the kind `:row`.
      """
    ],
    deterministic: [
      type: :boolean,
      default: false,
      doc: "Whether equal arguments always return equal rows."
    ],
    name: [
      type: :string,
      doc: "The name of the class, for a text that defines several."
    ]
  ]

  @moduledoc """
  A Python table function. See `SparkEx.Python.udtf/2`.

      iex> numbers = "class Numbers:\\n    def eval(self, last):\\n        yield last,\\n"
      iex> SparkEx.Python.udtf(numbers, returns: "n INT")
      #SparkEx.Python.UDTF<Numbers RETURNS TABLE (n INT)>
  """

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, Error, Plan, Python, TableArg}
  alias SparkEx.Python.{Command, FrameFunction, Loader}
  alias SparkEx.Types.SessionTimestamp

  @enforce_keys [:class, :returns, :kind]
  defstruct [:class, :returns, :kind, deterministic: false]

  @type t :: %__MODULE__{
          class: Python.t(),
          returns: SparkEx.Types.t() | {:timestamp, :session} | nil,
          kind: atom,
          deterministic: boolean
        }

  @doc false
  @spec docs() :: String.t()
  def docs, do: Options.docs(@options)

  @doc false
  @spec new(Python.source(), keyword, String.t()) :: t
  def new(source, options, context) do
    options = Options.validate!(options, @options, context)
    returns = options[:returns]

    %__MODULE__{
      class: source |> FrameFunction.function(options) |> Loader.named!(),
      returns: if(returns != nil, do: FrameFunction.schema!(returns, context)),
      kind: kind!(options[:kind], options[:use_arrow], context),
      deterministic: options[:deterministic]
    }
  end

  defp kind!(:row, false, _context), do: :table
  defp kind!(:row, true, _context), do: :table_row_arrow
  defp kind!(:arrow, false, _context), do: :table_arrow

  defp kind!(:arrow, true, context),
    do: raise(Error.Argument, "#{context}: the option :use_arrow is for the kind :row")

  @doc false
  # A `spark.connect.CommonInlineUserDefinedTableFunction`.
  @spec message(t, [Plan.expression()]) :: map
  def message(udtf, arguments) do
    %{
      function_name: Loader.name(udtf.class),
      deterministic: udtf.deterministic,
      arguments: arguments,
      python_udtf: Command.udtf(udtf.class, udtf.returns, udtf.kind)
    }
  end

  @doc false
  @spec arguments!([term], [{atom, term}], String.t()) :: [Plan.expression()]
  def arguments!(arguments, keywords, context) do
    unless Keyword.keyword?(keywords) do
      raise Error.Argument,
            "#{context}: expected the named arguments as a keyword list, got: " <>
              "#{inspect(keywords)}"
    end

    Enum.map(list(arguments), &argument/1) ++
      for {name, value} <- keywords do
        argument = %{key: Atom.to_string(name), value: argument(value)}
        %{named_argument_expression: argument}
      end
  end

  # Unlike List.wrap/1, this keeps `nil`, which is an invalid column.
  defp list(arguments), do: if(is_list(arguments), do: arguments, else: [arguments])

  defp argument(%TableArg{} = table), do: table |> TableArg.to_column() |> Column.to_expr()
  defp argument(column), do: Column.to_expr(column)

  defimpl Inspect do
    alias SparkEx.Python.Loader
    alias SparkEx.Types.{DDL, SessionTimestamp}

    def inspect(udtf, _options),
      do: "#SparkEx.Python.UDTF<#{Loader.name(udtf.class)}#{table(udtf)}>"

    defp table(%{returns: nil}), do: ""

    defp table(%{returns: type}) do
      {:struct, _fields} = type = SessionTimestamp.resolve(type, :timestamp)
      " RETURNS TABLE (#{DDL.write(type)})"
    end
  end
end
