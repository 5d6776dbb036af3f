defmodule SparkEx.Column.Formatter do
  @moduledoc false
  # Expressions as text for Inspect and error messages. It resembles SQL but is not valid SQL.

  alias SparkEx.{DataFrame, Interval, Types}
  alias SparkEx.Literal.Epoch

  @infix ~w(+ - * / % == < <= > >= <=> & | ^ and or)
  @shown_max 40

  @spec render(SparkEx.Plan.expression()) :: String.t()
  def render(expression), do: expression |> write() |> IO.iodata_to_binary()

  defp write(%{unresolved_attribute: %{unparsed_identifier: name}}), do: name
  defp write(%{unresolved_star: %{unparsed_target: target}}), do: target
  defp write(%{unresolved_star: _}), do: "*"
  defp write(%{unresolved_regex: %{col_name: pattern}}), do: pattern
  defp write(%{expression_string: %{expression: text}}), do: text
  defp write(%{literal: literal}), do: literal(literal)
  defp write(%{unresolved_function: function}), do: function(function)
  defp write(%{call_function: function}), do: call(function.function_name, function.arguments)

  defp write(%{common_inline_user_defined_function: function}),
    do: call(function.function_name, Map.get(function, :arguments, []))

  defp write(%{cast: cast}), do: cast(cast)
  defp write(%{sort_order: order}), do: sort_order(order)
  defp write(%{window: window}), do: [write(window.window_function), " OVER (", over(window), ")"]
  defp write(%{unresolved_named_lambda_variable: %{name_parts: parts}}), do: Enum.join(parts, ".")

  defp write(%{named_argument_expression: argument}),
    do: [argument.key, " => ", write(argument.value)]

  defp write(%{extension: %{type_url: url}}), do: ["extension(", inspect(url), ")"]

  defp write(%{direct_shuffle_partition_id: %{child: child}}), do: call("partition_id", [child])

  defp write(%{alias: %{expr: expr, name: names}}),
    do: [write(expr), " AS ", Enum.join(names, ", ")]

  defp write(%{unresolved_extract_value: %{child: child, extraction: key}}),
    do: [write(child), "[", write(key), "]"]

  defp write(%{update_fields: %{value_expression: value} = update}) do
    [
      "update_field(",
      write(update.struct_expression),
      ", ",
      update.field_name,
      ", ",
      write(value),
      ")"
    ]
  end

  defp write(%{update_fields: update}),
    do: ["drop_field(", write(update.struct_expression), ", ", update.field_name, ")"]

  defp write(%{lambda_function: %{function: body, arguments: variables}}) do
    names = Enum.map_join(variables, ", ", &Enum.join(&1.name_parts, "."))
    ["(", names, ") -> ", write(body)]
  end

  defp write(%{subquery_expression: %{subquery_type: :SUBQUERY_TYPE_IN} = subquery}) do
    operands = list(subquery[:in_subquery_values] || [])
    ["(", operands, " IN (", subquery_plan(subquery), "))"]
  end

  defp write(%{subquery_expression: %{subquery_type: type} = subquery}) do
    "SUBQUERY_TYPE_" <> name = Atom.to_string(type)
    [String.downcase(name), "(", subquery_plan(subquery), ")"]
  end

  # An expression that is unknown here is shown by its name.
  defp write(expression), do: expression |> Map.keys() |> Enum.map_join(",", &"#{&1}(…)")

  # A column has the frame, the formatter of a frame adds the plan.
  defp subquery_plan(%{frame: frame}), do: DataFrame.Formatter.format(frame.plan)
  defp subquery_plan(%{plan: plan}), do: DataFrame.Formatter.format(plan)
  defp subquery_plan(%{plan_id: id}), do: ["plan ", Integer.to_string(id)]

  defp function(%{function_name: name, arguments: [left, right]}) when name in @infix,
    do: ["(", write(left), " ", name, " ", write(right), ")"]

  defp function(%{function_name: "not", arguments: [operand]}), do: ["(NOT ", write(operand), ")"]

  defp function(%{function_name: "negative", arguments: [operand]}),
    do: ["(- ", write(operand), ")"]

  defp function(%{function_name: "isNull", arguments: [operand]}),
    do: ["(", write(operand), " IS NULL)"]

  defp function(%{function_name: "isNotNull", arguments: [operand]}),
    do: ["(", write(operand), " IS NOT NULL)"]

  defp function(%{function_name: "in", arguments: [operand | values]}),
    do: ["(", write(operand), " IN (", list(values), "))"]

  defp function(%{function_name: "when", arguments: arguments}),
    do: ["CASE", branches(arguments), " END"]

  defp function(%{function_name: name, arguments: arguments, is_distinct: true}),
    do: [name, "(DISTINCT ", list(arguments), ")"]

  # Plans from elsewhere omit an empty list of arguments.
  defp function(%{function_name: name} = function), do: call(name, function[:arguments] || [])

  defp branches([condition, value | rest]),
    do: [" WHEN ", write(condition), " THEN ", write(value) | branches(rest)]

  defp branches([otherwise]), do: [" ELSE ", write(otherwise)]
  defp branches([]), do: []

  defp call(name, arguments), do: [name, "(", list(arguments), ")"]
  defp list(expressions), do: expressions |> Enum.map(&write/1) |> Enum.intersperse(", ")

  defp cast(%{expr: expr} = cast) do
    name = if cast[:eval_mode] == :EVAL_MODE_TRY, do: "TRY_CAST", else: "CAST"
    [name, "(", write(expr), " AS ", cast_type(cast), ")"]
  end

  defp cast_type(%{type_str: text}), do: String.upcase(text)
  defp cast_type(%{type: type}), do: type |> Types.from_proto() |> Types.to_ddl()

  @directions %{SORT_DIRECTION_ASCENDING: "ASC", SORT_DIRECTION_DESCENDING: "DESC"}
  @nulls %{SORT_NULLS_FIRST: "NULLS FIRST", SORT_NULLS_LAST: "NULLS LAST"}

  @spec sort_order(map) :: iodata
  def sort_order(%{child: child, direction: direction, null_ordering: nulls}),
    do: [write(child), " ", @directions[direction], " ", @nulls[nulls]]

  @doc "The text inside the parentheses of `OVER (…)`."
  @spec over(map) :: iodata
  def over(window) do
    [
      part("PARTITION BY ", Map.get(window, :partition_spec, []), &write/1),
      part("ORDER BY ", Map.get(window, :order_spec, []), &sort_order/1),
      frame(Map.get(window, :frame_spec))
    ]
    |> Enum.reject(&(&1 == []))
    |> Enum.intersperse(" ")
  end

  defp part(_title, [], _write), do: []
  defp part(title, items, write), do: [title, items |> Enum.map(write) |> Enum.intersperse(", ")]

  defp frame(nil), do: []

  defp frame(%{frame_type: type, lower: lower, upper: upper}) do
    name = if type == :FRAME_TYPE_ROW, do: "ROWS", else: "RANGE"
    [name, " BETWEEN ", boundary(lower, "PRECEDING"), " AND ", boundary(upper, "FOLLOWING")]
  end

  defp boundary(%{current_row: true}, _side), do: "CURRENT ROW"
  defp boundary(%{unbounded: true}, side), do: ["UNBOUNDED ", side]
  defp boundary(%{value: value}, _side), do: write(value)

  defp literal(%{null: _}), do: "NULL"
  defp literal(%{boolean: value}), do: to_string(value)
  defp literal(%{string: value}), do: [?', shortened(value), ?']
  defp literal(%{binary: value}), do: ["X'", value |> shortened_bytes() |> Base.encode16(), "'"]
  defp literal(%{decimal: %{value: value}}), do: value
  defp literal(%{date: days}), do: ["DATE '", days |> date() |> to_string(), "'"]

  defp literal(%{timestamp_ltz_nanos: %{epoch_micros: count, precision: precision}}),
    do: ["TIMESTAMP_LTZ(#{precision}) '", moment(count), "Z'"]

  defp literal(%{timestamp_ntz_nanos: %{epoch_micros: count, precision: precision}}),
    do: ["TIMESTAMP_NTZ(#{precision}) '", moment(count), "'"]

  defp literal(%{timestamp: count}), do: ["TIMESTAMP '", moment(count), "Z'"]
  defp literal(%{timestamp_ntz: count}), do: ["TIMESTAMP_NTZ '", moment(count), "'"]
  defp literal(%{time: %{nano: count}}), do: ["TIME '", count |> div(1000) |> clock(), "'"]
  defp literal(%{array: %{elements: elements}}), do: ["[", literals(elements), "]"]
  defp literal(%{struct: %{elements: elements}}), do: ["{", literals(elements), "}"]

  defp literal(%{map: %{keys: keys, values: values}}) do
    pairs = Enum.zip_with(keys, values, &[literal(&1), " -> ", literal(&2)])
    ["{", Enum.intersperse(pairs, ", "), "}"]
  end

  defp literal(%{day_time_interval: count}),
    do: to_string(%Interval.DayTime{microseconds: count})

  defp literal(%{year_month_interval: count}),
    do: to_string(%Interval.YearMonth{months: count})

  defp literal(%{calendar_interval: fields}),
    do: Interval.Calendar |> struct(fields) |> to_string()

  defp literal(number),
    do: number |> Map.delete(:data_type) |> Map.values() |> Enum.map_join(&to_string/1)

  defp literals(literals), do: literals |> Enum.map(&literal/1) |> Enum.intersperse(", ")

  defp date(days), do: (days * 86_400_000_000) |> Epoch.naive() |> NaiveDateTime.to_date()

  defp moment(count), do: count |> Epoch.naive() |> clock_text()

  defp clock(count),
    do: ~T[00:00:00.000000] |> Time.add(count, :microsecond) |> clock_text()

  defp clock_text(%{microsecond: {0, _}} = time), do: to_string(%{time | microsecond: {0, 0}})
  defp clock_text(time), do: to_string(time)

  defp shortened(text) do
    if String.length(text) > @shown_max, do: String.slice(text, 0, @shown_max) <> "…", else: text
  end

  defp shortened_bytes(bytes), do: binary_part(bytes, 0, min(byte_size(bytes), @shown_max))
end
