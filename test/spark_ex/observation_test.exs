defmodule SparkEx.ObservationTest do
  use SparkEx.SparkCase

  alias SparkEx.Connect.ObservedMetrics
  alias SparkEx.{ExecutionInfo, Observation, Writer}

  doctest Observation
  doctest ObservedMetrics

  defp numbers(session), do: SparkEx.range(session, 0, 10, 1, 2)
  defp metrics, do: [rows: F.count("*"), most: F.max("id")]

  test "returns the metrics of an action", %{session: session} do
    observation = Observation.new()
    frame = session |> numbers() |> DataFrame.observe(observation, metrics())
    kept = DataFrame.filter(frame, "id > 7")
    assert DataFrame.collect!(kept, as: :lists) == [[8], [9]]
    assert Observation.get(observation) == {:ok, %{"rows" => 10, "most" => 9}}
    assert Observation.get!(observation) == %{"rows" => 10, "most" => 9}
  end

  @tag :tmp_dir
  test "observes writes, streams and counts", %{session: session, tmp_dir: dir} do
    for {action, index} <-
          Enum.with_index([
            &(&1 |> DataFrame.write() |> Writer.parquet!(dir <> "/p")),
            &(&1 |> DataFrame.stream() |> Stream.run()),
            &DataFrame.count!/1
          ]) do
      observation = Observation.new("action #{index}")
      session |> numbers() |> DataFrame.observe(observation, rows: F.count("*")) |> action.()
      assert Observation.get!(observation) == %{"rows" => 10}
    end
  end

  test "any process can run the action or read the metrics", %{session: session} do
    observation = Observation.new()
    asking = for _each <- 1..3, do: Task.async(fn -> Observation.get!(observation) end)
    frame = session |> numbers() |> DataFrame.observe(observation, rows: F.count("*"))
    Task.await(Task.async(fn -> DataFrame.count!(frame) end), 60_000)
    assert Task.await_many(asking, :infinity) == List.duplicate(%{"rows" => 10}, 3)
  end

  test "keeps the metrics of the first action", %{session: session} do
    observation = Observation.new("once")
    # Each action generates other UUIDs.
    frame = session |> numbers() |> DataFrame.select(x: F.expr("uuid()"))
    frame = DataFrame.observe(frame, observation, greatest: F.max("x"))

    seen =
      for _action <- 1..3 do
        DataFrame.collect!(frame)
        Observation.get!(observation)
      end

    assert [%{"greatest" => <<_uuid::binary-36>>}] = Enum.uniq(seen)
  end

  test "rejects a second frame", %{session: session} do
    observation = Observation.new("once")
    frame = session |> numbers() |> DataFrame.observe(observation, rows: F.count("*"))

    assert_raise Error.Argument, ~r/"once" observes a frame already/, fn ->
      session |> SparkEx.range(3) |> DataFrame.observe(observation, rows: F.count("*"))
    end

    # A rejected frame does not use up the observation.
    DataFrame.count!(frame)
    assert Observation.get!(observation) == %{"rows" => 10}
    unused = Observation.new()
    assert_raise Error.Argument, fn -> DataFrame.observe(frame, unused, []) end
    assert DataFrame.observe(frame, unused, rows: F.count("*"))
  end

  test "several observations work on both sides of a join", %{session: session} do
    [left, right] = [Observation.new(), Observation.new()]
    a = session |> SparkEx.range(4) |> DataFrame.observe(left, rows: F.count("*"))
    b = session |> SparkEx.range(6) |> DataFrame.observe(right, rows: F.count("*"))
    assert a |> DataFrame.join(b, :id) |> DataFrame.count!() == 4
    assert {Observation.get!(left), Observation.get!(right)} == {%{"rows" => 4}, %{"rows" => 6}}
  end

  @tag spark_4_1: "maps among the metrics"
  test "decodes metrics like the values of rows", %{session: session} do
    frame =
      SparkEx.sql(session, """
      SELECT DATE'2013-01-01' AS day, TIMESTAMP'2013-01-01 05:00:00Z' AS at, 1.50BD AS price,
             array(1, NULL) AS list, map('a', 1L) AS pairs, named_struct('x', 1, 'y', 'b') AS pair,
             X'00FF' AS bytes, CAST('NaN' AS DOUBLE) AS nan, INTERVAL '1' DAY AS span
      """)

    columns = ~w(day at price list pairs pair bytes nan span)
    [row] = DataFrame.collect!(frame)
    observation = Observation.new()
    aggregates = for name <- columns, do: {name, F.first(name)}
    frame |> DataFrame.observe(observation, aggregates) |> DataFrame.count!()
    assert Observation.get!(observation) == row
  end

  test "returns an error without metrics or after its owner has ended" do
    observation = Observation.new("idle")
    assert {:error, %Error.Argument{message: text}} = Observation.get(observation, timeout: 0)
    assert text =~ ~s("idle")

    gone = Task.await(Task.async(fn -> Observation.new() end))
    monitor = Process.monitor(gone.pid)
    assert_receive {:DOWN, ^monitor, :process, _pid, _reason}
    assert {:error, %Error.Argument{message: text}} = Observation.get(gone)
    assert text =~ "has ended"
    assert_raise Error.Argument, fn -> Observation.get!(gone) end

    assert_raise Error.Argument, ~r/has ended/, fn ->
      :spark |> SparkEx.range(3) |> DataFrame.observe(gone, rows: F.count("*"))
    end
  end

  test "returns the error that a server sends in place of metrics" do
    observation = Observation.new("bad")
    failed = %{name: "bad", root_error_idx: 0, errors: [%{message: "boom"}]}
    attached = [{:observation, "bad", observation.pid}]
    :ok = ObservedMetrics.deliver(%{observed_metrics: [failed]}, attached, operation_id: "op")

    assert {:error, %Error.Remote{text: "boom", operation_id: "op"}} =
             Observation.get(observation)

    assert_raise Error.Remote, "boom", fn -> Observation.get!(observation) end

    info = ExecutionInfo.new([%{observed_metrics: [failed]}])
    assert %{observed: none, observation_errors: %{"bad" => %Error.Remote{text: "boom"}}} = info
    assert none == %{}
  end

  @tag spark_4_2: "errors of observations"
  test "returns the error of metrics that Spark could not compute", %{session: session} do
    observation = Observation.new()
    aggregate = F.raise_error(Column.cast(F.count("*"), :string))
    frame = session |> numbers() |> DataFrame.observe(observation, failing: aggregate)
    assert DataFrame.count!(DataFrame.filter(frame, "id >= 0")) == 10

    assert {:error, %Error.Remote{error_class: "USER_RAISED_EXCEPTION"} = error} =
             Observation.get(observation)

    assert error.message_parameters == %{"errorMessage" => "10"}
  end

  describe "an observation without metrics" do
    defp observed(session, query) do
      observation = Observation.new()
      frame = SparkEx.sql(session, query)
      {observation, DataFrame.observe(frame, observation, rows: F.count("*"))}
    end

    # The division fails at the last row.
    @failing "SELECT 1 / (9 - id) AS x FROM range(0, 10, 1, 1)"
    @sleeping "SELECT reflect('java.lang.Thread', 'sleep', 100L) FROM range(0, 600, 1, 1)"

    test "is empty if the action fails", %{session: session} do
      {observation, frame} = observed(session, @failing)
      asking = Task.async(fn -> Observation.get(observation, timeout: :infinity) end)
      assert {:error, %Error.Remote{}} = DataFrame.collect(frame)
      assert Task.await(asking) == {:ok, %{}}
      assert Observation.get(observation, timeout: 2_000) == {:ok, %{}}
    end

    @tag :tmp_dir
    test "is empty if a write fails or a stream raises", %{session: session, tmp_dir: dir} do
      {observation, frame} = observed(session, @failing)
      assert {:error, %Error.Remote{}} = Writer.parquet(frame, dir <> "/p")
      assert Observation.get(observation, timeout: 2_000) == {:ok, %{}}

      {observation, frame} = observed(session, @failing)
      assert_raise Error.Remote, fn -> frame |> DataFrame.stream() |> Stream.run() end
      assert Observation.get(observation, timeout: 2_000) == {:ok, %{}}
    end

    test "is empty if the action times out or its process is killed", %{session: session} do
      {observation, frame} = observed(session, @sleeping)
      assert {:error, %Error.Transport{}} = DataFrame.collect(frame, timeout: 500)
      assert Observation.get(observation, timeout: 2_000) == {:ok, %{}}

      {observation, frame} = observed(session, @sleeping)
      asking = Task.async(fn -> Observation.get(observation, timeout: :infinity) end)
      {:ok, runner} = Task.start(fn -> DataFrame.collect(frame) end)
      assert Task.yield(asking, 1_000) == nil
      Process.exit(runner, :kill)
      assert Task.await(asking) == {:ok, %{}}
    end

    test "is filled by a later action", %{session: session} do
      view = "observed_#{System.unique_integer([:positive])}"
      {:ok, _} = SparkEx.execute(session, "CREATE TEMPORARY VIEW #{view} AS #{@failing}")
      {observation, frame} = observed(session, "SELECT * FROM #{view}")
      assert {:error, _error} = DataFrame.collect(frame)
      assert Observation.get(observation) == {:ok, %{}}
      query = "CREATE OR REPLACE TEMPORARY VIEW #{view} AS SELECT 1 AS x"
      {:ok, _} = SparkEx.execute(session, query)
      assert DataFrame.collect!(frame, as: :lists) == [[1]]
      assert Observation.get(observation) == {:ok, %{"rows" => 1}}
    end
  end

  test "rejects invalid names, missing aggregates and unknown options", %{session: session} do
    for wrong <- ["", 1, true], do: assert_raise(Error.Argument, fn -> Observation.new(wrong) end)
    assert_raise Error.Argument, fn -> DataFrame.observe(numbers(session), "a", []) end

    assert_raise Error.Argument, fn ->
      DataFrame.observe(numbers(session), nil, rows: F.count("*"))
    end

    assert {:error, %Error.Argument{}} = Observation.get(Observation.new(), timout: 1)
  end

  test "reports a named observation in the execution info", %{session: session} do
    me = self()
    frame = session |> numbers() |> DataFrame.observe("seen", rows: F.count("*"))

    assert DataFrame.collect!(frame, as: :columns, execution_info: &send(me, &1)) == [
             {"id", Enum.to_list(0..9)}
           ]

    assert_received %ExecutionInfo{observed: %{"seen" => %{"rows" => 10}}, metrics: [metric | _]}
    assert %{name: <<_, _::binary>>, plan_id: _, parent: _, values: %{}} = metric

    assert {:error, %Error.Remote{}} =
             session
             |> SparkEx.table("no_such")
             |> DataFrame.collect(execution_info: &send(me, &1))

    refute_received %ExecutionInfo{}
  end
end
