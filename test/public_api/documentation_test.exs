defmodule SparkEx.PublicAPI.DocumentationTest do
  @moduledoc """
  Every public module, function and macro has documentation, an example and a spec.

  A doc without an example names the function that it is a form of, as in "As `collect/2`, but
  raises" or "The same as `filter/2`", and that function has an example.
  """

  use ExUnit.Case, async: true

  alias SparkEx.PublicAPI

  # Known omissions, such as `{SparkEx.X, :function, :f, 1, :example}`, with the reason.
  @exceptions %{}

  # Callbacks that `use GenServer` and the like define with their own docs.
  @generated [child_spec: 1]

  test "public modules, functions and macros are documented" do
    faults = for module <- PublicAPI.modules(), fault <- faults(module), do: fault
    assert Enum.sort(faults) == Enum.sort(Map.keys(@exceptions))
  end

  test "functions of frames and sessions have one of the groups of the sidebar" do
    groups = Mix.Project.config()[:docs][:groups_for_docs]

    for module <- [SparkEx.DataFrame, SparkEx.Session] do
      {:docs_v1, _, _, _, _, _, entries} = Code.fetch_docs(module)

      for {{:function, name, arity}, _, _, %{}, metadata} <- entries do
        assert Enum.any?(groups, fn {_title, member?} -> member?.(metadata) end),
               "#{inspect(module)}.#{name}/#{arity} needs `@doc group:`, as its neighbours have"
      end
    end
  end

  test "the public modules are found" do
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
      for function <- functions, what <- missing(function, functions, specs) do
        {kind, name, arity, _text} = function
        {module, kind, name, arity, what}
      end
  end

  defp text(%{"en" => text}), do: text
  defp text(:none), do: nil

  defp missing({kind, name, arity, text} = function, functions, specs) do
    [
      {:doc, text != nil},
      {:example, text == nil or example?(text) or other_form?(function, functions)},
      # Macros have no spec.
      {:spec, kind == :macro or {name, arity} in specs}
    ]
    |> Enum.reject(&elem(&1, 1))
    |> Keyword.keys()
  end

  defp example?(text), do: text =~ ~r/^ {4,}\S/m

  defp other_form?({_kind, name, arity, text}, functions) do
    case Regex.run(~r/\A(?:As|The same as) `(?:[A-Z][\w.]*\.)?([a-z_0-9]+[!?]?)\/(\d+)`/, text) do
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
