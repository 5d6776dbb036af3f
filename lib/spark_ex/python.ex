defmodule SparkEx.Python do
  @new [
    name: [
      type: :string,
      doc: """
      The name of the function or class that the text defines. Needed where a text defines several
      at its top level, or none by `def` and `class`.
      """
    ],
    file: [
      type: :string,
      doc: "The file that Python's tracebacks name."
    ],
    line: [
      type: :pos_integer,
      default: 1,
      doc: "The line of `:file` at which the text begins."
    ]
  ]

  @moduledoc """
  Python functions that Spark's executors run, built from source text. The client needs no Python.

      double = Python.udf("lambda x: x * 2", returns: :long)
      DataFrame.select(frame, [:id, twice: Python.call(double, ["id"])])

  A source is

    * an expression, such as a `lambda`;
    * a text that defines a function or a class;
    * `{"module", "name"}`, which Python imports on the server. `SparkEx.Session.add_artifacts/3`
      uploads your own modules;
    * a result of `new/2`, `file!/2` or the sigil `~PY`.

  The sigil (Elixir 1.15 and newer) keeps the file and the line for Python's errors. It checks the
  indentation at compile time:

      import SparkEx.Python, only: [sigil_PY: 2]

      area =
        Python.udf(~PY\"""
        import math

        def area(radius):
            return math.pi * radius ** 2
        \""", returns: :double)

  Python evaluates the text on its own. It must import its modules and can't see Elixir variables.

  ## Functions that accept Python

  | Function of SparkEx                                       | What Python works on                   |
  |-----------------------------------------------------------|----------------------------------------|
  | `udf/2`                                                   | columns of a row, of batches, of groups |
  | `SparkEx.DataFrame.map_in_pandas/4`, `map_in_arrow/4`     | the rows of a partition                |
  | `SparkEx.GroupedData.apply_in_pandas/4`, `apply_in_arrow/4` | the rows of a group                  |
  | `SparkEx.CogroupedData.apply_in_pandas/4`, `apply_in_arrow/4` | the rows of a group of two frames  |
  | `SparkEx.GroupedData.transform_with_state/4`              | the new rows of a group, and its state |
  | `udtf/2`                                                  | arguments or a table, for rows         |
  | `SparkEx.DataSource.register/4`                           | a format of readers and writers        |
  | `SparkEx.DataFrame.foreach/3`, `foreach_partition/3`      | rows, for effects on the executors     |

  Functions over rows take a schema with the names and types of the columns that they return. If a
  function fails or its results do not match the schema, the action returns a
  `SparkEx.Error.Remote`.

  ## Security

  **Source text is code.** The executors run it with the rights of the session's user on the
  cluster. Never build it from data or user input. Pass values as columns instead:
  `Python.call(f, ["id", F.lit(value)])`.
  """

  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.{Column, Error}
  alias SparkEx.Python.{Loader, Source, UDF, UDTF}
  alias SparkEx.Types.Normalizer

  @enforce_keys [:source]
  defstruct [:source, :name, :file, line: 1]

  @type t :: %__MODULE__{
          source: String.t() | {module :: String.t(), name :: String.t()},
          name: String.t() | nil,
          file: String.t() | nil,
          line: pos_integer
        }

  @typedoc "What a function is made from."
  @type source :: t | String.t() | {module :: String.t(), name :: String.t()}

  @doc """
  Builds a function or a class from its source.

      iex> SparkEx.Python.new("lambda x: x + 1")
      #SparkEx.Python<lambda x: x + 1>

      iex> SparkEx.Python.new("def plus_one(x):\\n    return x + 1\\n")
      #SparkEx.Python<plus_one>

      iex> SparkEx.Python.new({"math", "sqrt"})
      #SparkEx.Python<math.sqrt>

      iex> SparkEx.Python.new("def f(x):\\nreturn x")
      ** (SparkEx.Error.Argument) the Python text, line 2: expected an indented block

  ## Options

  #{Options.docs(@new)}

  Raises `SparkEx.Error.Argument` if the indentation is wrong or the text does not define the
  name.
  """
  @spec new(source, keyword) :: t
  def new(source, options \\ [])

  def new(%__MODULE__{} = function, options) do
    given = Keyword.take(Options.validate!(options, @new, "Python.new/2"), Keyword.keys(options))
    function |> struct!(given) |> named!()
  end

  def new({module, name} = source, options) when is_binary(module) and is_binary(name) do
    if options != [],
      do:
        raise(Error.Argument, "a function of a module takes no options, got: #{inspect(options)}")

    %__MODULE__{source: source, name: name}
  end

  def new(text, options) when is_binary(text) do
    options = Options.validate!(options, @new, "Python.new/2")
    function = struct!(%__MODULE__{source: text!(text)}, options)
    check_indentation!(function)
    function |> named!() |> trimmed()
  end

  def new(other, _options) do
    raise Error.Argument,
          "expected the source of a Python function: a text, {\"module\", \"name\"} or a " <>
            "SparkEx.Python, got: #{inspect(other)}"
  end

  defp text!(text) do
    cond do
      not String.valid?(text) -> raise Error.Argument, "a Python text is UTF-8"
      String.trim(text) == "" -> raise Error.Argument, "the Python text is empty"
      String.contains?(text, <<0>>) -> raise Error.Argument, "a Python text has no null character"
      true -> text
    end
  end

  # Python allows no indentation before an expression.
  defp trimmed(%{name: nil, source: text} = function) do
    if Source.definitions(text) == [] do
      expression = String.trim_leading(text)
      skipped = binary_part(text, 0, byte_size(text) - byte_size(expression))
      lines = skipped |> String.replace("\r\n", "\n") |> String.split(["\n", "\r"]) |> length()
      %{function | source: expression, line: function.line + lines - 1}
    else
      function
    end
  end

  defp trimmed(function), do: function

  # The name is optional for a single definition.
  defp named!(%{source: {_module, _name}} = function), do: function

  defp named!(%{name: nil} = function) do
    case Source.definitions(function.source) do
      [] -> function
      [name] -> %{function | name: name}
      _several -> function
    end
  end

  defp named!(function) do
    unless String.contains?(function.source, function.name) do
      names = Source.definitions(function.source)

      raise Error.Argument,
            "#{place(function)} does not define #{inspect(function.name)}" <>
              if(names == [], do: "", else: "; it defines #{Enum.join(names, ", ")}")
    end

    function
  end

  defp check_indentation!(function) do
    with {:error, line, problem} <- indentation(function) do
      raise Error.Argument, "#{place(function)}, line #{line + function.line - 1}: #{problem}"
    end
  end

  # An expression may be indented.
  defp indentation(%{name: nil, source: text}) do
    if Source.definitions(text) == [], do: :ok, else: Source.check_indentation(text)
  end

  defp indentation(%{source: text}), do: Source.check_indentation(text)

  defp place(%{file: nil}), do: "the Python text"
  defp place(%{file: file}), do: "the Python text of #{file}"

  @doc """
  Builds a function or a class from a local file.

      Python.file!("priv/python/features.py", name: "scale")

  Accepts the option `:name` of `new/2`. Raises `File.Error` if the file can't be read, and the
  errors of `new/2`.
  """
  @spec file!(Path.t(), keyword) :: t
  def file!(path, options \\ []) do
    options = Options.validate!(options, Keyword.take(@new, [:name]), "Python.file!/2")

    path
    |> File.read!()
    |> String.trim_leading("\uFEFF")
    |> new([file: to_string(path)] ++ options)
  end

  @doc """
  Builds a Python text with its file and line.

      import SparkEx.Python, only: [sigil_PY: 2]
      Python.udf(~PY"lambda x: x + 1", returns: :long)

  Before Elixir 1.15, a sigil has a single letter: pass `:file` and `:line` to `new/2` instead.
  Compilation fails if the indentation of the text is wrong.
  """
  defmacro sigil_PY({:<<>>, meta, [text]}, []) do
    heredoc? = meta[:indentation] != nil
    line = (meta[:line] || __CALLER__.line) + if(heredoc?, do: 1, else: 0)
    file = Path.relative_to_cwd(__CALLER__.file)

    case checked(text, file: file, line: line) do
      {:ok, function} ->
        Macro.escape(function)

      {:error, description} ->
        raise CompileError, file: __CALLER__.file, line: line, description: description
    end
  end

  defp checked(text, options) do
    {:ok, new(text, options)}
  rescue
    error in Error.Argument -> {:error, error.message}
  end

  @udf [
    returns: [
      type: :any,
      default: :string,
      doc: "What the function returns: a type of `SparkEx.Types` or a DDL string."
    ],
    kind: [
      type:
        {:in,
         ~w(row pandas pandas_iterator pandas_aggregate arrow arrow_iterator arrow_aggregate)a},
      default: :row,
      doc: "How Spark calls the function, see above."
    ],
    use_arrow: [
      type: {:or, [:boolean, {:in, [nil]}]},
      default: nil,
      pyspark: :useArrow,
      doc: """
      Whether rows travel to the workers as Arrow data, which is faster. By default they do where
      the workers have pandas and pyarrow. Only for the kind `:row`.
      """
    ],
    deterministic: [
      type: :boolean,
      default: true,
      doc: "Whether equal arguments always return equal values."
    ],
    name: [
      type: :string,
      doc: "The name of the function, for a text that defines several."
    ]
  ]

  @doc """
  Builds a function of columns (PySpark `udf`, `pandas_udf`, `arrow_udf`).

      iex> double = SparkEx.Python.udf("lambda x: x * 2", returns: :long)
      iex> SparkEx.Python.call(double, ["id"])
      #SparkEx.Column<<lambda>(id)>

  | Kind                | Python gets                              | and returns                    |
  |---------------------|------------------------------------------|--------------------------------|
  | `:row`              | the values of a row                      | a value                        |
  | `:pandas`           | `pandas.Series`                          | a `pandas.Series` of its length |
  | `:pandas_iterator`  | an iterator of (tuples of) Series        | an iterator of Series          |
  | `:pandas_aggregate` | all values of a group or window as Series | a value                       |
  | `:arrow`            | `pyarrow.Array`                          | a `pyarrow.Array` of its length |
  | `:arrow_iterator`   | an iterator of (tuples of) arrays        | an iterator of arrays          |
  | `:arrow_aggregate`  | all values of a group or window as arrays | a value                       |

  A column of structs is a `pandas.DataFrame` or a `pyarrow.StructArray`.
  Use aggregates in `SparkEx.GroupedData.agg/2` and `SparkEx.Column.over/2`.

  `SparkEx.UDFRegistration.register/4` gives the function a name in SQL.

  ## Options

  #{Options.docs(@udf)}

  Source: `spark.connect.CommonInlineUserDefinedFunction`, `spark.connect.PythonUDF`.
  """
  @spec udf(source, keyword) :: UDF.t()
  def udf(source, options \\ []) do
    options = Options.validate!(options, @udf, "Python.udf/2")
    name = if options[:name], do: [name: options[:name]], else: []

    %UDF{
      function: source |> new(name) |> Loader.named!(),
      returns: Normalizer.marked(options[:returns]),
      kind: kind!(options[:kind], options[:use_arrow]),
      deterministic: options[:deterministic]
    }
  end

  defp kind!(:row, nil), do: :row_or_arrow
  defp kind!(:row, true), do: :row_arrow
  defp kind!(:row, false), do: :row
  defp kind!(kind, nil), do: kind

  defp kind!(kind, _use_arrow) do
    raise Error.Argument,
          "the option :use_arrow of Python.udf/2 is for the kind :row, got the kind #{inspect(kind)}"
  end

  @doc """
  Returns the column of a call. Arguments are columns or their names, followed by keyword
  arguments.

      iex> scale = SparkEx.Python.udf("lambda x, factor: x * factor", returns: :double)
      iex> SparkEx.Python.call(scale, ["price"], factor: SparkEx.Functions.lit(1.25))
      #SparkEx.Column<<lambda>(price, factor => 1.25)>

  Pass a value as a literal with `SparkEx.Functions.lit/1`.
  """
  @spec call(UDF.t(), [Column.name_or_column()], [{atom, Column.name_or_column()}]) :: Column.t()
  def call(udf, arguments, keywords \\ []) do
    %Column{expr: udf |> Receiver.expect!(UDF) |> UDF.expression(arguments, keywords)}
  end

  @doc """
  Builds a function that returns a table (PySpark `udtf`, `arrow_udtf`).

      words = Python.udtf(\"""
      class Words:
          def eval(self, text):
              for word in text.split():
                  yield word, len(word)
      \""", returns: "word STRING, length INT")

      TableValuedFunction.call(session, words, [F.lit("one two")])

  The source is a class. Spark calls its method `eval`, which yields rows, for each row of
  arguments. The methods `__init__` and `terminate` begin and end a partition of a table argument
  (`SparkEx.DataFrame.as_table/1`). With the static method `analyze`, the columns of the result
  depend on the arguments, and `:returns` is not needed.

  `SparkEx.TableValuedFunction.call/4` calls it, and `SparkEx.UDTFRegistration.register/4` gives
  it a name in SQL.

  ## Options

  #{UDTF.docs()}

  Source: `spark.connect.CommonInlineUserDefinedTableFunction`, `spark.connect.PythonUDTF`.
  """
  @spec udtf(source, keyword) :: UDTF.t()
  def udtf(source, options \\ []), do: UDTF.new(source, options, "Python.udtf/2")

  defimpl Inspect do
    def inspect(%{source: {module, name}}, _options), do: "#SparkEx.Python<#{module}.#{name}>"

    def inspect(%{name: nil, source: text} = function, _options),
      do: "#SparkEx.Python<#{shortened(text)}#{place(function)}>"

    def inspect(%{name: name} = function, _options),
      do: "#SparkEx.Python<#{name}#{place(function)}>"

    defp place(%{file: nil}), do: ""
    defp place(%{file: file, line: line}), do: ", #{file}:#{line}"

    defp shortened(text) do
      text = text |> String.trim() |> String.replace(~r/\s*[\r\n]\s*/, " ")
      if String.length(text) > 60, do: String.slice(text, 0, 60) <> "…", else: text
    end
  end
end
