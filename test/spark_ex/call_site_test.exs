defmodule SparkEx.CallSiteTest do
  # Call sites are on for the whole VM.
  use SparkEx.SparkCase, async: false

  alias SparkEx.{CallSite, Query}

  require Query

  doctest CallSite

  @file_name Path.relative_to_cwd(__ENV__.file)

  setup do
    depth = :erlang.system_flag(:backtrace_depth, 8)
    :ok = CallSite.enable()

    on_exit(fn ->
      CallSite.disable()
      :erlang.system_flag(:backtrace_depth, depth)
    end)
  end

  defp site(line), do: "#{@file_name}:#{line}"

  defp origin(column), do: column.expr[:common][:origin][:python_origin]

  test "are those of the code that calls the library" do
    assert origin(F.col("a")) == %{fragment: "col", call_site: site(__ENV__.line)}
    assert origin(F.upper("a")) == %{fragment: "upper", call_site: site(__ENV__.line)}
    assert origin(Column.divide(F.col("a"), 0)) == %{fragment: "/", call_site: site(__ENV__.line)}
    assert origin(Column.cast("a", :long)) == %{fragment: "cast", call_site: site(__ENV__.line)}
    assert origin(F.call_udf("f", ["a"])) == %{fragment: "f", call_site: site(__ENV__.line)}
    [column] = Enum.map(["a"], fn name -> F.lower(name) end)
    assert origin(column).call_site == site(__ENV__.line - 1)
    [column] = ["a"] |> Enum.map(&F.lower/1)
    assert origin(column).call_site == site(__ENV__.line - 1)
    frame = Query.filter(SparkEx.range(:spark, 3), id / 0 > 1)
    assert origin(%{expr: frame.plan.filter.condition}).call_site == site(__ENV__.line - 1)
  end

  test "are missing in evaluated code" do
    {column, _binding} = Code.eval_string(~s|hd([SparkEx.Functions.upper("a")])|)
    assert Map.keys(column.expr) == [:unresolved_function]
  end

  test "are absent when they are off" do
    :ok = CallSite.disable()
    assert CallSite.enabled?() == false
    assert Map.keys(F.upper("a").expr) == [:unresolved_function]
  end

  test "are in the errors of the analysis and of the run", %{session: session} do
    frame = SparkEx.range(session, 2)

    for {column, line} <- [
          {Column.divide(F.col("id"), 0), __ENV__.line},
          {F.upper("nope"), __ENV__.line}
        ] do
      {:error, error} = frame |> DataFrame.select(a: column) |> DataFrame.collect()
      assert [%{type: :dataframe, call_site: site}] = error.query_contexts
      assert site == site(line)
      assert error |> Exception.message() |> String.split(site) |> length() == 2
    end
  end

  test "do not change results", %{session: session} do
    frame =
      session
      |> SparkEx.range(4)
      |> DataFrame.with_column("b", Column.mod(F.col("id"), 2))
      |> DataFrame.with_column(
        "c",
        F.when_(F.col("b") |> Column.eq(0), "x") |> Column.otherwise("y")
      )
      |> DataFrame.group_by(["b", "c"])
      |> DataFrame.agg(n: F.count("*"), sum: F.sum("id"))
      |> DataFrame.order_by(desc: "b")

    assert DataFrame.collect!(frame, as: :lists) == [[1, "y", 2, 4], [0, "x", 2, 2]]

    most = frame |> DataFrame.select(F.max("sum")) |> DataFrame.scalar()
    frame = DataFrame.filter(frame, Column.eq(F.col("sum"), most))
    assert DataFrame.collect!(frame, as: :lists) == [[1, "y", 2, 4]]
  end
end
