defmodule SparkEx.LocalData.RelationTest do
  use ExUnit.Case, async: true

  @compile {:no_warn_undefined,
            [Explorer.DataFrame, Explorer.Series, SparkEx.LocalData.TableReader]}
  doctest SparkEx.LocalData.Relation
  doctest SparkEx.LocalData.Inference
  doctest SparkEx.LocalData.ValueError
  doctest SparkEx.LocalData.RelationConf
  doctest SparkEx.LocalData.Source

  import SparkEx.Decimals

  alias SparkEx.{Error, Interval, LocalData, Types}

  defp ddl(data, options \\ []) do
    {:ok, %{local_relation: %{schema: json}}} = LocalData.Relation.inline(data, options)
    json |> Types.from_json!() |> Types.to_ddl()
  end

  defp refused(data, options \\ []) do
    {:error, %Error.Argument{} = error} = LocalData.Relation.inline(data, options)
    Exception.message(error)
  end

  describe "inline/2 with rows and columns" do
    test "sorts the columns of maps with string or atom keys by name" do
      assert ddl([%{b: 1, a: "x"}, %{a: nil, b: 2}]) == "a STRING,b BIGINT"
      assert ddl([%{"b" => 1, "a" => "x"}, %{a: nil, b: 2}]) == "a STRING,b BIGINT"
      assert ddl([%{a: 1}, %{b: 2}, %{}]) == "a BIGINT,b BIGINT"
    end

    test "keeps the order of keyword lists" do
      assert ddl([[b: 1, a: "x"], [a: "y", c: true]]) == "b BIGINT,a STRING,c BOOLEAN"
    end

    test "numbers the columns of tuples and lists, as PySpark does" do
      assert ddl([{1, "x"}, [2, nil]]) == "_1 BIGINT,_2 STRING"
      assert ddl([{1, "x"}], schema: ["id"]) == "id BIGINT,_2 STRING"
      assert ddl([{1, "x"}], schema: [:id, "text"]) == "id BIGINT,text STRING"
    end

    test "accepts single values as rows of one column" do
      assert ddl([1, 2]) == "_1 BIGINT"
      assert ddl([1, 2], schema: :integer) == "value INT"
      assert ddl([~D[2024-01-01]], schema: "date") == "value DATE"
      assert ddl([{:binary, <<255>>}]) == "_1 BINARY"
    end

    test "accepts columns as a map, a keyword list or a list of pairs" do
      assert ddl(%{b: [1], a: ["x"]}) == "a STRING,b BIGINT"
      assert ddl(b: [1], a: ["x"]) == "b BIGINT,a STRING"
      assert ddl([{"b", [1]}, {"a", ["x"]}], as: :columns) == "b BIGINT,a STRING"
      assert ddl([{"b", [1]}], as: :rows) == "_1 STRING,_2 ARRAY<BIGINT>"
      assert ddl([a: [1], b: [true]], schema: "b BOOLEAN, a SMALLINT") == "b BOOLEAN,a SMALLINT"
    end

    test "keeps columns of equal names" do
      assert ddl([{"a", [1]}, {"a", ["x"]}], as: :columns) == "a BIGINT,a STRING"
    end

    test "reads pairs of a string and a list as columns unless the schema has other names" do
      pairs = [{"a", [1]}, {"b", [2]}]
      assert ddl(pairs) == "a BIGINT,b BIGINT"
      assert ddl(pairs, schema: ["b", "a"]) == "b BIGINT,a BIGINT"
      assert ddl(pairs, schema: ["text", "numbers"]) == "text STRING,numbers ARRAY<BIGINT>"
      assert ddl(pairs, as: :rows) == "_1 STRING,_2 ARRAY<BIGINT>"
    end

    test "rejects a keyword list whose values are not lists" do
      for values <- [1..3, 1, MapSet.new([1]), ~D[2024-01-01]] do
        message = refused(a: values)
        assert message =~ "columns are pairs of a name and a list of values"
        assert message =~ "got: {:a, #{inspect(values)}}"
      end

      assert ddl([{nil, 1}, {:nan, 2}]) == "_1 DOUBLE,_2 BIGINT"
      assert ddl([{true, 1}]) == "_1 BOOLEAN,_2 BIGINT"
    end

    test "renames ordered columns by position" do
      columns = [a: [1], b: ["x"]]
      {:ok, %{local_relation: %{data: ipc}}} = LocalData.Relation.inline(columns)
      assert ddl(columns, schema: ["p", "q"]) == "p BIGINT,q STRING"
      assert ddl(columns, schema: ["p"]) == "p BIGINT,_2 STRING"
      assert ddl(columns, schema: ["a", "q"]) == "a BIGINT,q STRING"
      assert ddl(columns, schema: "p INT, q STRING") == "p INT,q STRING"
      assert ddl([{"a", [1]}], schema: ["p"], as: :columns) == "p BIGINT"
      assert ddl({:arrow, ipc}, schema: ["p", "q"]) == "p BIGINT,q STRING"
      assert ddl({:arrow, ipc}, schema: ["p"]) == "p BIGINT,_2 STRING"
    end

    test "rejects names that cannot rename columns by position" do
      columns = [a: [1], b: ["x"]]
      {:ok, %{local_relation: %{data: ipc}}} = LocalData.Relation.inline(columns)

      for {data, schema} <- [
            {columns, ["b", "c"]},
            {columns, ["p", "q", "r"]},
            {columns, "p INT"},
            {Map.new(columns), ["p", "q"]},
            {{:arrow, ipc}, "p BIGINT, q STRING"}
          ],
          do: assert(refused(data, schema: schema) =~ ~s(the data has ["a", "b"]))
    end

    test "sends only the schema if there are no rows" do
      assert {:ok, %{local_relation: %{data: nil, schema: json}}} =
               LocalData.Relation.inline([], schema: "id BIGINT NOT NULL")

      assert Types.from_json!(json) == Types.from_ddl!("id BIGINT NOT NULL")
      assert ddl([a: []], schema: "a INT") == "a INT"
    end

    test "rejects other data" do
      assert refused(7) =~ "7 can't be made a frame: rows are a list"
      assert refused(~D[2024-01-01]) =~ "can't be made a frame"
      assert refused([1 | 2]) =~ "a proper list of rows"
      assert refused([[SparkEx.ML.Vector.new([1.0])] | 2]) =~ "a proper list of rows"
      assert {:error, %SparkEx.Error.Argument{}} = LocalData.Relation.inline(a: [1 | 2])
      assert refused([1], as: :columns) =~ "columns are pairs of a name and a list"
      assert refused([]) =~ "give the schema"
      assert refused([%{}]) =~ "give the schema"
    end
  end

  describe "inline/2 with data of other libraries" do
    test "accepts Arrow streams and batches" do
      {:ok, %{local_relation: %{data: ipc}}} =
        LocalData.Relation.inline(a: [1, nil], b: ["x", "y"])

      {:ok, batch} = SparkEx.Batch.from_ipc(ipc)

      for data <- [{:arrow, ipc}, batch] do
        assert {:ok, %{local_relation: %{data: ^ipc}}} = LocalData.Relation.inline(data)
        assert ddl(data, schema: "b STRING, a INT") == "b STRING,a INT"
      end

      assert refused({:arrow, "no Arrow"}) =~ "Arrow"
    end

    test "keeps the types of Arrow streams" do
      schema = "a SMALLINT NOT NULL,b DECIMAL(30,2),c ARRAY<FLOAT>,d INT"

      {:ok, %{local_relation: %{data: ipc}}} =
        LocalData.Relation.inline([{1, 2, [], nil}], schema: schema)

      assert ddl({:arrow, ipc}) == schema
      assert {:ok, %{local_relation: %{data: ^ipc}}} = LocalData.Relation.inline({:arrow, ipc})
    end

    test "reorders Arrow columns by name and keeps their types" do
      schema = "a SMALLINT NOT NULL,b DECIMAL(30,2)"
      {:ok, %{local_relation: %{data: ipc}}} = LocalData.Relation.inline([{1, 2}], schema: schema)
      assert ddl({:arrow, ipc}, schema: ["b", "a"]) == "b DECIMAL(30,2),a SMALLINT NOT NULL"
      assert refused({:arrow, ipc}, schema: ["b"]) =~ ~s(the schema has the columns ["b", "_2"])
    end

    test "checks Arrow data against a given schema" do
      rows = for id <- 1..50_000, do: {id, [id, nil], %{k: "v#{id}"}}
      schema = "id BIGINT, list ARRAY<BIGINT>, pair STRUCT<k: STRING>"
      {:ok, %{local_relation: %{data: ipc}}} = LocalData.Relation.inline(rows, schema: schema)
      arrow = fn schema -> refused({:arrow, ipc}, schema: schema) end

      assert arrow.("id SMALLINT, list ARRAY<BIGINT>, pair STRUCT<k: STRING>") ==
               ~s(row 32767, column "id": expected a SMALLINT (an integer of -32768 to 32767\), got: 32768)

      assert arrow.("id BIGINT, list ARRAY<TINYINT>, pair STRUCT<k: STRING>") =~
               ~s(row 127, column "list[0]": expected a TINYINT)

      assert arrow.("id BIGINT, list ARRAY<BIGINT>, pair STRUCT<l: STRING>") =~
               ~s(row 0, column "pair": expected a STRUCT of the fields ["l"], got: %{"k" => "v1"})

      assert arrow.("id BOOLEAN, list ARRAY<BIGINT>, pair STRUCT<k: STRING>") ==
               ~s(row 0, column "id": expected a BOOLEAN (true or false\), not the Arrow type Int64, got: 1)

      fields = [id: :long, list: {:array, :long, false}, pair: {:struct, [{"k", :string}]}]
      assert arrow.(fields) =~ ~s(row 0, column "list[1]": expected a value that is not nil)
    end

    test "does not consume the caller's batch" do
      {:ok, %{local_relation: %{data: ipc}}} = LocalData.Relation.inline(a: [1, 2])
      {:ok, batch} = SparkEx.Batch.from_ipc(ipc)
      for _again <- 1..2, do: assert({:ok, _relation} = LocalData.Relation.inline(batch))
      assert SparkEx.Batch.rows!(batch) == [%{"a" => 1}, %{"a" => 2}]
    end

    @tag :table
    test "reads the columns of any tabular data" do
      {:ok, %{local_relation: %{data: ipc}}} =
        LocalData.Relation.inline(a: [1, nil], b: ["x", "y"])

      {:ok, batch} = SparkEx.Batch.from_ipc(ipc)
      module = SparkEx.LocalData.TableReader
      columns = {:ok, [{"a", [1, nil]}, {"b", ["x", "y"]}]}
      assert module.columns(batch) == columns
      assert module.columns([%{"a" => 1, "b" => "x"}, %{"a" => nil, "b" => "y"}]) == columns
      assert module.columns(%{"a" => [1, nil], "b" => ["x", "y"]}) == columns
      assert module.columns(7) == :none
    end

    @tag :explorer
    test "maps each Explorer type to a Spark type" do
      {frame, series} = {Explorer.DataFrame, Explorer.Series}

      for {dtype, value, expected} <- [
            {{:s, 8}, 1, "TINYINT"},
            {{:s, 16}, 1, "SMALLINT"},
            {{:s, 32}, 1, "INT"},
            {{:s, 64}, 1, "BIGINT"},
            {{:u, 8}, 255, "SMALLINT"},
            {{:u, 16}, 65_535, "INT"},
            {{:u, 32}, 4_294_967_295, "BIGINT"},
            {{:u, 64}, 18_446_744_073_709_551_615, "DECIMAL(20,0)"},
            {{:f, 32}, 1.5, "FLOAT"},
            {{:f, 64}, :nan, "DOUBLE"},
            {:boolean, true, "BOOLEAN"},
            {:string, "x", "STRING"},
            {:category, "x", "STRING"},
            {:binary, <<255>>, "BINARY"},
            {:date, ~D[2024-01-01], "DATE"},
            {:time, ~T[12:00:00.000001], "TIME(6)"},
            {{:naive_datetime, :millisecond}, ~N[2024-01-01 00:00:00.001], "TIMESTAMP_NTZ"},
            {{:naive_datetime, :nanosecond}, ~N[2024-01-01 00:00:00.000001], "TIMESTAMP_NTZ"},
            {{:datetime, :microsecond, "Etc/UTC"}, ~U[2024-01-01 00:00:00.000001Z], "TIMESTAMP"},
            {{:duration, :millisecond}, 1, "INTERVAL DAY TO SECOND"},
            {:null, nil, "VOID"},
            {{:list, :category}, ["x", nil], "ARRAY<STRING>"},
            {{:struct, [{"a", {:list, {:u, 8}}}]}, %{"a" => [1]}, "STRUCT<a: ARRAY<SMALLINT>>"}
          ] do
        columns = [c: series.from_list([value, nil], dtype: dtype)]
        assert {dtype, ddl(frame.new(columns))} == {dtype, "c " <> expected}
      end
    end

    @tag :explorer
    test "rejects values that are not whole microseconds" do
      {frame, series} = {Explorer.DataFrame, Explorer.Series}
      moments = series.cast(series.from_list([1_000, 1_001]), {:naive_datetime, :nanosecond})

      assert refused(frame.new(at: moments)) =~
               ~s(row 1, column "at": expected a TIMESTAMP_NTZ (a NaiveDateTime\) in whole microseconds, ) <>
                 ~s(got: "1970-01-01T00:00:00.000001001")

      lengths = series.cast(series.from_list([1_500]), {:duration, :nanosecond})

      assert refused(frame.new(d: lengths)) ==
               ~s(row 0, column "d": expected an INTERVAL of whole microseconds ) <>
                 ~s[(a SparkEx.Interval.DayTime), got: "PT0.0000015S"]
    end

    @tag :explorer
    test "accepts named Explorer series as a frame" do
      {frame, series} = {Explorer.DataFrame, Explorer.Series}
      small = series.from_list([1], dtype: {:s, 8})
      assert ddl(b: small, a: series.from_list(["x"])) == "b TINYINT,a STRING"
      assert ddl(%{b: small, a: series.from_list(["x"])}) == "a STRING,b TINYINT"
      assert refused(a: small, b: [1]) =~ "with Explorer a series, if all are"
      assert refused(a: small, b: series.from_list([1, 2])) =~ "Explorer does not give its frame"
      assert ddl(frame.new(a: small, b: small), schema: ["p", "q"]) == "p TINYINT,q TINYINT"
      assert ddl(frame.new(a: small), schema: "p BIGINT") == "p BIGINT"
    end

    @tag :explorer
    test "keeps the types of an Explorer frame" do
      # The module is named at run time because Explorer may be missing.
      explorer = Explorer.DataFrame

      frame =
        explorer.new(
          [
            {"a", [1, nil]},
            {"b", ["x", "y"]},
            {"c", [~N[2024-01-01 00:00:00], nil]},
            {"d", [[1.5], []]},
            {"e", [nil, nil]}
          ],
          dtypes: [a: {:s, 8}]
        )

      assert ddl(frame) ==
               "a TINYINT,b STRING,c TIMESTAMP_NTZ,d ARRAY<DOUBLE>,e VOID"

      assert ddl(frame, schema: "e INT, d ARRAY<DOUBLE>, c TIMESTAMP_NTZ, b STRING, a BIGINT") ==
               "e INT,d ARRAY<DOUBLE>,c TIMESTAMP_NTZ,b STRING,a BIGINT"
    end
  end

  describe "type inference" do
    test "infers a type for each kind of value" do
      for {value, type} <- [
            {true, "BOOLEAN"},
            {9_223_372_036_854_775_807, "BIGINT"},
            {1.5, "DOUBLE"},
            {:nan, "DOUBLE"},
            {"x", "STRING"},
            {{:binary, <<255>>}, "BINARY"},
            {~D[2024-01-01], "DATE"},
            {~T[12:00:00], "TIME(6)"},
            {~U[2024-01-01 00:00:00Z], "TIMESTAMP"},
            {~N[2024-01-01 00:00:00], "TIMESTAMP_NTZ"},
            {Interval.day_time(days: 1), "INTERVAL DAY TO SECOND"},
            {Interval.year_month(years: 1), "INTERVAL YEAR TO MONTH"},
            {Interval.calendar(days: 1), "INTERVAL"},
            {[1, nil], "ARRAY<BIGINT>"},
            {%{"a" => 1.5, "b" => 2}, "MAP<STRING, DOUBLE>"},
            {%{1 => nil, 2 => [true]}, "MAP<BIGINT, ARRAY<BOOLEAN>>"},
            {%{b: 1, a: "x"}, "STRUCT<a: STRING, b: BIGINT>"},
            {{:struct, [b: 1, a: "x"]}, "STRUCT<b: BIGINT, a: STRING>"}
          ] do
        assert ddl([{value}, {nil}]) == "_1 " <> type
      end
    end

    @tag :decimal
    test "gives decimals enough digits for all rows" do
      assert ddl([{decimal("1.5")}, {decimal("100")}, {decimal("0.001")}]) == "_1 DECIMAL(6,3)"
      assert ddl([{decimal("0")}]) == "_1 DECIMAL(1,0)"
      assert ddl([{decimal("0.05")}]) == "_1 DECIMAL(2,2)"
      assert ddl([{decimal("1.5")}, {1}]) == "_1 DECIMAL(21,1)"

      assert refused([{decimal(String.duplicate("9", 38))}, {decimal("0.5")}]) =~
               "up to 38 digits before and 1 after the point"
    end

    test "gives structs the fields of all rows" do
      assert ddl([{%{a: 1}}, {%{b: "x"}}, {%{}}]) == "_1 STRUCT<a: BIGINT, b: STRING>"
    end

    test "returns an error that names the rows without a common type" do
      assert refused([%{x: 1}, %{x: nil}, %{x: "a"}]) ==
               "column \"x\": its values share no type, there is a BIGINT in row 0 and a STRING in row 2; make them alike, or give the schema"

      assert refused([{[1, "a"]}]) =~ "column \"_1\"[]: its values share no type"

      # Maps with string keys become MAP, like PySpark's dictionaries.
      assert refused([%{"s" => %{"a" => 1, "b" => "x"}}]) ==
               "column \"s\" (values): its values share no type, there is a BIGINT in row 0 and a STRING in row 0; make them alike, or give the schema, where it may be a STRUCT or a VARIANT"

      assert refused([{%{a: 1}}, {%{"a" => 1}}]) =~ "share no type"
    end

    test "returns an error if no value determines the type" do
      for data <- [[%{x: nil}], [%{x: []}], [%{x: %{}}], [%{x: [%{a: nil}]}]],
          do: assert(refused(data) =~ "can't be inferred")
    end

    test "returns an error that locates a value of an unsupported type" do
      assert refused([%{x: 1}, %{x: :ok}]) ==
               ~s(row 1, column "x": expected a value of a type that Spark supports, got: :ok)

      assert refused([%{x: 9_223_372_036_854_775_808}]) =~ "an integer of at most 64 bits"
      assert refused([%{x: [%{"k" => {1, 2}}]}]) =~ ~s(row 0, column "x[0][\\"k\\"]")
      assert refused([%{x: %URI{}}]) =~ "%URI{"
      assert refused([%{x: self()}]) =~ "#PID"
    end
  end

  describe "rows that do not fit together" do
    test "return an error that names the row" do
      assert refused([{1, 2}, {1}]) == "row 1: expected a row of 2 values, got: {1}"
      assert refused([%{a: 1}, {1}]) =~ "row 1: expected a row with names"
      assert refused([{1}, %{a: 1}]) =~ "row 1: expected a row without names"
      assert refused([[a: 1, a: 2]]) =~ "distinct column names"
      assert refused([%{:a => 1, "a" => 2}]) =~ "distinct column names"
      assert refused([%{1 => 2}]) =~ "names are strings or atoms"
      assert refused(a: [1], b: [1, 2]) =~ ~s(row 2, column "b")
    end

    test "return an error with a given schema too" do
      assert refused([%{a: 1}, %{a: 1, b: 2}], schema: "a INT") ==
               ~s(row 1: expected a row with the columns of the schema, not "b", got: ) <>
                 inspect(%{a: 1, b: 2})

      assert refused([{1}, {1, 2}], schema: "a INT") =~ "row 1: expected a row of 1 values"

      assert refused([a: [1]], schema: "b INT, c INT") =~
               ~s(the schema has the columns ["b", "c"])

      assert refused([%{a: 1}], schema: ["b"]) =~ ~s(the data has the columns "a")
      assert refused([{1}], schema: ["a", "b"]) =~ "2 names for 1 columns"
    end
  end

  describe "a value that its column can't hold" do
    test "is an error with the row, the column and the expected type" do
      assert refused([%{age: 1}, %{age: "x"}], schema: "age INT") ==
               ~s(row 1, column "age": expected an INT (an integer of 32 bits\), got: "x")
    end

    test "is an error for every type" do
      for {type, value, expected} <- [
            {"BOOLEAN", 1, "a BOOLEAN"},
            {"TINYINT", 128, "a TINYINT"},
            {"TINYINT", -129, "a TINYINT"},
            {"SMALLINT", 32_768, "a SMALLINT"},
            {"INT", 2_147_483_648, "an INT"},
            {"INT", 1.0, "an INT"},
            {"BIGINT", 9_223_372_036_854_775_808, "a BIGINT"},
            {"FLOAT", 1.0e39, "a FLOAT"},
            {"DOUBLE", 9_007_199_254_740_993, "a DOUBLE"},
            {"DOUBLE", :inf, "a DOUBLE"},
            {"DECIMAL(3,1)", "12.34", "a DECIMAL(3,1)"},
            {"DECIMAL(3,1)", 100, "a DECIMAL(3,1)"},
            {"DECIMAL(3,1)", 1.5, "a DECIMAL(3,1)"},
            {"DECIMAL(3,1)", "1e1", "a DECIMAL(3,1)"},
            {"STRING", :x, "a STRING"},
            {"STRING", <<255>>, "a STRING of valid UTF-8"},
            {"STRING", {:binary, "x"}, "a STRING"},
            {"BINARY", 1, "a BINARY"},
            {"DATE", "2024-01-01", "a DATE"},
            {"DATE", ~U[2024-01-01 00:00:00Z], "a DATE"},
            {"TIMESTAMP", ~N[2024-01-01 00:00:00], "a TIMESTAMP"},
            {"TIMESTAMP_NTZ", ~U[2024-01-01 00:00:00Z], "a TIMESTAMP_NTZ"},
            {"TIME(3)", ~T[00:00:00.000001], "a TIME(3)"},
            {"INTERVAL YEAR TO MONTH", %Interval.DayTime{microseconds: 1},
             "an INTERVAL of whole months"},
            {"ARRAY<INT>", 1, "an ARRAY"},
            {"ARRAY<INT>", [1 | 2], "an ARRAY"},
            {"MAP<STRING, INT>", [], "a MAP"},
            {"STRUCT<a: INT>", {1, 2}, "a STRUCT"},
            {"STRUCT<a: INT>", %{b: 1}, "a STRUCT of the fields"},
            {"VARIANT", %Interval.YearMonth{months: 1}, "a VARIANT"},
            {"INT NOT NULL", nil, "a value that is not nil, as the column is not nullable"}
          ] do
        assert refused([{1, value}], schema: "a INT, x #{type}") =~
                 ~s(row 0, column "x": expected #{expected})
      end
    end

    test "is found inside nested values" do
      schema = "x STRUCT<a: ARRAY<MAP<STRING, ARRAY<INT NOT NULL>>>>"
      schema = String.replace(schema, " NOT NULL", "")
      rows = [{nil}, {%{a: [nil, %{}, %{"k" => [1, 2], "l" => [3, "x"]}]}}]

      assert refused(rows, schema: schema) =~
               ~s(row 1, column "x.a[2][\\"l\\"][1]": expected an INT)

      map = [x: {:map, :integer, :integer, false}]
      assert refused([{%{1 => 2, "k" => 3}}], schema: map) =~ ~s(column "x[key \\"k\\"]")
      assert refused([{%{1 => nil}}], schema: map) =~ ~s(column "x[1]": expected a value)
      assert refused([{%{nil => 1}}], schema: map) =~ "expected a value"

      array = [x: {:array, :integer, false}]
      assert refused([{[1]}, {[2, nil]}], schema: array) =~ ~s(row 1, column "x[1]")

      inner = [x: {:struct, [{"a", :integer, nullable: false}]}]
      assert {:ok, _relation} = LocalData.Relation.inline([{nil}, {%{a: 1}}], schema: inner)
      assert refused([{nil}, {%{}}], schema: inner) =~ ~s(row 1, column "x.a": expected a value)
    end

    test "is found among many rows" do
      rows = for at <- 0..50_000, do: {if(at == 43_210, do: "x", else: at)}
      assert refused(rows, schema: "x INT") =~ "row 43210, column"
      assert refused(rows) =~ "a BIGINT in row 0 and a STRING in row 43210"
    end
  end

  test "rejects types whose values cannot be sent" do
    assert refused([{1}], schema: [x: {:array, {:geometry, 0}}]) =~
             ~s(column "x": values of the type GEOMETRY)

    assert refused([{"x"}], schema: "x CHAR(1)") =~ "use STRING"

    for {type, whole} <- [{"INTERVAL HOUR", "DAY TO SECOND"}, {"INTERVAL YEAR", "YEAR TO MONTH"}],
        schema <- ["x #{type}", "x ARRAY<#{type}>", "x STRUCT<y: MAP<STRING, #{type}>>"] do
      assert refused([{nil}], schema: schema) =~
               ~s(column "x": values of the type #{type} can't be sent; use INTERVAL #{whole})
    end

    assert refused([{1}], schema: "x STRNG") =~ "STRNG"
    assert refused([{1}], schema: {:struct, []}) == "row 0: expected a row of 0 values, got: {1}"
  end

  test "returns an error for deep nesting instead of crashing the VM" do
    deep = Enum.reduce(1..100_000, 1, fn _level, inner -> [inner] end)
    assert refused([{deep}]) =~ "nested at most"
    variant = Enum.reduce(1..100_000, 1, fn _level, inner -> %{"a" => inner} end)
    assert refused([{variant}], schema: "v VARIANT") =~ "nested at most"

    type = Enum.reduce(1..450, :integer, fn _level, inner -> {:array, inner} end)
    value = Enum.reduce(1..450, 1, fn _level, inner -> [inner] end)
    assert {:ok, _relation} = LocalData.Relation.inline([{value}], schema: [x: type])
  end
end
