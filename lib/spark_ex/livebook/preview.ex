defmodule SparkEx.Livebook.Preview do
  @moduledoc false
  # The first rows of a frame, by one bounded query.

  alias SparkEx.{Batch, DataFrame, Session, Types}
  alias SparkEx.DataFrame.Names
  alias SparkEx.Livebook.{Cell, CellText}

  @enforce_keys [:fields, :rows, :more]
  defstruct [:batch | @enforce_keys]

  @typedoc """
  `rows` are as they are shown, what is nested as JSON; `batch` has them as they are. `more` says
  whether the frame has further rows.
  """
  @type t :: %__MODULE__{
          fields: [Types.Field.t()],
          batch: Batch.t() | nil,
          rows: [list],
          more: boolean
        }

  @typedoc "A column by its position from 0, and a direction."
  @type order :: {non_neg_integer, :asc | :desc} | nil

  @doc "How many rows: the number given, or what the session says."
  @spec rows(Session.t(), pos_integer | nil) :: {:ok, pos_integer} | {:error, Exception.t()}
  def rows(session, nil) do
    with {:ok, handle} <- Session.handle(session), do: {:ok, handle.limits.preview_rows_default}
  end

  def rows(_session, rows), do: {:ok, rows}

  @doc """
  The first `limit` rows in the order that is asked for, which Spark sorts by.

  One row more is fetched than is shown, to know whether there are more.
  """
  @spec load(DataFrame.t(), Types.struct_type(), pos_integer, order) ::
          {:ok, t} | {:error, Exception.t()}
  def load(frame, {:struct, fields}, limit, order) do
    query = frame |> sorted(fields, order) |> DataFrame.limit(limit + 1)

    with {:ok, ipc} <- DataFrame.to_arrow(query, max_rows: limit + 1),
         {:ok, batch} <- Batch.from_ipc(ipc),
         {:ok, rows} <- Batch.rows(batch, as: :lists, nested: :json) do
      {shown, further} = Enum.split(rows, limit)
      {:ok, %__MODULE__{fields: fields, batch: batch, rows: shown, more: further != []}}
    end
  end

  defp sorted(frame, _fields, nil), do: frame

  defp sorted(frame, fields, {position, direction}) do
    name = Names.quoted(Enum.at(fields, position).name)
    DataFrame.order_by(frame, [{direction, name}])
  end

  @doc "What a widget is to know of each column."
  @spec columns(t) :: [
          %{name: String.t(), type: String.t(), kind: String.t(), sortable: boolean}
        ]
  def columns(preview) do
    names = Enum.map(preview.fields, & &1.name)
    repeated = names -- Enum.uniq(names)

    for field <- preview.fields do
      %{
        name: field.name,
        type: Types.Formatter.simple(field.type),
        kind: field.type |> CellText.kind() |> Atom.to_string(),
        sortable: orderable?(field.type) and field.name not in repeated
      }
    end
  end

  @doc "Some of the rows as texts."
  @spec texts(t, non_neg_integer, pos_integer) :: [[String.t() | nil]]
  def texts(preview, offset, number) do
    for row <- Enum.slice(preview.rows, offset, number) do
      Enum.zip_with(row, preview.fields, &CellText.of(&1, &2.type))
    end
  end

  @doc "The columns as `Kino.DataTable` takes them; what repeats a name is numbered."
  @spec tabular(t) :: [{String.t(), [Cell.t()]}]
  def tabular(preview) do
    columns = Batch.rows!(preview.batch, as: :columns)

    for {field, position} <- Enum.with_index(preview.fields) do
      {_name, values} = Enum.at(columns, position)
      shown = Enum.map(preview.rows, &Enum.at(&1, position))
      cells = Enum.zip_with(values, shown, &Cell.new(&1, &2, field.type))
      {key(preview.fields, field, position), cells}
    end
  end

  defp key(fields, %{name: name}, position) do
    case fields |> Enum.take(position) |> Enum.count(&(&1.name == name)) do
      0 -> name
      earlier -> "#{name} (#{earlier + 1})"
    end
  end

  # What Spark refuses to sort by.
  defp orderable?({:map, _key, _value, _null}), do: false
  defp orderable?({:array, element, _null}), do: orderable?(element)
  defp orderable?({:struct, fields}), do: Enum.all?(fields, &orderable?(&1.type))
  defp orderable?({kind, _parameter}) when kind in [:geometry, :geography, :udt], do: false
  defp orderable?(type), do: type not in [:variant, :calendar_interval]
end
