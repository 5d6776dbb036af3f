defmodule SparkEx.DataFrame.Statistics do
  @moduledoc false
  # Statistics that return numbers: relations of one row that run at once.

  alias SparkEx.Arguments.Options
  alias SparkEx.{DataFrame, Error}
  alias SparkEx.DataFrame.{Actions, Names}

  @correlation [
    method: [
      type: {:in, [:pearson, "pearson"]},
      default: :pearson,
      positional: true,
      doc: "The method. Spark supports `:pearson` only."
    ]
  ]

  @type result(value) :: {:ok, value} | {:error, Exception.t()}

  @spec correlation_options() :: Options.schema()
  def correlation_options, do: @correlation ++ Actions.timeout_options()

  @spec cov(DataFrame.t(), term, term, keyword) :: result(float)
  def cov(frame, column1, column2, options) do
    run(options, Actions.timeout_options(), "cov/4", fn options ->
      frame |> DataFrame.step(:cov, pair(column1, column2, "cov/4")) |> Actions.scalar(options)
    end)
  end

  @spec corr(DataFrame.t(), term, term, keyword) :: result(float)
  def corr(frame, column1, column2, options) do
    run(options, correlation_options(), "corr/4", fn options ->
      fields = [method: to_string(options[:method])] ++ pair(column1, column2, "corr/4")
      frame |> DataFrame.step(:corr, fields) |> Actions.scalar(options)
    end)
  end

  @spec approx_quantile(DataFrame.t(), term, [number], number, keyword) ::
          result([float] | [[float]])
  def approx_quantile(frame, columns, probabilities, relative_error, options) do
    run(options, Actions.timeout_options(), "approx_quantile/5", fn options ->
      with {:ok, quantiles} <-
             frame |> quantiles(columns, probabilities, relative_error) |> Actions.scalar(options),
           do: {:ok, if(is_list(columns), do: quantiles, else: hd(quantiles))}
    end)
  end

  @doc "The least share of rows for `freq_items/3`."
  @spec support!(term) :: float
  def support!(support) when is_number(support) and support >= 1.0e-4 and support <= 1,
    do: support / 1

  def support!(other) do
    raise Error.Argument,
          "freq_items/3 takes a support of 0.0001 to 1 as a number, got: #{inspect(other)}"
  end

  defp pair(column1, column2, context) do
    [col1, col2] = Names.names!([column1, column2], context)
    [col1: col1, col2: col2]
  end

  defp quantiles(frame, columns, probabilities, relative_error) do
    DataFrame.step(frame, :approx_quantile,
      cols: Names.names!(columns, "approx_quantile/5"),
      probabilities: probabilities!(probabilities),
      relative_error: relative_error!(relative_error)
    )
  end

  defp probabilities!([_ | _] = probabilities) do
    for probability <- probabilities do
      unless is_number(probability) and probability >= 0 and probability <= 1,
        do: refuse!("probabilities from 0 to 1", probability)

      probability / 1
    end
  end

  defp probabilities!(other), do: refuse!("a list of probabilities", other)

  defp relative_error!(error) when is_number(error) and error >= 0, do: error / 1
  defp relative_error!(other), do: refuse!("a relative error of 0 or more", other)

  defp refuse!(wanted, got),
    do: raise(Error.Argument, "approx_quantile/5 takes #{wanted}, got: #{inspect(got)}")

  defp run(options, schema, context, function) do
    with {:ok, options} <- Options.validate(options, schema, context), do: function.(options)
  rescue
    error in Error.Argument -> {:error, error}
  end
end
