defmodule SparkEx.LocalData.Source do
  @moduledoc false
  # Data in all shapes that `create_dataframe` takes, brought to those that the native core takes:
  # rows or columns of terms, or Arrow data as it is.

  alias SparkEx.{Batch, Error}
  alias SparkEx.Types.Field

  @enforce_keys [:data]
  defstruct [:data, :fields, own: false]

  @typedoc """
  `fields` are the types that the data itself tells, where it does. Of Arrow data the columns at some
  places are taken; `own` says whether it was made here, so that nobody else looks at it.
  """
  @type t :: %__MODULE__{
          data:
            {:rows, list}
            | {:columns, [{String.t(), list}]}
            | {:arrow, Batch.t(), places :: [non_neg_integer]},
          fields: [Field.t()] | nil,
          own: boolean
        }

  @doc """
  What kind of data a term is.

      iex> SparkEx.LocalData.Source.new!([b: [1], a: [2]], nil, nil)
      %SparkEx.LocalData.Source{data: {:columns, [{"b", [1]}, {"a", [2]}]}}

      iex> SparkEx.LocalData.Source.new!([{"b", [1]}], :rows, nil)
      %SparkEx.LocalData.Source{data: {:rows, [{"b", [1]}]}}

  Pairs of a string and a list may be columns as well as rows of a text and an array. The names of the
  schema tell, where there is one.

      iex> SparkEx.LocalData.Source.new!([{"b", [1]}], nil, ["text", "numbers"])
      %SparkEx.LocalData.Source{data: {:rows, [{"b", [1]}]}}
  """
  @spec new!(term, :rows | :columns | nil, [String.t()] | nil) :: t
  def new!({:arrow, ipc}, _as, _names) when is_binary(ipc), do: from_ipc!(ipc)
  def new!(%Batch{} = batch, _as, _names), do: from_batch!(batch)
  def new!(data, _as, _names) when is_struct(data), do: from_library!(data)

  def new!(data, as, _names) when is_map(data) and as != :rows,
    do: data |> Enum.sort_by(fn {name, _values} -> inspect(name) end) |> columns()

  def new!(data, :columns, _names) when is_list(data), do: columns(data)
  def new!(data, :rows, _names) when is_list(data), do: rows(data)

  def new!([{name, values} | _] = data, nil, names) when is_binary(name) and is_list(values),
    do: if(columns?(data), do: rows_or_columns!(data, names), else: rows(data))

  def new!([_ | _] = data, nil, _names) do
    if columns?(data), do: columns(data), else: rows(data)
  end

  def new!([], nil, _names), do: rows([])
  def new!(data, _as, _names), do: refuse(data)

  defp rows_or_columns!(pairs, nil) do
    raise Error.Argument,
          "pairs of a string and a list may be rows or columns: say as: :rows or as: :columns, or give " <>
            "the schema, got: #{inspect(pairs, limit: 5, printable_limit: 50)}"
  end

  defp rows_or_columns!(pairs, names) do
    if Enum.sort(names) == pairs |> Enum.map(&elem(&1, 0)) |> Enum.sort(),
      do: columns(pairs),
      else: rows(pairs)
  end

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
        %__MODULE__{data: {:arrow, batch, places(fields)}, fields: fields}

      {:error, exception} ->
        raise Error.Argument, Exception.message(exception)
    end
  end

  defp places(fields), do: Enum.to_list(0..(length(fields) - 1)//1)

  if Code.ensure_loaded?(Explorer) do
    defp from_library!(%{__struct__: Explorer.DataFrame} = frame),
      do: frame |> SparkEx.LocalData.ExplorerFrame.to_ipc!() |> from_ipc!()
  end

  if Code.ensure_loaded?(Table.Reader) do
    defp from_library!(data) do
      case SparkEx.LocalData.TableReader.columns(data) do
        {:ok, columns} -> columns(columns)
        :none -> refuse(data)
      end
    end
  else
    defp from_library!(data), do: refuse(data)
  end

  defp rows(rows), do: %__MODULE__{data: {:rows, rows}}

  defp columns(pairs) do
    case Enum.find(pairs, &(not column?(&1))) do
      nil ->
        %__MODULE__{data: {:columns, for({name, list} <- pairs, do: {to_string(name), list})}}

      other ->
        raise Error.Argument,
              "columns are pairs of a name and a list of values, got: #{inspect(other, limit: 5)}"
    end
  end

  defp columns?(pairs), do: Enum.all?(pairs, &column?/1)

  defp column?({name, values}), do: name?(name) and is_list(values)
  defp column?(_other), do: false

  defp name?(name) when is_atom(name), do: name not in [nil, true, false]
  defp name?(name), do: is_binary(name) and String.valid?(name)

  @doc "Gives the memory of Arrow data back that was made here."
  @spec release(t) :: :ok
  def release(%__MODULE__{own: true, data: {:arrow, batch, _places}}), do: Batch.release(batch)
  def release(_source), do: :ok

  @doc """
  Columns in the order of a schema's names; rows find their own way.

      iex> source = SparkEx.LocalData.Source.new!([b: [1], a: [2]], nil, nil)
      iex> SparkEx.LocalData.Source.in_order!(source, ["a", "b"]).data
      {:columns, [{"a", [2]}, {"b", [1]}]}

      iex> source = SparkEx.LocalData.Source.new!([b: [1]], nil, nil)
      iex> SparkEx.LocalData.Source.in_order!(source, ["a"])
      ** (SparkEx.Error.Argument) the schema has the columns ["a"], the data has ["b"]
  """
  @spec in_order!(t, [String.t()]) :: t
  def in_order!(source, wanted) do
    case names(source) do
      names when names in [nil, wanted] -> source
      names -> reordered(source, order!(names, wanted))
    end
  end

  defp names(%__MODULE__{data: {:rows, _rows}}), do: nil
  defp names(%__MODULE__{data: {:columns, columns}}), do: Enum.map(columns, &elem(&1, 0))

  defp names(%__MODULE__{data: {:arrow, _batch, _places}, fields: fields}),
    do: Enum.map(fields, & &1.name)

  # For each name that is wanted, where it is.
  defp order!(names, wanted) do
    if Enum.sort(names) == Enum.sort(wanted) and wanted == Enum.uniq(wanted) do
      places = names |> Enum.with_index() |> Map.new()
      Enum.map(wanted, &places[&1])
    else
      raise Error.Argument,
            "the schema has the columns #{inspect(wanted)}, the data has #{inspect(names)}"
    end
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
