defmodule SparkEx.Arguments.SourceOptions do
  @moduledoc false
  # The options of data sources: their names, their values, and the names that Spark knows.
  #
  # Readers, writers, the catalog and functions such as `from_json` all convert options here.
  # The names that each of Spark's own sources takes are in priv/source_options.tsv, one source a
  # row: its name, the rows whose options it takes as well, and its options. A name that ends in
  # `.*` stands for all names with that prefix.

  alias SparkEx.DataFrame.Names
  alias SparkEx.Arguments.Options
  alias SparkEx.Error

  @table Path.join([__DIR__, "..", "..", "..", "priv", "source_options.tsv"])
  @external_resource @table

  @typedoc "Options as Spark takes them."
  @type t :: %{String.t() => String.t()}

  @typedoc "The name of a data source, or `nil` where it is not known."
  @type source :: String.t() | nil

  rows =
    for row <- @table |> File.read!() |> String.split("\n", trim: true) |> tl(), into: %{} do
      [source, includes, names] = String.split(row, "\t")
      {source, {String.split(includes, ", ", trim: true), String.split(names)}}
    end

  collect = fn source, collect ->
    {includes, names} = Map.fetch!(rows, source)
    names ++ Enum.flat_map(includes, &collect.(&1, collect))
  end

  names = for {source, _row} <- rows, do: {String.downcase(source), collect.(source, collect)}
  prefix? = &String.ends_with?(&1, ".*")

  # Spark compares names without regard to case; here they are also compared without `_` and `.`.
  folded = &(&1 |> String.downcase() |> String.replace(["_", "."], ""))

  @known Map.new(names, fn {source, names} ->
           {source, names |> Enum.reject(prefix?) |> Map.new(&{folded.(&1), &1})}
         end)
  @prefixes Map.new(names, fn {source, names} ->
              prefixes = Enum.filter(names, prefix?)
              {source, Enum.map(prefixes, &String.trim_trailing(&1, ".*"))}
            end)
  @all_prefixes @prefixes |> Map.values() |> Enum.concat() |> Enum.uniq()

  @doc """
  Adds options to others. `nil` removes an option.

  Spark's own options are in camelCase, so an atom is converted; a string is sent as it is.

      iex> alias SparkEx.Arguments.SourceOptions
      iex> SourceOptions.merge(%{}, [header: true, infer_schema: false, sep: ";"], "csv", "csv/3")
      %{"header" => "true", "inferSchema" => "false", "sep" => ";"}
      iex> SourceOptions.merge(%{"sep" => ";"}, %{"sep" => nil, "a_b" => 1.5}, nil, "csv/3")
      %{"a_b" => "1.5"}
  """
  @spec merge(t, keyword | map | [{term, term}], source, String.t()) :: t
  def merge(options, more, source, context) do
    more
    |> pairs(source, context)
    |> Enum.reduce(options, fn
      {key, nil}, options -> Map.delete(options, key)
      {key, value}, options -> Map.put(options, key, value)
    end)
  end

  @doc """
  The options of a function, as names and values in the order given; a map's are sorted.

  Raises `SparkEx.Error.Argument` for a name that is almost an option of the source.

      iex> alias SparkEx.Arguments.SourceOptions
      iex> SourceOptions.arguments([date_format: "yyyy", mode: nil], "json", "from_json")
      [{"dateFormat", "yyyy"}]
  """
  @spec arguments(keyword | map, source, String.t()) :: [{String.t(), String.t()}]
  def arguments(options, source, context) do
    pairs = for {key, value} <- pairs(options, source, context), value != nil, do: {key, value}
    options |> keys() |> check!(source, [])
    if is_map(options), do: Enum.sort(pairs), else: pairs
  end

  @doc """
  Splits the caller's own options, as a keyword list, from those of the source.

      iex> alias SparkEx.Arguments.SourceOptions
      iex> SourceOptions.split(%{"schema" => "a INT", sep: ";"}, [:schema], "csv/3")
      {[schema: "a INT"], [sep: ";"]}
  """
  @spec split(keyword | map, [atom], String.t()) :: {keyword, [{atom | String.t(), term}]}
  def split(options, own, context) do
    unless options?(options), do: reject!(context)

    {mine, others} =
      Enum.split_with(options, fn
        {key, _value} -> own(key, own) != nil
        _other -> reject!(context)
      end)

    {for({key, value} <- mine, do: {own(key, own), value}), others}
  end

  defp own(key, own), do: Enum.find(own, &(&1 == key or Atom.to_string(&1) == key))

  @doc """
  The names of options as they were given, for `check!/3`.

      iex> alias SparkEx.Arguments.SourceOptions
      iex> SourceOptions.keys(%{"header" => true})
      ["header"]
  """
  @spec keys(keyword | map) :: [atom | String.t()]
  def keys(options), do: Enum.map(options, &elem(&1, 0))

  @doc """
  Refuses names that are almost an option of the source, or almost one of `own`, the options of
  the caller.

  Names of a source that is not in the table pass, as do those that resemble nothing.

      iex> alias SparkEx.Arguments.SourceOptions
      iex> SourceOptions.check!([:headr], "csv", [:schema])
      ** (SparkEx.Error.Argument) unknown option :headr for the source csv; did you mean :header?
  """
  @spec check!([atom | String.t()], source, [atom]) :: :ok
  def check!(keys, source, own) do
    folded = source && String.downcase(source)
    own = Map.new(own, &{fold(&1), inspect(&1)})

    for key <- keys, not known?(key, folded), suggestion = resembled(key, folded, own) do
      of = if source, do: " for the source #{source}", else: ""
      raise Error.Argument, "unknown option #{inspect(key)}#{of}; did you mean #{suggestion}?"
    end

    :ok
  end

  defp known?(key, source) when is_atom(key) do
    text = Atom.to_string(key)
    is_map_key(known(source), fold(key)) or prefix(text, "_", prefixes(source)) != nil
  end

  defp known?(key, source) do
    spelled = Map.get(known(source), fold(key), "")

    String.downcase(spelled) == String.downcase(key) or
      prefix(key, ".", prefixes(source)) != nil
  end

  # Any string may be an option of a source that is not in the table; an atom that is almost an
  # option of ours is a misspelling.
  defp resembled(key, source, own) when is_map_key(@known, source) do
    suggestions = source |> known() |> Map.new(fn {fold, name} -> {fold, shown(name, key)} end)
    nearest(key, Map.merge(suggestions, own), 0.77)
  end

  defp resembled(key, _source, own) when is_atom(key), do: nearest(key, own, 0.9)
  defp resembled(_key, _source, _own), do: nil

  defp nearest(key, suggestions, likeness) do
    case Options.nearest(fold(key), Map.keys(suggestions), likeness) do
      [fold | _rest] -> Map.fetch!(suggestions, fold)
      [] -> nil
    end
  end

  defp shown(name, key) when is_atom(key),
    do: ":" <> (name |> String.replace(".", "_") |> Macro.underscore())

  defp shown(name, _key), do: inspect(name)

  defp pairs(options, source, context) do
    unless options?(options), do: reject!(context)
    source = source && String.downcase(source)

    Enum.map(options, fn
      {key, nil} -> {key(key, source, context), nil}
      {key, value} -> {key(key, source, context), value(key, value, context)}
      _other -> reject!(context)
    end)
  end

  defp options?(options), do: is_list(options) or (is_map(options) and not is_struct(options))

  defp key(key, source, _context) when is_atom(key) and key not in [nil, true, false] do
    text = Atom.to_string(key)

    cond do
      name = known(source)[fold(key)] -> name
      prefix(text, "_", prefixes(source)) -> String.replace(text, "_", ".")
      true -> camel_case(text)
    end
  end

  defp key(key, _source, context), do: Names.name!(key, context)

  defp camel_case(text) do
    [first | rest] = String.split(text, ~r/(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])/)
    Enum.join([first | Enum.map(rest, &capitalize/1)])
  end

  defp capitalize(<<first::utf8, rest::binary>>), do: String.upcase(<<first::utf8>>) <> rest

  defp known(source), do: Map.get(@known, source, %{})
  # The source of a reader may be set after its options.
  defp prefixes(nil), do: @all_prefixes
  defp prefixes(source), do: Map.get(@prefixes, source, [])
  defp prefix(text, dot, all), do: Enum.find(all, &String.starts_with?(text, &1 <> dot))

  defp fold(key), do: key |> to_string() |> String.downcase() |> String.replace(["_", "."], "")

  defp value(_key, value, _context) when is_boolean(value) or is_number(value) or is_atom(value),
    do: to_string(value)

  defp value(key, value, context) when is_binary(value),
    do: if(String.valid?(value), do: value, else: reject_value!(key, context))

  defp value(key, _value, context), do: reject_value!(key, context)

  # The value may be a password, so it is not shown.
  @spec reject_value!(term, String.t()) :: no_return
  defp reject_value!(key, context) do
    raise Error.Argument,
          "#{context}: the option #{inspect(key)} must be a string, a number, a boolean or an atom"
  end

  @spec reject!(String.t()) :: no_return
  defp reject!(context),
    do: raise(Error.Argument, "#{context}: expected options as a keyword list or a map")
end
