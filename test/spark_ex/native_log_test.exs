defmodule SparkEx.NativeLogTest do
  # Not async: the VM has one listener, which receives every call.
  use ExUnit.Case, async: false

  alias SparkEx.{DataFrame, Error, NativeLog, Session, TestSpark}

  # A logger handler that sends the events of the native core to the test.
  @doc false
  def log(%{level: level, msg: {:string, text}, meta: %{spark_ex: fields}}, %{config: test}),
    do: send(test, {:logged, level, IO.chardata_to_string(text), fields})

  def log(_other, _config), do: :ok

  setup do
    :ok = :logger.add_handler(__MODULE__, __MODULE__, %{config: self()})
    on_exit(fn -> :logger.remove_handler(__MODULE__) end)
  end

  # Nothing listens on this port.
  defp unreachable, do: start_supervised!({Session, url: "sc://127.0.0.1:1"}, id: make_ref())

  test "returns an error for unknown options and levels" do
    assert {:error, %Error.Argument{message: message}} = NativeLog.start_link(levle: :debug)
    assert message =~ "did you mean :level?"
    assert {:error, %Error.Argument{message: message}} = NativeLog.start_link(level: :loud)
    assert message =~ "one of :error, :warning, :info, :debug, :trace"
  end

  test "logs a failed call without its request or credentials" do
    start_supervised!({NativeLog, level: :debug})

    assert {:error, %Error.Transport{}} =
             SparkEx.connect(url: "sc://127.0.0.1:1", token: "a-secret")

    assert_receive {:logged, :debug, "spark_ex: failed " <> text, fields}
    assert %{rpc: "AnalyzePlan", error: "Connect", milliseconds: _, sent: _} = fields
    assert text =~ ~s(rpc="AnalyzePlan")
    refute inspect({text, fields}) =~ "a-secret"
  end

  test "does not log calls below the level" do
    start_supervised!({NativeLog, level: :warning})
    session = unreachable()
    assert {:error, %Error.Transport{}} = Session.spark_version(session)
    stop_supervised!(NativeLog)
    start_supervised!({NativeLog, level: :debug})
    assert {:error, %Error.Transport{}} = Session.config_get(session, "a")
    assert_receive {:logged, _level, _text, %{rpc: "Config"}}
    refute_received {:logged, _level, _text, %{rpc: "AnalyzePlan"}}
  end

  test "does not log after it has ended" do
    session = unreachable()
    start_supervised!({NativeLog, level: :debug})
    stop_supervised!(NativeLog)
    assert {:error, %Error.Transport{}} = Session.spark_version(session)
    start_supervised!({NativeLog, level: :debug})
    assert {:error, %Error.Transport{}} = Session.config_get(session, "a")
    assert_receive {:logged, _level, _text, %{rpc: "Config"}}
    refute_received {:logged, _level, _text, %{rpc: "AnalyzePlan"}}
  end

  test "a new listener replaces the former one" do
    former = start_supervised!({NativeLog, level: :debug}, id: :former)
    start_supervised!({NativeLog, level: :debug}, id: :latter)
    assert {:error, %Error.Transport{}} = Session.spark_version(unreachable())
    assert_receive {:logged, _level, _text, %{rpc: "AnalyzePlan"}}
    assert Process.alive?(former)
    refute_received {:logged, _level, _text, %{rpc: "AnalyzePlan"}}
  end

  @tag :spark
  test "logs a query from start to end with its operation id" do
    session = start_supervised!({Session, url: TestSpark.url()})
    frame = SparkEx.sql(session, "SELECT 'a-datum' AS text")
    start_supervised!({NativeLog, level: :trace})
    assert DataFrame.collect!(frame) == [%{"text" => "a-datum"}]

    assert_receive {:logged, :debug, "spark_ex: opening a stream" <> _, %{operation_id: id}}
    assert_receive {:logged, :debug, "spark_ex: batch" <> _, %{operation_id: ^id, rows: 1}}
    assert_receive {:logged, :debug, "spark_ex: ended" <> _, ended}
    assert %{operation_id: ^id, error: "none"} = ended
    refute inspect(ended) =~ "a-datum"
  end
end
