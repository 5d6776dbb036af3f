defmodule SparkEx.Contract.PipelineTest do
  use SparkEx.ContractCase, golden: "pipeline", async: true

  alias SparkEx.{Pipeline, StreamReader}

  @everything [
    comment: "c",
    conf: [a: 1],
    properties: %{"p" => 2},
    partition_by: :x,
    cluster_by: [:y],
    schema: "x INT",
    format: :parquet
  ]

  parity "materialized_view: define_output", do: sent(view([]), 0)
  parity "materialized_view: define_flow", do: sent(view([]), 1)
  parity "materialized_view with everything: define_output", do: sent(view(@everything), 0)
  parity "materialized_view with everything: define_flow", do: sent(view(@everything), 1)
  parity "table: define_output", do: sent(table(&StreamReader.table(&1, "t"), []), 0)
  parity "table: define_flow", do: sent(table(&StreamReader.table(&1, "t"), []), 1)
  parity "table with everything: define_output", do: sent(table(query(), @everything), 0)
  parity "table with everything: define_flow", do: sent(table(query(), @everything), 1)

  parity "create_streaming_table: define_output",
    do: sent(table(nil, Keyword.delete(@everything, :conf)), 0)

  parity "schema as a type: define_output", do: sent(table(nil, schema: [id: :long]), 0)
  parity "temporary_view: define_output", do: sent(temporary(), 0)
  parity "temporary_view: define_flow", do: sent(temporary(), 1)

  parity "append_flow: define_flow",
    do: sent(Pipeline.append_flow(new(), :s, query(), name: :f, conf: [a: 1]), 0)

  parity "create_sink: define_output", do: sent(Pipeline.sink(new(), :k, :csv, path: "/out"), 0)

  parity "sql: define_sql_graph_elements",
    do: sent(Pipeline.sql(new(), "CREATE STREAMING TABLE s", file: "a.sql"), 0)

  defp new, do: Pipeline.new(storage: "file:///storage")
  defp query, do: Reader.table(:spark, "t")
  defp view(options), do: Pipeline.materialized_view(new(), "m", query(), options)
  defp table(query, options), do: Pipeline.table(new(), "s", query, options)

  defp temporary,
    do: Pipeline.temporary_view(new(), "v", query(), comment: "c", conf: [a: 1])

  defp sent(pipeline, index),
    do: pipeline |> Pipeline.Run.commands(:spark, "g") |> Enum.at(index)
end
