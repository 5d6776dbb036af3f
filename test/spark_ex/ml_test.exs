defmodule SparkEx.MLTest do
  use ExUnit.Case, async: true

  alias SparkEx.{Error, ML, Reader}
  alias SparkEx.ML.Table

  doctest SparkEx.ML
  doctest SparkEx.ML.FeatureNames

  test "every class that the server runs has a function" do
    for %{kind: kind} = class <- Table.classes(),
        kind in [:estimator, :transformer, :evaluator] do
      operator = apply(ML, class.function, [])
      assert {operator.class, operator.kind} == {class.class, kind}
      assert operator.uid =~ ~r/\A#{Table.short(class.class)}_[0-9a-f]{12}\z/
    end
  end

  test "an estimator can't transform, a transformer can't be fitted" do
    frame = Reader.table(:spark, "t")

    assert_raise Error.Argument, ~r/must be fitted first/, fn -> ML.transform(ML.pca(), frame) end
    assert {:error, %Error.Argument{message: message}} = ML.fit(ML.tokenizer(), frame)
    assert message =~ "is not an estimator"
  end

  test "a transform is lazy" do
    frame = ML.transform(ML.tokenizer(input_col: :a, output_col: :b), Reader.table(:spark, "t"))

    assert %{ml_relation: %{transform: %{transformer: transformer, params: %{params: params}}}} =
             frame.plan

    assert transformer.name == "org.apache.spark.ml.feature.Tokenizer"
    assert params == %{"inputCol" => %{string: "a"}, "outputCol" => %{string: "b"}}
  end

  test "wrong first arguments are refused" do
    frame = Reader.table(:spark, "t")

    for wrong <- [nil, 1, :pca, "pca", %{}, [], {:ok, ML.pca()}] do
      assert {:error, %Error.Argument{}} = ML.fit(wrong, frame)
      assert {:error, %Error.Argument{}} = ML.fit(ML.pca(), wrong)
      assert {:error, %Error.Argument{}} = ML.evaluate(wrong, frame)
      assert {:error, %Error.Argument{}} = ML.evaluate(frame, wrong)
      assert {:error, %Error.Argument{}} = ML.save(wrong, "/tmp/x")
      assert {:error, %Error.Argument{}} = ML.coefficients(wrong)
      assert {:error, %Error.Argument{}} = ML.summary(wrong)
      assert {:error, %Error.Argument{}} = ML.trees(wrong)
      assert {:error, %Error.Argument{}} = ML.feature_names(wrong)
      assert {:error, %Error.Argument{}} = ML.to_local(wrong)
      assert {:error, %Error.Argument{}} = ML.delete(wrong)
      assert {:error, %Error.Argument{}} = ML.model_size(wrong)
      assert_raise Error.Argument, fn -> ML.transform(wrong, frame) end
      assert_raise Error.Argument, fn -> ML.roc(wrong) end
      assert_raise Error.Argument, fn -> ML.put(wrong, k: 1) end
    end

    for wrong <- [nil, 1, :pca, %{}, {:ok, []}, [1]],
        do: assert_raise(Error.Argument, fn -> ML.pipeline(wrong) end)

    assert {:error, %Error.Argument{message: message}} = ML.save(ML.pca(), "/tmp/x")
    assert message =~ "belongs to no session"
  end
end
