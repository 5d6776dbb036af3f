defmodule SparkEx.Types.Normalizer do
  @moduledoc false
  # Validation of types and conversion to their full form.

  alias SparkEx.Arguments.Options
  alias SparkEx.Error
  alias SparkEx.Types.{DDL, Field, SessionTimestamp, UserDefined}

  @simple ~w(null boolean byte short integer long float double string binary date timestamp
             timestamp_ntz calendar_interval variant)a
  @names Map.merge(
           Map.new(@simple, &{Atom.to_string(&1), &1}),
           %{
             "void" => :null,
             "tinyint" => :byte,
             "smallint" => :short,
             "int" => :integer,
             "bigint" => :long,
             "real" => :float,
             "timestamp_ltz" => :timestamp,
             "interval" => :calendar_interval,
             "decimal" => {:decimal, 10, 0},
             "dec" => {:decimal, 10, 0},
             "numeric" => {:decimal, 10, 0},
             "time" => {:time, 6},
             "day_time_interval" => {:day_time_interval, :day, :second},
             "year_month_interval" => {:year_month_interval, :year, :month}
           }
         )
  @interval_fields %{
    year_month_interval: [:year, :month],
    day_time_interval: [:day, :hour, :minute, :second]
  }
  @default_collation "UTF8_BINARY"
  @udt_keys ~w(type jvm_class python_class serialized_python_class sql_type)a
  @depth_max 500

  @spec simple() :: [atom]
  def simple, do: @simple

  @spec interval_fields(atom) :: [atom]
  def interval_fields(kind), do: Map.fetch!(@interval_fields, kind)

  @doc "The type of a name without parameters, in lower case."
  @spec named(String.t()) :: {:ok, SparkEx.Types.t()} | :error
  def named(name), do: Map.fetch(@names, name)

  @spec names() :: [String.t()]
  def names, do: Map.keys(@names)

  @doc "The full form; TIMESTAMP in text is `:timestamp`."
  @spec normalize(SparkEx.Types.input()) :: SparkEx.Types.t()
  def normalize(type), do: type |> marked() |> SessionTimestamp.resolve(:timestamp)

  @doc "The full form; TIMESTAMP in text is a `SessionTimestamp`'s mark."
  @spec marked(SparkEx.Types.input()) :: SessionTimestamp.marked()
  def marked(type), do: type(type, 0)

  # A deeper type would overflow the server's own recursion; a clear answer is better.
  defp type(_type, depth) when depth > @depth_max,
    do: error("a type may be nested #{@depth_max} levels deep, not more")

  defp type(type, _depth) when type in @simple, do: type

  defp type(name, _depth) when is_atom(name) do
    case named(Atom.to_string(name)) do
      {:ok, type} ->
        type

      :error ->
        error("#{inspect(name)} is not a Spark type#{Options.did_you_mean(name, names())}")
    end
  end

  defp type(text, _depth) when is_binary(text), do: DDL.parse(text)
  defp type(fields, depth) when is_list(fields), do: type({:struct, fields}, depth)
  defp type({:decimal, precision}, depth), do: type({:decimal, precision, 0}, depth)

  defp type({:decimal, precision, scale} = type, _depth) do
    if precision in 0..38 and scale in 0..38 and scale <= precision,
      do: type,
      else: error("a decimal has a precision of at most 38 and a scale up to it", type)
  end

  defp type({:timestamp, :session} = mark, _depth), do: mark
  defp type({:string, @default_collation}, _depth), do: :string
  defp type({:string, collation} = type, _depth) when is_binary(collation), do: type

  defp type({kind, length} = type, _depth) when kind in [:char, :varchar] do
    if is_integer(length) and length >= 0,
      do: type,
      else: error("the length of a #{kind} is an integer of 0 or more", type)
  end

  defp type({:time, precision} = type, _depth) do
    if precision in 0..9, do: type, else: error("the precision of a time is 0 to 9", type)
  end

  defp type({kind, precision} = type, _depth) when kind in [:timestamp_ltz, :timestamp_ntz] do
    if precision in 7..9,
      do: type,
      else: error("the precision of a #{kind} is 7 to 9, or none for microseconds", type)
  end

  defp type({kind, srid} = type, _depth) when kind in [:geometry, :geography] do
    if is_integer(srid) or srid == :any,
      do: type,
      else: error("the SRID of a #{kind} is an integer or :any", type)
  end

  defp type({kind, field}, depth) when is_map_key(@interval_fields, kind),
    do: type({kind, field, field}, depth)

  defp type({kind, first, last} = type, _depth) when is_map_key(@interval_fields, kind) do
    fields = interval_fields(kind)

    case {Enum.find_index(fields, &(&1 == first)), Enum.find_index(fields, &(&1 == last))} do
      {from, to} when is_integer(from) and is_integer(to) and from <= to -> type
      _other -> error("the fields of a #{kind} are, in this order, #{inspect(fields)}", type)
    end
  end

  defp type({:array, element}, depth), do: type({:array, element, true}, depth)

  defp type({:array, element, contains_null}, depth) when is_boolean(contains_null),
    do: {:array, type(element, depth + 1), contains_null}

  defp type({:map, key, value}, depth), do: type({:map, key, value, true}, depth)

  defp type({:map, key, value, contains_null}, depth) when is_boolean(contains_null),
    do: {:map, type(key, depth + 1), type(value, depth + 1), contains_null}

  defp type({:struct, fields}, depth) when is_list(fields),
    do: {:struct, Enum.map(fields, &field(&1, depth + 1))}

  defp type({:udt, %{} = udt}, depth) do
    case Map.keys(udt) -- @udt_keys do
      [] ->
        {:udt, udt |> UserDefined.complete() |> update_present(:sql_type, &type(&1, depth + 1))}

      keys ->
        error("a user-defined type has the keys #{inspect(@udt_keys)}, not #{inspect(keys)}")
    end
  end

  defp type({:unparsed, text} = type, _depth) when is_binary(text), do: type

  defp type(other, _depth),
    do: error("a Spark type is an atom like :long or a tuple like {:array, :long}", other)

  defp field(%Field{} = field, depth) do
    %Field{
      name: field_name(field.name),
      type: type(field.type, depth),
      nullable: boolean(field.nullable),
      metadata: metadata(field.metadata)
    }
  end

  defp field({name, type}, depth), do: field(%Field{name: name, type: type}, depth)

  defp field({name, type, nullable}, depth) when is_boolean(nullable),
    do: field(%Field{name: name, type: type, nullable: nullable}, depth)

  defp field({name, type, options}, depth) when is_list(options) do
    schema = [
      nullable: [type: :boolean, default: true],
      metadata: [type: :map, default: %{}]
    ]

    options = Options.validate!(options, schema, "the field #{inspect(name)}")
    field(struct!(%Field{name: name, type: type}, options), depth)
  end

  defp field(other, _depth) do
    error("a field is {name, type}, {name, type, nullable: …, metadata: …} or a Field", other)
  end

  defp field_name(name) when is_atom(name) and name not in [nil, true, false],
    do: Atom.to_string(name)

  defp field_name(name) do
    if is_binary(name) and String.valid?(name),
      do: name,
      else: error("the name of a field is a string or an atom", name)
  end

  defp boolean(value) when is_boolean(value), do: value
  defp boolean(value), do: error("a field's nullable is true or false", value)

  defp metadata(%{} = metadata) when not is_struct(metadata),
    do: Map.new(metadata, fn {key, value} -> {metadata_key(key), value} end)

  defp metadata(other), do: error("the metadata of a field is a map", other)

  defp metadata_key(key) when is_binary(key), do: key
  defp metadata_key(key) when is_atom(key) and key != nil, do: Atom.to_string(key)
  defp metadata_key(key), do: error("a key of metadata is a string or an atom", key)

  defp update_present(map, key, fun) do
    if is_map_key(map, key), do: Map.update!(map, key, fun), else: map
  end

  @spec error(String.t(), term) :: no_return
  defp error(message, given), do: error("#{message}, got: #{inspect(given)}")

  @spec error(String.t()) :: no_return
  defp error(message), do: raise(Error.Argument, message)
end
