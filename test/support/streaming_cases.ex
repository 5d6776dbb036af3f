defmodule SparkEx.StreamingCases do
  @moduledoc """
  The streaming queries of `test/contract/record_streaming.py`, in SparkEx.

  A case starts a query, and returns it with a function that reads what the query has written.
  """

  alias SparkEx.Arguments.Thunk
  alias SparkEx.{Column, DataFrame, GroupedData, Reader, Session}
  alias SparkEx.{StreamReader, StreamWriter, StreamingQuery, Writer}
  alias SparkEx.Functions, as: F

  @streams Path.expand("../contract/results/streams", __DIR__)

  @orders "id BIGINT, shop STRING, price DOUBLE, at TIMESTAMP"
  @payments "order BIGINT, paid DOUBLE, at TIMESTAMP"
  @shops "SELECT * FROM VALUES ('north', 'N'), ('south', 'S'), ('east', 'E') AS shops(shop, code)"
  @sample "SELECT * FROM VALUES (1, 'a', 1.5D), (2, 'ä', NULL), (3, NULL, -2D) AS t(id, name, x)"
  @sample_schema "id INT, name STRING, x DOUBLE"
  @sources [json: [], csv: [header: true], parquet: [], orc: [], xml: [row_tag: "row"]]

  @type started :: {StreamingQuery.t(), Thunk.t(DataFrame.t())}

  @doc "Copies the input. Files are read in the order of their modification."
  @spec copy_input(Path.t()) :: :ok
  def copy_input(folder) do
    for stream <- ["orders", "payments"], number <- 1..3 do
      file = Path.join(stream, "#{number}.json")
      target = Path.join(folder, file)
      File.mkdir_p!(Path.dirname(target))
      File.cp!(Path.join(@streams, file), target)
      File.touch!(target, 1_700_000_000 + number)
    end

    :ok
  end

  @doc "Returns the cases of a session, whose files lie in a folder."
  @spec cases(Session.t(), Path.t()) :: %{String.t() => Thunk.t(started)}
  def cases(session, folder) do
    context = %{session: session, folder: folder}
    orders = context |> stream("orders", @orders) |> DataFrame.with_watermark("at", "1 minute")

    payments =
      context |> stream("payments", @payments) |> DataFrame.with_watermark("at", "2 minutes")

    frames = %{orders: orders, payments: payments}

    [
      aggregates(frames, context),
      joins(frames, context),
      sinks(frames, context),
      sources(context)
    ]
    |> Enum.concat()
    |> Map.new()
  end

  defp stream(%{session: session, folder: folder}, name, schema) do
    path = Path.join(folder, name)
    StreamReader.json(session, path, schema: schema, max_files_per_trigger: 1)
  end

  defp aggregates(%{orders: orders}, context) do
    by_minute = F.window("at", "1 minute")
    by_shop = counted(orders, ["shop"])
    windows = counted(orders, [by_minute, "shop"])

    [
      {"append",
       fn ->
         orders
         |> DataFrame.filter("price > 1")
         |> DataFrame.select(["id", Column.alias_(F.upper("shop"), "shop")])
         |> memory(context)
       end},
      {"update", fn -> memory(by_shop, context, :update) end},
      {"complete", fn -> memory(by_shop, context, :complete) end},
      {"append of windows", fn -> memory(windows, context) end},
      {"update of windows", fn -> memory(windows, context, :update) end},
      {"sliding windows",
       fn ->
         orders
         |> counted([F.window("at", "2 minutes", "1 minute", "30 seconds")])
         |> memory(context)
       end},
      {"session windows",
       fn ->
         orders |> counted([F.session_window("at", "30 seconds"), "shop"]) |> memory(context)
       end},
      {"windows of windows",
       fn ->
         orders
         |> DataFrame.group_by([by_minute])
         |> DataFrame.agg(total: F.sum("price"))
         |> DataFrame.group_by([F.window(F.window_time("window"), "5 minutes")])
         |> DataFrame.agg(best: F.max("total"))
         |> memory(context)
       end},
      {"drop_duplicates",
       fn -> orders |> DataFrame.drop_duplicates(["id"]) |> memory(context) end},
      {"drop_duplicates_within_watermark",
       fn -> orders |> DataFrame.drop_duplicates_within_watermark(["id"]) |> memory(context) end}
    ]
  end

  defp counted(frame, keys) do
    frame
    |> DataFrame.group_by(keys)
    |> DataFrame.agg([Column.alias_(F.count("*"), "n"), Column.alias_(F.sum("price"), "total")])
  end

  defp joins(%{orders: orders, payments: payments}, context) do
    paid = DataFrame.with_column_renamed(payments, "at", "paid_at")
    near = F.expr("id = order AND paid_at BETWEEN at AND at + INTERVAL 3 MINUTES")
    shops = SparkEx.sql(context.session, @shops)

    join = fn right, options ->
      fn -> orders |> DataFrame.join(right, options) |> memory(context) end
    end

    [
      {"inner join of streams", join.(paid, on: near)},
      {"left join of streams", join.(paid, on: near, how: :left)},
      {"full join of streams", join.(paid, on: near, how: :full)},
      {"join of windows",
       fn ->
         orders
         |> DataFrame.with_column("m", F.window("at", "1 minute"))
         |> DataFrame.join(DataFrame.with_column(paid, "m", F.window("paid_at", "1 minute")),
           on: "m"
         )
         |> DataFrame.select(["id", "order", "m"])
         |> memory(context)
       end},
      {"inner join with a static frame", join.(shops, on: "shop")},
      {"left join with a static frame", join.(shops, on: "shop", how: :left)},
      {"union of streams",
       fn ->
         orders
         |> DataFrame.select(["id", "at"])
         |> DataFrame.union(DataFrame.select(payments, ["order", "at"]))
         |> memory(context)
       end}
    ]
  end

  defp sinks(%{orders: orders}, context) do
    by_shop = orders |> DataFrame.group_by("shop") |> GroupedData.count()

    [
      {"files", fn -> files(orders, context, []) end},
      {"files of partitions",
       fn -> orders |> DataFrame.filter("shop IS NOT NULL") |> files(context, ["shop"]) end},
      {"to_table", fn -> table(orders, context, []) end},
      {"to_table of partitions", fn -> table(orders, context, ["shop", "id"]) end},
      {"foreach_batch",
       fn -> orders |> DataFrame.select(["id", "shop"]) |> each_batch(context, :append) end},
      {"foreach_batch, update", fn -> each_batch(by_shop, context, :update) end},
      {"foreach_batch, complete", fn -> each_batch(by_shop, context, :complete) end},
      {"once",
       fn ->
         context
         |> stream("orders", @orders)
         |> DataFrame.select(["id"])
         |> memory(context, :append, :once)
       end}
    ]
  end

  defp sources(%{session: session} = context) do
    formats =
      for {format, options} <- @sources do
        {"reads #{format}",
         fn ->
           path = path(context, "in")

           session
           |> SparkEx.sql(@sample)
           |> DataFrame.coalesce(1)
           |> Writer.save!(path, [format: format] ++ options)

           session
           |> StreamReader.load(path, [format: format, schema: @sample_schema] ++ options)
           |> memory(context)
         end}
      end

    formats ++
      [
        {"reads text",
         fn ->
           path = path(context, "in")

           session
           |> SparkEx.sql("SELECT * FROM VALUES ('a'), ('b c'), ('')")
           |> DataFrame.coalesce(1)
           |> Writer.text!(path)

           session |> StreamReader.text(path) |> memory(context)
         end},
        {"reads a table",
         fn ->
           table = name("source")

           session
           |> SparkEx.sql(@sample)
           |> DataFrame.coalesce(1)
           |> Writer.save_as_table!(table)

           {query, read} = session |> StreamReader.table(table) |> memory(context)

           {query,
            fn ->
              SparkEx.execute!(session, "DROP TABLE #{table}")
              read.()
            end}
         end},
        {"reads rate-micro-batch",
         fn ->
           session
           |> StreamReader.load(nil,
             format: "rate-micro-batch",
             rows_per_batch: 5,
             num_partitions: 1,
             start_timestamp: 1_704_067_200_000
           )
           |> memory(context, :append, :once)
         end}
      ]
  end

  defp name(kind), do: "streaming_#{kind}_#{System.unique_integer([:positive])}"
  defp path(%{folder: folder}, kind), do: Path.join(folder, name(kind))

  # The rows that all micro-batches write.
  defp memory(frame, %{session: session}, mode \\ :append, trigger \\ :available_now) do
    name = name("memory")
    options = [format: :memory, query_name: name, output_mode: mode, trigger: trigger]
    {StreamWriter.start!(frame, nil, options), fn -> Reader.table(session, name) end}
  end

  defp persistent(context, columns) do
    [
      format: :parquet,
      partition_by: columns,
      trigger: :available_now,
      checkpoint_location: path(context, "checkpoint")
    ]
  end

  defp files(frame, %{session: session} = context, columns) do
    path = path(context, "out")
    query = StreamWriter.start!(frame, path, persistent(context, columns))
    {query, fn -> Reader.parquet(session, path) end}
  end

  defp table(frame, %{session: session} = context, columns) do
    table = name("table")
    query = StreamWriter.to_table!(frame, table, persistent(context, columns))
    {query, fn -> Reader.table(session, table) end}
  end

  defp each_batch(frame, %{session: session} = context, mode) do
    path = path(context, "out")

    query =
      frame
      |> StreamWriter.foreach_batch(fn batch, number ->
        batch
        |> DataFrame.select_expr(["*", "#{number} AS batch"])
        |> Writer.parquet!(path, mode: :append)
      end)
      |> StreamWriter.start!(nil, output_mode: mode, trigger: :available_now)

    {query, fn -> Reader.parquet(session, path) end}
  end
end
