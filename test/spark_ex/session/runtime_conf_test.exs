defmodule SparkEx.Session.RuntimeConfTest do
  # Spark's configuration, by the functions of `SparkEx.Session`.
  use SparkEx.SparkCase, async: true

  alias SparkEx.TestSpark

  defp connect! do
    {:ok, session} = SparkEx.connect(url: TestSpark.url())
    on_exit(fn -> Session.stop(session) end)
    session
  end

  @partitions "spark.sql.shuffle.partitions"

  test "is set, read and taken back" do
    session = connect!()
    {:ok, before} = Session.config_get(session, @partitions)
    assert Session.config_set(session, @partitions, 7) == :ok
    assert Session.config_get(session, @partitions) == {:ok, "7"}
    assert Session.config_get(session, :"spark.sql.shuffle.partitions") == {:ok, "7"}
    assert Session.config_unset(session, @partitions) == :ok
    assert Session.config_get(session, @partitions) == {:ok, before}
  end

  test "is set for several keys at once, from a map or a list" do
    session = connect!()
    assert Session.config_set(session, %{"my.a" => 1, "my.b" => true}) == :ok
    assert Session.config_set(session, "my.c": 1.5, "my.d": :atom) == :ok
    assert {:ok, all} = Session.config_get_all(session, "my.")
    assert all == %{"a" => "1", "b" => "true", "c" => "1.5", "d" => "atom"}
    assert Session.config_set(session, %{}) == :ok
  end

  test "is read, reset and looked up for a list of keys" do
    session = connect!()
    keys = [@partitions, :"spark.sql.ansi.enabled"]
    {:ok, before} = Session.config_get(session, keys)
    assert Map.keys(before) == ["spark.sql.ansi.enabled", @partitions]
    :ok = Session.config_set(session, %{@partitions => 7, "my.a" => 1})
    assert {:ok, %{@partitions => "7"}} = Session.config_get(session, keys)
    with_default = Session.config_get(session, ["my.a", "my.b"], :none)
    assert with_default == {:ok, %{"my.a" => "1", "my.b" => "none"}}

    modifiable = Session.config_is_modifiable(session, [@partitions, "spark.sql.warehouse.dir"])
    assert modifiable == {:ok, %{@partitions => true, "spark.sql.warehouse.dir" => false}}

    assert Session.config_unset(session, [@partitions, "my.a"]) == :ok
    assert Session.config_get(session, keys) == {:ok, before}
    assert Session.config_get(session, "my.a", "none") == {:ok, "none"}
    assert Session.config_get(session, []) == {:ok, %{}}
    assert Session.config_unset(session, []) == :ok
  end

  test "has strings and atoms as keys", %{session: session} do
    for key <- ["", nil, true, 5, 1.5, %{}, {"a"}, ~D[2024-01-01], <<0xFF>>, [["a"]], ["a" | "b"]],
        call <- [
          &Session.config_get(session, &1),
          &Session.config_get(session, &1, "x"),
          &Session.config_unset(session, &1),
          &Session.config_is_modifiable(session, &1),
          &Session.config_set(session, &1, "x")
        ] do
      assert {^key, {:error, %Error.Argument{}}} = {key, call.(key)}
    end

    assert {:error, %Error.Argument{}} = Session.config_get(session, "my.key", %{})
    assert {:error, %Error.Argument{}} = Session.config_get_all(session, :prefix)

    for conf <- [5, ~D[2024-01-01], MapSet.new([{"a", 1}]), [{"a", 1} | :b], ["a"], %{1 => 2}] do
      assert {^conf, {:error, %Error.Argument{}}} = {conf, Session.config_set(session, conf)}
    end
  end

  test "that Spark warns of is set, and the warning is logged", %{session: session} do
    key = "spark.sql.execution.arrow.enabled"

    log =
      ExUnit.CaptureLog.capture_log(fn ->
        assert Session.config_set(session, key, false) == :ok
      end)

    assert log =~ "Spark: "
    assert log =~ key
    :ok = Session.config_unset(session, key)
  end

  test "is that of one session only" do
    [a, b] = [connect!(), connect!()]
    :ok = Session.config_set(a, "my.key", "a")
    assert Session.config_get(b, "my.key", "none") == {:ok, "none"}
  end

  test "that is not set is nil, its default, or unknown", %{session: session} do
    assert Session.config_get(session, "spark.sql.streaming.checkpointLocation") == {:ok, nil}
    assert Session.config_get(session, "my.unknown", "x") == {:ok, "x"}
    assert Session.config_get(session, "my.unknown", 5) == {:ok, "5"}
    assert Session.config_get(session, "my.unknown", nil) == {:ok, nil}
    assert {:error, %Error.Remote{} = error} = Session.config_get(session, "my.unknown")
    assert error.error_class == "SQL_CONF_NOT_FOUND"
    assert error.operation_id == nil
  end

  test "is given out whole, or by prefix without it", %{session: session} do
    assert {:ok, %{"spark.app.name" => _}} = Session.config_get_all(session)
    assert {:ok, %{"app.name" => _} = some} = Session.config_get_all(session, "spark.")
    refute Enum.any?(Map.keys(some), &String.starts_with?(&1, "spark.app"))
    assert {:ok, none} = Session.config_get_all(session, "no.such.prefix.")
    assert none == %{}
  end

  test "says what can be changed", %{session: session} do
    assert Session.config_is_modifiable(session, @partitions) == {:ok, true}
    assert Session.config_is_modifiable(session, "spark.sql.warehouse.dir") == {:ok, false}
    assert Session.config_modifiable?(session, @partitions) == true
    assert Session.config_modifiable?(session, "my.unknown") == false
  end

  @tag spark_4_1: "classes of errors that tell these apart"
  test "that can't be changed, or not to this, is an error", %{session: session} do
    for {key, value, class} <- [
          {"spark.sql.warehouse.dir", "x", "CANNOT_MODIFY_STATIC_CONFIG"},
          {"spark.driver.memory", "1g", "CANNOT_MODIFY_CONFIG"},
          {@partitions, "many", "INVALID_CONF_VALUE.TYPE_MISMATCH"}
        ] do
      assert {:error, %Error.Remote{error_class: ^class}} =
               Session.config_set(session, key, value)
    end
  end

  test "is text", %{session: session} do
    assert {:error, %Error.Argument{}} = Session.config_get(session, <<0xFF>>)
    assert {:error, %Error.Argument{}} = Session.config_set(session, "my.key", <<0xFF>>)

    for value <- [nil, {1}, %{}, self()] do
      assert {:error, %Error.Argument{message: message}} =
               Session.config_set(session, "my.key", value)

      assert message =~ "my.key"
    end

    assert {:error, %Error.Argument{}} = Session.config_set(session, 5)
  end
end
