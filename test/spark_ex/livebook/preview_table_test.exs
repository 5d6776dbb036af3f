if Code.ensure_loaded?(Kino) do
  defmodule SparkEx.Livebook.PreviewTableTest do
    use SparkEx.SparkCase
    use SparkEx.KinoCase

    alias SparkEx.Livebook.PreviewTable

    # Returns a table and its first content.
    defp loaded(frame, options \\ []),
      do: loaded_from(fn -> {:ok, frame} end, options)

    defp loaded_from(source, options \\ []) do
      table = PreviewTable.new(source, [name: "Rows"] ++ options)
      connect_client(table)
      assert_content(table, %{loading: false} = content)
      {table, content}
    end

    test "pages show the fetched rows", %{session: session} do
      {table, content} = session |> SparkEx.range(25) |> loaded(rows: 21)
      assert %{page: 1, pages: 3, shown: 21, total: 21, more: true, name: "Rows"} = content
      assert content.columns == [%{name: "id", type: "bigint", kind: "number", sortable: true}]
      assert List.first(content.rows) == ["0"] and length(content.rows) == 10

      push_event(table, "page", %{"page" => 3})
      assert_content(table, %{page: 3, offset: 20, rows: [["20"]]})
      push_event(table, "page", %{"page" => 99})
      assert_content(table, %{page: 3})
      push_event(table, "page_size", %{"size" => 50})
      assert_content(table, %{page: 1, pages: 1, rows: [["0"] | _]})
      assert connect_client(table).page_size == 50
    end

    test "sorting runs a query over all rows", %{session: session} do
      {table, %{order: nil}} = session |> SparkEx.range(1000) |> loaded(rows: 2)
      push_event(table, "order", %{"column" => 0, "direction" => "desc"})

      descending = %{column: 0, direction: :desc}

      # `order` describes the current rows, `requested` the next ones.
      assert_content(table, %{
        loading: true,
        order: nil,
        requested: ^descending,
        rows: [["0"], ["1"]]
      })

      assert_content(table, %{loading: false, order: ^descending, rows: [["999"], ["998"]]})
      push_event(table, "order", %{"column" => 0, "direction" => nil})
      assert_content(table, %{loading: false, order: nil, rows: [["0"], ["1"]]})
    end

    test "sorts quoted column names but not ambiguous or unorderable ones", %{session: session} do
      frame =
        SparkEx.sql(
          session,
          "SELECT * FROM VALUES (1, 'x', map('k', 1), 1), (2, 'y', map('k', 2), 2) AS t(`a.b`, c, m, c)"
        )

      {table, content} = loaded(frame)
      assert Enum.map(content.columns, & &1.sortable) == [true, false, false, false]
      push_event(table, "order", %{"column" => 0, "direction" => "desc"})
      assert_content(table, %{loading: false, rows: [["2", "y", ~s({"k":2}), "2"] | _]})
      push_event(table, "order", %{"column" => 2, "direction" => "asc"})
      assert_content(table, %{loading: false, order: nil})
    end

    test "rows are counted on request", %{session: session} do
      {table, %{total: 3, more: true}} = session |> SparkEx.range(100) |> loaded(rows: 3)
      push_event(table, "count", %{})
      assert_content(table, %{counting: true})
      assert_content(table, %{counting: false, total: 100, more: false, shown: 3})
    end

    test "the texts of all types", %{session: session} do
      frame =
        SparkEx.sql(session, """
        SELECT 1.50BD AS dec, X'00FF' AS bin, DATE'2020-01-02' AS day,
               INTERVAL '1 02:03:04' DAY TO SECOND AS took, named_struct('z', 1, 'a', X'01') AS s,
               array(1, NULL) AS list, CAST(NULL AS STRING) AS none, parse_json('{"k":[1,"x"]}') AS v,
               TIMESTAMP'2020-01-02 03:04:05Z' AS at, double('NaN') AS nan
        """)

      {_table, content} = loaded(frame)

      assert [
               [
                 "1.50",
                 "0x00FF",
                 "2020-01-02",
                 took,
                 s,
                 list,
                 nil,
                 variant,
                 "2020-01-02 03:04:05" <> _,
                 "NaN"
               ]
             ] = content.rows

      assert took =~ "1 02:03:04"
      assert {s, list, variant} == {~s({"z":1,"a":"AQ=="}), "[1,null]", ~s({"k":[1,"x"]})}
    end

    @tag spark_4_1: "geometries"
    test "geometries are JSON and do not sort", %{session: _session} do
      conf = %{"spark.sql.geospatial.enabled" => true}
      session = SparkEx.connect!(url: SparkEx.TestSpark.url(), conf: conf)
      wkb = "0101000000000000000000F03F0000000000000040"

      {_table, content} =
        session |> SparkEx.sql("SELECT ST_GeomFromWKB(X'#{wkb}') AS g") |> loaded()

      assert [%{type: "geometry(0)", kind: "struct", sortable: false}] = content.columns

      assert content.rows == [
               [~s({"srid":0,"wkb":"#{wkb |> Base.decode16!() |> Base.encode64()}"})]
             ]
    end

    test "an error replaces the rows until a retry succeeds", %{
      session: session
    } do
      view = "late_#{System.unique_integer([:positive])}"
      # The server caches the analysis of a plan, even a failed one, so a retry needs a new plan.
      {table, content} = loaded_from(fn -> {:ok, SparkEx.table(session, view)} end)
      assert content.error =~ "TABLE_OR_VIEW_NOT_FOUND · SQLSTATE 42P01"
      assert {content.rows, content.total} == {[], nil}

      session |> SparkEx.range(1) |> DataFrame.create_temp_view!(view)
      push_event(table, "reload", %{})
      assert_content(table, %{loading: false, error: nil, rows: [["0"]]})
    end

    # Returns a table whose query never ends and a monitor of the query's process.
    defp slow_table do
      test = self()

      source = fn ->
        send(test, {:runs_in, self()})
        Process.sleep(:infinity)
      end

      table = PreviewTable.new(source, name: "Slow")
      assert %{loading: true, columns: []} = connect_client(table)
      assert_receive {:runs_in, job}, patience()
      {table, Process.monitor(job)}
    end

    test "the table stays responsive during a slow query and can cancel it" do
      {table, monitor} = slow_table()
      push_event(table, "page", %{"page" => 1})
      assert_content(table, %{loading: true})
      push_event(table, "cancel", %{})
      assert_receive {:DOWN, ^monitor, :process, _pid, :killed}, patience()
      assert_content(table, %{loading: false, notice: "Cancelled", error: nil})
    end

    test "a query ends with its table, and a table with its cell" do
      {table, monitor} = slow_table()
      :ok = Kino.terminate_child(table.pid)
      assert_receive {:DOWN, ^monitor, :process, _pid, :shutdown}, patience()
    end

    test "unknown events are ignored", %{session: session} do
      {table, _content} = session |> SparkEx.range(1) |> loaded()
      push_event(table, "page", %{"page" => "x"})
      push_event(table, "order", %{"column" => 7, "direction" => "asc"})
      assert_content(table, %{loading: false, order: nil, rows: [["0"]]})
      push_event(table, "nonsense", %{})
      assert %{rows: [["0"]]} = connect_client(table)
    end
  end
end
