defmodule SparkEx.ExUnit.Pairs do
  @moduledoc false
  # Pairs of actual and expected rows. A row without a counterpart is a pair with an empty side.

  alias SparkEx.ExUnit.Values

  # The search for counterparts takes quadratic time.
  @search_limit 1_000

  @type row :: list | map
  @type t :: [{:equal, row} | {:different, actual :: [row], expected :: [row]}]

  @doc "Pairs rows by their order, or in any order."
  @spec new([row], [row], Values.tolerance(), ordered? :: boolean) :: t
  def new(actual, expected, tolerance, true), do: zip(actual, expected, tolerance)

  def new(actual, expected, tolerance, false) do
    pairs = zip(sorted(actual), sorted(expected), tolerance)
    {equal, different} = Enum.split_with(pairs, &match?({:equal, _row}, &1))
    {left, right} = sides(different)

    if max(length(left), length(right)) <= @search_limit,
      do: search(left, right, tolerance, equal),
      else: pairs
  end

  @doc "Whether every row has an equal counterpart."
  @spec all_equal?(t) :: boolean
  def all_equal?(pairs), do: Enum.all?(pairs, &match?({:equal, _row}, &1))

  @doc "The actual and the expected rows that differ."
  @spec sides(t) :: {[row], [row]}
  def sides(pairs) do
    different = for {:different, left, right} <- pairs, do: {left, right}
    {Enum.flat_map(different, &elem(&1, 0)), Enum.flat_map(different, &elem(&1, 1))}
  end

  defp sorted(rows), do: Enum.sort_by(rows, &Values.sort_key/1)

  # A missing row, or one within the tolerance, shifts the rows after it.
  defp search(left, right, tolerance, equal) do
    {found, left, right} =
      Enum.reduce(left, {[], [], right}, fn row, {found, unmatched, right} ->
        case Enum.split_while(right, &(not Values.equal?(row, &1, tolerance))) do
          {_all, []} -> {found, [row | unmatched], right}
          {before, [_counterpart | rest]} -> {[{:equal, row} | found], unmatched, before ++ rest}
        end
      end)

    pairs = zip(Enum.reverse(left), right, tolerance) ++ equal ++ found
    Enum.sort_by(pairs, fn pair -> pair |> first() |> Values.sort_key() end)
  end

  defp first({:equal, row}), do: row
  defp first({:different, [row], _right}), do: row
  defp first({:different, [], [row]}), do: row

  defp zip([left | lefts], [right | rights], tolerance) do
    pair =
      if Values.equal?(left, right, tolerance),
        do: {:equal, left},
        else: {:different, [left], [right]}

    [pair | zip(lefts, rights, tolerance)]
  end

  defp zip(lefts, [], _tolerance), do: for(row <- lefts, do: {:different, [row], []})
  defp zip([], rights, _tolerance), do: for(row <- rights, do: {:different, [], [row]})
end
