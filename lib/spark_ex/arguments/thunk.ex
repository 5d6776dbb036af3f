defmodule SparkEx.Arguments.Thunk do
  @moduledoc false
  # The type of functions without arguments, as its AST: the formatters of Elixir 1.14 and of newer
  # versions write it differently.

  @type t(result) :: unquote([{:->, [], [[], quote(do: result)]}])
end
