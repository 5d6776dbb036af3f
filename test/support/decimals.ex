defmodule SparkEx.Decimals do
  @moduledoc """
  What a decimal is where the suite runs: a `Decimal`, or a string where that library is missing.
  """

  if Code.ensure_loaded?(Decimal) do
    @doc "The decimal of these digits, as rows hold it."
    @spec decimal(String.t()) :: Decimal.t()
    def decimal("-" <> digits), do: %{decimal(digits) | sign: -1}

    # Decimal itself reads no more digits than its context allows, which may be fewer than Spark has.
    def decimal(digits) do
      [whole | fraction] = String.split(digits, ".")
      fraction = Enum.join(fraction)
      coefficient = String.to_integer(whole <> fraction)
      Decimal.new(1, coefficient, -String.length(fraction))
    end
  else
    @doc "The decimal of these digits, as rows hold it."
    @spec decimal(String.t()) :: String.t()
    def decimal(digits), do: digits
  end
end
