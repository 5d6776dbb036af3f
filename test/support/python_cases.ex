defmodule SparkEx.PythonCases do
  @moduledoc """
  The cases of `test/contract/record_python_frames.py`: Python functions on frames, which are
  those of `test/contract/results/python/functions.py` there, too.
  """

  alias SparkEx.Arguments.Thunk

  alias SparkEx.{
    CogroupedData,
    Column,
    DataFrame,
    DataSource,
    GroupedData,
    Python,
    Reader,
    TableArg
  }

  alias SparkEx.{TableValuedFunction, UDTFRegistration}
  alias SparkEx.Functions, as: F

  @functions Path.expand("../contract/results/python/functions.py", __DIR__)

  @summary "n BIGINT, total DOUBLE"
  @keyed "key STRING, n BIGINT"
  @pair "left BIGINT, right BIGINT"
  @keyed_pair "key STRING, left BIGINT, right BIGINT"
  @numbers "n BIGINT, name STRING"

  @typed """
  SELECT true AS boolean, 1Y AS byte, 2S AS short, 3 AS int, 4L AS long, 1.5F AS float, 2.5D AS double, 1.25BD AS decimal,
    'ä' AS string, X'00FF' AS binary, DATE'2024-02-29' AS date, TIMESTAMP'2024-03-31 01:30:00.000001' AS timestamp,
    TIMESTAMP_NTZ'2024-03-31 02:30:00' AS timestamp_ntz, INTERVAL '1 02:03:04.5' DAY TO SECOND AS day_time,
    array(1, NULL) AS array, map('k', 1) AS map, named_struct('a', 1, 'b', 'x') AS struct
  UNION ALL
  SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  """

  @doc "A function or a class of the file, by name."
  @spec function(String.t()) :: Python.t()
  def function(name), do: Python.file!(@functions, name: name)

  @doc "The frames by the names of their cases, each as a function that builds it."
  @spec cases(DataFrame.session()) :: %{String.t() => Thunk.t(DataFrame.t())}
  def cases(session) do
    [maps(session), groups(session), cogroups(session), states(session)]
    |> Kernel.++([calls(session), registered(session), sources(session)])
    |> Enum.concat()
    |> Map.new()
  end

  @doc "Rows with a key of strings and doubles, with nulls in both."
  @spec xs(DataFrame.session()) :: DataFrame.t()
  def xs(session) do
    SparkEx.sql(session, """
    SELECT * FROM VALUES ('a', 1.5D), ('a', 2D), ('a', NULL), ('b', 4D), (NULL, 8D), (NULL, 16D),
      ('c', NULL) AS t(k, x)
    """)
  end

  defp ys(session) do
    SparkEx.sql(
      session,
      "SELECT * FROM VALUES ('a', 10), ('b', 20), ('b', 21), ('d', 30), (NULL, 40) AS t(k, y)"
    )
  end

  defp none(session), do: session |> xs() |> DataFrame.filter("false")

  defp maps(session) do
    {xs, none, numbers} = {xs(session), none(session), SparkEx.range(session, 6)}
    typed = SparkEx.sql(session, @typed)

    same = fn map, frame ->
      fn -> map.(frame, function("same_frames"), DataFrame.schema!(frame)) end
    end

    pandas = &DataFrame.map_in_pandas/3

    [
      {"map_in_pandas", fn -> pandas.(numbers, function("double_pandas"), "id BIGINT") end},
      {"map_in_pandas to no rows", fn -> pandas.(xs, function("nothing"), "n BIGINT") end},
      {"map_in_pandas, then select",
       fn ->
         xs
         |> DataFrame.coalesce(1)
         |> pandas.(function("count_frames"), "n BIGINT")
         |> DataFrame.select_expr("n + 1")
       end},
      {"map_in_pandas as a barrier",
       fn ->
         function = function("double_pandas")
         DataFrame.map_in_pandas(numbers, function, "id BIGINT", barrier: true)
       end},
      {"map_in_arrow",
       fn -> DataFrame.map_in_arrow(numbers, function("double_arrow"), "id BIGINT") end}
    ] ++
      for {name, map} <- [{"map_in_pandas", pandas}, {"map_in_arrow", &DataFrame.map_in_arrow/3}],
          {title, frame} <- [{"with nulls", xs}, {"of every type", typed}, {"of no rows", none}] do
        {"#{name} #{title}", same.(map, frame)}
      end
  end

  @kinds [
    {"pandas", "frames", &GroupedData.apply_in_pandas/4, &CogroupedData.apply_in_pandas/3},
    {"arrow", "batches", &GroupedData.apply_in_arrow/4, &CogroupedData.apply_in_arrow/3}
  ]

  defp groups(session) do
    xs = xs(session)
    by_k = DataFrame.group_by(xs, "k")
    expressions = [Column.gt(F.col("x"), 3), F.upper("k")]

    by =
      [{"", by_k}, {" by an expression", DataFrame.group_by(xs, expressions)}] ++
        [{" without keys", DataFrame.group_by(xs)}] ++
        [{" of no rows", session |> none() |> DataFrame.group_by("k")}]

    for({kind, many, apply, _} <- @kinds, {title, groups} <- by) do
      many = [iterator: true, many: many]
      of_groups(kind, many, apply, title, groups)
    end
    |> Enum.concat()
    |> Kernel.++(
      for {kind, _, apply, _} <- @kinds do
        {"apply_in_#{kind}, then select",
         fn ->
           by_k |> apply.(function("summary_" <> kind), @summary, []) |> DataFrame.select("n")
         end}
      end
    )
    |> Kernel.++(
      for {title, name} <- [
            {"groups", "centered_pandas"},
            {"empty groups", "only_large_groups"}
          ] do
        {"apply_in_pandas to #{title}",
         fn -> GroupedData.apply_in_pandas(by_k, function(name), "k STRING, x DOUBLE") end}
      end
    )
  end

  defp of_groups(kind, [iterator: true, many: many], apply, title, groups) do
    [
      {"", "summary_" <> kind, @summary, []},
      {" with keys", "keyed_summary_" <> kind, @keyed, []},
      {" with an iterator", "total_of_" <> many, @summary, iterator: true},
      {" with keys and an iterator", "keyed_total_of_" <> many, @keyed, iterator: true}
    ]
    |> Enum.map(fn {form, name, schema, options} ->
      {"apply_in_#{kind}#{form}#{title}",
       fn -> apply.(groups, function(name), schema, options) end}
    end)
  end

  defp cogroups(session) do
    {xs, ys} = {xs(session), ys(session)}
    pair = GroupedData.cogroup(DataFrame.group_by(xs, "k"), DataFrame.group_by(ys, "k"))
    none = session |> none() |> DataFrame.group_by("k")
    lengths = &DataFrame.group_by(&1, [F.length("k")])

    merge = fn ->
      CogroupedData.apply_in_pandas(pair, function("merge_pandas"), "x DOUBLE, y INT")
    end

    [{"cogrouped merge", merge}] ++
      for {kind, _, _, apply} <- @kinds,
          {title, pair, name, schema} <- [
            {"", pair, "pair_", @pair},
            {" with keys", pair, "keyed_pair_", @keyed_pair},
            {" of no rows", GroupedData.cogroup(none, DataFrame.group_by(ys, "k")), "keyed_pair_",
             @keyed_pair},
            {" by an expression", GroupedData.cogroup(lengths.(xs), lengths.(ys)), "pair_", @pair}
          ] do
        {"cogrouped apply_in_#{kind}#{title}",
         fn -> apply.(pair, function(name <> kind), schema) end}
      end
  end

  defp states(session) do
    by_k = session |> xs() |> DataFrame.group_by("k")
    initial = SparkEx.sql(session, "SELECT * FROM VALUES ('a', 100L), ('z', 1L) AS t(k, n)")
    initial = [initial_state: DataFrame.group_by(initial, "k")]

    for {title, transform, name} <- [
          {"rows", &GroupedData.transform_with_state/4, "CountRows"},
          {"pandas", &GroupedData.transform_with_state_in_pandas/4, "CountFrames"}
        ],
        {form, options} <- [{"", []}, {", with initial state", initial}] do
      {"transform_with_state, #{title}#{form}",
       fn -> transform.(by_k, function(name), @keyed, [output_mode: :update] ++ options) end}
    end
  end

  defp calls(session) do
    call = &TableValuedFunction.call(session, udtf(&1, &2), &3, &4)
    numbers = [returns: @numbers]
    {xs, ys} = {xs(session), DataFrame.select_expr(ys(session), ["k", "CAST(y AS DOUBLE) x"])}
    texts = SparkEx.sql(session, "SELECT * FROM VALUES ('a bc'), (NULL), ('def') AS t(s)")
    word = [Column.outer(F.col("s"))]

    by_k =
      xs |> DataFrame.as_table() |> TableArg.partition_by("k") |> TableArg.order_by(desc: "x")

    one = ys |> DataFrame.as_table() |> TableArg.with_single_partition() |> TableArg.order_by("x")
    count = [returns: "k STRING, n INT, first DOUBLE"]

    [
      {"udtf", fn -> call.("Numbers", numbers, [F.lit(3)], []) end},
      {"udtf with names",
       fn -> call.("Numbers", numbers, [], step: F.lit(2), last: F.lit(5)) end},
      {"udtf with Arrow",
       fn -> call.("Numbers", [use_arrow: true] ++ numbers, [F.lit(3)], []) end},
      {"udtf over Arrow",
       fn -> call.("ArrowNumbers", [returns: "n BIGINT", kind: :arrow], [F.lit(3)], []) end},
      {"udtf of a table", fn -> call.("CountOfTable", count, [by_k], []) end},
      {"udtf of one partition", fn -> call.("CountOfTable", count, [one], []) end},
      {"udtf that analyzes", fn -> call.("Columns", [], [F.lit(3)], []) end},
      {"udtf that analyzes a table", fn -> call.("Sorted", [], [DataFrame.as_table(xs)], []) end},
      {"udtf, lateral",
       fn ->
         DataFrame.lateral_join(texts, call.("Words", words(), word, []))
       end}
    ]
  end

  defp udtf(name, options), do: name |> function() |> Python.udtf(options)
  defp words, do: [returns: "word STRING, length INT"]

  defp registered(session) do
    sql = fn name, class, options, query ->
      fn ->
        UDTFRegistration.register!(session, name, function(class), options)
        session |> xs() |> DataFrame.create_or_replace_temp_view!("xs")
        SparkEx.sql(session, query)
      end
    end

    numbers = [returns: @numbers]
    lateral = "SELECT s, w.* FROM VALUES ('a bc') AS t(s), LATERAL words_of(s) w"

    [
      {"registered udtf", sql.("numbers_of", "Numbers", numbers, "SELECT * FROM numbers_of(2)")},
      {"registered udtf with names",
       sql.("numbers_of", "Numbers", numbers, "SELECT * FROM numbers_of(step => 2, last => 5)")},
      {"registered udtf, lateral", sql.("words_of", "Words", words(), lateral)},
      {"registered udtf of a table",
       sql.("sorted_of", "Sorted", [], "SELECT * FROM sorted_of(TABLE(xs))")}
    ]
  end

  defp sources(session) do
    load = fn options ->
      fn ->
        DataSource.register!(session, "numbers", function("NumbersSource"))
        Reader.load(session, nil, [format: "numbers"] ++ options)
      end
    end

    [
      {"data source", load.([])},
      {"data source with options", load.(last: 5)},
      {"data source with a schema", load.(schema: "n BIGINT, a STRING, b STRING")}
    ]
  end
end
