defmodule SparkEx.LocalData.Source do
  @moduledoc false
  # Data in all shapes that `create_dataframe` takes, brought to those that the native core takes:
  # rows or columns of terms, or Arrow data as it is.

  alias SparkEx.{Batch, Error}
  alias SparkEx.Types.Field

  # Atoms with which rows in pairs may begin: values, and the tags of values.
  @atoms_of_rows [nil, true, false, :nan, :infinity, :neg_infinity, :binary, :struct]

  @enforce_keys [:data]
  defstruct [:data, :fields, rename: :none, own: false]

  @typedoc """
  `fields` are the types that the data itself tells, where it does. Of Arrow data the columns at
  some places are taken; `own` says whether it was made here, so that nobody else looks at it.
  `rename` says what may rename columns by position: a list of names, every schema, or nothing.
  """
  @type t :: %__MODULE__{
          data:
            {:rows, list}
            | {:columns, [{String.t(), list}]}
            | {:arrow, Batch.t(), places :: [non_neg_integer]},
          fields: [Field.t()] | nil,
          rename: :none | :names | :schema,
          own: boolean
        }

  @doc """
  What kind of data a term is.

      iex> SparkEx.LocalData.Source.new!([b: [1], a: [2]], nil, nil)
      %SparkEx.LocalData.Source{data: {:columns, [{"b", [1]}, {"a", [2]}]}, rename: :schema}

      iex> SparkEx.LocalData.Source.new!([{"b", [1]}], :rows, nil)
      %SparkEx.LocalData.Source{data: {:rows, [{"b", [1]}]}}

  Pairs of a string and a list are columns, as `collect(frame, as: :columns)` gives them. Where
  the schema has other names they are rows of a text and an array.

      iex> SparkEx.LocalData.Source.new!([{"b", [1]}], nil, ["text", "numbers"])
      %SparkEx.LocalData.Source{data: {:rows, [{"b", [1]}]}}
  """
  @spec new!(term, :rows | :columns | nil, [String.t()] | nil) :: t
  def new!({:arrow, ipc}, _as, _names) when is_binary(ipc), do: from_ipc!(ipc)
  def new!(%Batch{} = batch, _as, _names), do: from_batch!(batch)
  def new!(data, _as, _names) when is_struct(data), do: from_library!(data)

  def new!(data, as, _names) when is_map(data) and as != :rows,
    do: %{(data |> Enum.sort_by(&inspect(elem(&1, 0))) |> columns!()) | rename: :none}

  def new!(data, :columns, _names) when is_list(data), do: columns!(data)
  def new!(data, :rows, _names) when is_list(data), do: rows(data)

  def new!([_ | _] = data, nil, names) do
    if columns?(data) and names?(data, names), do: columns!(data), else: rows(data)
  end

  def new!([], nil, _names), do: rows([])
  def new!(data, _as, _names), do: refuse(data)

  # A keyword list is columns, whatever its values are: a row is not a pair of an atom and a
  # value.
  defp columns?([{name, _values} | _] = data) when is_atom(name) and name not in @atoms_of_rows,
    do: Enum.all?(data, &match?({name, _values} when is_atom(name), &1))

  defp columns?(data), do: Enum.all?(data, &column?/1)

  defp names?([{name, _values} | _], names) when is_atom(name) or names == nil, do: true

  defp names?(pairs, names),
    do: Enum.sort(names) == pairs |> Enum.map(&elem(&1, 0)) |> Enum.sort()

  @spec refuse(term) :: no_return
  defp refuse(data) do
    raise Error.Argument,
          "#{inspect(data, limit: 5)} can't be made a frame: rows are a list of maps, keyword lists, " <>
            "tuples or lists; columns are a map, a keyword list or a list of pairs of a name and a " <>
            "list; Arrow data is {:arrow, ipc_stream} or a SparkEx.Batch; with their libraries whatever implements " <>
            "Table.Reader, and Explorer's frames"
  end

  defp from_ipc!(ipc) do
    case Batch.from_ipc(ipc) do
      {:ok, batch} -> %{from_batch!(batch) | own: true}
      {:error, exception} -> raise Error.Argument, Exception.message(exception)
    end
  end

  defp from_batch!(batch) do
    case Batch.schema(batch) do
      {:ok, {:struct, fields}} ->
        %__MODULE__{data: {:arrow, batch, places(fields)}, fields: fields, rename: :names}

      {:error, exception} ->
        raise Error.Argument, Exception.message(exception)
    end
  end

  defp places(fields), do: Enum.to_list(0..(length(fields) - 1)//1)

  if Code.ensure_loaded?(Explorer) do
    defp from_library!(%{__struct__: Explorer.DataFrame} = frame),
      do: %{(frame |> SparkEx.LocalData.ExplorerFrame.to_ipc!() |> from_ipc!()) | rename: :schema}
  end

  if Code.ensure_loaded?(Table.Reader) do
    defp from_library!(data) do
      case SparkEx.LocalData.TableReader.columns(data) do
        {:ok, columns} -> columns!(columns)
        :none -> refuse(data)
      end
    end
  else
    defp from_library!(data), do: refuse(data)
  end

  if Code.ensure_loaded?(Explorer) do
    defp from_series!(pairs),
      do: pairs |> SparkEx.LocalData.ExplorerFrame.from_series!() |> from_library!()
  end

  defp rows(rows), do: %__MODULE__{data: {:rows, rows}}

  defp columns!(pairs) do
    case Enum.find(pairs, &(not column?(&1))) do
      nil ->
        columns = for {name, list} <- pairs, do: {to_string(name), list}
        %__MODULE__{data: {:columns, columns}, rename: :schema}

      other ->
        if pairs != [] and Enum.all?(pairs, &series?/1),
          do: from_series!(pairs),
          else: refuse_column(other)
    end
  end

  @spec refuse_column(term) :: no_return
  defp refuse_column(other) do
    raise Error.Argument,
          "columns are pairs of a name and a list of values (with Explorer a series, if all are), " <>
            "and rows are a list of maps, got: #{inspect(other, limit: 5, printable_limit: 50)}"
  end

  # Without Explorer no term is a series.
  if not Code.ensure_loaded?(Explorer),
    do: defp(from_series!([column | _]), do: refuse_column(column))

  defp series?({name, values}), do: name?(name) and is_struct(values, Explorer.Series)
  defp series?(_other), do: false

  defp column?({name, values}), do: name?(name) and is_list(values)
  defp column?(_other), do: false

  defp name?(name) when is_atom(name), do: name not in [nil, true, false]
  defp name?(name), do: is_binary(name) and String.valid?(name)

  @doc "Gives the memory of Arrow data back that was made here."
  @spec release(t) :: :ok
  def release(%__MODULE__{own: true, data: {:arrow, batch, _places}}), do: Batch.release(batch)
  def release(_source), do: :ok

  @doc """
  Columns in the order of a schema's names. Where the schema has other names and the source allows
  it, they are renamed by position. Rows stay as they are.

      iex> source = SparkEx.LocalData.Source.new!([b: [1], a: [2]], nil, nil)
      iex> SparkEx.LocalData.Source.in_order!(source, ["a", "b"], :schema).data
      {:columns, [{"a", [2]}, {"b", [1]}]}
      iex> SparkEx.LocalData.Source.in_order!(source, ["b", "c"], :schema).data
      {:columns, [{"b", [1]}, {"c", [2]}]}

      iex> source = SparkEx.LocalData.Source.new!([b: [1]], nil, nil)
      iex> SparkEx.LocalData.Source.in_order!(source, ["a", "b"], :schema)
      ** (SparkEx.Error.Argument) the schema has the columns ["a", "b"], the data has ["b"]
  """
  @spec in_order!(t, [String.t()], :names | :schema) :: t
  def in_order!(source, wanted, given) do
    names = names(source)

    cond do
      names in [nil, wanted] -> source
      same_names?(names, wanted) -> reordered(source, order(names, wanted))
      source.rename in [given, :schema] -> renamed!(source, names, wanted)
      true -> refuse_names(names, wanted)
    end
  end

  @doc "The names of the columns, `nil` for rows."
  @spec names(t) :: [String.t()] | nil
  def names(%__MODULE__{data: {:rows, _rows}}), do: nil
  def names(%__MODULE__{data: {:columns, columns}}), do: Enum.map(columns, &elem(&1, 0))
  def names(%__MODULE__{fields: fields}), do: Enum.map(fields, & &1.name)

  defp same_names?(names, wanted),
    do: Enum.sort(names) == Enum.sort(wanted) and wanted == Enum.uniq(wanted)

  # For each name that is wanted, where it is.
  defp order(names, wanted) do
    places = names |> Enum.with_index() |> Map.new()
    Enum.map(wanted, &places[&1])
  end

  # A name that the data has at another place is more likely a slip than a new name.
  defp renamed!(source, names, wanted) do
    kept? = fn {name, new} -> name == new or (name not in wanted and new not in names) end

    if length(names) == length(wanted) and names |> Enum.zip(wanted) |> Enum.all?(kept?),
      do: renamed(source, wanted),
      else: refuse_names(names, wanted)
  end

  defp renamed(%__MODULE__{data: {:columns, columns}} = source, names) do
    lists = Enum.map(columns, &elem(&1, 1))
    %{source | data: {:columns, Enum.zip(names, lists)}}
  end

  defp renamed(source, names),
    do: %{source | fields: Enum.zip_with(source.fields, names, &%{&1 | name: &2})}

  @spec refuse_names([String.t()], [String.t()]) :: no_return
  defp refuse_names(names, wanted) do
    raise Error.Argument,
          "the schema has the columns #{inspect(wanted)}, the data has #{inspect(names)}"
  end

  defp reordered(%__MODULE__{data: {:columns, columns}} = source, order),
    do: %{source | data: {:columns, in_order(columns, order)}}

  defp reordered(%__MODULE__{data: {:arrow, batch, places}, fields: fields} = source, order),
    do: %{
      source
      | data: {:arrow, batch, in_order(places, order)},
        fields: in_order(fields, order)
    }

  defp in_order(list, order) do
    values = List.to_tuple(list)
    Enum.map(order, &elem(values, &1))
  end
end
