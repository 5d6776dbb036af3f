defmodule SparkEx.DataFrame.Formatter do
  @moduledoc false
  # A plan as one line of text. It reads only the plan and never contacts the server.

  alias SparkEx.{Column, GroupedData}
  alias SparkEx.DataFrame.Subquery
  alias SparkEx.Python.{Command, Kind}

  # Long argument lists are cut at the end, deep plans in the middle.
  @arguments_max 80
  @steps_max 12

  # Relations whose function has another name.
  @names %{
    project: "select",
    deduplicate: "distinct",
    subquery_alias: "alias_",
    to_schema: "to",
    fill_na: "fillna",
    drop_na: "dropna",
    repartition_by_expression: "repartition",
    collect_metrics: "observe",
    cached_remote_relation: "checkpoint"
  }

  @set_operations %{
    SET_OP_TYPE_UNION: "union",
    SET_OP_TYPE_INTERSECT: "intersect",
    SET_OP_TYPE_EXCEPT: "except"
  }

  @groupings %{
    GROUP_TYPE_GROUPBY: "group_by",
    GROUP_TYPE_PIVOT: "group_by",
    GROUP_TYPE_ROLLUP: "rollup",
    GROUP_TYPE_CUBE: "cube",
    GROUP_TYPE_GROUPING_SETS: "grouping_sets"
  }

  @doc """
  Formats the steps of a plan, first to last.

      iex> range = SparkEx.Plan.relation(%{range: %{start: 0, end: 10, step: 1}})
      iex> SparkEx.DataFrame.Formatter.format(%{limit: %{input: range, limit: 3}})
      "range(0, 10) |> limit(3)"
  """
  @spec format(map | GroupedData.t()) :: String.t()
  def format(%GroupedData{frame: frame} = grouped),
    do: frame.plan |> steps(grouping(grouped)) |> shorten() |> Enum.join(" |> ")

  def format(relation), do: relation |> steps([]) |> shorten() |> Enum.join(" |> ")

  defp steps(relation, later) do
    case relation |> Map.delete(:common) |> Map.to_list() do
      [{:with_relations, %{root: root, references: references}}] ->
        root |> Subquery.with_plans(references) |> steps(later)

      [{:with_relations, %{root: root}}] ->
        steps(root, later)

      [{name, %{left: left, right: right} = node}] ->
        steps(left, [call(name, [format(right) | arguments(name, node)]) | later])

      [{:set_op, %{left_input: left, right_input: right} = node}] ->
        steps(left, [call(@set_operations[node.set_op_type], [format(right)]) | later])

      [{:co_group_map, %{input: input, other: other} = node}] ->
        keys = [group_type: :GROUP_TYPE_GROUPBY, pivot: nil]
        left = Map.new([grouping: node[:input_grouping_expressions] || []] ++ keys)
        right = Map.new([grouping: node[:other_grouping_expressions] || []] ++ keys)
        other = other |> steps(grouping(right)) |> shorten() |> Enum.join(" |> ")
        steps(input, grouping(left) ++ [call("cogroup", [other]), python(node, "apply") | later])

      [{name, %{input: input, func: _function} = node}] ->
        keys = %{grouping: node[:grouping_expressions] || [], pivot: nil}
        keys = Map.put(keys, :group_type, :GROUP_TYPE_GROUPBY)
        steps(input, grouping(keys) ++ [python(node, name) | later])

      [{:parse, %{input: input, format: format}}] ->
        "PARSE_FORMAT_" <> format = Atom.to_string(format)
        steps(input, [call("parse_" <> String.downcase(format), []) | later])

      [{:aggregate, %{input: input} = node}] ->
        steps(input, aggregate(node) ++ later)

      [{name, %{input: input} = node}] ->
        steps(input, [call(@names[name] || name, arguments(name, node)) | later])

      [{name, %{is_streaming: true} = node}] ->
        [call("stream", steps(%{name => Map.delete(node, :is_streaming)}, [])) | later]

      [{name, node}] when is_map(node) ->
        [call(source(name, node), arguments(name, node)) | later]

      # Inspect must not fail on invalid plans.
      _ ->
        ["?" | later]
    end
  end

  defp source(:read, %{data_source: source}), do: source[:format] || "load"
  defp source(:read, %{named_table: _table}), do: "table"
  defp source(:relation_changes, _node), do: "changes"
  defp source(:unresolved_table_valued_function, node), do: node.function_name
  defp source(:common_inline_user_defined_table_function, node), do: node.function_name
  defp source(name, _node), do: @names[name] || name

  defp arguments(:range, node), do: [inspect(node[:start] || 0), inspect(node[:end] || 0)]
  defp arguments(:sql, node), do: [inspect(node.query)]
  defp arguments(:extension, node), do: [inspect(node.type_url)]
  defp arguments(:read, %{named_table: table}), do: [inspect(table.unparsed_identifier)]
  defp arguments(:read, %{data_source: source}), do: Enum.map(source[:paths] || [], &inspect/1)
  defp arguments(:relation_changes, node), do: [inspect(node.unparsed_identifier)]
  defp arguments(:project, node), do: texts(node[:expressions])
  defp arguments(:filter, node), do: [strip_parentheses(node.condition)]

  defp arguments(:with_columns, node),
    do: texts(for aliased <- node.aliases, do: %{alias: aliased})

  defp arguments(:drop, node), do: (node[:column_names] || []) ++ texts(node[:columns])
  defp arguments(:sort, node), do: Enum.map(node[:order] || [], &order/1)
  defp arguments(:join, %{using_columns: names}), do: names
  defp arguments(:join, %{join_condition: condition}), do: [strip_parentheses(condition)]
  defp arguments(:limit, node), do: [inspect(node[:limit] || 0)]
  defp arguments(:offset, node), do: [inspect(node[:offset] || 0)]
  defp arguments(:subquery_alias, node), do: [node.alias]
  defp arguments(:collect_metrics, node), do: [node.name]
  defp arguments(:hint, node), do: [node.name | texts(node[:parameters])]
  defp arguments(:deduplicate, %{column_names: names}), do: names
  defp arguments(_name, _node), do: []

  # Kinds of functions are named after what builds them.
  defp python(%{func: %{python_udf: %Command{kind: kind}} = function}, _relation),
    do: call(Kind.caller(kind), [function.function_name])

  defp python(%{func: function}, relation),
    do: call(relation, List.wrap(function[:function_name]))

  defp aggregate(node) do
    grouped = %{
      group_type: node.group_type,
      grouping: node[:grouping_expressions] || [],
      pivot: node[:pivot]
    }

    grouping(grouped) ++ [call("agg", texts(node[:aggregate_expressions]))]
  end

  # A group of all rows is implied by `agg`.
  defp grouping(%{group_type: :GROUP_TYPE_GROUPBY, grouping: []}), do: []
  defp grouping(%{pivot: nil} = grouped), do: [group_by(grouped)]

  defp grouping(%{pivot: pivot} = grouped),
    do: [group_by(grouped), call("pivot", texts([pivot.col]))]

  defp group_by(grouped),
    do: call(Map.fetch!(@groupings, grouped.group_type), texts(grouped.grouping))

  # The default order of nulls is left out.
  defp order(order) do
    order
    |> Column.Formatter.sort_order()
    |> IO.iodata_to_binary()
    |> String.replace_suffix(" ASC NULLS FIRST", "")
    |> String.replace_suffix(" DESC NULLS LAST", " DESC")
  end

  # Plans from the server omit empty lists.
  defp texts(nil), do: []
  defp texts(exprs), do: Enum.map(exprs, &strip_parentheses/1)

  # The outermost operator needs no parentheses.
  defp strip_parentheses(%{unresolved_function: _} = expr) do
    case Column.Formatter.render(expr) do
      "(" <> rest -> binary_part(rest, 0, byte_size(rest) - 1)
      text -> text
    end
  end

  defp strip_parentheses(%{alias: %{expr: expr, name: names}}),
    do: strip_parentheses(expr) <> " AS " <> Enum.join(names, ", ")

  defp strip_parentheses(expr), do: Column.Formatter.render(expr)

  defp call(name, []), do: to_string(name)

  defp call(name, arguments) do
    text = arguments |> Enum.join(", ") |> one_line()

    text =
      if String.length(text) > @arguments_max,
        do: String.slice(text, 0, @arguments_max) <> "…",
        else: text

    "#{name}(#{text})"
  end

  # SQL texts and names may contain newlines.
  defp one_line(text), do: String.replace(text, ~r/[\s[:cntrl:]]+/u, " ")

  defp shorten(steps) when length(steps) <= @steps_max, do: steps

  defp shorten(steps) do
    half = div(@steps_max, 2)
    hidden = length(steps) - 2 * half
    Enum.take(steps, half) ++ ["… #{hidden} more …"] ++ Enum.take(steps, -half)
  end
end
