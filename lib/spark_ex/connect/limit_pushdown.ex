defmodule SparkEx.Connect.LimitPushdown do
  @moduledoc false
  # Limits that Spark computes, and those that are counted on this side.
  #
  # Spark computes a limit on top of a plan by a shuffle into one partition, in which rows stand
  # in the order in which blocks arrive. On several executors this loses the order of the rows,
  # unless a sort is directly below: then it becomes a top-k, which keeps the order. That sort may
  # have been cached, by any client, so the rows are sorted again below the limit.

  alias SparkEx.Connect.SortKeys
  alias SparkEx.Plan

  # A top-k keeps its rows in memory, twice in each task, while a sort can spill.
  @top_k_max 100_000

  # What the order and the number of a relation's rows depend on, by the relation's name in the
  # protocol. Other relations, such as SQL texts, tables and aggregates, have an unknown number of
  # rows in an unknown order.
  #
  #   :sorts      the relation has an order of its own
  #   :stored     the rows of another plan, which may have been sorted
  #   :by_row     one row for each input row, where the expressions are functions of a row
  #   :filters    some of the input rows
  #   :keeps      the order of the input, but Spark does not compute a top-k through it
  #   :shuffles   the rows of the input in another order
  #   :joins      the order of one of the inputs, possibly
  @relations %{
    sort: :sorts,
    cached_remote_relation: :stored,
    project: :by_row,
    with_columns: :by_row,
    with_columns_renamed: :by_row,
    to_df: :by_row,
    to_schema: :by_row,
    drop: :by_row,
    subquery_alias: :by_row,
    hint: :by_row,
    fill_na: :by_row,
    replace: :by_row,
    filter: :filters,
    drop_na: :filters,
    offset: :filters,
    sample: :keeps,
    sample_by: :keeps,
    unpivot: :keeps,
    collect_metrics: :keeps,
    with_watermark: :keeps,
    map_partitions: :keeps,
    repartition: :shuffles,
    repartition_by_expression: :shuffles,
    join: :joins,
    lateral_join: :joins,
    set_op: :joins
  }
  @inputs [:input, :left, :right, :left_input, :right_input]

  # The groups of functions that return one value for each row, and the operators.
  @table Path.join([__DIR__, "..", "..", "..", "priv", "functions.tsv"])
  @external_resource @table
  @groups ~w(mathematical string bitwise conditional predicate hash)
  @operators ~w(+ - * / % div = == <=> != < <= > >= and or not ! negative when)
  @row_functions for(
                   line <- @table |> File.stream!() |> Stream.drop(1),
                   [name, wire_name, _parameters, _pyspark, group | _] = String.split(line, "\t"),
                   group in @groups,
                   do: if(wire_name == "", do: name, else: wire_name)
                 )
                 |> Enum.concat(@operators)
                 |> MapSet.new()

  # Expressions that contain nothing but functions of a row.
  @opaque_expressions [
    :window,
    :expression_string,
    :subquery_expression,
    :call_function,
    :common_inline_user_defined_function,
    :typed_aggregate_expression,
    :extension
  ]

  @doc """
  A relation of at most so many rows, where this keeps the order of the rows and saves Spark work:
  the rows are sorted, or limited to more, or there are certainly more of them. Otherwise the
  relation.
  """
  @spec push(Plan.relation(), pos_integer) :: Plan.relation()
  def push(%{sort: %{is_global: true}} = relation, rows) do
    case order(relation) do
      {:sorted, keys} when rows <= @top_k_max -> top(relation, keys, rows)
      _order -> relation
    end
  end

  def push(relation, rows),
    do: if(push?(relation, rows), do: limit(relation, rows), else: relation)

  defp push?(%{limit: %{limit: limit}}, rows), do: rows < limit
  defp push?(relation, rows), do: row_count(relation) >= rows

  @doc """
  The relation that yields the first rows of another, and who counts them.

  Spark does, except where a sort is known to be below and Spark's limit would lose its order.
  """
  @spec first(Plan.relation(), non_neg_integer) :: {:limited | :unlimited, Plan.relation()}
  def first(relation, 0), do: {:limited, limit(relation, 0)}

  def first(relation, rows) do
    case order(relation) do
      {:sorted, keys} -> {:limited, top(relation, keys, rows)}
      :hidden -> {:unlimited, relation}
      order when order in [:offset, :none] -> {:limited, limit(relation, rows)}
    end
  end

  @doc """
  The relation that yields the last rows of another, and who counts them, as for `first/2`.

  Spark's tail loses the order of a sort on several executors, even if it is directly below.
  """
  @spec last(Plan.relation(), non_neg_integer) :: {:limited | :unlimited, Plan.relation()}
  def last(relation, rows) do
    if rows > 0 and order(relation) != :none,
      do: {:unlimited, relation},
      else: {:limited, Plan.relation(%{tail: %{input: relation, limit: rows}})}
  end

  @doc ~S"""
  The text of an error without the limit of `push/2` on top of the plan that Spark shows.

      iex> text = "no such column;\n'GlobalLimit 11\n+- 'LocalLimit 11\n   +- 'Sort\n      +- Range\n"
      iex> SparkEx.Connect.LimitPushdown.strip(text, 11)
      "no such column;\n'Sort\n+- Range\n"

      iex> text = "no such column;\n'GlobalLimit 11\n+- 'LocalLimit 11\n   +- 'Sort ['x ASC], true\n" <>
      ...>   "      +- 'Sort ['x ASC], true\n         +- Range\n"
      iex> SparkEx.Connect.LimitPushdown.strip(text, 11)
      "no such column;\n'Sort ['x ASC], true\n+- Range\n"
  """
  @spec strip(String.t(), pos_integer) :: String.t()
  def strip(text, rows) do
    limit = "'?GlobalLimit #{rows}\\n\\+- '?LocalLimit #{rows}\\n   \\+- "
    # The second sort of a top-k.
    sort = "'?Sort [^\\n]*, true(?:, \\d+)?\\n      \\+- (?='?Sort )"

    case Regex.run(~r/^#{limit}(#{sort})?/m, text, return: :index) do
      [{at, length} | sort] ->
        below = at + length
        plan = binary_part(text, below, byte_size(text) - below)
        indent = if sort == [], do: 6, else: 9
        binary_part(text, 0, at) <> String.replace(plan, ~r/^ {#{indent}}/m, "")

      nil ->
        text
    end
  end

  defp top(relation, keys, rows), do: relation |> SortKeys.sort(keys) |> limit(rows)

  defp limit(relation, rows), do: Plan.relation(%{limit: %{input: relation, limit: rows}})

  # The number of rows that a relation has at least.
  defp row_count(relation) do
    case split(relation) do
      {:range, range, _kind} -> range_count(range)
      {:limit, %{input: input, limit: limit}, _kind} -> min(limit, row_count(input))
      {_name, node, :by_row} -> if by_row?(node), do: row_count(node.input), else: 0
      {_name, %{input: input}, kind} when kind in [:sorts, :shuffles] -> row_count(input)
      _other -> 0
    end
  end

  defp range_count(range) do
    step = range[:step] || 1
    span = (range[:end] || 0) - (range[:start] || 0)
    if step == 0, do: 0, else: max(div(span + step - div(step, abs(step)), step), 0)
  end

  # The order of rows: `{:sorted, keys}`, which a limit keeps after a second sort, `:offset`, which
  # Spark's limit keeps, `:hidden`, which it does not keep, or `:none`.
  defp order(relation) do
    case split(relation) do
      {_name, %{is_global: true} = sort, :sorts} -> sort_order(sort)
      {_name, _node, :stored} -> :hidden
      {:offset, node, :filters} -> node.input |> order() |> offset_order()
      {name, node, kind} when kind in [:by_row, :filters] -> order_through(name, node, kind)
      {_name, node, kind} when kind in [:keeps, :joins] -> node |> orders() |> hide()
      _other -> :none
    end
  end

  defp sort_order(sort) do
    case SortKeys.fetch(sort) do
      {:ok, keys} -> {:sorted, keys}
      :error -> :hidden
    end
  end

  # Spark computes a sort, an offset and a limit at once.
  defp offset_order({:sorted, _keys}), do: :offset
  defp offset_order(order), do: order

  defp order_through(name, node, kind) do
    case order(node.input) do
      {:sorted, keys} = order ->
        if by_row?(node) and SortKeys.kept?(keys, name, node), do: order, else: :hidden

      :offset ->
        if kind == :by_row and by_row?(node), do: :offset, else: :hidden

      order ->
        order
    end
  end

  defp orders(node) do
    orders = for {key, input} <- node, key in @inputs, do: order(input)
    Enum.find(orders, :none, &(&1 != :none))
  end

  defp hide(:none), do: :none
  defp hide(_order), do: :hidden

  # The name and the fields of a relation. Its subqueries are in the relation around it.
  defp split(%{with_relations: %{root: root}}), do: split(root)

  defp split(relation) do
    case relation |> Map.delete(:common) |> Map.to_list() do
      [{name, node}] -> {name, node, @relations[name]}
      _other -> nil
    end
  end

  defp by_row?(node), do: not (node |> Map.delete(:input) |> Plan.any?(&opaque?/1))

  defp opaque?(%{unresolved_function: %{function_name: name}}),
    do: not MapSet.member?(@row_functions, name)

  defp opaque?(message), do: Enum.any?(@opaque_expressions, &is_map_key(message, &1))
end
