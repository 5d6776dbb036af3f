defmodule SparkEx.Decimals do
  @moduledoc """
  What a decimal is where the suite runs: a `Decimal`, or a string where that library is missing.
  """

  if Code.ensure_loaded?(Decimal) do
    @doc "The decimal of these digits, as rows hold it."
    @spec decimal(String.t()) :: Decimal.t()
    def decimal(digits), do: Decimal.new(digits)
  else
    @doc "The decimal of these digits, as rows hold it."
    @spec decimal(String.t()) :: String.t()
    def decimal(digits), do: digits
  end
end
