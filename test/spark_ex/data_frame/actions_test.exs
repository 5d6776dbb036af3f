defmodule SparkEx.DataFrame.ActionsTest do
  use SparkEx.SparkCase

  import ExUnit.CaptureIO

  alias SparkEx.Connect.Client
  alias SparkEx.{TestSpark, Types}

  setup %{session: session} do
    people =
      SparkEx.sql(session, """
      SELECT * FROM VALUES (1, 'ada', 36.5D), (2, 'bob', NULL), (3, 'eve', 0.0D)
      AS people(id, name, score)
      """)

    {:ok, people: people, ten: SparkEx.range(session, 0, 10, 1, 4)}
  end

  describe "rows" do
    test "are maps, lists or columns", %{people: people} do
      assert DataFrame.collect(people) ==
               {:ok,
                [
                  %{"id" => 1, "name" => "ada", "score" => 36.5},
                  %{"id" => 2, "name" => "bob", "score" => nil},
                  %{"id" => 3, "name" => "eve", "score" => 0.0}
                ]}

      assert DataFrame.collect(people, as: :maps) == DataFrame.collect(people)

      assert DataFrame.collect(people, as: :lists) ==
               {:ok, [[1, "ada", 36.5], [2, "bob", nil], [3, "eve", 0.0]]}

      assert DataFrame.collect(people, as: :columns) ==
               {:ok,
                [
                  {"id", [1, 2, 3]},
                  {"name", ["ada", "bob", "eve"]},
                  {"score", [36.5, nil, 0.0]}
                ]}
    end

    test "keep their order across partitions", %{ten: ten} do
      assert DataFrame.collect(ten, as: :columns) == {:ok, [{"id", Enum.to_list(0..9)}]}
    end

    test "are taken from the start and the end", %{ten: ten} do
      assert DataFrame.take(ten, 3, as: :lists) == {:ok, [[0], [1], [2]]}
      assert DataFrame.take(ten, 99, as: :columns) == {:ok, [{"id", Enum.to_list(0..9)}]}
      assert DataFrame.take(ten, 0) == {:ok, []}
      assert DataFrame.tail(ten, 3) == {:ok, [%{"id" => 7}, %{"id" => 8}, %{"id" => 9}]}
      assert DataFrame.tail(ten, 99, as: :columns) == {:ok, [{"id", Enum.to_list(0..9)}]}
      assert DataFrame.tail(ten, 0) == {:ok, []}
    end

    test "include one row or none for first and head", %{people: people, ten: ten} do
      none = DataFrame.filter(ten, "id > 99")

      assert DataFrame.first(ten) == {:ok, %{"id" => 0}}
      assert DataFrame.first(people, as: :lists) == {:ok, [1, "ada", 36.5]}
      assert DataFrame.first(none) == {:ok, nil}
      assert DataFrame.head(ten) == {:ok, %{"id" => 0}}
      assert DataFrame.head(none) == {:ok, nil}
      assert DataFrame.head(ten, 2) == {:ok, [%{"id" => 0}, %{"id" => 1}]}
      assert DataFrame.head(ten, 2, as: :lists) == {:ok, [[0], [1]]}
      assert DataFrame.head(none, 2) == {:ok, []}
    end

    test "reject as: :columns for the first row", %{people: people} do
      assert {:error, %Error.Argument{message: text}} = DataFrame.first(people, as: :columns)
      assert text == "option :as of first/2 must be one of :maps, :lists, got: :columns"
    end

    test "are counted", %{session: session, ten: ten} do
      assert DataFrame.count(ten) == {:ok, 10}
      assert DataFrame.count(DataFrame.filter(ten, "id > 99")) == {:ok, 0}
      assert DataFrame.count(SparkEx.range(session, 3_000_000_000)) == {:ok, 3_000_000_000}
      assert DataFrame.count(SparkEx.sql(session, "SELECT 1 AS a, 2 AS a")) == {:ok, 1}
      assert DataFrame.count(DataFrame.select(ten, [])) == {:ok, 10}

      assert DataFrame.is_empty(ten) == {:ok, false}
      assert DataFrame.is_empty(DataFrame.filter(ten, "id > 99")) == {:ok, true}
      assert DataFrame.is_empty(SparkEx.sql(session, "SELECT 1 AS a, 2 AS a")) == {:ok, false}
    end
  end

  describe "limits" do
    test "enforces the exact number of rows", %{ten: ten} do
      assert {:ok, rows} = DataFrame.collect(ten, max_rows: 10)
      assert length(rows) == 10

      assert {:error, %Error.LimitExceeded{limit: :rows, max: 9, option: :max_rows} = error} =
               DataFrame.collect(ten, max_rows: 9)

      assert Exception.message(error) =~ "more than 9 rows"
      assert Exception.message(error) =~ "max_rows: in this call"
      assert Exception.message(error) =~ "limits: [collect_rows_max: …]"
      assert {:ok, [_]} = DataFrame.collect(DataFrame.limit(ten, 1), max_rows: 1)
    end

    test "limits rows by the session's default", %{session: session} do
      ten_thousand = SparkEx.range(session, 10_000)
      one_more = SparkEx.range(session, 10_001)

      assert {:ok, [{"id", ids}]} = DataFrame.collect(ten_thousand, as: :columns)
      assert length(ids) == 10_000

      assert {:error, %Error.LimitExceeded{max: 10_000, default: :collect_rows_max}} =
               DataFrame.collect(one_more)

      assert {:ok, rows} = DataFrame.collect(one_more, max_rows: :infinity)
      assert length(rows) == 10_001

      strict = SparkEx.connect!(url: TestSpark.url(), limits: [collect_rows_max: 5])
      assert {:ok, _rows} = DataFrame.collect(SparkEx.range(strict, 5))
      assert {:error, %Error.LimitExceeded{max: 5}} = DataFrame.collect(SparkEx.range(strict, 6))
      assert {:ok, _rows} = DataFrame.collect(SparkEx.range(strict, 6), max_rows: 6)
      assert {:ok, rows} = DataFrame.take(SparkEx.range(strict, 9), 8)
      assert length(rows) == 8
      assert {:ok, 9} = DataFrame.count(SparkEx.range(strict, 9))
    end

    test "limits the rows of take and tail on request", %{ten: ten} do
      assert {:error, %Error.LimitExceeded{max: 2}} = DataFrame.take(ten, 3, max_rows: 2)
      assert {:error, %Error.LimitExceeded{max: 2}} = DataFrame.tail(ten, 3, max_rows: 2)
      assert {:ok, [_, _]} = DataFrame.take(ten, 2, max_rows: 2)
    end

    test "never computes a range that is too large", %{session: session} do
      huge = session |> SparkEx.range(1_000_000_000_000) |> DataFrame.with_column("x", F.rand())
      assert {:error, %Error.LimitExceeded{max: 10_000}} = DataFrame.collect(huge)
      assert {:error, %Error.LimitExceeded{}} = DataFrame.to_arrow(huge)

      assert {:error, %Error.LimitExceeded{}} =
               huge |> DataFrame.limit(20_000) |> DataFrame.collect()
    end

    test "interrupts a scan that is too large", %{session: session} do
      # The scan takes ten minutes, and its first partition half a second.
      slow =
        SparkEx.sql(session, """
        SELECT id, IF(id % 20000 = 0, reflect('java.lang.Thread', 'sleep', 500L), '') AS slept
        FROM range(0, 24000000, 1, 1200)
        """)

      {time, answer} = :timer.tc(fn -> DataFrame.collect(slow, timeout: 120_000) end)
      assert {:error, %Error.LimitExceeded{limit: :rows}} = answer
      assert time < 60_000_000
    end

    test "hides the pushed-down limit from error messages", %{session: session} do
      sorted = session |> SparkEx.range(20_000) |> DataFrame.order_by("nope")
      huge = session |> SparkEx.range(20_000) |> DataFrame.select([F.col("nope")])

      for frame <- [sorted, huge] do
        assert {:error, %Error.Remote{text: text}} = DataFrame.collect(frame)

        assert {:error, %Error.Remote{text: ^text}} =
                 DataFrame.collect(frame, max_rows: :infinity)

        refute text =~ "Limit"
      end
    end

    @tag spark_4_1: "SQL scripts"
    test "collects a SQL script", %{session: session} do
      script = "BEGIN DECLARE n INT = 2; WHILE n < 5 DO SET n = n + 1; END WHILE; SELECT n; END"
      assert {:ok, [%{"n" => 5}]} = session |> SparkEx.sql(script) |> DataFrame.collect()
    end

    test "accepts row limits above those of Spark", %{ten: ten} do
      for max <- [0x7FFF_FFFE, 0x7FFF_FFFF, 0x1_0000_0000] do
        assert {:ok, rows} = DataFrame.collect(ten, max_rows: max)
        assert length(rows) == 10
      end
    end

    test "enforces the exact number of bytes", %{session: session} do
      frame = SparkEx.sql(session, "SELECT repeat('x', 1000) AS text FROM range(0, 100, 1, 2)")

      {:ok, bytes} =
        Client.reduce(session, frame.plan, 0, fn
          {:batch, %{bytes: bytes}}, sum -> {:cont, sum + bytes}
          {:response, _response}, sum -> {:cont, sum}
        end)

      assert bytes > 100_000
      options = [max_rows: :infinity, as: :lists]
      assert {:ok, rows} = DataFrame.collect(frame, [max_bytes: bytes] ++ options)
      assert rows == List.duplicate([String.duplicate("x", 1000)], 100)

      assert {:error, %Error.LimitExceeded{limit: :bytes, default: :collect_bytes_max}} =
               DataFrame.collect(frame, [max_bytes: bytes - 1] ++ options)
    end

    test "enforces the exact number of batches", %{ten: ten} do
      assert {:ok, [_ | _]} = DataFrame.collect(ten, max_batches: 4, max_rows: :infinity)

      assert {:error, %Error.LimitExceeded{limit: :batches, max: 3} = error} =
               DataFrame.collect(ten, max_batches: 3, max_rows: :infinity)

      assert Exception.message(error) =~ "more than 3 batches"
    end

    test "keeps the session usable after an exceeded limit", %{ten: ten} do
      for _ <- 1..5 do
        assert {:error, %Error.LimitExceeded{}} = DataFrame.collect(ten, max_rows: 1)
      end

      assert {:ok, 10} = DataFrame.count(ten)
    end
  end

  describe "options" do
    test "return an error with a suggestion for an unknown one", %{ten: ten} do
      for {action, option, meant} <- [
            {&DataFrame.collect/2, :max_row, ":max_rows"},
            {&DataFrame.first/2, :time_out, ":timeout"},
            {&DataFrame.take(&1, 1, &2), :max_byte, ":max_bytes"},
            {&DataFrame.tail(&1, 1, &2), :max_batch, ":max_batches"},
            {&DataFrame.count/2, :timout, ":timeout"},
            {&DataFrame.is_empty/2, :timout, ":timeout"},
            {&DataFrame.show/2, :row, ":rows"},
            {&DataFrame.show_string/2, :truncated, ":truncate"},
            {&DataFrame.schema/2, :timeouts, ":timeout"},
            {&DataFrame.columns/2, :timeouts, ":timeout"},
            {&DataFrame.dtypes/2, :timeouts, ":timeout"},
            {&DataFrame.tree_string/2, :levels, ":level"},
            {&DataFrame.print_schema/2, :levels, ":level"},
            {&DataFrame.explain_string(&1, :simple, &2), :timeouts, ":timeout"}
          ] do
        assert {:error, %Error.Argument{message: text}} = action.(ten, [{option, 1}])
        assert text =~ "unknown option #{inspect(option)}"
        assert text =~ "did you mean #{meant}?"
      end
    end

    test "return an error for a wrong type", %{ten: ten} do
      for options <- [
            [as: :map],
            [max_rows: 0],
            [max_rows: "5"],
            [max_bytes: -1],
            [max_batches: 1.5],
            [timeout: -1],
            [timeout: :never],
            %{as: :maps},
            :maps
          ] do
        assert {:error, %Error.Argument{message: text}} = DataFrame.collect(ten, options)
        assert text =~ "collect/2"
        assert {:error, %Error.Argument{}} = DataFrame.take(ten, 1, options)
        assert {:error, %Error.Argument{}} = DataFrame.first(ten, options)
      end

      assert {:error, %Error.Argument{}} = DataFrame.show_string(ten, rows: -1)
      assert {:error, %Error.Argument{}} = DataFrame.show_string(ten, truncate: "no")
      assert {:error, %Error.Argument{}} = DataFrame.tree_string(ten, level: 0)
    end

    test "reject invalid numbers of rows", %{ten: ten} do
      for number <- [-1, 1.0, "1", nil, :all, 0x8000_0000], take <- [:take, :tail, :head] do
        assert {:error, %Error.Argument{message: text}} = apply(DataFrame, take, [ten, number])
        assert text =~ "takes a number of rows of 0 or more"
      end
    end

    test "reject unknown modes of explain", %{ten: ten} do
      assert {:error, %Error.Argument{message: text}} = DataFrame.explain_string(ten, :formated)
      assert text =~ "unknown mode :formated"
      assert text =~ "did you mean :formatted?"

      for mode <- ["simples", 1, %{}] do
        assert {:error, %Error.Argument{}} = DataFrame.explain_string(ten, mode)
      end
    end
  end

  describe "a timeout" do
    @tag timeout: 30_000
    test "cancels the query in the client and on the server", %{session: session} do
      # Jobs of a shuffle or a broadcast can outlive an early interrupt, so there are none.
      slow = SparkEx.sql(session, "SELECT id FROM range(0, 100000000000, 1, 2) WHERE id % 7 = 9")

      :ok = Session.add_tag(session, "given up")

      assert {:error, %Error.Transport{reason: :timeout} = error} =
               DataFrame.collect(slow, timeout: 700)

      assert Exception.message(error) =~ "700 ms"
      assert is_binary(error.operation_id)
      assert {:error, %Error.Transport{reason: :timeout}} = DataFrame.tail(slow, 1, timeout: 300)
      assert {:error, %Error.Transport{reason: :timeout}} = DataFrame.show(slow, timeout: 300)

      # The client interrupts the server in the background.
      Process.sleep(1_500)
      assert Session.interrupt_tag(session, "given up") == {:ok, []}
      :ok = Session.clear_tags(session)
    end

    test "that is long enough has no effect", %{ten: ten} do
      assert {:ok, rows} = DataFrame.collect(ten, timeout: 60_000)
      assert length(rows) == 10
      assert DataFrame.count(ten, timeout: :infinity) == {:ok, 10}
      assert DataFrame.columns(ten, timeout: 60_000) == {:ok, ["id"]}
    end
  end

  describe "show" do
    test "prints the same table as Spark", %{people: people} do
      table = """
      +---+----+-----+
      | id|name|score|
      +---+----+-----+
      |  1| ada| 36.5|
      |  2| bob| NULL|
      |  3| eve|  0.0|
      +---+----+-----+
      """

      assert DataFrame.show_string(people) == {:ok, table}
      assert capture_io(fn -> assert DataFrame.show(people) == :ok end) == table <> "\n"
      assert capture_io(fn -> assert DataFrame.show!(people) == :ok end) == table <> "\n"
    end

    test "prints 20 rows by default", %{session: session} do
      many = SparkEx.range(session, 100)

      assert {:ok, text} = DataFrame.show_string(many)
      assert text |> String.split("\n") |> Enum.count(&(&1 =~ ~r/\d\|$/)) == 20
      assert text =~ "only showing top 20 rows"

      assert DataFrame.show_string(many, rows: 1) ==
               {:ok, "+---+\n| id|\n+---+\n|  0|\n+---+\nonly showing top 1 row"}

      assert DataFrame.show_string(many, rows: 0) ==
               {:ok, "+---+\n| id|\n+---+\n+---+\nonly showing top 0 rows"}
    end

    test "truncates cells", %{session: session} do
      long = SparkEx.sql(session, "SELECT 'abcdefghijklmnopqrstuvwxyz' AS text")

      cell = fn options ->
        long |> DataFrame.show_string!(options) |> String.split("\n") |> at(3)
      end

      assert cell.([]) == "|abcdefghijklmnopq...|"
      assert cell.(truncate: true) == "|abcdefghijklmnopq...|"
      assert cell.(truncate: false) == "|abcdefghijklmnopqrstuvwxyz|"
      assert cell.(truncate: 0) == "|abcdefghijklmnopqrstuvwxyz|"
      assert cell.(truncate: 5) == "|ab...|"
    end

    test "prints rows vertically", %{people: people} do
      assert DataFrame.show_string(people, rows: 1, vertical: true) ==
               {:ok,
                "-RECORD 0-----\n id    | 1    \n name  | ada  \n score | 36.5 \nonly showing top 1 row"}
    end
  end

  describe "schema" do
    test "returns the type of the rows", %{people: people} do
      schema =
        {:struct,
         [
           %Types.Field{name: "id", type: :integer, nullable: false},
           %Types.Field{name: "name", type: :string, nullable: false},
           %Types.Field{name: "score", type: :double, nullable: true}
         ]}

      assert DataFrame.schema(people) == {:ok, schema}
      assert DataFrame.columns(people) == {:ok, ["id", "name", "score"]}

      assert DataFrame.dtypes(people) ==
               {:ok, [{"id", "int"}, {"name", "string"}, {"score", "double"}]}
    end

    test "keeps repeated columns and an empty schema", %{session: session, ten: ten} do
      assert DataFrame.columns(SparkEx.sql(session, "SELECT 1 AS a, 2 AS a")) == {:ok, ["a", "a"]}
      assert DataFrame.schema(DataFrame.select(ten, [])) == {:ok, {:struct, []}}
      assert DataFrame.columns(DataFrame.select(ten, [])) == {:ok, []}
    end

    test "prints a tree", %{session: session} do
      nested = SparkEx.sql(session, "SELECT 1 AS id, array(named_struct('x', 1.5D)) AS points")

      tree = """
      root
       |-- id: integer (nullable = false)
       |-- points: array (nullable = false)
       |    |-- element: struct (containsNull = false)
       |    |    |-- x: double (nullable = false)
      """

      top = tree |> String.split("\n") |> Enum.take(3) |> Enum.map_join(&(&1 <> "\n"))

      assert DataFrame.tree_string(nested) == {:ok, tree}
      assert DataFrame.tree_string(nested, level: 1) == {:ok, top}
      assert capture_io(fn -> assert DataFrame.print_schema(nested) == :ok end) == tree <> "\n"
      assert capture_io(fn -> DataFrame.print_schema!(nested, level: 1) end) == top <> "\n"
    end
  end

  describe "explain" do
    test "returns the plans in five modes", %{ten: ten} do
      frame = DataFrame.filter(ten, "id > 3")
      text = fn mode -> DataFrame.explain_string!(frame, mode) end

      assert text.(:simple) =~ ~r/\A== Physical Plan ==\n\*\(1\) Filter \(id#\d+L > 3\)\n/

      for title <- ["Parsed Logical", "Analyzed Logical", "Optimized Logical", "Physical"] do
        assert text.(:extended) =~ "== #{title} Plan =="
      end

      assert text.(:codegen) =~ "Generated code:"
      assert text.(:cost) =~ "Statistics(sizeInBytes="
      assert text.(:formatted) =~ "(1) Range [codegen id : 1]"
      refute text.(:simple) =~ "Statistics"
      refute text.(:cost) =~ "Generated code"
    end

    test "prints the simple plan by default", %{ten: ten} do
      assert capture_io(fn -> assert DataFrame.explain(ten) == :ok end) =~ "Range (0, 10, step=1"
      assert capture_io(fn -> DataFrame.explain!(ten, :cost) end) =~ "rowCount=10"
    end
  end

  describe "bang functions" do
    test "return the value", %{ten: ten} do
      assert DataFrame.collect!(ten, as: :columns) == [{"id", Enum.to_list(0..9)}]
      assert DataFrame.take!(ten, 1) == [%{"id" => 0}]
      assert DataFrame.tail!(ten, 1) == [%{"id" => 9}]
      assert DataFrame.first!(ten) == %{"id" => 0}
      assert DataFrame.head!(ten) == %{"id" => 0}
      assert DataFrame.head!(ten, 1) == [%{"id" => 0}]
      assert DataFrame.count!(ten) == 10
      assert DataFrame.empty?(ten) == false
      assert DataFrame.columns!(ten) == ["id"]
      assert DataFrame.dtypes!(ten) == [{"id", "bigint"}]

      assert DataFrame.schema!(ten) ==
               {:struct, [%Types.Field{name: "id", type: :long, nullable: false}]}

      assert DataFrame.tree_string!(ten) == "root\n |-- id: long (nullable = false)\n"
      assert DataFrame.show_string!(ten, rows: 0) =~ "| id|"
      assert DataFrame.explain_string!(ten) =~ "Range"
    end

    test "raise the error", %{ten: ten} do
      wrong = DataFrame.select(ten, "nothing")

      for action <- [
            &DataFrame.collect/1,
            &DataFrame.take(&1, 1),
            &DataFrame.tail(&1, 1),
            &DataFrame.first/1,
            &DataFrame.head/1,
            &DataFrame.head(&1, 1),
            &DataFrame.count/1,
            &DataFrame.is_empty/1,
            &DataFrame.show/1,
            &DataFrame.show_string/1,
            &DataFrame.schema/1,
            &DataFrame.columns/1,
            &DataFrame.dtypes/1,
            &DataFrame.tree_string/1,
            &DataFrame.print_schema/1,
            &DataFrame.explain_string(&1, :extended),
            &DataFrame.explain(&1, :extended)
          ] do
        assert {:error, %Error.Remote{error_class: "UNRESOLVED_COLUMN" <> _}} = action.(wrong)
      end

      for action <- [
            &DataFrame.collect!/1,
            &DataFrame.take!(&1, 1),
            &DataFrame.tail!(&1, 1),
            &DataFrame.first!/1,
            &DataFrame.head!/1,
            &DataFrame.head!(&1, 1),
            &DataFrame.count!/1,
            &DataFrame.empty?/1,
            &DataFrame.show!/1,
            &DataFrame.show_string!/1,
            &DataFrame.schema!/1,
            &DataFrame.columns!/1,
            &DataFrame.dtypes!/1,
            &DataFrame.tree_string!/1,
            &DataFrame.print_schema!/1,
            &DataFrame.explain_string!(&1, :extended),
            &DataFrame.explain!(&1, :extended)
          ] do
        assert_raise Error.Remote, ~r/`nothing` cannot be resolved/, fn -> action.(wrong) end
      end
    end
  end

  defp at(lines, index), do: Enum.at(lines, index)

  describe "plan properties" do
    @tag :tmp_dir
    test "returns the input files", %{session: session, tmp_dir: dir} do
      :ok =
        session |> SparkEx.range(3) |> DataFrame.write() |> SparkEx.Writer.parquet(dir <> "/p")

      assert {:ok, [_ | _] = files} =
               session |> Reader.parquet(dir <> "/p") |> DataFrame.input_files()

      assert Enum.all?(files, &(&1 =~ dir))
      assert session |> SparkEx.range(3) |> DataFrame.input_files!() == []
    end

    test "returns whether a plan is local or streaming", %{session: session, ten: ten} do
      assert DataFrame.is_local(ten) == {:ok, false}
      assert session |> SparkEx.execute!("SHOW DATABASES") |> DataFrame.local?()
      assert DataFrame.is_streaming(ten) == {:ok, false}
      refute DataFrame.streaming?(ten)
    end

    test "compares plans by semantics", %{session: session, ten: ten, people: people} do
      same = SparkEx.range(session, 0, 10, 1, 4)
      assert DataFrame.same_semantics(ten, same) == {:ok, true}
      assert DataFrame.semantic_hash!(ten) == DataFrame.semantic_hash!(same)
      refute DataFrame.same_semantics?(ten, people)
      assert {:error, %Error.Argument{}} = DataFrame.same_semantics(ten, SparkEx.range(:other, 1))
      assert {:error, %Error.Argument{}} = DataFrame.same_semantics(ten, "ten")

      assert {:error, %Error.Remote{}} =
               DataFrame.semantic_hash(SparkEx.table(session, "no_such"))
    end
  end

  test "returns rows as HTML and as JSON", %{people: people} do
    assert {:ok, html} = DataFrame.html_string(people, rows: 1)
    assert html =~ "<td>ada</td>"
    assert html =~ "only showing top 1 row"
    refute DataFrame.html_string!(people, rows: 1, truncate: false) =~ "bob"
    assert {:error, %Error.Argument{}} = DataFrame.html_string(people, vertical: true)

    assert people |> DataFrame.to_json() |> DataFrame.collect!(as: :columns) ==
             [
               {"value",
                [
                  ~s({"id":1,"name":"ada","score":36.5}),
                  ~s({"id":2,"name":"bob"}),
                  ~s({"id":3,"name":"eve","score":0.0})
                ]}
             ]
  end
end
