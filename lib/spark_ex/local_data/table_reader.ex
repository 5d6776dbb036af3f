if Code.ensure_loaded?(Table.Reader) do
  defmodule SparkEx.LocalData.TableReader do
    @moduledoc false
    # Data of any library that implements `Table.Reader`, as columns.

    @doc "The columns of tabular data, `:none` for data that is not tabular."
    @spec columns(term) :: {:ok, [{term, list}]} | :none
    def columns(data) do
      case Table.Reader.impl_for(data) && Table.Reader.init(data) do
        {:columns, %{columns: names}, columns} -> {:ok, Enum.zip(names, lists(columns))}
        {:rows, %{columns: names}, rows} -> {:ok, Enum.zip(names, transposed(rows, names))}
        none when none in [nil, :none] -> :none
      end
    end

    defp lists(columns), do: Enum.map(columns, &Enum.to_list/1)

    defp transposed(rows, names) do
      case rows |> Enum.map(&Enum.to_list/1) |> Enum.zip_with(& &1) do
        [] -> Enum.map(names, fn _name -> [] end)
        columns -> columns
      end
    end
  end
end
