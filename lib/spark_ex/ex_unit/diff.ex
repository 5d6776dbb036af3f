defmodule SparkEx.ExUnit.Diff do
  @moduledoc false
  # Differences as text: lines with `-` and `+`.

  @type line :: {:eq | :del | :ins, String.t()}

  @doc "Raises `ExUnit.AssertionError` with a heading and lines."
  @spec flunk(String.t(), [line], keyword) :: no_return
  def flunk(heading, lines, fields \\ []) do
    text = Enum.map_join(lines, "\n", fn {kind, line} -> "  #{mark(kind)} #{line}" end)

    message =
      Enum.map_join(String.split("#{heading}\n\n#{text}", "\n"), "\n", &String.trim_trailing/1)

    raise ExUnit.AssertionError, [message: message] ++ fields
  end

  defp mark(:eq), do: " "
  defp mark(:del), do: "-"
  defp mark(:ins), do: "+"

  @doc "The lines of two texts, with those that only one of them has."
  @spec lines([String.t()], [String.t()]) :: [line]
  def lines(left, right) do
    for {kind, lines} <- List.myers_difference(left, right), line <- lines, do: {kind, line}
  end

  @doc "Rows of cells as lines of one table; a text is a line across all columns."
  @spec table([{:eq | :del | :ins, [String.t()] | String.t()}]) :: [line]
  def table(rows) do
    widths =
      for {_kind, cells} when is_list(cells) <- rows, reduce: [] do
        widths -> widest(widths, Enum.map(cells, &String.length/1))
      end

    for {kind, cells} <- rows, do: {kind, line(cells, widths)}
  end

  defp widest([a | as], [b | bs]), do: [max(a, b) | widest(as, bs)]
  defp widest(as, []), do: as
  defp widest([], bs), do: bs

  defp line(text, _widths) when is_binary(text), do: text

  defp line(cells, widths),
    do: cells |> Enum.zip_with(widths, &String.pad_trailing/2) |> Enum.join(" | ")
end
