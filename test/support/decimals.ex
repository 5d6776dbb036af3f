defmodule SparkEx.Decimals do
  @moduledoc """
  Decimals as rows hold them: `Decimal`, or strings if that library is missing.
  """

  if Code.ensure_loaded?(Decimal) do
    @doc "Returns the decimal with these digits as rows hold it."
    @spec decimal(String.t()) :: Decimal.t()
    def decimal("-" <> digits), do: %{decimal(digits) | sign: -1}

    # Decimal.new/1 limits the digits to those of its context, which may be fewer than Spark has.
    def decimal(digits) do
      [whole | fraction] = String.split(digits, ".")
      fraction = Enum.join(fraction)
      coefficient = String.to_integer(whole <> fraction)
      Decimal.new(1, coefficient, -String.length(fraction))
    end
  else
    @doc "Returns the decimal with these digits as rows hold it."
    @spec decimal(String.t()) :: String.t()
    def decimal(digits), do: digits
  end
end
