defmodule SparkEx.DataFrame.SchemaLookup do
  @moduledoc false
  # The few builders that cannot build without the schema of their frame, and so ask the server, as
  # PySpark does: ordinals in `order_by` and `group_by`, and the aggregates of all numeric columns.

  alias SparkEx.Connect.{Client, PlanEncoder}
  alias SparkEx.{DataFrame, Error, Types}

  @numeric [:byte, :short, :integer, :long, :float, :double]

  @doc "What an ordinal stands for; anything else is taken as it is."
  @spec ordinal(DataFrame.t(), term) :: term
  def ordinal(frame, ordinal) when is_integer(ordinal) and ordinal > 0,
    do: column_at!(frame, ordinal)

  def ordinal(_frame, ordinal) when is_integer(ordinal),
    do: raise(Error.Argument, "the position of a column starts at 1, got: #{ordinal}")

  def ordinal(_frame, column), do: column

  @doc "The name of the column at a 1-based ordinal."
  @spec column_at!(DataFrame.t(), pos_integer) :: String.t()
  def column_at!(frame, ordinal) do
    fields = fields!(frame)

    case Enum.at(fields, ordinal - 1) do
      nil -> raise Error.Argument, "no column at position #{ordinal} of #{length(fields)}"
      field -> field.name
    end
  end

  @doc "The names of the numeric columns."
  @spec numeric_columns!(DataFrame.t()) :: [String.t()]
  def numeric_columns!(frame),
    do: for(%{name: name, type: type} <- fields!(frame), numeric?(type), do: name)

  defp numeric?({:decimal, _precision, _scale}), do: true
  defp numeric?(type), do: type in @numeric

  defp fields!(frame) do
    request = %{schema: %{plan: PlanEncoder.root(frame.plan)}}

    case Client.analyze(frame.session, request) do
      {:ok, %{schema: schema}} -> schema |> Types.from_proto() |> elem(1)
      {:error, exception} -> raise exception
    end
  end
end
