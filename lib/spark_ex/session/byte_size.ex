defmodule SparkEx.Session.ByteSize do
  @moduledoc false
  # Sizes in bytes as Spark's configuration writes them.

  @units ~w(b k m g t p) |> Enum.with_index() |> Map.new(fn {unit, n} -> {unit, 1024 ** n} end)

  @doc """
  Parses a size. A number without a unit is one of bytes.

      iex> SparkEx.Session.ByteSize.parse("3g")
      {:ok, 3_221_225_472}

      iex> SparkEx.Session.ByteSize.parse(" 64MB ")
      {:ok, 67_108_864}

      iex> SparkEx.Session.ByteSize.parse("-1")
      {:ok, -1}

      iex> SparkEx.Session.ByteSize.parse("much")
      :error
  """
  @spec parse(String.t()) :: {:ok, integer} | :error
  def parse(text) do
    with {number, unit} <- text |> String.trim() |> Integer.parse(),
         {:ok, bytes} <- unit |> String.downcase() |> factor(),
         do: {:ok, number * bytes},
         else: (_other -> :error)
  end

  defp factor(""), do: {:ok, 1}
  defp factor(<<unit::binary-1>>), do: Map.fetch(@units, unit)
  defp factor(<<unit::binary-1, "b">>) when unit != "b", do: Map.fetch(@units, unit)
  defp factor(_unit), do: :error
end
