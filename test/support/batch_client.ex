defmodule SparkEx.BatchClient do
  @moduledoc """
  A program that copies the files of a stream, micro-batch by micro-batch, from `landing` to
  `out`, for tests that kill it.
  """

  alias SparkEx.{StreamingQuery, StreamReader, StreamWriter, Writer}

  @doc "The name of the query."
  @spec query_name() :: String.t()
  def query_name, do: "batch_client"

  @doc "Runs in a VM of its own until the query ends."
  @spec run(String.t(), Path.t()) :: term
  def run(url, dir) do
    {:ok, _started} = Application.ensure_all_started(:spark_ex)
    session = SparkEx.connect!(url: url)
    session |> start!(dir, processing_time: 0) |> StreamingQuery.await()
  end

  @doc "Starts the query. Each file is a micro-batch."
  @spec start!(SparkEx.Session.t(), Path.t(), StreamWriter.Trigger.input()) :: StreamingQuery.t()
  def start!(session, dir, trigger) do
    session
    |> StreamReader.json(Path.join(dir, "landing"), schema: "id BIGINT", max_files_per_trigger: 1)
    |> StreamWriter.foreach_batch(&write(&1, &2, dir), client_timeout: 2_000)
    |> StreamWriter.start!(nil,
      query_name: query_name(),
      trigger: trigger,
      checkpoint_location: Path.join(dir, "checkpoint")
    )
  end

  # A second call with a number replaces the effect of the first.
  defp write(batch, id, dir),
    do: Writer.parquet!(batch, Path.join([dir, "out", "#{id}"]), mode: :overwrite)
end
