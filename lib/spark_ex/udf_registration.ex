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
  Registers functions in Java, Scala and Python in a session (PySpark's `spark.udf`).

  Registered functions are called from SQL, with `SparkEx.Functions.call_udf/2` or with
  `SparkEx.Functions.call_function/2`:

      UDFRegistration.register_java_function!(session, "plus_one", "com.example.PlusOne", :long)
      DataFrame.select(frame, F.call_udf("plus_one", ["id"]))

  A function in Elixir cannot be registered, since Spark's executors do not run Elixir. A class
  must be on the server: in a jar that the server was started with, or that
  `SparkEx.Session.add_artifacts/3` added to the session.

  Source: `spark.connect.CommonInlineUserDefinedFunction` as a command.
  """

  alias SparkEx.Connect.{Client, Errors}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, Types}
  alias SparkEx.Types.SessionTimestamp

  @type result :: :ok | {:error, Exception.t()}

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
  Registers a pickled Python function.

      # in Python: CloudPickleSerializer().dumps((lambda x: x + 1, LongType()))
      pickled = File.read!("plus_one.pickle")
      options = [return_type: :long, python_ver: "3.11"]
      UDFRegistration.register!(session, "plus_one", pickled, options)

  The server's Python workers unpickle the bytes, which **runs code in them**: register only
  functions that you trust.

  ## Options

  #{Options.docs(@python_options)}

  Source: PySpark `UDFRegistration.register`, which pickles the function itself.
  """
  @spec register(DataFrame.session(), DataFrame.name(), binary, keyword) :: result
  def register(session, name, pickled, options),
    do: run(session, fn -> python_command(name, pickled, options) end)

  @doc "As `register/4`, but raises."
  @spec register!(DataFrame.session(), DataFrame.name(), binary, keyword) :: :ok
  def register!(session, name, pickled, options),
    do: session |> register(name, pickled, options) |> Errors.unwrap!()

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
  def python_command(name, pickled, options) when is_binary(pickled) do
    options = Options.validate!(options, @python_options, "register/4")

    python = %{
      output_type: SessionTimestamp.to_proto(options[:return_type]),
      eval_type: options[:eval_type],
      command: pickled,
      python_ver: options[:python_ver]
    }

    command(name, %{python_udf: python, deterministic: options[:deterministic]})
  end

  def python_command(_name, _other, _options),
    do: raise(Error.Argument, "register/4: expected a pickled Python function as a binary")

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
