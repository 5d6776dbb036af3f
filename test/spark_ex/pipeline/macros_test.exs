defmodule SparkEx.Pipeline.MacrosTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, Pipeline}

  defmodule Sales do
    use SparkEx

    use SparkEx.Pipeline,
      storage: "file:///" <> Process.get(:storage, "storage"),
      database: "sales"

    @comment_of_days "Orders a day"

    table "orders", session, format: :parquet do
      SparkEx.StreamReader.json(session, "/landing", schema: "day DATE, price DOUBLE")
    end

    table "all", schema: "x INT"
    table "empty"

    append_flow "all", session, name: "from_orders" do
      SparkEx.StreamReader.table(session, "orders")
    end

    materialized_view "daily", comment: @comment_of_days do
      "SELECT day, count(*) AS n FROM orders GROUP BY day"
    end

    temporary_view "recent", session do
      threshold = 3
      session |> SparkEx.table("daily") |> filter(n > ^threshold)
    end

    sink "out", :csv, %{"path" => "/out"}
    sql "CREATE MATERIALIZED VIEW total AS SELECT sum(n) FROM daily"
    sql_files "*.sql"
  end

  @file_name "test/spark_ex/pipeline/macros_test.exs"

  test "the module defines a pipeline with the places of its definitions" do
    pipeline = Sales.pipeline()
    assert %Pipeline{storage: "file:///storage", database: "sales"} = pipeline

    assert for(place <- Pipeline.Datasets.places(pipeline), do: {place.name, place.kind}) == [
             {"orders", :table},
             {"all", :table},
             {"empty", :table},
             {"from_orders", :flow},
             {"daily", :materialized_view},
             {"recent", :temporary_view},
             {"out", :sink},
             {"total", :materialized_view},
             {"numbers", :materialized_view}
           ]

    lines = @file_name |> File.read!() |> String.split("\n")
    line = Enum.find_index(lines, &(&1 =~ ~s(table "orders", session))) + 1
    assert %{file: @file_name, line: ^line} = hd(Pipeline.Datasets.places(pipeline))

    assert %{file: "test/spark_ex/pipeline/numbers.sql"} =
             List.last(Pipeline.Datasets.list(pipeline))
  end

  test "options are evaluated at each call" do
    Process.put(:storage, "other")
    assert Sales.pipeline().storage == "file:///other"
  end

  test "blocks are functions of a session" do
    queries =
      for {:define_flow, flow} <- Sales.pipeline().definitions,
          into: %{},
          do: {flow.flow_name, flow.query}

    assert %SparkEx.DataFrame{session: :spark} = queries["orders"].(:spark)
    assert queries["daily"].(:spark) =~ "SELECT day"
    assert inspect(queries["recent"].(:spark)) =~ "n > 3"
  end

  test "the module is compiled again when a file of SQL changes" do
    assert Path.expand("numbers.sql", __DIR__) in Sales.__info__(:attributes)[
             :external_resource
           ]
  end

  test "other arguments are errors of the compiler" do
    code = """
    defmodule SparkEx.Pipeline.MacrosTest.Wrong do
      use SparkEx.Pipeline, storage: "file:///storage"
      table "orders", 1
    end
    """

    assert_raise CompileError, ~r/table\/4 takes a name, then a variable for the session/, fn ->
      Code.eval_string(code)
    end
  end

  test "another module is no pipeline" do
    assert_raise Error.Argument, "String is not a module with `use SparkEx.Pipeline`", fn ->
      Pipeline.run(:spark, String)
    end
  end
end
