defmodule SparkEx.DataFrame.SubqueryResultsTest do
  # The examples of the documentation on subqueries.
  use SparkEx.SparkCase

  test "documented examples return the documented rows", %{session: session} do
    blocks = "Subqueries" |> section() |> code_blocks()
    assert length(blocks) == 6

    Enum.reduce(blocks, [session: session], fn block, binding ->
      {source, expected} = split(block)
      {result, binding} = Code.eval_string(prelude() <> source, binding)
      if expected, do: assert(result == expected, source)
      binding
    end)
  end

  defp section(title) do
    {:docs_v1, _, _, _, %{"en" => text}, _, _} = Code.fetch_docs(DataFrame)
    [_before, rest] = String.split(text, "## #{title}\n")
    rest |> String.split("\n## ") |> hd()
  end

  # Indented lines and the empty lines between them.
  defp code_blocks(text) do
    text
    |> String.split("\n")
    |> Enum.chunk_by(&code?/1)
    |> Enum.filter(fn [line | _rest] -> code?(line) end)
    |> Enum.map(&(&1 |> Enum.join("\n") |> String.trim()))
    |> Enum.reject(&(&1 == ""))
  end

  defp code?(line), do: line == "" or String.starts_with?(line, "    ")

  defp split(block) do
    case String.split(block, "#=>") do
      [source, expected] -> {source, expected |> Code.eval_string() |> elem(0)}
      [source] -> {source, nil}
    end
  end

  defp prelude, do: "alias SparkEx.{Column, DataFrame}\nalias SparkEx.Functions, as: F\n"
end
