defmodule SparkEx.Query.Verbs do
  @moduledoc false
  # The verbs of Explorer that are not transforms of `SparkEx.DataFrame` under another name.

  alias SparkEx.Arguments.{Options, Receiver}
  alias SparkEx.DataFrame.Names
  alias SparkEx.{Column, DataFrame, Error, GroupedData, Window, WindowSpec}

  @mutate [
    keep: [
      type: {:in, [:all, :none]},
      default: :all,
      doc: "`:none` drops the columns that are neither new nor groups."
    ]
  ]
  @sort_by [
    nils: [type: {:in, [:first, :last]}, default: :last, doc: "Where nulls come, in any order."]
  ]

  @doc "The options of `mutate`."
  @spec mutate_options() :: Options.schema()
  def mutate_options, do: @mutate

  @doc "The options of `sort_by` and `arrange`."
  @spec sort_by_options() :: Options.schema()
  def sort_by_options, do: @sort_by

  @doc "Adds columns. `columns` takes the window of their aggregates."
  @spec mutate(frame, (WindowSpec.t() -> term), keyword) :: frame
        when frame: DataFrame.t() | GroupedData.t()
  def mutate(%GroupedData{grouping: groups} = grouped, columns, options) do
    groups = Enum.map(groups, &group!(&1, grouped.group_type))
    %{grouped | frame: mutate(grouped.frame, groups, columns, options)}
  end

  def mutate(frame, columns, options), do: mutate(frame, [], columns, options)

  defp mutate(frame, groups, columns, options) do
    options = Options.validate!(options, @mutate, "mutate/3")
    columns = groups |> Window.partition_by() |> columns.() |> Names.pairs!("mutate/3")

    case options[:keep] do
      :all -> DataFrame.with_columns(frame, columns)
      :none -> DataFrame.select(frame, groups |> replaced(columns) |> Enum.concat(columns))
    end
  end

  # A new column takes the place of a group of that name. Spark ignores the case.
  defp replaced(groups, columns) do
    names = for {name, _column} <- columns, do: name |> Names.quoted() |> String.downcase()

    Enum.reject(groups, fn %{expr: %{unresolved_attribute: %{unparsed_identifier: name}}} ->
      String.downcase(name) in names
    end)
  end

  defp group!(%{unresolved_attribute: _} = expr, :GROUP_TYPE_GROUPBY), do: %Column{expr: expr}

  defp group!(_expr, :GROUP_TYPE_GROUPBY) do
    raise Error.Argument,
          "mutate/3 takes groups of columns, not of expressions; add the column first: " <>
            "mutate(frame, hour: hour(time)) |> group_by(hour)"
  end

  defp group!(_expr, _type),
    do: raise(Error.Argument, "mutate/3 takes groups of group_by/2, not rollup, cube or pivot")

  @doc "Sorts the rows. Keys without a place for nulls get that of the option `:nils`."
  @spec sort_by(DataFrame.t(), term, keyword) :: DataFrame.t()
  def sort_by(frame, keys, options) do
    options = Options.validate!(options, @sort_by, "sort_by/3")
    keys = if is_list(keys), do: keys, else: [keys]
    DataFrame.order_by(frame, Enum.map(keys, &key(&1, options[:nils])))
  end

  defp key({:asc, column}, nils), do: {if(nils == :last, do: :asc_nulls_last, else: :asc), column}

  defp key({:desc, column}, nils),
    do: {if(nils == :first, do: :desc_nulls_first, else: :desc), column}

  defp key({_order, _column} = key, _nils), do: key
  defp key(%Column{expr: %{sort_order: _}} = key, _nils), do: key

  defp key(position, _nils) when is_integer(position) do
    raise Error.Argument,
          "sort_by/3 takes columns and names, got: #{position}; order_by/2 takes positions"
  end

  defp key(column, nils), do: key({:asc, column}, nils)

  @doc "Renames some columns, or all."
  @spec rename(DataFrame.t(), term) :: DataFrame.t()
  def rename(frame, [name | _] = names) when is_atom(name) or is_binary(name),
    do: DataFrame.to_df(frame, names)

  def rename(frame, names), do: DataFrame.with_columns_renamed(frame, names)

  @doc "The frame of groups."
  @spec ungroup(DataFrame.t() | GroupedData.t()) :: DataFrame.t()
  def ungroup(%DataFrame{} = frame), do: frame
  def ungroup(grouped), do: Receiver.expect!(grouped, GroupedData).frame
end
