defmodule SparkEx.Integration.SailTest do
  # Sail, a second implementation of the protocol.
  use ExUnit.Case, async: true

  alias SparkEx.{DataFrame, Error, LocalServer, Python, Session}
  alias SparkEx.{Streaming, StreamingQuery, StreamReader, StreamWriter}

  @moduletag :sail

  setup_all do
    server = start_supervised!({LocalServer, engine: :sail})
    session = start_supervised!({Session, url: LocalServer.url(server)})
    {:ok, url: LocalServer.url(server), session: session}
  end

  test "connects and stops", %{url: url} do
    assert {:ok, session} = SparkEx.connect(url: url)
    assert {:ok, version} = SparkEx.spark_version(session)
    assert is_binary(version)
    assert Session.stop(session) == :ok
    assert {:error, %Error.Session{reason: :stopped}} = SparkEx.spark_version(session)
  end

  test "returns the rows of a query", %{session: session} do
    query = "SELECT 1 AS i, 'é' AS s, true AS b, 1.5D AS d, CAST(NULL AS INT) AS n"

    assert session |> SparkEx.sql(query) |> DataFrame.collect() ==
             {:ok, [%{"i" => 1, "s" => "é", "b" => true, "d" => 1.5, "n" => nil}]}
  end

  test "returns dates, arrays and structs", %{session: session} do
    query = "SELECT DATE '2024-02-29' AS d, array(1, 2) AS a, named_struct('x', 1L) AS r"

    assert session |> SparkEx.sql(query) |> DataFrame.collect() ==
             {:ok, [%{"d" => ~D[2024-02-29], "a" => [1, 2], "r" => %{"x" => 1}}]}
  end

  test "runs queries with arguments, transforms and many rows", %{session: session} do
    assert {:ok, [%{"x" => 7}]} =
             session |> SparkEx.sql("SELECT ? AS x", [7]) |> DataFrame.collect()

    rows =
      session |> SparkEx.range(5_000) |> DataFrame.filter("id % 2 = 0") |> DataFrame.collect!()

    assert Enum.map(rows, & &1["id"]) == Enum.to_list(0..4_998//2)
  end

  test "returns an error for an invalid query", %{session: session} do
    assert {:error, error} = session |> SparkEx.sql("SELECT nope") |> DataFrame.collect()
    assert error.__struct__ in [Error.Remote, Error.Transport]
    assert Exception.message(error) =~ "nope"
  end

  test "runs streams, and refuses what it lacks", %{session: session} do
    rate = StreamReader.load(session, nil, format: :rate, rows_per_second: 10)
    assert {:ok, query} = StreamWriter.start(rate, nil, format: :console)
    assert {:ok, %{active: true}} = StreamingQuery.status(query)
    assert :ok = StreamingQuery.stop(query)

    memory = StreamWriter.start(rate, nil, format: :memory, query_name: "rows")
    assert {:error, %Error.Remote{} = error} = memory
    assert Exception.message(error) =~ "memory"
    assert {:error, %Error.Remote{}} = Streaming.subscribe(session)
  end

  test "runs functions in Python", %{session: session} do
    frame = SparkEx.range(session, 3)

    for options <- [[], [use_arrow: false], [kind: :pandas]] do
      double = Python.udf("lambda x: x * 2", [returns: :long] ++ options)
      frame = DataFrame.select(frame, y: Python.call(double, ["id"]))
      assert DataFrame.collect!(frame, as: :lists) == [[0], [2], [4]]
    end

    broken = Python.udf("def f(x):\n    return 1 // (x - x)\n", returns: :long)
    frame = DataFrame.select(frame, y: Python.call(broken, ["id"]))
    assert {:error, error} = DataFrame.collect(frame)
    assert Exception.message(error) =~ ~r/\AZeroDivisionError: .*:2: in f\n    return 1/s
  end

  test "reads and sets configuration", %{session: session} do
    assert Session.config_set(session, "spark.sql.session.timeZone", "UTC") == :ok
    assert Session.config_get(session, "spark.sql.session.timeZone") == {:ok, "UTC"}
  end

  test "serves 20 processes on one session", %{session: session} do
    answers =
      for number <- 1..20 do
        Task.async(fn ->
          session |> SparkEx.sql("SELECT ? AS n", [number]) |> DataFrame.collect!()
        end)
      end

    assert Task.await_many(answers) == for(number <- 1..20, do: [%{"n" => number}])
  end
end
