defmodule SparkEx.ExUnit.UseTest do
  use ExUnit.Case, async: true

  @moduletag :spark
  @moduletag spark_4_1: "clones of sessions"

  use SparkEx.ExUnit, session: &SparkEx.TestSpark.options/0

  alias SparkEx.{DataFrame, Session}

  setup_all %{session: session} do
    :ok = session |> SparkEx.range(2) |> DataFrame.create_temp_view("numbers")
    {:ok, module_session: session}
  end

  test "a test has the views of its module in a session of its own", context do
    %{session: session, module_session: module_session} = context
    assert Session.session_id!(session) != Session.session_id!(module_session)
    assert_frames_equal(SparkEx.table(session, "numbers"), [%{id: 0}, %{id: 1}])
    assert_schemas_equal(SparkEx.table(session, "numbers"), "id BIGINT")
  end

  # Each creates a view of the same name.
  for number <- 1..2 do
    test "tests do not see each other's views, test #{number}", %{session: session} do
      assert {:error, _no_such_view} = session |> SparkEx.table("own") |> DataFrame.count()
      :ok = session |> SparkEx.range(unquote(number)) |> DataFrame.create_temp_view("own")
    end
  end

  defmodule Skipped do
    use ExUnit.Case, register: false
    use SparkEx.ExUnit, session: [url: "local[1]", server: [spark_home: "/nowhere"]]

    test("needs a session", %{session: session}, do: assert(session))
  end

  test "the tests of a module that cannot have a session are skipped" do
    assert [%{tags: %{skip: reason}}] = Skipped.__ex_unit__().tests

    assert reason =~
             "SparkEx.ExUnit cannot start a local server: /nowhere is not a Spark installation"
  end
end
