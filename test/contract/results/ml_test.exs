defmodule SparkEx.Contract.MLResultsTest do
  # Every class of Spark ML gives what PySpark gets: attributes to the last digit, and a hash of
  # the column that a transform adds.
  use SparkEx.SparkCase, async: true

  alias SparkEx.ML
  alias SparkEx.ML.{Attribute, Matrix, Operator, Params, Table, Vector}
  alias SparkEx.Types.JSONCodec

  @moduletag :recorded_spark

  @cases "test/contract/results/cases/ml.json" |> File.read!() |> JSONCodec.decode!()
  golden = SparkEx.ResultCases.recorded("ml")

  setup_all do
    conf = %{"spark.connect.session.connectML.mlCache.memoryControl.enabled" => "false"}
    url = SparkEx.TestSpark.url()
    session = start_supervised!({SparkEx.Session, url: url, conf: conf}, id: :ml_results)
    features = ML.vector_assembler(input_cols: [:a, :b, :c], output_col: :features)
    positive = ML.vector_assembler(input_cols: [:positive1], output_col: :positive)
    rows = ML.transform(features, SparkEx.sql(session, @cases["rows"]))
    {:ok, rows: ML.transform(positive, rows)}
  end

  test "every class that the server runs has a case" do
    tested = for case <- @cases["cases"], do: case["class"]
    kinds = [:estimator, :transformer, :evaluator]

    assert Enum.sort(tested) ==
             Enum.sort(for %{kind: k, class: c} <- Table.classes(), k in kinds, do: c)
  end

  for case <- @cases["cases"] do
    name = Table.short(case["class"])
    @case case
    @golden Map.fetch!(golden, name)

    test "#{name} gives what PySpark gets", %{rows: rows} do
      assert found(@case, rows) === @golden
    end
  end

  defp found(%{"class" => class} = case, rows) do
    kind = Table.class(class).kind
    operator = %Operator{class: class, kind: kind, uid: "uid", params: %{}}
    params = Params.new!(case["params"], Table.params(class), class)
    found(kind, %{operator | params: params}, case, rows)
  end

  defp found(:evaluator, operator, _case, rows), do: %{"metric" => ML.evaluate!(rows, operator)}
  defp found(:transformer, operator, case, rows), do: hash(operator, case, rows)

  defp found(:estimator, operator, case, rows) do
    model = ML.fit!(operator, rows)
    summary = if case["summary"], do: ML.summary!(model)
    attributes = for name <- case["attributes"], into: %{}, do: {name, value(model, name)}

    summaries =
      for name <- case["summary"] || [], into: %{}, do: {"summary." <> name, value(summary, name)}

    attributes |> Map.merge(summaries) |> Map.merge(hash(model, case, rows))
  end

  defp hash(_stage, %{"output" => nil}, _rows), do: %{}

  defp hash(stage, %{"output" => column}, rows) do
    hash = F.expr("bit_xor(xxhash64(#{column}))")

    [[hash]] =
      stage |> ML.transform(rows) |> DataFrame.agg([hash]) |> DataFrame.collect!(as: :lists)

    %{"hash" => hash}
  end

  defp value(object, method) do
    {:ok, value} = Attribute.fetch(object, [%{method: method}], [])
    plain(value)
  end

  defp plain(%Vector{} = vector), do: Vector.to_list(vector)
  defp plain(%Matrix{} = matrix), do: Matrix.to_lists(matrix)
  defp plain(value), do: value
end
