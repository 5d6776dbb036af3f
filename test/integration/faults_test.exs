defmodule SparkEx.Integration.FaultsTest do
  @moduledoc """
  Faults of a server as the caller sees them. ARCHITECTURE.md has the table of faults and
  outcomes; `native/spark_ex_core/tests/scripted_server` tests the same faults in the core.
  """

  use ExUnit.Case, async: true

  alias SparkEx.Connect.UUID
  alias SparkEx.{CuttingProxy, DataFrame, Error, ScriptedServer, Session}

  import SparkEx.ScriptedServer, only: [answer: 3, bytes: 1, fail: 1, fail: 2, wait_for: 3]

  @moduletag :scripted_server

  setup do
    server = ScriptedServer.start()
    id = UUID.generate()
    retry = [max_retries: 5, initial_backoff: 1, max_backoff: 5]
    session = start_supervised!({Session, url: server.url, session_id: id, retry: retry})
    {:ok, server: server, session: session, id: id, frame: SparkEx.range(session, 10)}
  end

  defp response(id, fields) do
    identity = %{session_id: id, server_side_session_id: "server-1", response_id: "response"}
    ScriptedServer.message("ExecutePlanResponse", Map.merge(identity, fields))
  end

  defp rows(%{id: id} = context, first, before, fields \\ %{}) do
    batch = %{
      row_count: before - first,
      start_offset: first,
      data: ScriptedServer.arrow(context.server, first, before)
    }

    response(id, %{arrow_batch: Map.merge(batch, fields), response_id: "response-#{first}"})
  end

  defp done(%{id: id}), do: response(id, %{result_complete: %{}})

  defp ids(%{frame: frame}), do: DataFrame.collect(frame, as: :columns)

  test "returns the result that the server sent", %{server: server} = context do
    answer(server, "ExecutePlan", [[rows(context, 0, 4), rows(context, 4, 6), done(context)]])
    assert ids(context) == {:ok, [{"id", Enum.to_list(0..5)}]}
    wait_for(server, "ReleaseExecute", 1)
    assert ScriptedServer.requests(server, "Interrupt") == []
  end

  test "stop/1 releases again where a query was starting", %{server: server} = context do
    answer(server, "ExecutePlan", [[rows(context, 0, 4), done(context)]])
    assert {:ok, _ids} = ids(context)

    # The session is gone on the server.
    text =
      "operationId: 1 with status Started is not within statuses List(Failed) for event Closed"

    released = ScriptedServer.message("ReleaseSessionResponse", %{session_id: context.id})
    answer(server, "ReleaseSession", [[fail(:internal, text)], [released]])
    assert Session.stop(context.session) == :ok
    assert length(ScriptedServer.requests(server, "ReleaseSession")) == 2
  end

  test "stop/1 returns the error of any other release", %{server: server} = context do
    answer(server, "ExecutePlan", [[done(context)]])
    assert {:ok, _none} = ids(context)
    answer(server, "ReleaseSession", [[fail(:internal, "no")]])
    assert {:error, %Error.Transport{text: "no"}} = Session.stop(context.session)
    assert length(ScriptedServer.requests(server, "ReleaseSession")) == 1
  end

  test "calls are retried while the server is unavailable", %{server: server} = context do
    version = %{session_id: context.id, spark_version: %{version: "4.1.1"}}

    answer(server, "AnalyzePlan", [
      [fail(:unavailable)],
      [fail(:internal, "INVALID_CURSOR.DISCONNECTED")],
      [ScriptedServer.message("AnalyzePlanResponse", version)]
    ])

    assert Session.spark_version(context.session) == {:ok, "4.1.1"}
    assert length(ScriptedServer.requests(server, "AnalyzePlan")) == 3
  end

  test "an unanswered call fails after its retry budget", %{server: server} = context do
    # Calls are retried only once the server has answered.
    assert {:ok, _pairs} = Session.config_get_all(context.session)
    answer(server, "Config", [[fail(:unavailable, "on holiday")]])

    assert {:error, %Error.Transport{reason: :unavailable} = error} =
             Session.config_get_all(context.session)

    assert Exception.message(error) =~ "on holiday"
    assert length(ScriptedServer.requests(server, "Config")) == 1 + 6
  end

  test "other errors are not retried", %{server: server} = context do
    answer(server, "Config", [[fail(:resource_exhausted, "too much")]])

    assert {:error, %Error.Transport{reason: :resource_exhausted}} =
             Session.config_get_all(context.session)

    assert length(ScriptedServer.requests(server, "Config")) == 1
  end

  describe "interrupted results" do
    test "resume after the last response", %{server: server} = context do
      answer(server, "ExecutePlan", [[rows(context, 0, 4)]])

      answer(server, "ReattachExecute", [
        [fail(:unavailable)],
        [fail(:internal, "INVALID_CURSOR.DISCONNECTED"), rows(context, 4, 6)],
        [rows(context, 4, 6), %{sleep: 100}],
        [done(context)]
      ])

      assert ids(context) == {:ok, [{"id", Enum.to_list(0..5)}]}
      assert [%{operation_id: operation}] = ScriptedServer.requests(server, "ExecutePlan")
      reattached = ScriptedServer.requests(server, "ReattachExecute")

      assert for(request <- reattached, do: {request.operation_id, request.last_response_id}) ==
               [
                 {operation, "response-0"},
                 {operation, "response-0"},
                 {operation, "response-0"},
                 {operation, "response-4"}
               ]
    end

    test "send the plan again if it may not have arrived", context do
      %{server: server} = context

      answer(server, "ExecutePlan", [[fail(:unavailable)], [rows(context, 0, 4), done(context)]])
      answer(server, "ReattachExecute", [[fail(:internal, "INVALID_HANDLE.OPERATION_NOT_FOUND")]])

      assert ids(context) == {:ok, [{"id", [0, 1, 2, 3]}]}
      assert [first, again] = ScriptedServer.requests(server, "ExecutePlan")
      assert first.operation_id == again.operation_id
    end

    for class <- ~w(OPERATION_NOT_FOUND OPERATION_ABANDONED) do
      test "fail if the operation is lost (#{class})", %{server: server} = context do
        class = "INVALID_HANDLE.#{unquote(class)}"
        answer(server, "ExecutePlan", [[rows(context, 0, 4)]])
        answer(server, "ReattachExecute", [[fail(:internal, class)]])

        assert {:error, %Error.Transport{reason: :internal} = error} = ids(context)
        assert Exception.message(error) =~ class
        assert length(ScriptedServer.requests(server, "ExecutePlan")) == 1
      end
    end
  end

  describe "a session that the server has lost" do
    test "is lost at the first error that says so",
         %{server: server, session: session} = context do
      changed = "INVALID_HANDLE.SESSION_CHANGED"
      answer(server, "ExecutePlan", [[rows(context, 0, 4), fail(:internal, changed)]])

      assert {:error, %Error.Session{reason: :lost}} = ids(context)
      assert {:error, %Error.Session{reason: :lost}} = Session.config_get_all(session)
      assert ScriptedServer.requests(server, "Config") == []
    end

    test "is lost if another server session answers", %{server: server} = context do
      other = response(context.id, %{server_side_session_id: "server-2", result_complete: %{}})
      answer(server, "ExecutePlan", [[rows(context, 0, 4), other]])
      assert {:error, %Error.Session{reason: :lost}} = ids(context)
    end

    test "fails the query if the response has another session id", context do
      stranger = response(UUID.generate(), %{result_complete: %{}})
      answer(context.server, "ExecutePlan", [[rows(context, 0, 4), stranger]])
      assert {:error, %Error.Session{}} = ids(context)
    end
  end

  describe "returns an error and interrupts the query for" do
    # The fault, and the batches after four correct rows.
    @wrong %{
      "a batch twice" => [{0, 4, %{}}],
      "a batch missing" => [{6, 8, %{}}],
      "more rows than announced" => [{4, 8, %{row_count: 3}}],
      "fewer rows than announced" => [{4, 8, %{row_count: 5}}],
      "a negative number of rows" => [{4, 8, %{row_count: -1}}],
      "a chunk missing" => [
        {4, 8, %{chunk_index: 0, num_chunks_in_batch: 3}},
        {4, 8, %{chunk_index: 2, num_chunks_in_batch: 3}}
      ],
      "a chunk twice" => [
        {4, 8, %{chunk_index: 0, num_chunks_in_batch: 3}},
        {4, 8, %{chunk_index: 0, num_chunks_in_batch: 3}}
      ],
      "no first chunk" => [{4, 8, %{chunk_index: 1, num_chunks_in_batch: 2}}],
      "no Arrow data" => [{4, 8, %{data: ""}}],
      "noise for Arrow data" => [{4, 8, %{data: String.duplicate(<<0xFF>>, 100)}}]
    }

    for {what, batches} <- @wrong do
      test what, %{server: server} = context do
        wrong =
          for {first, before, fields} <- unquote(Macro.escape(batches)),
              do: rows(context, first, before, fields)

        answer(server, "ExecutePlan", [[rows(context, 0, 4)] ++ wrong ++ ["hang"]])
        assert {:error, %Error.Decode{} = error} = ids(context)
        assert error.operation_id
        wait_for(server, "Interrupt", 1)
        assert ScriptedServer.requests(server, "ReattachExecute") == []
      end
    end

    test "bytes that are not a message", %{server: server} = context do
      noise = bytes(String.duplicate(<<0xFF>>, 100))
      answer(server, "ExecutePlan", [[rows(context, 0, 4), noise, "hang"]])
      assert {:error, %Error.Decode{}} = ids(context)
      wait_for(server, "Interrupt", 1)
    end

    test "streams without an end or a result", %{server: server} = context do
      answer(server, "ExecutePlan", [[]])
      answer(server, "ReattachExecute", [[]])
      assert {:error, %Error.Decode{text: text}} = ids(context)
      assert text =~ "without completing the result"
    end
  end

  test "the timeout of a pipeline bounds its definitions", %{server: server} = context do
    version = %{session_id: context.id, spark_version: %{version: "4.1.1"}}
    answer(server, "AnalyzePlan", [[ScriptedServer.message("AnalyzePlanResponse", version)]])
    graph = %{create_dataflow_graph_result: %{dataflow_graph_id: "graph-1"}}
    created = response(context.id, %{pipeline_command_result: graph})
    # The definition hangs, and the server drops the graph.
    answer(server, "ExecutePlan", [[created, done(context)], ["hang"], [done(context)]])

    pipeline =
      SparkEx.Pipeline.new(storage: "file:///storage")
      |> SparkEx.Pipeline.temporary_view("one", "SELECT 1 AS x")
      |> SparkEx.Pipeline.temporary_view("two", "SELECT 1 AS x")

    assert {:error, %Error.Transport{reason: :timeout}} =
             SparkEx.Pipeline.run(context.session, pipeline, timeout: 200)

    commands =
      for %{plan: %{command: %{pipeline_command: command}}} <-
            ScriptedServer.requests(server, "ExecutePlan"),
          do: command

    assert [
             %{create_dataflow_graph: _},
             %{define_output: %{output_name: "one"}},
             %{drop_dataflow_graph: %{dataflow_graph_id: "graph-1"}}
           ] = commands
  end

  describe "an abandoned query" do
    # The call that the server never answers, by phase of the query.
    @phases [
      connect: {"AnalyzePlan", ["ignore"]},
      execute: {"ExecutePlan", ["ignore"]},
      await: {"ExecutePlan", ["hang"]},
      decode: {"ExecutePlan", [:rows, "hang"]}
    ]

    for {phase, {rpc, steps}} <- @phases do
      test "in the phase #{phase} ends at its timeout", %{server: server} = context do
        hang(context, unquote(rpc), unquote(steps))

        assert {:error, %Error.Transport{reason: :timeout}} =
                 DataFrame.collect(context.frame, timeout: 200)

        assert_interrupted(server, unquote(phase))
      end

      test "in the phase #{phase} ends with its caller", %{server: server} = context do
        hang(context, unquote(rpc), unquote(steps))
        caller = spawn(fn -> DataFrame.collect(context.frame) end)
        wait_for(server, unquote(rpc), 1)
        Process.exit(caller, :kill)
        assert_interrupted(server, unquote(phase))
      end

      test "in the phase #{phase} ends with its session", %{server: server} = context do
        hang(context, unquote(rpc), unquote(steps))
        query = Task.async(fn -> DataFrame.collect(context.frame) end)
        wait_for(server, unquote(rpc), 1)
        Session.stop(context.session)
        assert {:error, %Error.Session{reason: :stopped}} = Task.await(query, :infinity)
      end
    end

    defp hang(context, rpc, steps) do
      steps = for step <- steps, do: if(step == :rows, do: rows(context, 0, 4), else: step)
      answer(context.server, rpc, [steps])
    end

    # A server that never answered has no operation to interrupt.
    defp assert_interrupted(_server, :connect), do: :ok

    defp assert_interrupted(server, _phase) do
      wait_for(server, "Interrupt", 1)
      wait_for(server, "ReleaseExecute", 1)
      [%{operation_id: operation}] = ScriptedServer.requests(server, "ExecutePlan")

      assert [%{operation_id: ^operation, interrupt_type: :INTERRUPT_TYPE_OPERATION_ID} | _] =
               ScriptedServer.requests(server, "Interrupt")
    end
  end

  test "a release that fails or hangs does not affect the result", %{server: server} = context do
    answer(server, "ExecutePlan", [[rows(context, 0, 4), done(context)]])

    for steps <- [[fail(:internal, "no")], ["ignore"]] do
      answer(server, "ReleaseExecute", [steps])
      assert ids(context) == {:ok, [{"id", [0, 1, 2, 3]}]}
    end
  end

  test "pings find a connection that no longer forwards", %{server: server} do
    {:ok, proxy} = CuttingProxy.start_link(server.url)
    pings = "grpc_keepalive_time_ms=500;grpc_keepalive_timeout_ms=500"
    options = [url: CuttingProxy.url(proxy, pings), retry: [max_retries: 5, max_backoff: 5]]
    session = start_supervised!({Session, options}, id: :pinged)
    assert Session.config_get(session, "a") == {:ok, nil}

    CuttingProxy.stall(proxy)
    assert {:error, %Error.Transport{text: text}} = Session.config_get(session, "a")
    assert text =~ "timed out"
  end
end
