defmodule SparkEx.ReadmeTest do
  # The snippets of README.md, evaluated in order with one binding, on a Spark.
  use SparkEx.SparkCase

  alias SparkEx.{Notebook, TestFlights, TestSpark}

  @readme "README.md"

  test "the snippets return the values and print the output beside them" do
    snippets = Notebook.snippets(@readme)
    here = &String.replace(&1, ~s("local[*]"), inspect(TestSpark.url()))
    results = Notebook.evaluate(for({code, _output} <- snippets, do: here.(code)), @readme)

    for {{code, output}, {value, printed}} <- Enum.zip(snippets, results) do
      if output, do: assert(String.trim(printed) == String.trim(output), code)
      if expected = value(code), do: assert({code, value} == {code, expected})
    end

    assert length(snippets) == 5
  end

  # The value is in a comment that begins with #=>.
  defp value(code) do
    case Regex.scan(~r/^#=>(.*)$/m, code) do
      [] ->
        nil

      lines ->
        lines |> Enum.map_join("\n", fn [_, line] -> line end) |> Code.eval_string() |> elem(0)
    end
  end

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
end
