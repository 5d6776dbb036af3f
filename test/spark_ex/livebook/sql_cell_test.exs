if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.SQLCellTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.Livebook.SQLCell

    defp source(attrs) do
      attrs = Map.merge(%{"session" => "spark", "variable" => "result"}, attrs)
      {_kino, source} = start_smart_cell!(SQLCell, attrs)
      source
    end

    test "the code that returns a lazy frame" do
      assert source(%{"query" => "SELECT 1"}) == ~s[result = SparkEx.execute!(spark, "SELECT 1")]

      assert source(%{"query" => "SELECT 1", "limit" => 10}) ==
               ~s[result = spark |> SparkEx.execute!("SELECT 1") |> SparkEx.DataFrame.limit(10)]
    end

    test "the code of a multi-line query with values" do
      assert source(%{
               "query" =>
                 "SELECT *\nFROM flights\nWHERE month = {{ month }} AND day > {{ last - 1 }}\n"
             }) ==
               ~S'''
               result =
                 SparkEx.execute!(
                   spark,
                   """
                   SELECT *
                   FROM flights
                   WHERE month = :month AND day > :p1
                   """,
                   month: month,
                   p1: last - 1
                 )
               '''
               |> String.trim_trailing()
    end

    test "the code that shows a table" do
      assert source(%{"query" => "SELECT 1", "result" => "table", "limit" => 50}) == """
             result = SparkEx.execute!(spark, "SELECT 1")
             SparkEx.Livebook.preview(result, rows: 50)\
             """
    end

    test "the code that returns an Explorer frame" do
      assert source(%{"query" => "SELECT 1", "result" => "explorer"}) ==
               ~s[result = spark |> SparkEx.execute!("SELECT 1") |> SparkEx.DataFrame.to_explorer!()]

      assert source(%{"query" => "SELECT 1", "result" => "explorer", "limit" => 7}) =~
               "|> SparkEx.DataFrame.limit(7)\n  |> SparkEx.DataFrame.to_explorer!(max_rows: 7)"
    end

    test "the code of all combinations of fields calls existing functions" do
      choices = %{
        "session" => ["spark"],
        "variable" => ["result"],
        "result" => ["frame", "table", "explorer"],
        "limit" => [nil, 7],
        "query" => [
          "",
          "SELECT 1",
          "SELECT {{ x }}",
          "SELECT '\#{a}'\n  FROM t WHERE a = {{ f.(x) }}\n"
        ]
      }

      for attrs <- combinations(choices) do
        # Explorer may be missing.
        for {module, name, arity} <- attrs |> SQLCell.to_source() |> list_calls(),
            name != :to_explorer!,
            do: assert(Code.ensure_loaded?(module) and function_exported?(module, name, arity))
      end
    end

    test "the code preserves any text", %{session: session} do
      for query <- [
            "SELECT 'a\\\\b\#{x}' AS s",
            "SELECT\n 'a\\\\b\#{x}\"\"\"' AS s",
            ~S(SELECT '\'' AS s)
          ] do
        {frame, _binding} = %{"query" => query} |> source() |> Code.eval_string(spark: session)
        assert frame.plan.sql.query |> String.trim() == query
        assert {:ok, [%{"s" => _}]} = DataFrame.collect(frame)
      end
    end

    test "sends values to Spark", %{session: session} do
      source = source(%{"query" => "SELECT {{ n }} + {{ n * 2 }} AS sum"})
      {frame, _binding} = Code.eval_string(source, spark: session, n: 5)
      assert DataFrame.collect!(frame) == [%{"sum" => 15}]
    end

    test "proposes the existing sessions, the first by default", %{
      session: session
    } do
      {kino, _source} = start_smart_cell!(SQLCell, %{"query" => "SELECT 1"})

      assert %{values: %{"session" => "spark"}, choices: %{"session" => []}} =
               connect_client(kino)

      SQLCell.scan_binding(kino.pid, [x: 1, other: self(), mine: session, here: session], __ENV__)
      assert_broadcast_event(kino, "choices", %{"session" => ["mine", "here"]}, patience())
      assert_smart_cell_update(kino, %{"session" => "mine"}, source, patience())
      assert source =~ "SparkEx.execute!(mine,"

      push_event(kino, "change", %{"name" => "session", "value" => "here"})
      assert_smart_cell_update(kino, %{"session" => "here"}, _source, patience())
      SQLCell.scan_binding(kino.pid, [mine: session], __ENV__)
      assert_broadcast_event(kino, "values", %{"session" => "here"}, patience())
    end

    test "finds a session by its name" do
      name = __MODULE__.Spark
      start_supervised!({Session, url: SparkEx.TestSpark.url(), name: name})
      {kino, _source} = start_smart_cell!(SQLCell, %{"query" => "SELECT 1"})
      SQLCell.scan_binding(kino.pid, [nobody: __MODULE__, nothing: nil, mine: name], __ENV__)
      assert_broadcast_event(kino, "choices", %{"session" => ["mine"]}, patience())
    end

    test "the code contains the text of the editor" do
      {kino, _source} =
        start_smart_cell!(SQLCell, %{"session" => "spark", "variable" => "result"})

      push_smart_cell_editor_source(kino, "SELECT 2")
      assert_smart_cell_update(kino, %{"query" => "SELECT 2"}, source, patience())
      assert source =~ ~s["SELECT 2"]
    end
  end
end
