defmodule SparkEx.LocalData.Source do
  @moduledoc false
  # Data in all shapes that `create_dataframe` takes, brought to those that the native core takes:
  # rows or columns.

  alias SparkEx.{Batch, Error}
  alias SparkEx.Types.Field

  @enforce_keys [:data]
  defstruct [:data, :fields]

  @typedoc "`fields` are the types that the data itself tells, where it does."
  @type t :: %__MODULE__{
          data: {:rows, list} | {:columns, [{String.t(), list}]},
          fields: [Field.t()] | nil
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
  def new!({:arrow, ipc}, _as, _names) when is_binary(ipc) do
    case Batch.from_ipc(ipc) do
      {:ok, batch} -> batch |> from_batch!() |> tap(fn _source -> Batch.release(batch) end)
      {:error, exception} -> raise Error.Argument, Exception.message(exception)
    end
  end

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

  defp from_batch!(batch) do
    case Batch.schema(batch) do
      {:ok, {:struct, fields}} ->
        %{(batch |> Batch.rows!(as: :columns) |> columns()) | fields: fields}

      {:error, exception} ->
        raise Error.Argument, Exception.message(exception)
    end
  end

  if Code.ensure_loaded?(Explorer) do
    defp from_library!(%{__struct__: Explorer.DataFrame} = frame) do
      {columns, fields} = SparkEx.LocalData.ExplorerFrame.columns!(frame)
      %{columns(columns) | fields: fields}
    end
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
  def in_order!(%__MODULE__{data: {:columns, columns}} = source, wanted) do
    names = Enum.map(columns, &elem(&1, 0))

    cond do
      names == wanted ->
        source

      Enum.sort(names) == Enum.sort(wanted) and wanted == Enum.uniq(wanted) ->
        %{source | data: {:columns, Enum.map(wanted, &List.keyfind(columns, &1, 0))}}

      true ->
        raise Error.Argument,
              "the schema has the columns #{inspect(wanted)}, the data has #{inspect(names)}"
    end
  end

  def in_order!(source, _wanted), do: source
end
