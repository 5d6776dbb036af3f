defmodule SparkEx.Types.JSONCodec do
  @moduledoc false
  # Just enough JSON for Spark's schemas and metadata, where no JSON library is at hand: strict
  # (RFC 8259), bounded in depth, objects as maps with string keys. Objects are written with their
  # keys sorted, as Spark and PySpark write schemas.

  alias SparkEx.Error

  @depth_max 512
  @escapes %{
    ?" => ?",
    ?\\ => ?\\,
    ?/ => ?/,
    ?b => ?\b,
    ?f => ?\f,
    ?n => ?\n,
    ?r => ?\r,
    ?t => ?\t
  }

  @typedoc "`:compact` puts no space after `,` and `:`; `:spaced` does, as Python's json.dumps."
  @type style :: :compact | :spaced

  @doc """
  Writes a term of nil, booleans, numbers, strings, atoms, lists and maps.

      iex> SparkEx.Types.JSONCodec.encode(%{"b" => [1, 2.5, nil], a: "x"})
      {:ok, ~s({"a":"x","b":[1,2.5,null]})}
  """
  @spec encode(term, style) :: {:ok, String.t()} | {:error, Error.Argument.t()}
  def encode(term, style \\ :compact) do
    {:ok, encode!(term, style)}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "As `encode/2`, raising `SparkEx.Error.Argument`."
  @spec encode!(term, style) :: String.t()
  def encode!(term, style \\ :compact) do
    separators = if style == :spaced, do: {", ", ": "}, else: {",", ":"}
    term |> write(separators) |> IO.iodata_to_binary()
  end

  @doc """
  Reads one JSON value.

      iex> SparkEx.Types.JSONCodec.decode(~s({"a": [1, -2.5e3, true, null]}))
      {:ok, %{"a" => [1, -2500.0, true, nil]}}

      iex> {:error, error} = SparkEx.Types.JSONCodec.decode("[1,]")
      iex> Exception.message(error)
      "the JSON has no value at byte 3: \\"]\\""
  """
  @spec decode(binary) :: {:ok, term} | {:error, Error.Argument.t()}
  def decode(text) do
    {:ok, decode!(text)}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "As `decode/1`, raising `SparkEx.Error.Argument`."
  @spec decode!(binary) :: term
  def decode!(text) when is_binary(text) do
    if not String.valid?(text), do: raise(Error.Argument, "the JSON is not valid UTF-8")
    {value, rest} = text |> space() |> value(text, 0)
    if space(rest) == "", do: value, else: bad("ends before", space(rest), text)
  end

  defp write(nil, _separators), do: "null"
  defp write(value, _separators) when is_boolean(value), do: Atom.to_string(value)
  defp write(value, _separators) when is_atom(value), do: string(Atom.to_string(value))
  defp write(value, _separators) when is_integer(value), do: Integer.to_string(value)
  defp write(value, _separators) when is_float(value), do: Float.to_string(value)
  defp write(value, _separators) when is_binary(value), do: string(value)

  defp write(values, {comma, _colon} = separators) when is_list(values),
    do: ["[", values |> Enum.map(&write(&1, separators)) |> Enum.intersperse(comma), "]"]

  defp write(%{} = map, {comma, colon} = separators) when not is_struct(map) do
    pairs =
      map
      |> Enum.map(fn {key, value} -> {key(key), value} end)
      |> Enum.sort()
      |> Enum.map(fn {key, value} -> [string(key), colon, write(value, separators)] end)

    ["{", Enum.intersperse(pairs, comma), "}"]
  end

  defp write(other, _separators),
    do: raise(Error.Argument, "JSON has no form for #{inspect(other)}")

  defp key(key) when is_binary(key), do: key
  defp key(key) when is_atom(key) and key != nil, do: Atom.to_string(key)

  defp key(key),
    do: raise(Error.Argument, "a key of JSON is a string or an atom, got: #{inspect(key)}")

  defp string(text) do
    if not String.valid?(text),
      do: raise(Error.Argument, "a JSON string must be valid UTF-8, got: #{inspect(text)}")

    [?", for(<<char::utf8 <- text>>, do: escape(char)), ?"]
  end

  defp escape(?"), do: "\\\""
  defp escape(?\\), do: "\\\\"
  defp escape(?\n), do: "\\n"
  defp escape(?\r), do: "\\r"
  defp escape(?\t), do: "\\t"

  defp escape(char) when char < 0x20,
    do: ["\\u", char |> Integer.to_string(16) |> String.pad_leading(4, "0")]

  defp escape(char), do: <<char::utf8>>

  defp value(_rest, _text, depth) when depth > @depth_max,
    do: raise(Error.Argument, "the JSON is nested more than #{@depth_max} levels deep")

  defp value("null" <> rest, _text, _depth), do: {nil, rest}
  defp value("true" <> rest, _text, _depth), do: {true, rest}
  defp value("false" <> rest, _text, _depth), do: {false, rest}
  defp value("\"" <> rest, text, _depth), do: characters(rest, text, [])
  defp value("[" <> rest, text, depth), do: rest |> space() |> array(text, depth)
  defp value("{" <> rest, text, depth), do: rest |> space() |> object(text, depth)

  defp value(rest, text, _depth) do
    case Regex.run(~r/^-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/, rest) do
      nil -> bad("has no value at", rest, text)
      [number | parts] -> {number(number, parts, rest, text), after_prefix(rest, number)}
    end
  end

  defp number(number, [], _rest, _text), do: String.to_integer(number)
  defp number(number, ["", exponent], rest, text), do: float(number, ".0" <> exponent, rest, text)
  defp number(number, _parts, rest, text), do: float(number, "", rest, text)

  defp float(number, tail, rest, text) do
    mantissa = if tail == "", do: number, else: number |> String.split(["e", "E"]) |> hd()
    String.to_float(mantissa <> tail)
  rescue
    ArgumentError -> bad("has a number too large at", rest, text)
  end

  defp array("]" <> rest, _text, _depth), do: {[], rest}
  defp array(rest, text, depth), do: elements(rest, text, depth, [])

  defp elements(rest, text, depth, seen) do
    {value, rest} = value(rest, text, depth + 1)

    case space(rest) do
      "," <> rest -> rest |> space() |> elements(text, depth, [value | seen])
      "]" <> rest -> {Enum.reverse([value | seen]), rest}
      rest -> bad("lacks , or ] at", rest, text)
    end
  end

  defp object("}" <> rest, _text, _depth), do: {%{}, rest}
  defp object(rest, text, depth), do: members(rest, text, depth, %{})

  defp members("\"" <> rest, text, depth, seen) do
    {key, rest} = characters(rest, text, [])
    {value, rest} = rest |> space() |> colon(text) |> space() |> value(text, depth + 1)
    seen = Map.put(seen, key, value)

    case space(rest) do
      "," <> rest -> rest |> space() |> members(text, depth, seen)
      "}" <> rest -> {seen, rest}
      rest -> bad("lacks , or } at", rest, text)
    end
  end

  defp members(rest, text, _depth, _seen), do: bad("lacks a key at", rest, text)

  defp colon(":" <> rest, _text), do: rest
  defp colon(rest, text), do: bad("lacks : at", rest, text)

  defp characters("\"" <> rest, _text, seen),
    do: {seen |> Enum.reverse() |> IO.iodata_to_binary(), rest}

  defp characters("\\u" <> rest, text, seen) do
    {char, rest} = unicode(rest, text)
    characters(rest, text, [<<char::utf8>> | seen])
  end

  defp characters(<<?\\, char, rest::binary>>, text, seen) when is_map_key(@escapes, char),
    do: characters(rest, text, [@escapes[char] | seen])

  defp characters(<<char::utf8, rest::binary>>, text, seen) when char >= 0x20 and char != ?\\,
    do: characters(rest, text, [<<char::utf8>> | seen])

  defp characters(rest, text, _seen), do: bad("has a broken string at", rest, text)

  defp unicode(rest, text) do
    case hex(rest) do
      {high, "\\u" <> rest} when high in 0xD800..0xDBFF -> surrogate(high, rest, text)
      {char, rest} when char not in 0xD800..0xDFFF -> {char, rest}
      _other -> bad("has a broken \\u at", rest, text)
    end
  end

  defp surrogate(high, rest, text) do
    case hex(rest) do
      {low, rest} when low in 0xDC00..0xDFFF ->
        {0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00), rest}

      _other ->
        bad("has a broken \\u at", rest, text)
    end
  end

  defp hex(<<digits::binary-size(4), rest::binary>>) do
    if digits =~ ~r/^[0-9a-fA-F]{4}$/, do: {String.to_integer(digits, 16), rest}, else: :error
  end

  defp hex(_rest), do: :error

  defp space(<<char, rest::binary>>) when char in [?\s, ?\t, ?\n, ?\r], do: space(rest)
  defp space(rest), do: rest

  defp after_prefix(text, prefix),
    do: binary_part(text, byte_size(prefix), byte_size(text) - byte_size(prefix))

  @spec bad(String.t(), String.t(), String.t()) :: no_return
  defp bad(_problem, "", text),
    do: raise(Error.Argument, "the JSON ends too early, at byte #{byte_size(text)}")

  defp bad(problem, rest, text) do
    place = byte_size(text) - byte_size(rest)
    shown = rest |> String.slice(0, 20) |> inspect()
    raise Error.Argument, "the JSON #{problem} byte #{place}: #{shown}"
  end
end
