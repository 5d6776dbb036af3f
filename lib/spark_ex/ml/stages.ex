defmodule SparkEx.ML.Stages do
  @moduledoc false
  # What stages of all kinds share.

  alias SparkEx.Error
  alias SparkEx.ML.{Stage, Table}

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
