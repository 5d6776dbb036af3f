defmodule SparkEx.Python.Source do
  @moduledoc false
  # Analyzes a Python text without Python: finds its logical lines and the names that it defines,
  # and checks its indentation.

  @typep line ::
           {number :: pos_integer, indent :: String.t(), text :: String.t(), opens :: boolean}

  @doc """
  Returns the functions and classes that a text defines at its top level, in order.

      iex> SparkEx.Python.Source.definitions("import re\\n\\ndef f(x):\\n    return x\\n")
      ["f"]

      iex> SparkEx.Python.Source.definitions("lambda x: x")
      []
  """
  @spec definitions(String.t()) :: [String.t()]
  def definitions(text) do
    for {_number, "", line, _opens} <- elem(logical_lines(text), 1),
        [_, name] <- [
          Regex.run(~r/\A(?:async\s+def|def|class)\s+([\p{L}_][\p{L}\p{N}_]*)/u, line)
        ],
        do: name
  end

  @doc """
  Checks the indentation by Python's rules. Python itself reports a text that ends within a string
  or a bracket.

      iex> SparkEx.Python.Source.check_indentation("def f(x):\\n    if x:\\n      return 1\\n   return 2\\n")
      {:error, 4, "unindent does not match any outer indentation level"}
  """
  @spec check_indentation(String.t()) :: :ok | {:error, pos_integer, String.t()}
  def check_indentation(text) do
    case logical_lines(text) do
      {:ok, lines} -> check(lines, [{0, 0}], nil)
      {:unfinished, _lines} -> :ok
    end
  end

  # `opened` is the number of the previous line if it opens a block.
  defp check([], _levels, nil), do: :ok
  defp check([], _levels, opened), do: {:error, opened, "expected an indented block after it"}

  defp check([{number, indent, _text, opens} | lines], levels, opened) do
    case level(columns(indent), levels, opened != nil) do
      {:ok, levels} -> check(lines, levels, if(opens, do: number))
      {:error, problem} -> {:error, number, problem}
    end
  end

  # Python measures an indentation with tabs of eight columns and with tabs of one; both must lead
  # to the same nesting.
  defp level({column, narrow}, [{top, narrow_top} | _] = levels, opened) do
    cond do
      column == top and narrow == narrow_top and opened -> {:error, "expected an indented block"}
      column == top and narrow == narrow_top -> {:ok, levels}
      column > top and narrow > narrow_top and opened -> {:ok, [{column, narrow} | levels]}
      column > top and narrow > narrow_top -> {:error, "unexpected indent"}
      column < top and narrow < narrow_top and opened -> {:error, "expected an indented block"}
      column < top and narrow < narrow_top -> outer({column, narrow}, levels)
      true -> {:error, "inconsistent use of tabs and spaces in indentation"}
    end
  end

  defp outer({column, narrow}, levels) do
    case Enum.drop_while(levels, fn {top, _narrow} -> top > column end) do
      [{^column, ^narrow} | _] = levels -> {:ok, levels}
      [{^column, _other} | _] -> {:error, "inconsistent use of tabs and spaces in indentation"}
      _none -> {:error, "unindent does not match any outer indentation level"}
    end
  end

  defp columns(indent) do
    for <<character <- indent>>, reduce: {0, 0} do
      {column, narrow} when character == ?\t -> {(div(column, 8) + 1) * 8, narrow + 1}
      {column, narrow} -> {column + 1, narrow + 1}
    end
  end

  # A logical line continues over brackets, strings and backslashes. Blank lines and comments are
  # not logical lines.
  @spec logical_lines(String.t()) :: {:ok | :unfinished, [line]}
  defp logical_lines(text), do: line_start(text, 1, [])

  defp line_start(text, number, lines) do
    {indent, rest} = indentation(text)

    case rest do
      "" ->
        {:ok, Enum.reverse(lines)}

      <<c, _::binary>> when c in [?#, ?\n, ?\r] ->
        rest |> skip_line() |> line_start(number + 1, lines)

      _code ->
        logical_line(rest, indent, number, lines)
    end
  end

  defp logical_line(text, indent, number, lines) do
    [first | _] = :binary.split(text, ["\n", "\r"])

    case scan(text, number, 0, nil) do
      {:ok, rest, next, last} ->
        line_start(rest, next, [{number, indent, first, last == ?:} | lines])

      :unfinished ->
        {:unfinished, Enum.reverse([{number, indent, first, false} | lines])}
    end
  end

  defp indentation(text) do
    [indent] = Regex.run(~r/\A[ \t\f]*/, text)
    {indent, String.replace_prefix(text, indent, "")}
  end

  defp skip_line("\r\n" <> rest), do: rest
  defp skip_line(<<c, rest::binary>>) when c in [?\n, ?\r], do: rest
  defp skip_line(<<_c, rest::binary>>), do: skip_line(rest)
  defp skip_line(""), do: ""

  # The end of a logical line: what follows, its number, and the last character of the code.
  defp scan("", number, 0, last), do: {:ok, "", number, last}
  defp scan("", _number, _depth, _last), do: :unfinished
  defp scan("\\\r\n" <> rest, number, depth, last), do: scan(rest, number + 1, depth, last)
  defp scan("\\\n" <> rest, number, depth, last), do: scan(rest, number + 1, depth, last)
  defp scan("\r\n" <> rest, number, depth, last), do: scan("\n" <> rest, number, depth, last)
  defp scan("\r" <> rest, number, depth, last), do: scan("\n" <> rest, number, depth, last)
  defp scan("\n" <> rest, number, 0, last), do: {:ok, rest, number + 1, last}
  defp scan("\n" <> rest, number, depth, last), do: scan(rest, number + 1, depth, last)

  defp scan("#" <> rest, number, depth, last),
    do: rest |> before_line_end() |> scan(number, depth, last)

  defp scan(~s(""") <> rest, number, depth, _last), do: string(rest, ~s("""), number, depth)
  defp scan("'''" <> rest, number, depth, _last), do: string(rest, "'''", number, depth)
  defp scan("\"" <> rest, number, depth, _last), do: string(rest, "\"", number, depth)
  defp scan("'" <> rest, number, depth, _last), do: string(rest, "'", number, depth)

  defp scan(<<c, rest::binary>>, number, depth, _last) when c in [?(, ?[, ?{],
    do: scan(rest, number, depth + 1, c)

  defp scan(<<c, rest::binary>>, number, depth, _last) when c in [?), ?], ?}],
    do: scan(rest, number, max(depth - 1, 0), c)

  defp scan(<<c, rest::binary>>, number, depth, last) when c in [?\s, ?\t, ?\f],
    do: scan(rest, number, depth, last)

  defp scan(<<c, rest::binary>>, number, depth, _last), do: scan(rest, number, depth, c)

  defp before_line_end(<<c, _::binary>> = text) when c in [?\n, ?\r], do: text
  defp before_line_end(<<_c, rest::binary>>), do: before_line_end(rest)
  defp before_line_end(""), do: ""

  # A backslash keeps a quote from ending a string in raw strings as well.
  defp string("", _quote, _number, _depth), do: :unfinished

  defp string("\\\r\n" <> rest, quote, number, depth), do: string(rest, quote, number + 1, depth)
  defp string("\\\n" <> rest, quote, number, depth), do: string(rest, quote, number + 1, depth)

  defp string(<<?\\, _c, rest::binary>>, quote, number, depth),
    do: string(rest, quote, number, depth)

  defp string("\n" <> _rest, quote, _number, _depth) when byte_size(quote) == 1, do: :unfinished

  defp string("\n" <> rest, quote, number, depth), do: string(rest, quote, number + 1, depth)

  defp string(text, quote, number, depth) do
    if String.starts_with?(text, quote) do
      text |> String.replace_prefix(quote, "") |> scan(number, depth, ?")
    else
      <<_c, rest::binary>> = text
      string(rest, quote, number, depth)
    end
  end
end
