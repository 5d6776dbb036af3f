defmodule SparkEx.Arguments.Receiver do
  @moduledoc false
  # The error for a wrong first argument, which is often the result of a function without `!`.

  alias SparkEx.Error.Argument

  @doc "Returns a struct of the module; raises for any other term."
  @spec expect!(term, module) :: struct
  def expect!(value, module) do
    if is_struct(value, module), do: value, else: raise(error(value, "a #{inspect(module)}"))
  end

  @doc """
  An error that says what was expected, what was given, and why.

      iex> SparkEx.Arguments.Receiver.error({:ok, :spark}, "a session").message
      "expected a session, got: {:ok, :spark}; match on {:ok, value} first, or call the function " <>
        "that ends in !, which returns the value itself"

      iex> failed = {:error, %ArgumentError{message: "no"}}
      iex> SparkEx.Arguments.Receiver.error(failed, "a session").message
      "expected a session, got an error of the call before: no"
  """
  @spec error(term, String.t()) :: Argument.t()
  def error({:error, exception}, expected) when is_exception(exception) do
    message = Exception.message(exception)
    %Argument{message: "expected #{expected}, got an error of the call before: #{message}"}
  end

  def error(given, expected),
    do: %Argument{message: "expected #{expected}, got: #{inspect(given)}#{advice(given)}"}

  defp advice({:ok, _value}) do
    "; match on {:ok, value} first, or call the function that ends in !, which returns the " <>
      "value itself"
  end

  defp advice(_other), do: ""
end
