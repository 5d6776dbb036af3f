defmodule SparkEx.ML.VectorColumns do
  @moduledoc false
  # Vectors and matrices in the columns of frames: in rows that arrive, and in local data.

  alias SparkEx.{Batch, LocalData.Source, Native}
  alias SparkEx.ML.{Linalg, Matrix, Vector}
  alias SparkEx.Types.Field

  # `SparkEx.ML.Vector` and `Matrix` stand for those of the older library as well.
  @classes Linalg.classes() ++
             Enum.map(Linalg.classes(), &String.replace(&1, ".ml.", ".mllib."))

  @typedoc "Makes the value of a column, `nil` for columns without vectors."
  @type converter :: (term -> term) | nil

  ## Rows that arrive

  @doc "A function that puts vectors into the terms of a batch, `nil` where there are none."
  @spec decoder(Batch.t(), :maps | :lists | :columns) :: (list -> list) | nil
  def decoder(batch, as) do
    with types when types != nil <- Native.batch_user_defined(batch.native),
         converters = for({name, type} <- types, do: {name, converter(type)}),
         true <- Enum.any?(converters, &elem(&1, 1)) do
      decoder_of(as, converters)
    else
      _none -> nil
    end
  end

  defp decoder_of(:maps, converters) do
    converters = Enum.filter(converters, &elem(&1, 1))

    fn rows ->
      for row <- rows do
        Enum.reduce(converters, row, fn {name, convert}, row ->
          %{row | name => convert.(Map.fetch!(row, name))}
        end)
      end
    end
  end

  defp decoder_of(:lists, converters) do
    converters = Enum.map(converters, &elem(&1, 1))
    fn rows -> for row <- rows, do: Enum.zip_with(row, converters, &apply_to/2) end
  end

  defp decoder_of(:columns, converters) do
    converters = Enum.map(converters, &elem(&1, 1))

    fn columns ->
      Enum.zip_with(columns, converters, fn values, convert ->
        if convert, do: Enum.map(values, convert), else: values
      end)
    end
  end

  defp apply_to(value, nil), do: value
  defp apply_to(value, convert), do: convert.(value)

  # The types are those of `Native.batch_user_defined/1`.
  defp converter({:udt, class}) when class in @classes, do: present(&Linalg.from_fields/1)

  defp converter({:struct, fields}),
    do: inside(for {name, type} <- fields, do: {name, converter(type)})

  defp converter({:array, element}) do
    with convert when convert != nil <- converter(element),
         do: present(fn values -> Enum.map(values, convert) end)
  end

  defp converter({:map, _key, value}) do
    with convert when convert != nil <- converter(value),
         do: present(&Map.new(&1, fn {key, value} -> {key, convert.(value)} end))
  end

  defp converter(_type), do: nil

  defp inside(converters) do
    converters = for {name, convert} <- converters, convert != nil, into: %{}, do: {name, convert}

    if converters != %{} do
      # A struct whose fields have equal names is a list of pairs.
      present(fn fields ->
        pairs = for {name, value} <- fields, do: {name, apply_to(value, converters[name])}
        if is_map(fields), do: Map.new(pairs), else: pairs
      end)
    end
  end

  defp present(convert), do: fn value -> if value == nil, do: nil, else: convert.(value) end

  ## Local data

  @doc """
  Local data with vectors as the structs that store them, and the types of their columns: by name,
  or by place in rows without names.
  """
  @spec store!(Source.t(), [Field.t()] | term) :: {Source.t(), %{(String.t() | integer) => tuple}}
  def store!(%Source{data: {:arrow, _batch, _places}} = source, _given), do: {source, %{}}

  def store!(source, given) do
    case types(source, given) do
      types when types == %{} -> {source, %{}}
      types -> {%{source | data: stored(source.data, types)}, types}
    end
  end

  @doc "As data without vectors, from which the other types are inferred."
  @spec blank(Source.t(), map) :: Source.t()
  def blank(%Source{data: {:rows, rows}} = source, types),
    do: %{source | data: {:rows, Enum.map(rows, &row(&1, types, fn _value, _type -> true end))}}

  def blank(%Source{data: {:columns, columns}} = source, types) do
    columns =
      for {name, values} <- columns,
          do: {name, if(types[name], do: Enum.map(values, fn _value -> true end), else: values)}

    %{source | data: {:columns, columns}}
  end

  @doc "The fields with the types of vector columns."
  @spec typed([Field.t()], map) :: [Field.t()]
  def typed(fields, types) do
    for {field, at} <- Enum.with_index(fields),
        do: %{field | type: types[field.name] || types[at] || field.type}
  end

  defp types(_source, fields) when is_list(fields) do
    for {field, at} <- Enum.with_index(fields),
        vector?(field.type),
        key <- [field.name, at],
        into: %{},
        do: {key, field.type}
  end

  defp types(%{data: {:columns, columns}}, _given) do
    for {name, values} <- columns,
        type = values |> proper() |> Enum.find(&(&1 != nil)) |> type(),
        into: %{},
        do: {name, type}
  end

  defp types(%{data: {:rows, rows}}, _given), do: rows |> proper() |> row_types(%{})

  # Improper lists are refused where values are read.
  defp proper(list), do: if(is_list(list) and List.improper?(list), do: [], else: list)

  # As few rows as tell of each column.
  defp row_types([], seen), do: found(seen)

  defp row_types([row | rows], seen) do
    pairs = pairs(row)
    seen = for {key, value} <- pairs, value != nil, into: seen, do: {key, type(value)}

    if pairs != [] and Enum.all?(pairs, fn {key, _value} -> is_map_key(seen, key) end),
      do: found(seen),
      else: row_types(rows, seen)
  end

  defp found(seen), do: for({key, type} <- seen, type != nil, into: %{}, do: {key, type})

  defp type(%Vector{}), do: Linalg.vector_type()
  defp type(%Matrix{}), do: Linalg.matrix_type()
  defp type(%{__struct__: Nx.Tensor, shape: {_size}}), do: Linalg.vector_type()
  defp type(%{__struct__: Nx.Tensor, shape: {_rows, _cols}}), do: Linalg.matrix_type()
  defp type(_value), do: nil

  defp vector?({:udt, %{jvm_class: class}}), do: class in Linalg.classes()
  defp vector?(_type), do: false

  defp pairs(%struct{} = value) when struct in [Vector, Matrix], do: [{0, value}]
  defp pairs(row) when is_map(row) and not is_struct(row), do: named(row)
  defp pairs(row) when is_tuple(row), do: row |> Tuple.to_list() |> placed()
  defp pairs([{key, _value} | _rest] = row) when is_atom(key) or is_binary(key), do: named(row)
  defp pairs(row) when is_list(row), do: if(List.improper?(row), do: [], else: placed(row))
  defp pairs(_row), do: []

  defp named(row), do: for({key, value} <- row, name?(key), do: {to_string(key), value})
  defp placed(values), do: for({value, at} <- Enum.with_index(values), do: {at, value})

  defp name?(key), do: is_atom(key) or is_binary(key)

  defp stored({:rows, rows}, types),
    do: {:rows, Enum.map(rows, &row(&1, types, fn v, t -> store(v, t) end))}

  defp stored({:columns, columns}, types) do
    {:columns,
     for {name, values} <- columns do
       {name, if(types[name], do: Enum.map(values, &store(&1, types[name])), else: values)}
     end}
  end

  defp row(%struct{} = value, types, fun) when struct in [Vector, Matrix],
    do: {fun.(value, types[0])}

  defp row(row, types, fun) when is_map(row) and not is_struct(row),
    do: Map.new(row, &field(&1, types, fun))

  defp row(row, types, fun) when is_tuple(row),
    do: row |> Tuple.to_list() |> row_at(types, fun) |> List.to_tuple()

  defp row([{key, _value} | _rest] = row, types, fun) when is_atom(key) or is_binary(key),
    do: Enum.map(row, &field(&1, types, fun))

  defp row(row, types, fun) when is_list(row),
    do: if(List.improper?(row), do: row, else: row_at(row, types, fun))

  defp row(row, _types, _fun), do: row

  defp field({key, value}, types, fun) do
    type = if name?(key), do: types[to_string(key)]
    {key, if(type, do: fun.(value, type), else: value)}
  end

  defp field(other, _types, _fun), do: other

  defp row_at(values, types, fun) do
    for {value, at} <- Enum.with_index(values),
        do: if(types[at], do: fun.(value, types[at]), else: value)
  end

  # What is a struct already stays one: the native core checks it.
  defp store(value, {:udt, udt}) when is_list(value) or is_struct(value) do
    value =
      if udt.jvm_class == Linalg.vector_class(), do: Vector.new(value), else: Matrix.new(value)

    value |> Linalg.fields() |> Map.new()
  end

  defp store(value, _type), do: value
end
