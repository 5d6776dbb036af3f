defmodule SparkEx.TestFlights do
  @moduledoc """
  The New York flights of 2013, as `bin/demo` downloads them into the folder `SPARK_EX_FLIGHTS`.
  """

  alias SparkEx.{DataFrame, Reader, Writer}

  @schema """
  year INT, month INT, day INT, dep_time INT, sched_dep_time INT, dep_delay INT, arr_time INT,
  sched_arr_time INT, arr_delay INT, carrier STRING, flight INT, tailnum STRING, origin STRING,
  dest STRING, air_time INT, distance INT, hour INT, minute INT, time_hour TIMESTAMP
  """

  @doc "Returns whether the data is available."
  @spec available?() :: boolean
  def available?, do: File.exists?(csv())

  @doc "Writes the flights as Parquet files into a folder and returns their path."
  @spec parquet!(SparkEx.Session.t(), Path.t()) :: Path.t()
  def parquet!(session, folder) do
    path = Path.join(folder, "flights.parquet")

    session
    |> Reader.csv("file://" <> csv(), header: true, null_value: "NA", schema: @schema)
    |> DataFrame.write()
    |> Writer.mode(:overwrite)
    |> Writer.parquet!(path)

    path
  end

  defp csv, do: Path.join(System.get_env("SPARK_EX_FLIGHTS", ""), "flights.csv")
end
