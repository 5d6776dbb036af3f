defmodule SparkEx.Connect.RequirementsTest do
  use ExUnit.Case, async: true

  alias SparkEx.{DataFrame, Error, Plan, RPCCounter, ScriptedServer, Session, TestSpark}
  alias SparkEx.Connect.{Client, Requirements, SessionHandle, UUID}
  alias SparkEx.Functions, as: F

  doctest Requirements

  defp needs(plan),
    do: plan |> Requirements.needs() |> Enum.map(fn {_kind, text, _since} -> text end)

  test "members are found wherever they stand" do
    zip = %{zip: %{left: %{range: %{end: 1}}, right: %{range: %{end: 1}}}}
    assert Requirements.needs(%{limit: %{input: zip}}) == [{:member, "zip", "4.3.0"}]
    assert needs(%{join: %{left: zip, right: %{nearest_by_join: %{}}}}) |> length() == 2
    assert needs(%{parse: %{format: :PARSE_FORMAT_XML}}) == ["parsing a frame of XML"]
    assert needs(%{parse: %{format: :PARSE_FORMAT_CSV}}) == []
    assert needs(%{cast: %{type: %{time: %{}}}}) == ["the type TIME"]
    evolution = %{with_schema_evolution: true}
    assert needs(%{write_operation_v2: evolution}) == ["schema evolution on write"]
    # A merge takes it since Spark 4.0.
    assert needs(%{merge_into_table_command: evolution}) == []
  end

  test "unset members need nothing" do
    assert needs(%{write_operation: %{with_schema_evolution: false}}) == []
    assert needs(%{subquery_expression: %{in_subquery_values: []}}) == []
  end

  test "functions and arguments are found by the table of functions" do
    plan = Plan.relation(%{project: %{expressions: [F.hmac("k", "m").expr, F.abs("x").expr]}})
    assert Requirements.needs(plan) == [{:function, "hmac", "4.3.0"}]
    assert needs(F.instr("s", "x").expr) == []
    assert needs(F.instr("s", "x", 2).expr) == ["the argument start of instr"]

    assert Enum.sort(needs(F.instr("s", "x", 2, 3).expr)) ==
             ["the argument occurrence of instr", "the argument start of instr"]
  end

  # The protos name every member of the table, and none of an older message.
  test "members stand in the protos" do
    fields = "priv/proto/spark/connect/*.proto" |> Path.wildcard() |> Enum.map_join(&File.read!/1)

    for {[field | path], _since, _text} <- Requirements.members() do
      for name <- [field | path], do: assert(fields =~ ~r/\b#{name} = \d/, "no #{name}")
    end
  end

  describe "with a server of Spark 4.0" do
    @describetag :scripted_server

    setup do
      server = ScriptedServer.start()
      id = UUID.generate()
      session = start_supervised!({Session, url: server.url, session_id: id})
      {:ok, server: server, session: session, id: id}
    end

    defp answers(context, answers),
      do: :ok = ScriptedServer.answer(context.server, "AnalyzePlan", Enum.map(answers, &[&1]))

    defp analysis(context, fields),
      do: ScriptedServer.message("AnalyzePlanResponse", Map.put(fields, :session_id, context.id))

    defp version(context, text), do: analysis(context, %{spark_version: %{version: text}})
    defp requests(context, rpc), do: context.server |> ScriptedServer.requests(rpc) |> length()

    test "a plan is refused before it is sent", context do
      answers(context, [version(context, "4.0.5")])
      frame = SparkEx.range(context.session, 3)
      plan = Plan.relation(%{zip: %{left: frame.plan, right: frame.plan}})
      error = %Error.Argument{message: "zip needs Spark 4.3, the server is 4.0.5"}
      assert DataFrame.collect(%{frame | plan: plan}) == {:error, error}
      assert DataFrame.schema(%{frame | plan: plan}) == {:error, error}
      assert requests(context, "ExecutePlan") == 0
      # The version is requested once.
      assert requests(context, "AnalyzePlan") == 1
    end

    test "a version that the caller gives is not asked for", %{server: server} do
      options = [url: server.url, spark_version: "4.2"]
      session = start_supervised!({Session, options}, id: :given)
      frame = SparkEx.range(session, 3)
      plan = Plan.relation(%{zip: %{left: frame.plan, right: frame.plan}})
      error = %Error.Argument{message: "zip needs Spark 4.3, the server is 4.2"}
      assert DataFrame.collect(%{frame | plan: plan}) == {:error, error}
      assert ScriptedServer.requests(server, "AnalyzePlan") == []

      assert {:error, %Error.Argument{message: message}} = SparkEx.connect(spark_version: "new")
      assert message =~ ~s(such as "4.2.0", got: "new")
    end

    test "an RPC is refused", context do
      answers(context, [version(context, "4.1.1")])

      assert Client.rpc(context.session, "GetStatus", %{}) ==
               {:error,
                %Error.Argument{
                  message: "operation_status needs Spark 4.2, the server is 4.1.1"
                }}

      assert requests(context, "GetStatus") == 0
    end

    test "a function is refused unless the server has it", context do
      schema = analysis(context, %{schema: %{schema: %{struct: %{fields: []}}}})
      unknown = ScriptedServer.fail(:internal, "UNRESOLVED_ROUTINE")
      answers(context, [version(context, "4.1.1"), unknown, schema, schema])
      frame = context.session |> SparkEx.range(3) |> DataFrame.select(F.hmac("id", "id"))

      assert DataFrame.schema(frame) ==
               {:error, %Error.Argument{message: "hmac needs Spark 4.3, the server is 4.1.1"}}

      assert DataFrame.schema(frame) == {:ok, {:struct, []}}

      [_version, _unknown, %{schema: described} | _] =
        context.server |> ScriptedServer.requests("AnalyzePlan")

      assert described.plan.root.sql.query == "DESCRIBE FUNCTION `hmac`"
    end

    test "a session that is opened again asks again", context do
      answers(context, [version(context, "4.0.5")])
      assert Session.spark_version(context.session) == {:ok, "4.0.5"}
      assert {:ok, %{spark_version: "4.0.5"} = handle} = SessionHandle.fetch(context.session)
      assert Requirements.at_least?(handle, "4.0.0") == {:ok, true}
      assert Requirements.at_least?(handle, "4.1.0") == {:ok, false}
      # The response is for the lost session.
      assert {:error, %Error.Session{}} = Session.reconnect(context.session)
      assert {:ok, %{spark_version: nil}} = SessionHandle.fetch(context.session)
    end
  end

  describe "with Spark" do
    @describetag :spark

    test "opening takes one call and so does a query" do
      {session, 1} = RPCCounter.count(fn -> SparkEx.connect!(url: TestSpark.url()) end)
      frame = SparkEx.sql(session, "SELECT 1 AS one")
      assert RPCCounter.count(fn -> DataFrame.collect!(frame) end) == {[%{"one" => 1}], 1}
      Session.stop!(session)
    end

    test "the version costs one call at most" do
      conf = %{"spark.sql.shuffle.partitions" => "3"}
      session = start_supervised!({Session, url: TestSpark.url(), conf: conf})
      # Since Spark 4.1.
      frame = session |> SparkEx.range(1) |> DataFrame.select(q: F.quote(F.lit("a")))

      if TestSpark.at_least?("4.1.0") do
        # The configuration, the version, the query.
        assert {[%{"q" => "'a'"}], 3} = RPCCounter.count(fn -> DataFrame.collect!(frame) end)
        assert {[%{"q" => "'a'"}], 1} = RPCCounter.count(fn -> DataFrame.collect!(frame) end)
      else
        assert {:error, %Error.Argument{message: message}} = DataFrame.collect(frame)
        assert message =~ "quote needs Spark 4.1, the server is 4.0"
      end
    end

    test "a function that the user has made is not refused" do
      session = start_supervised!({Session, url: TestSpark.url()})
      frame = DataFrame.select(SparkEx.range(session, 1), h: F.collect_union(F.lit(3)))

      unless TestSpark.at_least?("4.3.0") do
        assert {:error, %Error.Argument{message: "collect_union needs Spark 4.3" <> _}} =
                 DataFrame.collect(frame)

        function = "CREATE TEMPORARY FUNCTION collect_union(x INT) RETURNS INT RETURN x + 1"
        SparkEx.execute!(session, function)
        assert DataFrame.collect!(frame) == [%{"h" => 4}]
      end
    end
  end
end
