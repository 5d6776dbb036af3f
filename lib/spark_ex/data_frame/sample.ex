defmodule SparkEx.DataFrame.Sample do
  @moduledoc false
  # Random samples. Without a seed one is drawn here, so that a plan means the same rows each time.

  alias SparkEx.{Column, DataFrame, Error, Literal, Options}

  @seed [seed: [type: :integer, doc: "Makes the sample repeatable; random by default."]]
  @options [
    with_replacement: [
      type: :boolean,
      default: false,
      doc: "Whether one row may be drawn more than once."
    ]
  ]

  @spec docs() :: String.t()
  def docs, do: Options.docs(@options ++ @seed)

  @spec sample(DataFrame.t(), number, keyword) :: DataFrame.t()
  def sample(frame, fraction, options) do
    options = Options.validate!(options, @options ++ @seed, "sample/3")

    DataFrame.step(frame, :sample,
      lower_bound: 0.0,
      upper_bound: fraction!(fraction, "sample/3"),
      with_replacement: options[:with_replacement],
      seed: seed(options)
    )
  end

  @spec random_split(DataFrame.t(), [number], keyword) :: [DataFrame.t()]
  def random_split(frame, weights, options) do
    seed = options |> Options.validate!(@seed, "random_split/3") |> seed()
    total = weights |> Enum.map(&fraction!(&1, "random_split/3")) |> Enum.sum()

    unless total > 0,
      do: raise(Error.Argument, "random_split/3: the weights must add up to more than 0")

    bounds = Enum.scan([0.0 | Enum.map(weights, &(&1 / total))], &+/2)

    for [lower, upper] <- Enum.chunk_every(bounds, 2, 1, :discard) do
      DataFrame.step(frame, :sample,
        lower_bound: lower,
        upper_bound: upper,
        with_replacement: false,
        seed: seed,
        deterministic_order: true
      )
    end
  end

  @spec sample_by(DataFrame.t(), term, map | [{term, number}], keyword) :: DataFrame.t()
  def sample_by(frame, column, fractions, options) do
    options = Options.validate!(options, @seed, "sample_by/4")

    fractions =
      for {stratum, fraction} <- fractions do
        %{stratum: Literal.encode(stratum), fraction: fraction!(fraction, "sample_by/4")}
      end

    DataFrame.step(frame, :sample_by,
      col: Column.to_expr(column),
      fractions: fractions,
      seed: seed(options)
    )
  end

  defp fraction!(fraction, _context) when is_number(fraction) and fraction >= 0,
    do: fraction / 1

  defp fraction!(other, context) do
    raise Error.Argument,
          "#{context} takes a fraction as a number of 0 or more, got: #{inspect(other)}"
  end

  defp seed(options), do: options[:seed] || :rand.uniform(0x7FFF_FFFF_FFFF_FFFF)
end
