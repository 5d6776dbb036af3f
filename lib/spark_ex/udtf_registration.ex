defmodule SparkEx.UDTFRegistration do
  @pickled [
    return_type: [
      type: :any,
      doc: """
      The columns of the result: a type of `SparkEx.Types` or a DDL string. Without it, the class
      needs a method `analyze`.
      """
    ],
    eval_type: [
      type: :non_neg_integer,
      default: 300,
      doc: "How Spark calls the class: `300` for each row, `301` with Arrow."
    ],
    deterministic: [
      type: :boolean,
      default: false,
      doc: "Whether equal arguments always return equal rows."
    ],
    python_ver: [
      type: :string,
      required: true,
      doc:
        "The version of Python that pickled it, such as `\"3.11\"`, which the workers must run too."
    ]
  ]

  @moduledoc """
  Registers table functions in Python in a session (PySpark's `spark.udtf`).

  A function is a class in Python, from source text:

      UDTFRegistration.register!(session, "words", \"""
      class Words:
          def eval(self, text):
              for word in text.split():
                  yield word, len(word)
      \""", returns: "word STRING, length INT")

      SparkEx.sql(session, "SELECT * FROM words('one two')")

  Registered functions are called from SQL or with `SparkEx.TableValuedFunction.call/4`, whose
  arguments may be tables:

      flights = flights |> DataFrame.as_table() |> TableArg.partition_by(:carrier)
      TableValuedFunction.call(session, "first_of_each", [flights])

  As for `SparkEx.UDFRegistration`, a function in Elixir cannot be registered.
  """

  alias SparkEx.Connect.{Client, Errors}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, Python}
  alias SparkEx.Python.UDTF
  alias SparkEx.Types.SessionTimestamp

  @typedoc "A class from source, or one that was pickled elsewhere."
  @type class :: UDTF.t() | Python.source() | binary

  @doc """
  Registers a class under a name.

      numbers = Python.file!("tables.py", name: "Numbers")
      UDTFRegistration.register!(session, "numbers", numbers, returns: "n BIGINT")

  The class is a source of `SparkEx.Python`, with the options of `SparkEx.Python.udtf/2`, or what
  that function returns, without options.

  The server's Python workers run the source: see the section Security of `SparkEx.Python`. A
  class may also be bytes that Python pickled:

      # in Python: CloudPickleSerializer().dumps(FirstOfEach)
      pickled = File.read!("first_of_each.pickle")
      options = [return_type: "carrier STRING, flight INT", python_ver: "3.11"]
      UDTFRegistration.register!(session, "first_of_each", pickled, options)

  ## Options

  For a source:

  #{UDTF.docs()}

  For a pickled class:

  #{Options.docs(@pickled)}

  Source: PySpark `UDTFRegistration.register`,
  `spark.connect.CommonInlineUserDefinedTableFunction`.
  """
  @spec register(DataFrame.session(), DataFrame.name(), class, keyword) ::
          :ok | {:error, Exception.t()}
  def register(session, name, class, options \\ []) do
    with {:ok, _responses} <- Client.command(session, command(name, class, options)), do: :ok
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "As `register/4`, but raises."
  @spec register!(DataFrame.session(), DataFrame.name(), class, keyword) :: :ok
  def register!(session, name, class, options \\ []),
    do: session |> register(name, class, options) |> Errors.unwrap!()

  defp command(name, %UDTF{} = udtf, []), do: registration(name, UDTF.message(udtf, []))

  defp command(_name, %UDTF{}, options) do
    raise Error.Argument,
          "register/4: a SparkEx.Python.UDTF has its options already, got: #{inspect(options)}"
  end

  defp command(name, class, options) do
    if pickled?(class, options),
      do: pickled(name, class, options),
      else: command(name, UDTF.new(class, options, "register/4"), [])
  end

  # No text in UTF-8 begins with the first byte of a pickle.
  defp pickled?(<<0x80, _rest::binary>>, _options), do: true

  defp pickled?(class, options) do
    is_binary(class) and Keyword.keyword?(options) and
      Enum.any?([:python_ver, :eval_type, :return_type], &Keyword.has_key?(options, &1))
  end

  defp pickled(name, pickled, options) do
    options = Options.validate!(options, @pickled, "register/4")

    python = %{
      return_type: options[:return_type] && SessionTimestamp.to_proto(options[:return_type]),
      eval_type: options[:eval_type],
      command: pickled,
      python_ver: options[:python_ver]
    }

    registration(name, %{deterministic: options[:deterministic], python_udtf: python})
  end

  defp registration(name, function) do
    name = Names.name!(name, "the name of a function")
    %{register_table_function: Map.put(function, :function_name, name)}
  end
end
