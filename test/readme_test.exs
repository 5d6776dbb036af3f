defmodule SparkEx.ReadmeTest do
  # The snippets of README.md, evaluated in order with one binding, on the flights of bin/demo.
  use SparkEx.SparkCase

  alias SparkEx.{Notebook, TestFlights, TestSpark}

  @readme "README.md"

  # Snippets whose value the text does not show: part of the code, and the value.
  @values [
    {"DataFrame.stream()", &__MODULE__.late?/1}
  ]

  @tag :flights
  @tag :tmp_dir
  test "the snippets return the values and print the output beside them", %{
    session: session,
    tmp_dir: folder
  } do
    parquet = TestFlights.parquet!(session, folder)

    # Names whose values differ on a reader's machine.
    here = %{
      ~s("flights.parquet") => inspect(parquet),
      ~s("local[*]") => inspect(TestSpark.url())
    }

    snippets = Notebook.snippets(@readme)
    code = for {code, _output} <- snippets, do: String.replace(code, Map.keys(here), &here[&1])
    results = Notebook.evaluate(code, @readme)

    for {{code, output}, {value, printed}} <- Enum.zip(snippets, results) do
      if output, do: assert(String.trim(printed) == String.trim(output), code)
      if expected = value(code), do: assert(matches?(value, expected), "#{code}#{inspect(value)}")
    end

    assert length(snippets) == 6
  end

  # The value is in a comment that begins with #=>, or in the table.
  defp value(code) do
    case Regex.scan(~r/^#=>(.*)$/m, code) do
      [] ->
        Enum.find_value(@values, fn {text, value} -> code =~ text && value end)

      lines ->
        lines |> Enum.map_join("\n", fn [_, line] -> line end) |> Code.eval_string() |> elem(0)
    end
  end

  defp matches?(value, function) when is_function(function, 1), do: function.(value)
  defp matches?(value, expected), do: value == expected

  def late?(rows),
    do:
      length(rows) == 10 and
        Enum.all?(rows, &match?(%{"dep_delay" => d} when is_integer(d) and d > 600, &1))

  @tag :flights
  @tag :tmp_dir
  test "a filter on Spark skips the nulls that one in Elixir must guard against", %{
    session: session,
    tmp_dir: folder
  } do
    flights = Reader.parquet(session, TestFlights.parquet!(session, folder))
    count = fn frame, filter -> frame |> DataFrame.stream() |> Enum.count(filter) end
    delays = DataFrame.select(flights, [:dep_delay])

    assert delays |> DataFrame.filter("dep_delay > 600") |> DataFrame.count!() == 40
    assert count.(delays, &(is_number(&1["dep_delay"]) and &1["dep_delay"] > 600)) == 40
    assert count.(delays, &(&1["dep_delay"] > 600)) == 8295
  end

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
      [{value, _output}] = Notebook.evaluate([@setup <> code], @readme, binding)
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
    [_before, rest] = @readme |> File.read!() |> String.split("\n" <> opening, parts: 2)
    rest |> String.split("\n\n") |> hd()
  end
end
