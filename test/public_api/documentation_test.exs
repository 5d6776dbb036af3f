defmodule SparkEx.PublicAPI.DocumentationTest do
  @moduledoc """
  Everything public is documented, with an example and a spec.

  A doc without an example of its own must say of which function it is another form, as in "As
  `collect/2`, but raises" or "The same as `filter/2`", and that one must have an example.
  """

  use ExUnit.Case, async: true

  alias SparkEx.PublicAPI

  # What lacks something, such as `{SparkEx.X, :function, :f, 1, :example}`, with the reason why.
  @exceptions %{}

  # What `use GenServer` and its like define, with a text of their own.
  @generated [child_spec: 1]

  test "public modules, functions and macros" do
    faults = for module <- PublicAPI.modules(), fault <- faults(module), do: fault
    assert Enum.sort(faults) == Enum.sort(Map.keys(@exceptions))
  end

  test "there is something to look at" do
    modules = PublicAPI.modules()

    for module <- [SparkEx, SparkEx.DataFrame, SparkEx.Query, SparkEx.Types],
        do: assert(module in modules)

    refute SparkEx.Connect.Client in modules
  end

  defp faults(module) do
    {:docs_v1, _, _, _, moduledoc, _, entries} = Code.fetch_docs(module)

    functions =
      for {{kind, name, arity}, _, _, doc, _} <- entries,
          kind in [:function, :macro],
          doc != :hidden,
          {name, arity} not in @generated,
          do: {kind, name, arity, text(doc)}

    specs = module |> PublicAPI.specs() |> Enum.map(&elem(&1, 0))

    if(moduledoc == :none, do: [{module, :moduledoc}], else: []) ++
      for function <- functions, what <- lacks(function, functions, specs) do
        {kind, name, arity, _text} = function
        {module, kind, name, arity, what}
      end
  end

  defp text(%{"en" => text}), do: text
  defp text(:none), do: nil

  defp lacks({kind, name, arity, text} = function, functions, specs) do
    [
      {:doc, text != nil},
      {:example, text == nil or example?(text) or other_form?(function, functions)},
      # A macro has none.
      {:spec, kind == :macro or {name, arity} in specs}
    ]
    |> Enum.reject(&elem(&1, 1))
    |> Keyword.keys()
  end

  defp example?(text), do: text =~ ~r/^ {4,}\S/m

  defp other_form?({_kind, name, arity, text}, functions) do
    case Regex.run(~r/\A(?:As|The same as) `(?:[A-Z][\w.]*\.)?([a-z_]+[!?]?)\/(\d+)`/, text) do
      [_all, other, other_arity] ->
        Enum.any?(functions, fn {_kind, its_name, its_arity, its_text} ->
          {to_string(its_name), to_string(its_arity)} == {other, other_arity} and
            {its_name, its_arity} != {name, arity} and its_text != nil and example?(its_text)
        end)

      nil ->
        false
    end
  end
end
