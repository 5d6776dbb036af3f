defmodule SparkEx.DataSource do
  @moduledoc """
  Data sources in Python (PySpark's `spark.dataSource`).

  A data source is a subclass of PySpark's `DataSource`. Once it is registered in a session, its
  name is a format of readers and writers:

      numbers = \"""
      from pyspark.sql.datasource import DataSource, DataSourceReader, InputPartition

      class Numbers(DataSource):
          @classmethod
          def name(cls):
              return "numbers"

          def schema(self):
              return "n BIGINT"

          def reader(self, schema):
              return NumbersReader(int(self.options.get("last", 10)))

      class NumbersReader(DataSourceReader):
          def __init__(self, last):
              self.last = last

          def partitions(self):
              return [InputPartition(n) for n in range(self.last)]

          def read(self, partition):
              yield partition.value,
      \"""

      DataSource.register!(session, "numbers", numbers, name: "Numbers")
      session |> Reader.format("numbers") |> Reader.option(:last, 3) |> Reader.load()

  What it can do depends on its methods: `reader` serves `SparkEx.Reader`, `writer` serves
  `SparkEx.Writer` in the modes `:append` and `:overwrite`, `streamReader` or `simpleStreamReader`
  serve `SparkEx.StreamReader`, and `streamWriter` serves `SparkEx.StreamWriter`. The class runs
  on the driver and on the executors. See `SparkEx.Python` for sources and their safety.
  """

  alias SparkEx.Arguments.Options
  alias SparkEx.Connect.{Client, Errors}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Python.{Command, FrameFunction}
  alias SparkEx.{DataFrame, Error, Python}

  @options FrameFunction.options()

  @doc """
  Registers a data source in a session, until the session ends.

      DataSource.register(session, "numbers", Python.file!("numbers.py", name: "Numbers"))

  `name` is what the class method `name` of the source returns; Spark compares them when the
  source is used. A source of that name that the session has already is replaced.

  ## Options

  #{Options.docs(@options)}

  Returns `:ok`, or the server's error, for example if the name is one of Spark's own sources.
  Source: PySpark `DataSourceRegistration.register`,
  `spark.connect.CommonInlineUserDefinedDataSource`.
  """
  @spec register(DataFrame.session(), DataFrame.name(), Python.source(), keyword) ::
          :ok | {:error, Exception.t()}
  def register(session, name, source, options \\ []) do
    with {:ok, _responses} <- Client.command(session, command(name, source, options)), do: :ok
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "As `register/4`, but raises."
  @spec register!(DataFrame.session(), DataFrame.name(), Python.source(), keyword) :: :ok
  def register!(session, name, source, options \\ []),
    do: session |> register(name, source, options) |> Errors.unwrap!()

  defp command(name, source, options) do
    options = Options.validate!(options, @options, "register/4")
    function = FrameFunction.function(source, options)

    %{
      register_data_source: %{
        name: Names.name!(name, "the name of a data source"),
        python_data_source: Command.function(function)
      }
    }
  end
end
