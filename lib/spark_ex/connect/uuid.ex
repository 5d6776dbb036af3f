defmodule SparkEx.Connect.UUID do
  @moduledoc false
  # Session and operation ids: random UUIDs (RFC 9562, version 4).

  @doc """
  A new UUID.

      iex> SparkEx.Connect.UUID.valid?(SparkEx.Connect.UUID.generate())
      true
  """
  @spec generate() :: String.t()
  def generate do
    <<a::48, _version::4, b::12, _variant::2, c::62>> = :crypto.strong_rand_bytes(16)

    <<first::binary-8, second::binary-4, third::binary-4, fourth::binary-4, fifth::binary-12>> =
      Base.encode16(<<a::48, 4::4, b::12, 2::2, c::62>>, case: :lower)

    Enum.join([first, second, third, fourth, fifth], "-")
  end

  @doc """
  Whether a term is a UUID in its usual form.

      iex> SparkEx.Connect.UUID.valid?("1234")
      false
  """
  @spec valid?(term) :: boolean
  def valid?(
        <<a::binary-8, ?-, b::binary-4, ?-, c::binary-4, ?-, d::binary-4, ?-, e::binary-12>>
      ),
      do: match?({:ok, _bytes}, Base.decode16(a <> b <> c <> d <> e, case: :mixed))

  def valid?(_other), do: false
end
