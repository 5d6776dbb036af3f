defmodule SparkEx.Types.JSON do
  @moduledoc false
  # Types as Spark's JSON (DataType.json), with the keys of objects sorted as PySpark sorts them.
  #
  # The JSON of a collated string is that of a plain one; the collation stands in the metadata of
  # the field that holds it, by the path to it, so that readers which know none still work.

  alias SparkEx.Types.JSONCodec
  alias SparkEx.Error
  alias SparkEx.Types.{Field, Formatter, Normalizer}

  @collations "__COLLATIONS"
  @simple Map.new(Normalizer.simple(), &{Formatter.type_name(&1), &1})
  # JSON names the reference system, not its number, as PySpark's _CartesianSRSMapper and
  # _GeographicSRSMapper do.
  @systems %{
    geometry: %{0 => "SRID:0", 3857 => "EPSG:3857", 4326 => "OGC:CRS84", any: "SRID:ANY"},
    geography: %{4326 => "OGC:CRS84", any: "SRID:ANY"}
  }
  @udt_keys %{
    "class" => :jvm_class,
    "pyClass" => :python_class,
    "serializedClass" => :serialized_python_class
  }

  @spec write(SparkEx.Types.t()) :: String.t()
  def write(type), do: type |> value() |> JSONCodec.encode!()

  @spec parse(String.t()) :: SparkEx.Types.t()
  def parse(text) when is_binary(text),
    do: text |> JSONCodec.decode!() |> type("", %{}) |> Normalizer.normalize()

  def parse(other),
    do: raise(Error.Argument, "the JSON of a type is a string, got: #{inspect(other)}")

  defp value(type) when is_atom(type), do: Formatter.type_name(type)

  defp value({:array, element, null}),
    do: %{type: "array", elementType: value(element), containsNull: null}

  defp value({:map, key, value, null}),
    do: %{type: "map", keyType: value(key), valueType: value(value), valueContainsNull: null}

  defp value({:struct, fields}), do: %{type: "struct", fields: Enum.map(fields, &field_value/1)}

  defp value({:udt, udt}) do
    keys = for {json, key} <- @udt_keys, value = udt[key], into: %{}, do: {json, value}
    type = if udt[:sql_type], do: value(udt.sql_type)
    Map.merge(%{"type" => "udt", "sqlType" => type}, keys)
  end

  defp value({:geometry, srid}), do: "geometry(#{system(:geometry, srid)})"
  defp value({:geography, srid}), do: "geography(#{system(:geography, srid)}, SPHERICAL)"

  defp value({:unparsed, text}),
    do: raise(Error.Argument, "a type that is not parsed yet has no JSON: #{inspect(text)}")

  defp value(type), do: Formatter.parameterised(type)

  defp system(kind, srid) do
    Map.get_lazy(@systems[kind], srid, fn ->
      raise Error.Argument,
            "no reference system is known for #{kind}(#{srid})" <>
              " (known: #{inspect(Enum.sort(Map.keys(@systems[kind])))})"
    end)
  end

  defp field_value(%Field{} = field) do
    collations = collations(field.type, field.name)
    # A map of no entries leaves the metadata as it is.
    metadata =
      if collations == [],
        do: field.metadata,
        else: Map.put(field.metadata, @collations, Map.new(collations))

    %{
      name: field.name,
      type: field.type |> plain() |> value(),
      nullable: field.nullable,
      metadata: metadata
    }
  end

  defp collations({:string, name}, path), do: [{path, "#{provider(name)}.#{name}"}]
  defp collations({:array, element, _}, path), do: collations(element, path <> ".element")

  defp collations({:map, key, value, _}, path),
    do: collations(key, path <> ".key") ++ collations(value, path <> ".value")

  defp collations(_type, _path), do: []

  defp provider("UTF8" <> _rest), do: "spark"
  defp provider(_name), do: "icu"

  defp plain({:string, _collation}), do: :string
  defp plain({:array, element, null}), do: {:array, plain(element), null}
  defp plain({:map, key, value, null}), do: {:map, plain(key), plain(value), null}
  defp plain(type), do: type

  defp type(%{"type" => "array", "elementType" => element} = json, path, collations),
    do: {:array, type(element, path <> ".element", collations), flag(json, "containsNull")}

  defp type(%{"type" => "map", "keyType" => key, "valueType" => value} = json, path, collations) do
    {:map, type(key, path <> ".key", collations), type(value, path <> ".value", collations),
     flag(json, "valueContainsNull")}
  end

  defp type(%{"type" => "struct", "fields" => fields}, _path, _collations) when is_list(fields),
    do: {:struct, Enum.map(fields, &field/1)}

  defp type(%{"type" => "udt"} = json, _path, _collations) do
    keys =
      for {name, key} <- @udt_keys, value = json[name], into: %{type: "udt"}, do: {key, value}

    type = json["sqlType"]
    {:udt, if(type, do: Map.put(keys, :sql_type, type(type, "", %{})), else: keys)}
  end

  defp type("string", path, collations) when is_map_key(collations, path),
    do: {:string, collations[path]}

  defp type(name, _path, _collations) when is_map_key(@simple, name), do: @simple[name]
  defp type(name, _path, _collations) when is_binary(name), do: named(name)
  defp type(other, _path, _collations), do: unknown(other)

  defp field(%{"name" => name, "type" => type} = json) when is_binary(name) do
    {collations, metadata} =
      json |> Map.get("metadata") |> Kernel.||(%{}) |> Map.pop(@collations, %{})

    collations = Map.new(collations, fn {path, name} -> {path, collation_name(name)} end)

    %Field{
      name: name,
      type: type(type, name, collations),
      nullable: flag(json, "nullable"),
      metadata: metadata
    }
  end

  defp field(other),
    do: raise(Error.Argument, "no field of a struct: #{JSONCodec.encode!(other)}")

  defp flag(json, key) do
    case Map.get(json, key, true) do
      flag when is_boolean(flag) -> flag
      other -> raise Error.Argument, "#{key} of a type is true or false, got: #{inspect(other)}"
    end
  end

  defp collation_name(name) do
    case String.split(name, ".", parts: 2) do
      [_provider, name] -> name
      _other -> raise Error.Argument, "a collation is provider.name, got: #{inspect(name)}"
    end
  end

  # A geospatial type names a reference system; all other names are those of DDL.
  defp named(name) do
    case Regex.run(~r/^(geometry|geography)(?:\(\s*(\w+:-?\w+)?\s*,?\s*(\w+)?\s*\))?$/, name) do
      [_, kind | rest] ->
        spatial(
          String.to_existing_atom(kind),
          rest |> List.first() |> Kernel.||("OGC:CRS84"),
          name
        )

      nil ->
        SparkEx.Types.DDL.parse_type(name)
    end
  end

  defp spatial(kind, "", name), do: spatial(kind, "OGC:CRS84", name)

  defp spatial(kind, system, name) do
    case Enum.find(@systems[kind], fn {_srid, known} -> known == String.upcase(system) end) do
      {srid, _system} -> {kind, srid}
      nil -> unknown(name)
    end
  end

  @spec unknown(term) :: no_return
  defp unknown(json),
    do: raise(Error.Argument, "no type of Spark's JSON: #{JSONCodec.encode!(json)}")
end
