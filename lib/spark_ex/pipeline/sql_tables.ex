defmodule SparkEx.Pipeline.SQLTables do
  @moduledoc false
  # The tables that a SQL text names after FROM, JOIN and INTO. Spark parses the text; the client
  # only finds names, for the picture of a pipeline.

  @queries ~w(SELECT WITH FROM \()
  # GROUP BY and its like end with BY, and the operators of a pipe follow `|>`.
  @ends ~w(SELECT WHERE HAVING QUALIFY LIMIT UNION EXCEPT INTERSECT MINUS WINDOW VALUES VIEW)
  @prefixes ~w(STREAM LATERAL)

  @typedoc "The parts of a name, without backticks."
  @type name :: [String.t(), ...]

  @doc """
  The tables that a text reads, those that its WITH clauses define, and the one it writes to.

      iex> SparkEx.Pipeline.SQLTables.of("SELECT * FROM a JOIN `b c`.d USING (x), range(3)")
      %{reads: [["a"], ["b c", "d"]], defines: [], into: nil}

      iex> text = "CREATE FLOW f AS INSERT INTO t BY NAME SELECT * FROM STREAM (s)"
      iex> SparkEx.Pipeline.SQLTables.of(text)
      %{reads: [["s"]], defines: [], into: ["t"]}
  """
  @spec of(String.t()) :: %{reads: [name], defines: [name], into: name | nil}
  def of(text) do
    tokens = tokens(text)

    %{
      reads: tokens |> reads([%{query: true, from: false}], false, []) |> Enum.uniq(),
      defines: defines(tokens),
      into: into(tokens)
    }
  end

  # Words in upper case with their names, and punctuation.
  defp tokens(text) do
    for [_all | token] <- Regex.scan(pattern(), text), token != [] do
      case token do
        [name] -> {String.upcase(name), parts(name)}
        ["", mark] -> {mark, nil}
      end
    end
  end

  # Comments, strings and the frames of `SparkEx.sql/3` have no group.
  defp pattern do
    ~r"""
      --[^\n]* | /\*.*?\*/ | '(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*" | \{[^}]*\} |
      ((?:`(?:[^`]|``)*`|[\p{L}_]\w*)(?:\s*\.\s*(?:`(?:[^`]|``)*`|[\p{L}_]\w*))*) |
      (\|> | [(),;])
    """usx
  end

  defp parts(name) do
    for [part] <- Regex.scan(~r/`(?:[^`]|``)*`|\w+/u, name), do: unquoted(part)
  end

  @doc """
  A part of a name without backticks.

      iex> Enum.map(["a", "`b``c`"], &SparkEx.Pipeline.SQLTables.unquoted/1)
      ["a", "b`c"]
  """
  @spec unquoted(String.t()) :: String.t()
  def unquoted("`" <> part),
    do: part |> String.replace_suffix("`", "") |> String.replace("``", "`")

  def unquoted(part), do: part

  @doc """
  The parts of a name such as a table's.

      iex> SparkEx.Pipeline.SQLTables.name("sales.`a.b`")
      ["sales", "a.b"]
  """
  @spec name(String.t()) :: name
  def name(text) do
    case Regex.scan(~r/`(?:[^`]|``)*`|[^.`]+/u, text) do
      [] -> [text]
      parts -> Enum.map(parts, fn [part] -> part |> String.trim() |> unquoted() end)
    end
  end

  # `expected` is whether the next word names a table. A parenthesis has a frame on the stack:
  # whether it encloses a query, and whether a comma in it separates tables.
  defp reads([], _stack, _expected, found), do: Enum.reverse(found)

  # FROM of IS DISTINCT FROM.
  defp reads([{"DISTINCT", _}, {"FROM", _} | rest], stack, _expected, found),
    do: reads(rest, stack, false, found)

  defp reads([{"(", nil} | rest], stack, expected, found) do
    query = expected or match?([{word, _} | _] when word in @queries, rest)
    reads(rest, [%{query: query, from: expected} | stack], expected, found)
  end

  defp reads([{")", nil} | rest], [_inner, outer | stack], _expected, found),
    do: reads(rest, [outer | stack], false, found)

  defp reads([{",", nil} | rest], [%{from: from} | _] = stack, _expected, found),
    do: reads(rest, stack, from, found)

  defp reads([{"FROM", _} | rest], [%{query: true} = top | stack], _expected, found),
    do: reads(rest, [%{top | from: true} | stack], true, found)

  defp reads([{"JOIN", _} | rest], stack, _expected, found), do: reads(rest, stack, true, found)

  defp reads([{_word, _}, {"BY", _} | rest], stack, _expected, found),
    do: reads(rest, without_from(stack), false, found)

  defp reads([{word, _} | rest], stack, _expected, found) when word == "|>" or word in @ends,
    do: reads(rest, without_from(stack), false, found)

  defp reads([{word, _} | rest], stack, true, found) when word in @prefixes,
    do: reads(rest, stack, true, found)

  # A table function.
  defp reads([{_word, [_ | _]}, {"(", nil} = open | rest], stack, true, found),
    do: reads([open | rest], stack, false, found)

  defp reads([{_word, [_ | _] = name} | rest], stack, true, found),
    do: reads(rest, stack, false, [name | found])

  defp reads([_other | rest], stack, _expected, found), do: reads(rest, stack, false, found)

  defp without_from([top | stack]), do: [%{top | from: false} | stack]

  defp defines([{"WITH", _} | rest]), do: defined(rest)
  defp defines([_other | rest]), do: defines(rest)
  defp defines([]), do: []

  # The tables of a WITH clause. A name may have a list of columns.
  defp defined([{"RECURSIVE", _}, {word, [_ | _]} = name | rest]) when word != "AS",
    do: defined([name | rest])

  defp defined([{_word, [_ | _] = name} | rest]) do
    case rest |> skip_columns() |> skip_level() do
      [{"AS", _}, {"(", nil} | rest] ->
        {query, rest} = enclosed(rest, 1, [])
        [name | defines(query)] ++ if(comma?(rest), do: defined(tl(rest)), else: defines(rest))

      _no_definition ->
        defines(rest)
    end
  end

  defp defined(rest), do: defines(rest)

  defp comma?(tokens), do: match?([{",", nil} | _rest], tokens)

  defp skip_columns([{"(", nil} | rest]), do: rest |> enclosed(1, []) |> elem(1)
  defp skip_columns(tokens), do: tokens

  defp skip_level([{"MAX", _}, {"RECURSION", _}, {"LEVEL", _} | rest]), do: rest
  defp skip_level(tokens), do: tokens

  # The tokens up to the parenthesis that closes, and those after it.
  defp enclosed([{")", nil} | rest], 1, inner), do: {Enum.reverse(inner), rest}
  defp enclosed([], _depth, inner), do: {Enum.reverse(inner), []}

  defp enclosed([{mark, _} = token | rest], depth, inner) do
    depth = depth + Map.get(%{"(" => 1, ")" => -1}, mark, 0)
    enclosed(rest, depth, [token | inner])
  end

  defp into(tokens) do
    case Enum.drop_while(tokens, &(not match?({"INTO", _}, &1))) do
      [_into, {_word, [_ | _] = name} | _rest] -> name
      _none -> nil
    end
  end
end
