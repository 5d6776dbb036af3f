defmodule SparkEx.Types.SessionTimestamp do
  @moduledoc false
  # TIMESTAMP in DDL text: Spark's parser reads it as the session's spark.sql.timestampType says.
  #
  # The text is parsed before the session is asked, so the type holds a mark until then. Where the
  # server parses text itself, it gets text.

  alias SparkEx.{Connect.Client, Error, Types}
  alias SparkEx.Types.{DDL, Field, JSON, Normalizer, Proto}

  @mark {:timestamp, :session}
  @key "spark.sql.timestampType"

  @typedoc "A type that may hold marks."
  @type marked :: Types.t() | {:timestamp, :session}

  @doc "What stands for TIMESTAMP in a type that was parsed from text."
  @spec mark() :: marked
  def mark, do: @mark

  @doc """
  Whether a type depends on the session.

      iex> alias SparkEx.Types.{Normalizer, SessionTimestamp}
      iex> SessionTimestamp.marked?(Normalizer.marked("ARRAY<TIMESTAMP>"))
      true
      iex> SessionTimestamp.marked?(Normalizer.marked(a: :timestamp, b: "TIMESTAMP_LTZ"))
      false
  """
  @spec marked?(marked) :: boolean
  def marked?(type), do: resolve(type, :timestamp) != type

  @doc "The type with `timestamp` in place of the marks."
  @spec resolve(marked, Types.t()) :: Types.t()
  def resolve(type, timestamp) do
    map(type, fn
      @mark -> timestamp
      other -> other
    end)
  end

  @doc """
  The type as the session's server reads it; the server is asked only where that depends on it.

  The answer is not kept: `SET` in SQL changes it as well as `SparkEx.Session.config_set/2`.
  """
  @spec in_session(SparkEx.Session.t(), marked) :: {:ok, Types.t()} | {:error, Exception.t()}
  def in_session(session, type) do
    with {:ok, timestamp} <- of_session(session, [type]), do: {:ok, resolve(type, timestamp)}
  end

  @doc "What TIMESTAMP is in the session; the server is asked only where a type depends on it."
  @spec of_session(Client.session(), [marked]) :: {:ok, Types.t()} | {:error, Exception.t()}
  def of_session(session, types),
    do: if(Enum.any?(types, &marked?/1), do: timestamp(session), else: {:ok, :timestamp})

  defp timestamp(session) do
    with {:ok, response} <- Client.config(session, %{get_option: %{keys: [@key]}}) do
      case Map.get(response, :pairs, []) do
        [%{value: "TIMESTAMP_NTZ"}] -> {:ok, :timestamp_ntz}
        _other -> {:ok, :timestamp}
      end
    end
  end

  @doc """
  A type for a message in which the server parses text: text where the session decides.

      iex> SparkEx.Types.SessionTimestamp.to_proto("at TIMESTAMP")
      %{unparsed: %{data_type_string: "at TIMESTAMP"}}
      iex> SparkEx.Types.SessionTimestamp.to_proto(:timestamp)
      %{timestamp: %{}}
  """
  @spec to_proto(Types.input()) :: map
  def to_proto(input) do
    type = Normalizer.marked(input)

    if marked?(type),
      do: %{unparsed: %{data_type_string: ddl(input, type)}},
      else: Proto.encode(type)
  end

  @doc """
  A type as text that the server parses: JSON, or DDL where the session decides.

      iex> SparkEx.Types.SessionTimestamp.to_text(at: "TIMESTAMP", first: :timestamp)
      "at TIMESTAMP,first TIMESTAMP_LTZ"
  """
  @spec to_text(Types.input()) :: String.t()
  def to_text(input) do
    type = Normalizer.marked(input)
    if marked?(type), do: ddl(input, type), else: JSON.write(type)
  end

  @doc """
  A type as DDL in which TIMESTAMP stands only where the session decides.

      iex> SparkEx.Types.SessionTimestamp.to_ddl(:timestamp)
      "TIMESTAMP_LTZ"
  """
  @spec to_ddl(Types.input()) :: String.t()
  def to_ddl(input), do: ddl(input, Normalizer.marked(input))

  defp ddl(text, _type) when is_binary(text), do: text

  defp ddl(_input, type) do
    check_text!(type)

    type
    |> map(fn
      :timestamp -> {:timestamp, :ltz}
      other -> other
    end)
    |> DDL.write()
  end

  # DDL has comments and no other metadata.
  defp check_text!({:struct, fields}) do
    for %Field{} = field <- fields do
      if Map.keys(field.metadata) -- ["comment"] != [] do
        raise Error.Argument,
              "the field #{inspect(field.name)} has metadata, which DDL text can't hold; say " <>
                "TIMESTAMP_LTZ or TIMESTAMP_NTZ instead of TIMESTAMP"
      end

      check_text!(field.type)
    end
  end

  defp check_text!({:array, element, _null}), do: check_text!(element)
  defp check_text!({:map, key, value, _null}), do: Enum.each([key, value], &check_text!/1)
  defp check_text!(_type), do: :ok

  defp map({:array, element, null}, fun), do: {:array, map(element, fun), null}
  defp map({:map, key, value, null}, fun), do: {:map, map(key, fun), map(value, fun), null}

  defp map({:struct, fields}, fun),
    do: {:struct, Enum.map(fields, &%{&1 | type: map(&1.type, fun)})}

  defp map({:udt, %{sql_type: type} = udt}, fun), do: {:udt, %{udt | sql_type: map(type, fun)}}
  defp map(type, fun), do: fun.(type)
end
