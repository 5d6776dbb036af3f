defmodule SparkEx.DataFrame.Foreach do
  @moduledoc false
  # Python functions that are called for their effects, with rows as PySpark's `Row`.

  alias SparkEx.Arguments.Options
  alias SparkEx.DataFrame.{Actions, Names, SchemaLookup}
  alias SparkEx.{DataFrame, Error, Python}
  alias SparkEx.Python.{FrameFunction, Loader, Pickle, Wrapped}
  alias SparkEx.Types.JSON

  @source Path.join([__DIR__, "..", "..", "..", "priv", "python", "foreach.py"])
  @external_resource @source
  @text File.read!(@source)

  @options FrameFunction.options() ++ Actions.timeout_options()

  @spec docs() :: String.t()
  def docs, do: Options.docs(@options)

  @spec run(DataFrame.t(), Python.source(), keyword, String.t()) :: :ok | {:error, Exception.t()}
  def run(frame, source, options, name) do
    frame = DataFrame.frame!(frame)

    with {:ok, options} <- Options.validate(options, @options, name <> "/3"),
         function = source |> FrameFunction.function(options) |> Loader.named!(),
         {:ok, schema} <- SchemaLookup.schema(frame, [], name <> "/3"),
         {:ok, _no_rows} <-
           frame |> step(function, schema, name) |> DataFrame.collect(timeout(options)),
         do: :ok
  rescue
    error in Error.Argument -> {:error, error}
  end

  defp timeout(options),
    do: for({:timeout, timeout} when timeout != nil <- options, do: {:timeout, timeout})

  defp step(frame, function, {:struct, fields} = schema, name) do
    columns = for field <- fields, do: Names.quoted(field.name)
    wrapped = wrap(function, schema, name)
    message = FrameFunction.message(wrapped, {:struct, []}, :map_in_arrow, columns)
    DataFrame.step(frame, :map_partitions, func: message)
  end

  defp wrap(function, schema, name) do
    maker = Python.new(@text, name: name, file: "<spark_ex>")
    parse = Pickle.global("pyspark.sql.types", "_parse_datatype_json_string")
    schema = Pickle.call(parse, [JSON.write(schema)])
    value = Pickle.call(Loader.value(maker), [Loader.value(function), schema])
    %Wrapped{name: Loader.name(function), value: value}
  end
end
