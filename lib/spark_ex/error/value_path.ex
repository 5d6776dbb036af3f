defmodule SparkEx.Error.ValuePath do
  @moduledoc false
  # The path to a value inside of a column, as errors show it.

  @type step :: {:field, String.t()} | {:element, non_neg_integer} | {:key, term} | {:value, term}

  @doc """
  The column with the steps from it to the value.

      iex> path = [{:field, "tags"}, {:element, 2}, {:field, "name"}]
      iex> SparkEx.Error.ValuePath.to_string(path)
      "tags[2].name"

      iex> SparkEx.Error.ValuePath.to_string([{:field, "map"}, {:value, "k"}, {:key, 1}])
      ~s(map["k"][key 1])
  """
  @spec to_string([step, ...]) :: String.t()
  def to_string([{:field, column} | steps]), do: column <> Enum.map_join(steps, &step/1)

  defp step({:field, name}), do: "." <> name
  defp step({:element, at}), do: "[#{at}]"
  defp step({:value, key}), do: "[#{short(key)}]"
  defp step({:key, key}), do: "[key #{short(key)}]"

  defp short(key), do: inspect(key, limit: 5, printable_limit: 40)
end
