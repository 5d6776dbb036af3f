defmodule SparkEx.Arguments.Options do
  @moduledoc false
  # Options described by data. A schema is a keyword list at the head of the module that owns it,
  #
  #     [limit: [type: :pos_integer, default: 20, doc: "Rows to show."]]
  #
  # and the source of validation, defaults and documentation. Two keys serve users of PySpark:
  # `positional: true` accepts the value without its key, as in `show(frame, 5)`, and
  # `pyspark: :n` suggests the option to those who write its PySpark name.

  alias SparkEx.Error

  # What the VM itself takes as a timeout.
  @timeouts 0..0xFFFF_FFFF

  @type type ::
          :any
          | :atom
          | :boolean
          | :float
          | :integer
          | :keyword
          | :map
          | :non_neg_integer
          | :number
          | :pos_integer
          | :string
          | :struct
          | :timeout
          | {:fun, arity}
          | {:in, [term]}
          | {:integer, Range.t()}
          | {:list, type}
          | {:or, [type]}

  @type schema :: [
          {atom,
           [
             type: type,
             default: term,
             required: boolean,
             secret: boolean,
             positional: boolean,
             pyspark: atom,
             doc: String.t()
           ]}
        ]

  @doc """
  Checks `options` against `schema` and fills in the defaults.

      iex> schema = [limit: [type: :pos_integer], tail: [default: 0]]
      iex> SparkEx.Arguments.Options.validate!([limit: 5], schema, "take/2")
      [limit: 5, tail: 0]
  """
  @spec validate!(keyword, schema, String.t()) :: keyword
  def validate!(options, schema, context) do
    case validate(options, schema, context) do
      {:ok, options} -> options
      {:error, exception} -> raise exception
    end
  end

  @doc "As `validate!/3`, with the error returned."
  @spec validate(keyword, schema, String.t()) :: {:ok, keyword} | {:error, Error.Argument.t()}
  def validate(options, schema, context) do
    options = with_key(options, schema)

    with :ok <- keyword(options, schema, context),
         :ok <- known(Keyword.keys(options), schema, context),
         :ok <- present(options, schema, context),
         :ok <- typed(options, schema, context) do
      {:ok, with_defaults(options, schema)}
    end
  end

  # The key of a value that stands alone.
  defp with_key(options, schema) do
    with false <- Keyword.keyword?(options) or options == nil,
         {key, spec} <- Enum.find(schema, fn {_key, spec} -> spec[:positional] end),
         true <- type?(options, spec[:type]) do
      [{key, options}]
    else
      _other -> options
    end
  end

  @doc "The options of `schema` as a Markdown list."
  @spec docs(schema) :: String.t()
  def docs(schema) do
    Enum.map_join(schema, "\n", fn {key, spec} ->
      "  * `:#{key}` - #{String.trim(spec[:doc] || "")}#{default_doc(spec)}#{positional_doc(spec)}"
    end)
  end

  @doc """
  The candidates that read much like `given`, as the end of an error message.

      iex> SparkEx.Arguments.Options.did_you_mean("limt", ["limit", "offset"])
      ~s(; did you mean "limit"?)

      iex> SparkEx.Arguments.Options.did_you_mean("zzz", ["limit", "offset"])
      ""
  """
  @spec did_you_mean(String.Chars.t(), [String.Chars.t()]) :: String.t()
  def did_you_mean(given, candidates) do
    case nearest(given, candidates) do
      [best | _rest] -> "; did you mean #{inspect(best)}?"
      [] -> ""
    end
  end

  @doc """
  The candidates that read much like `given`, the nearest first.

      iex> SparkEx.Arguments.Options.nearest("limt", ["offset", "limits", "limit"])
      ["limit", "limits"]

  `threshold` is the Jaro similarity above which two words are alike.
  """
  @spec nearest(String.Chars.t(), [candidate], number) :: [candidate]
        when candidate: String.Chars.t()
  def nearest(given, candidates, threshold \\ 0.77) do
    given = to_string(given)

    for {likeness, candidate} <-
          candidates |> Enum.map(&{similarity(given, &1), &1}) |> Enum.sort_by(&(-elem(&1, 0))),
        likeness > threshold,
        do: candidate
  end

  # Swapped letters are the commonest slip, and short words with them are far apart by Jaro.
  defp similarity(given, candidate) do
    candidate = to_string(candidate)

    cond do
      not String.valid?(given) -> 0.0
      letters(given) == letters(candidate) -> 1.0
      true -> String.jaro_distance(given, candidate)
    end
  end

  defp letters(text), do: text |> String.graphemes() |> Enum.sort()

  # A value is left out of a message where it may be, or hold, a secret.
  defp keyword(options, schema, context) do
    secret = Enum.any?(schema, fn {_key, spec} -> spec[:secret] end)

    if Keyword.keyword?(options) do
      :ok
    else
      error(
        "#{context} takes options as a keyword list (allowed: #{allowed(schema)}), got: " <>
          shown(options, secret)
      )
    end
  end

  defp allowed(schema), do: schema |> Keyword.keys() |> Enum.map_join(", ", &inspect/1)

  defp shown(_value, true), do: "a value that is not shown"
  defp shown(value, _secret), do: inspect(value)

  defp known(keys, schema, context) do
    allowed = Keyword.keys(schema)

    case Enum.reject(keys, &(&1 in allowed)) do
      [] ->
        :ok

      [key | _rest] ->
        error(
          "unknown option #{inspect(key)} for #{context}#{suggestion(key, schema)}" <>
            " (allowed: #{allowed(schema)})"
        )
    end
  end

  defp suggestion(key, schema) do
    case Enum.find(schema, fn {_key, spec} -> spec[:pyspark] == key end) do
      {name, _spec} -> "; did you mean #{inspect(name)}?"
      nil -> did_you_mean(key, Keyword.keys(schema))
    end
  end

  defp present(options, schema, context) do
    case Enum.find(schema, fn {key, spec} -> spec[:required] && options[key] == nil end) do
      nil -> :ok
      {key, _spec} -> error("#{context} needs the option #{inspect(key)}")
    end
  end

  defp typed(options, schema, context) do
    Enum.find_value(options, :ok, fn {key, value} ->
      spec = Keyword.fetch!(schema, key)

      unless type?(value, spec[:type] || :any) or value == spec[:default] do
        error(
          "option #{inspect(key)} of #{context} must be #{describe(spec[:type])}, got: " <>
            shown(value, spec[:secret])
        )
      end
    end)
  end

  defp with_defaults(options, schema) do
    for {key, spec} <- schema,
        Keyword.has_key?(options, key) or Keyword.has_key?(spec, :default) do
      {key, Keyword.get(options, key, spec[:default])}
    end
  end

  defp type?(_value, :any), do: true
  defp type?(value, :atom), do: is_atom(value)
  defp type?(value, :boolean), do: is_boolean(value)
  defp type?(value, :float), do: is_float(value)
  defp type?(value, :integer), do: is_integer(value)
  defp type?(value, :keyword), do: Keyword.keyword?(value)
  defp type?(value, :map), do: is_map(value) and not is_struct(value)
  defp type?(value, :non_neg_integer), do: is_integer(value) and value >= 0
  defp type?(value, :number), do: is_number(value)
  defp type?(value, :pos_integer), do: is_integer(value) and value > 0
  defp type?(value, :string), do: is_binary(value) and String.valid?(value)

  defp type?(value, :struct),
    do:
      is_atom(value) and Code.ensure_loaded?(value) and function_exported?(value, :__struct__, 0)

  defp type?(value, :timeout), do: value == :infinity or type?(value, {:integer, @timeouts})
  defp type?(value, {:fun, arity}), do: is_function(value, arity)
  defp type?(value, {:in, allowed}), do: value in allowed
  defp type?(value, {:integer, first..last//1}), do: is_integer(value) and value in first..last

  defp type?(value, {:list, type}),
    do: is_list(value) and not List.improper?(value) and Enum.all?(value, &type?(&1, type))

  defp type?(value, {:or, types}), do: Enum.any?(types, &type?(value, &1))

  defp describe(:pos_integer), do: "a positive integer"
  defp describe(:non_neg_integer), do: "an integer of 0 or more"
  defp describe(:timeout), do: "milliseconds (at most #{@timeouts.last}) or :infinity"
  defp describe(:struct), do: "a module with a struct"
  defp describe(:keyword), do: "a keyword list"
  defp describe({:fun, arity}), do: "a function of #{arity} arguments"
  defp describe({:integer, first..last//1}), do: "an integer of #{first} to #{last}"
  defp describe({:in, allowed}), do: "one of #{Enum.map_join(allowed, ", ", &inspect/1)}"
  defp describe({:list, type}), do: "a list, each element #{describe(type)}"
  defp describe({:or, types}), do: Enum.map_join(types, " or ", &describe/1)
  defp describe(type) when type in [:atom, :integer], do: "an #{type}"
  defp describe(type), do: "a #{type}"

  defp default_doc(spec) do
    case Keyword.fetch(spec, :default) do
      {:ok, nil} -> ""
      {:ok, default} -> " Default: `#{inspect(default)}`."
      :error -> ""
    end
  end

  defp positional_doc(spec), do: if(spec[:positional], do: " The key may be left out.", else: "")

  defp error(message), do: {:error, %Error.Argument{message: message}}
end
