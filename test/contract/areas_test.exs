defmodule SparkEx.Contract.AreasTest do
  use ExUnit.Case, async: true

  doctest SparkEx.PlanNormalizer

  # Without this check, a golden file without a test would go unnoticed.
  test "every recorded area has a test, and every test a recorded area" do
    tested =
      for file <- __DIR__ |> File.ls!() |> Enum.sort(),
          String.ends_with?(file, "_test.exs"),
          file != Path.basename(__ENV__.file),
          do: String.replace_suffix(file, "_test.exs", "")

    assert Enum.sort(tested) == SparkEx.ContractCase.areas()
  end
end
