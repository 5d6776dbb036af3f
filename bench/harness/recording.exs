defmodule Bench.Recording do
  @moduledoc false
  # What Spark answered to a query, to be answered again by the scripted server as fast as the wire allows.

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
  Runs a frame on Spark and records the answer; removed when the VM ends. The URL has the session's id in
  it, since clients check whose answers they get.
  """
  @spec record(Setting.t(), SparkEx.DataFrame.t()) :: t
  def record(setting, frame) do
    {:ok, id} = Session.session_id(frame.session)
    file = Path.join(System.tmp_dir!(), "spark_ex-recording-#{UUID.generate()}")
    System.at_exit(fn _status -> File.rm(file) end)
    request = frame |> request(id) |> Base.encode64()
    spark = %{url: http(setting.spark.url), request: request, record: file}
    %{"size" => bytes} = Peer.tell(setting.drain, spark)
    url = "sc://127.0.0.1:#{setting.scripted.port}/;session_id=#{id}"
    %__MODULE__{file: file, url: url, request: request, bytes: bytes}
  end

  @doc "Has the scripted server answer every query with a recording from now on."
  @spec play(Setting.t(), t) :: :ok
  def play(setting, %__MODULE__{file: file}) do
    answer = %{do: "answer", rpc: "ExecutePlan", answers: [[%{replay: file}]]}
    "ok" = Peer.tell(setting.scripted.peer, answer)
    :ok
  end

  @doc "A job that receives the answer of the scripted server, and drops it."
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

    {:ok, bytes} = Native.message_encode("spark.connect.ExecutePlanRequest", request, @depth)
    bytes
  end

  defp http("sc://" <> address), do: "http://" <> address
end
