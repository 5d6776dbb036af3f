defmodule SparkEx.Functions.Lambda do
  @moduledoc false
  # An Elixir function as Expression.LambdaFunction, as PySpark's _create_lambda makes it.
  #
  # Spark resolves variables by name, so each gets a number that is unique in this VM.

  alias SparkEx.{Column, Error}
  alias SparkEx.Column.Hint

  @names ~w(x y z)

  @spec expr(fun) :: SparkEx.Plan.expression()
  def expr(function) do
    {:arity, arity} = Function.info(function, :arity)
    variables = @names |> Enum.take(arity) |> Enum.map(&variable/1)

    %{lambda_function: %{function: body(function, variables), arguments: variables}}
  end

  defp variable(name),
    do: %{name_parts: ["#{name}_#{System.unique_integer([:positive, :monotonic])}"]}

  defp body(function, variables) do
    columns = Enum.map(variables, &%Column{expr: %{unresolved_named_lambda_variable: &1}})

    case apply(function, columns) do
      %Column{expr: expr} ->
        expr

      other ->
        raise Error.Argument,
              "expected the function to return a column, got: #{inspect(other)}" <>
                Hint.for_column(other)
    end
  end
end
