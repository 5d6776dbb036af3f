defmodule SparkEx.Query.ExplorerFunctions do
  @moduledoc false
  # What a query has instead of the functions of Explorer that Spark does not have by that name.

  @instead %{
    add: "a + b",
    all?: "every(condition)",
    any?: "some(condition)",
    argmax: "max_by(column, order)",
    argmin: "min_by(column, order)",
    clip: "least(greatest(column, low), high)",
    correlation: "corr(a, b)",
    count_matches: "regexp_count(column, pattern)",
    covariance: "covar_samp(a, b)",
    cumulative_count:
      "over(count(column), order_by: ..., rows_between: {:unbounded_preceding, :current_row})",
    cumulative_max:
      "over(max(column), order_by: ..., rows_between: {:unbounded_preceding, :current_row})",
    cumulative_min:
      "over(min(column), order_by: ..., rows_between: {:unbounded_preceding, :current_row})",
    cumulative_product:
      "over(product(column), order_by: ..., rows_between: {:unbounded_preceding, :current_row})",
    cumulative_sum:
      "over(sum(column), order_by: ..., rows_between: {:unbounded_preceding, :current_row})",
    day_of_week: "weekday(column) + 1",
    day_of_year: "dayofyear(column)",
    divide: "a / b",
    downcase: "lower(column)",
    equal: "a == b",
    field: ~s(column["name"]),
    fill_missing: "coalesce(column, value)",
    format: "concat(a, b)",
    greater: "a > b",
    greater_equal: "a >= b",
    is_not_nil: "column != nil",
    join: "array_join(column, separator)",
    json_decode: ~s{from_json(column, "a INT")},
    json_path_match: ~s{get_json_object(column, "$.a")},
    lengths: "size(column)",
    less: "a < b",
    less_equal: "a <= b",
    lstrip: "ltrim(column)",
    member?: "array_contains(column, value)",
    multiply: "a * b",
    n_distinct: "count_distinct(column)",
    nil_count: "count_if(column == nil)",
    not_equal: "a != b",
    quantile: "percentile(column, 0.5)",
    quotient: ~s{call_function("div", a, b)},
    re_contains: "rlike(column, pattern)",
    re_count_matches: "regexp_count(column, pattern)",
    re_replace: "regexp_replace(column, pattern, replacement)",
    re_scan: "regexp_extract_all(column, pattern, 0)",
    remainder: "rem(a, b)",
    row_index: "over(row_number(), order_by: ...) - 1",
    rstrip: "rtrim(column)",
    select: "if condition, do: a, else: b",
    shift: "over(lag(column, 1), order_by: ...)",
    skew: "skewness(column)",
    standard_deviation: "stddev(column)",
    strftime: ~s{date_format(column, "yyyy-MM-dd")},
    strip: "trim(column)",
    strptime: ~s{to_timestamp(column, "yyyy-MM-dd")},
    subtract: "a - b",
    upcase: "upper(column)",
    week_of_year: "weekofyear(column)",
    window_max: "over(max(column), order_by: ..., rows_between: {-2, 0})",
    window_mean: "over(mean(column), order_by: ..., rows_between: {-2, 0})",
    window_min: "over(min(column), order_by: ..., rows_between: {-2, 0})",
    window_sum: "over(sum(column), order_by: ..., rows_between: {-2, 0})"
  }

  @doc """
  What to write instead of a function of Explorer.

      iex> SparkEx.Query.ExplorerFunctions.instead(:n_distinct)
      "n_distinct is a function of Explorer; write count_distinct(column)"

      iex> SparkEx.Query.ExplorerFunctions.instead(:upper)
      nil
  """
  @spec instead(atom) :: String.t() | nil
  def instead(name) do
    with %{^name => instead} <- @instead,
         do: "#{name} is a function of Explorer; write #{instead}",
         else: (_other -> nil)
  end

  @doc "The names of these functions, and what to write instead."
  @spec all() :: %{atom => String.t()}
  def all, do: @instead
end
