defmodule SparkEx.ExUnit.RowDiff do
  @moduledoc false
  # The failure of a comparison of rows: a table of the rows that differ, among equal ones.

  alias SparkEx.ExUnit.{Diff, Pairs}

  # Equal rows before and after a different one.
  @context 3

  @doc "Raises `ExUnit.AssertionError` with the rows below a header of names, if there are any."
  @spec flunk(Pairs.t(), [String.t()] | nil, keyword) :: no_return
  def flunk(pairs, header, options) do
    different = Enum.count(pairs, &different?/1)
    heading = heading(different, length(pairs))
    Diff.flunk(heading, lines(pairs, different, header, options), fields(pairs, options))
  end

  defp heading(1, 1), do: "1 of 1 row differs (- actual, + expected):"
  defp heading(1, rows), do: "1 of #{rows} rows differs (- actual, + expected):"
  defp heading(different, rows), do: "#{different} of #{rows} rows differ (- actual, + expected):"

  defp fields(pairs, options) do
    if options[:include_diff_rows] do
      {left, right} = Pairs.sides(pairs)
      [left: left, right: right]
    else
      []
    end
  end

  defp lines(pairs, different, header, options) do
    {shown, rest} = up_to(pairs, options[:max_errors])
    hidden = different - Enum.count(shown, &different?/1)
    shown = if hidden > 0, do: shown, else: shown ++ rest

    shown =
      if options[:show_only_diff],
        do: for(pair <- shown, different?(pair), do: pair),
        else: elided(shown)

    table(shown, header) ++ more(hidden)
  end

  defp more(0), do: []
  defp more(1), do: [{:eq, "… 1 more row differs"}]
  defp more(hidden), do: [{:eq, "… #{hidden} more rows differ"}]

  # The pairs up to the last different one that is shown, and the others.
  defp up_to(pairs, :infinity), do: {pairs, []}

  defp up_to(pairs, number) do
    {shown, rest, _left} =
      Enum.reduce(pairs, {[], [], number}, fn
        pair, {shown, rest, 0} -> {shown, [pair | rest], 0}
        {:equal, _row} = pair, {shown, rest, left} -> {[pair | shown], rest, left}
        pair, {shown, rest, left} -> {[pair | shown], rest, left - 1}
      end)

    {Enum.reverse(shown), Enum.reverse(rest)}
  end

  # A long run of equal rows becomes its length.
  defp elided(pairs) do
    runs = Enum.chunk_by(pairs, &different?/1)
    last = length(runs) - 1

    for {run, index} <- Enum.with_index(runs), pair <- elided_run(run, index, last), do: pair
  end

  defp elided_run([{:different, _left, _right} | _rest] = run, _index, _last), do: run

  defp elided_run(run, index, last) do
    before = if index == 0, do: 0, else: @context
    following = if index == last, do: 0, else: @context

    case length(run) - before - following do
      hidden when hidden > 1 ->
        Enum.take(run, before) ++ [{:elided, hidden}] ++ Enum.take(run, -following)

      _few ->
        run
    end
  end

  defp different?({:different, _left, _right}), do: true
  defp different?(_pair), do: false

  defp table(pairs, header) do
    names = if header, do: [{:eq, header}], else: []
    Diff.table(names ++ Enum.flat_map(pairs, &rows(&1, header)))
  end

  defp rows({:equal, row}, header), do: [{:eq, cells(row, header)}]
  defp rows({:elided, count}, _header), do: [{:eq, "… #{count} equal rows"}]

  defp rows({:different, left, right}, header) do
    for({row, kind} <- Enum.map(left, &{&1, :del}) ++ Enum.map(right, &{&1, :ins})) do
      {kind, cells(row, header)}
    end
  end

  defp cells(row, header) when is_map(row),
    do: for(name <- header, do: if(is_map_key(row, name), do: text(row[name]), else: ""))

  defp cells(row, _header), do: Enum.map(row, &text/1)

  defp text(value), do: inspect(value, limit: :infinity, printable_limit: :infinity)
end
