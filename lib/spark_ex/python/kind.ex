defmodule SparkEx.Python.Kind do
  @moduledoc false
  # The ways in which Spark's workers call a Python function, with the numbers of PySpark's
  # `PythonEvalType` and the packages that the workers need.

  @pandas [:pandas, :pyarrow]
  @arrow [:pyarrow]

  @kinds %{
    row: {100, []},
    row_arrow: {101, @pandas},
    pandas: {200, @pandas},
    pandas_iterator: {204, @pandas},
    pandas_aggregate: {202, @pandas},
    arrow: {250, @arrow},
    arrow_iterator: {251, @arrow},
    arrow_aggregate: {252, @arrow},
    map_in_pandas: {205, @pandas},
    map_in_arrow: {207, @arrow},
    apply_in_pandas: {201, @pandas},
    apply_in_pandas_iterator: {216, @pandas},
    apply_in_arrow: {209, @arrow},
    apply_in_arrow_iterator: {215, @arrow},
    cogroup_apply_in_pandas: {206, @pandas},
    cogroup_apply_in_arrow: {210, @arrow},
    apply_in_pandas_with_state: {208, @pandas},
    transform_with_state_in_pandas: {211, @pandas},
    transform_with_state_in_pandas_initial: {212, @pandas},
    transform_with_state: {213, @arrow},
    transform_with_state_initial: {214, @arrow},
    table: {300, []},
    table_row_arrow: {301, @pandas},
    table_arrow: {302, @arrow}
  }

  @typedoc "`:row_or_arrow` and `:table_or_arrow` use Arrow where the workers have it."
  @type t :: atom

  @doc """
  The number of a kind.

      iex> SparkEx.Python.Kind.eval_type(:pandas)
      200
  """
  @spec eval_type(t) :: pos_integer
  def eval_type(kind), do: @kinds |> Map.fetch!(kind) |> elem(0)

  @doc """
  The function of the API that calls Python functions in this way.

      iex> SparkEx.Python.Kind.caller(:cogroup_apply_in_arrow)
      "apply_in_arrow"
      iex> SparkEx.Python.Kind.caller(:apply_in_pandas_iterator)
      "apply_in_pandas"
  """
  @spec caller(t) :: String.t()
  def caller(kind) do
    kind
    |> Atom.to_string()
    |> String.replace_prefix("cogroup_", "")
    |> String.replace_suffix("_iterator", "")
    |> String.replace_suffix("_initial", "")
  end

  @doc """
  The packages that the workers need.

      iex> SparkEx.Python.Kind.packages(:arrow)
      [:pyarrow]
  """
  @spec packages(t) :: [:pandas | :pyarrow]
  def packages(kind) do
    case @kinds do
      %{^kind => {_eval_type, packages}} -> packages
      _resolved_later -> []
    end
  end

  @doc "Resolves `:row_or_arrow` and `:table_or_arrow`. Returns other kinds unchanged."
  @spec resolve(t, [atom]) :: t
  def resolve(:row_or_arrow, installed), do: either(:row_arrow, :row, installed)
  def resolve(:table_or_arrow, installed), do: either(:table_row_arrow, :table, installed)
  def resolve(kind, _installed), do: kind

  defp either(kind, other, installed),
    do: if(packages(kind) -- installed == [], do: kind, else: other)
end
