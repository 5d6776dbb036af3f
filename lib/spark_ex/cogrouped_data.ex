defmodule SparkEx.CogroupedData do
  @moduledoc """
  The groups of two frames, paired by their keys (PySpark's `PandasCogroupedOps`).

  `SparkEx.GroupedData.cogroup/2` returns one. A Python function then gets the rows of both frames
  for each key that either frame has:

      orders = DataFrame.group_by(orders, :customer)
      visits = DataFrame.group_by(visits, :customer)

      orders
      |> GroupedData.cogroup(visits)
      |> CogroupedData.apply_in_pandas(
        \"""
        import pandas as pd

        def last_visit_before(orders, visits):
            return pd.merge_asof(orders.sort_values("at"), visits.sort_values("at"), on="at")
        \""",
        "at TIMESTAMP, customer STRING, page STRING"
      )
  """

  alias SparkEx.Arguments.Receiver
  alias SparkEx.{DataFrame, Error, GroupedData, Python, Types}
  alias SparkEx.GroupedData.Apply

  @enforce_keys [:left, :right]
  defstruct [:left, :right]

  @typedoc "Two grouped frames. The fields are private."
  @type t :: %__MODULE__{left: GroupedData.t(), right: GroupedData.t()}

  @doc false
  @spec new(GroupedData.t(), GroupedData.t()) :: t
  def new(left, right) do
    for grouped <- [left, right],
        do: grouped |> Receiver.expect!(GroupedData) |> Apply.plain!("cogroup/2")

    DataFrame.same_session!(left.frame, right.frame)
    {keys, others} = {length(left.grouping), length(right.grouping)}

    if keys != others,
      do: raise(Error.Argument, "cogroup/2: expected #{keys} keys in both frames, got #{others}")

    %__MODULE__{left: left, right: right}
  end

  @doc """
  Calls a Python function with the rows of each key as two `pandas.DataFrame`, and makes a frame
  of those that it returns.

      CogroupedData.apply_in_pandas(
        cogrouped,
        "lambda key, left, right: left.merge(right, on='id')",
        "id BIGINT, x DOUBLE, y DOUBLE"
      )

  The function takes the two frames, or the key as a tuple and the two frames. A key that only one
  frame has comes with an empty frame for the other. `schema` names and types the columns of the
  result.

  ## Options

  #{Apply.cogrouped_docs()}

  Raises `SparkEx.Error.Argument`. Source: PySpark `PandasCogroupedOps.applyInPandas`,
  `spark.connect.CoGroupMap`.
  """
  @spec apply_in_pandas(t, Python.source(), Types.input(), keyword) :: DataFrame.t()
  def apply_in_pandas(cogrouped, function, schema, options \\ []),
    do: cogrouped |> cogrouped!() |> Apply.cogroups(function, schema, options, :apply_in_pandas)

  @doc """
  Calls a Python function with the rows of each key as two `pyarrow.Table`, as `apply_in_pandas/4`
  does with `pandas.DataFrame`.

      CogroupedData.apply_in_arrow(
        cogrouped,
        "lambda left, right: left.join(right, keys='id')",
        "id BIGINT, x DOUBLE, y DOUBLE"
      )

  The key is a tuple of `pyarrow.Scalar`. Source: PySpark `PandasCogroupedOps.applyInArrow`.
  """
  @spec apply_in_arrow(t, Python.source(), Types.input(), keyword) :: DataFrame.t()
  def apply_in_arrow(cogrouped, function, schema, options \\ []),
    do: cogrouped |> cogrouped!() |> Apply.cogroups(function, schema, options, :apply_in_arrow)

  defp cogrouped!(cogrouped), do: Receiver.expect!(cogrouped, __MODULE__)

  defimpl Inspect do
    alias SparkEx.DataFrame.Formatter

    def inspect(cogrouped, _options) do
      "#SparkEx.CogroupedData<#{Formatter.format(cogrouped.left)}, " <>
        "#{Formatter.format(cogrouped.right)}>"
    end
  end
end
