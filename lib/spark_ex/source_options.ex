defmodule SparkEx.SourceOptions do
  @moduledoc false
  # The options of a data source, which Spark takes as texts.

  alias SparkEx.Error
  alias SparkEx.DataFrame.Names

  @type t :: %{String.t() => String.t()}

  @doc """
  Puts options on top of others. `nil` takes an option away.

  Spark's own options are in camelCase, so an atom is written that way; a string is sent as it is.

      iex> SparkEx.SourceOptions.merge(%{}, [header: true, infer_schema: false, sep: ";"], "csv/3")
      %{"header" => "true", "inferSchema" => "false", "sep" => ";"}
      iex> SparkEx.SourceOptions.merge(%{"sep" => ";"}, %{"sep" => nil, "a_b" => 1.5}, "csv/3")
      %{"a_b" => "1.5"}
  """
  @spec merge(t, keyword | map | [{term, term}], String.t()) :: t
  def merge(options, more, context) do
    unless is_map(more) or is_list(more), do: reject!(more, context)

    Enum.reduce(more, options, fn
      {key, nil}, options -> Map.delete(options, key(key, context))
      {key, value}, options -> Map.put(options, key(key, context), value(key, value, context))
      other, _options -> reject!(other, context)
    end)
  end

  defp key(key, _context) when is_atom(key) and key not in [nil, true, false] do
    [first | rest] = key |> Atom.to_string() |> String.split(~r/(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])/)
    Enum.join([first | Enum.map(rest, &capitalize/1)])
  end

  defp key(key, context), do: Names.name!(key, context)

  defp capitalize(<<first::utf8, rest::binary>>), do: String.upcase(<<first::utf8>>) <> rest

  defp value(_key, value, _context) when is_boolean(value) or is_number(value) or is_atom(value),
    do: to_string(value)

  defp value(key, value, context) when is_binary(value),
    do: if(String.valid?(value), do: value, else: reject_value!(key, value, context))

  defp value(key, value, context), do: reject_value!(key, value, context)

  # The value may be a password, so it is not shown.
  defp reject_value!(key, _value, context) do
    raise Error.Argument,
          "#{context}: the option #{inspect(key)} must be a string, a number, a boolean or an atom"
  end

  defp reject!(_other, context),
    do: raise(Error.Argument, "#{context} takes options as a keyword list or a map")
end
