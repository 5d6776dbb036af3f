defmodule SparkEx.DataFrame.Sample do
  @moduledoc false
  # Random samples. The default seed is drawn here, so each run of a plan returns the same rows.

  alias SparkEx.Arguments.Options
  alias SparkEx.{Column, DataFrame, Error, Literal}

  @seed [
    seed: [
      type: {:integer, -0x8000_0000_0000_0000..0x7FFF_FFFF_FFFF_FFFF},
      positional: true,
      doc: "The seed of the random numbers. Drawn at random by default."
    ]
  ]
  @options [
    with_replacement: [
      type: :boolean,
      default: false,
      pyspark: :withReplacement,
      doc: "Whether a row may be drawn more than once."
    ]
  ]

  @spec docs() :: String.t()
  def docs, do: Options.docs(@options ++ @seed)

  @spec sample(DataFrame.t(), number | keyword, keyword) :: DataFrame.t()
  def sample(frame, [{_key, _value} | _rest] = options, []) do
    {fraction, options} = Keyword.pop(options, :fraction)
    sample(frame, fraction, options)
  end

  def sample(frame, with_replacement, fraction)
      when is_boolean(with_replacement) and is_number(fraction),
      do: sample(frame, fraction, with_replacement: with_replacement)

  def sample(frame, fraction, options) do
    options = Options.validate!(options, @options ++ @seed, "sample/3")

    DataFrame.step(frame, :sample,
      lower_bound: 0.0,
      upper_bound: fraction!(fraction, options[:with_replacement], "sample/3"),
      with_replacement: options[:with_replacement],
      seed: seed(options)
    )
  end

  @spec random_split(DataFrame.t(), [number], keyword) :: [DataFrame.t()]
  def random_split(frame, weights, options) do
    seed = options |> Options.validate!(@seed, "random_split/3") |> seed()
    bounds = Enum.scan([0.0 | shares!(weights)], &+/2)

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

    DataFrame.step(frame, :sample_by,
      col: Column.to_expr(column),
      fractions: fractions |> strata!() |> Enum.map(&stratum/1),
      seed: seed(options)
    )
  end

  defp strata!(fractions) when is_map(fractions) and not is_struct(fractions),
    do: Map.to_list(fractions)

  defp strata!(fractions) do
    unless is_list(fractions) and Enum.all?(fractions, &match?({_stratum, _fraction}, &1)) do
      raise Error.Argument,
            "sample_by/4 takes fractions as a map or a list of {value, fraction} pairs, " <>
              "got: #{inspect(fractions)}"
    end

    fractions
  end

  defp stratum({value, fraction}),
    do: %{stratum: Literal.encode(value), fraction: fraction!(fraction, false, "sample_by/4")}

  defp shares!(weights) when is_list(weights) do
    total = weights |> Enum.map(&weight!/1) |> Enum.sum()

    unless total > 0,
      do: raise(Error.Argument, "random_split/3: the weights must add up to more than 0")

    Enum.map(weights, &(&1 / total))
  end

  defp shares!(other),
    do: raise(Error.Argument, "random_split/3 takes a list of weights, got: #{inspect(other)}")

  defp fraction!(fraction, replacement?, _context)
       when is_number(fraction) and fraction >= 0 and (fraction <= 1 or replacement?),
       do: fraction / 1

  defp fraction!(other, replacement?, context) do
    range = if replacement?, do: "of 0 or more", else: "of 0 to 1"
    raise Error.Argument, "#{context} takes a fraction #{range}, got: #{inspect(other)}"
  end

  defp weight!(weight) when is_number(weight) and weight >= 0, do: weight

  defp weight!(other),
    do: raise(Error.Argument, "random_split/3 takes weights of 0 or more, got: #{inspect(other)}")

  defp seed(options), do: options[:seed] || :rand.uniform(0x7FFF_FFFF_FFFF_FFFF)
end
