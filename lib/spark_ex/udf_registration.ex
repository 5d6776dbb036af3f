defmodule SparkEx.UDFRegistration do
  @python_options [
    return_type: [
      type: :any,
      default: :string,
      doc: "What the function returns: a type of `SparkEx.Types` or a DDL text."
    ],
    eval_type: [
      type: :non_neg_integer,
      default: 100,
      doc: """
      How Spark calls it, a number of PySpark's `PythonEvalType`: `100` row by row, `200` with pandas
      Series, and so on.
      """
    ],
    deterministic: [
      type: :boolean,
      default: true,
      doc: "Whether equal arguments give equal values."
    ],
    python_ver: [
      type: :string,
      required: true,
      doc:
        "The Python that pickled it, such as `\"3.11\"`; the server's workers must run the same."
    ]
  ]

  @moduledoc """
  Functions of other languages, made known to a session under a name (PySpark's `spark.udf`).

  Once registered, they are called from SQL, with `SparkEx.Functions.call_udf/2` or with
  `SparkEx.Functions.call_function/2`:

      :ok = UDFRegistration.register_java_function(session, "plus_one", "com.example.PlusOne", :long)
      DataFrame.select(frame, F.call_udf("plus_one", ["id"]))

  Spark runs Java, Scala and Python. A function written in Elixir cannot be registered: there is no
  Elixir where Spark's executors are. The class must be on the server, in a jar that it was started with or
  that was added to the session with `SparkEx.Session.add_artifacts/3`.

  Source: `spark.connect.CommonInlineUserDefinedFunction` as a command.
  """

  alias SparkEx.Connect.{Client, Errors}
  alias SparkEx.DataFrame.Names
  alias SparkEx.{DataFrame, Error, Options, Types}
  alias SparkEx.Types.SessionTimestamp

  @type result :: :ok | {:error, Exception.t()}

  @doc """
  Registers a Java class of one of the interfaces `org.apache.spark.sql.api.java.UDF0` to `UDF22`.

      :ok = UDFRegistration.register_java_function(session, "plus_one", "com.example.PlusOne", :long)

  Without a return type Spark reads it from the class. A class that is not there is
  `SparkEx.Error.Remote`. Spark does not cast the arguments of a call: a `Long` of the class takes a `BIGINT`
  only, so that of `F.lit(1)` it wants `Column.cast(F.lit(1), :long)`. Source: PySpark `UDFRegistration.registerJavaFunction`.
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

      :ok = UDFRegistration.register_java_udaf(session, "longest", "com.example.Longest")

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
  Registers a Python function that was pickled beforehand.

      # in Python: CloudPickleSerializer().dumps((lambda x: x + 1, LongType()))
      pickled = File.read!("plus_one.pickle")
      options = [return_type: :long, python_ver: "3.11"]
      :ok = UDFRegistration.register(session, "plus_one", pickled, options)

  The server's Python workers unpickle and so **run** what is in it: register only what you have made
  yourself.

  ## Options

  #{Options.docs(@python_options)}

  Source: PySpark `UDFRegistration.register`, which pickles a function of the running program.
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
    do: raise(Error.Argument, "register/4 takes a pickled Python function as bytes")

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
