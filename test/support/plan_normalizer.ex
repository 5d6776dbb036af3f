defmodule SparkEx.PlanNormalizer do
  @moduledoc """
  The form in which plans are compared, the same that `test/contract/record.py` gives to PySpark's
  plans.

  Two plans are equal if they are the same message apart from the numbers of plan ids, random
  seeds, and values that a server cannot distinguish from absent ones: optional flags that are
  false, optional strings that are empty, and zeros in fields without presence. Arrow data is
  compared as rows.
  """

  alias SparkEx.{Batch, Native, Plan}
  alias SparkEx.Connect.PlanEncoder.PythonCommands
  alias SparkEx.Python.Workers

  @depth_max 100

  @doc """
  Returns the normal form of a message.

      iex> SparkEx.PlanNormalizer.normalize("spark.connect.Relation", %{
      ...>   common: %{plan_id: 7},
      ...>   read: %{is_streaming: false, named_table: %{unparsed_identifier: "t", options: %{}}}
      ...> })
      %{common: %{plan_id: 0}, read: %{named_table: %{unparsed_identifier: "t"}}}
  """
  @spec normalize(String.t(), map) :: map
  def normalize(message, map),
    do: message |> round_trip(fill_python(map)) |> drop_defaults() |> renumber()

  @doc """
  Replaces numbers by `:random` where the recorded plan has `:random`.

      iex> recorded = %{seed: :random, fraction: 0.5}
      iex> SparkEx.PlanNormalizer.mask_random(%{seed: 42, fraction: 0.5}, recorded)
      %{seed: :random, fraction: 0.5}
  """
  @spec mask_random(term, term) :: term
  def mask_random(drawn, :random) when is_integer(drawn) and drawn >= 0, do: :random

  def mask_random(map, recorded) when is_map(map) and is_map(recorded),
    do: Map.new(map, fn {key, value} -> {key, mask_random(value, recorded[key])} end)

  def mask_random(list, recorded) when is_list(list) and length(list) == length(recorded),
    do: Enum.zip_with(list, recorded, &mask_random/2)

  def mask_random(term, _recorded), do: term

  # The Python workers of the machine that recorded the plans. Pickles are not compared.
  @workers %Workers{version: "3.11", pandas: "3", pyarrow: "26"}

  defp fill_python(map) do
    map
    |> PythonCommands.fill(@workers, :timestamp)
    |> Plan.prewalk(fn
      %{command: <<0x80, _rest::binary>>} = message -> {:cont, %{message | command: "pickled"}}
      message -> {:cont, message}
    end)
  end

  # The message as a server reads it. Encoding rejects fields that the protos do not have, and
  # decoding leaves out those that were not sent.
  defp round_trip(message, map) do
    {:ok, bytes} = Native.message_encode(message, map, @depth_max)
    {:ok, map} = Native.message_decode(message, bytes)
    map
  end

  # Numbers without presence: a server cannot distinguish 0 from absence, and PySpark omits it.
  @plain_numbers ~w(lower_bound upper_bound limit offset end step nano months days microseconds
                    fraction relative_error)a

  # As `says_nothing` in record.py. Literals are members of a oneof, where false is a value.
  defp drop_defaults(map) when is_map(map) do
    for {key, value} <- map,
        not (value == false and key not in [:boolean, :is_internal]),
        not (value == "" and key not in [:string, :binary]),
        not (value == 0 and key in @plain_numbers),
        into: %{},
        do: {key, if(key == :data, do: rows(value), else: drop_defaults(value))}
  end

  defp drop_defaults(list) when is_list(list), do: Enum.map(list, &drop_defaults/1)
  defp drop_defaults(term), do: term

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
