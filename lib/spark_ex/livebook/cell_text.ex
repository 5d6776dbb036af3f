defmodule SparkEx.Livebook.CellText do
  @moduledoc false
  # A value of a result as people read it in a table: by its Spark type, for a binary may well be
  # valid text, and a map with string keys may have been a struct.

  alias SparkEx.{JSON, Types}

  # A cell is there to be seen at a glance; what is left out is marked.
  @characters_max 500

  @doc """
  The text of a value, at most #{@characters_max} characters long, `nil` for NULL.

      iex> SparkEx.Livebook.CellText.of(<<1, 171>>, :binary)
      "0x01AB"

      iex> SparkEx.Livebook.CellText.of([1, nil], {:array, :long, true})
      "[1,null]"

      iex> SparkEx.Livebook.CellText.of(nil, :string)
      nil
  """
  @spec of(term, Types.t()) :: String.t() | nil
  def of(nil, _type), do: nil
  def of(value, type), do: value |> text(type) |> shorten()

  @doc """
  How a column of a type is to be shown: `:number` to the right, everything else to the left.

      iex> SparkEx.Livebook.CellText.kind({:decimal, 10, 2})
      :number
  """
  @spec kind(Types.t()) :: :number | :date | :list | :struct | :text
  def kind({:decimal, _precision, _scale}), do: :number
  def kind({:array, _element, _null}), do: :list
  def kind({:time, _precision}), do: :date
  def kind({kind, _fields}) when kind in [:struct, :udt], do: :struct
  def kind({:map, _key, _value, _null}), do: :struct
  def kind(:variant), do: :struct
  def kind(type) when type in [:date, :timestamp, :timestamp_ntz], do: :date
  def kind(type) when type in [:byte, :short, :integer, :long, :float, :double], do: :number
  def kind(_type), do: :text

  defp text(value, type) do
    case kind(type) do
      nested when nested in [:list, :struct] -> value |> json(type) |> IO.iodata_to_binary()
      _flat -> flat(value, type)
    end
  end

  defp flat(bytes, :binary), do: "0x" <> Base.encode16(bytes)

  # Only valid text can be sent to a browser. A variant does not tell its binaries from its strings.
  defp flat(value, _type) when is_binary(value),
    do: if(String.valid?(value), do: value, else: flat(value, :binary))

  defp flat(value, _type) when is_atom(value), do: name(value)

  defp flat(value, _type) do
    if String.Chars.impl_for(value), do: to_string(value), else: inspect(value)
  end

  defp name(:nan), do: "NaN"
  defp name(:infinity), do: "Infinity"
  defp name(:neg_infinity), do: "-Infinity"
  defp name(boolean), do: Atom.to_string(boolean)

  # JSON has neither bytes nor dates nor numbers that are none: those are strings in it. The fields
  # of a struct keep their order.
  defp json(nil, _type), do: "null"

  defp json(values, {:array, type, _null}),
    do: ["[", values |> Enum.map(&json(&1, type)) |> Enum.intersperse(","), "]"]

  defp json(map, {:map, key_type, type, _null}),
    do: object(for {key, value} <- map, do: {text(key, key_type), json(value, type)})

  defp json(struct, {:struct, fields}),
    do: object(for field <- fields, do: {field.name, json(struct[field.name], field.type)})

  defp json(value, :variant), do: variant(value)
  defp json(value, _type) when is_number(value) or is_boolean(value), do: JSON.encode!(value)
  defp json(value, type), do: value |> flat(type) |> JSON.encode!()

  defp variant(values) when is_list(values),
    do: ["[", values |> Enum.map(&variant/1) |> Enum.intersperse(","), "]"]

  defp variant(map) when is_map(map) and not is_struct(map),
    do: object(for {key, value} <- map, do: {key, variant(value)})

  defp variant(value) when is_number(value) or is_boolean(value) or is_nil(value),
    do: JSON.encode!(value)

  defp variant(value), do: value |> flat(:variant) |> JSON.encode!()

  defp object(pairs) do
    members = for {key, json} <- pairs, do: [JSON.encode!(key), ":", json]
    ["{", Enum.intersperse(members, ","), "}"]
  end

  defp shorten(text) do
    if String.length(text) > @characters_max,
      do: String.slice(text, 0, @characters_max) <> "…",
      else: text
  end
end
