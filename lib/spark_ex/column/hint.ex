defmodule SparkEx.Column.Hint do
  @moduledoc false
  # The end of an error message, for a value that was given in place of a column.

  alias SparkEx.{Column, DataFrame}

  @doc """
  A hint for a value where a column was expected.

      iex> SparkEx.Column.Hint.for_column(1)
      "; use SparkEx.Functions.lit/1 to make a column of a value"
  """
  @spec for_column(term) :: String.t()
  def for_column(%Column{}), do: ""
  def for_column(value), do: specific(value) || "; #{lit("to make a column of a value")}"

  @doc """
  A hint for a value that is not a literal, or an empty string.

      iex> SparkEx.Column.Hint.for_value(SparkEx.Reader.table(:spark, "t"))
      "; use SparkEx.DataFrame.scalar/1 to make a column of a frame that has one value"

      iex> SparkEx.Column.Hint.for_value(self())
      ""
  """
  @spec for_value(term) :: String.t()
  def for_value(value), do: specific(value) || ""

  @doc """
  A hint for a value where a condition was expected.

      iex> SparkEx.Column.Hint.for_condition("a > 1")
      "; use SparkEx.Functions.col/1 for the name of a column, expr/1 for SQL"
  """
  @spec for_condition(term) :: String.t()
  def for_condition(text)
      when is_binary(text) or (is_atom(text) and text not in [nil, true, false]),
      do: "; use SparkEx.Functions.col/1 for the name of a column, expr/1 for SQL"

  def for_condition(value), do: for_column(value)

  # A comparison of a column with Elixir's operators is an ordinary boolean.
  defp specific(value) when is_boolean(value) do
    "; Elixir's operators (==, >, and, && …) compare columns as Elixir terms and return a boolean: " <>
      "use SparkEx.Column.eq/2, gt/2, and_/2 and the like, or SparkEx.Query " <>
      "(a constant is SparkEx.Functions.lit(#{value}))"
  end

  defp specific(frame) when is_struct(frame, DataFrame) do
    "; use SparkEx.DataFrame.scalar/1 to make a column of a frame that has one value"
  end

  defp specific(%module{}) when module in [MapSet, Range],
    do: "; use Enum.to_list/1 to make a list of a #{inspect(module)}"

  defp specific({:ok, _value}), do: "; the function that returned it has a ! form"
  defp specific(_value), do: nil

  defp lit(purpose), do: "use SparkEx.Functions.lit/1 #{purpose}"
end
