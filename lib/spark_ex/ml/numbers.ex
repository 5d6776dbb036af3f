defmodule SparkEx.ML.Numbers do
  @moduledoc false
  # Numbers of vectors and matrices.

  import SparkEx.Types.Inference, only: [is_nonfinite: 1]

  alias SparkEx.{Error, Literal}

  @ints -2_147_483_648..2_147_483_647

  @doc "The numbers of a list as floats."
  @spec floats!(term, String.t()) :: [SparkEx.ML.Vector.element()]
  def floats!(values, what) do
    if proper?(values),
      do: Enum.map(values, &float!(&1, what)),
      else: bad(what, "numbers", values)
  end

  defp float!(value, _what) when is_float(value) or is_nonfinite(value), do: value

  defp float!(value, _what) when is_integer(value) do
    %{double: float} = Literal.encode(value, :double)
    float
  end

  defp float!(value, what), do: bad(what, "numbers", value)

  @doc "The integers of a list, all of 32 bits."
  @spec integers!(term, String.t()) :: [integer]
  def integers!(values, what) do
    if proper?(values) and Enum.all?(values, &(is_integer(&1) and &1 in @ints)),
      do: values,
      else: bad(what, "integers", values)
  end

  @doc "A size."
  @spec size!(term, String.t()) :: non_neg_integer
  def size!(size, _what) when is_integer(size) and size >= 0 and size <= @ints.last, do: size

  def size!(size, what),
    do:
      raise(
        Error.Argument,
        "expected #{what} to be an integer of 0 or more, got: #{inspect(size)}"
      )

  defp proper?(values), do: is_list(values) and not List.improper?(values)

  @spec bad(String.t(), String.t(), term) :: no_return
  defp bad(what, kind, value),
    do: raise(Error.Argument, "expected #{what} to be #{kind}, got: #{inspect(value, limit: 8)}")
end
