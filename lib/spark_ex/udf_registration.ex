defmodule SparkEx.UDFRegistration do
  @python_options [
    return_type: [
      type: :any,
      default: :string,
      doc: "What the function returns: a type of `SparkEx.Types` or a DDL string."
    ],
    eval_type: [
      type: :non_neg_integer,
      default: 100,
      doc: """
      How Spark calls the function, a number of PySpark's `PythonEvalType`: `100` calls it for
      each row, `200` with pandas Series, and so on.
      """
    ],
    deterministic: [
      type: :boolean,
      default: true,
      doc: "Whether equal arguments always return equal values."
    ],
    python_ver: [
      type: :string,
      required: true,
      doc:
        "The version of Python that pickled it, such as `\"3.11\"`, which the workers must run too."
    ]
  ]

  @moduledoc """
  Registers functions in Python, Java and Scala in a session (PySpark's `spark.udf`).

  Registered functions are called from SQL, with `SparkEx.Functions.call_udf/2` or with
  `SparkEx.Functions.call_function/2`:

      UDFRegistration.register!(session, "plus_one", "lambda x: x + 1", returns: :long)
      DataFrame.select(frame, F.call_udf("plus_one", ["id"]))
      SparkEx.sql(session, "SELECT plus_one(id) FROM range(3)")

  A function in Elixir cannot be registered, since Spark's executors do not run Elixir. A Java
  class must be on the server: in a jar that the server was started with, or that
  `SparkEx.Session.add_artifacts/3` added to the session.

  Source: `spark.connect.CommonInlineUserDefinedFunction` as a command.
  """

  alias SparkEx.Connect.{Client, Errors}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, Python, Types}
  alias SparkEx.Python.UDF
  alias SparkEx.Types.SessionTimestamp

  @type result :: :ok | {:error, Exception.t()}

  @typedoc "A function, its source, or the bytes of its pickle."
  @type function_input :: UDF.t() | Python.source() | binary

  @doc """
  Registers a Java class of one of the interfaces `org.apache.spark.sql.api.java.UDF0` to `UDF22`.

      UDFRegistration.register_java_function!(session, "plus_one", "com.example.PlusOne", :long)

  By default Spark reads the return type from the class. A class that does not exist returns
  `SparkEx.Error.Remote`. Spark does not cast the arguments of a call: a parameter of type `Long`
  needs a `BIGINT`, such as `Column.cast(F.lit(1), :long)`. Source: PySpark
  `UDFRegistration.registerJavaFunction`.
  """
  @spec register_java_function(
          DataFrame.session(),
          DataFrame.name(),
          String.t(),
          Types.input() | nil
        ) ::
          result
  def register_java_function(session, name, class_name, return_type \\ nil) do
    run(session, fn -> java_command(name, class_name, return_type: return_type) end)
  end

  @doc "As `register_java_function/4`, but raises."
  @spec register_java_function!(
          DataFrame.session(),
          DataFrame.name(),
          String.t(),
          Types.input() | nil
        ) ::
          :ok
  def register_java_function!(session, name, class_name, return_type \\ nil),
    do: session |> register_java_function(name, class_name, return_type) |> Errors.unwrap!()

  @doc """
  Registers a Java class that aggregates, an
  `org.apache.spark.sql.expressions.UserDefinedAggregateFunction`.

      UDFRegistration.register_java_udaf!(session, "longest", "com.example.Longest")

  Source: PySpark `UDFRegistration.registerJavaUDAF`.
  """
  @spec register_java_udaf(DataFrame.session(), DataFrame.name(), String.t()) :: result
  def register_java_udaf(session, name, class_name),
    do: run(session, fn -> java_command(name, class_name, aggregate: true) end)

  @doc "As `register_java_udaf/3`, but raises."
  @spec register_java_udaf!(DataFrame.session(), DataFrame.name(), String.t()) :: :ok
  def register_java_udaf!(session, name, class_name),
    do: session |> register_java_udaf(name, class_name) |> Errors.unwrap!()

  @doc """
  Registers a Python function: one that `SparkEx.Python.udf/2` returned, or a source with the
  options of that function.

      UDFRegistration.register!(session, "plus_one", "lambda x: x + 1", returns: :long)

      area = Python.udf(Python.file!("area.py"), returns: :double)
      UDFRegistration.register!(session, "area", area)

  The server's Python workers run the source: see the section Security of `SparkEx.Python`.

  ## Pickled functions

  A function may also be bytes that Python pickled.

      # in Python: CloudPickleSerializer().dumps((lambda x: x + 1, LongType()))
      pickled = File.read!("plus_one.pickle")
      options = [return_type: :long, python_ver: "3.11"]
      UDFRegistration.register!(session, "plus_one", pickled, options)

  #{Options.docs(@python_options)}

  Source: PySpark `UDFRegistration.register`.
  """
  @spec register(DataFrame.session(), DataFrame.name(), function_input, keyword) :: result
  def register(session, name, function, options \\ []),
    do: run(session, fn -> python_command(name, function, options) end)

  @doc "As `register/4`, but raises."
  @spec register!(DataFrame.session(), DataFrame.name(), function_input, keyword) :: :ok
  def register!(session, name, function, options \\ []),
    do: session |> register(name, function, options) |> Errors.unwrap!()

  @doc false
  @spec java_command(term, term, keyword) :: map
  def java_command(name, class_name, options) do
    type = options[:return_type]
    output = if type == nil, do: %{}, else: %{output_type: SessionTimestamp.to_proto(type)}
    class = Names.name!(class_name, "the class of a Java function")
    java = Map.merge(output, %{class_name: class, aggregate: options[:aggregate] || false})
    command(name, %{java_udf: java})
  end

  @doc false
  @spec python_command(term, term, keyword) :: map
  def python_command(name, %UDF{} = udf, []) do
    command(name, udf |> UDF.inline() |> Map.take([:python_udf, :deterministic]))
  end

  def python_command(_name, %UDF{}, options) do
    raise Error.Argument,
          "register/4: a SparkEx.Python.UDF has its options already, got: #{inspect(options)}"
  end

  def python_command(name, function, options) do
    if pickled?(function, options),
      do: pickled_command(name, function, options),
      else: python_command(name, Python.udf(function, options), [])
  end

  # No text in UTF-8 begins with the first byte of a pickle.
  defp pickled?(<<0x80, _rest::binary>>, _options), do: true

  defp pickled?(function, options) do
    is_binary(function) and Keyword.keyword?(options) and
      Enum.any?([:python_ver, :eval_type], &Keyword.has_key?(options, &1))
  end

  defp pickled_command(name, pickled, options) do
    options = Options.validate!(options, @python_options, "register/4")

    python = %{
      output_type: SessionTimestamp.to_proto(options[:return_type]),
      eval_type: options[:eval_type],
      command: pickled,
      python_ver: options[:python_ver]
    }

    command(name, %{python_udf: python, deterministic: options[:deterministic]})
  end

  defp command(name, function) do
    name = Names.name!(name, "the name of a function")
    %{register_function: Map.put(function, :function_name, name)}
  end

  defp run(session, build) do
    with {:ok, _responses} <- Client.command(session, build.()), do: :ok
  rescue
    error in Error.Argument -> {:error, error}
  end
end
