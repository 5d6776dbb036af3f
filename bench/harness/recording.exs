defmodule Bench.Recording do
  @moduledoc false
  # The recorded response of Spark to a query, which the scripted server replays.

  alias Bench.{Peer, Setting}
  alias SparkEx.Connect.{PlanEncoder, UUID}
  alias SparkEx.{Native, Session}

  @enforce_keys [:file, :url, :request, :bytes]
  defstruct @enforce_keys

  @type t :: %__MODULE__{
          file: Path.t(),
          url: String.t(),
          request: String.t(),
          bytes: pos_integer
        }

  @depth 100

  @doc """
  Runs a frame on Spark and records the response until the VM ends. The URL contains the session's
  id, since clients verify it in responses.
  """
  @spec record(Setting.t(), SparkEx.DataFrame.t()) :: t
  def record(setting, frame) do
    {:ok, id} = Session.session_id(frame.session)
    file = Path.join(System.tmp_dir!(), "spark_ex-recording-#{UUID.generate()}")
    System.at_exit(fn _status -> File.rm(file) end)
    request = frame |> request(id) |> Base.encode64()
    spark = %{url: http(setting.spark.url), request: request, record: file}
    %{"size" => bytes} = Peer.tell(setting.drain, spark)

    %__MODULE__{
      file: file,
      url: "sc://127.0.0.1:#{setting.scripted.port}/;session_id=#{id}",
      request: request,
      bytes: bytes
    }
  end

  @doc "Makes the scripted server answer every query with a recording."
  @spec play(Setting.t(), t) :: :ok
  def play(setting, %__MODULE__{} = recording) do
    answer(setting, "ExecutePlan", %{replay: recording.file})
    answer(setting, "Config", %{send: recording |> config() |> Base.encode64()})
  end

  defp answer(setting, rpc, step) do
    "ok" = Peer.tell(setting.scripted.peer, %{do: "answer", rpc: rpc, answers: [[step]]})
    :ok
  end

  # PySpark requests it at each collect and verifies the ids of the session.
  defp config(recording) do
    pair = %{key: "spark.sql.execution.pyspark.binaryAsBytes", value: "true"}

    ids = recording.file |> first() |> Map.take([:session_id, :server_side_session_id])

    encode("ConfigResponse", Map.put(ids, :pairs, [pair]))
  end

  defp first(file) do
    {:ok, response} =
      File.open!(file, [:read, :raw, :binary], fn recording ->
        {:ok, <<length::32>>} = :file.read(recording, 4)
        {:ok, message} = :file.read(recording, length)
        Native.message_decode("spark.connect.ExecutePlanResponse", message)
      end)

    response
  end

  @doc "Returns a job that receives the response of the scripted server and drops it."
  @spec drain(Setting.t(), t) :: Bench.Case.job()
  def drain(setting, recording) do
    url = "http://127.0.0.1:#{setting.scripted.port}"
    Peer.job(setting.drain, %{url: url, request: recording.request})
  end

  defp request(frame, session_id) do
    request = %{
      session_id: session_id,
      user_context: %{user_id: "bench"},
      operation_id: UUID.generate(),
      plan: PlanEncoder.root(frame.plan),
      request_options: [%{reattach_options: %{reattachable: true}}]
    }

    encode("ExecutePlanRequest", request)
  end

  defp encode(message, fields) do
    {:ok, bytes} = Native.message_encode("spark.connect.#{message}", fields, @depth)
    bytes
  end

  defp http("sc://" <> address), do: "http://" <> address
end
