defmodule SparkEx.PlanNormal do
  @moduledoc """
  The form in which plans are compared: what SparkEx builds, brought to the rules by which
  `test/contract/record.py` writes what PySpark builds.

  Two plans are the same if they are the same message but for the numbers of their plan ids, for seeds
  that were drawn at random, and for what a server cannot tell from absent: optional flags that are
  false, optional texts that are empty, and zeros in fields without presence. Arrow data is the rows
  that it holds.
  """

  alias SparkEx.{Batch, Native, Plan}
  alias SparkEx.Connect.PlanEncoder.PythonCommands
  alias SparkEx.Python.Workers

  @depth_max 100

  @doc """
  The normal form of a message.

      iex> SparkEx.PlanNormal.of("spark.connect.Relation", %{
      ...>   common: %{plan_id: 7},
      ...>   read: %{is_streaming: false, named_table: %{unparsed_identifier: "t", options: %{}}}
      ...> })
      %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
  """
  @spec of(String.t(), map) :: map
  def of(message, map), do: message |> wire(python(map)) |> spoken() |> renumber()

  @doc """
  Writes `:random` for the numbers that were drawn where the recorded plan has `:random`.

      iex> SparkEx.PlanNormal.like(%{seed: 42, fraction: 0.5}, %{seed: :random, fraction: 0.5})
      %{seed: :random, fraction: 0.5}
  """
  @spec like(term, term) :: term
  def like(drawn, :random) when is_integer(drawn) and drawn >= 0, do: :random

  def like(map, recorded) when is_map(map) and is_map(recorded),
    do: Map.new(map, fn {key, value} -> {key, like(value, recorded[key])} end)

  def like(list, recorded) when is_list(list) and length(list) == length(recorded),
    do: Enum.zip_with(list, recorded, &like/2)

  def like(term, _recorded), do: term

  # For the workers of the machine that recorded the plans. A pickle is left out of the comparison.
  @workers %Workers{version: "3.11", pandas: "3", pyarrow: "26"}

  defp python(map) do
    map
    |> PythonCommands.fill(@workers, :timestamp)
    |> Plan.prewalk(fn
      %{command: <<0x80, _rest::binary>>} = message -> {:cont, %{message | command: "pickled"}}
      message -> {:cont, message}
    end)
  end

  # What a server would read: the native core encodes against the protos and so refuses what they do
  # not know, and a decoded map has no field that was not sent.
  defp wire(message, map) do
    {:ok, bytes} = Native.message_encode(message, map, @depth_max)
    {:ok, map} = Native.message_decode(message, bytes)
    map
  end

  # Numbers without presence: a server cannot tell their 0 from absence, and PySpark does not send it.
  @plain_numbers ~w(lower_bound upper_bound limit offset end step nano months days microseconds
                    fraction relative_error)a

  # As `says_nothing` in record.py. Literals are members of a oneof, where false is a value.
  defp spoken(map) when is_map(map) do
    for {key, value} <- map,
        not (value == false and key not in [:boolean, :is_internal]),
        not (value == "" and key not in [:string, :binary]),
        not (value == 0 and key in @plain_numbers),
        into: %{},
        do: {key, if(key == :data, do: rows(value), else: spoken(value))}
  end

  defp spoken(list) when is_list(list), do: Enum.map(list, &spoken/1)
  defp spoken(term), do: term

  # Only local relations have a field of this name.
  defp rows(ipc) do
    {:ok, batch} = Batch.from_ipc(ipc)
    for row <- Batch.rows!(batch, as: :lists), do: Enum.map(row, &cell/1)
  end

  defp cell(%Date{} = date), do: Date.to_iso8601(date)
  defp cell(%DateTime{} = moment), do: DateTime.to_iso8601(moment)
  defp cell(%{__struct__: Decimal} = decimal), do: Decimal.to_string(decimal, :normal)
  defp cell(value), do: value

  defp renumber(term), do: term |> renumber(%{}) |> elem(0)

  defp renumber(map, ids) when is_map(map) do
    {pairs, ids} =
      map
      |> Enum.sort_by(fn {key, _value} -> to_string(key) end)
      |> Enum.map_reduce(ids, &renumber_field/2)

    {Map.new(pairs), ids}
  end

  defp renumber(list, ids) when is_list(list), do: Enum.map_reduce(list, ids, &renumber/2)
  defp renumber(term, ids), do: {term, ids}

  defp renumber_field({:plan_id, id}, ids) do
    ids = Map.put_new(ids, id, map_size(ids))
    {{:plan_id, ids[id]}, ids}
  end

  defp renumber_field({key, value}, ids) do
    {value, ids} = renumber(value, ids)
    {{key, value}, ids}
  end
end
