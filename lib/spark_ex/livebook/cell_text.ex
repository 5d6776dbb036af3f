defmodule SparkEx.Livebook.CellText do
  @moduledoc false
  # The text of a value in a table. It depends on the Spark type, since a binary may be valid
  # text. Nested values are JSON already (`nested: :json`).

  alias SparkEx.Types

  # An ellipsis marks longer texts.
  @characters_max 500

  @doc """
  Returns the text of a value, at most #{@characters_max} characters long, or `nil` for NULL.

      iex> SparkEx.Livebook.CellText.of(<<1, 171>>, :binary)
      "0x01AB"

      iex> SparkEx.Livebook.CellText.of("[1,null]", {:array, :long, true})
      "[1,null]"

      iex> SparkEx.Livebook.CellText.of(nil, :string)
      nil
  """
  @spec of(term, Types.t()) :: String.t() | nil
  def of(nil, _type), do: nil
  def of(value, type), do: value |> text(type) |> shorten()

  @doc "Returns the whole text of a value, or `nil` for NULL."
  @spec whole(term, Types.t()) :: String.t() | nil
  def whole(nil, _type), do: nil
  def whole(value, type), do: text(value, type)

  @doc """
  Returns the kind of a column: `:number` is aligned to the right, the others to the left.

      iex> SparkEx.Livebook.CellText.kind({:decimal, 10, 2})
      :number
  """
  @spec kind(Types.t()) :: :number | :date | :list | :struct | :text
  def kind({:decimal, _precision, _scale}), do: :number
  def kind({:array, _element, _null}), do: :list
  def kind({kind, _p}) when kind in [:time, :timestamp_ltz, :timestamp_ntz], do: :date
  def kind({kind, _parameter}) when kind in [:struct, :udt, :geometry, :geography], do: :struct
  def kind({:map, _key, _value, _null}), do: :struct
  def kind(:variant), do: :struct
  def kind(type) when type in [:date, :timestamp, :timestamp_ntz], do: :date
  def kind(type) when type in [:byte, :short, :integer, :long, :float, :double], do: :number
  def kind(_type), do: :text

  defp text(bytes, :binary), do: hexadecimal(bytes)

  # Only valid UTF-8 can be sent to a browser, and a user-defined type may be stored as bytes.
  defp text(value, _type) when is_binary(value),
    do: if(String.valid?(value), do: value, else: hexadecimal(value))

  defp text(:nan, _type), do: "NaN"
  defp text(:infinity, _type), do: "Infinity"
  defp text(:neg_infinity, _type), do: "-Infinity"
  defp text(value, _type), do: to_string(value)

  defp hexadecimal(bytes), do: "0x" <> Base.encode16(bytes)

  defp shorten(text) do
    if String.length(text) > @characters_max,
      do: String.slice(text, 0, @characters_max) <> "…",
      else: text
  end
end
