defmodule Mix.Tasks.SparkEx.Parity do
  @shortdoc "Compares SparkEx with PySpark's API"

  @moduledoc """
  Says what of PySpark's API there is in SparkEx, by area.

      mix spark_ex.parity
      mix spark_ex.parity --area dataframe
      mix spark_ex.parity --area column --area types

  A method is covered where something here stands for it, not applicable where nothing can, with the
  reason, to come later with a part of Spark that is not here yet, and missing otherwise; with `--area` each is
  listed. Fails if any is missing.

  PySpark's side is `priv/parity/pyspark-4.1.1.tsv`, the batch part of its Connect API. How names are
  told from names is a rule, and `priv/parity/mapping.tsv` has what does not follow from it.
  """

  use Mix.Task

  alias SparkEx.Parity

  @requirements ["loadpaths"]

  @impl Mix.Task
  def run(arguments) do
    {options, _rest} = OptionParser.parse!(arguments, strict: [area: :keep])
    Mix.Task.run("compile")
    report = Parity.report()
    areas = Keyword.get_values(options, :area)

    for area <- areas, do: report |> in_area!(area) |> Enum.each(&list/1)
    if areas == [], do: report |> Parity.summary() |> print()
    report |> missing() |> conclude()
  end

  defp in_area!(report, area) do
    case Enum.filter(report, fn {row, _status} -> row.area == area end) do
      [] -> Mix.raise("no area #{area}; there are #{Enum.join(Parity.areas(report), ", ")}")
      rows -> rows
    end
  end

  defp list({row, status}) do
    {mark, text} =
      case status do
        {:covered, target} -> {"+", target}
        {:not_applicable, reason} -> {"-", reason}
        {:later, part} -> {"?", "to come with #{part}"}
        :missing -> {"!", "missing"}
      end

    Mix.shell().info("#{mark} #{row.class}.#{row.name}: #{text}")
  end

  defp print(summary) do
    titles = ["area", "covered", "not applicable", "later", "missing"]
    lines = [titles | Enum.map(summary, fn line -> Enum.map(line, &to_string/1) end)]

    for [area | counts] <- lines do
      counts = Enum.map_join(counts, &String.pad_leading(&1, 16))
      Mix.shell().info(String.pad_trailing(area, 20) <> counts)
    end
  end

  defp missing(report),
    do: for({row, :missing} <- report, do: "#{row.area}: #{row.class}.#{row.name}")

  defp conclude([]), do: :ok
  defp conclude(names), do: Mix.raise("missing:\n  " <> Enum.join(names, "\n  "))
end
