defmodule SparkEx.DataFrame.Names do
  @moduledoc false
  # Names of columns, tables and views, as opposed to column expressions.

  alias SparkEx.Error

  @doc """
  Converts a name to a string.

      iex> SparkEx.DataFrame.Names.name!(:id, "drop/2")
      "id"
  """
  @spec name!(term, String.t()) :: String.t()
  def name!(name, context) when is_binary(name) do
    if String.valid?(name), do: name, else: reject!(name, context)
  end

  def name!(name, _context) when is_atom(name) and name not in [nil, true, false],
    do: Atom.to_string(name)

  def name!(other, context), do: reject!(other, context)

  @doc """
  Converts a name or a list of names to a list of strings.

      iex> SparkEx.DataFrame.Names.names!([:id, "name"], "drop/2")
      ["id", "name"]
      iex> SparkEx.DataFrame.Names.names!(:id, "drop/2")
      ["id"]
  """
  @spec names!(term, String.t()) :: [String.t()]
  def names!(names, context) when is_list(names), do: Enum.map(names, &name!(&1, context))
  def names!(name, context), do: [name!(name, context)]

  @doc """
  A string of valid UTF-8 that is not a name, such as a path.

      iex> SparkEx.DataFrame.Names.text!(<<0xFF>>, "a path to read")
      ** (SparkEx.Error.Argument) a path to read: expected a string of valid UTF-8, got: <<255>>
  """
  @spec text!(term, String.t()) :: String.t()
  def text!(text, context) do
    if is_binary(text) and String.valid?(text) do
      text
    else
      raise Error.Argument,
            "#{context}: expected a string of valid UTF-8, got: #{inspect(text)}"
    end
  end

  @doc """
  Converts a keyword list, a map or a list of pairs to `{name, value}` pairs.

  Pairs keep their order. A map is sorted by name, so that equal calls build equal plans.

      iex> SparkEx.DataFrame.Names.pairs!([b: 1, a: 2], "with_columns/2")
      [{"b", 1}, {"a", 2}]
      iex> SparkEx.DataFrame.Names.pairs!(%{"b" => 1, "a" => 2}, "with_columns/2")
      [{"a", 2}, {"b", 1}]
  """
  @spec pairs!(term, String.t()) :: [{String.t(), term}]
  def pairs!(pairs, context) when is_map(pairs) and not is_struct(pairs),
    do: pairs |> Map.to_list() |> pairs!(context) |> Enum.sort_by(&elem(&1, 0))

  def pairs!(pairs, context) when is_list(pairs) do
    Enum.map(pairs, fn
      {name, value} -> {name!(name, context), value}
      other -> reject_pair!(other, context)
    end)
  end

  def pairs!(other, context), do: reject_pair!(other, context)

  @doc """
  Quotes the name of a column that Spark would parse as a path or a star.

      iex> SparkEx.DataFrame.Names.quoted("id")
      "id"
      iex> SparkEx.DataFrame.Names.quoted("a.b")
      "`a.b`"
  """
  @spec quoted(String.t()) :: String.t()
  def quoted(name) do
    if name == "*" or String.contains?(name, [".", "`"]),
      do: "`" <> String.replace(name, "`", "``") <> "`",
      else: name
  end

  defp reject!(value, context) do
    raise Error.Argument, "#{context} takes a name as a string or an atom, got: #{inspect(value)}"
  end

  defp reject_pair!(value, context) do
    raise Error.Argument,
          "#{context} takes a keyword list, a map or a list of {name, value} pairs, " <>
            "got: #{inspect(value)}"
  end
end
