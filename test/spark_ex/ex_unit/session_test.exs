defmodule SparkEx.ExUnit.SessionTest do
  use ExUnit.Case, async: true

  @moduletag :spark
  @moduletag spark_4_1: "clones of sessions"

  alias SparkEx.{DataFrame, Session}
  alias SparkEx.ExUnit.Suite
  alias SparkEx.Functions, as: F

  import SparkEx.ExUnit

  setup_all do
    session = Suite.module_session(url: SparkEx.TestSpark.url())
    :ok = session |> SparkEx.range(2) |> DataFrame.create_temp_view("shared")
    {:ok, module_session: session}
  end

  setup %{module_session: session}, do: {:ok, session: Suite.isolated(session)}

  test "a test has the views of its module, which does not have those of the test", context do
    %{session: session, module_session: module_session} = context
    assert session |> SparkEx.table("shared") |> DataFrame.count!() == 2
    :ok = session |> SparkEx.range(3) |> DataFrame.create_temp_view("own")
    assert {:error, _no_such_view} = module_session |> SparkEx.table("own") |> DataFrame.count()
  end

  test "modules with the same options share the suite's session", %{session: session} do
    other = Suite.module_session(url: SparkEx.TestSpark.url())
    assert Session.session_id!(other) != Session.session_id!(session)
    assert {:error, _no_such_view} = other |> SparkEx.table("shared") |> DataFrame.count()
  end

  test "a session beside another has nothing of its state", %{session: session} do
    {:ok, beside} = Session.beside(session)
    assert {:error, _no_such_view} = beside |> SparkEx.table("shared") |> DataFrame.count()
  end

  test "frames are compared with frames and rows", %{session: session} do
    frame = session |> SparkEx.range(2) |> DataFrame.select(["id", x: F.expr("id * 0.1D")])
    assert assert_frames_equal(frame, DataFrame.order_by(frame, desc: "id"))
    assert assert_frames_equal(frame, [%{id: 0, x: 0.0}, %{id: 1, x: 0.1}])
    assert assert_frames_equal([{1, 0.1}, {0, 0.0}], frame)
    renamed = DataFrame.to_df(frame, ["a", "b"])
    assert assert_frames_equal(frame, renamed, ignore_column_name: true)
    moved = DataFrame.select(frame, ["x", "id"])
    assert assert_frames_equal(frame, moved, ignore_column_order: true)
    text = DataFrame.select(frame, id: F.expr("CAST(id AS DOUBLE)"), x: F.expr("STRING(x)"))
    assert assert_frames_equal(frame, text, ignore_column_type: true)

    for other <- [renamed, moved, text] do
      assert_raise ExUnit.AssertionError, ~r/the schemas differ/, fn ->
        assert_frames_equal(frame, other)
      end
    end
  end

  test "a failure shows the columns and the rows that differ", %{session: session} do
    frame = SparkEx.range(session, 2)

    error = assert_raise ExUnit.AssertionError, fn -> assert_frames_equal(frame, [{0}, {7}]) end

    assert error.message ==
             "1 of 2 rows differs (- actual, + expected):\n\n    id\n    0\n  - 1\n  + 7"
  end

  test "types may differ, numbers beyond the precision of floats may not", %{session: session} do
    texts = ["9007199254740993", "9007199254740992"]
    [left, right] = for text <- texts, do: SparkEx.sql(session, "SELECT #{text} AS n")
    text = SparkEx.sql(session, "SELECT '9007199254740993' AS n")
    assert assert_frames_equal(left, text, ignore_column_type: true)

    assert_raise ExUnit.AssertionError, fn ->
      assert_frames_equal(left, right, ignore_column_type: true)
    end
  end

  test "a local server that cannot be started is a reason" do
    options = [url: "local[1]", server: [spark_home: "/nowhere"]]
    assert Suite.missing(options) =~ "/nowhere is not a Spark installation"
    assert Suite.missing(url: "sc://nowhere") == nil
    assert Suite.missing(:a_session) == nil
  end
end
