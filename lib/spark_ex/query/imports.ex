defmodule SparkEx.Query.Imports do
  @moduledoc false
  # The imports of `use SparkEx`. Names that clash are imported from one module only, see
  # `SparkEx.__using__/1`.

  alias SparkEx.{Column, Functions, Query}

  # transform/2 of Column calls a function once, that of Functions maps one over an array. The
  # others are callbacks of Access or undocumented.
  @not_of_column [transform: 2, column: 1, condition_expr: 2, name_text: 1] ++
                   [fetch: 2, get_and_update: 3, pop: 2]

  @doc "The functions of each module that are not imported."
  @spec except() :: %{module => [{atom, arity}]}
  def except do
    elixir = Kernel.__info__(:functions) ++ Kernel.__info__(:macros) ++ special_forms()
    query = Query.__info__(:macros) ++ Query.__info__(:functions)
    column = common(Column, elixir ++ query ++ @not_of_column)
    of_column = Column.__info__(:functions) -- column

    %{
      Query => common(query, elixir),
      Column => column,
      Functions => common(Functions, elixir ++ query ++ of_column)
    }
  end

  @doc "The code of `use SparkEx`."
  @spec quoted() :: Macro.t()
  def quoted do
    except = except()

    quote do
      alias SparkEx.{Column, DataFrame}, warn: false
      alias SparkEx.Functions, as: F, warn: false
      import SparkEx.Query, except: unquote(except[Query]), warn: false
      import SparkEx.Column, except: unquote(except[Column]), warn: false
      import SparkEx.Functions, except: unquote(except[Functions]), warn: false
    end
  end

  defp common(module, names) when is_atom(module), do: common(module.__info__(:functions), names)
  defp common(functions, names), do: Enum.filter(functions, &(&1 in names))

  # Elixir lists quote/2 only, but refuses an import of quote/1.
  defp special_forms, do: [quote: 1] ++ Kernel.SpecialForms.__info__(:macros)
end
