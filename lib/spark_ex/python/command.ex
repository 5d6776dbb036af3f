defmodule SparkEx.Python.Command do
  @moduledoc false
  # A placeholder for the protobuf message of a Python command. The message contains the version
  # of the workers' Python, which is only known when the plan is sent. Then
  # `Connect.PlanEncoder.PythonCommands` replaces the struct with the message.
  #
  # The struct is stored under the message's name: `python_udf: Command.udf(…)`.

  alias SparkEx.Python
  alias SparkEx.Python.{Kind, Loader, Pickle, Workers}
  alias SparkEx.Types
  alias SparkEx.Types.{JSON, Proto, SessionTimestamp}

  @enforce_keys [:message, :function]
  defstruct [:message, :function, :returns, :kind]

  @typedoc "`message` says which message of the protos it stands for."
  @type t :: %__MODULE__{
          message: :udf | :udtf | :function | :foreach,
          function: Loader.callee(),
          returns: SessionTimestamp.marked() | nil,
          kind: Kind.t() | nil
        }

  @fields [:python_udf, :python_udtf, :python_data_source, :python_function]

  @doc "The fields that hold commands."
  @spec fields() :: [atom]
  def fields, do: @fields

  @doc "A `spark.connect.PythonUDF`; the type is as `Types.Normalizer.marked/1` returns it."
  @spec udf(Python.t(), SessionTimestamp.marked(), Kind.t()) :: t
  def udf(function, returns, kind),
    do: %__MODULE__{
      message: :udf,
      function: Loader.named!(function),
      returns: returns,
      kind: kind
    }

  @doc "A `spark.connect.PythonUDTF`. A class with the method `analyze` has no type."
  @spec udtf(Python.t(), SessionTimestamp.marked() | nil, Kind.t()) :: t
  def udtf(class, returns, kind),
    do: %__MODULE__{message: :udtf, function: Loader.named!(class), returns: returns, kind: kind}

  @doc """
  A message that has only a function or a class and no type: `spark.connect.PythonDataSource`,
  and the `python_function` of a `StreamingForeachFunction`.
  """
  @spec function(Python.t()) :: t
  def function(function), do: %__MODULE__{message: :function, function: Loader.named!(function)}

  @doc """
  The `python_function` of a `foreach_writer`: a function of rows, or an object with the method
  `process`.
  """
  @spec foreach(Python.t()) :: t
  def foreach(function), do: %__MODULE__{message: :foreach, function: Loader.named!(function)}

  @doc "The packages that the workers need for the command."
  @spec packages(t) :: [:pandas | :pyarrow]
  def packages(%__MODULE__{kind: kind}), do: Kind.packages(kind)

  @doc "The message for the workers and the session's type of TIMESTAMP."
  @spec message(t, Workers.t(), Types.t()) :: map
  def message(%__MODULE__{message: :foreach} = command, workers, _timestamp),
    do: %{command: Pickle.dump(foreach_value(command)), python_ver: workers.version}

  def message(%__MODULE__{returns: nil} = command, workers, _timestamp),
    do: message(command, nil, Pickle.dump(Loader.value(command.function)), workers)

  def message(%__MODULE__{} = command, workers, timestamp) do
    type = SessionTimestamp.resolve(command.returns, timestamp)
    message(command, Proto.encode(type), command(command, type), workers)
  end

  # PySpark's own function of partitions, and the serializers of rows.
  @construct "__import__('pyspark.sql.streaming.readwriter', fromlist=['DataStreamWriter'])" <>
               ".DataStreamWriter._construct_foreach_function(function)"

  defp foreach_value(%{function: function}) do
    eval = Pickle.global("builtins", "eval")
    construct = Pickle.call(eval, [@construct, %{"function" => Loader.value(function)}])
    pickler = Pickle.call(Pickle.global("pyspark.serializers", "CPickleSerializer"), [])
    batched = Pickle.global("pyspark.serializers", "AutoBatchedSerializer")
    serializer = Pickle.call(batched, [pickler])
    {construct, nil, serializer, serializer}
  end

  # Only the message contains the type of a UDTF.
  defp command(%{message: :udtf, function: class}, _type),
    do: class |> Loader.value() |> Pickle.dump()

  defp command(%{function: function}, type),
    do: Pickle.dump({Loader.value(function), pickled_type(type)})

  defp pickled_type(type) do
    parse = Pickle.global("pyspark.sql.types", "_parse_datatype_json_string")
    Pickle.call(parse, [JSON.write(type)])
  end

  defp message(%{message: :function}, nil, bytes, workers),
    do: %{command: bytes, python_ver: workers.version}

  defp message(%{message: message, kind: kind}, type, bytes, workers) do
    kind = Kind.resolve(kind, Workers.packages(workers))
    fields = %{eval_type: Kind.eval_type(kind), command: bytes, python_ver: workers.version}

    case {message, type} do
      {:udf, type} -> Map.put(fields, :output_type, type)
      {:udtf, nil} -> fields
      {:udtf, type} -> Map.put(fields, :return_type, type)
    end
  end
end
