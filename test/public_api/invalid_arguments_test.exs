defmodule SparkEx.PublicAPI.InvalidArgumentsTest do
  @moduledoc """
  Every function that builds or runs a frame rejects values that the protocol cannot carry.

  Each argument of a valid call is replaced by terms of many kinds. The call must raise or return
  `SparkEx.Error.Argument`, or build a plan that the native core can encode.
  """

  use ExUnit.Case, async: true

  alias SparkEx.Connect.PlanEncoder
  alias SparkEx.Connect.PlanEncoder.PythonCommands
  alias SparkEx.Functions, as: F
  alias SparkEx.ML
  alias SparkEx.ML.{Matrix, Operator, Params, Stat, Table, Vector}
  alias SparkEx.Python.Workers

  alias SparkEx.{
    Catalog,
    CogroupedData,
    Column,
    DataFrame,
    Error,
    GroupedData,
    KnownSchemas,
    MergeIntoWriter,
    Native,
    Reader,
    Streaming,
    StreamingQuery,
    StreamReader,
    StreamWriter,
    TableArg,
    TableValuedFunction,
    Window,
    WindowSpec,
    Writer,
    WriterV2
  }

  # Functions without arguments to replace, or tested through the function that they delegate to.
  @others [
    {DataFrame, [:__struct__, :fetch, :get_and_update, :pop, :new, :step, :frame!]},
    {DataFrame, [:same_session!, :in_session!, :head, :replace, :transpose]},
    {StreamingQuery, [:current, :start_link]},
    {Window, [:current_row, :unbounded_following, :unbounded_preceding]}
  ]

  @python ["def f(rows): return rows", "a INT"]

  # The first has no session; functions in Python need the schema of their frame.
  defp frame, do: Reader.table(:spark, "t")
  defp known, do: KnownSchemas.table(__MODULE__, "t", k: :long, x: :long)

  setup_all do: {:ok, session: start_supervised!({KnownSchemas, __MODULE__})}

  defp calls do
    df = frame()
    condition = F.expr("a = b")
    grouped = DataFrame.group_by(df, "k")
    table = DataFrame.as_table(df)
    merge = DataFrame.merge_into(df, "t", condition)

    [{DataFrame, frames(df)}, {GroupedData, groups(grouped)}, {Reader, reads()}] ++
      [{CogroupedData, cogroups()}] ++
      [{Writer, writes(df)}, {WriterV2, writes_to(DataFrame.write_to(df, "t"), df)}] ++
      [{MergeIntoWriter, merges(merge, df, condition)}, {TableArg, tables(table)}] ++
      [
        {StreamReader, stream_reads()},
        {StreamWriter, stream_writes(StreamReader.table(:spark, "t"))}
      ] ++
      [{StreamingQuery, queries(query())}, {Streaming, streaming()}] ++
      [{ML, learning(df)}, {Stat, statistics_of(df)}, {Vector, vectors()}, {Matrix, matrices()}] ++
      [{TableValuedFunction, functions()}, {Catalog, catalog()}] ++
      [{Window, windows()}, {WindowSpec, windows(Window.partition_by("a"))}] ++
      [{SparkEx, [range: [:spark, 1, 2, 1, 2], table: [:spark, "t"]]}]
  end

  defp frames(df) do
    selections(df) ++
      for(name <- ~w(map_in_pandas map_in_arrow)a, do: {name, [known() | @python] ++ [[]]}) ++
      rows(df) ++ combinations(df) ++ statistics(df) ++ writers(df) ++ actions(df)
  end

  defp selections(df) do
    [
      alias_: [df, "a"],
      as_table: [df],
      col: [df, "x"],
      col_regex: [df, "x"],
      drop: [df, ["a"]],
      exists: [df],
      hint: [df, "broadcast", [1]],
      metadata_column: [df, "a"],
      observe: [df, "o", [F.sum("x")]],
      scalar: [df],
      select: [df, ["a"]],
      select_expr: [df, ["a"]],
      spark_session: [df],
      to: [df, "a INT"],
      to_df: [df, ["a"]],
      to_json: [df],
      transform: [df, &Function.identity/1],
      transpose: [df, "a"],
      unpivot: [df, ["a"], ["b"], "k", "v"],
      melt: [df, ["a"], ["b"], "k", "v"],
      with_column: [df, "a", F.col("x")],
      with_columns: [df, [a: F.col("x")]],
      with_column_renamed: [df, "a", "b"],
      with_columns_renamed: [df, [a: "b"]],
      with_metadata: [df, "a", %{a: 1}],
      with_watermark: [df, "a", "1 minute"]
    ]
  end

  defp rows(df) do
    [
      agg: [df, [F.sum("x")]],
      coalesce: [df, 2],
      cube: [df, ["a"]],
      distinct: [df],
      drop_duplicates: [df, ["a"]],
      drop_duplicates_within_watermark: [df, ["a"]],
      dropna: [df, []],
      fillna: [df, 0, []],
      filter: [df, "a > 1"],
      group_by: [df, ["a"]],
      groupby: [df, ["a"]],
      grouping_sets: [df, [["a"]], ["a"]],
      limit: [df, 1],
      offset: [df, 1],
      order_by: [df, ["a"], []],
      random_split: [df, [1, 2], []],
      repartition: [df, 2, ["a"]],
      repartition_by_id: [df, 2, "a"],
      repartition_by_range: [df, 2, ["a"]],
      replace: [df, 1, 2, []],
      rollup: [df, ["a"]],
      sample: [df, 0.1, []],
      sample_by: [df, "a", %{1 => 0.5}, []],
      sort: [df, ["a"], []],
      sort_within_partitions: [df, ["a"], []],
      where: [df, "a > 1"]
    ]
  end

  defp combinations(df) do
    sets = ~w(cross_join except except_all intersect intersect_all subtract union union_all)a

    for(name <- sets, do: {name, [df, df]}) ++
      [
        as_of_join: [df, df, "a", "b", []],
        join: [df, df, "a", :left],
        lateral_join: [df, df, F.lit(true), :left],
        nearest_by_join: [df, df, "a", 1, [mode: :exact, direction: :distance]],
        union_by_name: [df, df, []],
        zip: [df, df],
        zip_with_index: [df, "n"]
      ]
  end

  defp statistics(df) do
    [
      approx_quantile: [df, "x", [0.5], 0.1, []],
      corr: [df, "a", "b", []],
      cov: [df, "a", "b", []],
      crosstab: [df, "a", "b"],
      describe: [df, ["a"]],
      freq_items: [df, ["a"], 0.1],
      summary: [df, ["count"]]
    ]
  end

  defp writers(df) do
    views =
      for replace <- ["", "or_replace_"], global <- ["", "global_"] do
        {:"create_#{replace}#{global}temp_view", [df, "v", []]}
      end

    views ++
      [
        merge_into: [df, "t", F.expr("a = b"), []],
        write: [df, []],
        write_stream: [df, []],
        write_to: [df, "t", []]
      ]
  end

  @with_options ~w(analyze cache cached? checkpoint collect columns count dtypes empty? first
                   html_string input_files is_cached is_empty is_local is_streaming local?
                   local_checkpoint print_schema release schema semantic_hash storage_level stream
                   stream_batches stream_tensors streaming? to_arrow to_explorer to_nx
                   tree_string unpersist)a

  defp actions(df) do
    for(name <- ~w(foreach foreach_partition)a, do: {name, [df, "lambda x: x", []]}) ++
      for(name <- @with_options, do: {name, [df, []]}) ++
      [
        explain: [df, :simple, []],
        explain_string: [df, :simple, []],
        head: [df, 2, []],
        persist: [df, :memory_only, []],
        same_semantics: [df, df, []],
        same_semantics?: [df, df, []],
        show: [df, 5, []],
        show_string: [df, [], []],
        tail: [df, 2, []],
        take: [df, 2, []]
      ]
  end

  defp cogroups do
    grouped = DataFrame.group_by(known(), "k")
    pair = GroupedData.cogroup(grouped, grouped)
    for name <- ~w(apply_in_pandas apply_in_arrow)a, do: {name, [pair | @python] ++ [[]]}
  end

  defp python_groups do
    grouped = DataFrame.group_by(known(), "k")
    state = [state: "n INT", output_mode: :update]

    for(name <- ~w(apply_in_pandas apply_in_arrow)a, do: {name, [grouped | @python] ++ [[]]}) ++
      for name <- ~w(transform_with_state transform_with_state_in_pandas)a do
        {name, [grouped | @python] ++ [[output_mode: :update]]}
      end ++
      [
        apply_in_pandas_with_state: [grouped | @python] ++ [state],
        cogroup: [grouped, grouped]
      ]
  end

  defp groups(grouped) do
    python_groups() ++
      for(name <- ~w(avg max mean min sum)a, do: {name, [grouped, ["a"]]}) ++
      [agg: [grouped, [F.sum("x")]], count: [grouped], pivot: [grouped, "a", [1, 2]]]
  end

  defp reads do
    for(name <- ~w(csv json load orc parquet text xml)a, do: {name, [:spark, "p", []]}) ++
      [
        changes: [:spark, "t", []],
        format: [:spark, "csv"],
        jdbc: [:spark, "u", "t", []],
        new: [:spark],
        option: [:spark, "a", 1],
        options: [:spark, [a: 1]],
        schema: [:spark, "a INT"],
        table: [:spark, "t", []]
      ]
  end

  defp writes(df) do
    for(name <- ~w(csv json orc parquet save text xml)a, do: {name, [df, "p", []]}) ++
      for(name <- ~w(cluster_by partition_by sort_by)a, do: {name, [df, ["a"]]}) ++
      [
        bucket_by: [df, 2, ["a"]],
        configure: [df, [mode: :append]],
        format: [df, "csv"],
        insert_into: [df, "t", []],
        jdbc: [df, "u", "t", []],
        mode: [df, :append],
        new: [df, []],
        option: [df, "a", 1],
        options: [df, [a: 1]],
        save_as_table: [df, "t", []],
        with_schema_evolution: [df]
      ]
  end

  defp query, do: %StreamingQuery{session: :spark, id: "id", run_id: "run"}

  defp stream_reads do
    for(name <- ~w(csv json load orc parquet text xml)a, do: {name, [:spark, "p", []]}) ++
      [
        changes: [:spark, "t", []],
        format: [:spark, "csv"],
        name: [:spark, "a"],
        new: [:spark],
        option: [:spark, "a", 1],
        options: [:spark, [a: 1]],
        schema: [:spark, "a INT"],
        table: [:spark, "t", []]
      ]
  end

  defp stream_writes(df) do
    for(name <- ~w(cluster_by partition_by)a, do: {name, [df, ["a"]]}) ++
      [
        configure: [df, [output_mode: :append]],
        foreach: [df, "lambda row: None"],
        foreach_batch: [df, fn _frame, _number -> :ok end, []],
        format: [df, "csv"],
        new: [df, []],
        option: [df, "a", 1],
        options: [df, [a: 1]],
        output_mode: [df, :append],
        query_name: [df, "q"],
        start: [df, "p", []],
        to_table: [df, "t", []],
        trigger: [df, :available_now]
      ]
  end

  defp queries(query) do
    whole =
      ~w(exception is_active last_progress process_all_available recent_progress status stop)a

    for(name <- whole, do: {name, [query]}) ++
      [await: [query, []], current: [:query, 0], explain: [query, []], start_link: [[session: 1]]]
  end

  defp stream, do: StreamReader.table(:spark, "t")

  defp streaming do
    for(name <- ~w(active reset_terminated)a, do: {name, [:spark]}) ++
      for(name <- ~w(subscribe unsubscribe)a, do: {name, [:spark, self()]}) ++
      [
        add_listener: [:spark, __MODULE__, nil],
        available_now_batches: [stream(), [checkpoint: "/c", path: "/p"]],
        batches: [stream(), [checkpoint: "/c"]],
        await_any: [:spark, []],
        get: [:spark, "id"],
        kafka: [:spark, [servers: "s", topic: "t"]],
        remove_listener: [:spark, spawn(fn -> :ok end)]
      ]
  end

  # The model of a third party has all attributes.
  defp model, do: %ML.Model{id: "m", session: :spark, session_id: "s", finalizer: make_ref()}

  defp learning(df) do
    attributes =
      for %{function: name, arguments: arguments} <- Table.attributes(),
          do: {name, [model() | Enum.map(arguments, &argument(&1.kind, df))]}

    attributes ++ operators(df) ++ learning_actions(df)
  end

  defp argument(:frame, df), do: df
  defp argument(:vector, _df), do: [1.0]
  defp argument(:integer, _df), do: 2
  defp argument(:float, _df), do: 0.5
  defp argument(kind, _df) when kind in [:string, :word], do: "a"

  defp operators(df) do
    regression = ML.linear_regression()
    grid = ML.param_grid([{regression, reg_param: [0.1]}])
    evaluator = ML.regression_evaluator()
    tuned = [estimator: regression, estimator_param_maps: grid, evaluator: evaluator]

    for(%{kind: kind} = class <- Table.classes(), kind != :meta, do: operator(class, df)) ++
      for(kind <- ~w(estimator transformer evaluator)a, do: {kind, ["com.example.C", [a: 1]]}) ++
      for(tuner <- ~w(cross_validator train_validation_split)a, do: {tuner, [tuned]}) ++
      [
        one_vs_rest: [[classifier: ML.linear_svc()]],
        param_grid: [[{regression, reg_param: [0.1]}]],
        pipeline: [[regression]],
        put: [regression, [reg_param: 0.1]]
      ]
  end

  defp operator(%{function: name, kind: :function}, df), do: {name, [df, []]}
  defp operator(%{function: name}, _df), do: {name, [[]]}

  defp learning_actions(df) do
    for(name <- ~w(delete model_size)a, do: {name, [model(), []]}) ++
      for(name <- ~w(feature_names summary to_local trees)a, do: {name, [model()]}) ++
      for(name <- ~w(cache_info clean_cache)a, do: {name, [:spark, []]}) ++
      for name <- ~w(count_vectorizer_model string_indexer_model)a do
        {name, [:spark, ["a"], [input_col: :a]]}
      end ++
      [
        default_stop_words: [:spark, "german"],
        evaluate: [df, ML.regression_evaluator(), []],
        evaluate: [model(), df, []],
        fit: [ML.linear_regression(), df, []],
        load: [:spark, "p", []],
        save: [model(), "p", []],
        transform: [model(), df]
      ]
  end

  defp statistics_of(df) do
    metrics = ~w(count max mean min norm_l1 norm_l2 num_non_zeros std sum variance)a

    for(name <- metrics, do: {name, [F.col("v"), F.col("w")]}) ++
      [
        chi_square_test: [df, "v", "y", true],
        correlation: [df, "v", "pearson"],
        kolmogorov_smirnov_test: [df, "x", "norm", [0.0, 1.0]],
        summary: [F.col("v"), ["mean"], F.col("w")]
      ]
  end

  defp vectors do
    vector = Vector.sparse(2, [1], [0.5])
    [dense: [[1.0]], new: [[1.0]], sparse: [2, [1], [0.5]], to_list: [vector]]
  end

  defp matrices do
    matrix = Matrix.dense([[1.0]])

    [
      dense: [[[1.0]]],
      dense: [1, 1, [0.5]],
      new: [[[1.0]]],
      sparse: [1, 1, [0, 1], [0], [0.5]],
      to_lists: [matrix]
    ]
  end

  defp writes_to(writer, df) do
    modes = ~w(append create create_or_replace overwrite_partitions replace)a

    for(name <- modes, do: {name, [writer]}) ++
      [
        cluster_by: [writer, ["a"]],
        new: [df, "t", []],
        option: [writer, "a", 1],
        options: [writer, [a: 1]],
        overwrite: [writer, F.col("a")],
        partitioned_by: [writer, ["a"]],
        table_property: [writer, "a", 1],
        using: [writer, "orc"],
        with_schema_evolution: [writer]
      ]
  end

  defp merges(merge, df, condition) do
    whole = ~w(when_matched_delete when_matched_update_all when_not_matched_by_source_delete
               when_not_matched_by_source_update_all when_not_matched_insert_all)a
    parts = ~w(when_matched_update when_not_matched_by_source_update when_not_matched_insert)a

    for(name <- whole, do: {name, [merge, condition]}) ++
      for(name <- parts, do: {name, [merge, [a: F.col("b")], condition]}) ++
      [merge: [merge], new: [df, "t", condition, []], with_schema_evolution: [merge]]
  end

  defp tables(table) do
    [
      order_by: [TableArg.with_single_partition(table), ["a"]],
      partition_by: [table, ["a"]],
      with_single_partition: [table]
    ]
  end

  defp functions do
    of_column = ~w(explode explode_outer inline inline_outer posexplode posexplode_outer
                   variant_explode variant_explode_outer)a
    of_nothing = ~w(collations python_worker_logs sql_keywords)a

    for(name <- of_column, do: {name, [:spark, F.col("a")]}) ++
      for(name <- of_nothing, do: {name, [:spark]}) ++
      [
        call: [:spark, "f", [F.col("a")], [b: F.col("b")]],
        json_tuple: [:spark, F.col("a"), [F.lit("b")]],
        range: [:spark, 1, 2, 1, 2],
        stack: [:spark, F.lit(2), [F.lit(1)]]
      ]
  end

  defp catalog do
    named = ~w(database_exists drop_global_temp_view drop_temp_view function_exists get_database
               get_function get_table is_cached list_columns recover_partitions refresh_by_path
               refresh_table set_current_catalog set_current_database table_exists
               uncache_table create_external_table create_table drop_table drop_view
               create_database drop_database list_partitions get_table_properties
               get_create_table_string truncate_table analyze_table)a
    plain = ~w(clear_cache current_catalog current_database list_catalogs list_databases
               list_functions list_tables list_views)a

    for(name <- named, do: {name, [:spark, "a", []]}) ++
      for(name <- plain, do: {name, [:spark, []]}) ++ [cache_table: [:spark, "a", nil, []]]
  end

  defp windows do
    [
      order_by: [["a"]],
      partition_by: [["a"]],
      range_between: [1, 2],
      rows_between: [1, 2]
    ]
  end

  defp windows(window),
    do: for({name, arguments} <- windows(), do: {name, [window | arguments]})

  defp invalid_terms do
    df = frame()

    [
      nil,
      true,
      :atom,
      -1,
      0,
      1.5,
      99_999_999_999_999_999_999,
      "text",
      "",
      <<255>>,
      [],
      [nil],
      [1]
    ] ++
      [%{}, %{a: 1}, %{"a" => F.col("x")}, [a: 1], [a: F.col("x")], {:a, :b}, {:a}, {:ok, df}] ++
      [~D[2024-01-01], MapSet.new([1]), 1..2, fn -> 1 end, self(), make_ref()] ++
      [{:error, %RuntimeError{message: "no"}}, F.col("x"), df] ++
      [DataFrame.group_by(df, "k"), DataFrame.write(df), %WindowSpec{}]
  end

  for module <- [
        DataFrame,
        GroupedData,
        CogroupedData,
        Reader,
        Writer,
        WriterV2,
        MergeIntoWriter,
        TableArg,
        TableValuedFunction,
        Catalog,
        StreamReader,
        StreamWriter,
        StreamingQuery,
        Streaming,
        ML,
        Stat,
        Vector,
        Matrix,
        Window,
        WindowSpec,
        SparkEx
      ] do
    test "#{inspect(module)} rejects invalid arguments" do
      module = unquote(module)
      {_module, functions} = List.keyfind(calls(), module, 0)

      faults =
        for {name, arguments} <- functions,
            {_argument, index} <- Enum.with_index(arguments),
            term <- invalid_terms(),
            fault = fault(module, name, List.replace_at(arguments, index, term)),
            do: {name, index, term, fault}

      assert faults == []
    end
  end

  test "every function is called" do
    for {module, functions} <- calls(), module != SparkEx do
      left_out = for {^module, names} <- @others, name <- names, do: name

      exported =
        for {name, _arity} <- module.__info__(:functions),
            documented?(module, name),
            not String.ends_with?(Atom.to_string(name), ["!", "?"]),
            do: name

      assert Enum.uniq(exported) -- (left_out ++ Keyword.keys(functions)) == []
    end
  end

  test "SQL must be valid UTF-8" do
    assert fault(SparkEx, :sql, [:spark, <<255>>, []]) == nil
  end

  defp documented?(module, name) do
    {:docs_v1, _, _, _, _, _, entries} = Code.fetch_docs(module)

    Enum.any?(entries, fn {{kind, documented, _arity}, _, _, doc, _} ->
      kind == :function and documented == name and doc != :hidden
    end)
  end

  # No session is running, so a call that passes validation returns a session error.
  defp fault(module, name, arguments) do
    case apply(module, name, arguments) do
      {:error, %Error.Argument{}} -> nil
      {:error, %Error.Session{}} -> nil
      {:error, exception} -> Exception.message(exception)
      built -> built |> List.wrap() |> Enum.find_value(&unencodable/1)
    end
  rescue
    _expected in [Error.Argument, Error.Session] -> nil
    exception -> Exception.format_banner(:error, exception)
  end

  defp unencodable(%DataFrame{plan: plan}), do: encode("Plan", PlanEncoder.root(plan))
  defp unencodable(%GroupedData{} = grouped), do: grouped |> GroupedData.count() |> unencodable()
  defp unencodable(%Reader{} = reader), do: reader |> Reader.load("p") |> unencodable()
  defp unencodable(%Writer{} = writer), do: encode("Command", Writer.Command.save(writer, "p"))

  defp unencodable(%StreamReader{} = reader),
    do: reader |> StreamReader.load("p") |> unencodable()

  defp unencodable(%StreamWriter{} = writer),
    do: encode("Command", StreamWriter.Command.start(writer, "p"))

  defp unencodable(%WriterV2{} = writer),
    do: encode("Command", WriterV2.command(writer, mode: :MODE_CREATE))

  defp unencodable(%MergeIntoWriter{} = merge),
    do: encode("Command", MergeIntoWriter.command(merge))

  defp unencodable(%Column{} = column),
    do: frame() |> DataFrame.select(column) |> unencodable()

  defp unencodable(%Operator{params: params}),
    do: encode("MlParams", Params.message(params))

  defp unencodable(_other), do: nil

  defp encode(message, map) do
    {map, _attached} = PlanEncoder.pop_attachments(map)
    map = PythonCommands.fill(map, %Workers{version: "3.11"}, :timestamp)

    case Native.message_encode("spark.connect." <> message, map, 1_000) do
      {:ok, _bytes} -> nil
      {:error, reason} -> inspect(reason)
    end
  end
end
