defmodule SparkEx.DataFrame.SetOperation do
  @moduledoc false
  # Union, intersection and difference of two frames.

  alias SparkEx.Arguments.Options
  alias SparkEx.DataFrame

  @by_name_options [
    allow_missing_columns: [
      type: :boolean,
      default: false,
      positional: true,
      pyspark: :allowMissingColumns,
      doc: "Whether columns that only one frame has are null in the rows of the other."
    ]
  ]

  @spec options() :: Options.schema()
  def options, do: @by_name_options

  @spec combine(DataFrame.t(), DataFrame.t(), atom, keyword) :: DataFrame.t()
  def combine(left, right, type, flags) do
    DataFrame.same_session!(left, right)
    inputs = [set_op_type: type, left_input: left.plan, right_input: right.plan]
    DataFrame.new(left.session, %{set_op: Map.new(inputs ++ flags)})
  end

  @spec union_by_name(DataFrame.t(), DataFrame.t(), keyword) :: DataFrame.t()
  def union_by_name(left, right, options) do
    options = Options.validate!(options, @by_name_options, "union_by_name/3")
    combine(left, right, :SET_OP_TYPE_UNION, [is_all: true, by_name: true] ++ options)
  end
end
