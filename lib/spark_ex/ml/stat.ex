defmodule SparkEx.ML.Stat do
  @moduledoc """
  Statistics of vector columns: PySpark's `pyspark.ml.stat`.

  The tests are frames, which the server computes when they are used. `summary/3` and its kin are
  aggregate functions.

      DataFrame.agg(frame, [Stat.mean("features"), Stat.variance("features", "weight")])
  """

  alias SparkEx.Arguments.Receiver
  alias SparkEx.Column.Formatter
  alias SparkEx.{Column, DataFrame, Error, Plan}
  alias SparkEx.ML.{FunctionCall, Params}

  @metrics %{
    mean: "mean",
    sum: "sum",
    variance: "variance",
    std: "std",
    count: "count",
    num_non_zeros: "numNonZeros",
    max: "max",
    min: "min",
    norm_l1: "normL1",
    norm_l2: "normL2"
  }

  @doc """
  The correlations of the elements of a vector column, a frame of one row with a matrix (PySpark
  `Correlation.corr`).

      iex> frame = SparkEx.Reader.table(:spark, "t")
      iex> SparkEx.ML.Stat.correlation(frame, "features", "spearman").plan.ml_relation.fetch.methods
      ...> |> Enum.map(& &1.method)
      ["correlation"]

  The method is `"pearson"` or `"spearman"`. Raises `SparkEx.Error.Argument` for another.
  """
  @spec correlation(DataFrame.t(), DataFrame.name(), String.t()) :: DataFrame.t()
  def correlation(frame, column, method \\ "pearson") do
    unless method in ["pearson", "spearman"],
      do: bad("correlation/3", "the method \"pearson\" or \"spearman\"", method)

    helper(frame, "correlation", [Column.name_text(column), method])
  end

  @doc """
  Pearson's independence test of each feature against the label (PySpark `ChiSquareTest.test`).

      Stat.chi_square_test(frame, "features", "label", true)

  The frame has one row with vectors, or with `flatten` one row for each feature.
  """
  @spec chi_square_test(DataFrame.t(), DataFrame.name(), DataFrame.name(), boolean) ::
          DataFrame.t()
  def chi_square_test(frame, features, label, flatten \\ false) do
    unless is_boolean(flatten), do: bad("chi_square_test/4", "true or false", flatten)
    helper(frame, "chiSquareTest", [Column.name_text(features), Column.name_text(label), flatten])
  end

  @doc """
  The Kolmogorov-Smirnov test of a column against a distribution (PySpark
  `KolmogorovSmirnovTest.test`).

      Stat.kolmogorov_smirnov_test(frame, "sample", "norm", [0.0, 1.0])

  Spark knows `"norm"`, whose parameters are the mean and the standard deviation.
  """
  @spec kolmogorov_smirnov_test(DataFrame.t(), DataFrame.name(), String.t(), [number]) ::
          DataFrame.t()
  def kolmogorov_smirnov_test(frame, sample, distribution \\ "norm", params \\ []) do
    unless distribution == "norm",
      do: bad("kolmogorov_smirnov_test/4", "the distribution \"norm\"", distribution)

    params = Params.literal(params, {:array, :double})
    arguments = [Column.name_text(sample), distribution]
    frame = DataFrame.frame!(frame)
    args = [%{input: frame.plan} | literals(arguments)] ++ [%{param: params}]
    FunctionCall.frame(frame.session, "kolmogorovSmirnovTest", args)
  end

  defp helper(frame, method, arguments) do
    frame = DataFrame.frame!(frame)
    FunctionCall.frame(frame.session, method, [%{input: frame.plan} | literals(arguments)])
  end

  defp literals(arguments), do: for(argument <- arguments, do: %{param: Params.literal(argument)})

  @doc """
  Several metrics of a vector column as a struct (PySpark `Summarizer.metrics`), optionally of
  weighted rows.

      iex> SparkEx.ML.Stat.summary("features", [:mean, :count])
      #SparkEx.Column<aggregate_metrics(array('mean', 'count'), features, 1.0)>

  The metrics are #{@metrics |> Map.keys() |> Enum.sort() |> Enum.map_join(", ",
  &"`#{inspect(&1)}`")}.
  """
  @spec summary(Column.name_or_column(), [atom], Column.name_or_column() | nil) :: Column.t()
  def summary(column, metrics, weight \\ nil) do
    unless is_list(metrics) and metrics != [] and Enum.all?(metrics, &is_map_key(@metrics, &1)),
      do: bad("summary/3", "a list of the metrics #{inspect(Map.keys(@metrics))}", metrics)

    names = Enum.map(metrics, &Map.fetch!(@metrics, &1))
    %Column{expr: aggregate(column, weight, names)}
  end

  for {name, metric} <- @metrics do
    @doc """
    The metric `#{metric}` of a vector column (PySpark `Summarizer.#{metric}`), optionally of
    weighted rows.

        iex> SparkEx.ML.Stat.#{name}("features")
        #SparkEx.Column<aggregate_metrics(array('#{metric}'), features, 1.0)['#{metric}'] AS #{metric}(features)>
    """
    @spec unquote(name)(Column.name_or_column(), Column.name_or_column() | nil) :: Column.t()
    def unquote(name)(column, weight \\ nil) do
      column
      |> summary([unquote(name)], weight)
      |> Column.get_field(unquote(metric))
      |> Column.alias_("#{unquote(metric)}(#{Formatter.render(Column.to_expr(column))})")
    end
  end

  defp aggregate(column, weight, metrics) do
    weight = if weight == nil, do: Column.value_expr(1.0), else: Column.to_expr(weight)
    names = Enum.map(metrics, &Column.value_expr/1)

    Plan.function("aggregate_metrics", [
      Plan.function("array", names),
      Column.to_expr(column),
      weight
    ])
  end

  @spec bad(String.t(), String.t(), term) :: no_return
  defp bad(function, expected, given) do
    %Error.Argument{message: message} = Receiver.error(given, expected)
    raise Error.Argument, "SparkEx.ML.Stat.#{function}: #{message}"
  end
end
