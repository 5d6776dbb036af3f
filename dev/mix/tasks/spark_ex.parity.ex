defmodule Mix.Tasks.SparkEx.Parity do
  @shortdoc "Compares SparkEx with PySpark's API"

  @moduledoc """
  Prints the coverage of PySpark's API, by area.

      mix spark_ex.parity
      mix spark_ex.parity --spark 4.3.0
      mix spark_ex.parity --area dataframe
      mix spark_ex.parity --area column --area types

  A method is covered if SparkEx has an equivalent, not applicable if it cannot have one, later
  if it belongs to a part of Spark that is not implemented yet, and missing otherwise. `--area`
  lists the methods of an area. The task fails if any method is missing.

  The task is part of the repository, not of the Hex package. It compiles the Elixir code only,
  so it needs neither cargo nor a server. `--spark` selects the version of PySpark, 4.1.1 by
  default. Its methods are listed in `dev/parity/pyspark-<version>.tsv`, which
  `dev/parity/record.py` writes from an installed PySpark, and the exceptions to the naming rule in
  `dev/parity/mapping.tsv`.
  """

  use Mix.Task

  alias SparkEx.Parity

  @impl Mix.Task
  def run(arguments) do
    {options, _rest} = OptionParser.parse!(arguments, strict: [area: :keep, spark: :string])
    report = options |> Keyword.get(:spark, "4.1.1") |> version!() |> Parity.report()
    areas = Keyword.get_values(options, :area)

    for area <- areas, do: report |> in_area!(area) |> Enum.each(&list/1)
    if areas == [], do: report |> Parity.summary() |> print()
    report |> missing() |> conclude()
  end

  defp version!(version) do
    versions = Parity.versions()

    unless version in versions,
      do: Mix.raise("no table of PySpark #{version} (there are #{Enum.join(versions, ", ")})")

    version
  end

  defp in_area!(report, area) do
    case Enum.filter(report, fn {row, _status} -> row.area == area end) do
      [] -> Mix.raise("unknown area #{area} (allowed: #{Enum.join(Parity.areas(report), ", ")})")
      rows -> rows
    end
  end

  defp list({row, status}) do
    {mark, text} =
      case status do
        {:covered, target} -> {"+", target}
        {:not_applicable, reason} -> {"-", reason}
        {:later, part} -> {"?", "later, with #{part}"}
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
