defmodule SparkEx.DataFrame.MissingValues do
  @moduledoc false
  # Filling, dropping and replacing of nulls and NaN (PySpark's DataFrameNaFunctions).

  import SparkEx.Types.Inference, only: [is_nonfinite: 1]

  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error, Literal}
  alias SparkEx.DataFrame.Names

  @name {:or, [:atom, :string]}
  @subset [
    subset: [
      type: {:or, [@name, {:list, @name}]},
      doc: "The name or names of the columns to consider. All columns by default."
    ]
  ]
  # PySpark's `fillna` and `replace` take the columns last.
  @last_subset [subset: [positional: true] ++ @subset[:subset]]
  @long -0x8000_0000_0000_0000..0x7FFF_FFFF_FFFF_FFFF
  @fill_message "fillna/3 takes an integer of 64 bits, a float, a boolean, a string of valid " <>
                  "UTF-8, or a map or keyword list of these by column, got: "

  @drop_options [
                  how: [
                    type: {:in, [:any, :all, "any", "all"]},
                    default: :any,
                    positional: true,
                    doc: "Whether to drop rows with `:any` null or with `:all` values null."
                  ],
                  thresh: [
                    type: :non_neg_integer,
                    doc: "Drops rows with fewer non-null values than this. Overrides `:how`."
                  ]
                ] ++ @subset

  @spec subset_docs() :: String.t()
  def subset_docs, do: Options.docs(@last_subset)

  @spec drop_docs() :: String.t()
  def drop_docs, do: Options.docs(@drop_options)

  @spec fill(DataFrame.t(), term, keyword) :: DataFrame.t()
  def fill(frame, value, options)
      when is_list(value) or (is_map(value) and not is_struct(value)) do
    Options.validate!(options, @last_subset, "fillna/3")

    case Names.pairs!(value, "fillna/3") do
      [] -> raise Error.Argument, "fillna/3 needs at least one column to fill"
      pairs -> fill_pairs(frame, Enum.unzip(pairs))
    end
  end

  def fill(frame, value, options) do
    options = Options.validate!(options, @last_subset, "fillna/3")
    fill_pairs(frame, {subset(options, "fillna/3"), [value]})
  end

  @spec drop(DataFrame.t(), keyword) :: DataFrame.t()
  def drop(frame, options) do
    options = Options.validate!(options, @drop_options, "dropna/2")
    fields = [cols: subset(options, "dropna/2")]

    case options[:thresh] || min_non_nulls(to_string(options[:how])) do
      nil -> DataFrame.step(frame, :drop_na, fields)
      number -> DataFrame.step(frame, :drop_na, [min_non_nulls: number] ++ fields)
    end
  end

  @spec replace(DataFrame.t(), [{term, term}], keyword) :: DataFrame.t()
  def replace(frame, pairs, options) do
    options = Options.validate!(options, @last_subset, "replace/4")
    check_kinds!(pairs)

    replacements =
      for {old, new} <- pairs,
          do: %{old_value: Literal.encode(widen(old)), new_value: Literal.encode(widen(new))}

    cols = subset(options, "replace/4")
    DataFrame.step(frame, :replace, cols: cols, replacements: replacements)
  end

  @doc """
  Pairs of old and new values, from the forms that PySpark accepts.

      iex> SparkEx.DataFrame.MissingValues.pairs([1, 2], 0)
      [{1, 0}, {2, 0}]
      iex> SparkEx.DataFrame.MissingValues.pairs([1, 2], [10, 20])
      [{1, 10}, {2, 20}]
  """
  @spec pairs(term, term) :: [{term, term}]
  def pairs(old, new) when is_list(old) and is_list(new) do
    unless length(old) == length(new) do
      raise Error.Argument,
            "replace/4: #{length(old)} values to replace but #{length(new)} replacements"
    end

    Enum.zip(old, new)
  end

  def pairs(old, new) when is_list(new),
    do: raise(Error.Argument, "replace/4: one value (#{inspect(old)}) cannot become a list")

  def pairs(old, new) when is_list(old), do: for(value <- old, do: {value, new})
  def pairs(old, new), do: [{old, new}]

  defp fill_pairs(frame, {cols, values}),
    do: DataFrame.step(frame, :fill_na, cols: cols, values: Enum.map(values, &fill_value/1))

  # Spark fills numeric columns of any width from a long or a double, as PySpark sends them.
  defp fill_value(value) when value in @long, do: %{long: value}
  defp fill_value(value) when is_float(value) or is_nonfinite(value), do: %{double: value}
  defp fill_value(value) when is_boolean(value), do: %{boolean: value}

  defp fill_value(value) do
    if is_binary(value) and String.valid?(value),
      do: %{string: value},
      else: raise(Error.Argument, @fill_message <> inspect(value))
  end

  defp min_non_nulls("all"), do: 1
  defp min_non_nulls("any"), do: nil

  defp subset(options, context),
    do: if(subset = options[:subset], do: Names.names!(subset, context), else: [])

  defp check_kinds!(pairs) do
    kinds =
      for {old, new} <- pairs, value <- [old, new], value != nil, uniq: true, do: kind(value)

    if length(kinds) > 1 or :other in kinds or Enum.any?(pairs, &match?({nil, _}, &1)) do
      raise Error.Argument,
            "replace/4 replaces numbers, booleans or strings by values of the same kind " <>
              "or by nil, got: #{inspect(pairs)}"
    end
  end

  defp kind(value) when is_number(value) or is_nonfinite(value), do: :number
  defp kind(value) when is_boolean(value), do: :boolean
  defp kind(value) when is_binary(value), do: :string
  defp kind(_value), do: :other

  # Spark matches numbers of any width against a double, as PySpark sends them.
  defp widen(value) when is_integer(value), do: Literal.encode(value, :double).double
  defp widen(value), do: value
end
