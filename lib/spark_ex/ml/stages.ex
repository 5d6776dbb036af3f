defmodule SparkEx.ML.Stages do
  @moduledoc false
  # What stages of all kinds share.

  alias SparkEx.Error
  alias SparkEx.ML.{Stage, Storage, Table}

  @doc "Raises unless the term is a stage."
  @spec stage!(term, String.t()) :: Stage.t()
  def stage!(term, expected) do
    if is_struct(term) and Stage.impl_for(term) != nil,
      do: term,
      else: raise(SparkEx.Arguments.Receiver.error(term, expected))
  end

  @doc "The stage, or an error for another term."
  @spec stage(term, String.t()) :: {:ok, Stage.t()} | {:error, Error.Argument.t()}
  def stage(term, expected) do
    {:ok, stage!(term, expected)}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "The frame, or an error for another term."
  @spec frame(term) :: {:ok, SparkEx.DataFrame.t()} | {:error, Error.Argument.t()}
  def frame(term) do
    {:ok, SparkEx.DataFrame.frame!(term)}
  rescue
    error in Error.Argument -> {:error, error}
  end

  @doc "Writes stages, each to its path, until one fails."
  @spec write([{Stage.t(), String.t()}], SparkEx.Session.t(), keyword) ::
          :ok | {:error, Exception.t()}
  def write(stages, session, options) do
    Enum.find_value(stages, :ok, fn {stage, path} ->
      with :ok <- Stage.write(stage, session, path, options), do: nil
    end)
  end

  @doc "Reads the stages of paths, until one fails."
  @spec read([String.t()], SparkEx.Session.t(), keyword) ::
          {:ok, [Stage.t()]} | {:error, Exception.t()}
  def read(paths, session, options),
    do: paths |> Stream.map(&Storage.read(session, &1, options)) |> collect()

  @doc "The values of results in their order, or the first error. Later results are not computed."
  @spec collect(Enumerable.t()) :: {:ok, [term]} | {:error, Exception.t()}
  def collect(results) do
    results
    |> Enum.reduce_while([], fn
      {:ok, value}, values -> {:cont, [value | values]}
      {:error, error}, _values -> {:halt, {:error, error}}
    end)
    |> case do
      {:error, error} -> {:error, error}
      values -> {:ok, Enum.reverse(values)}
    end
  end

  @doc "The error for a stage that can't be used in this way."
  @spec refuse(Stage.t(), String.t(), String.t()) :: Error.Argument.t()
  def refuse(stage, function, advice),
    do: %Error.Argument{message: "#{function}: #{inspect(stage)} #{advice}"}

  @doc "A new id of a stage, as PySpark's: the class and twelve random digits."
  @spec uid(String.t()) :: String.t()
  def uid(class) do
    <<number::48>> = :crypto.strong_rand_bytes(6)
    digits = number |> Integer.to_string(16) |> String.downcase() |> String.pad_leading(12, "0")
    Table.short(class) <> "_" <> digits
  end
end
