defmodule SparkEx.GuidesFromPySparkTest do
  # The table of the guide from PySpark: each expression builds the frame that PySpark's does.
  use SparkEx.SparkCase

  alias SparkEx.Notebook

  @guide "guides/from_pyspark.md"

  # The expressions of the table for PySpark users, with their variables.
  @setup """
  alias SparkEx.{Catalog, Column, DataFrame, Reader, Writer}
  alias SparkEx.Functions, as: F
  import SparkEx.Functions, only: [col: 1]
  require SparkEx.Query, as: Q
  """

  @tag :tmp_dir
  test "the table for PySpark users is correct", %{session: session, tmp_dir: folder} do
    expressions =
      for [_all, cell] <- Regex.scan(~r/^\| .* \| +(`.*`) +\|$/m, table("| PySpark ")),
          [_all, code] <- Regex.scan(~r/`([^`]*)`/, cell),
          do: String.replace(code, "\\|", "|")

    assert length(expressions) == 17

    binding = [
      session: session,
      p: Path.join(folder, "written"),
      text: "SELECT :id AS id",
      rows: [{1, 2}],
      schema: "a INT, b INT",
      df:
        SparkEx.sql(session, "SELECT * FROM VALUES (1, 2, 3, 4), (2, 2, 3, 5) AS t(a, b, k, v)"),
      observation: SparkEx.Observation.new()
    ]

    # Writes run before reads.
    for code <- Enum.sort_by(expressions, &(&1 =~ "Reader.")),
        code =~ "to_explorer" == false or Code.ensure_loaded?(Explorer) do
      [{value, _output}] = Notebook.evaluate([@setup <> code], @guide, binding)
      if is_struct(value, DataFrame), do: assert({:ok, _rows} = DataFrame.collect(value))

      if code =~ "filter(",
        do: assert(DataFrame.collect!(value) == [%{"a" => 2, "b" => 2, "k" => 3, "v" => 5}], code)

      if code =~ ~r/select\(|agg\(/, do: assert(DataFrame.collect!(value) == selected(code), code)
    end
  end

  defp selected(code) do
    if code =~ "agg(",
      do: [%{"k" => 3, "total" => 9}],
      else: [%{"a" => 1, "c" => 3}, %{"a" => 2, "c" => 3}]
  end

  defp table(opening) do
    [_before, rest] = @guide |> File.read!() |> String.split("\n" <> opening, parts: 2)
    rest |> String.split("\n\n") |> hd()
  end
end
