defmodule SparkEx.LocalData.Schema do
  @moduledoc false
  # The schema of local data: the one that is given, or the one that its values tell.

  alias SparkEx.{Error, Native, Types}
  alias SparkEx.DataFrame.Names
  alias SparkEx.LocalData.{Inference, Source, ValueError}
  alias SparkEx.Types.{Field, Normalizer, SessionTimestamp}

  @typedoc "The columns; of a schema that is given, perhaps only their names, or nothing."
  @type t :: [Field.t()] | nil | {:names, [String.t()]}

  @doc "The schema as JSON."
  @spec json([Field.t()]) :: String.t()
  def json(fields), do: Types.to_json({:struct, fields})

  @doc "The names that the option `:schema` gives."
  @spec names(t) :: [String.t()] | nil
  def names(nil), do: nil
  def names({:names, names}), do: names
  def names(fields), do: Enum.map(fields, & &1.name)

  @doc "The option `:schema`."
  @spec read!(term) :: t
  def read!(nil), do: nil

  def read!([first | _rest] = given) when is_binary(first) or is_atom(first) do
    if Enum.all?(given, &(is_binary(&1) or is_atom(&1))),
      do: {:names, Names.names!(given, "the option :schema")},
      else: given |> Normalizer.marked() |> fields()
  end

  def read!(given), do: given |> Normalizer.marked() |> fields()

  @doc "The schema with TIMESTAMP as the session has it; without a session it is `:timestamp`."
  @spec in_session(t, SparkEx.Session.t() | nil) :: {:ok, t} | {:error, Exception.t()}
  def in_session(fields, session) when is_list(fields) do
    schema = {:struct, fields}

    with {:ok, {:struct, fields}} <-
           if(session,
             do: SessionTimestamp.in_session(session, schema),
             else: {:ok, SessionTimestamp.resolve(schema, :timestamp)}
           ),
         do: {:ok, fields}
  end

  def in_session(given, _session), do: {:ok, given}

  defp fields({:struct, fields}), do: fields
  defp fields(type), do: [%Field{name: "value", type: type}]

  @doc "The schema of some data, by what is given of it, and the data in the order of its columns."
  @spec of!(Source.t(), t) :: {Source.t(), t}
  def of!(source, fields) when is_list(fields) do
    for field <- fields, do: sendable!(field.type, field.name)
    {Source.in_order!(source, names(fields), :schema), fields}
  end

  def of!(%Source{fields: fields} = source, nil) when fields != nil, do: of!(source, fields)

  def of!(source, own) do
    case {own, Source.names(source)} do
      {{:names, names}, found} when found != nil ->
        source
        |> Source.in_order!(place_names(own, max(length(names), length(found))), :names)
        |> of!(nil)

      _rows_or_no_names ->
        fields = for {name, kinds} <- observed(source, own), do: field(name, kinds)
        {source, fields}
    end
  end

  # Spark reads only the whole ranges from Arrow.
  @intervals [{:day_time_interval, :day, :second}, {:year_month_interval, :year, :month}]
  @unsendable [:char, :varchar, :geometry, :geography, :udt, :unparsed]

  defp sendable!({:udt, %{sql_type: type}}, place), do: sendable!(type, place)
  defp sendable!({:array, element, _null}, place), do: sendable!(element, place)

  defp sendable!({:map, key, value, _null}, place),
    do: Enum.each([key, value], &sendable!(&1, place))

  defp sendable!({:struct, fields}, place), do: Enum.each(fields, &sendable!(&1.type, place))

  defp sendable!({kind, _parameter} = type, place) when kind in @unsendable,
    do: raise(Error.Argument, unsendable(type, place, instead(kind)))

  defp sendable!({kind, _first, _last} = type, place)
       when kind in [:day_time_interval, :year_month_interval] and type not in @intervals,
       do: raise(Error.Argument, unsendable(type, place, instead(kind)))

  defp sendable!(_type, _place), do: :ok

  defp unsendable(type, place, instead),
    do: "column #{inspect(place)}: values of the type #{sql(type)} can't be sent" <> instead

  defp sql(type), do: type |> Types.simple_string() |> String.upcase()

  defp instead(:udt), do: ", as it does not say which type stores them (:sql_type)"

  defp instead(:day_time_interval),
    do: "; use INTERVAL DAY TO SECOND, and cast on the server"

  defp instead(:year_month_interval),
    do: "; use INTERVAL YEAR TO MONTH, and cast on the server"

  defp instead(_kind), do: "; use STRING or BINARY, and cast on the server"

  @doc "The columns with the types that store them: of a user-defined type, its `:sql_type`."
  @spec stored([Field.t()]) :: [Field.t()]
  def stored(fields), do: Enum.map(fields, &%{&1 | type: stored_type(&1.type)})

  defp stored_type({:udt, %{sql_type: type}}), do: stored_type(type)
  defp stored_type({:array, element, null}), do: {:array, stored_type(element), null}

  defp stored_type({:map, key, value, null}),
    do: {:map, stored_type(key), stored_type(value), null}

  defp stored_type({:struct, fields}), do: {:struct, stored(fields)}
  defp stored_type(type), do: type

  defp observed(source, own) do
    case Native.local_data_observe(source.data) do
      {:ok, {[], []}} -> raise Error.Argument, unknown()
      {:ok, {[], kinds}} -> by_place(kinds, own)
      {:ok, {found, kinds}} -> by_name(Enum.zip(found, kinds), own)
      {:error, native} -> raise ValueError.exception(native)
    end
  end

  defp unknown do
    "what the columns are can't be inferred where there are no values; give the schema, as in " <>
      "schema: \"id BIGINT\""
  end

  defp by_place(kinds, own), do: Enum.zip(place_names(own, length(kinds)), kinds)

  # As PySpark has it: names that are missing are _1, _2 and so on, by the column's place.
  defp place_names(nil, width), do: place_names({:names, []}, width)

  defp place_names({:names, names}, width) when length(names) > width,
    do: raise(Error.Argument, "there are #{length(names)} names for #{width} columns")

  defp place_names({:names, names}, width),
    do: names ++ for(at <- (length(names) + 1)..width//1, do: "_#{at}")

  defp by_name(pairs, nil), do: pairs

  defp by_name(pairs, {:names, names}) do
    case Enum.map(pairs, &elem(&1, 0)) -- names do
      [] ->
        kinds = Map.new(pairs)
        Enum.map(names, &{&1, Map.get(kinds, &1, [])})

      unknown ->
        raise Error.Argument,
              "the data has the columns #{Enum.map_join(unknown, ", ", &inspect/1)}, which are not " <>
                "among the names that are given"
    end
  end

  defp field(name, kinds), do: %Field{name: name, type: Inference.type!(kinds, inspect(name))}
end
