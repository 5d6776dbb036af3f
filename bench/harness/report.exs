defmodule Bench.Report do
  @moduledoc false
  # Results as Markdown, with one section for each workload.

  alias Bench.{Case, Statistics, Target}

  @doc """
  Returns the section of a workload.
  """
  @spec section(module, [{Case.t(), %{String.t() => map}}], String.t()) :: String.t()
  def section(workload, measured, note) do
    results = Map.new(measured, fn {%Case{id: id}, summaries} -> {id, summaries} end)
    targets = workload.targets() |> Enum.map(&[Target.line(&1, results), ?\n])

    """
    ## #{workload.title()}

    #{workload.about()}

    #{table(measured, workload.figures())}
    #{if targets != [], do: [targets, ?\n]}#{note}
    """
  end

  @doc """
  Returns the table of cases: times, ratios to the first contender, and other figures.
  """
  @spec table([{Case.t(), map}], list) :: String.t()
  def table(measured, figures) do
    contenders = measured |> Enum.flat_map(fn {it, _} -> names(it) end) |> Enum.uniq()
    figures = for {_title, of, _text} = figure <- figures, of in contenders, do: figure
    rows = [heading(contenders, figures) | Enum.map(measured, &row(&1, contenders, figures))]
    [first | others] = Enum.map(rows, &["| ", Enum.intersperse(&1, " | "), " |\n"])
    rule = ["|", List.duplicate("---|", length(hd(rows))), ?\n]
    IO.iodata_to_binary([first, rule, others])
  end

  defp names(%Case{contenders: contenders}), do: Enum.map(contenders, &elem(&1, 0))

  defp heading([first | others], figures) do
    times = [first | Enum.flat_map(others, &[&1, "ratio"])]
    [""] ++ times ++ Enum.map(figures, &elem(&1, 0)) ++ ["runs"]
  end

  defp row({it, summaries}, [first | others], figures) do
    ours = summaries[first]
    times = [time(ours, it) | Enum.flat_map(others, &against(summaries[&1], ours, it))]
    more = for {_title, of, text} <- figures, do: figure(summaries[of], it, text)
    [it.name] ++ times ++ more ++ [Integer.to_string(ours.runs)]
  end

  defp against(nil, _ours, _it), do: ["", ""]

  defp against(theirs, ours, it),
    do: [time(theirs, it), "**#{Statistics.digits(theirs.median / ours.median)}**"]

  defp time(nil, _it), do: ""

  defp time(summary, it) do
    [median, low, high] =
      for seconds <- [summary.median, summary.min, summary.max],
          do: Statistics.seconds(seconds / it.per)

    "#{median} (#{low} – #{high})"
  end

  defp figure(nil, _it, _text), do: ""
  defp figure(summary, it, text), do: text.(summary, it)

  @doc """
  Replaces the sections of a page that have the same heading, and adds new ones at its end.
  `titles` is the order of all.
  """
  @spec merge(String.t(), String.t(), %{String.t() => String.t()}, [String.t()]) :: String.t()
  def merge(page, head, sections, titles) do
    [_head | old] = String.split(page, ~r/^## /m)
    old = Map.new(old, fn text -> {text |> String.split("\n") |> hd(), "## " <> text} end)
    kept = Map.merge(old, sections)
    parts = for title <- titles, section = kept[title], do: String.trim(section)
    Enum.join([String.trim(head) | parts], "\n\n") <> "\n"
  end
end
