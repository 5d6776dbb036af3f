# The modules of the guide to testing, as tests of this suite, on its Spark.
for code <- SparkEx.Notebook.shown("guides/testing.md"), code =~ ~r/^defmodule/ do
  code
  |> String.replace(~r/^  use ExUnit.Case.*$/m, "\\0\n  @moduletag :spark")
  |> String.replace(
    ~r/^  use SparkEx.ExUnit.*$/m,
    "  use SparkEx.ExUnit, session: &SparkEx.TestSpark.options/0"
  )
  |> Code.compile_string("guides/testing.md")
end
