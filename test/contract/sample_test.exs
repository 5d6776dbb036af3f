defmodule SparkEx.Contract.SampleTest do
  use SparkEx.ContractCase, golden: "sample", async: true

  parity "with a seed", do: DataFrame.sample(df(), 0.25, seed: 7)
  parity "with replacement", do: DataFrame.sample(df(), 1.5, with_replacement: true, seed: 7)
  parity "without a seed", do: DataFrame.sample(df(), 0.5)
  parity "random_split", do: df() |> DataFrame.random_split([3, 1], seed: 7) |> hd()

  parity "random_split, second part",
    do: df() |> DataFrame.random_split([3, 1], seed: 7) |> Enum.at(1)

  parity "random_split without a seed",
    do: df() |> DataFrame.random_split([1, 2, 3.0]) |> Enum.at(1)

  parity "sample_by", do: DataFrame.sample_by(df(), :k, [{"a", 0.1}, {"b", 1}], seed: 7)

  parity "sample_by numbers",
    do: DataFrame.sample_by(df(), F.col("k"), %{1 => 0, 2 => 0.5}, seed: 7)

  parity "sample_by without a seed", do: DataFrame.sample_by(df(), "k", %{"a" => 0.1})

  defp df, do: Reader.table(:spark, "t")
end
