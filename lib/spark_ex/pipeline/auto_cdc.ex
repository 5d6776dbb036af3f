defmodule SparkEx.Pipeline.AutoCDC do
  @moduledoc false
  # Flows that apply a feed of changes to a table (`AutoCdcFlowDetails`).

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, Error}
  alias SparkEx.Functions, as: F

  @columns {:or, [:string, :atom, {:list, :any}]}

  @options [
    keys: [type: @columns, required: true, doc: "The columns that identify a row."],
    sequence_by: [
      type: :any,
      required: true,
      doc: "The order of the changes of a row: a SQL expression or a column."
    ],
    apply_as_deletes: [
      type: :any,
      doc: "A condition, as a SQL expression or a column: which changes delete the row."
    ],
    columns: [
      type: @columns,
      pyspark: :column_list,
      doc: "The columns of the table; by default all of the source."
    ],
    except_columns: [
      type: @columns,
      pyspark: :except_column_list,
      doc: "The columns of the source that the table lacks."
    ],
    scd_type: [
      type: {:in, [1, 2]},
      pyspark: :stored_as_scd_type,
      doc: "1 keeps the last version of a row (Spark's default), 2 keeps all (Spark 4.3)."
    ],
    track_history_columns: [
      type: @columns,
      pyspark: :track_history_column_list,
      doc: "For `scd_type: 2`: the columns whose change makes a version."
    ],
    track_history_except_columns: [
      type: @columns,
      pyspark: :track_history_except_column_list,
      doc: "For `scd_type: 2`: the columns whose change makes none."
    ]
  ]

  @exclusive [
    {:columns, :except_columns},
    {:track_history_columns, :track_history_except_columns}
  ]

  @spec options() :: Options.schema()
  def options, do: @options

  @doc "The details of a flow; the options are valid."
  @spec details(String.t(), keyword, String.t()) :: map
  def details(source, options, context) do
    for {one, other} <- @exclusive, options[one] && options[other] do
      raise Error.Argument, "#{context} takes one of #{inspect(one)} and #{inspect(other)}"
    end

    if options[:scd_type] != 2 and
         (options[:track_history_columns] || options[:track_history_except_columns]) do
      raise Error.Argument, "#{context}: the history is tracked with scd_type: 2 only"
    end

    for {field, value} <- fields(source, options, context),
        value not in [nil, []],
        into: %{},
        do: {field, value}
  end

  defp fields(source, options, context) do
    columns = &columns(options[&1], context)

    [
      source: source,
      keys: keys(columns.(:keys), context),
      sequence_by: expression(options[:sequence_by], context),
      apply_as_deletes: expression(options[:apply_as_deletes], context),
      column_list: columns.(:columns),
      except_column_list: columns.(:except_columns),
      stored_as_scd_type: scd_type(options[:scd_type]),
      track_history_column_list: columns.(:track_history_columns),
      track_history_except_column_list: columns.(:track_history_except_columns)
    ]
  end

  defp keys([], context), do: raise(Error.Argument, "#{context} needs at least one of :keys")
  defp keys(keys, _context), do: keys

  defp scd_type(nil), do: nil
  defp scd_type(1), do: :SCD_TYPE_1
  defp scd_type(2), do: :SCD_TYPE_2

  defp columns(nil, _context), do: []
  defp columns(names, context), do: names |> List.wrap() |> Enum.map(&column(&1, context))

  defp column(%Column{expr: expr}, _context), do: expr

  defp column(name, _context) when is_binary(name) or (is_atom(name) and name != nil),
    do: F.col(name).expr

  defp column(other, context),
    do: raise(Error.Argument, "#{context}: expected a column, got: #{inspect(other)}")

  defp expression(nil, _context), do: nil
  defp expression(text, _context) when is_binary(text), do: F.expr(text).expr
  defp expression(other, context), do: column(other, context)
end
