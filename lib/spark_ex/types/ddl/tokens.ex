defmodule SparkEx.Types.DDL.Tokens do
  @moduledoc false
  # DDL text as tokens {kind, value, character}: :word, :quoted (in backquotes), :string, :symbol
  # and an :end. Comments, quotes and escapes are those of Spark's SqlBaseLexer and
  # unescapeSQLString.

  alias SparkEx.Error

  @type token :: {:word | :quoted | :string | :symbol | :end, String.t(), non_neg_integer}

  @escapes %{?0 => <<0>>, ?b => "\b", ?n => "\n", ?r => "\r", ?t => "\t", ?Z => <<26>>}

  defguardp is_space(char) when char in [?\s, ?\t, ?\n, ?\r]
  defguardp is_symbol(char) when char in [?<, ?>, ?(, ?), ?,, ?:, ?.]
  defguardp is_quote(char) when char in [?', ?"]

  defguardp is_word(char)
            when char in ?a..?z or char in ?A..?Z or char in ?0..?9 or char == ?_

  @spec scan(String.t()) :: [token]
  def scan(text) do
    if is_binary(text) and String.valid?(text),
      do: scan(text, 0, []),
      else: raise(Error.Argument, "DDL is text in UTF-8, got: #{inspect(text)}")
  end

  defp scan("", at, seen), do: Enum.reverse([{:end, "", at} | seen])
  defp scan(<<char, rest::binary>>, at, seen) when is_space(char), do: scan(rest, at + 1, seen)
  defp scan("--" <> rest, at, seen), do: skip(rest, "\n", at + 2, seen)
  defp scan("/*" <> rest, at, seen), do: skip(rest, "*/", at + 2, seen)

  defp scan(<<char, rest::binary>>, at, seen) when is_symbol(char),
    do: scan(rest, at + 1, [{:symbol, <<char>>, at} | seen])

  defp scan("`" <> rest = text, at, seen), do: quoted(rest, ?`, :quoted, text, at, seen)

  defp scan(<<quote, rest::binary>> = text, at, seen) when is_quote(quote),
    do: quoted(rest, quote, :string, text, at, seen)

  defp scan(<<r, quote, rest::binary>> = text, at, seen) when r in [?r, ?R] and is_quote(quote) do
    case String.split(rest, <<quote>>, parts: 2) do
      [raw, rest] -> scan(rest, at + 3 + String.length(raw), [{:string, raw, at} | seen])
      [_open] -> stray("a quote is left open", text, at)
    end
  end

  defp scan(<<char, _rest::binary>> = text, at, seen) when is_word(char) do
    length = word_length(text, 0)
    word = binary_part(text, 0, length)
    rest = binary_part(text, length, byte_size(text) - length)
    scan(rest, at + length, [{:word, word, at} | seen])
  end

  defp scan(text, at, _seen),
    do: stray("a name with this character goes in backquotes", text, at)

  defp word_length(<<char, rest::binary>>, length) when is_word(char),
    do: word_length(rest, length + 1)

  defp word_length(_rest, length), do: length

  # A comment that nothing closes runs to the end.
  defp skip(text, close, at, seen) do
    case String.split(text, close, parts: 2) do
      [comment, rest] -> scan(rest, at + String.length(comment <> close), seen)
      [comment] -> scan("", at + String.length(comment), seen)
    end
  end

  defp quoted(rest, quote, kind, text, at, seen) do
    case characters(rest, quote, kind, at + 1, []) do
      {:ok, value, rest, next} -> scan(rest, next, [{kind, value, at} | seen])
      :open -> stray("a quote is left open", text, at)
      {:code, digits} -> stray("no character has the code #{digits}", text, at)
    end
  end

  # Inside quotes a doubled quote is one; a backslash escapes in strings only.
  defp characters("", _quote, _kind, _at, _seen), do: :open

  defp characters(<<quote, quote, rest::binary>>, quote, kind, at, seen),
    do: characters(rest, quote, kind, at + 2, [<<quote>> | seen])

  defp characters(<<quote, rest::binary>>, quote, _kind, at, seen),
    do: {:ok, seen |> Enum.reverse() |> IO.iodata_to_binary(), rest, at + 1}

  defp characters("\\" <> rest, quote, :string, at, seen) do
    with {text, rest, width} <- escaped(rest),
         do: characters(rest, quote, :string, at + 1 + width, [text | seen])
  end

  defp characters(<<char::utf8, rest::binary>>, quote, kind, at, seen),
    do: characters(rest, quote, kind, at + 1, [<<char::utf8>> | seen])

  defp escaped(<<"u", digits::binary-size(4), rest::binary>> = text),
    do: escaped(text, digits, 16, rest, 5)

  defp escaped(<<"U", digits::binary-size(8), rest::binary>> = text),
    do: escaped(text, digits, 16, rest, 9)

  defp escaped(<<digit, _, _, _::binary>> = text) when digit in [?0, ?1] do
    <<digits::binary-size(3), rest::binary>> = text
    escaped(text, digits, 8, rest, 3)
  end

  defp escaped(text), do: escaped_character(text)

  defp escaped(text, digits, base, rest, width) do
    case Integer.parse(digits, base) do
      {code, ""} when code in 0..0xD7FF or code in 0xE000..0x10FFFF ->
        {<<code::utf8>>, rest, width}

      {_code, ""} ->
        {:code, digits}

      _other ->
        escaped_character(text)
    end
  end

  # Spark keeps the backslash of these two, for the patterns of LIKE.
  defp escaped_character(<<char, rest::binary>>) when char in [?%, ?_],
    do: {<<?\\, char>>, rest, 1}

  defp escaped_character(<<char::utf8, rest::binary>>),
    do: {Map.get(@escapes, char, <<char::utf8>>), rest, 1}

  defp escaped_character(""), do: :open

  @spec stray(String.t(), String.t(), non_neg_integer) :: no_return
  defp stray(problem, text, at) do
    shown = text |> String.slice(0, 20) |> inspect()
    raise Error.Argument, "#{problem}. At character #{at + 1} of the DDL: #{shown}"
  end
end
