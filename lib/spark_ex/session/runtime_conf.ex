defmodule SparkEx.Session.RuntimeConf do
  @moduledoc false
  # The Spark configuration of a session: checks keys and values, and calls `Config`.

  require Logger

  alias SparkEx.Connect.{Client, SessionHandle}
  alias SparkEx.{Error, Session}
  alias SparkEx.Session.Compression

  @typedoc "Keys and values as the protocol has them."
  @type t :: %{String.t() => String.t()}

  @type key :: String.t() | atom
  @typep result(value) :: {:ok, value} | {:error, Exception.t()}

  ## Checks

  @doc """
  Keys and values as text.

      iex> SparkEx.Session.RuntimeConf.new([{"spark.sql.ansi.enabled", false}, a: 1])
      {:ok, %{"a" => "1", "spark.sql.ansi.enabled" => "false"}}
  """
  @spec new(term) :: {:ok, t} | {:error, Error.Argument.t()}
  def new(conf) when is_map(conf) and not is_struct(conf), do: conf |> Map.to_list() |> new()

  def new(conf) when is_list(conf) and length(conf) >= 0 do
    case Enum.reject(conf, &pair?/1) do
      [] -> conf |> Map.new(fn {key, value} -> {to_string(key), to_string(value)} end) |> check()
      [{key, _value} | _rest] -> conf_error("key or value is invalid for #{inspect(key)}")
      _others -> conf_error("an element is not a pair of a key and a value")
    end
  end

  def new(_other), do: conf_error("the value is neither a map nor a list of pairs")

  defp check(conf), do: with(:ok <- Compression.check(conf), do: {:ok, conf})

  # Values may be secrets, so errors don't show them.
  defp conf_error(problem) do
    error(
      "configuration takes strings or atoms as keys, and strings, numbers, booleans or atoms as " <>
        "values, but #{problem}"
    )
  end

  defp pair?({key, value}), do: key?(key) and value?(value)
  defp pair?(_other), do: false

  defp key?(key) when is_binary(key), do: key != "" and String.valid?(key)
  defp key?(key), do: is_atom(key) and key not in [nil, true, false]

  defp value?(value) when is_binary(value), do: String.valid?(value)
  defp value?(value), do: (is_atom(value) and value != nil) or is_number(value)

  defp keys(key) when not is_list(key) do
    with {:ok, keys} <- keys([key]), do: {:one, keys}
  end

  defp keys(keys) when length(keys) >= 0 do
    case Enum.reject(keys, &key?/1) do
      [] -> {:ok, keys |> Enum.map(&to_string/1) |> Enum.uniq()}
      [key | _rest] -> error("a configuration key is a string or an atom, got: #{inspect(key)}")
    end
  end

  defp keys(improper), do: error("expected a list of keys, got: #{inspect(improper)}")

  ## Operations

  @doc "The value of a key, or a map of the values of several."
  @spec get(Session.t(), key | [key]) :: result(String.t() | nil | map)
  def get(session, keys), do: for_keys(session, keys, &%{get: %{keys: &1}}, & &1)

  @doc "As `get/2`, with a default for keys that are not set."
  @spec get(Session.t(), key | [key], term) :: result(String.t() | nil | map)
  def get(session, keys, default) do
    if default == nil or value?(default) do
      default = default && to_string(default)
      pairs = fn keys -> for key <- keys, do: %{key: key, value: default} end
      for_keys(session, keys, &%{get_with_default: %{pairs: pairs.(&1)}}, & &1)
    else
      error("the default of a key is a string, a number, a boolean, an atom or nil")
    end
  end

  @doc "Whether a key can be changed in a session, or a map of that for several."
  @spec modifiable(Session.t(), key | [key]) :: result(boolean | map)
  def modifiable(session, keys),
    do: for_keys(session, keys, &%{is_modifiable: %{keys: &1}}, &(&1 == "true"))

  @doc "All keys and values, or those below a prefix."
  @spec get_all(Session.t(), String.t() | nil) :: result(map)
  def get_all(session, prefix) do
    if prefix == nil or (is_binary(prefix) and String.valid?(prefix)) do
      with {:ok, pairs} <- pairs(session, %{get_all: %{prefix: prefix}}), do: {:ok, values(pairs)}
    else
      error("the prefix of configuration keys is a string or nil, got: #{inspect(prefix)}")
    end
  end

  @doc "Sets the pairs of a checked configuration."
  @spec set(Session.t() | SessionHandle.t(), t) :: :ok | {:error, Exception.t()}
  def set(session, conf) do
    pairs = for {key, value} <- conf, do: %{key: key, value: value}
    with {:ok, _pairs} <- pairs(session, %{set: %{pairs: pairs}}), do: :ok
  end

  @doc """
  Sets the option `:conf` of a session that has just been opened, and what is preferred unless the
  server refuses it.
  """
  @spec set_option(SessionHandle.t(), t, t) :: :ok | {:error, Exception.t()}
  def set_option(handle, conf, preferred) when preferred != %{} do
    with {:error, %Error.Remote{}} <- set(handle, Map.merge(preferred, conf)),
         do: set_option(handle, conf, %{})
  end

  def set_option(_handle, conf, _preferred) when conf == %{}, do: :ok

  def set_option(handle, conf, _preferred) do
    with {:error, %Error.Remote{} = error} <- set(handle, conf),
         do: {:error, %{error | hint: "Spark refused the option :conf of the session."}}
  end

  @doc "Resets keys to their defaults; returns the keys as text."
  @spec unset(Session.t(), key | [key]) :: result([String.t()])
  def unset(session, keys) do
    with {tag, keys} when tag in [:ok, :one] <- keys(keys),
         {:ok, _pairs} <- pairs(session, %{unset: %{keys: keys}}),
         do: {:ok, keys}
  end

  defp for_keys(session, keys, operation, decode) do
    case keys(keys) do
      {:one, [key]} ->
        with {:ok, pairs} <- pairs(session, operation.([key])),
             do: {:ok, pairs |> values() |> Map.get(key) |> decode.()}

      {:ok, keys} ->
        with {:ok, pairs} <- pairs(session, operation.(keys)) do
          values = values(pairs)
          {:ok, Map.new(keys, &{&1, values |> Map.get(&1) |> decode.()})}
        end

      {:error, exception} ->
        {:error, exception}
    end
  end

  defp values(pairs), do: Map.new(pairs, &{&1.key, Map.get(&1, :value)})

  defp pairs(session, operation) do
    with {:ok, response} <- Client.config(session, operation) do
      for warning <- Map.get(response, :warnings, []), do: Logger.warning("Spark: #{warning}")
      {:ok, Map.get(response, :pairs, [])}
    end
  end

  defp error(message), do: {:error, %Error.Argument{message: message}}
end
