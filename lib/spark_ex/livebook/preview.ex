defmodule SparkEx.Livebook.Preview do
  @moduledoc false
  # The first rows of a frame, fetched with one bounded query.

  alias SparkEx.{Batch, DataFrame, Session, Types}
  alias SparkEx.Connect.ResultDecoder
  alias SparkEx.DataFrame.Names
  alias SparkEx.Livebook.{Cell, CellText}

  # Invalid bytes are shown as Spark's own `show` shows them.
  @shown [invalid_utf8: :replace]

  @enforce_keys [:fields, :rows, :more]
  defstruct [:batch | @enforce_keys]

  @typedoc """
  `rows` hold nested values as JSON, as the table shows them; `batch` holds the values themselves.
  `more` is true if the frame has further rows.
  """
  @type t :: %__MODULE__{
          fields: [Types.Field.t()],
          batch: Batch.t() | nil,
          rows: [list],
          more: boolean
        }

  @typedoc "The position of a column, from 0, and a direction."
  @type order :: {non_neg_integer, :asc | :desc} | nil

  @doc "Returns the number of rows to fetch: the one given, or else the session's."
  @spec rows(Session.t(), pos_integer | nil) :: {:ok, pos_integer} | {:error, Exception.t()}
  def rows(session, nil) do
    with {:ok, handle} <- Session.handle(session), do: {:ok, handle.limits.preview_rows_default}
  end

  def rows(_session, rows), do: {:ok, rows}

  @doc """
  Fetches the first `limit` rows in an order that Spark sorts by.

  The query asks for one row more than is shown, to find out whether there are more.
  """
  @spec load(DataFrame.t(), Types.struct_type(), pos_integer, order) ::
          {:ok, t} | {:error, Exception.t()}
  def load(frame, {:struct, fields}, limit, order) do
    %{session: session, plan: plan} = sorted(frame, fields, order)

    with {:ok, ipc} <- ResultDecoder.first_to_arrow(session, plan, limit + 1),
         {:ok, batch} <- Batch.from_ipc(ipc),
         {:ok, rows} <- Batch.rows(batch, [as: :lists, nested: :json] ++ @shown) do
      {shown, further} = Enum.split(rows, limit)
      {:ok, %__MODULE__{fields: fields, batch: batch, rows: shown, more: further != []}}
    end
  end

  defp sorted(frame, _fields, nil), do: frame

  defp sorted(frame, fields, {position, direction}) do
    name = Names.quoted(Enum.at(fields, position).name)
    DataFrame.order_by(frame, [{direction, name}])
  end

  @doc "Returns what a widget shows of each column."
  @spec columns(t) :: [
          %{name: String.t(), type: String.t(), kind: String.t(), sortable: boolean}
        ]
  def columns(preview) do
    frequencies = Enum.frequencies_by(preview.fields, & &1.name)

    for field <- preview.fields do
      %{
        name: field.name,
        type: Types.Formatter.simple(field.type),
        kind: field.type |> CellText.kind() |> Atom.to_string(),
        sortable: orderable?(field.type) and frequencies[field.name] == 1
      }
    end
  end

  @doc "Returns `number` rows from `offset` on as texts."
  @spec texts(t, non_neg_integer, pos_integer) :: [[String.t() | nil]]
  def texts(preview, offset, number) do
    for row <- Enum.slice(preview.rows, offset, number) do
      Enum.zip_with(row, preview.fields, &CellText.of(&1, &2.type))
    end
  end

  @doc "Returns the columns as `Kino.DataTable` takes them; repeated names are numbered."
  @spec tabular(t) :: [{String.t(), [Cell.t()]}]
  def tabular(preview) do
    columns = Batch.rows!(preview.batch, [as: :columns] ++ @shown)
    texts = transpose(preview.rows, length(preview.fields))

    [preview.fields, keys(preview.fields), columns, texts]
    |> Enum.zip_with(fn [field, key, {_name, values}, texts] ->
      {key, Enum.zip_with(values, texts, &Cell.new(&1, &2, field.type))}
    end)
  end

  defp transpose([], columns), do: List.duplicate([], columns)
  defp transpose(rows, _columns), do: Enum.zip_with(rows, & &1)

  defp keys(fields) do
    {keys, _seen} =
      Enum.map_reduce(fields, %{}, fn %{name: name}, seen ->
        number = Map.get(seen, name, 0) + 1
        {if(number == 1, do: name, else: "#{name} (#{number})"), Map.put(seen, name, number)}
      end)

    keys
  end

  # Spark refuses to sort by the others.
  defp orderable?({:map, _key, _value, _null}), do: false
  defp orderable?({:array, element, _null}), do: orderable?(element)
  defp orderable?({:struct, fields}), do: Enum.all?(fields, &orderable?(&1.type))
  defp orderable?({kind, _parameter}) when kind in [:geometry, :geography, :udt], do: false
  defp orderable?(type), do: type not in [:variant, :calendar_interval]
end
